"""The geometry of what became of agreements says when each thing was found, and nothing covers another."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise
from math import hypot

import pytest
from samples import ROOT

from explainer.graphics.fates import APART, CLEAR, LANES, LENGTHS, FatesDrawing, Finding, Mark, fates_drawing
from explainer.graphics.labels import text_width

START, END = date(2020, 1, 1), date(2022, 1, 1)


def found(kind: str, first: date, last: date | None = None, record: str = "r") -> Finding:
    """Something found on a day, or at some time between two."""
    return Finding(kind, first, last or first, record)


def drawn(*rows: Sequence[Finding], start: date = START, end: date = END) -> FatesDrawing:
    """The drawing of rows."""
    return fates_drawing(start, end, rows)


def test_a_day_has_its_place_and_a_month_its_length() -> None:
    """A mark stands where its day is between the two ends; one of a month or year is as long as that."""
    halfway = START + (END - START) / 2
    year, day = drawn([found("step", halfway), found("mention", date(2021, 1, 1), END)]).tracks[0].marks
    assert (day.kind, day.at, day.length, day.start, day.end) == ("step", 49.93, 0, 49.93, 49.93)
    assert (year.kind, year.start, year.end, year.length) == ("mention", 50.07, 100, 49.93)
    assert (year.drawn_long, day.drawn_long) == (True, False)
    far = drawn([found("step", START, date(2020, 1, 31))], end=date(2100, 1, 1)).tracks[0].marks[0]
    assert (far.length > 0, far.drawn_long) == (True, False)


def test_marks_keep_the_order_of_time() -> None:
    """What was found later is drawn further on, whatever the order it comes in."""
    days = [START + timedelta(days=step) for step in (300, 10, 700, 20)]
    marks = drawn([found("step", day, record=str(day)) for day in days]).tracks[0].marks
    assert [mark.records for mark in sorted(marks, key=lambda mark: mark.at)] == [(str(day),) for day in sorted(days)]


def test_a_line_is_solid_up_to_the_last_find() -> None:
    """It ends with the last mark of its row, at the beginning if there is none; from the last of all rows on all is hatched."""
    drawing = drawn([found("step", date(2020, 7, 1))], [found("mention", date(2021, 3, 1), date(2021, 3, 31))], [])
    assert [track.last for track in drawing.tracks] == [24.9, 62.24, 0]
    assert (drawing.searched, drawing.left) == (62.24, 37.76)


def test_what_is_of_one_kind_and_time_is_one_mark() -> None:
    """It has all their records; what differs in kind has a mark of its own, drawn in the order of the kinds."""
    day = date(2021, 1, 1)
    one, other = found("disputed", day, record="a"), found("disputed", day, day + timedelta(days=1), record="b")
    marks = drawn([one, other, found("step", day, record="c")]).tracks[0].marks
    assert [(mark.kind, mark.records, mark.length) for mark in marks] == [
        ("step", ("c",), 0),
        ("disputed", ("a", "b"), 0.14),
    ]


def test_what_was_only_said_on_the_day_of_a_step_has_no_mark() -> None:
    """A mention is drawn alone, and so is one of another day."""
    day = date(2021, 1, 1)
    said, step = found("mention", day), found("step", day)
    later = found("mention", day + timedelta(days=1))
    assert [mark.kind for mark in drawn([said, step]).tracks[0].marks] == ["step"]
    assert [mark.kind for mark in drawn([said]).tracks[0].marks] == ["mention"]
    assert [mark.kind for mark in drawn([step, later]).tracks[0].marks] == ["mention", "step"]


def heights() -> dict[str, int]:
    """How far below its line the style sheet draws each lane, in pixels."""
    style = (ROOT / "static/css/fates.css").read_text("utf-8")
    found = {lane: int(by) for lane, by in re.findall(r"\.(\w+) \{\n\s+transform: translateY\((-?\d+)px\)", style)}
    assert set(found) | {"on"} == set(LANES)
    return {**found, "on": 0}


def gap(first: Mark, second: Mark, length: float) -> float:
    """The distance of two marks on a line of this length, in pixels."""
    height = heights()
    return hypot((second.at - first.at) * length / 100, height[second.lane] - height[first.lane])


@pytest.mark.parametrize("length", LENGTHS.values())
@pytest.mark.parametrize("seed", range(20))
def test_no_two_marks_overlap(seed: int, length: float) -> None:
    """At every width, unless three are so near to each other that two of them would have one height."""
    dice = random.Random(seed)
    days = [START + timedelta(days=dice.randrange(0, 731)) for _ in range(dice.randint(2, 12))]
    long = [day for day in (date(2020, 3, 1), date(2021, 6, 1)) if dice.random() < 0.5]
    row = [found(dice.choice(("step", "mention", "elsewhere", "disputed")), day) for day in days]
    row += [found("mention", day, day + timedelta(days=29)) for day in long]
    marks = drawn(row).tracks[0].marks
    near = CLEAR * 100 / min(LENGTHS.values())
    for first, second in combinations(marks, 2):
        crowd = [mark for mark in marks if min(abs(mark.at - first.at), abs(mark.at - second.at)) < near]
        assert gap(first, second, length) >= CLEAR - 0.01 or len(crowd) > 2


def test_neighbours_are_above_and_below_the_line_in_turn() -> None:
    """Those that would touch; what stands alone is on the line, and what is of a month is outside of the days beside it."""
    days = [START + timedelta(days=day) for day in (0, 100, 110, 145, 300)]
    month = found("mention", date(2020, 10, 20), date(2020, 11, 10))
    marks = drawn([*(found("step", day) for day in days), month]).tracks[0].marks
    assert [(mark.lane, mark.kind) for mark in marks] == [
        ("under", "mention"),
        ("on", "step"),
        ("up", "step"),
        ("down", "step"),
        ("up", "step"),
        ("on", "step"),
    ]
    pair = [found("elsewhere", date(2020, 7, 1), date(2020, 12, 31)), found("step", date(2020, 8, 20))]
    below = found("step", date(2020, 9, 25))
    assert [mark.lane for mark in drawn(pair).tracks[0].marks] == ["under", "on"]
    assert [mark.lane for mark in drawn([*pair, below]).tracks[0].marks] == ["over", "up", "down"]
    both = [month, found("disputed", date(2020, 11, 1), date(2020, 12, 31))]
    assert [mark.lane for mark in drawn(both).tracks[0].marks] == ["under", "over"]


def test_marks_have_their_own_link_where_they_are_apart() -> None:
    """Two that are nearer than a target is wide leave it to the row, in the shortest line that has links at all."""
    step = (END - START) * APART / LENGTHS["wide"]
    alone, first, second = (START + step * times for times in (2, 8, 8.9))
    marks = drawn([found("step", day) for day in (alone, first, second)]).tracks[0].marks
    assert [mark.apart for mark in sorted(marks, key=lambda mark: mark.at)] == [True, False, False]
    apart = [mark.at for mark in marks if mark.apart]
    assert all((b - a) * LENGTHS["wide"] / 100 >= APART for a, b in pairwise(sorted(apart)))


@pytest.mark.parametrize(
    ("start", "end"),
    [(START, END), (date(2024, 11, 27), date(2026, 11, 28)), (date(1900, 1, 1), date(2100, 1, 1)),
     (date(1999, 12, 30), date(2031, 6, 1)), (date(2021, 6, 3), date(2022, 1, 31))],
)  # fmt: skip
def test_labels_of_the_axis_are_clear_of_each_other(start: date, end: date) -> None:
    """In every drawing there is room for each label that it shows; the lines are few, in order and within the ends."""
    ticks = drawn(start=start, end=end).ticks
    assert 0 < len(ticks) <= 9
    assert [tick.at for tick in ticks] == sorted({tick.at for tick in ticks})
    for name, length in LENGTHS.items():
        shown = [
            (tick.at * length / 100, "July" if tick.date.month > 1 else str(tick.date.year))
            for tick in ticks
            if name not in tick.no_room
        ]
        places = [(at, at + text_width(label, 12.5)) for at, label in shown]
        places.append((length, length))
        assert all(left[1] < right[0] for left, right in pairwise(places))
    assert any("wide" not in tick.no_room for tick in ticks)


def test_a_scale_without_length() -> None:
    """If the day searched up to is the day itself, all is at the beginning, and no tick stands anywhere."""
    drawing = drawn([found("step", START)], [], start=START, end=START)
    assert [mark.at for mark in drawing.tracks[0].marks] == [0]
    assert drawing.ticks == ()


def test_what_lies_outside_is_at_the_nearer_end() -> None:
    """A day before the first or after the last one of the scale is drawn there."""
    marks = drawn([found("step", date(1900, 1, 1)), found("mention", date(2100, 1, 1))]).tracks[0].marks
    assert sorted(mark.at for mark in marks) == [0, 100]
