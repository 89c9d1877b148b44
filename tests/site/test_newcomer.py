"""What an editor meets who writes an explainer for the first time: one problem for one slip, and what to do."""

from __future__ import annotations

import json
import pickle
import re
from pathlib import Path
from typing import NoReturn

import pytest
from samples import ROOT, Explainer
from tornado.ioloop import IOLoop

from explainer import cli
from explainer.preview.session import PreviewSession
from explainer.preview.snapshot import PreviewPages
from explainer.problems import LATER, ContentError, Location, Problem
from explainer.publish.verify import Verdict
from explainer.text.numbers import with_noun

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
    """Day, month and year that no evidence shows are told together, with the dateline that has them."""
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


def test_many_sentences_not_covered(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """The first few are named, the rest counted; `coverage --missing` lists every one and nothing else."""
    bells = (f"Bell number {'i' * number} is heard." for number in range(1, 8))
    sample.keep("tower", "\n".join((DATED, *bells)))
    sample.edit("sources.yaml", "  file: tower.txt", "  base: true\n  file: tower.txt")
    found = [problem for problem in sample.problems() if "[covered_sentence]" in problem]
    assert len(found) == 6
    assert found[5].replace("\n    hint", "") == (
        "seeds/tower.txt:4:1: 6 more sentences of 'tower' are neither cited nor left out [covered_sentence]: "
        "`python build.py coverage --missing` lists them all"
    )
    assert cli.main(sample.options("coverage", "--missing")) == 0
    printed = capsys.readouterr().out
    assert printed.count("NOT COVERED") == 11
    assert "cited by" not in printed


def test_a_few_sentences_not_covered(sample: Explainer) -> None:
    """Six sentences are named one by one: to count the last would spare no line."""
    sample.keep("tower", "\n".join(f"Bell number {'i' * number} is heard." for number in range(1, 7)))
    sample.edit("sources.yaml", "  file: tower.txt", "  base: true\n  file: tower.txt")
    found = [problem for problem in sample.problems() if "[covered_sentence]" in problem]
    assert len(found) == 6
    assert not any("more sentences" in problem for problem in found)


def test_what_was_not_asked_is_said(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """While a record cannot be read, what rests on it is not accused, and the end says what comes later; otherwise not."""
    sample.edit("facts/events.yaml", "time: evening", "time: noonish")
    assert cli.main(sample.options("check")) == 1
    assert f"1 problem(s), nothing published. {LATER}\n" in capsys.readouterr().err
    sample.edit("facts/events.yaml", "time: noonish", "time: morning")
    assert cli.main(sample.options("check")) == 1
    assert LATER not in capsys.readouterr().err


def test_many_problems_end_with_a_tally(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """More problems than are counted by eye are counted by rule, the commonest first."""
    events = "".join(BELL.format(date="2022").replace("id: bell", f"id: bell-{number}") for number in range(9))
    sample.keep("tower", DATED)
    sample.add("facts/events.yaml", events + BELL.format(date="2022\n  topics: [x, y]"))
    assert cli.main(sample.options("check")) == 1
    assert capsys.readouterr().err.endswith("published.\nBy rule: date_in_passage 10, known_word 2.\n")


def test_an_error_keeps_what_it_knows() -> None:
    """An error that crosses to another process still has its problems, and that some could not be read."""
    problem = Problem(Location("x.yaml"), "wrong", "schema")
    copy = pickle.loads(pickle.dumps(ContentError([problem], incomplete=True)))
    assert (copy.problems, copy.incomplete) == ((problem,), True)


@pytest.mark.parametrize("records", ["[finch]", "[lantern-bridge, rail]"])
def test_a_version_rests_on_what_states_something(sample: Explainer, records: str) -> None:
    """A record that only says who, where or what is meant bears out no version of a dispute."""
    sample.edit("facts/disputes.yaml", "    - says: Nearly 380 did, says the office.\n      records: [walkers-office]",
                f"    - says: The office differs.\n      records: {records}")  # fmt: skip
    (problem,) = sample.problems()
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
    ("facts/events.yaml", "date: 2019-05", "date: 2019-21", "'2019-21' is a season; write the year, and tell the season in 'summary'"),
    ("facts/events.yaml", "date: 2019-05", "date:", "field 'date' is empty [schema]\n    hint: when, in EDTF"),
    ("sources.yaml", "file: harbour-gazette.txt", "file: harbor-gazete.txt", "could not check this source [known_source]\n    hint: did you mean 'harbour-gazette.txt'?"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "hint"), HINTS)
def test_a_hint_says_how_near_it_was(sample: Explainer, file: str, old: str, new: str, hint: str) -> None:
    """Words that differ in capitals or an ending, or stand one sentence off, are told so; a slip of form, too."""
    sample.edit(file, old, new)
    assert any(hint in problem for problem in sample.problems())


def test_what_stands_one_sentence_off(sample: Explainer) -> None:
    """A name that the next paragraph has is said to be there."""
    sample.edit("facts/events.yaml", "places: [lantern-bridge]\n", "places: [lantern-bridge]\n  actors: [finch]\n")
    sample.edit("facts/events.yaml", "exact: The Lantern Bridge opened on the evening of June 3.",
                "exact: The Lantern Bridge opened on the evening of June 3. About 400 people crossed it on foot "
                "before the first tram.")  # fmt: skip
    assert any("the sentence after the passage has it, paragraph 2" in problem for problem in sample.problems())


@pytest.mark.parametrize(("name", "fit"), [("Bad_Id", ": bad-id"), ("x" * 81, f": {'x' * 80}"), ("__", "")])
def test_an_id_of_the_wrong_form(sample: Explainer, capsys: pytest.CaptureFixture[str], name: str, fit: str) -> None:
    """A new record is not made under a name that is no id; the rule is told, and the nearest name that is one."""
    before = sample.path("facts/events.yaml").read_bytes()
    assert cli.main(sample.options("new", "event", "--id", name, "--append")) == 1
    rule = "an id is lower-case letters and digits, joined by single hyphens, at most 80 characters"
    assert capsys.readouterr() == ("", f"'{name}' is not an id; {rule}{fit}\n")
    assert sample.path("facts/events.yaml").read_bytes() == before


def test_a_kept_text_of_another_name(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """A new source whose text is not there is told the nearest that is."""
    file = sample.folder / "seeds" / "harbor-gazette.txt"
    assert cli.main(sample.options("new", "source", "--file", str(file))) == 1
    assert "--file seeds/…; did you mean 'harbour-gazette.txt'?" in capsys.readouterr().err


def test_words_are_found_whatever_their_capitals(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """What is cited is written as the text has it; with `--sentence` it is the whole sentence, once."""
    assert cli.main(sample.options("cite", "THE OLD FERRY")) == 0
    assert "exact: The old ferry\n      suffix: made" in capsys.readouterr().out
    assert cli.main(sample.options("cite", "needs", "--sentence")) == 0
    printed = capsys.readouterr().out
    assert printed.count("exact:") == 1
    assert "prefix" not in printed
    assert "and it needs ferries" in printed


def test_the_file_that_was_saved(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The terminal names the file that stands, not one that its editor renamed or removed on the way."""
    file, passing = tmp_path / "x.yaml", tmp_path / "sedAbC"
    file.write_text("", "utf-8")
    show = PreviewSession(lambda: ({}, lambda _path: None), PreviewPages("/", ""), IOLoop(make_current=False))
    for files, said in (({file, passing}, file), ({passing}, passing)):
        show.build(frozenset(map(str, files)))
        assert capsys.readouterr().out.startswith(f"Saved: {said}\n")


@pytest.mark.parametrize("later", ["", LATER])
def test_the_preview_ends_with_a_tally(later: str, capsys: pytest.CaptureFixture[str]) -> None:
    """In the preview, too, many problems are counted by rule, and it is said what was not asked."""
    problems = [Problem(Location("x.yaml", line), "wrong", "schema") for line in range(1, 12)]

    def make() -> NoReturn:
        raise ContentError(problems, incomplete=bool(later))

    show = PreviewSession(make, desk := PreviewPages("/", ""), IOLoop(make_current=False))
    show.build(frozenset())
    counted = f"11 problem(s), nothing built. {later}".strip()
    assert capsys.readouterr().err.endswith(f"\n{counted}\nBy rule: schema 11.\n")
    assert json.loads(desk.state(show.snapshot, "/", 0))["later"] == later


def test_one_account_of_an_outside_page() -> None:
    """The verdict counts in the singular where there is one."""
    assert "1 passage word for word in the kept texts; 1 account of an outside page is shown" in str(
        Verdict(files=3, passages=1, claims=1)
    )


def test_a_speaker_named_one_sentence_before(sample: Explainer) -> None:
    """Where a pronoun credits the words, the sentence that names the speaker is told."""
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
    assert "the qualifier 'between' stands before these words [figure_in_passage]" in problem
    path.write_text(before, "utf-8")
    sample.add("facts/figures.yaml", record.format(words="between 300 and 340 people", more="  qualifier: between\n"))
    assert sample.problems() == []


def test_one_citation_of_one_source() -> None:
    """What a good build says of itself counts in the singular where there is one."""
    assert (with_noun(1, "source"), with_noun(2, "source"), with_noun(0, "source")) == (
        "1 source",
        "2 sources",
        "0 sources",
    )


def test_reported_speech_as_the_handbook_has_it(sample: Explainer) -> None:
    """The handbook's example of what somebody is reported to have said passes all rules, on the text it cites."""
    handbook = (ROOT / "content" / "README.md").read_text("utf-8")
    (example,) = re.findall(r"```yaml\n(  - id: rill-on-the-toll\n.*?)```", handbook, re.DOTALL)
    sample.keep("tower", "Millrow, 4 June 2021\nRill said that the toll kept walkers away.")
    sample.edit("sources.yaml", "id: tower", "id: harbour-letter")
    sample.add("facts/events.yaml", re.sub(r"(?m)^  ", "", example))
    assert sample.problems() == []


def test_what_is_renamed_or_removed_as_the_handbook_has_it(sample: Explainer) -> None:
    """The handbook's examples of an address given up fit the miniature, and its hint is the one that is given."""
    handbook = (ROOT / "content" / "README.md").read_text("utf-8")
    (removed,) = re.findall(r"```yaml\n(  - kind: .*?)  ```", handbook, re.DOTALL)
    sample.path("removed.yaml").write_text(re.sub(r"(?m)^  ", "", removed), "utf-8")
    (alias,) = re.findall(r"^    (aliases: .*)\n", handbook, re.MULTILINE)
    for name in ("facts/unknowns.yaml", "pages/index.md", "facts/events.yaml"):
        path = sample.path(name)
        path.write_text(re.sub(r"\bopening(?=[\]\n)])", "bridge-opens", path.read_text("utf-8")), "utf-8")
    sample.edit("facts/events.yaml", "{year: year-of-the-opening}\n", f"{{year: year-of-the-opening}}\n  {alias}\n")
    assert sample.problems() == []
    sample.edit("facts/unknowns.yaml", "about: [bridge-opens]", "about: [opening-of-the-bridge]")
    (hint,) = re.findall(r"`('[a-z-]+' is now '[a-z-]+')`", handbook)
    assert any(problem.endswith(f"hint: {hint}") for problem in sample.problems())
