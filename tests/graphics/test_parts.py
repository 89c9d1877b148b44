"""Parts lie one after the other along a bar, as long as they are; a label stands where it fits."""

from __future__ import annotations

from decimal import Decimal

import pytest

from explainer.graphics.labels import text_width
from explainer.graphics.parts import NARROW, ROOM, SIZE, WIDE, bar, percent


def test_parts_in_percent() -> None:
    """Each begins where the one before ends, and the last one ends with the whole."""
    drawn = bar(Decimal(2000), [(Decimal(number), (), ()) for number in (1200, 590, 210)])
    assert [(part.start, part.length) for part in drawn] == [(0, 60), (60, 29.5), (89.5, 10.5)]


def test_rounding_leaves_no_gap() -> None:
    """Of thirds, the ends of neighbours are the same."""
    drawn = bar(Decimal(3), [(Decimal(1), (), ())] * 3)
    assert [(part.start, part.length) for part in drawn] == [(0, 33.33), (33.33, 33.34), (66.67, 33.33)]


@pytest.mark.parametrize("number", range(1, 100, 3))
def test_labels_fit(number: int) -> None:
    """A part has the long label if its longer line fits into it in the shortest wide bar, else the short one, if that does."""
    long, short = ("against", "2,045,271 votes"), ("against", "17%")
    (part,) = bar(Decimal(100), [(Decimal(number), long, short)])
    room = {lines: text_width(lines[at], SIZE) + 2 * ROOM for lines, at in ((long, 1), (short, 0))}
    fits = room[long] <= number * WIDE / 100
    assert (part.long is not None) == fits
    assert (part.wide is not None) == (not fits and room[short] <= number * WIDE / 100)
    assert (part.narrow is not None) == (room[short] <= number * NARROW / 100)


def test_labels_keep_off_a_mark() -> None:
    """A label that a line would cross begins behind it, where the rest of the part has room."""
    lines = ("against", "17%")
    whole = Decimal(1000)
    parts = [(Decimal(450), (), ()), (Decimal(170), lines, lines)]
    (_, clear), (_, moved) = bar(whole, parts), bar(whole, parts, 50)
    assert (clear.long, moved.long) == (45, 50)
    assert bar(whole, parts, 45.1)[1].long == 45.1
    assert bar(whole, parts, 57)[1].long == 45
    (_, tight) = bar(whole, [(Decimal(450), (), ()), (Decimal(110), lines, lines)], 50)
    assert tight.long is None


def test_percent() -> None:
    """Two decimals are kept."""
    assert percent(Decimal(7820204), Decimal(12284487)) == 63.66
