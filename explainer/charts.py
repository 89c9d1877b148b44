"""The geometry of charts: what a template needs to draw a series, and nothing that a browser computes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from explainer.edtf import Edtf
from explainer.model import Figure, Series

WIDTH, HEIGHT = 400, 300
LEFT, RIGHT, TOP, BOTTOM = 30, 92, 14, 28


@dataclass(frozen=True, slots=True)
class Mark:
    """One point: its centre, and the y of both ends of a range (equal for a single value).

    `shape` is `count`, `claim` or `part` (a period that is not a full year); `figure` the record it shows.
    """

    x: float
    y: float
    top: float
    bottom: float
    shape: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Line:
    """One side of a series: its name, its marks, runs of consecutive full years to join, the label's place."""

    side: str
    name: str
    marks: tuple[Mark, ...]
    runs: tuple[str, ...]
    label_y: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place on an axis."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A series ready to draw in a box of `WIDTH` by `HEIGHT` units; both axes start where the data says."""

    lines: tuple[Line, ...]
    values: tuple[Tick, ...]
    years: tuple[Tick, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    base: int = HEIGHT - BOTTOM


def full_year(period: Edtf | None) -> bool:
    """True for a period that is one whole calendar year."""
    return period is not None and period.end is None and period.start.precision == "year"


def series_chart(series: Series, points: Sequence[Figure]) -> Chart | None:
    """The chart of a series, or None if it has fewer than two points.

    The value axis starts at zero. Only full years that follow each other are joined; a missing year
    breaks the line, and a part of a year stands alone.
    """
    dated = [point for point in points if point.period is not None and point.numbers]
    if len(dated) < 2:
        return None
    years = [point.period.start.year for point in dated if point.period]
    first, last = min(years), max(years)
    step = _step(max(number for point in dated for number in point.numbers))
    top = next(n * step for n in range(1, 12) if n * step >= max(number for p in dated for number in p.numbers))

    def x(year: int) -> float:
        return round(LEFT + (year - first + 0.5) * (WIDTH - LEFT - RIGHT) / (last - first + 1), 1)

    def y(value: Decimal) -> float:
        return round(TOP + float(1 - value / top) * (HEIGHT - TOP - BOTTOM), 1)

    def mark(point: Figure) -> Mark:
        low, high = min(point.numbers), max(point.numbers)
        shape = "count" if point.basis in (None, "count") else "claim"
        year = point.period.start.year if point.period else first
        centre = (y(low) + y(high)) / 2
        return Mark(x(year), centre, y(high), y(low), shape if full_year(point.period) else "part", point)

    lines = []
    for side, name in series.sides.items():
        marks = tuple(mark(p) for p in sorted(dated, key=lambda p: str(p.period)) if p.side == side)
        whole = [found for found in marks if found.shape != "part"] or list(marks)
        lines.append(Line(side, name, marks, _runs(marks), whole[-1].y if whole else 0))
    ticks = tuple(Tick(y(n * step), str(n * step)) for n in range(int(top / step) + 1))
    every = 1 if last - first < 10 else 2
    labels = tuple(Tick(x(year), f"’{year % 100:02}") for year in range(first, last + 1, every))
    return Chart(_apart(lines), ticks, labels)


def _step(highest: Decimal) -> Decimal:
    """A round distance between value ticks that gives four to eight of them."""
    step = Decimal(1)
    while highest / step > 8:
        step *= Decimal("2.5") if str(step).lstrip("0.").startswith("2") and step >= 1 else 2
    return step.to_integral_value() if step > 1 else step


def _runs(marks: Sequence[Mark]) -> tuple[str, ...]:
    """SVG point lists of full years that follow each other, one value a year (the count before the claim)."""
    by_year: dict[int, Mark] = {}
    for mark in marks:
        if mark.shape != "part" and mark.figure.period:
            year = mark.figure.period.start.year
            if year not in by_year or by_year[year].shape == "claim":
                by_year[year] = mark
    runs: list[list[Mark]] = []
    for year in sorted(by_year):
        if year - 1 in by_year:
            runs[-1].append(by_year[year])
        else:
            runs.append([by_year[year]])
    return tuple(" ".join(f"{mark.x},{mark.y}" for mark in run) for run in runs if len(run) > 1)


def _apart(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with their labels at least a line of text apart."""
    placed: list[Line] = []
    for line in sorted(lines, key=lambda line: line.label_y):
        at = line.label_y
        if placed and at - placed[-1].label_y < 16:
            at = placed[-1].label_y + 16
        placed.append(Line(line.side, line.name, line.marks, line.runs, at))
    return tuple(placed)
