"""What the search field and the list of all records look through."""

from __future__ import annotations

from typing import Any, NamedTuple

from explainer.content.records import Fact
from explainer.view.citing import url_of
from explainer.view.moments import listed_date
from explainer.view.site_data import SiteData


class SearchKind(NamedTuple):
    """A kind of records: its file name, its headings for many and for one, and the records."""

    name: str
    title: str
    one: str
    records: tuple[SearchRecord, ...]


class SearchRecord(NamedTuple):
    """A record to be found: its address, title and date, the words of its summary or quotation, and what it is filtered by."""

    url: str
    title: str
    date: str
    text: str
    topics: tuple[str, ...]
    by: str


def search_index(data: SiteData) -> tuple[SearchKind, ...]:
    """The records of all kinds, to be found by their words."""
    t = data.catalogue
    return tuple(
        SearchKind(name, t.kinds[name], t.kind[facts[0].kind], tuple(_searched(fact, data) for fact in facts))
        for name, facts in data.kinds.items()
        if facts
    )


def _searched(fact: Fact, data: SiteData) -> SearchRecord:
    said: Any = fact.get("attribution")
    text = " ".join(words for field in ("summary", "text", "reasoning", "alt") if (words := fact.get(field)))
    return SearchRecord(url_of(fact), fact.label, listed_date(fact, data), text, fact.topics, said.by if said else "")
