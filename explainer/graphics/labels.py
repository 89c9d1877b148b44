"""Placement of the names of points on a drawing, so that none covers another, a point, or the edge."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, pairwise

MAX_STEPS = 3_000
"""Number of positions tried before a drawing counts as too crowded."""

_NARROW, _WIDE = frozenset("fijlrtI.,:;'’-|()[] 1"), frozenset("mwMWQOжшщюфЖШЩЮФМ—@")


Line = tuple[float, float, float, float]
"""A line segment from (x1, y1) to (x2, y2)."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """True if the two share more than an edge."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def grown(self, by: float) -> Box:
        """A box that is larger by so much on each side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def within(self, other: Box) -> bool:
        """True if no part of it lies outside the other."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True, slots=True)
class Label:
    """A name in its place: `x` and `y` of its first baseline at the anchor (`start`, `middle` or `end`).

    `box` holds the text in any usual sans-serif face of this size or a smaller one; `leader` is the line
    (x1, y1, x2, y2) to its point where that is not next to it.
    """

    text: str
    x: float
    y: float
    anchor: str
    box: Box
    leader: Line | None = None


APART = 4
"""What lies at least between two names, in units of the drawing."""

LINE = 1.15
"""The distance of two lines of a label, in sizes of its text."""


def text_width(text: str, size: float) -> float:
    """An upper bound of the width of a text, which may have several lines, in any usual sans-serif face."""
    return max(_line_width(line, size) for line in text.split("\n"))


def _line_width(text: str, size: float) -> float:
    # `sum` adds fractions in another way from Python 3.12 on.
    widths = (0.42 if c in _NARROW else 0.95 if c in _WIDE else 0.74 if c.isupper() else 0.62 for c in text)
    return size * math.fsum(widths)


@lru_cache(maxsize=8)
def place_labels(
    points: tuple[tuple[float, float, str], ...],
    size: float,
    radius: float,
    frame: Box,
    lines: tuple[Line, ...] = (),
    *,
    crossing: bool = True,
) -> tuple[Label, ...] | None:
    """A label for each (x, y, name), in their order; None if there is no room for all of them.

    Names avoid the `lines` of the drawing where they can, and always without `crossing`: a line that emerges from under a
    name seems to belong to it.

    The placement is the cheapest one found within `MAX_STEPS` by branch and bound, crowded points first; the same
    points give the same labels.
    """
    marks = [Box(x - radius, y - radius, x + radius, y + radius) for x, y, _ in points]
    free = [
        sorted(
            _priced(
                _positions(x, y, text, size, radius),
                marks[:index] + marks[index + 1 :],
                size,
                frame,
                lines,
                crossing=crossing,
            ),
            key=_first,
        )
        for index, (x, y, text) in enumerate(points)
    ]
    return _Search(free).best


class _Search:
    """Finds the cheapest choice of one label from each list such that no two clash; `best` is None if there is none.

    A set of labels is a number with a bit for each, those of one list next to each other and the cheapest first.
    """

    def __init__(self, lists: Sequence[Sequence[tuple[float, Label]]]) -> None:
        self.prices = [price for labels in lists for price, _ in labels]
        self.labels = [label for labels in lists for _, label in labels]
        ends = [0, *accumulate(map(len, lists))]
        self.own = [(1 << end) - (1 << start) for start, end in pairwise(ends)]
        self.steps = 0
        self.least = math.inf
        self.best: tuple[Label, ...] | None = None
        self._settle((1 << ends[-1]) - 1, {}, 0)

    def _clear_of(self, at: int, free: int) -> int:
        """Those of the free labels that do not clash with one."""
        label, kept = self.labels[at], 0
        while free:
            other = _lowest(free)
            free &= free - 1
            if not _clash(label, self.labels[other]):
                kept |= 1 << other
        return kept

    def _settle(self, free: int, chosen: dict[int, int], cost: float) -> None:
        """Try every free label of the point that has the fewest; stop where the result cannot become cheaper."""
        if len(chosen) == len(self.own):
            self.least = cost
            self.best = tuple(self.labels[chosen[point]] for point in range(len(self.own)))
            return
        left = {point: own & free for point, own in enumerate(self.own) if point not in chosen}
        bound = cost + math.fsum(self.prices[_lowest(mask)] for mask in left.values() if mask)
        point = min(left, key=lambda point: (left[point].bit_count(), point))
        mask = left[point]
        base = bound - self.prices[_lowest(mask)] if mask else math.inf
        while mask and self.steps < MAX_STEPS:
            self.steps += 1
            at = _lowest(mask)
            if base + self.prices[at] >= self.least:
                return
            rest = self._clear_of(at, free & ~self.own[point])
            self._settle(rest, {**chosen, point: at}, cost + self.prices[at])
            mask &= mask - 1


def _lowest(mask: int) -> int:
    """The place of the lowest bit that is set."""
    return (mask & -mask).bit_length() - 1


def _first(priced: tuple[float, Label]) -> float:
    return priced[0]


def _priced(
    positions: Iterable[tuple[float, Label]],
    others: Sequence[Box],
    size: float,
    frame: Box,
    lines: Sequence[Line],
    *,
    crossing: bool,
) -> Iterator[tuple[float, Label]]:
    """The positions in the frame that touch no other point, with their costs: higher on a line, or near another point."""
    for price, label in positions:
        if label.box.within(frame) and not any(
            label.box.overlaps(mark) or crosses(label.leader, mark) for mark in others
        ):
            around = label.box.grown(size * 0.75)
            doubt = 6 if label.leader else 12  # without a line, a reader assumes the nearest point
            crossed = any(crosses(line, label.box) for line in lines)
            if crossing or not crossed:
                cost = price + doubt * sum(around.overlaps(mark) for mark in others) + 5 * crossed
                # Beyond an outline a name seems to be that of something there.
                yield cost + 10 * any(_cuts(line, label.leader) for line in lines), label


def _positions(x: float, y: float, text: str, size: float, radius: float) -> Iterator[tuple[float, Label]]:
    """Positions for a name with their costs: next to its point, above, below, diagonal, further off with a line."""
    width, gap = text_width(text, size), radius + size * 0.3
    # Beside its point, with the first or the last line level with it.
    for price, dx in ((0.5, 1), (1.5, -1)) if "\n" in text else ():
        level = _label(text, x + dx * gap, y, dx, 0, width, size)
        off = size * LINE * text.count("\n") / 2
        for dy in (off, -off):
            box = Box(level.box.left, level.box.top + dy, level.box.right, level.box.bottom + dy)
            yield price, replace(level, y=round(level.y + dy, 1), box=box)
    for price, dx, dy in ((0, 1, 0), (1, -1, 0), (2, 0, -1), (2, 0, 1), (3, 1, -1), (3, 1, 1), (3, -1, -1), (3, -1, 1)):
        reach = gap * 0.75 if dx and dy else gap
        yield price, _label(text, x + dx * reach, y + dy * reach, dx, dy, width, size)
    for lines in (0.8, 1.6, 2.4, 4):
        for dx, dy in ((1, -1), (1, 1), (-1, -1), (-1, 1), (0, -1), (0, 1)):
            far_x, far_y = x + dx * (gap + size * 0.5 * lines), y + dy * (gap + size * lines)
            leader = (x + dx * radius, y + dy * radius, far_x - dx * size * 0.1, far_y - dy * size * 0.05)
            yield 5 + 2 * lines, _label(text, far_x, far_y, dx, dy, width, size, leader)


def _label(
    text: str, x: float, y: float, dx: int, dy: int, width: float, size: float,
    leader: Line | None = None,
) -> Label:  # fmt: skip
    """The label whose edge or corner nearest to its point lies at (x, y)."""
    height = size * (1 + LINE * text.count("\n"))
    left = x if dx > 0 else x - width if dx < 0 else x - width / 2
    top = y - height / 2 if not dy else y if dy > 0 else y - height
    anchor = {1: "start", 0: "middle", -1: "end"}[dx]
    box = Box(left, top, left + width, top + height)
    return Label(text, round(x, 1), round(top + size * 0.78, 1), anchor, box, leader)


def _air(box: Box) -> Box:
    """The box of a text with the margin that a line must leave, so that it is not read as part of the text."""
    return box.grown((box.bottom - box.top) * 0.2)


def _clash(label: Label, other: Label) -> bool:
    return (
        label.box.grown(APART).overlaps(other.box)
        or crosses(label.leader, _air(other.box))
        or crosses(other.leader, _air(label.box))
    )


def _near(line: Line, box: Box) -> bool:
    """False for most lines that do not cross a box: a fast test before the exact one."""
    x1, y1, x2, y2 = line
    return (
        (x1 < box.right or x2 < box.right)
        and (x1 > box.left or x2 > box.left)
        and (y1 < box.bottom or y2 < box.bottom)
        and (y1 > box.top or y2 > box.top)
    )


def _cuts(line: Line, other: Line | None) -> bool:
    """True if two line segments cross: the ends of each lie on both sides of the other."""
    if other is None or not _near(line, Box(*_corners(other))):
        return False
    (x1, y1, x2, y2), (u1, v1, u2, v2) = line, other
    here, there = ((x2 - x1) * (v - y1) - (y2 - y1) * (u - x1) for u, v in ((u1, v1), (u2, v2)))
    start, end = ((u2 - u1) * (y - v1) - (v2 - v1) * (x - u1) for x, y in ((x1, y1), (x2, y2)))
    return here * there < 0 and start * end < 0


def _corners(line: Line) -> tuple[float, float, float, float]:
    """The left, top, right and bottom of a line segment."""
    x1, y1, x2, y2 = line
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def crosses(line: Line | None, box: Box) -> bool:
    """True if a line enters a box, by the Liang-Barsky algorithm."""
    if line is None or not _near(line, box):
        return False
    x1, y1, x2, y2 = line
    enter, leave = 0.0, 1.0
    for delta, near, far in ((x2 - x1, box.left - x1, box.right - x1), (y2 - y1, box.top - y1, box.bottom - y1)):
        if delta == 0:
            if near >= 0 or far <= 0:
                return False
        else:
            first, second = sorted((near / delta, far / delta))
            enter, leave = max(enter, first), min(leave, second)
    return enter < leave
