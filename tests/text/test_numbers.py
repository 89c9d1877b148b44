"""Quotation marks in running text, numbers in our own."""

from __future__ import annotations

import pytest

from explainer.text.numbers import quotations, with_noun


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('he said “yes” and "no"', ["“yes”", '"no"']),
        ("«да», „ja“, ‹oui›", ["«да»", "„ja“", "‹oui›"]),
        ("the town's ‘bridge’ isn't 'open'", ["‘bridge’", "'open'"]),
        ("don’t, Putin’s, the players' ball", []),
        ('an "open mark', ['"']),
        ("❝we❞ and ❛you❜, ‚he‘, ``she''", ["❝we❞", "❛you❜", "‚he‘", "``she''"]),
    ],
)
def test_quotations(text: str, found: list[str]) -> None:
    """Text in quotation marks is found, apostrophes are not, and an unpaired mark stands for itself."""
    assert [text[start:end] for start, end in quotations(text)] == found


def test_one_citation_of_one_source() -> None:
    """What a good build says of itself counts in the singular where there is one."""
    assert (with_noun(1, "source"), with_noun(2, "source"), with_noun(0, "source")) == (
        "1 source",
        "2 sources",
        "0 sources",
    )
