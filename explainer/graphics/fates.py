"""The geometry of what became of agreements: one line for each, from the day up to the day that was searched.

Along a line everything is in percent of its length, so that one drawing fits a wide screen and a narrow one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from explainer.graphics.labels import text_width

LENGTHS = {"narrow": 280, "middle": 230, "wide": 410}
"""The least length of a line, in pixels: with names above it, with names and states beside it, and with dates, too."""

APART = 24
"""Marks nearer to each other than this, in pixels of the shortest line with dates, have no link of their own."""

LEAST = 2.0
"""In percent: what is shorter is drawn as a day is."""

LETTERS = 12.5
"""The size of the letters of the axis."""

KINDS = ("mention", "step", "elsewhere", "disputed")
"""The kinds of marks, in the order they are drawn: the last on top."""

MONTH = "July"
"""The name of the month that has a label, as wide as in most languages."""

MANY_TICKS = 8
_STEPS = (6, 12, 24, 60, 120, 240, 600, 1200)
"""Months from one tick to the next."""


class Finding(NamedTuple):
    """Something found: a kind of mark, the first and the last day it can be of, and its record."""

    kind: str
    first: date
    last: date
    record: Any


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands on a line from `start` to `end`, which are the same for a day.

    Its records are of one kind and one time. One with a neighbour too near is not `apart`.
    """

    kind: str
    start: float
    end: float
    records: tuple[Any, ...]
    apart: bool

    @property
    def at(self) -> float:
        """Its middle."""
        return round((self.start + self.end) / 2, 2)

    @property
    def length(self) -> float:
        """How long it is."""
        return round(self.end - self.start, 2)

    @property
    def drawn_long(self) -> bool:
        """True if it is long enough to be seen as longer than the mark of a day."""
        return self.length >= LEAST


@dataclass(frozen=True, slots=True)
class Track:
    """One line: solid up to `last`, where the last mark ends, dotted from there on."""

    last: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class TimeTick:
    """A line across the drawing at the beginning of a month.

    `room` are the drawings that have room for its label, as keys of LENGTHS.
    """

    at: float
    date: date
    room: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FatesDrawing:
    """Lines on one scale, whose `ends` are labelled; nothing was found from `searched` on, 100 if something was up to the end."""

    ends: tuple[str, str]
    ticks: tuple[TimeTick, ...]
    searched: float
    tracks: tuple[Track, ...]
    day: float
    """The length of a day."""

    @property
    def left(self) -> float:
        """How much of the scale comes after the last thing found."""
        return round(100 - self.searched, 2)


class Scale:
    """Days on a line from `start` to `end`."""

    def __init__(self, start: date, end: date) -> None:
        self.start = start
        self.end = end
        self.days = max((end - start).days, 1)

    def at(self, day: date) -> float:
        """The place of a day, in percent; what lies outside is at the nearer end."""
        return round(min(max((day - self.start).days / self.days, 0), 1) * 100, 2)


def fates_drawing(start: date, end: date, rows: Sequence[Sequence[Finding]], ends: tuple[str, str]) -> FatesDrawing:
    """The lines of what was found, one for each row.

    `ends` are the labels of the two ends of the scale.
    """
    scale = Scale(start, end)
    tracks = tuple(_track(scale, findings) for findings in rows)
    searched = max((track.last for track in tracks), default=0.0)
    return FatesDrawing(ends, tuple(_ticks(scale, ends)), searched, tracks, 100 / scale.days)


def _track(scale: Scale, findings: Sequence[Finding]) -> Track:
    places: dict[tuple[str, float, float], list[Any]] = {}
    for kind, first, last, record in findings:
        places.setdefault((kind, scale.at(first), scale.at(last)), []).append(record)
    middles = sorted((start + end) / 2 for _, start, end in places)
    near = {at for pair in pairwise(middles) if (pair[1] - pair[0]) * LENGTHS["wide"] / 100 < APART for at in pair}
    marks = [
        Mark(kind, start, end, tuple(records), (start + end) / 2 not in near)
        for (kind, start, end), records in places.items()
    ]
    # What is long lies below what is short.
    marks.sort(key=lambda mark: (-mark.length, KINDS.index(mark.kind), mark.start))
    return Track(max((mark.end for mark in marks), default=0.0), tuple(marks))


def _ticks(scale: Scale, ends: tuple[str, str]) -> Iterator[TimeTick]:
    """Half years, or so many years that there are few; each has a label where that is clear of the labels before it."""
    months = next((step for step in _STEPS if scale.days / 30.44 / step <= MANY_TICKS), _STEPS[-1])
    # In a narrow drawing the label of the first day stands above the line, in the others before it.
    free = dict.fromkeys(LENGTHS, 0.0) | {"narrow": _room(ends[0])}
    for day in _dates(scale, months):
        at, label, room = scale.at(day), str(day.year) if day.month == 1 else MONTH, []
        for name, length in LENGTHS.items():
            start = at * length / 100
            if free[name] <= start <= length - _room(label) - _room(ends[1]):
                free[name] = start + _room(label)
                room.append(name)
        yield TimeTick(at, day, tuple(room))


def _room(label: str) -> float:
    return text_width(label, LETTERS) + 6


def _dates(scale: Scale, months: int) -> Iterator[date]:
    """The beginnings of half years, or of every so many years, within a scale."""
    for year in range(scale.start.year, scale.end.year + 1):
        for month in (1, 7):
            day = date(year, month, 1)
            if scale.start < day < scale.end and (months == 6 or (month == 1 and year * 12 % months == 0)):
                yield day
