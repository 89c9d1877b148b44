"""The numbers of a whole and its parts."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from explainer.content.content import Content
from explainer.content.records import Figure, Whole


class Shares(NamedTuple):
    """The exact numbers of the figures of a picture, by their ids, and what is left.

    `missing` is what the parts lack of what they make together, `rest` what that lacks of the whole; both are negative
    where the parts are too much. A figure that is unknown or not exact has no number.
    """

    numbers: Mapping[str, Decimal]
    missing: Decimal
    rest: Decimal


def shares_of(content: Content, whole: Whole) -> Shares:
    """The numbers of a picture of a whole."""
    numbers = {}
    for part in whole.figures:
        figure = content.records.get(part.figure)
        if isinstance(figure, Figure) and (number := exact_number(content, figure)) is not None:
            numbers[part.figure] = number
    parts = sum((numbers.get(part.figure, Decimal(0)) for part in whole.parts), Decimal(0))
    together = numbers.get(whole.together.figure, parts) if whole.together else parts
    return Shares(numbers, together - parts, numbers.get(whole.whole.figure, together) - together)


def exact_number(content: Content, figure: Figure) -> Decimal | None:
    """The number of a figure with its scale; None for a range, a percentage, or one with a qualifier."""
    if figure.value is None or figure.qualifier:
        return None
    key = content.reader_of_figure(figure).quantity_key(figure.value, figure.unit)
    return None if key.endswith("%") else Decimal(key)
