"""What of a source text is speech."""

from __future__ import annotations

import pytest

from explainer.text.reader import reader_of
from explainer.text.speech import speech


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("The town met. “We build,” said Finch.", ["“We build,”"]),
        ("'We build,' said Rill's friend.", ["'We build,'"]),
        ("“We build.\n“We sing.”\nSo it was.", ["“We build.\n“We sing.”"]),
        ("— We build,— said Finch with a smile. — We sing.", ["We build,—", "We sing."]),
        ("— We build,— all of us,— said Finch.", ["We build,— all of us,—"]),
        ("“We build,”— said Finch. — We sing.", ["“We build,”", "We sing."]),
        ("Finch is alone. The town - small - waits.", []),
        ("— We build “the bridge”,— quotes the office.\nIt rained.", ["We build “the bridge”,—"]),
    ],
)
def test_speech(text: str, spoken: list[str]) -> None:
    """Speech stands between marks or behind a dash that opens it; a reporter's words between are none."""
    assert [text[span.start : span.end].strip() for span in speech(text, reader_of("en"))] == spoken


def test_elisions_open_no_quotation() -> None:
    """The apostrophe of 'tis is none of a quotation, whatever marks follow."""
    text = "‘Tis the dogs’ bowl; rock 'n' roll; ‘so’"
    assert [text[start:end] for start, end in reader_of("en").quotations(text)] == ["‘so’"]
    assert reader_of("en").turning("far from being") == "far from"
    assert reader_of("en").turning("of the harbour") == ""


@pytest.mark.parametrize(
    ("heading", "given"),
    [
        ("Address by Mayor Rill at the opening", True),
        ("REMARKS OF MAYOR RILL", True),
        ("TEXT OF MAYOR TOMAS RILL’S SHORT HARBOUR SPEECH", True),
        ("Mayor Rill’s Speech", True),
        ("Mayor Rill listens", False),
    ],
)
def test_a_heading_says_who_gave_a_speech(heading: str, *, given: bool) -> None:
    """In the usual forms of headings, whatever their letters."""
    pattern = reader_of("en").speech_of(("Tomas Rill", "Rill"))
    assert pattern is not None
    assert (pattern.search(heading) is not None) == given
