"""The manifest, with which anyone who has the site and the source texts can verify the site."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import Field

from explainer.content.fields import SeedName, Sha256, Slug, Text, WebAddress
from explainer.content.records import Citation, Closed, Fact, Publisher, Removed
from explainer.view.citing import url_of
from explainer.view.evidence import Evidence, anchor_of
from explainer.view.site_data import SiteData


class Cited(Closed):
    """One citation: `exact` words of a source text, a cell of a table, or the `claim` of an outside page.

    Of a cell, `at` is its place as in the address of its page: r1-c2 for the first row below the header, second column.
    """

    source: Slug
    exact: Text | None = None
    prefix: Text | None = None
    suffix: Text | None = None
    cell: Text | None = None
    at: Text | None = None
    claim: Text | None = None
    locator: Text | None = None
    file: SeedName | None = None
    sha256: Sha256 | None = None
    url: WebAddress | None = None


class Stated(Closed):
    """One record: its page, its own evidence, and the other records it rests on."""

    page: str
    cite: tuple[Cited, ...] = ()
    rests_on: tuple[Slug, ...] = ()


class Manifest(Closed):
    """Every other file of the site with its SHA-256, and every record with the words it rests on.

    `sources` are those that say who speaks in them, when or where, with the words that show it; `publishers` are those that are described, with the claims that describe them; `old` are the pages at former
    addresses, each with the page it redirects to, or nothing if that was removed.
    """

    files: Mapping[str, Sha256]
    facts: Mapping[Slug, Stated] = Field(default_factory=dict)
    sources: Mapping[Slug, tuple[Cited, ...]] = Field(default_factory=dict)
    publishers: Mapping[Slug, tuple[Cited, ...]] = Field(default_factory=dict)
    old: Mapping[str, str] = Field(default_factory=dict)


def manifest(files: Mapping[str, str], data: SiteData | None = None) -> bytes:
    """The manifest, as JSON of a `Manifest`, of a site whose `files` have these checksums.

    The bytes are the same for the same site, wherever it is built.
    """
    facts = {fact.id: _stated(fact, data) for facts in data.kinds.values() for fact in facts} if data else {}
    shown = (
        {each.id: _cited(each.cite, data.source_evidence[each.id]) for each in data.sources if each.cite}
        if data
        else {}
    )
    about = {who.id: _described(who) for who in data.publishers.values() if who.cite} if data else {}
    old = {path: "" if isinstance(now, Removed) else now.url for path, now in data.old.items()} if data else {}
    # One line for each file and each record, so that it can be read and compared, and is written fast.
    listed = _lines(dict(sorted(files.items())))
    parts = {"files": listed, "facts": _lines(facts)}
    parts |= {"sources": _lines(shown), "publishers": _lines(about), "old": _lines(old)}
    body = ",\n".join(f'"{name}": {{\n{lines}\n}}' for name, lines in parts.items())
    return f"{{\n{body}\n}}\n".encode()


def _lines(entries: Mapping[str, Any]) -> str:
    return ",\n".join(f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in entries.items())


def _described(publisher: Publisher) -> list[dict[str, str]]:
    return [{"source": claim.source, "claim": claim.claim} for claim in publisher.cite]


def _stated(fact: Fact, data: SiteData) -> dict[str, Any]:
    cite = _cited(fact.cite, data.evidence[fact.id])
    return {"page": url_of(fact), "cite": cite, "rests_on": [other.id for other in data.related[fact.id]]}


def _cited(cites: Sequence[Citation], shown: Sequence[Evidence]) -> list[dict[str, Any]]:
    return [
        {
            name: value
            for name, value in (
                ("source", cite.source),
                ("exact", cite.exact),
                ("prefix", cite.prefix),
                ("suffix", cite.suffix),
                ("cell", cite.cell.text if cite.cell else None),
                ("at", anchor_of(cite.cell) if cite.cell else None),
                ("claim", cite.claim),
                ("locator", evidence.locator or None),
                ("file", evidence.source.file),
                ("sha256", evidence.source.sha256),
                ("url", evidence.source.url),
            )
            if value is not None
        }
        for cite, evidence in zip(cites, shown, strict=True)
    ]
