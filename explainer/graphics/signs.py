"""The geometry of counted signs: a row for each number, as many signs in it as it says, all rows on one grid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import count
from typing import NamedTuple

MOST = 24
"""The greatest number of signs of a row, those drawn apart not counted; of more, one sign stands for several."""

PITCH, WIDTH, HEIGHT = 28, 20, 26
"""From one sign to the next, and the size of a sign, in pixels where there is room; on a narrow screen all are smaller."""


class Number(NamedTuple):
    """What a row counts: both ends of a range, what its qualifier leaves open, and how many are drawn apart.

    `end` is exact, less, more or about; an `open` number is that of what is only announced.
    """

    low: Decimal
    high: Decimal
    end: str = "exact"
    apart: int = 0
    open: bool = False


class Run(NamedTuple):
    """Signs of one kind side by side, in pixels: `apart`, `sure`, `open` or `doubt`; the last may be cut."""

    kind: str
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class SignsDrawing:
    """Rows of signs on a grid of so many columns; each sign stands for `each`."""

    each: int
    columns: int
    rows: tuple[tuple[Run, ...], ...]

    @property
    def width(self) -> int:
        """Of each row, in pixels."""
        return self.columns * PITCH - (PITCH - WIDTH)


def signs_drawing(numbers: Sequence[Number]) -> SignsDrawing:
    """The signs of numbers, one row for each."""
    each = _each(max((number.high for number in numbers), default=Decimal(1)))
    rows = tuple(tuple(_runs(number, each)) for number in numbers)
    end = max((run.x + run.width for row in rows for run in row), default=0)
    return SignsDrawing(each, -(-end // PITCH), rows)


def _each(highest: Decimal) -> int:
    """The least of 1, 2, 5, 10, 20 … of which as many as a row holds are not fewer than a number."""
    steps = (int(Decimal(n).scaleb(power)) for power in count() for n in (1, 2, 5))
    return next(step for step in steps if highest <= MOST * step)


def _runs(number: Number, each: int) -> Iterator[Run]:
    """What is counted apart comes first, what is in doubt last.

    Of a range that is the part between its ends; of a number with a qualifier the last sign of ten, or one more than it says.
    """
    at = 0.0
    low, high = (float(end / each) for end in (number.low, number.high))
    if low == high:
        if number.end == "more":
            high = low + 1
        elif number.end != "exact":
            signs = -(-low // 1)
            low = max(signs - max(signs // 10, 1), 0)
    apart = number.apart if each == 1 else 0
    lengths: Iterable[tuple[str, float]] = (
        ("apart", apart),
        ("open" if number.open else "sure", low),
        ("doubt", high - low),
    )
    for kind, length in lengths:
        if length > 0:
            end = _x(at + length)
            yield Run(kind, _x(at), end - _x(at) - (0 if end % PITCH else PITCH - WIDTH))
        at += length


def _x(signs: float) -> int:
    """Where so many signs end: behind the gap after the last whole one, or within the next."""
    whole = int(signs)
    return whole * PITCH + round((signs - whole) * WIDTH)
