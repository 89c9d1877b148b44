"""Dates and their precision."""

from __future__ import annotations

import pytest

from explainer.text.dates import moment_keys, parse_edtf
from explainer.text.reader import reader_of


@pytest.mark.parametrize("text", ["", "24", "2024-1-1", "2024-13", "2024-02-30", "2024/", "27.11.2024", "0000", "0000-05", "2024-11-27T10:00", "٢٠٢٤"])  # fmt: skip
def test_refused(text: str) -> None:
    """What is not such a date is refused with a sentence."""
    with pytest.raises(ValueError, match=r"^'"):
        parse_edtf(text)


def test_order() -> None:
    """Coarse dates sort at their first possible day."""
    texts = ["2024-11-27", "2024", "2024-11", "2023-12-31", "2024-11-27/2024-11-28"]
    ordered = sorted(texts, key=lambda text: parse_edtf(text).sort_key())
    assert ordered == ["2023-12-31", "2024", "2024-11", "2024-11-27", "2024-11-27/2024-11-28"]


def test_keys_and_precision() -> None:
    """Each known part has the key that shows it in a text."""
    moment = parse_edtf("2024-11-27").start
    assert moment_keys(moment) == {"year": "2024", "month": "month:11", "day": "date:11-27"}
    assert [parse_edtf(text).start.precision for text in ("2024", "2024-11", "2024-11-27")] == ["year", "month", "day"]


@pytest.mark.parametrize("words", ["by 2027", "by the end of 2027", "until the end of March 2027", "by mid-2027"])
def test_a_deadline_has_no_known_beginning(words: str) -> None:
    """With or without an article before the part of the period that it is."""
    (date,) = reader_of("en").dates(f"The wall is to stand {words}.")
    assert date.open
