"""The geometry of a chart says what the figures say."""

from __future__ import annotations

from explainer.charts import Chart, full_year, series_chart
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


def drawn(*points: Figure) -> Chart:
    """The chart of these points, which must exist."""
    chart = series_chart(SERIES, points)
    assert chart is not None
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
    (runs,) = [line.runs for line in chart.lines if line.marks]
    assert [len(run.split()) for run in runs] == [2, 2]


def test_a_part_of_a_year_stands_alone() -> None:
    """It is marked as a part and joined to nothing."""
    chart = drawn(point("2020", value=5), point("2021-01/2021-09", value=4), point("2022", value=6))
    (line,) = [line for line in chart.lines if line.marks]
    assert [mark.shape for mark in line.marks] == ["count", "part", "count"]
    assert line.runs == ()
    assert not full_year(parse_edtf("2021-01/2021-09"))


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


def test_too_few_points() -> None:
    """One point is no chart."""
    assert series_chart(SERIES, [point("2020", value=1)]) is None
