"""The geometry of a course of events: which station stands where, and the strands of a cord between them.

Two arrangements, since one cannot serve a wide screen and a narrow one: from left to right, in columns and rows, and
from top to bottom, in lanes. Distance along the cord means order, not time. Sizes follow from the text, which wraps: the
columns are shares of the width, the rows are of one height, and a strand is drawn to the same shares.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

COLUMN, VERSIONS, BRANCHES, STEM, BEND, TAIL = 100, 150, 225, 24, 56, 12
"""Shares of the width: of a station with its words below it, of one with several versions there, of one with its words at its
side, of what goes on from a station to where strands part, of a strand that bends, and of its straight end."""

WIDEST = 1150
"""The sum of shares up to which words have room from left to right; a longer course is drawn from top to bottom only."""


class Across(NamedTuple):
    """The place of a station from left to right: its column and row, from 0, as tracks of a grid, and `x` in shares.

    `side` is where its words stand; `before` is above, in the column before it and up to its mark. `rows` is how many rows they
    may take, of the row of the station the half on that side, and `tracks` how many columns.
    """

    track: int
    row: int
    x: int
    side: Literal["aside", "below", "above", "before"] = "below"
    rows: int = 1
    tracks: int = 1


class Strand(NamedTuple):
    """A strand from left to right as an SVG path, in shares of the width and rows; `cord` if it is of the longest line.

    It goes from one station to another. Where several strands leave the longest line, one goes to where they part, and they
    go on from there.
    """

    path: str
    cord: bool


class Rail(NamedTuple):
    """A strand in a row from top to bottom, from one lane to another.

    `part` is what it takes of the row: its `whole` height, that from its `top` to the station, or from there on (`rest`).
    """

    start: int
    end: int
    part: Literal["whole", "top", "rest"]
    cord: bool


class Down(NamedTuple):
    """The place of a station from top to bottom: its lane, the number of lanes that its row takes, and what passes there."""

    lane: int
    lanes: int
    rails: tuple[Rail, ...]


@dataclass(frozen=True, slots=True)
class CourseDrawing:
    """The stations that have a place in the order, as numbers, in the order in which they are read, and those without one.

    `forks` are those that several others followed, in no known order. `tracks` are shares of the width, empty if there are too
    many of them, and `rows` the number of rows.
    """

    read: tuple[int, ...]
    apart: tuple[int, ...]
    forks: frozenset[int]
    across: Mapping[int, Across]
    down: Mapping[int, Down]
    strands: tuple[Strand, ...]
    tracks: tuple[int, ...]
    rows: int

    @property
    def width(self) -> int:
        """The sum of the shares."""
        return sum(self.tracks)


def course_drawing(before: Sequence[Sequence[int]], versions: Collection[int] = ()) -> CourseDrawing:
    """The drawing of stations, given for each the numbers of those directly before it; none comes before itself.

    `versions` are the numbers of those with several versions.
    """
    return _Layout(before, versions).drawing()


class _Layout:
    """Works out both arrangements of one order."""

    def __init__(self, before: Sequence[Sequence[int]], versions: Collection[int]) -> None:
        self.before = before
        self.versions = versions
        self.after: list[list[int]] = [[] for _ in before]
        for number, earlier in enumerate(before):
            for other in earlier:
                self.after[other].append(number)
        self.placed = [number for number in range(len(before)) if before[number] or self.after[number]]

    def drawing(self) -> CourseDrawing:
        across, tracks, rows = self._across()
        read = self._read()
        fits = sum(tracks) <= WIDEST
        return CourseDrawing(
            read=tuple(read),
            apart=tuple(number for number in range(len(self.before)) if number not in self.placed),
            forks=frozenset(number for number in read if len(self.after[number]) > 1),
            across=across if fits else {},
            down=self._down(read),
            strands=tuple(self._strands(across)) if fits else (),
            tracks=tuple(tracks) if fits else (),
            rows=rows if fits else 0,
        )

    @cached_property
    def column(self) -> Mapping[int, int]:
        """How many stations are on the longest way to each."""
        found: dict[int, int] = {}
        for number in self._sorted():
            found[number] = max((found[other] + 1 for other in self.before[number]), default=0)
        return found

    @cached_property
    def left(self) -> Mapping[int, int]:
        """How many stations are on the longest way from each on."""
        found: dict[int, int] = {}
        for number in reversed(self._sorted()):
            found[number] = max((found[other] + 1 for other in self.after[number]), default=0)
        return found

    @cached_property
    def chains(self) -> list[list[int]]:
        """The stations in lines, each in order: the longest line first."""
        taken: set[int] = set()
        found = []
        for start in sorted(self.placed, key=lambda number: (self.column[number], -self.left[number], number)):
            line = []
            at: int | None = None if start in taken else start
            while at is not None:
                taken.add(at)
                line.append(at)
                free = [other for other in self.after[at] if other not in taken]
                longest = [other for other in free if self.left[other] == max(map(self.left.__getitem__, free))]
                # Of several that are equal the one in the middle goes straight on.
                at = longest[len(longest) // 2] if longest else None
            found += [line] if line else []
        return found

    @cached_property
    def cord(self) -> frozenset[int]:
        """The stations of the longest line."""
        return frozenset(self.chains[0] if self.chains else ())

    def _sorted(self, key: Callable[[int], tuple[int, ...]] = lambda number: (number,)) -> list[int]:
        """The stations with a place, each after those before it; of those that may come next, by a key."""
        found: list[int] = []
        waiting = set(self.placed)
        while waiting:
            found.append(min((each for each in waiting if waiting.isdisjoint(self.before[each])), key=key))
            waiting.remove(found[-1])
        return found

    def _across(self) -> tuple[dict[int, Across], list[int], int]:
        lane = self._lanes_across()
        used = sorted(set(lane.values()))
        row = {number: used.index(lane[number]) for number in self.placed}
        aside = {number for number in self.placed if not self.after[number] and len(used) > 1}
        bent = {
            self.column[number] for number in self.placed for other in self.before[number] if row[other] != row[number]
        }
        last = self._both_sides_free(row, aside, len(used))
        tracks: list[int] = []
        track, start = [], []
        for column in range(max(self.column.values(), default=-1) + 1):
            tracks += [BEND] if column in bent else []
            track.append(len(tracks))
            start.append(sum(tracks))
            here = {number for number in self.placed if self.column[number] == column}
            wide = here.intersection(self.versions) and not last
            tracks.append(
                BRANCHES if here & aside else STEM if last and column == last else VERSIONS if wide else COLUMN
            )
        across = {}
        for number in self.placed:
            column = self.column[number]
            place = Across(track[column], row[number], start[column])
            if number in aside:
                place = place._replace(side="aside")
            elif not last:
                place = place._replace(rows=self._free_below(number, row, len(used)))
            elif (last - column) % 2:
                place = place._replace(rows=len(used) - row[number], tracks=2)
            else:
                side: Literal["before", "above"] = "before" if column == last else "above"
                # The words of the last station take the column before it.
                tracks_above = 1 if column in (last, last - 2) else 2
                place = place._replace(side=side, rows=row[number] + 1, tracks=tracks_above)
            across[number] = place
        return across, tracks, len(used)

    def _both_sides_free(self, row: Mapping[int, int], aside: Collection[int], rows: int) -> int:
        """The last column of the cord before its end, if up to there nothing is above and below it, else 0.

        There words stand below and above it in turn, and have the room of two columns.
        """
        line = [number for number in self.placed if number not in aside]
        last = max((self.column[number] for number in line), default=0)
        alone = self.cord.issuperset(line) and all(self.column[number] > last for number in aside)
        return last if alone and line and 0 < row[line[0]] < rows - 1 else 0

    def _lanes_across(self) -> dict[int, int]:
        """The lanes of the lines: that of the longest is 0, the others lie above and below, no two in the same place."""
        lane: dict[int, int] = dict.fromkeys(self.cord, 0)
        middle = {self.column[number]: number for number in self.cord}
        taken: dict[int, list[tuple[int, int]]] = {0: [(0, max(middle, default=0))]}
        above = [line for line in self.chains[1:] if line[0] < middle.get(self.column[line[0]], -1)]
        below = [line for line in self.chains[1:] if line not in above]
        for lines, way in ((sorted(above, reverse=True), -1), (sorted(below), 1)):
            for line in lines:
                start, end = self._extent(line)
                free = way
                while any(first <= end and start <= last for first, last in taken.get(free, ())):
                    free += way
                taken.setdefault(free, []).append((start, end))
                lane |= dict.fromkeys(line, free)
        return lane

    def _extent(self, line: Sequence[int]) -> tuple[int, int]:
        """The first and the last column that a line takes, up to where it joins another."""
        joined = [self.column[other] - 1 for other in self.after[line[-1]]]
        return self.column[line[0]], max([self.column[line[-1]], *joined])

    def _free_below(self, number: int, row: Mapping[int, int], rows: int) -> int:
        """The number of rows from that of a station down to the next that something takes in its column."""
        column = self.column[number]
        below = [
            row[line[0]]
            for line in self.chains
            if row[line[0]] > row[number] and self._extent(line)[0] <= column <= self._extent(line)[1]
        ]
        return min(below, default=rows) - row[number]

    def _strands(self, across: Mapping[int, Across]) -> Iterator[Strand]:
        stems: dict[str, None] = {}
        for number in self.placed:
            for other in self.before[number]:
                start, end = across[other], across[number]
                x, part = start.x, end.x - BEND
                if other in self.cord and self._one_of_several(number):
                    stems[f"M{x} {start.row}.5H{part}"] = None
                    x = part
                path = f"M{x} {start.row}.5"
                if start.row != end.row:
                    bent = end.x - TAIL
                    middle = (part + bent) // 2
                    path += f"H{part}C{middle} {start.row}.5 {middle} {end.row}.5 {bent} {end.row}.5"
                yield Strand(f"{path}H{end.x}", self._is_cord(other, number))
        yield from (Strand(path, cord=True) for path in stems)

    def _is_cord(self, first: int, second: int) -> bool:
        """True for a strand of the longest line, but for the last of it where others go as far."""
        return first in self.cord and second in self.cord and not self._one_of_several(second)

    def _one_of_several(self, number: int) -> bool:
        """True for the end of a line that has others at its side, each as likely to have come next."""
        return not self.after[number] and any(len(self.after[other]) > 1 for other in self.before[number])

    def _read(self) -> list[int]:
        """The stations as they are read: side lines first, then the cord, which goes on to what came after."""
        part = {number: at for at, numbers in enumerate(self._parts()) for number in numbers}
        return self._sorted(
            lambda number: (part[number], number in self.cord and not self._one_of_several(number), number)
        )

    def _parts(self) -> list[set[int]]:
        """The stations in groups of those that strands connect, directly or indirectly."""
        found: list[set[int]] = []
        for line in self.chains:
            linked = {*line}.union(*(self.before[number] for number in line), *(self.after[number] for number in line))
            found = [*(group for group in found if group.isdisjoint(linked)),
                     linked.union(*(group for group in found if not group.isdisjoint(linked)))]  # fmt: skip
        return sorted(found, key=lambda group: (group.isdisjoint(self.cord), min(group)))

    def _down(self, read: Sequence[int]) -> dict[int, Down]:
        at = {number: place for place, number in enumerate(read)}
        lane = self._lanes_down(at)
        rails: list[list[Rail]] = [[] for _ in read]
        for number in read:
            for other in self.before[number]:
                start, end, cord = lane[other], lane[number], self._is_cord(other, number)
                rails[at[other]].append(Rail(start, start, "rest", cord))
                for place in range(at[other] + 1, at[number]):
                    rails[place].append(Rail(start, start, "whole", cord))
                rails[at[number]].append(Rail(start, end, "top", cord))
        return {
            number: Down(
                lane[number],
                max([lane[number], *(max(rail.start, rail.end) for rail in rails[at[number]])]) + 1,
                tuple(dict.fromkeys(rails[at[number]])),
            )
            for number in read
        }

    def _lanes_down(self, at: Mapping[int, int]) -> dict[int, int]:
        lane: dict[int, int] = {}
        taken: list[tuple[int, int, int]] = []
        for line in self.chains:
            main = [number for number in line if number in self.cord and not self._one_of_several(number)]
            rest = [number for number in line if number not in main]
            lane |= dict.fromkeys(main, 0)
            if rest:
                first = at[rest[0]]
                last = max([at[rest[-1]], *(at[other] for other in self.after[rest[-1]])])
                used = {where for where, start, end in taken if start <= last and first <= end}
                free = next(where for where in range(1, len(at) + 2) if where not in used)
                taken.append((free, first, last))
                lane |= dict.fromkeys(rest, free)
        return lane
