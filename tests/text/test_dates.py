"""Dates and their precision."""

from __future__ import annotations

import pytest

from explainer.text.dates import brief_date, display_date, moment_keys, parse_edtf


@pytest.mark.parametrize(
    ("text", "time", "shown"),
    [
        ("2024", None, "2024"),
        ("2024-11", None, "November 2024"),
        ("2024-11-27", "evening", "27 November 2024, evening"),
        ("2022~", None, "about 2022"),
        ("2024-11-27/2024-11-28", None, "27–28 November 2024"),
        ("2024-11-30/2024-12-01", None, "30 November 2024 – 1 December 2024"),
        ("2017/2025", None, "2017 – 2025"),
    ],
)
def test_display(text: str, time: str | None, shown: str) -> None:
    """A date is shown as exactly as it is known, and is written back as it was read."""
    assert display_date(parse_edtf(text), time) == shown
    assert str(parse_edtf(text)) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [("2019-01/2019-11", "Jan–Nov 2019"), ("2021", "2021"), ("2021-11/2022-02", "Nov 2021–Feb 2022")],
)
def test_brief(text: str, shown: str) -> None:
    """Where there is little room months are cut to three letters."""
    assert brief_date(parse_edtf(text)) == shown


@pytest.mark.parametrize("text", ["", "24", "2024-1-1", "2024-13", "2024-02-30", "2024/", "27.11.2024", "2024-11-27T10:00", "٢٠٢٤"])  # fmt: skip
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
