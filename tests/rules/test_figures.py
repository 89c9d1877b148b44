"""Figures: which numbers are those of the source."""

from __future__ import annotations

import pytest
from refused import assert_refused
from samples import Explainer

FORMLESS = [
    ("  value: 400\n  unit: people\n  qualifier: About\n", "  unit: people\n", "facts/figures.yaml"),
    ("  low: 380\n  high: 400\n", "", "facts/figures-crossings.yaml"),
    ("  words: 380 to 400 people\n  low: 380\n  high: 400\n", "  words: people\n", "facts/figures-crossings.yaml"),
]


@pytest.mark.parametrize(("old", "new", "file"), FORMLESS)
def test_a_figure_without_a_number(
    built: Explainer, capsys: pytest.CaptureFixture[str], old: str, new: str, file: str
) -> None:
    """A figure that has neither a value nor a range is reported."""
    assert_refused(
        built, capsys, lambda: built.edit(file, old, new), "has neither one value nor a range in order [figure_form]"
    )


LIES = [
    ("Trade reached 30.5 billion dollars.", "5 billion dollars", "5", "billion dollars"),
    ("In all 1,400 people came.", "400 people", "400", "people"),
    ("In all twenty-five people came.", "five people", "5", "people"),
    ("In all 15 thousand people came.", "15", "15", "people"),
    ("A 15-million-dollar bridge.", "15", "15", "dollar"),
    ("In all nine hundred thousand people came.", "nine hundred", "9", "hundred"),
    ("In all 30 million people came.", "million people", "1", "million people"),
    ("The fare rose by 5% there.", "5", "5", "fare"),
    ("It was -5 degrees.", "5 degrees", "5", "degrees"),
]


@pytest.mark.parametrize(("claim", "words", "value", "unit"), LIES)
def test_no_figure_is_cut_out_of_a_longer_one(sample: Explainer, claim: str, words: str, value: str, unit: str) -> None:
    """Part of a number is not a number of the source."""
    path = sample.path("facts/figures-crossings.yaml")
    record = f"- id: lie\n  title: Lie\n  words: {words}\n  value: {value}\n  unit: {unit}\n  cite:\n"
    path.write_text(f"{path.read_text('utf-8')}{record}    - source: office-yearbook\n      claim: {claim}\n", "utf-8")
    assert any("[figure_in_passage]" in problem for problem in sample.problems())


def test_between_belongs_to_its_range(sample: Explainer) -> None:
    """Of "between 300 and 340" no figure keeps the numbers alone; with `between` as its qualifier it is a range."""
    sample.keep("tower", "It holds between 300 and 340 people.")
    record = (
        "- id: room\n  title: Room\n  words: {words}\n  low: 300\n  high: 340\n  unit: people\n{more}"
        "  cite:\n    - source: tower\n      exact: It holds between 300 and 340 people.\n"
    )
    path = sample.path("facts/figures.yaml")
    before = path.read_text("utf-8")
    sample.add("facts/figures.yaml", record.format(words="300 and 340 people", more=""))
    (problem,) = sample.problems()
    assert "the qualifier 'between' precedes these words [figure_in_passage]" in problem
    path.write_text(before, "utf-8")
    sample.add("facts/figures.yaml", record.format(words="between 300 and 340 people", more="  qualifier: between\n"))
    assert sample.problems() == []
