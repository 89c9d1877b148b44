"""The geometry of pictures: what a template needs to draw, and nothing that a browser computes.

Along the page everything is in percent of the drawing's width and down it in pixels, so that a drawing
fits any width while its letters and strokes keep their size.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from explainer.edtf import Edtf
from explainer.model import Figure, Series

HEIGHT, TOP, BOTTOM = 320, 16, 28
LABEL_HEIGHT = 18

SHAPES = ("count", "claim", "forecast")
"""How figures are drawn by their basis; one without a basis is a count, one with any other a claim."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure for a whole year: its centre, and the y of both ends of a range (equal for a single value).

    `shape` is one of SHAPES, `figure` the record it shows.
    """

    x: float
    y: int
    top: int
    bottom: int
    shape: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Part:
    """A figure for a time that is no whole year: it lies from the first to the last of its months.

    `y` is the middle of its value, `height` more than nothing for a range.
    """

    left: float
    right: float
    y: int
    height: int
    months: int
    figure: Figure


@dataclass(frozen=True, slots=True)
class Segment:
    """A straight line between two marks; `counted` if both are."""

    x1: float
    y1: int
    x2: float
    y2: int
    counted: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One side of a series: its name, its marks, what joins those that follow each other, and where its label begins.

    `place` counts the sides from 1, in the order in which the series names them.
    """

    place: int
    side: str
    name: str
    marks: tuple[Mark, ...]
    parts: tuple[Part, ...]
    segments: tuple[Segment, ...]
    label_x: float
    label_y: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place on an axis."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A series over time, `height` pixels high; the value axis starts at zero."""

    lines: tuple[Line, ...]
    values: tuple[Tick, ...]
    years: tuple[Tick, ...]
    height: int = HEIGHT
    base: int = HEIGHT - BOTTOM


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure as a bar from zero: `low` and `high` ends in percent of the width, equal unless it is a range."""

    low: float
    high: float
    figure: Figure


@dataclass(frozen=True, slots=True)
class Bars:
    """Figures of one unit side by side; `ticks` run from zero to the end of the scale."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """Dates along one line: `lanes` by precision as (precision, number of dates, stretches), and the day.

    `earlier` dates lie before the line begins, the first of them in the year `since`.
    """

    lanes: tuple[tuple[str, int, tuple[tuple[float, float], ...]], ...]
    day: float
    years: tuple[Tick, ...]
    earlier: int
    since: int


def full_year(period: Edtf | None) -> bool:
    """True for a period that is one whole calendar year."""
    return period is not None and period.end is None and period.start.precision == "year"


def series_chart(series: Series, points: Sequence[Figure]) -> Chart | Bars | None:
    """The picture of a series: over time if its points have periods, else as bars; None for fewer than two."""
    counted = [point for point in points if point.numbers]
    dated = [point for point in counted if point.period is not None]
    if len(dated) >= 2:
        return _over_time(series, dated)
    return _bars(counted) if len(counted) >= 2 else None


def _over_time(series: Series, dated: Sequence[Figure]) -> Chart:
    """Only full years that follow each other are joined; a missing year breaks the line, a part stands alone."""
    periods = [point.period for point in dated if point.period]
    first, last = min(period.start.year for period in periods), max(period.last.year for period in periods)
    step, top = _scale(dated)

    def x(months: float) -> float:
        """Where a time lies that is so many months after the first year began."""
        return round(months * 100 / 12 / (last - first + 1), 1)

    def y(value: Decimal) -> int:
        return round(TOP + (1 - value / top) * (HEIGHT - TOP - BOTTOM))

    def mark(point: Figure, period: Edtf) -> Mark:
        low, high = min(point.numbers), max(point.numbers)
        centre = (y(low) + y(high)) // 2
        at = x((period.start.year - first) * 12 + 6)
        basis = point.basis or "count"
        return Mark(at, centre, y(high), y(low), basis if basis in SHAPES else "claim", point)

    def part(point: Figure, period: Edtf) -> Part:
        low, high = y(min(point.numbers)), y(max(point.numbers))
        (year, month, _), (to_year, to_month, _) = period.start.earliest(), period.last.latest()
        start, end = (year - first) * 12 + month - 1, (to_year - first) * 12 + to_month
        return Part(x(start), x(end), (low + high) // 2, low - high, end - start, point)

    lines = []
    for place, (side, name) in enumerate(series.sides.items(), 1):
        own = [(p, p.period) for p in sorted(dated, key=lambda p: str(p.period)) if p.side == side and p.period]
        marks = tuple(mark(*found) for found in own if full_year(found[1]))
        parts = tuple(part(*found) for found in own if not full_year(found[1]))
        at = (marks[-1].x, marks[-1].y) if marks else (parts[-1].right, parts[-1].y) if parts else (0, 0)
        lines.append(Line(place, side, name, marks, parts, _segments(marks), *at))
    ticks = tuple(Tick(y(n * step), str(n * step)) for n in range(int(top / step) + 1))
    every = 1 if last - first < 10 else 2
    labels = tuple(Tick(x((year - first) * 12 + 6), f"’{year % 100:02}") for year in range(first, last + 1, every))
    return Chart(_apart(lines), ticks, labels)


def _bars(points: Sequence[Figure]) -> Bars:
    """Shares are drawn against the whole of 100 percent, other units against a round number above the highest."""
    step, top = (Decimal(25), Decimal(100)) if points[0].unit.startswith("percent") else _scale(points)

    def x(value: Decimal) -> float:
        return round(float(value / top) * 100, 2)

    bars = tuple(Bar(x(min(point.numbers)), x(max(point.numbers)), point) for point in points)
    return Bars(bars, tuple(Tick(x(n * step), str(n * step)) for n in range(int(top / step) + 1)))


def _scale(points: Sequence[Figure]) -> tuple[Decimal, Decimal]:
    """A round distance between ticks that gives four to eight of them, and the end of the scale."""
    highest = max(number for point in points for number in point.numbers)
    step = Decimal(1)
    while highest / step > 8:
        step *= Decimal("2.5") if str(step).lstrip("0.").startswith("2") and step >= 1 else 2
    step = step.to_integral_value() if step > 1 else step
    return step, next(n * step for n in range(1, 12) if n * step >= highest)


def _segments(marks: Sequence[Mark]) -> tuple[Segment, ...]:
    """Lines between full years that follow each other, one value a year (a count before all others)."""
    by_year: dict[int, Mark] = {}
    for mark in marks:
        if mark.figure.period:
            year = mark.figure.period.start.year
            if year not in by_year or by_year[year].shape != "count":
                by_year[year] = mark
    return tuple(
        Segment(before.x, before.y, mark.x, mark.y, before.shape == mark.shape == "count")
        for year, mark in sorted(by_year.items())
        if (before := by_year.get(year - 1))
    )


def _apart(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with their labels at least a line of text apart."""
    placed: list[Line] = []
    for line in sorted(lines, key=lambda line: line.label_y):
        at = line.label_y
        if placed and at - placed[-1].label_y < LABEL_HEIGHT:
            at = placed[-1].label_y + LABEL_HEIGHT
        placed.append(replace(line, label_y=at))
    return tuple(placed)


def time_strip(dates: Iterable[Edtf], day: Edtf) -> Strip:
    """Dates on one line of whole years, drawn as long as they are imprecise.

    The earliest twentieth of them does not stretch the line: it begins with the year of the first of the others.
    """
    everything = sorted(dates, key=Edtf.sort_key)
    first = min(value.start.year for value in (*everything[len(everything) // 20 :], day))
    known = [value for value in everything if value.start.year >= first]
    last = max(moment.year for value in (*known, day) for moment in value.moments) + 1

    def x(at: tuple[int, int, int]) -> float:
        year, month, day_of_month = at
        start = date(year, 1, 1).toordinal()
        length = date(year + 1, 1, 1).toordinal() - start
        # An upper bound may name a 31st that a month does not have.
        passed = (date(year, month, 1).toordinal() - start + day_of_month - 1) / length
        return round((year - first + passed) * 100 / (last - first), 2)

    lanes: dict[str, Counter[tuple[float, float]]] = {}
    for value in known:
        precision = "day" if value.start.precision == value.last.precision == "day" else value.start.precision
        year, month, last_day = value.last.latest()
        ends = x((year, month, last_day + 1)) if precision != "day" else x(value.last.latest())
        start = x(value.start.earliest())
        lanes.setdefault(precision, Counter())[start, round(max(ends - start, 0), 2)] += 1
    step = 1 if last - first <= 6 else 2 if last - first <= 14 else 5
    return Strip(
        tuple(
            (name, sum(lanes[name].values()), tuple(sorted(lanes[name])))
            for name in ("day", "month", "year")
            if name in lanes
        ),
        x(day.start.earliest()),
        tuple(Tick(x((year, 1, 1)), str(year)) for year in range(first, last, step)),
        len(everything) - len(known),
        everything[0].start.year if everything else first,
    )
