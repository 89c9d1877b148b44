"""The geometry of a chart agrees with its figures."""

from __future__ import annotations

from collections.abc import Sequence

from explainer.content.records import Figure, Series
from explainer.graphics.charts import Bars, Chart, Row, full_year, series_chart, time_strip
from explainer.text.dates import parse_edtf
from explainer.text.reader import reader_of

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


def chart_of(points: Sequence[Figure]) -> Chart | Bars | None:
    """The chart of these points, whose words are in English; None if nothing is drawn."""
    return series_chart(SERIES, points, lambda _: reader_of("en"))


def drawn(*points: Figure) -> Chart:
    """The chart of these points, which must exist."""
    chart = chart_of(points)
    assert isinstance(chart, Chart)
    return chart


def shown(rows: Sequence[Row]) -> list[tuple[str, list[list[float]]]]:
    """The period of each row, and for each side where its bars end."""
    return [(str(row.period), [[bar.high for bar in side] for side in row.sides]) for row in rows]


def test_bars_of_a_series_start_at_zero_and_are_linear() -> None:
    """Twice the value is twice as long, and the highest of all rows fills the width."""
    chart = drawn(point("2020", value=10), point("2021", side="west", value=20), point("2021-03", value=5))
    assert shown(chart.years) == [("2020", [[50], []]), ("2021", [[], [100]])]
    assert shown(chart.parts) == [("2021-03", [[25], []])]


def test_missing_years_are_seen_to_be_missing() -> None:
    """A gap has a row of its own, one for all its years, without a bar."""
    chart = drawn(*(point(year, value=5) for year in ("2017", "2018", "2020", "2024")))
    assert [period for period, _ in shown(chart.years)] == ["2017", "2018", "2019", "2020", "2021/2023", "2024"]
    assert [row.sides for row in chart.years if str(row.period) in ("2019", "2021/2023")] == [((), ()), ((), ())]


def test_a_part_of_a_year_stands_apart() -> None:
    """A part of a year is in no year's row, and parts of one year are in the order of their dates."""
    chart = drawn(point("2021-01/2021-09", value=4), point("2020", value=5), point("2021-01/2021-03", value=1))
    assert [period for period, _ in shown(chart.years)] == ["2020"]
    assert [period for period, _ in shown(chart.parts)] == ["2021-01/2021-03", "2021-01/2021-09"]
    assert [full_year(row.period) for row in (*chart.years, *chart.parts)] == [True, False, False]


def test_all_that_one_side_gives_for_a_year_is_drawn() -> None:
    """The lowest first; a range has two ends, and the sides are never merged."""
    points = [point("2020", value=20), point("2020", low=8, high=10), point("2020", side="west", value=16)]
    (row,) = drawn(*points).years
    assert [[(bar.low, bar.high) for bar in side] for side in row.sides] == [[(40, 50), (100, 100)], [(80, 80)]]


def test_only_a_count_is_drawn_as_one() -> None:
    """A value that is expected, said, qualified or of the site's own basis is not drawn as a count."""
    points = [point("2020", basis=basis, value=5) for basis in ("count", "claim", "forecast", "hearsay")]
    qualified = point("2020", value=5).model_copy(update={"qualifier": "over"})
    (row,) = drawn(*points, qualified).years
    assert [bar.shape for bar in row.sides[0]] == ["count", "claim", "forecast", "claim", "claim"]


def test_a_qualifier_opens_the_end_of_a_bar() -> None:
    """The bar of a value that is higher points on, that of an approximate or rounded one has no end."""
    ends = {}
    for qualifier in ("over", "at least", "almost", "about", None):
        (row,) = drawn(*(point("2020", value=5).model_copy(update={"qualifier": qualifier}) for _ in "ab")).years
        ends[qualifier] = row.sides[0][0].end
    assert ends == {"over": "more", "at least": "more", "almost": "open", "about": "open", None: "exact"}


def test_the_axis_names_its_unit_once() -> None:
    """Large numbers are given in their scale, which is named once with the unit."""
    drawing = chart_of([undated("people", value=5_561_937), undated("people", value=2_045_271)])
    assert isinstance(drawing, Bars)
    assert [tick.label for tick in drawing.ticks] == ["0", "1", "2", "3", "4", "5", "6"]
    assert (drawing.scale, drawing.unit) == ("million", "people")


def test_nothing_is_drawn_below_zero() -> None:
    """The bar of a value below zero has no length; its words are next to it."""
    chart = drawn(point("2020", value=-5), point("2021", value=10))
    assert shown(chart.years) == [("2020", [[0], []]), ("2021", [[100], []])]
    assert shown(drawn(point("2020", value=0), point("2021", value=0)).years)[0] == ("2020", [[0], []])


def test_shares_without_a_period_are_bars_of_the_whole() -> None:
    """Percents are drawn against one hundred, in the order given, a range from its lower to its higher end."""
    points = [undated("percent", value=71), undated("percent", low=20, high=30)]
    drawing = chart_of(points)
    assert isinstance(drawing, Bars)
    assert [(bar.low, bar.high) for bar in drawing.bars] == [(71, 71), (20, 30)]
    assert [(tick.at, tick.label) for tick in drawing.ticks][:: len(drawing.ticks) - 1] == [
        (0, "0"),
        (100, "100"),
    ]


def test_bars_of_other_units_start_at_zero() -> None:
    """A bar is as long as its value, against a round number that no value passes."""
    drawing = chart_of([undated("tons", value=10), undated("tons", value=40)])
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
    """One point makes no chart."""
    assert chart_of([point("2020", value=1)]) is None
