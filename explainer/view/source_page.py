"""What the page of a source shows of its publishers, and of what rests on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple

from explainer.content.records import Fact, Publisher, Record, Source
from explainer.text.tables import Cell
from explainer.view.evidence import Evidence, Highlight, anchor_of, place_in_words
from explainer.view.site_data import SiteData


class SourceLink(NamedTuple):
    """A link: the address, from the root of the site, and its words."""

    url: str
    label: str


class PublisherRow(NamedTuple):
    """A publisher of a source: what it is to the source, and the pages that describe it."""

    role: str
    publisher: Publisher
    party: str
    described_by: tuple[SourceLink, ...]


class LeftOutSentence(NamedTuple):
    """A sentence that no record cites: where it stands, and why."""

    locator: str
    reason: str


class NumberedStretch(NamedTuple):
    """A highlight of a kept text, between what stands before it and the `stop` after it, with its number on the page.

    `statements` rest on it; who and what it names is left to these where there are any.
    """

    gap: str
    highlight: Highlight
    stop: str
    number: int
    statements: tuple[Fact, ...]


class NumberedParagraph(NamedTuple):
    """A paragraph of a kept text as far as the site shows it; `end`, `voice` and `page` as in `ShownParagraph`."""

    stretches: tuple[NumberedStretch, ...]
    end: str
    voice: str
    page: str


class Frame(NamedTuple):
    """What holds for all words of a source: a label, and what it is in words, with the record that it names, if any."""

    label: str
    words: str
    records: tuple[Record, ...] = ()


class TableCell(NamedTuple):
    """A cell of a kept table as its page shows it, with the facts that rest on it; `anchor` is empty where none do."""

    text: str
    anchor: str
    facts: tuple[Fact, ...]


class TableRows(NamedTuple):
    """A kept table as far as the site shows it: the names of its columns, and the rows with a cell that is cited.

    A row without cells stands for rows between that are not shown.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[TableCell, ...], ...]


@dataclass(frozen=True, slots=True)
class SourcePage:
    """What the page of a source shows; `shares` says in words how much of a base text the site reproduces.

    `frame` is what holds for all of its words, and `shown_by` the evidence of that.
    """

    publishers: tuple[PublisherRow, ...]
    frame: tuple[Frame, ...]
    shown_by: tuple[Evidence, ...]
    paragraphs: tuple[NumberedParagraph, ...]
    table: TableRows | None
    shares: str
    left_out: tuple[LeftOutSentence, ...]


def source_page(source: Source, data: SiteData) -> SourcePage:
    """What the page of a source shows."""
    t = data.catalogue
    coverage = next((item for item in data.coverage if item.source == source.id), None)
    if coverage is None:
        return SourcePage(*_head(source, data), _paragraphs(source, data), _table(source, data), "", ())
    return SourcePage(
        *_head(source, data),
        _paragraphs(source, data),
        None,
        (t.source.shares if coverage.quoted else t.source.share)(
            shown=t.percent(coverage.share_shown), quoted=t.percent(coverage.share_quoted)
        ),
        tuple(
            LeftOutSentence(
                place_in_words(t, line.sentence),
                line.left_out[0].record.reason,
            )
            for line in coverage.lines
            if line.left_out and coverage.left_out
        ),
    )


def _head(source: Source, data: SiteData) -> tuple[tuple[PublisherRow, ...], tuple[Frame, ...], tuple[Evidence, ...]]:
    return _publishers(source, data), tuple(_frame(source, data)), data.source_evidence[source.id]


def _frame(source: Source, data: SiteData) -> Iterator[Frame]:
    """What a source is, if no report, and who speaks in it, when, where and how."""
    t, names = data.catalogue, data.records
    if source.form != "report":
        yield Frame(t.source.form, t.source_forms[source.form])
    if source.speaker:
        yield Frame(t.source.speaker, "", (names[source.speaker],))
    if source.authors:
        yield Frame(t.source.authors, "", tuple(names[actor] for actor in source.authors))
    if source.voices:
        yield Frame(t.source.voices, "", tuple(names[actor] for actor in dict.fromkeys(source.voices.values())))
    if source.date:
        yield Frame(t.source.date, t.date(source.date))
    if source.place:
        yield Frame(t.source.place, "", (names[source.place],))
    if source.channel:
        yield Frame(t.source.channel, data.site.channels[source.channel])


def _statements(highlight: Highlight) -> tuple[Fact, ...]:
    """The records that rest on a highlight, without those of people, places and words if there are others."""
    found = tuple(fact for fact in highlight.facts if fact.kind not in ("actor", "place", "term"))
    return found or highlight.facts


def _stop(text: str) -> str:
    """The signs that a text begins with, but for those that open something."""
    found = re.match(r"[^\w\s\[(—–-]+", text)
    return found.group() if found else ""


def _table(source: Source, data: SiteData) -> TableRows | None:
    """The table kept of a source as far as the site shows it; None for another source."""
    table = data.tables.get(source.id)
    if table is None:
        return None
    used: dict[tuple[int, int], tuple[Cell, dict[str, Fact]]] = {}
    for fact, cell in data.cells.get(source.id, ()):
        used.setdefault((cell.row, cell.place), (cell, {}))[1].setdefault(fact.id, fact)
    shown = {row for row, _ in used}
    rows: list[tuple[TableCell, ...]] = []
    for at, fields in enumerate(table.rows):
        cells: list[TableCell] = []
        for place, field in enumerate(fields if at in shown else ()):
            resting = used.get((at, place))
            facts = tuple(resting[1].values()) if resting else ()
            cells.append(TableCell(field.text, anchor_of(resting[0]) if resting else "", facts))
        if cells or not rows or rows[-1]:
            rows.append(tuple(cells))
    return TableRows(tuple(field.text for field in table.header), tuple(rows))


def _paragraphs(source: Source, data: SiteData) -> tuple[NumberedParagraph, ...]:
    """The text kept of a source; empty for an outside page. A number stands after the sign that follows its words."""
    number = count(1)
    found: list[NumberedParagraph] = []
    if source.form == "table":
        return ()
    for paragraph in data.paragraphs.get(source.id, ()):
        gaps = [*(stretch.gap for stretch in paragraph.stretches), paragraph.end]
        stops = ["", *(_stop(gap) for gap in gaps[1:])]
        gaps = [gap.removeprefix(stop) for gap, stop in zip(gaps, stops, strict=True)]
        stretches = (
            NumberedStretch(gap, stretch.highlight, stop, next(number), _statements(stretch.highlight))
            for gap, stretch, stop in zip(gaps[:-1], paragraph.stretches, stops[1:], strict=True)
        )
        found.append(NumberedParagraph(tuple(stretches), gaps[-1], paragraph.voice, paragraph.page))
    return tuple(found)


def _publishers(source: Source, data: SiteData) -> tuple[PublisherRow, ...]:
    t = data.catalogue
    read_at = t.source.read_at if source.origin or source.origin_unknown else t.source.publisher
    roles = [(t.source.origin, source.origin)] if source.origin else []
    found = []
    for role, name in (*roles, (read_at, source.publisher)):
        who = data.publishers[name]
        party = data.site.parties[who.party] if who.party else t.source.no_party
        pages = (claim.source for claim in who.cite if claim.source != source.id)
        found.append(
            PublisherRow(
                role,
                who,
                t.source.party(party=party, reason=who.party_reason) if who.party_reason else "",
                tuple(SourceLink(f"sources/{page}.html", data.credits[page]) for page in pages),
            )
        )
    return tuple(found)
