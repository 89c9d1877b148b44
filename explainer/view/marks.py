"""What opens beside a statement, what of a record is inferred, and a mark in the key of a picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from explainer.content.records import Attribution, Dispute, Fact, Quote, Source, Version
from explainer.locales.catalogue import Catalogue
from explainer.view.evidence import Evidence
from explainer.view.site_data import SiteData
from explainer.view.support import Support, support


class MarkSample(NamedTuple):
    """A mark in the key of a picture: its kind and its words."""

    kind: str
    words: str


class InferredParts(NamedTuple):
    """Parts of a record's dates that one conclusion gives, in words: year, month, day."""

    conclusion: Any
    parts: str


def inferred_parts(record: Fact, data: SiteData) -> tuple[InferredParts, ...]:
    """The parts of a record's dates that are inferred, by the conclusion that gives them, in order of its id."""
    found: dict[str, list[str]] = {}
    for part, target in record.inferred.items():
        found.setdefault(target, []).append(data.catalogue.date_parts[part])
    return tuple(InferredParts(data.records[target], ", ".join(parts)) for target, parts in sorted(found.items()))


class GivenParts(NamedTuple):
    """What a record takes over from a source that gives it for all of its words: speaker, date, place, channel."""

    source: Source
    parts: str


def given_parts(record: Fact, data: SiteData) -> tuple[GivenParts, ...]:
    """What a record takes over from the kept sources that it cites, in their order."""
    t, said, quote = data.catalogue, record.get("attribution"), isinstance(record, Quote)
    found = []
    for source in data.given[record.id]:
        own = {
            "speaker": bool(said and said.words is None and source.voicing),
            "date": quote and source.date is not None and record.get("date") == source.date,
            "place": quote and source.place is not None and source.place in record.get("places"),
            "channel": bool(said and source.channel and said.channel == source.channel),
        }
        if parts := ", ".join(str(t.given[part]) for part, holds in own.items() if holds):
            found.append(GivenParts(source, parts))
    return tuple(found)


def inferred_words(record: Fact, t: Catalogue) -> str:
    """The parts of a record's dates that are inferred, in words; empty without."""
    return ", ".join([t.date_parts[part] for part in record.inferred])


def told_by(ids: Sequence[str], data: SiteData) -> Mapping[str, str]:
    """Whose texts records rest on, given by their ids, as readers are told, each with the address of the first passage."""
    found: dict[str, str] = {}
    for item in (item for name in ids for item in data.evidence[name]):
        found.setdefault(data.credits[item.source.id], item.url)
    return found


class CitedSource(NamedTuple):
    """The pieces of evidence that are from one source; `before` is the first earlier note of a page that cites it, 0 if none."""

    source: Source
    items: tuple[Evidence, ...]
    before: int = 0


def cited_sources(evidence: Iterable[Evidence]) -> tuple[CitedSource, ...]:
    """Pieces of evidence by source, in the order in which each source comes first."""
    found: dict[str, list[Evidence]] = {}
    for item in evidence:
        found.setdefault(item.source.id, []).append(item)
    return tuple(CitedSource(items[0].source, tuple(items)) for items in found.values())


@dataclass(frozen=True, slots=True)
class Note:
    """What the note beside a statement shows of a record; the record has all.

    `text` is what a record without words of a source says itself; `more` pieces of evidence are left to the record.
    """

    record: Any
    support: Support
    attribution: Attribution | None
    text: str
    versions: tuple[Version, ...]
    sources: tuple[CitedSource, ...]
    disputes: tuple[Dispute, ...]
    inferred: tuple[InferredParts, ...]
    more: int


def note(record_id: str, shown: str, before: Iterable[tuple[str, int]], data: SiteData) -> Note:
    """The note on a record with those pieces of its evidence whose places, joined by spaces, are `shown`.

    `before` are the ids of sources that earlier notes of the page cite, each with the number of the first of them.
    """
    numbers = dict(before)
    record: Any = data.records[record_id]
    evidence = data.evidence[record_id]
    picked = tuple(evidence[int(place)] for place in shown.split())
    versions: tuple[Version, ...] = record.get("versions") or ()
    return Note(
        record=record,
        support=support(record, data),
        attribution=record.get("attribution"),
        text=_own_text(record, data),
        versions=versions,
        sources=tuple(group._replace(before=numbers.get(group.source.id, 0)) for group in cited_sources(picked)),
        disputes=data.disputes.get(record_id, ()),
        inferred=inferred_parts(record, data),
        more=len(evidence) - len(picked),
    )


def _own_text(record: Any, data: SiteData) -> str:
    """What the note of a record says before its evidence: reasoning, or a summary where there is no evidence."""
    t = data.catalogue
    if record.kind == "inference":
        return str(record.reasoning)
    if record.kind == "unknown":
        return str(t.note.not_found(title=record.title, date=t.date(record.date)))
    if record.kind == "dispute" or data.evidence[record.id]:
        return ""
    return str(record.summary)
