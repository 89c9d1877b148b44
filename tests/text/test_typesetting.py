"""What belongs together stays on one line."""

from __future__ import annotations

import pytest

from explainer.text.typesetting import held_together


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("on 27 November, late", "on 27\u00a0November, late"),
        ("close to 30 billion dollars", "close to 30\u00a0billion dollars"),
        ("in 2024 and 1 100 more", "in 2024 and 1 100 more"),
        ("A-12 bombers", "A-12 bombers"),
    ],
)
def test_numbers_and_words(text: str, held: str) -> None:
    """A number of one or two digits is held together with the word after it, and nothing else is."""
    assert held_together(text) == held
