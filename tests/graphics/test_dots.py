"""The geometry of a dot plot says what the figures say, and nothing in it covers anything else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise

import pytest

from explainer.content.records import Figure
from explainer.graphics.dots import (
    APART,
    MIDDLE,
    NARROW,
    OUTLINES,
    RADIUS,
    SIZE,
    WIDE,
    Arrangement,
    Dot,
    DotPlot,
    DrawnRow,
    PlotRow,
    Sample,
    broken,
    dot_plot,
    nice_scale,
)
from explainer.graphics.labels import Box, text_width

EACH = pytest.mark.parametrize("arrangement", [WIDE, MIDDLE, NARROW], ids=["wide", "middle", "narrow"])


def dot(*numbers: float, qualifier: str = "", who: str = "Somebody", signs: tuple[str, ...] = ()) -> Dot:
    """A dot of a figure with one value, or both ends of a range."""
    low, *high = map(str, numbers)
    values = {"low": low, "high": high[0]} if high else {"value": low}
    words = f"{qualifier} {' to '.join(map(str, numbers))} tons".strip()
    cite = [{"source": "register", "claim": "c"}]
    figure = Figure.model_validate({"id": "p", "title": "t", "words": words, "unit": "tons", "cite": cite, **values})
    return Dot(figure, "claim", "open" if qualifier else "exact", who, signs)


def drawn(arrangement: Arrangement, *rows: PlotRow, samples: Sequence[Sample] = ()) -> DotPlot:
    """These rows, on the axis that they ask for."""
    numbers = [number for row in rows for side in row.sides for each in side for number in each.figure.numbers]
    scale = nice_scale(min(numbers), max(numbers))
    return dot_plot(rows, scale, [str(tick) for tick in scale.ticks()], samples, arrangement)


def row(*sides: Sequence[Dot], name: str = "2020", heading: str = "") -> PlotRow:
    """A row of lanes."""
    return PlotRow(name, tuple(map(tuple, sides)), heading)


def marks(plot: DotPlot, drawing: DrawnRow) -> list[Box]:
    """The room of each mark of a row, in pixels at the least width."""
    pixel = plot.arrangement.width / 100
    return [
        Box(spot.x * pixel - RADIUS, spot.y - RADIUS, spot.end_x * pixel + RADIUS, spot.y + RADIUS)
        for spot in drawing.spots
    ]


def crowded(plot: DotPlot) -> Iterator[str]:
    """What lies where it should not: over an edge or over something else, at the least width."""
    for drawing in plot.rows:
        yield from crowded_track(plot, drawing)
        yield from crowded_words(plot.arrangement, drawing)
    if any(one.top + one.height > other.top + 0.1 for one, other in pairwise(plot.rows)):
        yield "two rows cover each other"
    if plot.rows[-1].top + plot.rows[-1].height > plot.height + 0.1:
        yield "the last row outside"


def crowded_track(plot: DotPlot, drawing: DrawnRow) -> Iterator[str]:
    """Marks and labels outside the row or over each other; marks may touch those of another lane."""
    start, end = (plot.arrangement.width * share / 100 for share in plot.arrangement.track)
    frame = Box(0, 0, end, drawing.height)
    # Half a pixel is left to rounding.
    boxes = [box.grown(-0.5) for box in marks(plot, drawing)]
    labels = [tag.box for tag in drawing.tags]
    names = [Box(0, y - SIZE, text_width(text, SIZE), y) for y, text in drawing.name.lines]
    yield from (f"mark {box} outside" for box in boxes if box.left < start or not box.within(frame))
    yield from (f"label {label} outside" for label in labels if not label.within(frame))
    for label in labels:
        yield from (f"label {label} covers {other}" for other in (*boxes, *names) if label.overlaps(other))
    yield from (f"label {one} covers {other}" for one, other in combinations(labels, 2) if one.overlaps(other))


def crowded_words(arrangement: Arrangement, drawing: DrawnRow) -> Iterator[str]:
    """Words that are too long, cover each other or leave the row; signs of doubt beside the track, or over the name."""
    room = arrangement.width * (100 - arrangement.track[1]) / 100
    lines = [(saying.text.x, y, line) for saying in drawing.sayings for y, line in saying.text.lines]
    yield from (f"'{line}' is too long" for x, _, line in lines if x + text_width(line, SIZE) > room)
    yield from (f"'{line}' outside" for _, y, line in lines if not SIZE <= y <= drawing.height)
    yield from (f"'{one}' covers '{other}'" for (_, y, one), (_, below, other) in pairwise(lines) if below - y < SIZE)
    name = max((text_width(line, SIZE) for _, line in drawing.name.lines[-1:]), default=0)
    for doubt in drawing.doubts:
        if not name <= doubt.x - 6 or not 0 < doubt.y < drawing.height:
            yield f"{doubt} outside"
    yield from (f"{one} covers {other}" for one, other in pairwise(drawing.doubts) if other.x - one.x < 12)


@pytest.mark.parametrize(
    ("low", "high", "start", "ticks"),
    [
        ("16", "30", "15", ["15", "20", "25", "30"]),
        ("12", "25.5", "10", ["10", "15", "20", "25"]),
        ("0", "9", "0", ["0", "5"]),
        ("1", "30", "0", ["0", "10", "20", "30"]),
        ("5", "5", "4", ["4", "6"]),
        ("0", "0", "0", ["0.0", "0.5"]),
        ("-5", "10", "-10", ["-10", "-5", "0", "5", "10"]),
        ("-7", "-7", "-8", ["-8", "-6"]),
        ("0.12", "0.15", "0.11", ["0.11", "0.12", "0.13", "0.14", "0.15"]),
        ("99999999999999999", "100000000000000000", "99999999999999998.5", ["99999999999999998.5"]),
    ],
)
def test_an_axis_begins_with_a_round_number_below_the_lowest(low: str, high: str, start: str, ticks: list[str]) -> None:
    """Unless that is zero; it reaches the highest, has a length even for one value, and no negative end without need."""
    scale = nice_scale(Decimal(low), Decimal(high))
    assert scale.start == Decimal(start)
    assert [Decimal(tick) for tick in ticks] == scale.ticks()[: len(ticks)]
    assert 0 <= scale.share(Decimal(low)) <= scale.share(Decimal(high)) <= 1


@EACH
def test_marks_lie_on_a_linear_axis(arrangement: Arrangement) -> None:
    """Equal steps are equally far apart, the higher value further right, and a tick lies where its value does."""
    plot = drawn(arrangement, row([dot(10), dot(15), dot(20)]))
    first, second, third = (spot.x for spot in plot.rows[0].spots)
    assert second - first == pytest.approx(third - second, abs=0.05)
    assert {tick.label: tick.at for tick in plot.ticks}["15"] == second
    begin, end = arrangement.track
    assert begin < plot.ticks[0].at < first < third < end


def test_lanes_keep_the_order_of_the_sides() -> None:
    """The first side is above; where one side alone gives figures they are in the middle. Each has marks of its own."""
    plot = drawn(NARROW, row([dot(1)], [dot(3)]), row([], [dot(2)]), row([dot(2)], []))
    both, second, first = plot.rows
    assert [spot.side for spot in both.spots] == [0, 1]
    assert both.spots[0].y < both.height / 2 < both.spots[1].y
    assert [each.spots[0].y for each in (second, first)] == [each.height / 2 for each in (second, first)]
    assert len({spot.outline for spot in both.spots}) == 2
    five = drawn(NARROW, row(*([dot(n)] for n in range(5)))).rows[0].spots
    assert [spot.outline for spot in five] == [*OUTLINES, OUTLINES[0]]


def test_marks_nearer_than_their_width_are_offset_in_their_lane() -> None:
    """Upwards in the first lane, downwards in the other; where there is room they stand side by side."""
    sides = [dot(20), dot(20.1), dot(25)], [dot(20), dot(20)]
    spots = drawn(NARROW, row(*sides)).rows[0].spots
    heights = [spot.y for spot in spots if spot.side == 0]
    assert heights == [heights[2], heights[2] - APART, heights[2]]
    below = [spot.y for spot in spots if spot.side == 1]
    assert below == [below[0], below[0] + APART]
    assert below[0] > heights[2]
    boxes = marks(drawn(NARROW, row(*sides)), drawn(NARROW, row(*sides)).rows[0])
    assert not any(one.grown(-0.5).overlaps(other) for one, other in combinations(boxes[:3], 2))


@EACH
def test_values_are_labelled(arrangement: Arrangement) -> None:
    """The lowest on its left and the highest on its right, of all and of each side, with their qualifiers; one on its right."""
    plot = drawn(arrangement, row([dot(20), dot(22)], [dot(23), dot(25, qualifier="over")]), row([dot(18)], []))
    assert [[(tag.text, tag.anchor) for tag in each.tags] for each in plot.rows] == [
        [("20", "end"), ("over 25" if arrangement is WIDE else "~25", "start"), ("22", "start"), ("23", "end")],
        [("18", "start")],
    ]


def test_a_label_without_room_is_shortened_or_left_out() -> None:
    """A qualifier becomes its sign; a number that has no room either is left to the words."""
    plot = drawn(NARROW, row([dot(10), dot(20, qualifier="in any case well over")]))
    assert [tag.text for tag in plot.rows[0].tags] == ["10", "~20"]
    plot = drawn(NARROW, row([dot(123456789012345, 123456789012346)]))
    assert plot.rows[0].tags == ()


def test_labels_of_ticks_do_not_touch() -> None:
    """Where numbers are long only some ticks have one."""
    plot = drawn(NARROW, row([dot(1234567), dot(1234999)]))
    labels = [(tick.at * NARROW.width / 100, text_width(tick.label, SIZE) / 2) for tick in plot.ticks if tick.label]
    assert 0 < len(labels) < len(plot.ticks)
    assert all(one + half <= other - more for (one, half), (other, more) in pairwise(labels))


def test_a_gap_is_a_row_without_marks() -> None:
    """Nothing is drawn between the years beside it."""
    plot = drawn(WIDE, row([dot(1)]), row([], name="2021–2030"), row([dot(2)]))
    assert (plot.rows[1].spots, plot.rows[1].tags) == ((), ())
    assert plot.rows[1].height > SIZE


def test_a_group_has_its_heading_above_it() -> None:
    """Between the rows, with room of its own."""
    plot = drawn(NARROW, row([dot(1)], heading="January"), row([dot(2)]), row([dot(2)], heading="March"))
    assert [words for _, words in plot.headings] == ["January", "March"]
    assert plot.rows[1].top + plot.rows[1].height == plot.headings[1][0] < plot.rows[2].top


@EACH
def test_nothing_covers_anything(arrangement: Arrangement) -> None:
    """Sixty years, equal values, ranges, values below zero, and words of eighty characters: it fits, however long it gets."""
    long = "A committee with a name of very many words that goes on and on, to its end"
    unbroken = "W" * 80
    years = [
        row(
            [dot(n, who=long), dot(n + 0.2, qualifier="almost"), dot(n, n + 9)],
            [dot(n + k / 7, signs=("disputed", "inferred"), who=unbroken) for k in range(6)],
            name=str(1960 + n),
        )
        for n in range(60)
    ]
    tight = [
        row([dot(-5)] * 12, [dot(-5)] * 12),
        row([dot(60)], [dot(60)]),
        row([dot(7)], [], name="28 Nov – 3 Dec 2024"),
    ]
    samples = [Sample(OUTLINES[0], "x", words) for words in ("counted", long, unbroken, "said")]
    plot = drawn(arrangement, *years, *tight, samples=samples)
    assert list(crowded(plot)) == []
    assert len(plot.rows) == 63
    for entry in plot.key:
        assert all(entry.text.x + text_width(line, SIZE) <= arrangement.width for _, line in entry.text.lines)
        assert max(y for y, _ in entry.text.lines) < plot.top
    assert any(each.tags for each in plot.rows)


def test_words_are_all_there() -> None:
    """A text is broken at its spaces, and a word only where it is too long itself; nothing is lost."""
    assert broken("one two three", 1000) == ("one two three",)
    assert " ".join(broken("a committee of many words", 90)) == "a committee of many words"
    assert len(broken("a committee of many words", 90)) > 1
    assert "".join(broken("W" * 80, 100)) == "W" * 80
    assert broken("", 100) == ()
    assert all(text_width(line, SIZE) <= 100 for line in broken("W" * 80, 100))


def test_each_figure_is_somebodys() -> None:
    """Beside the track, one side after the other, those of one speaker together; a narrow drawing leaves it to the table."""
    shown = row([dot(1, who="Ann"), dot(2, who="Ben"), dot(3, who="Ann", qualifier="over")], [dot(2, who="Cyd")])
    said = [
        [[line for _, line in saying.text.lines] for saying in drawn(each, shown).rows[0].sayings]
        for each in (WIDE, MIDDLE, NARROW)
    ]
    assert said == [[["Ann: 1, over 3; Ben: 2"], ["Cyd: 2"]]] * 2 + [[]]


@EACH
def test_doubts_stand_behind_the_name(arrangement: Arrangement) -> None:
    """Each sign once, in whichever side's figure."""
    doubtful = dot(2, signs=("disputed",)), dot(2, signs=("inferred", "disputed"))
    plot = drawn(arrangement, row([dot(1), doubtful[0]], [doubtful[1]]), row([dot(1)], []))
    assert [[doubt.name for doubt in each.doubts] for each in plot.rows] == [["disputed", "inferred"], []]
    assert list(crowded(plot)) == []
