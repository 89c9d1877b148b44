"""What tells others of the site: the Atom feed of changes, the site map, `robots.txt` and the web manifest.

Every date comes from the content: a record is as new as the last reading of its sources and its last
correction, every other page as the day up to which was looked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Any
from urllib.parse import urlsplit

from explainer.content.records import Correction
from explainer.text.dates import Edtf, Moment, display_date
from explainer.view.citing import url_of
from explainer.view.page_list import Page
from explainer.view.site_data import SiteData

ENTRIES = 50
"""How many entries the feed holds at most; what is older stands on the site."""
NEEDS_ADDRESS = ("feed.xml", "sitemap.xml")
"""Files that hold addresses which must be absolute: left out as long as the site's own is not known."""


def feeds(seen: SiteData, pages: Sequence[Page], base_url: str = "") -> dict[str, Callable[[], bytes]]:
    """What is made, by output path; without a base URL those of `NEEDS_ADDRESS` are left out."""
    found: dict[str, Callable[[], bytes]] = {
        "robots.txt": lambda: _robots(base_url),
        "site.webmanifest": lambda: _web_manifest(seen),
    }
    if base_url:
        found["feed.xml"] = lambda: _feed(seen, base_url).encode()
        found["sitemap.xml"] = lambda: _sitemap(seen, pages, base_url).encode()
    return found


def modified(seen: SiteData, page: Page) -> str:
    """The day a page last changed, as exactly as the content says: YYYY-MM-DD, YYYY-MM or YYYY."""
    record = page.data.get("record")
    dates = [evidence.source.date_accessed for evidence in seen.evidence[record.id]] if record else []
    dates += [correction.date for correction in seen.corrections.get(record.id, ())] if record else []
    known = [date.last for date in dates if date] or [seen.site.as_of.last]
    return str(max(known, key=Moment.latest)).rstrip("~")


def _sitemap(seen: SiteData, pages: Iterable[Page], base_url: str) -> str:
    urls = "".join(
        f"<url><loc>{base_url}{page.url}</loc><lastmod>{modified(seen, page)}</lastmod></url>\n"
        for page in pages
        if page.template != "404"
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{urls}</urlset>\n"
    )


def _feed(seen: SiteData, base_url: str) -> str:
    """Corrections, and what became of agreements: the newest first."""
    told = [*seen.kinds["corrections"], *seen.kinds["developments"]]
    told = [fact for fact in told if fact.date]  # a feed is in order of time; what has no date is on the site
    told.sort(key=lambda fact: (fact.date.start.earliest(), fact.id), reverse=True)
    site = seen.site
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{site.language}">\n'
        f"<title>{_xml(site.title)}</title>\n<subtitle>Corrections, and what became of what was agreed</subtitle>\n"
        f"<id>{_tag(seen, base_url, '')}</id>\n<updated>{_midnight(site.as_of)}</updated>\n"
        f'<link rel="self" type="application/atom+xml" href="{base_url}feed.xml"/>\n<link href="{base_url}index.html"/>\n'
        f"<author><name>{_xml(site.title)}</name></author>\n<rights>{_xml(site.rights)}</rights>\n"
        f"{''.join(_item(fact, seen, base_url) for fact in told[:ENTRIES])}</feed>\n"
    )


def _item(fact: Any, seen: SiteData, base_url: str) -> str:
    text = f"{display_date(fact.date)}. {fact.summary}"
    if isinstance(fact, Correction):
        text = f"{text} It said: {fact.was} Why: {fact.reason}"
    return (
        f"<entry>\n<title>{_xml(fact.label)}</title>\n<id>{_tag(seen, base_url, fact.id)}</id>\n"
        f'<updated>{_midnight(fact.date)}</updated>\n<link href="{base_url}{url_of(fact)}"/>\n'
        f'<category term="{fact.kind}"/>\n<summary>{_xml(text)}</summary>\n</entry>\n'
    )


def _tag(seen: SiteData, base_url: str, name: str) -> str:
    """A name for good (RFC 4151): the host, the day the site is about, and the record's id."""
    parts = urlsplit(base_url)
    return f"tag:{parts.hostname},{seen.site.day.start.first_day}:{parts.path or '/'}{name}"


def _midnight(when: Edtf) -> str:
    """The first moment a date can mean; a feed reader wants a time, the text of the entry says what is known."""
    return f"{when.start.first_day}T00:00:00Z"


def _robots(base_url: str) -> bytes:
    sitemap = f"\nSitemap: {base_url}sitemap.xml\n" if base_url else ""
    return f"User-agent: *\nAllow: /\n{sitemap}".encode()


def _web_manifest(seen: SiteData) -> bytes:
    site = seen.site
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


_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _xml(text: str) -> str:
    """Text for XML, without the characters that no escape makes valid there."""
    return escape(_FORBIDDEN.sub("", text))
