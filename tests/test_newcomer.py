"""What an editor meets who writes an explainer for the first time: one problem for one slip, and what to do."""

from __future__ import annotations

from hashlib import sha256

from conftest import Explainer

DATED = (
    "Millrow Times, 9 August 2022\nThe tower opened. In the tower hangs a bell. On Tuesday it rang for the first time."
)


def keep(sample: Explainer, text: str) -> None:
    """Register a text as the source `tower` of the miniature."""
    sample.path("seeds/tower.txt").write_text(f"{text}\n", "utf-8")
    sources = sample.path("sources.yaml")
    checksum = sha256(f"{text}\n".encode()).hexdigest()
    record = f"- id: tower\n  title: The tower\n  publisher: gazette\n  language: en\n  file: tower.txt\n  sha256: {checksum}\n"
    sources.write_text(sources.read_text("utf-8") + record, "utf-8")


def add(sample: Explainer, name: str, record: str) -> None:
    """Add a record at the end of a file."""
    path = sample.path(name)
    path.write_text(path.read_text("utf-8") + record, "utf-8")


BELL = """- id: bell
  title: The bell rings
  summary: The bell of the tower rang.
  date: {date}
  cite:
    - source: tower
      exact: On Tuesday it rang for the first time.
"""


def test_a_missing_date_is_one_problem(sample: Explainer) -> None:
    """Day, month and year that no evidence shows are told together, with the dateline that has them."""
    keep(sample, DATED)
    add(sample, "facts/events.yaml", BELL.format(date="2022-08-09"))
    (problem,) = sample.problems()
    assert problem == (
        "content/facts/events.yaml:29:9: event 'bell': day 9 August and year 2022 of 'date' are not in its evidence "
        "[date_in_passage]\n    hint: if it is the day of the report, cite its dateline, too: source: tower, "
        "exact: Millrow Times, 9 August 2022; if not, name an inference: inferred: {day: <id>, month: <id>, year: <id>}"
    )


def test_a_dateline_that_has_part_of_a_date(sample: Explainer) -> None:
    """Where the dateline shows only a part, the rest is to be inferred; where it shows none, it is not named."""
    keep(sample, DATED)
    add(sample, "facts/events.yaml", BELL.format(date="2022-08-16"))
    (problem,) = sample.problems()
    assert problem.endswith("2022; name an inference for the rest: inferred: {day: <id>}")
    sample.edit("facts/events.yaml", "2022-08-16", "2019")
    (problem,) = sample.problems()
    assert "dateline" not in problem
    assert 'its evidence reads "On Tuesday it rang for the first time."' in problem
