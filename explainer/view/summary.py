"""What a good build says about itself."""

from __future__ import annotations

from explainer.text.numbers import with_noun
from explainer.view.site_data import SiteData


def summary(data: SiteData, pages: int) -> str:
    """Pages, records by kind, citations checked, coverage of each base source, share of it reproduced.

    And the languages that there is no catalogue for, or in which something is not checked.
    """
    kinds = ", ".join(
        f"{len(facts)} {name if len(facts) != 1 else facts[0].kind}" for name, facts in data.kinds.items() if facts
    )
    total = sum(map(len, data.kinds.values()))
    lines = [
        f"{data.site.title}",
        f"  {pages} pages from {total} records: {kinds}",
        f"  {with_noun(data.citations, 'citation')} of {with_noun(len(data.sources), 'source')}, each checked",
    ]
    for coverage in data.coverage:
        lines.append(
            f"  {coverage.source}: {len(coverage.lines)} {coverage.unit}s, {coverage.cited} cited, {coverage.left_out} left out "
            f"with a reason ({coverage.share_covered:.0%} accounted for); {coverage.share_shown:.0%} of its words shown"
        )
    wanted, found = data.site.language, data.catalogue.language
    if found not in (wanted, wanted.partition("-")[0]):
        lines.append(
            f"  no catalogue for the language '{wanted}': the words of the interface are in English; "
            f"content/locales/{wanted}.yaml would hold them"
        )
    for language, checks in data.missing_checks.items():
        named = "; ".join(data.catalogue.checks[check] for check in checks)
        lines.append(f"  not checked in texts in '{language}', for want of its words: {named}")
    return "\n".join(lines)
