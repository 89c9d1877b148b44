"""Stage 2 and 5: every fact against its source, and every link against the finished site."""

from __future__ import annotations

import html
import posixpath
import re
from collections import Counter
from collections.abc import Callable, Mapping

from explainer import rules_comment, rules_fact, rules_figure, rules_map, rules_prose, rules_quote, rules_source
from explainer.errors import Location, Problem
from explainer.faults import Faults
from explainer.model import Content

Rule = Callable[[Content], Faults]

RULES: tuple[Rule, ...] = (
    rules_source.source_form,
    rules_source.intact_source,
    rules_source.citation_form,
    rules_source.one_witness,
    rules_source.passage_found,
    rules_source.passage_unique,
    rules_source.passage_bounded,
    rules_source.left_out_found,
    rules_quote.verbatim_quote,
    rules_figure.figure_form,
    rules_figure.figure_in_passage,
    rules_fact.name_in_passage,
    rules_fact.speaker_named,
    rules_fact.date_in_passage,
    rules_fact.dates_in_order,
    rules_fact.looked_by_then,
    rules_fact.numbers_in_evidence,
    rules_fact.quotations_in_evidence,
    rules_fact.known_word,
    rules_comment.later_state,
    rules_prose.plain_markdown,
    rules_prose.heading_id,
    rules_prose.bare_statement,
    rules_prose.link_agrees,
    rules_prose.plain_label,
)
"""Rules about one record or page, in the order they are documented; a rule's name is its id."""

WHOLE_RULES: tuple[Rule, ...] = (
    rules_source.unique_id,
    rules_source.known_publisher,
    rules_source.known_source,
    rules_source.registered_seed,
    rules_source.used_source,
    rules_source.covered_sentence,
    rules_fact.known_fact,
    rules_fact.unique_name,
    rules_fact.used_inference,
    rules_figure.series_point,
    rules_comment.version_borne_out,
    rules_map.known_shapes,
    rules_map.mapped_place,
    rules_map.legible_map,
    rules_prose.known_link,
    rules_prose.used_exemption,
)
"""Rules that need everything: not run while a file or record cannot be read, lest they accuse the rest."""


def check_facts(content: Content) -> list[Problem]:
    """Every problem of the content, from every rule that can be run on it."""
    rules = RULES if content.incomplete else RULES + WHOLE_RULES
    return [Problem(fault.where, fault.message, rule.__name__, fault.hint) for rule in rules for fault in rule(content)]


_TAG = re.compile(r"<[a-zA-Z][^>]*>")
_ATTRIBUTE = re.compile(r"\s(href|src|id)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))")


def check_links(site: Mapping[str, bytes], base_path: str = "/") -> list[Problem]:
    """Every internal link and `#id` of the finished site leads somewhere; no id stands twice on a page.

    `site` maps output paths to bytes; `base_path` is what absolute internal addresses begin with.
    """
    pages = {
        path: _attributes(body.decode("utf-8", "replace")) for path, body in site.items() if path.endswith(".html")
    }
    ids = {path: [value for name, value in found if name == "id"] for path, found in pages.items()}
    known = {path: set(values) for path, values in ids.items()}
    problems: list[Problem] = []
    broken: dict[str, list[str]] = {}
    for path, found in pages.items():
        for value, count in Counter(ids[path]).items():
            if count > 1:
                message = f"id '{value}' stands {count} times on the page"
                problems.append(Problem(Location(path), message, "unique_html_id", "rename one of them"))
        for address in {value for name, value in found if name != "id"}:
            target = _target(path, address, base_path)
            if message := _broken(target, address, site, known):
                broken.setdefault(f"{message}\n{target}", []).append(path)
    for message, found_on in broken.items():
        # One dead link in a shared template is one problem, not one for each page.
        more = f" (and on {len(found_on) - 1} more pages)" if len(found_on) > 1 else ""
        text = message.partition("\n")[0]
        problems.append(Problem(Location(min(found_on)), text + more, "links_resolve", "mend the template or the page"))
    return problems


def _attributes(page: str) -> list[tuple[str, str]]:
    return [
        (match.group(1), html.unescape(match.group(2) or match.group(3) or match.group(4) or ""))
        for tag in _TAG.finditer(page)
        for match in _ATTRIBUTE.finditer(tag.group())
    ]


def _target(path: str, address: str, base_path: str) -> str:
    """The output path and fragment an internal address leads to, as `path#fragment`; others unchanged."""
    if re.match(r"(?i)[a-z][a-z0-9+.-]*:|//", address):
        return address
    target, hash_mark, fragment = address.partition("#")
    target = target.partition("?")[0]
    if target.startswith(base_path):
        target = target[len(base_path) :] or "index.html"
    elif target and not target.startswith("/"):
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    return f"{target or path}{hash_mark}{fragment}"


def _broken(target: str, address: str, site: Mapping[str, bytes], ids: Mapping[str, set[str]]) -> str:
    """What is wrong with a link, or nothing."""
    if re.match(r"(?i)https?://|mailto:|data:image/", address):
        return ""
    if re.match(r"(?i)[a-z][a-z0-9+.-]*:|//", address):
        return f"link '{address}' has a scheme that is not allowed"
    page, _, fragment = target.partition("#")
    if page.startswith(("/", "../")):
        return f"link '{address}' leaves the site"
    if page not in site:
        return f"link to '{page}' leads to no page"
    if fragment and fragment not in ids.get(page, ()):
        return f"link to '{page}#{fragment}': no such id on that page"
    return ""
