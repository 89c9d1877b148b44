"""One problem for one slip, and a hint that says what to do."""

from __future__ import annotations

import pytest
from samples import Explainer

DATED = (
    "Millrow Times, 9 August 2022\nThe tower opened. In the tower hangs a bell. On Tuesday it rang for the first time."
)


BELL = """- id: bell
  title: The bell rings
  summary: The bell of the tower rang.
  date: {date}
  cite:
    - source: tower
      exact: On Tuesday it rang for the first time.
"""


def test_a_missing_date_is_one_problem(sample: Explainer) -> None:
    """Day, month and year that no evidence shows are reported together, with the dateline that has them."""
    sample.keep("tower", DATED)
    sample.add("facts/events.yaml", BELL.format(date="2022-08-09"))
    (problem,) = sample.problems()
    assert problem == (
        "content/facts/events.yaml:29:9: event 'bell': day 9 August and year 2022 of 'date' are not in its evidence "
        "[date_in_passage]\n    hint: if it is the day of the report, cite its dateline, too: source: tower, "
        "exact: Millrow Times, 9 August 2022; if not, name an inference: inferred: {day: <id>, month: <id>, year: <id>}"
    )


def test_a_dateline_that_has_part_of_a_date(sample: Explainer) -> None:
    """Where the dateline shows only a part, the rest is to be inferred; where it shows none, it is not named."""
    sample.keep("tower", DATED)
    sample.add("facts/events.yaml", BELL.format(date="2022-08-16"))
    (problem,) = sample.problems()
    assert problem.endswith("2022; name an inference for the rest: inferred: {day: <id>}")
    sample.edit("facts/events.yaml", "2022-08-16", "2019")
    (problem,) = sample.problems()
    assert "dateline" not in problem
    assert 'its evidence reads "On Tuesday it rang for the first time."' in problem


@pytest.mark.parametrize("records", ["[finch]", "[lantern-bridge, rail]"])
def test_a_version_rests_on_what_states_something(sample: Explainer, records: str) -> None:
    """A record that only identifies a person, place or term supports no version of a dispute."""
    sample.edit("facts/disputes.yaml", "    - says: Nearly 380 did, says the office.\n      records: [walkers-office]",
                f"    - says: The office differs.\n      records: {records}")  # fmt: skip
    (problem,) = (each for each in sample.problems() if "[version_supported]" in each)
    assert problem.startswith(
        "content/facts/disputes.yaml:9:16: dispute 'how-many-walked': no record of this version states anything, "
    )
    assert "is an event with 'attribution'" in problem
    assert ("'finch' is an actor" in problem) == (records == "[finch]")


HINTS = [
    ("facts/agreements.yaml", "state_words: announced", "state_words: Announced", "only capitals differ, the evidence has 'announced'; its evidence reads "),
    ("facts/figures.yaml", "words: nine years", "words: nine year", "only the ending of 'year' differs: 'years', the evidence has 'nine years'"),
    ("facts/figures.yaml", "  unit: people\n  qualifier: About", "  unit: ferry\n  qualifier: About", 'its evidence reads "About 400'),
    ("facts/figures.yaml", "  unit: people\n  qualifier: About", "  unit: evening\n  qualifier: About", 'the sentence before the passage has it, paragraph 1, sentence 1: "The Lantern Bridge opened on the evening of June 3."; cite that, too'),
    ("facts/events.yaml", "exact: The old ferry made", "exact: The Old ferry made", 'only capitals differ: nearest text is "The old ferry'),
    ("facts/events.yaml", "exact: The old ferry made", "exact: The old ferries made", "only the ending of 'ferries' differs: 'ferry': nearest text is"),
    ("facts/events.yaml", "exact: The old ferry made", "exact: The new ferry made", 'hint: nearest text is "The old ferry'),
    ("left-out.yaml", "exact: A cat", "exact: a cat", 'only capitals differ: nearest text is "A cat slept on the rail"'),
    ("facts/events.yaml", "date: 2019-05", "date: 2019-21", "'2019-21' is a season; write the year, and give the season in 'summary'"),
    ("facts/events.yaml", "date: 2019-05", "date:", "field 'date' is empty [schema]\n    hint: when, in EDTF"),
    ("sources.yaml", "file: harbour-gazette.txt", "file: harbor-gazete.txt", "could not check this source [known_source]\n    hint: did you mean 'harbour-gazette.txt'?"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "hint"), HINTS)
def test_a_hint_says_how_near_it_was(sample: Explainer, file: str, old: str, new: str, hint: str) -> None:
    """A hint says that words differ in capitals or an ending, or are one sentence away; a wrong form has a hint, too."""
    sample.edit(file, old, new)
    assert any(hint in problem for problem in sample.problems())


def test_what_stands_one_sentence_off(sample: Explainer) -> None:
    """A hint says that the next paragraph has a name."""
    sample.edit("facts/events.yaml", "places: [lantern-bridge]\n", "places: [lantern-bridge]\n  actors: [finch]\n")
    sample.edit("facts/events.yaml", "exact: The Lantern Bridge opened on the evening of June 3.",
                "exact: The Lantern Bridge opened on the evening of June 3. About 400 people crossed it on foot "
                "before the first tram.")  # fmt: skip
    assert any("the sentence after the passage has it, paragraph 2" in problem for problem in sample.problems())


def test_a_speaker_named_one_sentence_before(sample: Explainer) -> None:
    """If a pronoun credits the words, the hint asks for the sentence that names the speaker."""
    sample.keep("tower", "Mayor Ada Finch rang the bell. She waited nine years for it.")
    record = (
        "- id: nine-more\n  title: Years\n  words: nine years\n  value: 9\n  unit: years\n"
        "  attribution: {by: finch, words: She, channel: speech}\n"
        "  cite:\n    - source: tower\n      exact: She waited nine years for it.\n"
    )
    sample.add("facts/figures.yaml", record)
    (problem,) = [problem for problem in sample.problems() if "[speaker_named]" in problem]
    assert problem.endswith(
        "known as: Ada Finch; cite words that name them, or add a form to 'also'; the sentence before the passage "
        'has it, paragraph 1, sentence 1: "Mayor Ada Finch rang the bell."; cite that, too'
    )
