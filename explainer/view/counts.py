"""What a picture of counts shows: a row of signs for each number, who gives it, and how to read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from explainer.content.records import Tally
from explainer.content.tallies import Counted
from explainer.graphics.signs import Number, Run, SignsDrawing, signs_drawing
from explainer.view.marks import told_by
from explainer.view.site_data import SiteData


class TallyLine(NamedTuple):
    """A row: what it is called, its record, the number in words, the publishers, and its signs."""

    name: str
    record: Any
    words: str
    publishers: tuple[str, ...]
    runs: tuple[Run, ...]


class TallySample(NamedTuple):
    """A sign in the key, by its kind, and its words."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class TallyPicture:
    """The rows of a tally, the grid they share, the key, and all publishers."""

    rows: tuple[TallyLine, ...]
    drawing: SignsDrawing
    key: tuple[TallySample, ...]
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


def _key(tally: Tally, rows: tuple[Counted, ...], drawing: SignsDrawing, data: SiteData) -> Iterator[TallySample]:
    """How to read the signs: only what is drawn."""
    t = data.catalogue
    kinds = {run.kind for runs in drawing.rows for run in runs}
    one = t.tally.key_sure(unit=tally.unit) if drawing.each == 1 else t.tally.key_each(n=drawing.each)
    yield TallySample("sure" if "sure" in kinds else "open", str(one))
    if "apart" in kinds:
        yield TallySample("apart", ", ".join(dict.fromkeys(row.beside for row in rows if row.beside)))
    if "open" in kinds and "sure" in kinds:
        yield TallySample("open", str(t.tally.key_open))
    for row in rows:
        if row.end != "exact":
            yield TallySample("doubt", str(t.tally.key_doubt(words=row.words)))
    if any(row.low != row.high for row in rows):
        yield TallySample("doubt", str(t.tally.key_range))
