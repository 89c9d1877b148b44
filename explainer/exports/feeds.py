"""Files that announce the site: the Atom feed of changes, the site map, `robots.txt` and the web manifest.

Every date comes from the content: the date of a record is that of the last reading of its sources or of its last
correction, the date of every other page is `as_of`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from explainer.content.records import Correction
from explainer.text.dates import Edtf, Moment
from explainer.view.page_list import Page
from explainer.view.site_data import SiteData

ENTRIES = 50
"""The greatest number of entries in the feed; older ones are on the site."""
NEEDS_ADDRESS = ("feed.xml", "sitemap.xml")
"""Files whose addresses must be absolute: left out if the address of the site is not known."""


class FeedEntry(NamedTuple):
    """An entry of the feed: a record, its permanent id, when it changed, and its text."""

    record: Any
    id: str
    updated: str
    text: str


def feeds(data: SiteData, base_url: str = "") -> dict[str, Callable[[], bytes]]:
    """The files made without a template, by output path."""
    return {"robots.txt": lambda: _robots(base_url), "site.webmanifest": lambda: _web_manifest(data)}


def feed_pages(data: SiteData, pages: Sequence[Page], base_url: str = "") -> list[Page]:
    """The files of `NEEDS_ADDRESS`, to be rendered like pages; none without a base URL."""
    if not base_url:
        return []
    told = [fact for fact in (*data.kinds["corrections"], *data.kinds["developments"]) if fact.date]
    told.sort(key=lambda fact: (fact.date.start.earliest(), fact.id), reverse=True)
    entries = tuple(_entry(fact, data) for fact in told[:ENTRIES])
    feed = {"id": _id(data, ""), "updated": _midnight(data.site.as_of), "entries": entries}
    listed = tuple((page.url, modified(data, page)) for page in pages if _searched_for(page))
    return [
        Page("feed.xml", data.site.title, data.site.description, "xml/feed.xml", feed),
        Page("sitemap.xml", data.site.title, data.site.description, "xml/sitemap.xml", {"listed": listed}),
    ]


def _searched_for(page: Page) -> bool:
    """True for a page worth finding by itself: a word or place is told where it matters, and has a page to be cited."""
    record = page.data.get("record")
    return page.template != "404" and not (record and record.kind in ("place", "term"))


def modified(data: SiteData, page: Page) -> str:
    """The day a page last changed, with the precision that the content has: YYYY-MM-DD, YYYY-MM or YYYY."""
    record = page.data.get("record")
    dates = [evidence.source.date_accessed for evidence in data.evidence[record.id]] if record else []
    dates += [correction.date for correction in data.corrections.get(record.id, ())] if record else []
    known = [date.last for date in dates if date] or [data.site.as_of.last]
    return str(max(known, key=Moment.latest)).rstrip("~")


def _entry(fact: Any, data: SiteData) -> FeedEntry:
    """The entry of a correction or of a development."""
    t, date = data.catalogue, data.catalogue.date(fact.date)
    text = (
        t.feed.correction(date=date, summary=fact.summary, was=fact.was, reason=fact.reason)
        if isinstance(fact, Correction)
        else t.feed.text(date=date, summary=fact.summary)
    )
    return FeedEntry(fact, _id(data, fact.id), _midnight(fact.date), text)


def _id(data: SiteData, name: str) -> str:
    """The permanent id of an entry, or of the feed if there is no name: no change of address or title changes it."""
    return uuid5(NAMESPACE_URL, f"explainer:{data.site.uid}/{name}").urn


def _midnight(when: Edtf) -> str:
    """The first moment a date can mean: a feed reader needs a time, and the text of the entry says what is known."""
    return f"{when.start.first_day}T00:00:00Z"


def _robots(base_url: str) -> bytes:
    sitemap = f"\nSitemap: {base_url}sitemap.xml\n" if base_url else ""
    return f"User-agent: *\nAllow: /\n{sitemap}".encode()


def _web_manifest(data: SiteData) -> bytes:
    site = data.site
    manifest = {
        "name": site.title,
        "description": site.description,
        "lang": site.language,
        "start_url": "index.html",
        "scope": "./",
        "display": "browser",
        "icons": [{"src": "favicon.svg", "type": "image/svg+xml", "sizes": "any"}],
    }
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()
