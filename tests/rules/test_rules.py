"""Every rule: one edit of the miniature breaks it, and what is printed then is compared whole.

The cases of a rule are in `cases/<rule>.txt`, one after the other, each in three or four parts that end with a line of one dot:

    A title
    .
    facts/events.yaml
    -   time: evening
    +   time: morning
    .
    content/facts/events.yaml:19:9: event 'opening': time 'morning' is not in its evidence [date_in_passage]
        hint: its evidence reads "The Lantern Bridge opened on the evening of June 3."
    .
    facts/events.yaml
    -   time: morning
    +   time: evening
    .

The second part names one or more files and what is edited there: lines that are removed (`- `), added (`+ `) or stay
(two spaces) and say where. Where lines are only added, they are written at the end of the file, which may be new.
The fourth part are the edits by which the hints are followed then: nothing is wrong any more. Each rule has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pytest
from samples import Explainer

from explainer.rules.registry import RULES

FOLDER = Path(__file__).parent / "cases"


class Case(NamedTuple):
    """One case of a rule: what it is called, the edits that break the rule, every problem as printed.

    `followed` are the edits that the hints ask for; empty if the case has none.
    """

    rule: str
    title: str
    edits: str
    expected: str
    followed: str = ""


def cases() -> Iterator[Case]:
    """Every case of every file, in the order of the files."""
    for path in sorted(FOLDER.glob("*.txt")):
        for part in path.read_text("utf-8").removesuffix(".\n").split("\n.\n\n"):
            yield Case(path.stem, *part.removesuffix("\n").split("\n.\n"))


def edit(sample: Explainer, edits: str) -> None:
    """Edit the files of the copy as a case says."""
    for part in re.split(r"\n(?![-+ ] )", edits):
        name, *lines = part.split("\n")
        before, after = ("".join(f"{line[2:]}\n" for line in lines if line[0] in marks) for marks in (" -", " +"))
        if before:
            sample.edit_lines(name, before, after)
        else:
            sample.add(name, after)


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: f"{case.rule}: {case.title}")
def test_rule(sample: Explainer, case: Case) -> None:
    """After the edit the rule says where, what and what to do, and no other rule has anything to add."""
    edit(sample, case.edits)
    assert "\n".join(sample.problems()) == case.expected
    assert f"[{case.rule}]" in case.expected


FOLLOWED = [case for case in cases() if case.followed]


@pytest.mark.parametrize("case", FOLLOWED, ids=lambda case: f"{case.rule}: {case.title}")
def test_its_hint_can_be_followed(sample: Explainer, case: Case) -> None:
    """After what the hint says the problem is gone, and no rule asks for the opposite."""
    edit(sample, case.edits)
    edit(sample, case.followed)
    assert sample.problems() == []


def test_every_rule_has_a_hint_that_is_followed() -> None:
    """No rule is without a case that shows what to do."""
    assert {rule.name for rule in RULES} == {case.rule for case in FOLLOWED}


def test_the_miniature_breaks_no_rule(sample: Explainer) -> None:
    """What the cases find comes from their edits."""
    assert sample.problems() == []


def test_every_rule_has_a_case() -> None:
    """Every rule is documented and has a file of cases, and every file is that of a rule."""
    rules = {rule.name: rule.check for rule in RULES}
    assert {path.stem for path in FOLDER.iterdir()} == rules.keys()
    assert all(rule.__doc__ for rule in rules.values())


def test_a_sentence_cut_after_an_abbreviation(sample: Explainer) -> None:
    """Where a sentence that is not covered ends after what may be an abbreviation, the hint says what to do."""
    seed = sample.path("seeds/harbour-gazette.txt")
    old = seed.read_bytes()
    seed.write_bytes(old + b"\nThen came Capt. Ferris.\n")
    sample.edit("sources.yaml", sha256(old).hexdigest(), sha256(seed.read_bytes()).hexdigest())
    found = [problem for problem in sample.problems() if "covered_sentence" in problem]
    assert len(found) == 2
    assert found[0].endswith("; if 'Capt.' ends no sentence, list it in 'abbreviations' of the source")
    assert found[1].endswith("left-out.yaml with the reason")


def test_a_conclusion_needs_evidence_for_it(sample: Explainer) -> None:
    """An inference may cite what speaks against it, but not that alone."""
    sample.edit("facts/inferences.yaml", "      suffix: ', the'\n", "      suffix: ', the'\n      against: true\n")
    assert sample.problems() == []
    sample.edit("facts/inferences.yaml", "claim: In 2022", "against: true\n      claim: In 2022")
    found = [problem for problem in sample.problems() if "[citation_form]" in problem]
    assert len(found) == 2
    assert "there is evidence against it and none for it" in found[0]


def test_a_claimant_may_have_two_values_in_a_dispute(sample: Explainer) -> None:
    """Two values of one claimant for one time are points of a series where a dispute has both as versions."""
    sample.edit(
        "facts/figures-crossings.yaml",
        "- id: crossings-june-gazette",
        "- id: crossings-june-again\n  title: Crossings in June, again\n  words: 11 thousand crossings\n  value: 11\n"
        "  unit: thousand crossings\n  period: 2021-06\n  series: crossings\n  side: office\n  cite:\n"
        "    - source: office-yearbook\n      claim: Elsewhere the yearbook gives 11 thousand crossings for June 2021.\n"
        "- id: crossings-june-gazette",
    )
    (problem,) = sample.problems()
    assert "[series_point]" in problem
    sample.add(
        "facts/disputes.yaml",
        "- id: june\n  title: How many crossed\n  summary: The yearbook has more than a single figure.\n  versions:\n"
        "    - says: 9 to 12 thousand crossings.\n      records: [crossings-june-office]\n"
        "    - says: 11 thousand crossings.\n      records: [crossings-june-again]\n",
    )
    assert sample.problems() == []


def test_records_about_each_other(sample: Explainer) -> None:
    """Unknowns that are about each other in a cycle do no harm, and support nothing by themselves."""
    path = sample.path("facts/unknowns.yaml")
    one, two = ("- id: {}\n  title: t\n  summary: s {}\n  date: 2022-01-30\n  about: [{}]\n".format(*parts)
                for parts in (("one", "", "two"), ("two", "77", "one")))  # fmt: skip
    path.write_text(one + two, "utf-8")
    (problem,) = sample.problems()
    assert problem.startswith(
        "content/facts/unknowns.yaml:8:12: unknown 'two': '77' in 'summary' is not in its evidence"
    )
