"""What a good build says about itself."""

from __future__ import annotations

from explainer.text.numbers import with_noun
from explainer.view.site_data import SiteData


def summary(seen: SiteData, pages: int) -> str:
    """Pages, records by kind, citations checked, coverage of each base source, share of it reproduced."""
    kinds = ", ".join(
        f"{len(facts)} {name if len(facts) != 1 else facts[0].kind}" for name, facts in seen.kinds.items() if facts
    )
    total = sum(map(len, seen.kinds.values()))
    lines = [
        f"{seen.site.title}",
        f"  {pages} pages from {total} records: {kinds}",
        f"  {with_noun(seen.citations, 'citation')} of {with_noun(len(seen.sources), 'source')}, each checked",
    ]
    for coverage in seen.coverage:
        lines.append(
            f"  {coverage.source}: {len(coverage.lines)} sentences, {coverage.cited} cited, {coverage.left_out} left out "
            f"with a reason ({coverage.share_covered:.0%} accounted for); {coverage.share_shown:.0%} of its words shown"
        )
    return "\n".join(lines)
