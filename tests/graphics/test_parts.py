"""Parts lie one after the other along a bar, as long as they are; a label stands where it fits."""

from __future__ import annotations

from decimal import Decimal

import pytest

from explainer.graphics.labels import text_width
from explainer.graphics.parts import SIZE, WIDE, bar, percent


def test_parts_in_percent() -> None:
    """Each begins where the one before ends, and the last one ends with the whole."""
    drawn = bar(Decimal(2000), [(Decimal(1200), ("a",)), (Decimal(590), ("b",)), (Decimal(210), ("c",))])
    assert [(part.start, part.length) for part in drawn] == [(0, 60), (60, 29.5), (89.5, 10.5)]


def test_rounding_leaves_no_gap() -> None:
    """Of thirds, the ends of neighbours are the same."""
    drawn = bar(Decimal(3), [(Decimal(1), ())] * 3)
    assert [(part.start, part.length) for part in drawn] == [(0, 33.33), (33.33, 33.34), (66.67, 33.33)]


@pytest.mark.parametrize("number", range(1, 100, 3))
def test_labels_fit(number: int) -> None:
    """A part has a label only if its longer line fits into it in the shortest bar that has labels."""
    lines = ("against", "2,045,271 votes")
    (part,) = bar(Decimal(100), [(Decimal(number), lines)])
    assert part.labelled == (text_width(lines[1], SIZE) + 26 <= number * WIDE / 100)


def test_percent() -> None:
    """Two decimals are kept."""
    assert percent(Decimal(7820204), Decimal(12284487)) == 63.66
