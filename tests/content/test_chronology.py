"""The place of records in time: before, on and after the day, and their order within it."""

from __future__ import annotations

import itertools
import re

import pytest
from samples import Explainer

EVENT = (
    "- id: {id}\n  title: The {id}\n  summary: There was a {id}.\n{fields}  topics: [bridge]\n  cite:\n"
    "    - source: office-yearbook\n      claim: {claim}\n"
)


def add(sample: Explainer, name: str, claim: str, *fields: str) -> None:
    """Another event of the miniature, whose day is 3 June 2021; the bridge opens on the evening of that day."""
    lines = "".join(f"  {field}\n" for field in fields)
    sample.add("facts/events-around.yaml", EVENT.format(id=name, fields=lines, claim=claim))


def phase(sample: Explainer, name: str) -> str:
    """The section of the time line that lists an event."""
    page = sample.make()["timeline.html"].decode()
    return next(
        found
        for found in ("before", "day", "after")
        if f"facts/{name}.html" in page.partition(f'<section aria-labelledby="{found}">')[2].partition("</section>")[0]
    )


@pytest.mark.parametrize(
    ("claim", "fields", "expected"),
    [
        # By the date alone.
        ("It was of May 2021.", ["date: 2021-05"], "before"),
        ("It was of 2022.", ["date: 2022"], "after"),
        ("It went on from 2 June to 4 June 2021.", ["date: 2021-06-02/2021-06-04"], "day"),
        # The month holds the day: what it followed or came before decides.
        ("It was of June 2021.", ["date: 2021-06", "after: opening"], "after"),
        ("It was of June 2021.", ["date: 2021-06", "before: opening"], "before"),
        ("It was of June 2021.", ["date: 2021-06", "after: bridge-market"], "after"),
        ("It was of 2021.", ["date: 2021", "after: flags-on-the-banks", "before: opening"], "day"),
        # Without a date.
        ("It came later.", ["after: opening"], "after"),
        ("It came earlier.", ["before: opening"], "before"),
        ("It came between.", ["after: flags-on-the-banks", "before: opening"], "day"),
        ("It came in those years.", ["after: last-ferry", "before: opening"], "before"),
        ("It came later still.", ["after: millrow-begun"], "after"),
    ],
)
def test_phase(sample: Explainer, claim: str, fields: list[str], expected: str) -> None:
    """A record is listed in the section that its date or its order determines."""
    add(sample, "fair", claim, *fields)
    assert phase(sample, "fair") == expected


@pytest.mark.parametrize(
    ("claim", "fields"),
    [
        ("It was of June 2021.", ["date: 2021-06"]),
        ("It was of 2021.", ["date: 2021", "after: last-ferry"]),
        ("It was of 2021.", ["date: 2021", "before: bridge-market"]),
        ("It came later.", ["after: last-ferry"]),
        ("It came earlier.", ["before: bridge-market"]),
    ],
)
def test_what_has_no_truthful_place_is_a_problem(sample: Explainer, claim: str, fields: list[str]) -> None:
    """Nothing is guessed: where several sections are possible, the build stops."""
    add(sample, "fair", claim, *fields)
    (problem,) = sample.problems()
    assert "event 'fair': nothing says whether it was before 2021-06-03, on that day or after it" in problem


def entries(sample: Explainer) -> list[str]:
    """The content of the section of the day, in order: titles, and the words above the records listed apart."""
    page = sample.make()["timeline.html"].decode()
    day = page.partition('<section aria-labelledby="day">')[2].partition("</section>")[0]
    found = re.finditer(r'<p class="title"><a href="facts/([a-z-]+)\.html">|>(Time of day unknown:)<', day)
    return [each[1] or each[2] for each in found]


def test_without_a_time_apart(sample: Explainer) -> None:
    """A record of that day without a time and an order is listed apart, and never before one that has a time."""
    assert entries(sample) == [
        "opening",
        "Time of day unknown:",
        "flags-on-the-banks",
    ]
    sample.edit("facts/events-around.yaml", "  date: 2021-06-03\n", "  date: 2021-06-03\n  before: opening\n")
    assert entries(sample) == ["flags-on-the-banks", "opening"]


def test_a_single_chain_is_an_order(sample: Explainer) -> None:
    """If no record of the day has a time, records that follow each other are in order nevertheless."""
    sample.edit("facts/events.yaml", "  time: evening\n", "")
    add(sample, "walk", "On 3 June 2021 there was a walk.", "date: 2021-06-03", "after: opening")
    assert entries(sample) == [
        "opening",
        "walk",
        "Time of day unknown:",
        "flags-on-the-banks",
    ]


def test_of_one_date_a_clock_time_comes_first(sample: Explainer) -> None:
    """On other days, too, a record without a time is not listed before noon."""
    add(sample, "talk", "On 7 May 2019 there was a talk.", "date: 2019-05-07")
    add(sample, "noon", "At noon on 7 May 2019 there was a noon.", "date: 2019-05-07", "time: noon")
    page = sample.make()["timeline.html"].decode()
    assert page.index("facts/noon.html") < page.index("facts/talk.html")


def test_an_undated_record_says_what_it_followed(sample: Explainer) -> None:
    """A record without a date shows none anywhere, and names what it followed or came before."""
    site = {path: body.decode() for path, body in sample.make().items() if path.endswith((".html", ".ics"))}
    own = site["facts/millrow-begun.html"]
    assert 'After: <a href="../facts/westquay-begun.html">Work begins in Westquay</a>' in own
    assert "<time" not in own.partition("<main")[2]
    after = site["timeline.html"].partition('<section aria-labelledby="after">')[2]
    assert after.index("westquay-begun.html") < after.index("millrow-begun.html")
    assert "date not known" in site["agreements.html"]
    assert "millrow" not in site["calendar.ics"]


def test_undated_records_that_follow_each_other(sample: Explainer) -> None:
    """A record without a date says what it followed, even below that one."""
    add(sample, "fair", "After the opening came a fair.", "after: opening")
    add(sample, "dance", "After the fair came a dance.", "after: fair")
    after = sample.make()["timeline.html"].decode().partition('<section aria-labelledby="after">')[2]
    assert 'After: <a href="facts/fair.html">The fair</a>' in after


RANGE = (
    "- id: days-of-the-fair\n  title: The fair was held on 8 and 9 June 2021\n  date: 2021-06-08/2021-06-09\n"
    "  reasoning: It followed the market.\n  cite:\n    - source: office-yearbook\n"
    "      claim: The market ended on 7 June 2021 and the fair of two days followed.\n"
)


def test_an_inference_may_conclude_a_range(sample: Explainer) -> None:
    """A record takes both ends from it, and only these."""
    sample.add("facts/inferences.yaml", RANGE)
    inferred = "inferred: {year: days-of-the-fair, month: days-of-the-fair, day: days-of-the-fair}"
    add(sample, "fair", "After the market a fair was held.", "date: 2021-06-08/2021-06-09", inferred)
    assert sample.problems() == []
    sample.edit("facts/events-around.yaml", "2021-06-08/2021-06-09", "2021-06-08/2021-06-10")
    (problem,) = sample.problems()
    assert "day 10 June of 'date' is not what 'days-of-the-fair' concludes" in problem
    assert "hint: it concludes 8–9 June 2021" in problem


def test_a_long_chain_takes_no_long_time(sample: Explainer) -> None:
    """The order is computed once for all records, however many follow each other."""
    last = "opening"
    for name in map("".join, itertools.product("ab", repeat=6)):
        add(sample, name, "It followed.", f"after: {last}")
        last = name
    assert phase(sample, last) == "after"
