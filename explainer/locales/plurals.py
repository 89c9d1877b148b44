"""Plural forms: the part of the plural rules of the CLDR that whole numbers need.

A condition is written as in the Unicode Locale Data Markup Language (UTS 35, "Language Plural Rules"), with `n` for the
number: `n % 10 = 2..4 and n % 100 != 12..14`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

OTHER = "other"
"""The plural form of numbers for which no condition holds, and the form of a text that has only one."""

CATEGORIES = ("zero", "one", "two", "few", "many", OTHER)
"""The names of plural forms."""

_RELATION = re.compile(r"n(?: *% *([1-9]\d*))? *(!?=) *(\d+(?:\.\.\d+)?(?: *, *\d+(?:\.\.\d+)?)*)", re.ASCII)


class _Relation(NamedTuple):
    """One comparison: the remainder of a number, or the number itself, is or is not in one of the ranges."""

    modulus: int
    equal: bool
    ranges: tuple[range, ...]

    def holds(self, number: int) -> bool:
        value = number % self.modulus if self.modulus else number
        return any(value in each for each in self.ranges) is self.equal


def plural_rule(conditions: Mapping[str, str]) -> Callable[[int], str]:
    """A function that returns the category of a number: the first whose condition holds, or `other`.

    Raises:
        ValueError: for an invalid category or condition; its first argument is the category.
    """
    parsed = {category: _parsed(category, text) for category, text in conditions.items()}

    def category(number: int) -> str:
        for name, alternatives in parsed.items():
            if any(all(relation.holds(number) for relation in relations) for relations in alternatives):
                return name
        return OTHER

    return category


def _parsed(category: str, condition: str) -> list[list[_Relation]]:
    if category not in CATEGORIES[:-1]:
        raise ValueError(category, f"unknown plural form '{category}'", f"known are: {', '.join(CATEGORIES[:-1])}")
    return [[_relation(category, part.strip()) for part in each.split(" and ")] for each in condition.split(" or ")]


def _relation(category: str, text: str) -> _Relation:
    match = _RELATION.fullmatch(text)
    if not match:
        hint = "write comparisons of n joined by 'and' or 'or': n % 10 = 2..4 and n % 100 != 12..14"
        raise ValueError(category, f"'{text}' is not a condition", hint)
    modulus, sign, ranges = match.groups()
    ends = (part.strip().partition("..") for part in ranges.split(","))
    return _Relation(
        int(modulus or 0), sign == "=", tuple(range(int(first), int(last or first) + 1) for first, _, last in ends)
    )
