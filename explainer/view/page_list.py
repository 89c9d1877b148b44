"""`Content` becomes the list of pages, with everything their templates show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from explainer.content.content import Content, Entry
from explainer.content.records import Fact, Record, Removed
from explainer.locales.catalogue import Catalogue
from explainer.problems import Location
from explainer.view.cards import series_card
from explainer.view.citing import url_of
from explainer.view.courses import course_picture
from explainer.view.site_data import Backlink, SiteData, page_url


class Page(NamedTuple):
    """One page to render: `url` is the output path, `data` what its template sees besides the overview."""

    url: str
    title: str
    description: str
    template: str
    data: Mapping[str, Any]
    previous: Backlink | None = None
    following: Backlink | None = None

    @property
    def style(self) -> str:
        """The name of the style sheet that its template has besides the one of all pages."""
        return self.template if self.template in STYLES else "lists"


STYLES = ("check", "home", "record", "records", "source", "sources", "timeline", "voices")
"""Templates with a style sheet of their own; all others are lists."""


FULL = 80
"""Entries that a list page has room for: of a list that has more, each part has a page of its own."""

STAYS = {"timeline": "day", "who-and-where": "actors"}
"""The part of a list that has its place on the page of the whole, by the template of that page."""


def fact_pages(facts: Iterable[Fact]) -> list[Page]:
    """A page for each of the facts of a kind, in a row."""
    return _in_a_row(Page(url_of(fact), fact.label, _description(fact), "record", {"record": fact}) for fact in facts)


def list_pages(content: Content, data: SiteData, rows: Iterable[Sequence[Page]] | None = None) -> list[Page]:
    """Every page that readers are led to, in a fixed order; `rows` are the pages of the facts, a row for each kind."""
    pages = [
        Page(page_url(prose), prose.front.title, prose.front.description, prose.front.template, {"prose": prose})
        for prose in content.prose
    ]
    lists = {page.url: _parts(page, data) for page in pages}
    pages = [_with_parts(page, lists[page.url]) for page in pages]
    names = {page.url: page.label for door in data.nav for page in (door, *data.under[door.name])}
    listed = sorted((page for page in pages if page.url in names), key=lambda page: list(names).index(page.url))
    pages = [*_in_a_row(listed, names), *(page for page in pages if page.url not in names)]
    pages += chain.from_iterable(lists.values())
    pages += chain.from_iterable(map(fact_pages, data.kinds.values()) if rows is None else rows)
    pages += _in_a_row(
        Page(url_of(source), source.title, source.note or source.title, "source", {"source": source})
        for source in data.sources
    )
    t = data.catalogue
    pages.append(Page("404.html", t.not_found.title, t.not_found.description, "404", {}))
    return _distinct(pages, t)


def _parts(page: Page, data: SiteData) -> list[Page]:
    """A page for each part of a list that has more entries than one page has room for; what `STAYS` has none.

    Their addresses are that of the list with the name of the part: `timeline-before.html`.
    """
    lists: dict[str, Mapping[str, Sequence[Record]]] = {
        "timeline": data.phases,
        "records": data.kinds,
        "sources": data.by_form,
        "who-and-where": {name: data.kinds[name] for name in ("actors", "places", "terms")},
    }
    parts = lists.get(page.template, {})
    whole = sum(map(len, parts.values()))
    stem = page.url.removesuffix(".html")
    t = data.catalogue
    labels = {"sources": data.site.publisher_forms, "timeline": vars(t.timeline)}.get(page.template, vars(t.kinds))
    return [
        Page(f"{stem}-{name}.html", f"{page.title}: {labels[name]}", f"{page.description} {labels[name]}.",
             page.template, {"part": name, "parts": (), "above": data.pages[page.url]})
        for name, entries in parts.items()
        if entries and whole > FULL and name != STAYS.get(page.template)
    ]  # fmt: skip


def _with_parts(page: Page, parts: Sequence[Page]) -> Page:
    """A list page that knows the pages of its parts, as (name of the part, address)."""
    found = tuple((part.data["part"], part.url) for part in parts)
    return page._replace(data={**page.data, "part": "", "parts": found})


def loaded_files(data: SiteData) -> list[Page]:
    """What pages load when it is asked for: the records to be searched, if there is a page that lists them all."""
    site = data.site
    return (
        [Page("search-index.js", site.title, site.description, "search-index.js", {})]
        if "record" in data.listed
        else []
    )


def old_pages(data: SiteData) -> list[Page]:
    """A page at each address of before: it leads to what has taken its place, or says what became of it."""
    t = data.catalogue
    return [
        Page(url, t.removed.page_title(title=now.title), now.reason, "removed", {"removed": now})
        if isinstance(now, Removed)
        else Page(url, t.moved.page_title(title=now.label), now.label, "moved", {"now": now})
        for url, now in data.old.items()
    ]


def pictures(data: SiteData) -> list[Page]:
    """The icon of the site, and maps and series as files of their own, for pages that show one as a picture."""
    icon = Page("favicon.svg", data.site.title, data.site.description, "favicon.svg", {})
    maps = (
        Page(
            f"maps/{record.id}.svg",
            record.title,
            record.summary,
            "map.svg",
            {"record": record, "sheet": data.maps[record.id]},
        )
        for record in data.kinds["maps"]
    )
    return [icon, *maps, *_series_pictures(data), *_course_styles(data)]


def _series_pictures(data: SiteData) -> Iterator[Page]:
    """The drawings of a series over time, as a story shows it and as its own page does, in a file for each arrangement."""
    for record in data.kinds["series"]:
        if not (chart := series_card(record, data, "story").chart):
            continue
        own = series_card(record, data, "page").chart
        drawings = {"": chart.drawings[0]}
        drawings |= {f"-{number}": each for number, each in enumerate(own.drawings if own else (), 1)}
        for name, drawing in drawings.items():
            for size in ("wide", "middle", "narrow"):
                shown = {"record": record, "described": chart.described, "plot": getattr(drawing, size)}
                yield Page(f"series/{record.id}{name}-{size}.svg", record.title, record.summary, "series.svg", shown)


def _course_styles(data: SiteData) -> Iterator[Page]:
    """A style sheet for each course of events that is drawn from left to right, too: where its stations stand."""
    for record in data.kinds["courses"]:
        drawing = course_picture(record, data).drawing
        if drawing.tracks:
            shown = {"record": record, "drawing": drawing}
            yield Page(f"courses/{record.id}.css", record.title, record.summary, "course.css", shown)


def _distinct(pages: list[Page], t: Catalogue) -> list[Page]:
    """The pages with a title and a description each of its own: what several share is said with what tells them apart."""
    titles = Counter(page.title for page in pages)
    texts = Counter(page.description for page in pages)
    if len(titles) == len(texts) == len(pages):
        return pages
    kinds = Counter((page.title, _kind(page, t)) for page in pages if titles[page.title] > 1)
    found = []
    for page in pages:
        title, description = page.title, page.description
        if titles[title] > 1:
            kind = _kind(page, t)
            title = (
                f"{title} ({kind})" if kinds[title, kind] == 1 else f"{title} ({kind} {PurePosixPath(page.url).stem})"
            )
        if texts[description] > 1:
            description = f"{title}: {description}"
        same = title is page.title and description is page.description
        found.append(page if same else page._replace(title=title, description=description))
    return found


def _kind(page: Page, t: Catalogue) -> str:
    """What a page is about, in a word."""
    record = page.data.get("record") or page.data.get("source")
    return str(t.kind[record.kind if record else "page"])


def written_places(content: Content) -> Callable[[str], Location | None]:
    """For an output path, where its record or text is written; None for a page that nobody wrote."""

    @cache
    def entries() -> dict[str, Entry]:
        found = {former.path: former.entry for former in content.former}
        found |= {url_of(entry.record): entry for entry in (*content.facts, *content.sources)}
        return found | {page_url(prose): prose.head for prose in content.prose}

    return lambda path: entries()[path].at() if path in entries() else None


def draft_pages(content: Content) -> frozenset[str]:
    """The output paths of the pages of drafts."""
    records = (url_of(entry.record) for entry in content.facts if entry.record.draft)
    return frozenset((*records, *(page_url(prose) for prose in content.prose if prose.front.draft)))


def _in_a_row(pages: Iterable[Page], names: Mapping[str, str] | None = None) -> list[Page]:
    """Pages that know the one before and the one after, by the names of these addresses or by title."""
    row = list(pages)
    labels = [(names or {}).get(page.url, page.title) for page in row]
    links = [
        None,
        *(Backlink(page.url, label, page.template) for page, label in zip(row, labels, strict=True)),
        None,
    ]
    return [
        page._replace(previous=before, following=after)
        for page, before, after in zip(row, links, links[2:], strict=False)
    ]


def _description(fact: Fact) -> str:
    return fact.get("summary") or fact.get("text") or fact.label
