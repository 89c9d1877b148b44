"""The words by which running text is read, one module a language: numbers, dates, qualifiers, denials.

A language is added as a module named after its code, `de.py`, that has `WORDS = Words(...)`; nothing else names it. A
group that is left out is not read, and the site says which checks are not made for want of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any


def _group(check: str = "") -> Any:
    """A group of words; `check` names what cannot be checked without it, empty if a language may well do without."""
    return field(default=(), metadata={"check": check})


def _values(check: str = "") -> Any:
    """A group of words with what each says."""
    return field(default_factory=dict, metadata={"check": check})


@dataclass(frozen=True, eq=False)
class Words:
    """The words of a language, in every form in which texts have them; each group may be left out.

    Numbers, qualifiers and denials are found in small letters and in capitals, the names of months as they are given and
    with a capital letter, all else as it is given.
    """

    months: Mapping[str, int] = _values("dates")
    """Names of months, with their numbers from 1."""
    short_months: Mapping[str, int] = _values("dates")
    """Names that say a month only beside the number of a day; a full stop may follow them: Nov."""
    ambiguous_months: tuple[str, ...] = _group()
    """Those of `months` that mean something else, too: alone they say a month only within a sentence or before a year."""
    day_endings: tuple[str, ...] = _group()
    """What may follow the number of a day in a date, without a space: the full stop in "27. November"."""
    month_links: tuple[str, ...] = _group()
    """What may stand between the number of a day and the month: the "de" in "27 de noviembre"."""
    day_joins: tuple[str, ...] = _group()
    """What joins the numbers of two days of one month: 27 and 28 November."""
    before_noon: tuple[str, ...] = _group()
    """What follows a time of a twelve-hour clock before noon: a.m."""
    after_noon: tuple[str, ...] = _group()
    """What follows one after noon: p.m."""
    parts_of_day: Mapping[str, tuple[str, ...]] = _values("parts_of_day")
    """What the language calls each of `PARTS_OF_DAY`, by the names that records have for them."""

    decimal_mark: str = "."
    """What comes before the decimals of a number."""
    group_marks: str = ","
    """Characters that part the thousands of a number; none if empty."""
    ordinal_endings: tuple[str, ...] = _group()
    """What may follow digits without a space: 20th."""
    numbers: Mapping[str, int] = _values("numbers")
    """Numbers in words but for `tens`; one for 1 counts only before a scale or fraction: it is too often plain grammar."""
    tens: Mapping[str, int] = _values("numbers")
    """Numbers that one of 1 to 9 may follow after a space or hyphen, to be added: twenty-five."""
    scales: Mapping[str, int] = _values("scales")
    """What a number before it is multiplied by: million."""
    fractions: tuple[str, ...] = _group("fractions")
    """What a number is divided into: two thirds."""
    sure_fractions: tuple[str, ...] = _group("fractions")
    """Those of `fractions` that an article alone makes one: a quarter; others need one of `of_words`, too: a third of."""
    articles: tuple[str, ...] = _group()
    """What says one of a fraction: a."""
    of_words: tuple[str, ...] = _group()
    """What follows a fraction before what it is a part of."""
    vague: tuple[str, ...] = _group("vague")
    """Words for a quantity that say no number: thousands, half, a couple of."""
    percent: tuple[str, ...] = _group("percentages")
    """What makes a percentage of a number before it, besides the sign."""

    senses: Mapping[str, tuple[str, ...]] = _values("qualifiers")
    """Words before a number that change what it says, by what they say, which has the same names in every language.

    Words of one sense may stand for each other, those of the sense "" may go.
    """
    range_joins: tuple[str, ...] = _group("ranges")
    """What stands between the two ends of a range: to, until."""
    range_openings: tuple[str, ...] = _group("ranges")
    """What stands before a range whose ends would be two numbers without it: between."""
    denials: tuple[str, ...] = _group("denials")
    """Words that deny or restrict what a clause says: not, never, unless."""
    denial_endings: tuple[str, ...] = _group("denials")
    """Ends of words that do: isn't."""
    pronouns: tuple[str, ...] = _group("pronouns")
    """Words that name nobody by themselves."""
    abbreviations: tuple[str, ...] = _group()
    """Words with a full stop that often end no sentence; only hints say so, a source lists its own."""

    @property
    def missing_checks(self) -> tuple[str, ...]:
        """Names of what cannot be checked in this language, as all its groups for that are empty."""
        return tuple(check for check, names in _CHECKS.items() if not any(getattr(self, name) for name in names))


_CHECKS: dict[str, list[str]] = {}
"""What can be checked, with the groups that it takes."""
for _field in fields(Words):
    if _field.metadata.get("check"):
        _CHECKS.setdefault(_field.metadata["check"], []).append(_field.name)

NONE = Words()
"""The words of a language that has no module here."""


@cache
def words_of(tag: str) -> Words:
    """The words of the language of a tag: those of `en` for `en` and `en-GB`; NONE if there is no module for it."""
    name = f"{__name__}.{tag.partition('-')[0]}"
    if find_spec(name) is None:
        return NONE
    words: Words = import_module(name).WORDS
    return words


@cache
def shared(words: Words, other: Words) -> Words:
    """The first words without those for a check that cannot be made in the language of the others."""
    lost = {name: getattr(NONE, name) for check in other.missing_checks for name in _CHECKS[check]}
    return replace(words, **lost) if any(getattr(words, name) for name in lost) else words
