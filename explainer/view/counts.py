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
    """A part: how it is drawn, its name, its figure, if there is one, its number in words, its share, and its long label.

    `reckoned` says so of a number that is no figure.
    """

    kind: str
    name: str
    figure: Figure | None
    words: str
    reckoned: str
    share: str
    label: str


@dataclass(frozen=True, slots=True)
class WholePicture:
    """A whole: its parts and where each is, what they make together and where that ends, its figures by name, publishers.

    `half` says that half of it is marked, since the title speaks of it.
    """

    lines: tuple[tuple[WholeLine, Segment], ...]
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
    half = any(finding.share == Decimal("0.5") and finding.of == record.whole.figure for finding in record.finding)
    lines = [_part(*part, whole, data) for part in parts]
    labels = [
        (number, (line.name, line.label), (line.name, line.share))
        for line, (*_, number) in zip(lines, parts, strict=True)
    ]
    segments = bar(whole, labels, 50 if half else None)
    together = shares.numbers[record.together.figure] if record.together else Decimal(0)
    totals: list[tuple[str, Any, str]] = [
        (part.name, data.records[part.figure], _share(shares.numbers[part.figure] / whole, data))
        for part in (record.together, record.whole)
        if part
    ]
    return WholePicture(
        lines=tuple(zip(lines, segments, strict=True)),
        together=_together(record, totals, data) if record.together else "",
        end=percent(together, whole),
        half=half,
        totals=tuple(totals),
        publishers=tuple(told_by([figure.id for figure in figures], data)),
    )


def _part(kind: str, name: str, figure: Figure | None, number: Decimal, whole: Decimal, data: SiteData) -> WholeLine:
    t = data.catalogue
    share = _share(number / whole, data)
    if figure:
        return WholeLine(
            kind, name, figure, figure.words, "", share, str(t.whole.label(number=figure.words, share=share))
        )
    words, reckoned = t.number(number), str(t.whole.reckoned)
    said = t.whole.number_reckoned(number=words, reckoned=reckoned)
    return WholeLine(kind, name, None, words, reckoned, share, str(t.whole.label(number=said, share=share)))


def _together(record: Whole, totals: Sequence[tuple[str, Any, str]], data: SiteData) -> str:
    """What the parts make together, and the shares in it that the title speaks of."""
    t, numbers = data.catalogue, data.shares[record.id].numbers
    (name, figure, share), (_, entire, _) = totals
    told = [finding.figure for finding in record.finding if finding.of == figure.id]
    shares = [
        str(t.whole.share_of(share=_share(numbers[part.figure] / numbers[figure.id], data), name=part.name))
        for part in record.parts
        if part.figure in told
    ]
    number = str(t.whole.of_these(number=figure.words, shares=t.listed(shares))) if shares else figure.words
    return upper_first(str(t.whole.together(name=name, number=number, share=share, all=entire.words)))


def _share(share: Decimal, data: SiteData) -> str:
    """A share in percent; one that is less than one percent is said to be."""
    t = data.catalogue
    return t.percent(float(share)) if share >= Decimal("0.01") or not share else str(t.whole.little)
