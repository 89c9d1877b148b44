"""What belongs to a number in running text: its currency or unit, what it counts, the time it is of, words behind it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from explainer.text.languages import Words
from explainer.text.patterns import either

_SHORT = 3
"""Words of so few letters are units only as they are written: km, MW."""


class QuantityPatterns:
    """Finds what belongs to a number in the text before and behind it, by the words of a language."""

    def __init__(self, words: Words) -> None:
        self._names = _names({**words.currencies, **words.units})
        self._periods = _names({f"per {name}": forms for name, forms in words.periods.items()})
        self._of_time = frozenset(f"per {name}" for name in words.periods if name in words.units)
        self._every = {**self._periods, **self._names}
        self._signs = [(form, name) for form, name in self._names.items() if not any(map(str.isalpha, form))]
        self._plurals = words.plural_endings
        self._irregular = frozenset(words.irregular_plurals)
        self._senses = _names(words.senses_behind)
        currencies = [form for forms in words.currencies.values() for form in forms]
        self._currencies = frozenset(currencies)
        signs = either(form for form in currencies if not form.islower())
        self._sign = re.compile(rf"(?<!\w)(?P<found>{signs})\s?$")
        self._sign_of_any = re.compile(rf"(?:{signs})\s*$")
        units = _forms(form for forms in words.units.values() for form in forms)
        money = _forms(currencies)
        self._unit = re.compile(rf"[\s-]*(?:(?P<unit>{units})(?!\w)|(?:[^\W\d_]+\s)??(?P<money>{money})(?!\w))")
        periods = _forms(self._periods)
        apart = "".join(rf"(?<!\b{re.escape(word)}\s)" for word in words.date_links)
        of_article = [form for form in self._periods if form.split()[0] in words.articles]
        loose = _forms(form for form in self._periods if form not in of_article)
        ends = rf"(?!\w|\s(?:{either([*words.period_ends, *words.of_words])})\b)"
        self._period = re.compile(rf"[^,.;:()\d]{{0,40}}?\s(?:{apart}(?P<found>{periods})|(?P<each>{loose})){ends}")
        clause = r"[^,.;:!?()]*\Z"
        self._period_before = re.compile(
            rf"\A(?P<first>{loose}){ends},?{clause}|(?<!\w)(?P<found>{loose}){ends}{clause}"
        )
        behind = _forms(self._senses)
        self._behind = re.compile(
            rf"(?:[\s-][^\W\d_]+){{0,3}}?(?:\s\d{{4}})?,?[\s-]*(?P<found>{behind})(?!\w|\s*\d|\sthan\b)"
        )

    @cached_property
    def _any_name(self) -> re.Pattern[str]:
        """A pattern for any word for a currency, unit or period; it is seldom needed."""
        return re.compile(rf"(?<!\w)(?:{_forms(self._every)})(?!\w)")

    def signed(self, before: str) -> bool:
        """True if a text ends with the sign of a currency."""
        return self._sign.search(before[-6:]) is not None

    def paid(self, behind: str) -> bool:
        """True if a text begins with a word for a currency."""
        found = self._unit.match(behind[:60])
        return found is not None and found["money"] is not None

    def without_sign(self, before: str) -> str:
        """A text without the sign of a currency at its end: "over US" and "$" give "over"."""
        return self._sign_of_any.sub("", before)

    def unit(self, before: str, behind: str) -> str:
        """The name of the currency or unit of the number between two texts; empty if it has none."""
        if sign := self._sign.search(before[-8:]):
            return self._names[sign["found"]]
        found = self._unit.match(behind[:60])
        return self._named(self._names, found["unit"] or found["money"]) if found else ""

    def plural(self, word: str) -> bool:
        """True if a word behind a number is a noun in the plural: a verb behind a number above one has no such suffix."""
        small = word.casefold()
        return small in self._irregular or (len(small) > _SHORT and small.endswith(self._plurals))

    def noun(self, behind: str) -> str:
        """The first plural among three words behind a number, in lower case; empty if there is none, or for a unit."""
        words = _WORDS_BEHIND.match(behind)
        nouns = (
            (word for word in words[0].lower().split() if word.endswith(self._plurals))
            if words and self._plurals
            else ()
        )
        found = next((word for word in nouns if len(word) > _SHORT), "")
        return "" if found in self._names else found

    def period(self, behind: str) -> str:
        """The name of the time that the number before a text is of; empty if it is of none."""
        found = self._period.match(behind[:80])
        return self._named(self._periods, found["found"] or found["each"]) if found else ""

    def period_at(self, text: str) -> str:
        """The words for a time that a text begins with; empty if there are none."""
        found = self._period.match(f" {text.lstrip()}") if text[:1].isspace() else None
        words = (found["found"] or found["each"] or "") if found else ""
        return words if text.lstrip().startswith(words) else ""

    def paced(self, text: str) -> Iterator[tuple[str, str]]:
        """The single words of a text for the time of a quantity, which is not that of one person, with their names."""
        for word in re.findall(r"[^\W\d_]+", text):
            name = self._periods.get(word.lower(), "")
            if name in self._of_time:
                yield word, name

    def period_before(self, before: str) -> str:
        """The name of the time that words before a number in its clause make it of: monthly, every month."""
        found = self._period_before.search(before)
        return self._named(self._periods, found["first"] or found["found"]) if found else ""

    def sense_behind(self, behind: str) -> str:
        """The sense that words behind a number give it, such as "or more"; empty if there are none."""
        found = self._behind.match(behind[:80])
        return self._named(self._senses, found["found"]) if found else ""

    def named(self, text: str) -> frozenset[str]:
        """The names of all currencies, units and periods that a text has words for."""
        found = {self._named(self._every, match.group()) for match in self._any_name.finditer(text)}
        return frozenset(found | {name for sign, name in self._signs if sign in text})

    def without(self, text: str, names: Collection[str]) -> str:
        """A text without the words and signs for some currencies, units and periods, by their names."""
        kept = self._any_name.sub(lambda found: "" if self._named(self._every, found[0]) in names else found[0], text)
        for sign in (sign for sign, name in self._signs if name in names):
            kept = kept.replace(sign, "")
        return kept

    def money(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Every word or sign for a currency in a text: its place, and the name of the currency."""
        if self._may_be_money.search(text):
            for found in self._any_money.finditer(text):
                yield *found.span(), self._named(self._names, found.group())

    @cached_property
    def _any_money(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{_forms(self._currencies)})(?!\w)")

    @cached_property
    def _may_be_money(self) -> re.Pattern[str]:
        """A pattern that hardly any text has that names no currency."""
        return re.compile(
            "|".join(sorted({re.escape(form[:3].lower()) for form in self._currencies})) or "(?!)", re.IGNORECASE
        )

    @staticmethod
    def _named(names: Mapping[str, str], form: str) -> str:
        return names.get(form) or names[form.lower()]


_WORDS_BEHIND = re.compile(r"(?:\s[^\W\d_]+){1,3}")


def _names(groups: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The name of each form, as it is written and in lower case unless it is short."""
    found: dict[str, str] = {}
    for name, forms in groups.items():
        for form in forms:
            found[form] = name
            if len(form) > _SHORT:
                found.setdefault(form.lower(), name)
    return found


def _forms(forms: Iterable[str]) -> str:
    """A pattern for any of some forms: short ones as they are written, others regardless of case."""
    every = set(forms)
    short = {form for form in every if len(form) <= _SHORT}
    return rf"(?:{either(short)}|(?i:{either(every - short)}))"
