"""How sure we are of a record, in a word or two: below a title, in a note, and in the margin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from explainer.content.records import Attribution, Dispute, Fact, Version
from explainer.locales.catalogue import Catalogue
from explainer.view.evidence import Evidence
from explainer.view.site_data import SiteData


class CertaintyMark(NamedTuple):
    """A mark below a title: its class in the style sheet, and its words."""

    kind: str
    words: str


def marks(
    record: Fact, data: SiteData, *, publishers: bool = False, disputes: bool = False
) -> tuple[CertaintyMark, ...]:
    """The marks of a record; in words that name `publishers` of what is reported and the titles of `disputes`."""
    return _marks(record, kinds_of(record, data), data, publishers=publishers, disputes=disputes)


def kinds_of(record: Fact, data: SiteData) -> tuple[str, ...]:
    """What rests on nothing but reasoning is inferred, what was not found is unknown, whatever they are about."""
    own: dict[str, tuple[str, ...]] = {"inference": ("inferred",), "unknown": ("unknown",)}
    return own.get(record.kind) or data.standing[record.id]


def _marks(
    record: Fact, kinds: Iterable[str], data: SiteData, *, publishers: bool = False, disputes: bool = False
) -> tuple[CertaintyMark, ...]:
    t = data.catalogue

    def said(kind: str) -> str:
        if record.get("own_gloss"):
            # Of a term that no source explains, the name stands in the source and the gloss does not.
            return str(t.gloss_marks[kind.replace("-", "_")])
        if kind == "inferred" and record.kind == "inference":
            return str(t.marks.conclusion)
        if publishers and kind == "reported" and (outlets := data.outlets[record.id]):
            return str(t.marks.reported_by(publishers="; ".join(outlets)))
        if disputes and kind == "disputed" and record.id in data.disputes:
            return str(t.marks.disputed_in(disputes="; ".join(each.title for each in data.disputes[record.id])))
        return str(t.marks[kind.replace("-", "_")])

    return tuple(CertaintyMark(kind, said(kind)) for kind in kinds)


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


def inferred_words(record: Fact, t: Catalogue) -> str:
    """The parts of a record's dates that are inferred, in words; empty without."""
    return ", ".join([t.date_parts[part] for part in record.inferred])


def told_by(ids: Sequence[str], data: SiteData) -> Mapping[str, str]:
    """Whose texts records rest on, given by their ids, as readers are told, each with the address of the first passage."""
    found: dict[str, str] = {}
    for item in (item for name in ids for item in data.evidence[name]):
        found.setdefault(data.credits[item.source.id], item.url)
    return found


@dataclass(frozen=True, slots=True)
class Note:
    """What the note beside a statement shows of a record; the record has all.

    `text` is what a record without words of a source says itself; `more` pieces of evidence are left to the record.
    """

    record: Any
    marks: tuple[CertaintyMark, ...]
    attribution: Attribution | None
    text: str
    versions: tuple[Version, ...]
    evidence: tuple[Evidence, ...]
    disputes: tuple[Dispute, ...]
    inferred: tuple[InferredParts, ...]
    more: int


def note(record_id: str, shown: str, data: SiteData) -> Note:
    """The note on a record with those pieces of its evidence whose places, joined by spaces, are `shown`."""
    record: Any = data.records[record_id]
    evidence = data.evidence[record_id]
    picked = tuple(evidence[int(place)] for place in shown.split())
    versions: tuple[Version, ...] = record.get("versions") or ()
    kinds = data.standing[record_id][-1:] if versions else kinds_of(record, data)
    return Note(
        record=record,
        marks=_marks(record, kinds, data),
        attribution=record.get("attribution"),
        text=_own_text(record, data),
        versions=versions,
        evidence=picked,
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


class MarginLine(NamedTuple):
    """The numbers of notes beside a paragraph that one line speaks of, and what it says of them.

    `publishers` vouch for these statements; `versions` is how many of them a dispute has.
    """

    numbers: str
    publishers: str
    marks: tuple[CertaintyMark, ...]
    versions: int


_REMARK_KINDS = {"dispute": "disputed", "series": "reported", "correction": "reported"}
"""The classes of remarks that are not named after one."""


def margin_lines(numbered: Sequence[tuple[int, str, bool]], data: SiteData) -> tuple[MarginLine, ...]:
    """The lines beside a paragraph, in its order, from (number, id, whether words give an inferred date).

    Statements that the same publishers vouch for share a line.
    """
    lines: dict[tuple[str, tuple[CertaintyMark, ...], int], list[str]] = {}
    for number, record_id, inferred in numbered:
        lines.setdefault(_vouching(data.records[record_id], data, inferred=inferred), []).append(str(number))
    return tuple(MarginLine(", ".join(numbers), *line) for line, numbers in lines.items())


def _vouching(record: Any, data: SiteData, *, inferred: bool) -> tuple[str, tuple[CertaintyMark, ...], int]:
    """Who vouches for a record, with what marks, and in how many versions.

    That a date is inferred is said where the words beside it give that date; the note says it everywhere.
    """
    t, who = data.catalogue, data.sources_line[record.id]
    publishers, found = "; ".join(who.publishers), []
    for remark in who.remarks:
        if remark == "inferred" and not inferred:
            continue
        if remark == "inferred" and record.kind == "term":
            publishers = str(t.margin.gloss(publishers=publishers))
            continue
        words = t.marks.conclusion if remark == "inferred" and record.kind == "inference" else t.margin[remark]
        found.append(CertaintyMark(_REMARK_KINDS.get(remark, remark), words))
    return publishers, tuple(found), len(record.get("versions") or ())
