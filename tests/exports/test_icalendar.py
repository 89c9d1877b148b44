"""The calendar has times as exact as they are known, and no more."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from reading import entries
from samples import SAMPLE, Explainer

from explainer.exports.icalendar import calendar

LINE = "  time: evening\n"


def written(sample: Explainer, base_url: str = "") -> str:
    """The calendar file of an explainer."""
    return calendar(sample.data(), base_url)["calendar.ics"]().decode()


def test_a_clock_time_has_the_offset_of_its_day(sample: Explainer) -> None:
    """A clock time is one moment: in the summer of the miniature an hour ahead of UTC; its end is not made up."""
    sample.edit("facts/events.yaml", LINE, "  time: '19:30'\n")
    text = written(sample)
    event = entries(text)["opening"]
    assert event["DTSTART"].dt.astimezone(UTC) == datetime(2021, 6, 3, 18, 30, tzinfo=UTC)
    assert "DTEND" not in event
    assert "TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\n" in text
    assert "VTIMEZONE" not in written(Explainer(SAMPLE))


def test_without_an_offset_a_clock_time_is_a_day(sample: Explainer) -> None:
    """Where the offset of the day is not known, the entry is a whole day and its text has the clock time."""
    sample.edit("facts/events.yaml", LINE, "  time: '19:30'\n")
    sample.edit("site.yaml", '2020-10-25: "+00:00", 2021-03-28: "+01:00", ', "")
    event = entries(written(sample))["opening"]
    assert event["DTSTART"].dt == date(2021, 6, 3)
    assert str(event["DESCRIPTION"]).startswith("3 June 2021, 19:30. ")


def test_an_approximate_day_is_left_out(sample: Explainer) -> None:
    """An approximate date is not in the calendar."""
    sample.edit("facts/events.yaml", "date: 2021-06-03", "date: 2021-06-03~")
    assert set(entries(written(sample))) == {"flags-on-the-banks", "bridge-market", "ferry-passed-on"}
    assert "6 entries of the timeline" in written(sample).replace("\r\n ", "")


def test_lines_are_folded_and_end_as_the_format_has_it(sample: Explainer) -> None:
    """No line has more than 75 octets, none is cut within a character, each ends in CR LF."""
    long = "Ә日🌉 " * 60
    sample.edit("facts/events.yaml", "title: The bridge opens", f"title: The bridge {long}")
    data = calendar(sample.data())["calendar.ics"]()
    lines = data.split(b"\r\n")
    assert lines.pop() == b""
    assert max(map(len, lines)) <= 75
    assert max(map(len, lines)) > 70
    for line in lines:
        assert b"\n" not in line
        line.decode()
    assert str(entries(data.decode())["opening"]["SUMMARY"]) == f"The bridge {long}".strip()


def test_no_text_makes_a_line() -> None:
    """Line ends, separators and control characters in a text stay text: no property and no entry is added."""
    evil = "The bridge\r\nEND:VEVENT\nBEGIN:VEVENT\rUID:x\u2028ATTACH:y\u0085Z:1\x0bQ:1; , \\ opens"
    data = Explainer(SAMPLE).data()
    phases = {
        phase: tuple(fact.model_copy(update={"title": evil, "summary": evil}) for fact in facts)
        for phase, facts in data.phases.items()
    }
    vars(data)["phases"] = phases
    text = calendar(data)["calendar.ics"]().decode()
    assert set(entries(text)) == {"opening", "flags-on-the-banks", "bridge-market", "ferry-passed-on"}
    names = {line.partition(":")[0].partition(";")[0] for line in text.replace("\r\n ", "").split("\r\n")}
    assert names == {"", "BEGIN", "END", "VERSION", "PRODID", "NAME", "X-WR-CALNAME", "DESCRIPTION", "UID", "DTSTAMP",
                     "DTSTART", "DTEND", "SUMMARY", "LOCATION", "CATEGORIES", "TRANSP"}  # fmt: skip
    assert len(text.replace("\r\n ", "").splitlines()) == text.replace("\r\n ", "").count("\r\n")
    assert str(entries(text)["opening"]["SUMMARY"]).endswith(r"; , \ opens")


def test_entries_lead_to_their_pages(sample: Explainer) -> None:
    """With a base URL each entry has the full address of its page; without one it has none."""
    address = "https://example.org/x/"
    assert str(entries(written(sample, address))["opening"]["URL"]) == f"{address}facts/opening.html"
    assert "URL" not in entries(written(sample))["opening"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("name: Europe/London", "name: 'Europe/London:X'"),
        ("2021-10-31:", "2021-10:"),
        ('2021-10-31: "+00:00"', '2021-10-31: "+0:00"'),
    ],
)
def test_a_time_zone_is_well_formed(sample: Explainer, line: str, said: str) -> None:
    """A name, day or offset of another form is a problem of the site file."""
    sample.edit("site.yaml", line, said)
    (problem,) = sample.problems()
    assert problem.startswith("content/site.yaml:")
    assert "[schema]" in problem
