"""The geometry of what became of agreements: one line for each, from the day up to the day that was searched.

Along a line everything is in percent of its length, so that one drawing fits a wide screen and a narrow one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from explainer.graphics.labels import text_width

LENGTHS = {"narrow": 270, "middle": 230, "wide": 400}
"""The least length of a line, in pixels: with names above it, with names and states beside it, and with dates, too."""

APART = 24
"""Marks nearer to each other than this, in pixels of the shortest line with dates, have no link of their own."""

CLEAR = 12
"""Two marks whose middles are so far from each other, in pixels, in any direction do not overlap."""

LANES = ("over", "up", "on", "down", "under")
"""The heights at which marks are drawn, from above the line to below it; only spans are drawn over and under the others."""

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
    """What stands on a line from `start` to `end`, which are the same for a day, in one of `LANES`.

    Its records are of one kind and one time. One with a neighbour too near is not `apart`.
    """

    kind: str
    start: float
    end: float
    records: tuple[Any, ...]
    apart: bool
    lane: str = "on"

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

    @property
    def has_spans(self) -> bool:
        """True if marks are drawn over or under the others."""
        return any(mark.drawn_long for mark in self.marks)


@dataclass(frozen=True, slots=True)
class TimeTick:
    """A line across the drawing at the beginning of a month.

    `no_room` are the drawings that have no room for its label, as keys of LENGTHS.
    """

    at: float
    date: date
    no_room: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FatesDrawing:
    """Lines on one scale; nothing was found from `searched` on, 100 if something was up to the end."""

    ticks: tuple[TimeTick, ...]
    searched: float
    tracks: tuple[Track, ...]

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


def fates_drawing(start: date, end: date, rows: Sequence[Sequence[Finding]]) -> FatesDrawing:
    """The lines of what was found, one for each row."""
    scale = Scale(start, end)
    tracks = tuple(_track(scale, findings) for findings in rows)
    searched = max((track.last for track in tracks), default=0.0)
    return FatesDrawing(tuple(_ticks(scale)), searched, tracks)


def _track(scale: Scale, findings: Sequence[Finding]) -> Track:
    marks = sorted(_marks(scale, findings), key=lambda mark: mark.at)
    middles = [mark.at for mark in marks]
    near = {at for pair in pairwise(middles) if (pair[1] - pair[0]) * LENGTHS["wide"] / 100 < APART for at in pair}
    marks = [replace(mark, apart=mark.at not in near) for mark in marks]
    days = _in_lanes([mark for mark in marks if not mark.drawn_long])
    spans = _beside([mark for mark in marks if mark.drawn_long], days)
    last = max((mark.end for mark in marks), default=0.0)
    return Track(last, (*spans, *sorted(days, key=lambda mark: (KINDS.index(mark.kind), mark.start))))


def _marks(scale: Scale, findings: Sequence[Finding]) -> Iterator[Mark]:
    """A mark for what is of one kind and time; what else was said on the day of a step has none."""
    places: dict[tuple[str, float, float], list[tuple[float, Any]]] = {}
    for kind, first, last, record in findings:
        start, end = scale.at(first), scale.at(last)
        # What cannot be seen to be longer than a day is drawn together with that day.
        places.setdefault((kind, start, end if end - start >= LEAST else start), []).append((end, record))
    days = {(start, end) for kind, start, end in places if kind != "mention"}
    for (kind, start, end), found in places.items():
        if kind != "mention" or (start, end) not in days:
            yield Mark(kind, start, max(each for each, _ in found), tuple(record for _, record in found), apart=True)


def _in_lanes(marks: Sequence[Mark]) -> list[Mark]:
    """Marks of days: those that would touch their neighbour on the line are above and below it in turn."""
    found: list[Mark] = []
    for mark in marks:
        if found and _near(found[-1], mark):
            if found[-1].lane == "on":
                found[-1] = replace(found[-1], lane="up")
            found.append(replace(mark, lane="up" if found[-1].lane == "down" else "down"))
        else:
            found.append(mark)
    return found


def _beside(spans: Sequence[Mark], days: Sequence[Mark]) -> list[Mark]:
    """Marks of more than a day: each under the others, or over them if that is where it is clear of them."""
    found: list[Mark] = []
    for span in spans:
        hidden = {mark.lane for mark in days if _near(mark, span)}
        hidden |= {mark.lane for mark in found if mark.end >= span.start}
        taken = {"under": {"down", "under"}, "over": {"up", "over"}}
        free = (lane for lane, others in taken.items() if hidden.isdisjoint(others))
        found.append(replace(span, lane=next(free, "under")))
    return found


def _near(first: Mark, second: Mark) -> bool:
    """True if two marks on one height would overlap in the shortest line."""
    return abs(second.at - first.at) * min(LENGTHS.values()) / 100 < CLEAR


def _ticks(scale: Scale) -> Iterator[TimeTick]:
    """Half years, or so many years that there are few; each has a label where that is clear of the labels before it."""
    months = next((step for step in _STEPS if scale.days / 30.44 / step <= MANY_TICKS), _STEPS[-1])
    free = dict.fromkeys(LENGTHS, 0.0)
    for day in _dates(scale, months):
        at, label, no_room = scale.at(day), str(day.year) if day.month == 1 else MONTH, []
        for name, length in LENGTHS.items():
            start = at * length / 100
            if free[name] <= start <= length - _room(label):
                free[name] = start + _room(label)
            else:
                no_room.append(name)
        yield TimeTick(at, day, tuple(no_room))


def _room(label: str) -> float:
    return text_width(label, LETTERS) + 6


def _dates(scale: Scale, months: int) -> Iterator[date]:
    """The beginnings of half years, or of every so many years, within a scale."""
    for year in range(scale.start.year, scale.end.year + 1):
        for month in (1, 7):
            day = date(year, month, 1)
            if scale.start < day < scale.end and (months == 6 or (month == 1 and year * 12 % months == 0)):
                yield day
