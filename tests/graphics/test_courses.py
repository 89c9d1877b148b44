"""The geometry of a course keeps the order of its stations, and nothing lies on anything else."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from itertools import pairwise

import pytest

from explainer.graphics.courses import (
    BEND,
    COLUMN,
    STEM,
    TAIL,
    VERSIONS,
    WIDEST,
    Across,
    CourseDrawing,
    Rail,
    Strand,
    course_drawing,
)

FAN = [(), (0,), (1,), (1,), (1,), ()]
"""Two stations, three that followed the second in no known order, and one without a place."""


def line(length: int) -> list[tuple[int, ...]]:
    """Stations that follow each other."""
    return [() if not number else (number - 1,) for number in range(length)]


def random_order(seed: int) -> list[tuple[int, ...]]:
    """Up to a dozen stations, each after some earlier ones, with no way that another one makes needless."""
    dice = random.Random(seed)
    before: list[tuple[int, ...]] = []
    reached: list[set[int]] = []
    for number in range(dice.randint(0, 12)):
        chosen = {dice.randrange(number) for _ in range(dice.randint(0, 2))} if number else set()
        direct = {one for one in chosen if not any(one in reached[other] for other in chosen)}
        before.append(tuple(sorted(direct)))
        reached.append(direct.union(*(reached[one] for one in direct)))
    return before


def orders() -> list[Sequence[tuple[int, ...]]]:
    """Orders of every sort."""
    join = [(), (), (0, 1), (2,)]
    return [FAN, join, line(5), line(40), [(), *[(0,)] * 40], *map(random_order, range(60))]


def numbers_of(strand: Strand) -> list[float]:
    """The numbers of a path."""
    return list(map(float, re.findall(r"\d+(?:\.\d+)?", strand.path)))


def straight_part(strand: Strand) -> tuple[tuple[float, float], float]:
    """Where a strand begins, and up to where it is straight."""
    x, row, straight_to, *_ = numbers_of(strand)
    return (x, row), straight_to


def ends_of(strand: Strand) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where a strand begins and ends."""
    numbers = numbers_of(strand)
    return (numbers[0], numbers[1]), (numbers[-1], numbers[-2] if "C" in strand.path else numbers[1])


def words_of(place: Across) -> set[tuple[int, int]]:
    """The cells that the words of a station take, as numbers of columns and of halves of rows."""
    first = place.track - (place.side == "before")
    below = range(2 * place.row + 1, 2 * (place.row + place.rows))
    above = range(2 * (place.row - place.rows + 1), 2 * place.row + 1)
    halves = {"below": below, "aside": range(2 * place.row, 2 * place.row + 2)}.get(place.side, above)
    return {(track, half) for track in range(first, first + place.tracks) for half in halves}


def test_without_an_order_there_is_nothing_to_draw() -> None:
    """No station, or only such as have no place: no strand, no track, and all stand apart."""
    for count in (0, 1, 40):
        drawing = course_drawing([()] * count)
        assert (drawing.read, drawing.strands, drawing.tracks, drawing.rows) == ((), (), (), 0)
        assert drawing.apart == tuple(range(count))


@pytest.mark.parametrize("before", orders())
def test_the_order_is_kept(before: Sequence[tuple[int, ...]]) -> None:
    """In both arrangements what came before stands further left and further up; every station is drawn or stands apart."""
    drawing = course_drawing(before)
    assert sorted((*drawing.read, *drawing.apart)) == list(range(len(before)))
    at = {number: place for place, number in enumerate(drawing.read)}
    for number in drawing.read:
        for other in before[number]:
            assert at[other] < at[number]
            if drawing.tracks:
                assert drawing.across[other].x + min(COLUMN, STEM + BEND) <= drawing.across[number].x


@pytest.mark.parametrize("before", orders())
def test_no_two_stations_have_one_place(before: Sequence[tuple[int, ...]]) -> None:
    """Neither they nor the words below them lie on each other, nor on a strand that passes in another row."""
    drawing = course_drawing(before)
    taken = [cell for place in drawing.across.values() for cell in words_of(place)]
    assert len(taken) == len(set(taken))
    assert all(0 <= track < len(drawing.tracks) and 0 <= half < 2 * drawing.rows for track, half in taken)
    for strand in drawing.strands:
        start, straight_to = straight_part(strand)
        for place in drawing.across.values():
            passed = start[0] < place.x and place.x + COLUMN <= straight_to
            assert not (passed and (place.track, 2 * int(start[1])) in words_of(place) and place.row != int(start[1]))
        if "C" in strand.path:
            ends = numbers_of(strand)
            assert ends[-1] - straight_to == BEND
            assert ends[-1] - ends[-3] == TAIL


@pytest.mark.parametrize("before", orders())
def test_every_strand_goes_from_station_to_station(before: Sequence[tuple[int, ...]]) -> None:
    """From left to right a strand begins and ends at a station; from top to bottom its rails meet from row to row."""
    drawing = course_drawing(before)
    pairs = sorted((other, number) for number in drawing.read for other in before[number])
    if drawing.tracks:
        place = {(float(at.x), at.row + 0.5): number for number, at in drawing.across.items()}
        lines = [ends_of(strand) for strand in drawing.strands]
        # A strand may end where others begin.
        stems = {end: start for start, end in lines if end not in place}
        ends = [(place[stems.get(start, start)], place[end]) for start, end in lines if end in place]
        assert sorted(ends) == pairs
        assert {start for start, _ in lines} <= {*place, *stems}
    rows = [drawing.down[number] for number in drawing.read]
    for above, below in pairwise(rows):
        leaving = {rail.end for rail in above.rails if rail.part != "top"}
        assert leaving == {rail.start for rail in below.rails if rail.part != "rest"}
    assert all(row.lanes > max([row.lane, *(max(rail.start, rail.end) for rail in row.rails)]) for row in rows)


def test_branches_are_drawn_alike() -> None:
    """Of several that followed in no known order none goes on with the cord; downwards all are at its side."""
    drawing = course_drawing(FAN)
    assert [drawing.across[number].row for number in (1, 2, 3, 4)] == [1, 0, 1, 2]
    assert [drawing.down[number].lane for number in (0, 1, 2, 3, 4)] == [0, 0, 1, 1, 1]
    assert [strand.cord for strand in drawing.strands] == [True, False, False, False, True]
    assert drawing.forks == {1}
    assert drawing.down[4].rails == (Rail(0, 1, "top", cord=False),)
    assert drawing.down[3].rails == (Rail(0, 1, "top", cord=False), Rail(0, 0, "whole", cord=False))


def test_the_cord_goes_on_to_what_came_after_its_branches() -> None:
    """A branch is read before the station at which the cord goes on, and stands at the cord's side."""
    drawing = course_drawing([(), (0,), (0,), (2,), (3,)])
    assert drawing.read == (0, 1, 2, 3, 4)
    assert [drawing.down[number].lane for number in drawing.read] == [0, 1, 0, 0, 0]


@pytest.mark.parametrize("before", orders())
def test_what_is_too_long_is_drawn_downwards_only(before: Sequence[tuple[int, ...]]) -> None:
    """From left to right each station has at least its share of the width, or there is no such drawing."""
    drawing = course_drawing(before)
    assert drawing.width <= WIDEST
    assert bool(drawing.tracks) == bool(drawing.across)
    assert set(drawing.down) == set(drawing.read)
    for place in drawing.across.values():
        first = place.track - (place.side == "before")
        assert sum(drawing.tracks[first : first + place.tracks]) >= COLUMN


def test_versions_have_room_side_by_side_with_their_words() -> None:
    """The column of a station with several versions is wider than those beside it."""
    drawing = course_drawing(line(3), [1])
    assert drawing.tracks == (COLUMN, VERSIONS, COLUMN)
    assert [drawing.across[number].x for number in range(3)] == [0, COLUMN, COLUMN + VERSIONS]


def test_words_before_a_fork_stand_below_and_above_the_cord_in_turn() -> None:
    """Nothing else is there; each has the room of two columns up to the next on its side, and the last ends at its mark."""
    drawing = course_drawing([(), (0,), (1,), (2,), (3,), (4,), (5,), (6,), (6,), (6,)], [1])
    places = [drawing.across[number] for number in range(7)]
    assert [place.side for place in places] == ["above", "below", "above", "below", "above", "below", "before"]
    assert [place.tracks for place in places] == [2, 2, 2, 2, 1, 2, 1]
    assert drawing.tracks[:8] == (COLUMN,) * 6 + (STEM, BEND)
    assert [strand.path for strand in drawing.strands if strand.cord][-1] == "M600 1.5H624"
    assert {place.side for place in course_drawing(FAN[:4]).across.values()} == {"below", "aside"}


def test_forty_stations_in_a_row() -> None:
    """They are one line from top to bottom, on the cord."""
    drawing: CourseDrawing = course_drawing(line(40))
    assert not drawing.tracks
    assert drawing.read == tuple(range(40))
    assert {down.lane for down in drawing.down.values()} == {0}
