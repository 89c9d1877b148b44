"""Where a passage of a treaty or law stands: its article, section or clause, and the numbered paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from explainer.text.patterns import either
from explainer.text.source_text import Span

_NUMBER = r"\d+[a-z]?|[IVXLC]+|[A-Z]"
_PARAGRAPH = re.compile(r"\s*(?:§\s*)?(?:\((?P<bracketed>\d+|[a-z]|[ivx]+)\)|(?P<plain>\d+|[a-z])[.)])(?=\s)")
_BEHIND = re.compile(r"[\s.:—–-]*")
"""What stands between the number of an article and its text."""
_STOPS = tuple(".!?…:;,")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


class Clause(NamedTuple):
    """A place in a document from an offset of its text on: its heading, "Article 3", and the numbers below it, 2, a."""

    start: int
    heading: str
    numbers: tuple[str, ...]

    @property
    def name(self) -> str:
        """The place in the usual form: Article 3(2)(a)."""
        return self.heading + "".join(f"({number})" for number in self.numbers)


@lru_cache(maxsize=64)
def heading_pattern(kinds: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for the name of a part of a document with its number, `kind` and `number`: Article 3, SECTION IV."""
    names = either(form for kind in kinds for form in (kind, kind.upper()))
    return re.compile(
        rf"(?<!\w)(?P<kind>{names})\s+(?P<number>{_NUMBER})(?!\w)(?P<below>(?:\s?\((?:\d+|[a-z]{{1,4}})\))*)"
    )


@lru_cache(maxsize=64)
def clauses(raw: str, kinds: tuple[str, ...]) -> tuple[Clause, ...]:
    """The places of a document in order, by the lines that begin with the name of a part or with a number."""
    return tuple(_clauses(raw, heading_pattern(kinds)))


def _clauses(raw: str, pattern: re.Pattern[str]) -> Iterator[Clause]:
    offset, heading = 0, ""
    numbers: tuple[str, ...] = ()
    for line in raw.splitlines(keepends=True):
        at = len(line) - len(line.lstrip())
        if found := pattern.match(line, at):
            heading, numbers = f"{found['kind'].capitalize()} {found['number']}", ()
            yield Clause(offset, heading, numbers)
            at = _BEHIND.match(line, found.end()).end()  # type: ignore[union-attr]  # it fits any text
        if found := _PARAGRAPH.match(line, at if at < len(line) else 0):
            number = found["bracketed"] or found["plain"]
            numbers = _below(numbers, number)
            yield Clause(offset + found.start(), heading, numbers)
        offset += len(line)


def _below(numbers: tuple[str, ...], number: str) -> tuple[str, ...]:
    """The numbers of a place that begins with `number`, after the place with `numbers`: 3, then (a), then (i) below (a).

    A Roman numeral that is also the letter after the last one, (i) after (h), goes on with the letters.
    """
    if number.isdecimal():
        return (number,)
    paragraph = tuple(each for each in numbers if each.isdecimal())
    letters = tuple(each for each in numbers if not each.isdecimal())[:1]
    next_letter = letters and len(number) == 1 and ord(number) == ord(letters[0][0]) + 1
    if letters and re.fullmatch(r"[ivx]+", number) and not next_letter:
        return (*paragraph, *letters, number)
    return (*paragraph, number)


def markers(raw: str, kinds: tuple[str, ...]) -> tuple[Span, ...]:
    """The spans that belong to no sentence, in order: numbers that begin a paragraph, 1. or (a), and headings of articles.

    Without a stop at its end, the rest of the line of such a heading belongs to it.
    """
    found, offset, pattern = [], 0, heading_pattern(kinds)
    for line in raw.splitlines(keepends=True):
        at = len(line) - len(line.lstrip())
        heading = pattern.match(line, at)
        number = _PARAGRAPH.match(line)
        if heading and line.rstrip()[-1:] not in _STOPS:
            found.append(Span(offset + at, offset + len(line.rstrip())))
        elif heading:
            found.append(Span(offset + at, offset + _BEHIND.match(line, heading.end()).end()))  # type: ignore[union-attr]  # it fits any text
        elif number:
            found.append(Span(offset + at, offset + number.end()))
        offset += len(line)
    return tuple(found)


def clause_at(found: tuple[Clause, ...], offset: int) -> Clause | None:
    """The place that the character at an offset stands in; None before the first one."""
    before = bisect_right(found, offset, key=lambda clause: clause.start)
    return found[before - 1] if before else None


def numbers_of(kind_number: str, below: str) -> tuple[str, ...]:
    """The numbers of a named place as they are compared: 3, 2, a for Article III(2)(a)."""
    first = str(roman(kind_number)) if re.fullmatch(r"[IVXLC]+", kind_number) else kind_number.lower()
    return (first, *re.findall(r"\d+|[a-z]+", below))


def roman(numeral: str) -> int:
    """The value of a Roman numeral."""
    values = [_ROMAN[letter] for letter in numeral]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )
