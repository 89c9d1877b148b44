"""The geometry of what became of agreements says when each thing was found, and nothing covers another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest

from explainer.graphics.fates import APART, LENGTHS, FatesDrawing, Finding, fates_drawing
from explainer.graphics.labels import text_width

START, END = date(2020, 1, 1), date(2022, 1, 1)
ENDS = ("1 Jan 2020", "1 Jan 2022")


def found(kind: str, first: date, last: date | None = None, record: str = "r") -> Finding:
    """Something found on a day, or at some time between two."""
    return Finding(kind, first, last or first, record)


def drawn(*rows: Sequence[Finding], start: date = START, end: date = END) -> FatesDrawing:
    """The drawing of rows."""
    return fates_drawing(start, end, rows, ENDS)


def test_a_day_has_its_place_and_a_month_its_length() -> None:
    """A mark stands where its day is between the two ends; one of a month or year is as long as that."""
    halfway = START + (END - START) / 2
    day, year = drawn([found("step", halfway), found("mention", date(2021, 1, 1), END)]).tracks[0].marks[::-1]
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
    marks = drawn(
        [found("disputed", day, record="c"), found("mention", day, record="a"), found("mention", day, record="b")]
    )
    assert [(mark.kind, mark.records) for mark in marks.tracks[0].marks] == [
        ("mention", ("a", "b")),
        ("disputed", ("c",)),
    ]


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
            if name in tick.room
        ]
        places = [(at, at + text_width(label, 12.5)) for at, label in shown]
        places = [(0.0, text_width(ENDS[0], 12.5))] * (name == "narrow") + places
        places.append((length - text_width(ENDS[1], 12.5), length))
        assert all(left[1] < right[0] for left, right in pairwise(places))
    assert any("wide" in tick.room for tick in ticks)


def test_a_scale_without_length() -> None:
    """If the day searched up to is the day itself, all is at the beginning, and no tick stands anywhere."""
    drawing = drawn([found("step", START)], [], start=START, end=START)
    assert [mark.at for mark in drawing.tracks[0].marks] == [0]
    assert drawing.ticks == ()


def test_what_lies_outside_is_at_the_nearer_end() -> None:
    """A day before the first or after the last one of the scale is drawn there."""
    marks = drawn([found("step", date(1900, 1, 1)), found("mention", date(2100, 1, 1))]).tracks[0].marks
    assert sorted(mark.at for mark in marks) == [0, 100]
