"""The geometry of one bar: the parts of a whole in percent of its length, so that it fits any width."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from explainer.graphics.labels import text_width

WIDE = 860
"""The least length of a bar, in pixels, in which parts have labels."""

SIZE = 14
"""The size of the letters of labels, in pixels."""

_ROOM = 26


class Segment(NamedTuple):
    """A part of the bar, in percent: `labelled` if its label fits into it wherever labels are shown."""

    start: float
    length: float
    labelled: bool


def bar(whole: Decimal, parts: Sequence[tuple[Decimal, Sequence[str]]]) -> tuple[Segment, ...]:
    """Parts one after the other, each given as its number and the lines of its label."""
    found, at = [], Decimal(0)
    for number, lines in parts:
        start, end = (percent(each, whole) for each in (at, at + number))
        needed = max((text_width(line, SIZE) for line in lines), default=0) + _ROOM
        found.append(Segment(start, round(end - start, 2), (end - start) * WIDE / 100 >= needed))
        at += number
    return tuple(found)


def percent(number: Decimal, whole: Decimal) -> float:
    """A number in percent of a whole."""
    return round(float(100 * number / whole), 2)
