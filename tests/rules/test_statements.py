"""True sentences that are accepted, and lies in other dress that are not: statements of the miniature."""

from __future__ import annotations

import pytest
from samples import Explainer

OPENED, WALKED, WAITED = "fact:opening", "fact:first-walkers", "fact:years-of-waiting"


def problems(sample: Explainer, prose: str) -> list[str]:
    """The rules that report a paragraph at the end of the story."""
    sample.add("pages/index.md", f"\n{prose}\n")
    return [problem.rule for problem in sample.check()]


@pytest.mark.parametrize(
    "prose",
    [
        f"It opened [on 2021-06-03]({OPENED}).",
        f"It opened [on 03.06.2021]({OPENED}).",
        f"It opened [on the third of June 2021]({OPENED}).",
        f"It opened [in Jun. 2021]({OPENED}).",
        f"It opened [on Thursday, June 3rd]({OPENED}).",
        f"It opened [late, in the evening]({OPENED}).",
        f"[Around 400 people walked]({WALKED}).",
        f"[The wait took nine years]({WAITED}).",
        "Elizabeth II never took the M50.",
        "It is a two-way street between the two banks.",
        "’Tis late, and 'tis said again.",
        "The two towns waited.",
        "It is in *The Old Harbour and the Sea*, and *not* here.",
        "[— We waited nine years for this walk.](fact:nine-years)",
        "The bridge — small as it may be — is open.",
    ],
)
def test_a_true_sentence_is_accepted(sample: Explainer, prose: str) -> None:
    """Another form of a date, another word of one sense, a name with a numeral, an idiom: all are let through."""
    assert problems(sample, prose) == []


@pytest.mark.parametrize(
    ("prose", "rule"),
    [
        (f"It opened [on 2021-06-04]({OPENED}).", "link_agrees"),
        (f"It opened [on 04.06.2021]({OPENED}).", "link_agrees"),
        (f"It opened [on the fourth of June]({OPENED}).", "link_agrees"),
        (f"It opened [in Jul. 2021]({OPENED}).", "link_agrees"),
        (f"It opened [on Friday, June 3rd]({OPENED}).", "link_agrees"),
        (f"It opened [at noon]({OPENED}).", "link_agrees"),
        (f"[Some 400 people or more walked]({WALKED}).", "link_agrees"),
        (f"[About 400 days]({WALKED}) they walked.", "link_agrees"),
        (f"[The wait took nine months]({WAITED}).", "link_agrees"),
        (f"It opened [before dawn on 3 June]({OPENED}).", "link_agrees"),
        (f"It never was [about 400 people]({WALKED}).", "link_agrees"),
        (f"[Twice about 400 people]({WALKED}) walked.", "link_agrees"),
        ("It opened in june.", "bare_statement"),
        ("It opened on Friday.", "bare_statement"),
        ("They met in the morning.", "bare_statement"),
        ("They met in summer.", "bare_statement"),
        ("It cost €30m.", "bare_statement"),
        ("She said: *we never wanted a bridge*.", "bare_statement"),
        ("She said: `we never wanted a bridge`.", "bare_statement"),
        ("She said: ❝No bridge❞.", "bare_statement"),
        ("— We never wanted a bridge.", "bare_statement"),
        ("[— We never wanted a bridge.](fact:nine-years)", "link_agrees"),
    ],
)
def test_a_lie_in_other_dress_is_reported(sample: Explainer, prose: str, rule: str) -> None:
    """Another day, month, weekday, part of the day, sense or unit is found in every usual form."""
    assert problems(sample, prose) == [rule]


def test_a_registered_name_is_no_number(sample: Explainer) -> None:
    """The number in the name of a term needs no record where the name occurs, and another number does."""
    sample.add("facts/terms.yaml", "- id: line\n  name: Tram 27\n  summary: A line.\n  cite:\n"
                                   "    - source: office-yearbook\n      claim: Tram 27 crosses the bridge.\n")  # fmt: skip
    assert problems(sample, "Tram 27 crosses it.") == []
    assert problems(sample, "Tram 28 crosses it.") == ["bare_statement"]


def test_an_exemption_holds_for_the_title_of_the_site(sample: Explainer) -> None:
    """Words that are exempted on a page are exempted in the title of the site, which is on every page."""
    sample.edit("site.yaml", "title: The Lantern Bridge", "title: The Lantern Bridge of 1921")
    assert problems(sample, "") == ["bare_statement"]
    sample.edit(
        "site.yaml", "exemptions:\n", "exemptions:\n  - page: index\n    text: Bridge of 1921\n    reason: A name.\n"
    )
    assert problems(sample, "") == []


def test_years_between_two_years(sample: Explainer) -> None:
    """A number of years that lies between two years of the evidence needs no words of its own."""
    sample.edit("facts/inferences.yaml", "calls the bridge one year old.\n  cite", "came three years after.\n  cite")
    assert sample.check() == []
    sample.edit("facts/inferences.yaml", "came three years after", "came four years after")
    (problem,) = sample.check()
    assert "'four' in 'reasoning' is not in its evidence" in problem.message


def test_a_title_that_looks_like_an_attribute(sample: Explainer) -> None:
    """Words of a title that look like an attribute of a tag are no link."""
    sample.edit("pages/index.md", "title: How the bridge opened", "title: How href=here id=there opened the bridge")
    assert sample.problems() == []
