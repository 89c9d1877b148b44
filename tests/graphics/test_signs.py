"""As many signs are drawn as are counted, whole or in part, and what is in doubt is drawn as such."""

from __future__ import annotations

from decimal import Decimal

import pytest

from explainer.graphics.signs import MOST, PITCH, WIDTH, Number, signs_drawing


def exactly(number: str, **more: int) -> Number:
    """One number without a qualifier."""
    return Number(Decimal(number), Decimal(number), **more)  # type: ignore[arg-type]  # of a test


def test_a_sign_for_each() -> None:
    """What is counted apart comes first; the longest row says how wide the grid is."""
    drawing = signs_drawing([exactly("20"), exactly("19", apart=1), exactly("20", apart=1), exactly("3", open=True)])
    assert drawing.each == 1
    assert drawing.rows == (
        (("sure", 0, 552),),
        (("apart", 0, 20), ("sure", 28, 524)),
        (("apart", 0, 20), ("sure", 28, 552)),
        (("open", 0, 76),),
    )
    assert (drawing.columns, drawing.width) == (21, 20 * PITCH + WIDTH)


def test_what_a_qualifier_leaves_open() -> None:
    """The last sign of ten for "nearly" and "about", at least one; one more for "over"; what is between the ends of a range."""
    number = Decimal(20)
    less, about, more, between = (
        Number(number, number, "less"),
        Number(number, number, "about"),
        Number(number, number, "more"),
        Number(Decimal(18), number),
    )
    assert signs_drawing([less, about, more, between]).rows == (
        (("sure", 0, 496), ("doubt", 504, 48)),
        (("sure", 0, 496), ("doubt", 504, 48)),
        (("sure", 0, 552), ("doubt", 560, 20)),
        (("sure", 0, 496), ("doubt", 504, 48)),
    )
    (few,) = signs_drawing([Number(Decimal(3), Decimal(3), "about")]).rows
    assert few == (("sure", 0, 48), ("doubt", 56, 20))


@pytest.mark.parametrize(
    ("highest", "each"), [("1", 1), ("24", 1), ("25", 2), ("48", 2), ("49", 5), ("400", 20), ("24000", 1000), ("7820204", 500000)]
)  # fmt: skip
def test_many(highest: str, each: int) -> None:
    """Of more than a row holds, one sign stands for a round number."""
    drawing = signs_drawing([exactly(highest)])
    assert drawing.each == each
    assert drawing.columns <= MOST


def test_a_part_of_a_sign() -> None:
    """What is left over is as much of a sign as it is of what one stands for; nothing apart is drawn where one is many."""
    drawing = signs_drawing([exactly("400"), exactly("385", apart=1), Number(Decimal(390), Decimal(390), "less")])
    assert drawing.rows == ((("sure", 0, 552),), (("sure", 0, 537),), (("sure", 0, 496), ("doubt", 504, 38)))


def test_nothing() -> None:
    """A row of none has no sign, and no rows have no columns."""
    assert signs_drawing([exactly("0"), Number(Decimal(0), Decimal(0), "about")]).rows == ((), ())
    assert signs_drawing([]).columns == 0
