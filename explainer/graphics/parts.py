"""The geometry of one bar: the parts of a whole in percent of its length, so that it fits any width."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from explainer.graphics.labels import text_width

WIDE, NARROW = 860, 280
"""The least length of a bar, in pixels, in which parts have labels, and of one on a narrow screen."""

SIZE = 14
"""The size of the letters of labels, in pixels."""

ROOM = 12
"""Between the edge of a part, or a line in it, and its label, in pixels."""

Lines = Sequence[str]
"""The lines of a label."""


class Segment(NamedTuple):
    """A part of the bar, in percent; where its labels begin that fit into it: the long one, and the short ones, else None.

    `wide` is the place of the short label where labels are wide and the long one does not fit, `narrow` elsewhere.
    """

    start: float
    length: float
    long: float | None
    wide: float | None
    narrow: float | None


def bar(
    whole: Decimal, parts: Sequence[tuple[Decimal, Lines, Lines]], mark: float | None = None
) -> tuple[Segment, ...]:
    """Parts one after the other, each given as its number and its long and short label; labels keep off a `mark`, in percent."""
    found, at = [], Decimal(0)
    for number, long, short in parts:
        start, end = (percent(each, whole) for each in (at, at + number))
        whole_label = _place(start, end, long, WIDE, mark)
        wide = _place(start, end, short, WIDE, mark) if whole_label is None else None
        found.append(Segment(start, round(end - start, 2), whole_label, wide, _place(start, end, short, NARROW, mark)))
        at += number
    return tuple(found)


def _place(start: float, end: float, lines: Lines, length: float, mark: float | None) -> float | None:
    """Where a label begins in a part of a bar of this length, in percent: at its start, or else behind the mark."""
    needed = 100 * (max((text_width(line, SIZE) for line in lines), default=0) + 2 * ROOM) / length
    if mark is not None and start < mark < min(start + needed, end):
        start = mark
    return start if end - start >= needed else None


def percent(number: Decimal, whole: Decimal) -> float:
    """A number in percent of a whole."""
    return round(float(100 * number / whole), 2)
