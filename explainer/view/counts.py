"""What pictures of numbers show: signs in rows, one for each account, and the parts of a whole along one bar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from explainer.content.records import Figure, Tally, Whole
from explainer.content.tallies import Counted
from explainer.graphics.parts import Segment, bar, percent
from explainer.graphics.signs import Number, Run, SignsDrawing, signs_drawing
from explainer.text.casing import upper_first
from explainer.view.marks import MarkSample, told_by
from explainer.view.site_data import SiteData


class TallyLine(NamedTuple):
    """A row: what it is called, its record, the number in words, the publishers, and its signs."""

    name: str
    record: Any
    words: str
    publishers: tuple[str, ...]
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class TallyPicture:
    """The rows of a tally, the grid they share, the key, and all publishers."""

    rows: tuple[TallyLine, ...]
    drawing: SignsDrawing
    key: tuple[MarkSample, ...]
    publishers: tuple[str, ...]


def tally_picture(tally: Tally, data: SiteData) -> TallyPicture:
    """What a tally shows, its rows in the order of the editor."""
    counted = data.counted[tally.id]
    numbers = [Number(row.low, row.high, row.end, 1 if row.beside else 0, row.announced) for row in counted]
    drawing = signs_drawing(numbers)
    rows = tuple(_line(row, runs, data) for row, runs in zip(counted, drawing.rows, strict=True))
    publishers = dict.fromkeys(name for row in rows for name in row.publishers)
    return TallyPicture(rows, drawing, tuple(_key(tally, counted, drawing, data)), tuple(publishers))


def _line(row: Counted, runs: tuple[Run, ...], data: SiteData) -> TallyLine:
    record: Any = data.records[row.row.record]
    words = str(data.catalogue.tally.beside(beside=row.beside, words=row.words)) if row.beside else row.words
    return TallyLine(row.row.name, record, words, tuple(told_by([record.id], data)), runs)


def _key(tally: Tally, rows: tuple[Counted, ...], drawing: SignsDrawing, data: SiteData) -> Iterator[MarkSample]:
    """How to read the signs: only what is drawn."""
    t = data.catalogue
    kinds = {run.kind for runs in drawing.rows for run in runs}
    one = t.tally.key_sure(unit=tally.unit) if drawing.each == 1 else t.tally.key_each(n=drawing.each)
    yield MarkSample("sure" if "sure" in kinds else "open", str(one))
    if "apart" in kinds:
        yield MarkSample("apart", ", ".join(dict.fromkeys(row.beside for row in rows if row.beside)))
    if "open" in kinds and "sure" in kinds:
        yield MarkSample("open", str(t.tally.key_open))
    for row in rows:
        if row.end != "exact":
            yield MarkSample("doubt", str(t.tally.key_doubt(words=row.words)))
    if any(row.low != row.high for row in rows):
        yield MarkSample("doubt", str(t.tally.key_range))


class WholeLine(NamedTuple):
    """A part: how it is drawn, its name, its figure, if there is one, its number in words, its share, both, and where it is."""

    kind: str
    name: str
    figure: Any
    words: str
    share: str
    label: str
    segment: Segment


@dataclass(frozen=True, slots=True)
class WholePicture:
    """A whole: its parts, what they make together in words and where that ends, its figures by name, and all publishers.

    `half` says that half of it is marked, since the title speaks of it.
    """

    lines: tuple[WholeLine, ...]
    together: str
    end: float
    half: bool
    totals: tuple[tuple[str, Figure, str], ...]
    publishers: tuple[str, ...]


_KINDS = ("first", "second", "third", "fourth")


def whole_picture(record: Whole, data: SiteData) -> WholePicture:
    """What a picture of a whole shows, its parts in the order of the editor, then what is left."""
    t, shares = data.catalogue, data.shares[record.id]
    figures: list[Any] = [data.records[part.figure] for part in record.figures]
    whole = shares.numbers[record.whole.figure]
    parts: list[tuple[str, str, Any, Decimal]] = [
        (kind, part.name, data.records[part.figure], shares.numbers[part.figure])
        for kind, part in zip(_KINDS, record.parts, strict=False)
    ]
    left = (("missing", str(t.whole.missing), shares.missing), ("rest", record.rest or "", shares.rest))
    parts += [(kind, name, None, number) for kind, name, number in left if number > 0]
    words = [figure.words if figure else str(t.whole.reckoned(number=t.number(number))) for *_, figure, number in parts]
    shares_of_all = [_share(part[3] / whole, data) for part in parts]
    labels = [str(t.whole.label(number=said, share=share)) for said, share in zip(words, shares_of_all, strict=True)]
    segments = bar(whole, [(part[3], (part[1], label)) for part, label in zip(parts, labels, strict=True)])
    lines = tuple(
        WholeLine(*part[:3], said, share, label, segment)
        for part, said, share, label, segment in zip(parts, words, shares_of_all, labels, segments, strict=True)
    )
    together = shares.numbers[record.together.figure] if record.together else Decimal(0)
    totals: list[tuple[str, Any, str]] = [
        (part.name, data.records[part.figure], _share(shares.numbers[part.figure] / whole, data))
        for part in (record.together, record.whole)
        if part
    ]
    return WholePicture(
        lines=lines,
        together=_together(totals, data) if record.together else "",
        end=percent(together, whole),
        half=any(finding.share == Decimal("0.5") and finding.of == record.whole.figure for finding in record.finding),
        totals=tuple(totals),
        publishers=tuple(told_by([figure.id for figure in figures], data)),
    )


def _together(totals: Sequence[tuple[str, Any, str]], data: SiteData) -> str:
    (name, figure, share), (_, entire, _) = totals
    words = data.catalogue.whole.together(name=name, number=figure.words, share=share, all=entire.words)
    return upper_first(str(words))


def _share(share: Decimal, data: SiteData) -> str:
    """A share in percent; one that is less than one percent is said to be."""
    t = data.catalogue
    return t.percent(float(share)) if share >= Decimal("0.01") or not share else str(t.whole.little)
