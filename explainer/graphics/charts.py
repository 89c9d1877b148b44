"""The geometry of charts: what a template needs to draw, without what a browser computes.

Horizontal values are in percent of the drawing's width, vertical ones in pixels, so that a drawing fits any width
while its letters and strokes keep their size.
"""

from __future__ import annotations

from calendar import isleap
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from explainer.content.records import Figure, Series
from explainer.text.dates import Edtf, parse_edtf
from explainer.text.reader import MORE, Reader

SHAPES = ("count", "claim", "forecast")
"""How figures are drawn, by their basis: a count that has a qualifier, and any other basis, is a claim."""

_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
"""The unit of an axis."""

ReaderOf = Callable[[Figure], Reader]
"""Returns the reader of the words of a figure."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place on an axis."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure as a bar from zero: `low` and `high` ends in percent of the width, equal unless it is a range.

    `shape` is one of SHAPES. A figure with a qualifier is not a count; `end` is `more` if the qualifier says that it is
    higher ("over"), `open` with any other ("almost", "about"), and `exact` without one.
    """

    low: float
    high: float
    shape: str
    end: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Point:
    """One figure in a row of a chart; `shape` and `end` as of a bar."""

    shape: str
    end: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Row:
    """The bars of each side for one period, in the order of the sides, the lowest first; none for a gap."""

    period: Edtf
    sides: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A series over time: whole years, the missing ones among them, and apart from these groups of other periods.

    A group holds the same months of several years, the shorter ones first; what is no run of whole months is in the last.
    """

    years: tuple[Row, ...]
    groups: tuple[tuple[Row, ...], ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Figures of one unit side by side; `ticks` run from zero to the end of the scale and are counted in `unit`.

    `scale` is what comes before the unit: "million", or nothing.
    """

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    scale: str
    unit: str


@dataclass(frozen=True, slots=True)
class DateStrip:
    """Dates along one line: `lanes` by precision as (precision, number of dates, intervals), and the day.

    `earlier` counts the dates before the line begins, the first of them in the year `since`.
    """

    lanes: tuple[tuple[str, int, tuple[tuple[float, float], ...]], ...]
    day: float
    years: tuple[Tick, ...]
    earlier: int
    since: int


def full_year(period: Edtf) -> bool:
    """True for a period that is one whole calendar year."""
    return not (period.end or period.open) and period.start.precision == "year"


def series_chart(series: Series, points: Sequence[Figure], reader_of: ReaderOf) -> Chart | Bars | None:
    """The chart of a series: over time if its points have periods, else bars; None for fewer than two points."""
    counted = [point for point in points if point.numbers]
    dated = [point for point in counted if point.period is not None]
    if len(dated) >= 2:
        return _over_time(series, dated, reader_of)
    return _bars(counted, reader_of) if len(counted) >= 2 else None


def same_months(period: Edtf) -> tuple[int, int] | None:
    """The number of the first month and the last, 1 to 12, of a period within one year; None if it has no such months."""
    start, last = period.start, period.last
    months = not period.open and start.precision == last.precision == "month"
    return (start.month, last.month) if months and start.year == last.year else None


def _over_time(series: Series, dated: Sequence[Figure], reader_of: ReaderOf) -> Chart:
    """Each year has a row, the years of a gap share one: what nobody gave is seen to be missing."""
    periods: dict[Edtf, list[Figure]] = {}
    for point in sorted(dated, key=lambda point: max(point.numbers)):
        if point.period:
            periods.setdefault(point.period, []).append(point)

    def row(period: Edtf) -> Row:
        own = periods[period]
        return Row(
            period,
            tuple(tuple(Point(*_look(p, reader_of(p)), p) for p in own if p.side == side) for side in series.sides),
        )

    years: list[Row] = []
    for period in sorted(filter(full_year, periods), key=Edtf.sort_key):
        if years and period.start.year > (missed := years[-1].period.last.year + 1):
            last = period.start.year - 1
            gap = parse_edtf(str(missed) if last == missed else f"{missed}/{last}")
            years.append(Row(gap, ((),) * len(series.sides)))
        years.append(row(period))
    parts: dict[tuple[int, int], list[Row]] = {}
    for period in sorted((period for period in periods if not full_year(period)), key=Edtf.sort_key):
        parts.setdefault(same_months(period) or _NO_MONTHS, []).append(row(period))
    return Chart(tuple(years), tuple(tuple(parts[months]) for months in sorted(parts, key=_by_length)))


_NO_MONTHS = (1, 99)
"""Where periods stand that are no run of whole months: after all those that are."""


def _by_length(months: tuple[int, int]) -> tuple[int, int]:
    first, last = months
    return last - first, first


def _look(point: Figure, reader: Reader) -> tuple[str, str]:
    """The shape and the end that a figure is drawn with."""
    shape = point.basis or "count"
    if shape not in SHAPES or (shape == "count" and point.qualifier):
        shape = "claim"
    return shape, "exact" if not point.qualifier else "more" if reader.sense_before(point.qualifier) in MORE else "open"


def _bar(point: Figure, top: Decimal, reader: Reader) -> Bar:
    """The bar of a figure where `top` fills the whole width; what is below zero is left to the words beside it."""
    low, high = (round(max(float(end(point.numbers) / top), 0) * 100, 1) for end in (min, max))
    return Bar(low, high, *_look(point, reader), point)


def _bars(points: Sequence[Figure], reader_of: ReaderOf) -> Bars:
    """The bars of figures: percentages on a scale to 100, other units on a scale to a round number above the highest."""
    percent = reader_of(points[0]).is_percent(points[0].unit)
    step, top = (Decimal(25), Decimal(100)) if percent else _scale(points)
    name, size = scale_name(step)
    ticks = (Tick(round(float(n * step / top) * 100, 1), str(n * step / size)) for n in range(int(top / step) + 1))
    bars = tuple(_bar(point, top, reader_of(point)) for point in points)
    return Bars(bars, tuple(ticks), name, points[0].unit)


def scale_name(step: Decimal) -> tuple[str, int]:
    """What the numbers of an axis with such a step are counted in: the largest scale in it, "" if none, and its size."""
    return next(((name, size) for name, size in reversed(_SCALES.items()) if size <= step), ("", 1))


def _scale(points: Sequence[Figure]) -> tuple[Decimal, Decimal]:
    """A round distance between ticks that gives four to eight ticks, and the end of the scale."""
    highest = max(number for point in points for number in point.numbers)
    step = Decimal(1)
    while highest / step > 8:
        step *= Decimal("2.5") if str(step).lstrip("0.").startswith("2") and step >= 1 else 2
    step = step.to_integral_value() if step > 1 else step
    return step, next(n * step for n in range(1, 12) if n * step >= highest)


def time_strip(dates: Iterable[Edtf], day: Edtf) -> DateStrip:
    """Dates on one line of whole years, each as long as it is imprecise: one without a beginning from that of the line on.

    The earliest five percent of them do not extend the line: it begins with the year of the first of the others.
    """
    everything = sorted(dates, key=Edtf.sort_key)
    first = min(value.start.year for value in (*everything[len(everything) // 20 :], day))
    known = [value for value in everything if value.start.year >= first]
    last = max(moment.year for value in (*known, day) for moment in value.moments) + 1

    def x(at: tuple[int, int, int]) -> float:
        year, month, day_of_month = at
        start = date(year, 1, 1).toordinal()
        length = 366 if isleap(year) else 365
        # An upper bound may name a 31st that a month does not have.
        passed = (date(year, month, 1).toordinal() - start + day_of_month - 1) / length
        return round((year - first + passed) * 100 / (last - first), 2)

    lanes: dict[str, Counter[tuple[float, float]]] = {}
    for value in known:
        precision = "day" if value.start.precision == value.last.precision == "day" else value.start.precision
        precision = "year" if value.open else precision
        year, month, last_day = value.last.latest()
        ends = x((year, month, last_day + 1)) if precision != "day" else x(value.last.latest())
        start = 0 if value.open else x(value.start.earliest())
        lanes.setdefault(precision, Counter())[start, round(max(ends - start, 0), 2)] += 1
    step = 1 if last - first <= 6 else 2 if last - first <= 14 else 5 * max((last - first) // 100, 1)
    return DateStrip(
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
