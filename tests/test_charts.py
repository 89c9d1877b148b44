"""The geometry of a chart says what the figures say."""

from __future__ import annotations

from explainer.charts import Bars, Chart, full_year, series_chart, time_strip
from explainer.edtf import parse_edtf
from explainer.model import Figure, Series

SERIES = Series.model_validate(
    {"id": "s", "title": "t", "summary": "s", "unit": "tons", "sides": {"east": "East", "west": "West"}}
)


def point(period: str, side: str = "east", basis: str = "count", **values: int) -> Figure:
    """A figure of the series; `value`, or `low` and `high`."""
    cite = {"source": "register", "claim": "c"}
    numbers = {name: str(value) for name, value in values.items()}
    fields = {"id": "p", "title": "t", "words": "w", "unit": "tons", "period": period, "series": "s", "cite": [cite]}
    return Figure.model_validate({**fields, "side": side, "basis": basis, **numbers})


def undated(unit: str, **values: int) -> Figure:
    """A figure without a period."""
    numbers = {name: str(value) for name, value in values.items()}
    cite = {"source": "register", "claim": "c"}
    return Figure.model_validate({"id": "p", "title": "t", "words": "w", "unit": unit, "cite": [cite], **numbers})


def drawn(*points: Figure) -> Chart:
    """The chart of these points, which must exist."""
    chart = series_chart(SERIES, points)
    assert isinstance(chart, Chart)
    return chart


def test_the_axis_starts_at_zero_and_is_linear() -> None:
    """Zero lies on the base, twice the value twice as high."""
    chart = drawn(point("2020", value=10), point("2021", value=20))
    assert chart.values[0].label == "0"
    assert chart.values[0].at == chart.base
    first, second = chart.lines[-1].marks or chart.lines[0].marks
    assert round(2 * (chart.base - first.y)) == round(chart.base - second.y)
    assert chart.values[-1].at <= second.y


def test_a_missing_year_breaks_the_line() -> None:
    """Only years that follow each other are joined."""
    chart = drawn(*(point(year, value=5) for year in ("2017", "2018", "2020", "2021", "2023")))
    (line,) = [line for line in chart.lines if line.marks]
    joined = [(line.marks[0].x, line.marks[1].x), (line.marks[2].x, line.marks[3].x)]
    assert [(part.x1, part.x2) for part in line.segments] == joined


def test_a_part_of_a_year_stands_alone() -> None:
    """It lies over the months that it counts and is joined to nothing."""
    chart = drawn(point("2020", value=5), point("2021-01/2021-09", value=4), point("2022", value=6))
    (line,) = [line for line in chart.lines if line.marks]
    (part,) = line.parts
    assert [mark.shape for mark in line.marks] == ["count", "count"]
    assert (part.left, part.right, part.months, part.height) == (33.3, 58.3, 9, 0)
    assert line.segments == ()
    assert not full_year(parse_edtf("2021-01/2021-09"))


def test_parts_alone_are_drawn_and_named() -> None:
    """A side of which no whole year is known has its name at the end of its last part; a range has a height."""
    chart = drawn(point("2020-11/2021-02", value=4), point("2021-03", low=4, high=6))
    (line,) = [line for line in chart.lines if line.parts]
    across, month = line.parts
    assert (across.left, across.right, across.months) == (41.7, 58.3, 4)
    assert (month.months, month.height > 0, line.label_x) == (1, True, month.right)


def test_what_is_expected_is_no_count() -> None:
    """A forecast has a shape of its own; a basis of the site's own is drawn as what somebody says."""
    chart = drawn(point("2020", basis="forecast", value=5), point("2021", basis="hearsay", value=5))
    (line,) = [line for line in chart.lines if line.marks]
    assert [mark.shape for mark in line.marks] == ["forecast", "claim"]
    assert [join.counted for join in line.segments] == [False]


def test_ranges_claims_and_sides() -> None:
    """A range is a bar between its ends, a claim has its own shape, sides are never merged."""
    chart = drawn(point("2020", low=10, high=20), point("2020", side="west", basis="claim", value=15))
    marks = {line.side: line.marks for line in chart.lines}
    (bar,), (claim,) = marks["east"], marks["west"]
    assert bar.top < claim.y < bar.bottom
    assert (bar.shape, claim.shape) == ("count", "claim")


def test_labels_do_not_collide() -> None:
    """The names of two lines that end together stand a line of text apart."""
    chart = drawn(point("2020", value=10), point("2020", side="west", value=10))
    first, second = (line.label_y for line in chart.lines)
    assert second - first >= 16


def test_shares_without_a_period_are_bars_of_the_whole() -> None:
    """Percents are drawn against one hundred, in the order given, a range from its lower to its higher end."""
    points = [undated("percent", value=71), undated("percent", low=20, high=30)]
    drawing = series_chart(SERIES, points)
    assert isinstance(drawing, Bars)
    assert [(bar.low, bar.high) for bar in drawing.bars] == [(71, 71), (20, 30)]
    assert [(tick.at, tick.label) for tick in drawing.ticks][:: len(drawing.ticks) - 1] == [(0, "0"), (100, "100")]


def test_bars_of_other_units_start_at_zero() -> None:
    """A bar is as long as its value, against a round number that no value passes."""
    drawing = series_chart(SERIES, [undated("tons", value=10), undated("tons", value=40)])
    assert isinstance(drawing, Bars)
    short, long = drawing.bars
    assert long.high == 4 * short.high <= 100


def test_the_strip_draws_a_date_as_long_as_it_is_imprecise() -> None:
    """A day is a stroke, a month and a year are as long as they last; the same date is drawn once and counted twice."""
    dates = [parse_edtf(text) for text in ("2020-01-01", "2020-01-01", "2020-07", "2021")]
    strip = time_strip(dates, parse_edtf("2021-01-01"))
    lanes = {name: (count, stretches) for name, count, stretches in strip.lanes}
    assert list(lanes) == ["day", "month", "year"]
    assert lanes["day"] == (2, ((0.0, 0.0),))
    assert lanes["year"] == (1, ((50.0, 50.0),))
    ((start, length),) = lanes["month"][1]
    assert 24 < start < 26
    assert 4 < length < 4.5
    assert strip.day == 50.0


def test_a_few_early_dates_do_not_stretch_the_strip() -> None:
    """The earliest twentieth is counted, not drawn, and the line begins with the year of the first of the others."""
    dates = [parse_edtf("1990-05"), *(parse_edtf(f"{year}-06-01") for year in range(2001, 2020))]
    strip = time_strip(dates, parse_edtf("2010-01-01"))
    assert (strip.earlier, strip.since, strip.years[0].label) == (1, 1990, "2001")
    ((name, count, _),) = strip.lanes
    assert (name, count) == ("day", 19)
    whole = time_strip(dates[:19], parse_edtf("2010-01-01"))
    assert (whole.earlier, whole.since, whole.years[0].label) == (0, 1990, "1990")


def test_too_few_points() -> None:
    """One point is no chart."""
    assert series_chart(SERIES, [point("2020", value=1)]) is None
