"""Reading running text: its numbers and dates, their qualifiers, denials.

The rules compare a sentence with its evidence. For that, both are split into `Token`s: normalised numbers,
percentages, dates, months and clock times. Ordinary words are ignored; ordinals in words ("first") and multiples
("twice") do not count as numbers: they are too often mere grammar.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from explainer.text.dates import Moment, moment_keys
from explainer.text.languages import Words, shared, words_of
from explainer.text.numbers import latin, number_key
from explainer.text.patterns import any_of, any_token_pattern, as_name, by_form, either, token_pattern, value_of

MORE = ("above", "well above", "at least")
"""Senses of qualifiers that mean that a number is higher."""


@dataclass(frozen=True, slots=True)
class Token:
    """A number or date found in text.

    `keys` are its normalised values, comparable as strings: `30000000000` for "30 billion",
    `71%`, `date:11-27`, `month:11`, `time:10:30`, `vague:thousands`. A day range has two keys.
    """

    start: int
    end: int
    keys: tuple[str, ...]


class Reader:
    """Reads text in one language; `tokens` and `token_keys` cache their results."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.tokens: Callable[[str], tuple[Token, ...]] = lru_cache(maxsize=2**17)(self._tokens)
        """Every number and date in a text, left to right."""
        self.token_keys: Callable[[str], frozenset[str]] = lru_cache(maxsize=2**17)(self._token_keys)
        """The normalised values of every number and date in a text.

        A full date also yields its month, so that "November" agrees with "27 November".
        """
        self.approximate = (*words.senses.get("about", ()), *words.senses.get("nearly", ()))
        """Words that make a number or date approximate."""
        self._any, self._token = any_token_pattern(words), token_pattern(words)
        self._months = by_form({**words.months, **words.short_months}, as_name)
        self._numbers = by_form({**words.numbers, **words.tens})
        self._scales = by_form(words.scales)
        ones = (word for word, value in words.numbers.items() if value == 1)
        self._one_part = re.compile(rf"{any_of([*words.articles, *ones])}\s")
        self._percent = re.compile(rf"(?:%|{any_of(words.percent)})(?!\w)")
        self._denials, self._denial_endings = frozenset(map(str.lower, words.denials)), words.denial_endings
        self._senses = {word.lower(): sense for sense, ways in words.senses.items() for word in ways}
        self._last_words = frozenset(word.split()[-1] for word in self._senses)
        self._qualifier = re.compile(rf"(?<!\w)({either(self._senses)})\s*[$€£¥]?$")
        self._range_opening = re.compile(rf"(?i)\b({either(words.range_openings)})\s*[$€£¥]?\s*\Z")
        self._range_join = re.compile(rf"[-–—]|\b(?:{either(words.range_joins)})\b")

    def within(self, other: Reader) -> Reader:
        """A reader of this language that reads only the kinds of words that the other one reads, too.

        The results of the two can be compared: if the other reader knows no scales, "30 billion" is 30 here, too.
        """
        return self if other is self else _reader(shared(self.words, other.words))

    def counted(self, text: str) -> Iterator[Token]:
        """Every number in `text` that is not a date, time or year."""
        return (token for token in self.tokens(text) if _COUNTED.fullmatch(token.keys[0]))

    def moment_keys(self, moment: Moment) -> frozenset[str]:
        """The token keys of a text that gives a date in full; those of a number for the day if no month can be read."""
        keys = moment_keys(moment)
        if self.words.months:
            return frozenset(keys.values())
        return frozenset((keys["year"], str(moment.day)) if moment.day else (keys["year"],))

    def quantity_key(self, value: Decimal, unit: str) -> str:
        """The token key of a value with its unit: (30, "billion dollars") gives "30000000000"."""
        if scale := value_of(latin(unit.split(" ", 1)[0]), self._scales):
            return number_key(value * scale)
        return number_key(value) + ("%" if self.is_percent(unit) else "")

    def is_percent(self, unit: str) -> bool:
        """True if a unit is a percentage."""
        return self._percent.match(latin(unit)) is not None

    def denial(self, text: str) -> str:
        """The first word of a text that denies or restricts it, such as not, never, unless, isn't; empty if none does."""
        for match in _WORD.finditer(text):
            word = match.group().lower()
            if word in self._denials or word.endswith(self._denial_endings):
                return match.group()
        return ""

    def qualifier_before(self, text: str) -> str | None:
        """The qualifier at the end of `text` ("it is already close to " gives "close to"), or None."""
        match = self._trailing_qualifier(text)
        return match.group(1) if match else None

    def sense_before(self, text: str) -> str:
        """The sense of the words that end `text` for a number after them: that of "over" and "more than" is the same."""
        match = self._trailing_qualifier(text)
        if not match:
            return ""
        sense = self._senses[match.group(1)]
        before = self.sense_before(match.string[: match.start()])
        return f"{before} {sense}".strip() if sense != before else sense

    def _trailing_qualifier(self, text: str) -> re.Match[str] | None:
        text = text[-60:].lower()
        words = text.rstrip(" \n$€£¥").rsplit(None, 1)
        # Testing the last word first makes it fast.
        return self._qualifier.search(text.rstrip()) if words and words[-1] in self._last_words else None

    def range_opening(self, text: str) -> str:
        """The word at the end of `text` that makes a range of the two numbers after it, such as between; empty if none."""
        match = self._range_opening.search(text)
        return match.group(1).lower() if match else ""

    def joins(self, text: str) -> bool:
        """True if a text between two dates makes a range of them: "to", "and", a dash."""
        return self._range_join.search(text) is not None

    def _tokens(self, text: str) -> tuple[Token, ...]:
        text = latin(text)
        if not self._any.search(text.lower()) and not _CAPITALS.search(text):
            return ()
        found = (match for match in self._token.finditer(text) if match.lastgroup not in ("plain", "word"))
        return tuple(Token(match.start(), match.end(), self._keys(match)) for match in found)

    def _token_keys(self, text: str) -> frozenset[str]:
        found = {key for token in self.tokens(text) for key in token.keys}
        return frozenset(found | {f"month:{key[5:7]}" for key in found if key.startswith("date:")})

    def _keys(self, match: re.Match[str]) -> tuple[str, ...]:
        group = match.groupdict()
        if group["clock"]:
            return (_clock_key(group),)
        if group["dmy"] or group["mdy"]:
            month = value_of((group["m1"] or group["m2"]).rstrip("."), self._months)
            days = [group[name] for name in ("d0", "d1", "d2", "d3") if group[name]]
            return tuple(f"date:{month:02}-{int(day):02}" for day in days)
        if group["month"]:
            return (f"month:{value_of(group['month'], self._months):02}",)
        if group["number"] and group["fraction"] and group["words"]:
            return (self._part_key(group["number"]),)
        if group["number"]:
            return (number_key(self._number(group)) + ("%" if group["percent"] else ""),)
        if group["roman"]:
            return (str(_roman_value(group["roman"])),)
        if group["part"] or group["mixed"]:
            return (self._part_key(group["part"] or group["mixed"]),)
        word = (group["vague"] or group["glyph"]).lower()
        scale = value_of(word, self._scales)
        return (f"vague:{word}" if scale is None else str(scale),)

    def _number(self, group: Mapping[str, str | None]) -> Decimal:
        """The number given by digits or words and the scales after them."""
        if digits := group["digits"]:
            for mark in self.words.group_marks:
                digits = digits.replace(mark, "")
            value = Decimal(digits.replace(self.words.decimal_mark, "."))
        else:
            words = group["words"] or ""
            whole = value_of(words, self._numbers)
            parts = [words] if whole is not None else re.split(r"[- ]", words)
            value = Decimal(sum(value_of(part, self._numbers) or 0 for part in parts))
        for scale in re.findall(r"\w+", group["scale"] or ""):
            value *= value_of(scale, self._scales) or 1
        return value

    def _part_key(self, words: str) -> str:
        spaced = re.sub(r"[\s-]+", " ", words.lower())
        return "part:" + spaced[one.end() if (one := self._one_part.match(spaced)) else 0 :]


@cache
def reader_of(tag: str) -> Reader:
    """The reader of a language tag; languages with the same words share one."""
    return _reader(words_of(tag))


_reader = cache(Reader)


_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_COUNTED = re.compile(r"(?!(?:1[5-9]|20)\d\d$)[\d.]+%?")
_CAPITALS = re.compile("[IVXLCDM]{2}")


def _clock_key(group: Mapping[str, str | None]) -> str:
    hour, _, minute = (group["clock"] or "").partition(":")
    if group["am"] or group["pm"]:
        hour, minute = str(int(group["hour"] or 0) % 12 + (12 if group["pm"] else 0)), group["minute"] or "00"
    return f"time:{int(hour):02}:{minute}"


def _roman_value(letters: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}[letter] for letter in letters]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
