"""Reading running text: its numbers and dates, their qualifiers, denials.

The rules compare a sentence with its evidence. For that, both are split into `Token`s: normalised numbers,
percentages, dates, months and clock times. Ordinary words are ignored; ordinals in words ("first") and multiples
("twice") do not count as numbers: they are too often mere grammar.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property, lru_cache
from itertools import pairwise, zip_longest
from math import prod

from explainer.text.credits import Credit, Credits
from explainer.text.dates import Moment, Occasion, moment_keys, part_of_date, weekday_key
from explainer.text.languages import Words, shared, words_of
from explainer.text.numbers import latin, number_key, quotations
from explainer.text.patterns import any_of, beginning_pattern, by_form, either, token_pattern, value_of
from explainer.text.quantities import QuantityPatterns

_THE = r"(?:[a-z]{1,3}\s)?"
"""An article before a name."""

LESS = ("nearly", "below", "well below", "at most")
"""Senses of qualifiers that mean that a number is lower."""

MORE = ("above", "well above", "at least")
"""Senses of qualifiers that mean that a number is higher."""


@dataclass(frozen=True, slots=True)
class Token:
    """A number or date found in text.

    `keys` are its normalised values, comparable as strings: `30000000000` for "30 billion",
    `71%`, `25%` for "a quarter", `part:2/3`, `date:11-27`, `month:11`, `weekday:3`, `part-of-day:evening`, `season:spring`,
    `phase:late` before a month or year, `time:10:30`, `half-day:10:30` if half past ten may be in the morning or evening,
    `decade:90` for the nineties of any century, `vague:thousands`. A day range has two keys, a date in digits that of its year, too.
    """

    start: int
    end: int
    keys: tuple[str, ...]
    loose: str = ""
    """Why a sentence may say it without a record, though not against one: `part-of-day`, `phase`, `name`, `pair`; empty if not."""

    @property
    def dated(self) -> bool:
        """True for a part of a date other than a year."""
        return part_of_date(self.keys[0]) not in ("", "year")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number found in text with what belongs to it: its sense, what it counts, and the time that it is of.

    `sense` and `unit` are None if the language has no words for them.
    """

    start: int
    end: int
    key: str
    sense: str | None
    unit: str | None
    """The name of its currency or unit, by `Words.currencies` and `Words.units`; empty for any other noun."""
    noun: str
    """The plural behind it, in lower case: agreements; empty if there is none."""
    period: str
    """The time that it is of, such as "per day"; empty for none."""
    words: str
    """The number with the words around it, for hints."""
    bound: str = ""
    """`low` or `high` if it is that end of a range; empty for any other number."""


class Reader:
    """Reads text in one language; `tokens` and `token_keys` cache their results."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.tokens: Callable[[str], tuple[Token, ...]] = lru_cache(maxsize=2**13)(self._tokens)
        self.credit_of: Callable[..., re.Pattern[str] | None] = lru_cache(maxsize=2**10)(self._credit_of)
        """Every number and date in a text, left to right."""
        self.token_keys: Callable[[str], frozenset[str]] = lru_cache(maxsize=2**13)(self._token_keys)
        """The normalised values of every number and date in a text.

        A full date also yields its month and weekday, so that "November" agrees with "27 November", and a clock time the
        part of the day.
        """
        self.dates: Callable[[str], tuple[Occasion, ...]] = lru_cache(maxsize=2**13)(self._dates)
        """Every date in a text, left to right, each with all its parts; of a range of days, each day."""
        self.currencies = frozenset(words.currencies)
        """The names of all currencies."""
        self.approximate = (*words.senses.get("about", ()), *words.senses.get("nearly", ()))
        """Words that make a number or date approximate."""
        self._beginning, self._token = beginning_pattern(words), token_pattern(words)
        self._months = by_form({**words.months, **words.short_months})
        self._weekdays = by_form({**words.weekdays, **words.short_weekdays})
        self._weekdays_of = by_form({name: "-".join(map(str, days)) for name, days in words.weekdays_of.items()})
        self._day_parts = by_form({name: part for part, names in words.parts_of_day.items() for name in names})
        self._ordinals = by_form(words.day_ordinals)
        self._date_gap = re.compile(rf"(?:[\s,(]|(?<!\w){any_of(words.date_links)}(?!\w))*")
        self._named_day = re.compile(rf"(?<!\w)(?!(?ai:{either(words.weekday_openings)})\b)[^\W\d_a-z]\w*\s$")
        self._numbers = by_form({**words.numbers, **words.tens})
        self._seasons = by_form({name: season for season, names in words.seasons.items() for name in names})
        self._phases = by_form({name: phase for phase, names in words.phases.items() for name in names})
        self._sides = re.compile(
            # by 12 March, by the end of March
            "|".join(
                rf"(?P<{side}>(?<!\w){any_of(ways)}\s(?:{any_of(words.day_articles)}\s)?$)"
                for side, ways in words.date_sides.items()
            )
            or "(?!)"
        )
        lengths = [form for unit in words.spans for form in words.units.get(unit, ())]
        self._length_before = re.compile(
            rf"(?:(?<!\w)(?P<count>\d+|{any_of(words.numbers)})\s)?(?<!\w)(?P<unit>{any_of(lengths)})(?:\s[\d/–-]+)?,?\s{any_of(words.endings)}\s$"
        )
        self._whole = re.compile(rf"[-\s]?(?:{any_of(words.date_links)}\s)*(?P<unit>{any_of(lengths)})(?!\w)")
        self._direction = re.compile(
            "|".join(rf"(?P<{name}>(?<!\w){any_of(ways)}(?!\w))" for name, ways in words.directions.items()) or "(?!)"
        )
        self._day_opening, self._when = (
            re.compile(rf"(?<!\w){any_of(openings)}\s$") for openings in (words.day_openings, words.when_openings)
        )
        self._numbered = re.compile(rf"(?<!\w)(?:{either(words.numbered)})\s$")
        self._below_zero = re.compile(rf"(?:(?<!\w){any_of(words.negative)}\s|(?<![\w)])−|(?<!\S)(?<!\d\s)-)$")
        self._spoken_marks = [
            (last.split()[-1].lower(), re.compile(rf"(?<!\w){any_of([first])}\b.*?\b{any_of([last])}(?!\w)", re.DOTALL))
            for first, last in words.spoken_marks
        ]
        self._scales = by_form({**_in_plural(words), **words.scales, **words.suffix_scales, **words.money_scales})
        self._fractions, self._minutes = by_form(words.fractions), by_form(words.clock_minutes)
        self._articles = frozenset(words.articles)
        self._percent = re.compile(rf"(?:%|{any_of(words.percent)})(?!\w)")
        self._denials, self._denial_endings = frozenset(map(str.lower, words.denials)), words.denial_endings
        self._senses = {word.lower(): sense for sense, ways in words.senses.items() for word in ways}
        self._last_words = frozenset(word.split()[-1] for word in self._senses)
        self._qualifier = re.compile(rf"(?<!\w)({either(self._senses)})$")
        self._length, self._quantity = _length_pattern(words), QuantityPatterns(words)
        self.quantities: Callable[[str], tuple[Quantity, ...]] = lru_cache(maxsize=2**13)(self._quantities)
        """Every number in a text that is not a date, time, year or part of a name, with what belongs to it."""
        self._range_opening = re.compile(rf"(?i)\b({either(words.range_openings)})\s*\Z")
        groups = (words.future, words.announcing, words.counting, words.turning, words.contrasts, words.denying)
        self._future, self._announcing, self._counting, self._turning, self._contrast, self._denying = map(
            _word, groups
        )
        self._that, self._crediting, self._reporting = map(_word, (words.that, words.crediting, words.reporting))
        self._elision = re.compile(rf"(?<!\w)['‘](?={any_of(words.elisions)}(?!\w))")
        self._clause = re.compile(rf"[.;!?”]|(?<!\w){any_of(set(words.clause_openings) - set(words.that))}(?!\w)")
        self._range_join = re.compile(rf"[-–—]|\b(?:{either(words.range_joins)})\b")

    def within(self, other: Reader) -> Reader:
        """A reader of this language that reads only the kinds of words that the other one reads, too.

        The results of the two can be compared: if the other reader knows no scales, "30 billion" is 30 here, too.
        """
        return self if other is self else _reader(shared(self.words, other.words))

    def counted(self, text: str) -> Iterator[Token]:
        """Every number in `text` that is not a date, time, year or part of a name."""
        for token in self.tokens(text):
            counts = _COUNTED.fullmatch(token.keys[0]) or self._no_year(token, text[token.start : token.end])
            if counts and token.loose != "name":
                yield token

    def _no_year(self, token: Token, words: str) -> bool:
        """True for a number that might be a year, but is written as none is: 2,000, two thousand."""
        written = not words[:4].isdigit() and (words[:1].isdigit() or words.rsplit(None, 1)[-1].lower() in self._scales)
        return written and part_of_date(token.keys[0]) == "year"

    def money(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Every word or sign for a currency in a text: its place, and the name of the currency."""
        return self._quantity.money(text)

    def units_of(self, text: str) -> frozenset[str]:
        """The names of all currencies, units and periods that a text has words for, with or without a number."""
        return self._quantity.named(text)

    def sense_behind(self, text: str) -> str:
        """The sense of the words that begin `text` for a number before them: "or more"."""
        return self._quantity.sense_behind(text)

    def lengths(self, text: str) -> Iterator[tuple[int, int, str, Fraction]]:
        """The times without a number that a text counts from another: their places, units, and how many.

        That is one in "a month after", and a half in "half a year before".
        """
        hints = (*self.words.length_sides, *self.words.length_openings)
        for found in self._length.finditer(text) if any(word in text for word in hints) else ():
            name = found["unit"] or found["whole"]
            start = found.start("half") if found["half"] else found.start("article" if found["unit"] else "one")
            end = found.end("unit") if found["unit"] else found.end()
            yield start, end, self._quantity.unit("", f" {name}"), Fraction(1, 2 if found["half"] else 1)

    def has_one(self, unit: str, text: str) -> bool:
        """True if a text has one of a unit: a month, the month, one month, last month."""
        return self._one_of(unit).search(text) is not None

    @cached_property
    def _one_of(self) -> Callable[[str], re.Pattern[str]]:
        return cache(self._one_of_pattern)

    def _one_of_pattern(self, unit: str) -> re.Pattern[str]:
        """A pattern for one of a unit, with an article or a word like it."""
        ones = [word for word, number in self.words.numbers.items() if number == 1]
        articles = any_of([*self.words.articles, *self.words.day_articles, *self.words.last_ranks, *ones])
        return re.compile(rf"(?<!\w){articles}\s{any_of(self.words.units.get(unit, ()))}(?!\w)")

    def sided(self, text: str) -> bool:
        """True if a text behind a number or time counts it from something: "days after", "earlier"."""
        return self._sided.match(text) is not None

    def denies_date(self, text: str) -> bool:
        """True if a text ends with words that deny a date behind it: "not on", "never in"."""
        return self._date_denied.search(text[-40:]) is not None

    def rank_before(self, text: str) -> int:
        """1 for a text that ends with "first", -1 for "last", 0 for another one."""
        word = text.rsplit(None, 1)[-1].lower() if text.strip() else ""
        return 1 if self.words.day_ordinals.get(word) == 1 else -1 if word in self.words.last_ranks else 0

    def is_of(self, text: str) -> bool:
        """True if the words between a number and a date make the date its time: "dollars for the year"."""
        return self._is_of.match(text) is not None

    def clauses(self, headline: str) -> tuple[str, ...]:
        """The clauses of a headline."""
        return tuple(filter(None, map(str.strip, self._clauses.split(headline))))

    def ordered(self, clause: str) -> tuple[str, str, str]:
        """A clause that puts one thing before or after another: the words of the one, the side, those of the other; else empty."""
        for found in self._ordering.finditer(clause):
            if side := value_of(found["side"], self.words.length_sides):
                return clause[: found.start()], side, clause[found.end() :]
        return "", "", ""

    def counted_from(self, text: str) -> tuple[str, str]:
        """The words that a time before `text` is counted from, and their side: ("the session", "before"); empty if none."""
        found = self._counted_from.match(text)
        return (found["event"], found["side"].lower()) if found else ("", "")

    def ranked_weekdays(self, text: str) -> Iterator[tuple[int, int, int, int, int]]:
        """The weekdays that a text counts in a month, as in "the second Sunday of October".

        Each is its place, the number in its month, -1 for the last one, of the weekday and of the month.
        """
        for found in self._ranked_weekday.finditer(text):
            rank = value_of(found["rank"], self._ordinals) or -1
            yield (
                *found.span(),
                rank,
                value_of(found["weekday"], self._weekdays) or 0,
                value_of(found["month"], self._months) or 0,
            )

    def tells_when(self, text: str, token: Token) -> bool:
        """True for a part of the day or a season that a sentence states something of, as in "in the morning"."""
        return token.loose in ("part-of-day", "phase") and bool(
            self._when.search(text[max(0, token.start - 20) : token.start])
        )

    def without_sign(self, text: str) -> str:
        """A text without the sign of a currency at its end."""
        return self._quantity.without_sign(text)

    def period_at(self, text: str) -> str:
        """The words for the time of a quantity that a text begins with: "a day", "per year"; empty if it begins otherwise."""
        return self._quantity.period_at(text)

    def paced(self, text: str) -> Iterator[tuple[str, str]]:
        """The single words of a text for how often something is, each with its name in `units_of`: daily."""
        return self._quantity.paced(text)

    def plural(self, word: str) -> bool:
        """True if a word behind a number is a noun in the plural."""
        return self._quantity.plural(word)

    def noun_behind(self, text: str) -> str:
        """The noun that a text begins with, as in `Quantity.noun`."""
        return self._quantity.noun(text)

    def _quantities(self, text: str) -> tuple[Quantity, ...]:
        counted = list(self.counted(text))
        ends: dict[int, str] = {}
        for low, high in pairwise(counted):
            if self._is_range(text, low, high):
                ends |= {low.start: "low", high.start: "high"}
        return tuple(
            replace(self._quantity_of(text, token), bound=ends[token.start])
            if token.start in ends
            else self._quantity_of(text, token)
            for token in counted
        )

    def _is_range(self, text: str, low: Token, high: Token) -> bool:
        """True if two numbers are the ends of a range: "80 to 90", "between 80 and 90"; "from 90 to 80" is a change."""
        between = self._quantity.without_sign(text[low.end : high.start]).strip()
        join = between.strip("- ") or between
        opened = join not in self.words.clause_openings or self.range_opening(
            text[max(0, low.start - _AROUND) : low.start]
        )
        ends = [Fraction(token.keys[0].removeprefix("part:").rstrip("%")) for token in (low, high)]
        return bool(self._range_join.fullmatch(join) and opened) and ends[0] < ends[1]

    def _quantity_of(self, text: str, token: Token) -> Quantity:
        before, behind = text[max(0, token.start - _AROUND) : token.start], text[token.end : token.end + _AROUND]
        senses = dict.fromkeys(filter(None, (self.sense_before(before), self._quantity.sense_behind(behind))))
        unit = self._quantity.unit(before, behind)
        if not unit and (join := self._range_join.match(behind[:8].lstrip())):  # 27 to 28 dollars
            later = behind[:8].index(join.group()) + join.end()
            other = next(iter(self.counted(behind[:60])), None)
            if other and not behind[later : other.start].strip(" $€£"):
                unit = self._quantity.unit(behind[: other.start], behind[other.end :])
        return Quantity(
            token.start,
            token.end,
            token.keys[0],
            " ".join(senses) if self.words.senses else None,
            unit if self.words.currencies else None,
            self._quantity.noun(behind),
            self._quantity.period(behind) or self._quantity.period_before(before),
            " ".join([*before.split()[-3:], text[token.start : token.end], *behind.split()[:2]]),
        )

    def moment_keys(self, moment: Moment) -> frozenset[str]:
        """The token keys of a text that gives a date in full; those of a number for the day if no month can be read."""
        keys = moment_keys(moment)
        if self.words.months:
            weekday = weekday_key(keys["year"], keys["day"]) if moment.day and self.words.weekdays else ""
            return frozenset((*keys.values(), weekday) if weekday else keys.values())
        return frozenset((keys["year"], str(moment.day)) if moment.day else (keys["year"],))

    def quantity_key(self, value: Decimal, unit: str) -> str:
        """The token key of a value with its unit: (30, "billion dollars") gives "30000000000"."""
        if scale := value_of(latin(unit.split(" ", 1)[0]), self._scales):
            return number_key(value * scale)
        return number_key(value) + ("%" if self.is_percent(unit) else "")

    def scale_in(self, text: str) -> Decimal:
        """What the words for a scale in the name of a column multiply its numbers by: thousand, mln, '000; 1 without any."""
        found = Decimal(1)
        for word in _SCALE.findall(latin(text)):
            found *= value_of(word, self._named_scales) or value_of(word.removesuffix("s"), self._named_scales) or 1
        return found

    def without_scales(self, unit: str) -> str:
        """A unit without its words for a scale: passengers for million passengers."""
        return " ".join(word for word in unit.split() if self.scale_in(word) == 1)

    def without_units(self, text: str, names: Collection[str]) -> str:
        """A text without the words for some currencies, units and periods, by their names."""
        return self._quantity.without(text, names)

    def is_percent(self, unit: str) -> bool:
        """True if a unit is a percentage."""
        return self._percent.match(latin(unit)) is not None

    @property
    def reads_denials(self) -> bool:
        """True if the words of this language that deny something are known."""
        return bool(self._denials)

    def relations(self, text: str) -> Iterator[tuple[str, str, str]]:
        """The words of a headline for a relation: its name, turned by a denial, the words, and the clause without what follows "than"."""
        for clause in self._clauses.split(text):
            known = self._than.split(clause)[0]
            for found in self._relation.finditer(known):
                name = found.lastgroup or ""
                denied = self.denial(" ".join(known[: found.start()].split()[-2:]))
                yield (self.words.opposites.get(name, name) if denied else name), found.group(), known

    def change(self, text: str) -> str:
        """The direction that words in a text give a number behind it, as in "fell by", "fell"; empty if there are none."""
        found = next(
            (
                each
                for each in self._direction.finditer(text)
                if self._change.match(text, each.end()) or not self.without_qualifier(text[each.end() :]).strip()
            ),
            None,
        )
        return found.lastgroup or "" if found else ""

    def directions(self, text: str) -> frozenset[str]:
        """The names of all directions that a text has words for."""
        return frozenset(found.lastgroup or "" for found in self._direction.finditer(text))

    def denial(self, text: str) -> str:
        """The first word of a text that denies or restricts it, such as not, never, unless, isn't; empty if none does."""
        for match in _WORD.finditer(text):
            word = match.group().lower()
            if word in self._denials or word.endswith(self._denial_endings):
                return match.group()
        return ""

    def turning(self, text: str) -> str:
        """The first words of a text that deny it or turn it another way, such as not, far from; empty if there are none."""
        return self.negation(text) or (found.group() if (found := self._turning.search(text)) else "")

    def negation(self, text: str) -> str:
        """The first word of a text that denies something, as `denial` finds it, or a verb such as refused; empty if none."""
        return self.denial(text) or self.disputes(text)

    def disputes(self, text: str) -> str:
        """The first verb or adjective in a text that denies what follows it, such as refused, untrue; empty if there is none."""
        return found.group() if (found := self._denying.search(text)) else ""

    def contrast(self, text: str) -> str:
        """The first word in a text that opposes what comes next to what came before, such as but; empty if there is none."""
        return found.group() if (found := self._contrast.search(text)) else ""

    def only_announces(self, text: str) -> bool:
        """True if a text has a word for what is still to come: will, planned."""
        return self._future.search(text) is not None

    def names_future(self, label: str) -> bool:
        """True if the name of a state or basis is one for what need not have happened, such as announced."""
        return self._announcing.search(label) is not None

    def names_count(self, label: str) -> bool:
        """True if the name of a basis is one for what has been counted."""
        return self._counting.search(label) is not None

    def quotations(self, text: str) -> Iterator[tuple[int, int]]:
        """The spans in quotation marks, as `numbers.quotations` finds them, or between words that are spoken for them.

        The apostrophe of an elision opens none.
        """
        yield from quotations(self._elision.sub("\u02bc", text) if "'" in text or "‘" in text else text)
        lower = text.lower()
        for last_word, spoken in self._spoken_marks:
            if last_word in lower:  # hardly any text has it
                yield from (match.span() for match in spoken.finditer(text))

    @cached_property
    def _decades(self) -> Mapping[str, int]:
        return by_form(self.words.decades)

    @cached_property
    def _telling(self) -> re.Pattern[str]:
        return _word(way for way in self.words.telling if " … " not in way)

    @cached_property
    def _day_ends(self) -> re.Pattern[str]:
        """A pattern for words that end before a date and give it a part of the day."""
        return re.compile(rf"(?<!\w)(?P<words>{any_of(self.words.day_ends)})\s$")

    @cached_property
    def _shares_of(self) -> Mapping[str, str]:
        """The sense of each word for a share."""
        return by_form({way: sense for sense, ways in self.words.shares.items() for way in ways})

    @cached_property
    def _share(self) -> re.Pattern[str]:
        """A pattern for a share at the beginning of a clause that ends before a number: "not all of the"."""
        opening = rf"(?:\A|[.,;:!?()“”\"—–]\s?|(?<!\w){any_of([*self.words.clause_openings, *self.words.that])}\s)"
        return re.compile(rf"{opening}(?P<share>{any_of(self._shares_of)})\s{any_of(self.words.share_links)}\s$")

    @cached_property
    def _ranked_weekday(self) -> re.Pattern[str]:
        """A pattern for a weekday that is counted in a month: "the second Sunday of October"."""
        words = self.words
        ranks = any_of([*(way for way, number in words.day_ordinals.items() if number < _RANKS), *words.last_ranks])
        day, month = any_of(words.weekdays), any_of(words.months)
        return re.compile(
            rf"(?<!\w)(?P<rank>{ranks})\s(?P<weekday>{day})\s{any_of(words.date_links)}\s(?P<month>{month})(?!\w)"
        )

    @cached_property
    def _counted_from(self) -> re.Pattern[str]:
        return re.compile(rf"\s(?P<side>{any_of(self.words.length_sides)})\s(?P<event>[^.,;:!?()“”—–]{{1,80}})")

    @cached_property
    def _sided(self) -> re.Pattern[str]:
        return re.compile(rf"(?:[\s-]+[^\W\d_]+){{0,2}}?\s{any_of(self.words.length_sides)}(?!\w)")

    @cached_property
    def _date_denied(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){any_of(self.words.denials)}\s(?:{any_of(self.words.date_links)}\s)*\Z")

    @cached_property
    def _ordering(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?P<side>{any_of(self.words.length_sides)})(?!\w)")

    @cached_property
    def _is_of(self) -> re.Pattern[str]:
        """A pattern for the words between a number and the date that it is of."""
        links = any_of([*self.words.date_links, *self.words.length_openings])
        return re.compile(rf"[-\s]?(?:(?!{links}\b)[^\W\d_]+\s){{0,3}}{links}\s(?:{links}\s)*\Z")

    @cached_property
    def _change(self) -> re.Pattern[str]:
        return re.compile(rf"\s{any_of(self.words.direction_links)}(?!\w)")

    @cached_property
    def _relation(self) -> re.Pattern[str]:
        """A pattern for the words for a relation, in a group of its name."""
        names = self.words.relations.items()
        return re.compile("|".join(rf"(?P<{name}>(?<!\w){any_of(ways)}(?!\w))" for name, ways in names) or "(?!)")

    @cached_property
    def _named_scales(self) -> Mapping[str, int]:
        return by_form({**self.words.scales, **self.words.suffix_scales, "000": 1000})

    @cached_property
    def _clauses(self) -> re.Pattern[str]:
        """A pattern for what divides the clauses of a headline."""
        return re.compile(
            rf"[,;:.]|(?<!\w){any_of(set(self.words.contrasts).difference(*self.words.relations.values()))}(?!\w)"
        )

    @cached_property
    def _than(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){any_of(self.words.than)}(?!\w)")

    @cached_property
    def _credits(self) -> Credits:
        return Credits(self.words)

    def find_credits(self, text: str, names: re.Pattern[str], *, others: bool = False) -> Iterator[Credit]:
        """The words of a text outside its quotations that credit somebody with what it says, by the names of a pattern.

        With `others`, whatever else is a name counts, too.
        """
        if self.words.reporting:
            for start, end in self.quotations(text):
                text = f"{text[:start]}{'”' * (end - start)}{text[end:]}"
            yield from self._credits.find(text, names, others=others)

    def _credit_of(self, names: tuple[str, ...], between: int = 0) -> re.Pattern[str] | None:
        """A pattern for one of some names, `before` or `behind` a verb by which a reporter credits words; None without such verbs.

        Up to as many words as `between` says may stand between a name and the verb behind it.
        """
        name, verbs = rf"(?<!\w)(?:{either(names)})(?!\w|['’]s)", any_of(self.words.reporting)
        one, other = (rf"(?P<{place}>{name})" for place in ("before", "behind"))
        return (
            re.compile(rf"{one}\s(?:[a-z]+\s){{0,{between}}}?{verbs}(?!\w)|(?<!\w){verbs}\s{other}")
            if self.words.reporting
            else None
        )

    def speech_of(self, names: tuple[str, ...]) -> re.Pattern[str] | None:
        """A pattern for words that say that one of some names gave a speech: "address by", "delivered"; None without such words."""
        if not self.words.speaking:
            return None
        name, speech = rf"(?<!\w)(?i:{either(names)})(?!\w)", any_of(self.words.speaking)
        title = r"(?:[^\W\d_a-z][\w.’'-]*\s)"
        given = rf"(?:[\w’'-]+\s){{0,6}}?{any_of(self.words.givers)}" if self.words.givers else "(?!)"
        of = rf"(?:{any_of(self.words.of_words)}\s|{given}\s|(?:[,:;.|/—–-]\s?)?)"
        behind = r"(?:['’]s?)?(?:,[^,.;:]{1,60},|[,:—–-])?\s(?:[\w-]+\s){0,4}?"
        return re.compile(rf"{name}(?i:{behind}{speech})(?!\w)|(?<!\w)(?i:{speech}\s{of}){_THE}{title}{{0,4}}{name}")

    def subject_of(self, names: Iterable[str]) -> re.Pattern[str]:
        """A pattern for one of some names, `subject`, that begins a clause, up to a few words that a quotation follows."""
        opened = "|".join(rf"(?<=\b{word}\s)" for way in self.words.clause_openings for word in by_form({way: 0}))
        verbs = any_of([*self.words.reporting, *self.words.telling])
        passive = rf"{any_of(self.words.passive)}\s(?:\w+(?:{either(self.words.participle_endings)})|{verbs})\b"
        start = rf"(?:\A|(?<=[.!?,;:—–]\s){'|' if opened else ''}{opened})"
        return re.compile(rf"{start}(?P<subject>{either(names)})(?!\w|['’]s|\s{passive})(?:\s[a-z]+){{0,4}}[,:]?\s?\Z")

    def one_clause(self, text: str) -> bool:
        """True if the words between a credit and a statement open no other clause than the one that is credited."""
        return len(text) <= _AROUND and not self._clause.search(text)

    def opened(self, text: str) -> bool:
        """True if a text has a word that opens what somebody is credited with, such as that."""
        return self._that.search(text) is not None

    def tellings(self, text: str) -> list[int]:
        """Where the verbs begin by which sentences of our own credit somebody with words, in order."""
        found = (match.start() for verb in (self._reporting, self._telling) for match in verb.finditer(text))
        return sorted(at for at in found if text[max(0, at - 1) : at] != "-")  # so-called

    def reports(self, text: str) -> bool:
        """True if a text has a verb by which a reporter credits words to a speaker."""
        return self._reporting.search(text) is not None

    def meant_before(self, text: str) -> bool:
        """True if a pronoun begins a text that reports words: who speaks is named before it."""
        first = re.match(r"\W*(\w+)", text)
        return bool(first and first[1].lower() in self.words.pronouns) and self.reports(text)

    def credits(self, text: str) -> bool:
        """True if a text has a verb that says whose words or numbers something is."""
        return self.reports(text) or self._crediting.search(text) is not None

    def qualifier_before(self, text: str) -> str | None:
        """The qualifier at the end of `text` ("it is already close to " gives "close to"), or None."""
        match = self._trailing_qualifier(text)
        return match.group(1) if match else None

    def sense_before(self, text: str) -> str:
        """The sense of the words that end `text` for a number after them: that of "over" and "more than" is the same."""
        if share := self._share.search(text):
            return value_of(share["share"], self._shares_of) or ""
        match = self._trailing_qualifier(text)
        if not match:
            clause = re.split(r"[,;:.!?()—–]", self._quantity.without_sign(text[-60:]))[-1]
            return "not" if self.denial(" ".join(clause.split()[-_BEFORE:])) else ""
        sense = self._senses[match.group(1)]
        before = self.sense_before(match.string[: match.start()])
        return f"{before} {sense}".strip() if sense != before else sense

    def without_qualifier(self, text: str) -> str:
        """A text without the qualifier at its end."""
        match = self._trailing_qualifier(f"{text} ")
        return match.string[: match.start()] if match else text

    def _trailing_qualifier(self, text: str) -> re.Match[str] | None:
        text = self._quantity.without_sign(text[-60:]).lower().rstrip()
        words = text.rsplit(None, 1)
        # Testing the last word first makes it fast.
        return self._qualifier.search(text) if words and words[-1] in self._last_words else None

    def range_opening(self, text: str) -> str:
        """The word at the end of `text` that makes a range of the two numbers after it, such as between; empty if none."""
        match = self._range_opening.search(self._quantity.without_sign(text[-60:]))
        return match.group(1).lower() if match else ""

    def day_alone(self, text: str, token: Token) -> int:
        """The number of a day that a text names without its month, as in "on the 28th"; 0 for any other token."""
        named = self._day_opening.search(text[max(0, token.start - 20) : token.start])
        ordinal = text[token.start : token.end].endswith(self.words.ordinal_endings)
        return int(token.keys[0]) if named and ordinal and token.keys[0].isdecimal() else 0

    def joins(self, text: str) -> bool:
        """True if a text between two dates makes a range of them: "to", "and", a dash."""
        return self._range_join.search(text) is not None

    def _tokens(self, text: str) -> tuple[Token, ...]:
        found = [match for match in self._matches(latin(text)) if not (match["weekday"] and self._in_name(match))]
        return tuple(
            self._token_of(match, after) for match, after in zip_longest(found, found[1:]) if match is not None
        )

    def _matches(self, text: str) -> Iterator[re.Match[str]]:
        """The tokens of a text without look-alikes."""
        at = 0
        while beginning := self._beginning.search(text, at):
            match = self._token.match(text, beginning.start())
            at = match.end() if match else beginning.start() + 1
            if match and match.lastgroup != "idiom":
                yield match

    def _token_of(self, match: re.Match[str], after: re.Match[str] | None) -> Token:
        """The token of a match; `after` is the next one, whose scale or percentage a number before it may share."""
        before = match.string[max(0, match.start() - 20) : match.start()]
        capital = _CAPITAL_WORD.search(before) if match["roman"] else None
        named = capital is not None and capital[0].strip().lower() not in self.words.day_articles
        named = named or bool(
            match["digits"]
            and not _YEAR.match(match["digits"])
            and (_CAPITAL_STEM.search(before) or self._numbered.search(before))
        )
        end = match.start("money") if match["money"] and not self._is_money(match) else match.end()
        loose = "part-of-day" if match["daypart"] else "phase" if match["season"] or match["phase"] else ""
        loose = "name" if named else "pair" if match["pair"] else loose
        sign = self._below_zero.search(before) if match["number"] else None
        start = match.start() - len(sign[0]) if sign else match.start()
        keys = self._keys(match)
        if after and match["number"] and after["number"] and self._shares(match, after):
            own = self._number(match.groupdict(), scaled=False)
            of_both = self._number({**after.groupdict(), "digits": "1", "words": None}, scaled=True)
            keys = (number_key(own * of_both) + "%" * bool(after["percent"]),)
            if after["fraction"]:
                keys = (_part_key(own, self._fraction(after["fraction"])),)
        return Token(start, end, (f"-{keys[0]}",) if sign else keys, loose)

    def _shares(self, match: re.Match[str], after: re.Match[str]) -> bool:
        """True if a number is the lower end of a range whose upper end has the scale of both: 27 to 28 billion, 8- to 9-tenths."""
        whole = match["scale"] or match["percent"] or match["fraction"] or _YEAR.match(match["number"])
        between = self._quantity.without_sign(match.string[match.end() : after.start()]).strip()
        # Without a hyphen "one and three quarters" is one number.
        if whole or not (after["scale"] or after["percent"] or (after["fraction"] and between[:1] in "-–—")):
            return False
        return self._range_join.fullmatch(between.strip("- ") or between) is not None

    def _is_money(self, match: re.Match[str]) -> bool:
        """True if a currency stands next to a number with one of `money_scales`: €30m, 30m euros."""
        before, behind = match.string[max(0, match.start() - 8) : match.start()], match.string[match.end() :]
        return self._quantity.signed(before) or self._quantity.paid(behind)

    def _in_name(self, weekday: re.Match[str]) -> bool:
        """True for a weekday within a name: the Sunday Times, Good Friday."""
        before = weekday.string[max(0, weekday.start() - 20) : weekday.start()]
        after = weekday.string[weekday.end() : weekday.end() + 20]
        follows = re.match(r"\s([^\W\d_a-z]\w+)", after)
        return bool(follows and value_of(follows[1], self._months) is None) or bool(self._named_day.search(before))

    def _token_keys(self, text: str) -> frozenset[str]:
        found = {key for token in self.tokens(text) for key in token.keys}
        found |= {f"month:{key[5:7]}" for key in found if key.startswith("date:")}
        for key in [key for key in found if key.startswith("time:")]:
            parts = (part for part in self.words.parts_of_day if int(key[5:7]) in _HOURS[part])
            found |= {f"part-of-day:{part}" for part in parts}
        for date in self.dates(text) if self.words.weekdays else ():
            if "day" in date.parts and "year" in date.parts:
                found.add(weekday_key(date.parts["year"], date.parts["day"]))
            ending = self._day_ends.search(text[max(0, date.start - 20) : date.start]) if "day" in date.parts else None
            found.update(f"part-of-day:{part}" for part in self._day_parts_of(ending))
        return frozenset(found - {""})

    def _day_parts_of(self, ending: re.Match[str] | None) -> tuple[str, ...]:
        """The parts of the day that words before a date give it, as in "late on": evening, night."""
        return value_of(ending["words"], self.words.day_ends) or () if ending else ()

    def _dates(self, text: str) -> tuple[Occasion, ...]:
        found = [
            (token, parts) for token in self.tokens(text) if (parts := _parts(token, text[token.start : token.end]))
        ]
        groups: list[tuple[int, int, list[tuple[str, str]]]] = []
        for at, (token, parts) in enumerate(found):
            if groups and self._belongs(text, groups[-1], token, parts, found[at + 1 : at + 2]):
                start, _, known = groups.pop()
                groups.append((start, token.end, known + parts))
            else:
                groups.append((token.start, token.end, parts))
        return tuple(occasion for group in groups for occasion in self._occasions(text, *group))

    def _occasions(self, text: str, start: int, end: int, parts: list[tuple[str, str]]) -> Iterator[Occasion]:
        """The dates of tokens that belong together; of two days, only the one that falls on it has the weekday."""
        before = self._sides.search(text[max(0, start - 20) : start])
        side = before.lastgroup or "" if before else ""
        common = dict(parts)
        days = [key for part, key in parts if part == "day"]
        weekday = common.get("weekday")
        fitting = {day for day in days if weekday_key(common.get("year", ""), day) == weekday}
        for day in days or [""]:
            own = {**common, "day": day, "month": f"month:{day[5:7]}"} if day else dict(common)
            if len(days) > 1 and fitting and day not in fitting:
                own.pop("weekday", None)
            yield Occasion(start, end, own, side)

    def begins(self, text: str) -> frozenset[str]:
        """The token keys of the dates on which periods began of which a text gives length and end: the year ending 30 June."""
        found: set[str] = set()
        for date in self.dates(text):
            length = self._length_before.search(text[max(0, date.start - 50) : date.start])
            if length and "month" in date.parts:
                unit = self._quantity.unit("", f" {length['unit']}")
                number = length["count"] or "1"
                count = int(number) if number.isdecimal() else value_of(number, self._numbers) or 1
                found.update(_first_day(date, self.words.spans[unit], count))
        return frozenset(found)

    def _belongs(
        self,
        text: str,
        group: tuple[int, int, list[tuple[str, str]]],
        token: Token,
        parts: list[tuple[str, str]],
        following: list[tuple[Token, list[tuple[str, str]]]],
    ) -> bool:
        """True if a token is another part of the date before it, not the beginning of the date after it."""
        known, own = {part for part, _ in group[2]}, {part for part, _ in parts}
        if known & own or not self._date_gap.fullmatch(text[group[1] : token.start]):
            return False
        years = [after for after, others in following if ("year", after.keys[0]) in others]
        return not ("year" in known and years and self._date_gap.fullmatch(text[token.end : years[0].start]))

    def _keys(self, match: re.Match[str]) -> tuple[str, ...]:
        group = match.groupdict()
        if group["clock"]:
            return (_clock_key(group),)
        if hour := group["h1"] or group["h2"]:
            hours = int(hour) if hour.isdecimal() else value_of(hour, self._numbers) or 0
            minutes = 60 * hours + (value_of(past, self._minutes) or 0 if (past := group["past"]) else 0)
            return (on_half_day(f"time:{minutes // 60:02}:{minutes % 60:02}"),)
        if keys := self._date_keys(group) or self._part_keys(group):
            whole = self._whole.match(match.string, match.end()) if group["phase"] else None
            part, size = self.words.spans[self._quantity.unit("", f" {whole['unit']}")] if whole else ("", 0)
            return (f"{keys[0]}/{part}",) if size == 1 else keys
        if group["decade"]:
            return (f"decade:{group['tens'] or value_of(group['decade'], self._decades)}",)
        if group["pair"]:
            return ("2",)
        if group["number"]:
            scaled = not group["money"] or self._is_money(match)
            return (number_key(self._number(group, scaled=scaled)) + ("%" if group["percent"] else ""),)
        if group["roman"]:
            return (str(_roman_value(group["roman"])),)
        if group["several"]:
            return (f"vague:{group['scaled'].lower()}{next(iter(self.words.plural_endings), '')}",)
        if scales := group["round"] or group["alone"]:
            return (number_key(self._scaled(scales, group["over"])),)
        return (f"vague:{(group['vague'] or group['glyph']).lower()}",)

    def _part_keys(self, group: Mapping[str, str | None]) -> tuple[str, ...]:
        """The keys of a fraction, and of half of a scale; none for another token."""
        if count := group["count"]:
            return (f"{number_key(self._value(count) / self._fraction(group['denominator'] or ''))}%",)
        if share := group["share"]:
            part, whole = self._value(share), self._value(group["all"] or "")
            return (_part_key(part, int(whole)),) if part < whole else (number_key(part), number_key(whole))
        if halved := group["halved"]:
            return (number_key(Decimal(value_of(halved, self._scales) or 0) / 2),)
        if fraction := group["fraction"]:
            return (_part_key(self._number(group, scaled=False), self._fraction(fraction)),)
        if part_of_one := group["half"] or group["part"]:
            return (_part_key(Decimal(1), 2 if group["half"] else self._fraction(part_of_one.split()[-1])),)
        return (f"part:{mixed.replace(' ', '')}",) if (mixed := group["mixed"]) else ()

    def _date_keys(self, group: Mapping[str, str | None]) -> tuple[str, ...]:
        """The keys of a date, or of a part of one; none for another token."""
        if group["ymd"] or group["numeric"]:
            return _numeric_keys(group)
        if group["day_month"]:
            return (f"date:{int(group['n6'] or group['n7'] or 0):02}-{int(group['n5'] or group['n8'] or 0):02}",)
        if name := group["m1"] or group["m2"]:
            month = value_of(name.rstrip("."), self._months)
            days = [int(day) for part in ("d0", "d1", "d2", "d3") if (day := group[part])]
            days += [value_of(day, self._ordinals) or 0 for part in ("o1", "o2") if (day := group[part])]
            days += [monthrange(int(group["y3"] or 2023), month or 1)[1]] if group["last"] else []
            return tuple(f"date:{month:02}-{day:02}" for day in days)
        if name := group["month"]:
            return (f"month:{value_of(name.rstrip('.'), self._months):02}",)
        if name := group["weekday"]:
            several = value_of(name, self._weekdays_of)
            return (f"weekday:{several or value_of(name.rstrip('.'), self._weekdays)}",)
        if name := group["daypart"]:
            return (f"part-of-day:{value_of(name, self._day_parts)}",)
        if name := group["season"]:
            return (f"season:{value_of(name, self._seasons)}",)
        if name := group["phase"]:
            return (f"phase:{value_of(' '.join(name.rstrip('-').split()), self._phases)}",)
        return ()

    def _number(self, group: Mapping[str, str | None], *, scaled: bool) -> Decimal:
        """The number given by digits or words and the scales after them, if these count."""
        if digits := group["digits"]:
            for mark in self.words.group_marks:
                digits = digits.replace(mark, "")
            whole, *mixed = re.split(r"[ /-]", digits.replace(self.words.decimal_mark, "."))
            value = Decimal(whole) + (Decimal(mixed[0]) / Decimal(mixed[1]) if mixed else 0)
        else:
            value = self._value(group["words"] or "")
        value += Decimal("0.5") if group.get("plus") else 0
        for scale in re.findall(r"\w+", group["scale"] or "") if scaled else ():
            value *= value_of(scale, self._scales) or 1
        if rest := group.get("rest") or group.get("ahead"):
            value += self._value(rest)
        return value * (value_of(group.get("above") or group.get("top") or "", self._scales) or 1)

    def _value(self, words: str) -> Decimal:
        """The value of digits, a number in words or an article."""
        if words.isdecimal():
            return Decimal(words)
        if (whole := value_of(words, self._numbers)) is not None:
            return Decimal(whole)
        return Decimal(sum(value_of(part, self._numbers) or 0 for part in re.split(r"[- ]", words)) or 1)

    def _scaled(self, scales: str, rest: str | None) -> Decimal:
        """The value of words for scales, and of a number behind them: a hundred thousand, a hundred and six."""
        value = prod(
            (Decimal(value_of(scale, self._scales) or 1) for scale in re.split(r"[\s-]", scales)), start=Decimal(1)
        )
        return value + (self._value(rest) if rest else 0)

    def _fraction(self, words: str) -> int:
        """The denominator that is the last of some words."""
        return value_of(words.lstrip(" -"), self._fractions) or 1


def _in_plural(words: Words) -> dict[str, int]:
    """The values of words for scales in the plural: millions."""
    return {f"{name}{ending}": value for name, value in words.scales.items() for ending in words.plural_endings}


def _word(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of some words as a whole."""
    return re.compile(rf"(?<!\w){any_of(words)}(?!\w)")


def _length_pattern(words: Words) -> re.Pattern[str]:
    """A pattern for a time of one unit with an article that is counted from another: a month after, for a century."""
    units = any_of(form for unit in dict.fromkeys((*words.spans, *words.periods)) for form in words.units.get(unit, ()))
    article = any_of([*words.articles, *words.day_articles])
    return re.compile(
        rf"(?<!\w)(?P<half>{any_of(words.halves)}\s)?(?P<article>{article})\s(?P<unit>{units})(?=\s{any_of(words.length_sides)}(?!\w))"
        rf"|(?<!\w){any_of(words.length_openings)}\s(?P<one>{any_of(words.articles)})\s(?P<whole>{units})(?!\w)"
    )


@cache
def reader_of(tag: str) -> Reader:
    """The reader of a language tag; languages with the same words share one."""
    return _reader(words_of(tag))


_reader = cache(Reader)


_RANKS = 6
"""No month has as many of a weekday."""

_AROUND = 80
"""Number of characters on each side of a number in which what belongs to it is searched."""

_BEFORE = 2
"""Number of words before a number that are searched for a denial: "never was 28", "did not reach 28"."""

_HOURS = {
    "night": {*range(20, 24), *range(6)},
    "morning": {*range(4, 12)},
    "noon": {12},
    "afternoon": {*range(12, 19)},
    "evening": {*range(16, 24)},
}
"""The hours of a clock time that belong to each part of the day; neighbouring parts share some."""


def _parts(token: Token, words: str) -> list[tuple[str, str]]:
    """The parts of a date that a token gives, with their keys; none for a number that is written as no year is: 2,000."""
    parts = [(part, key) for key in token.keys if (part := part_of_date(key))]
    return [] if parts and parts[0][0] == "year" and not words[:4].isdigit() else parts


def _numeric_keys(group: Mapping[str, str | None]) -> tuple[str, ...]:
    """The keys of a date in digits; where 5/6/2024 can be read in two ways, those of both."""
    if group["ymd"]:
        year, month, day = group["y1"] or "", group["n1"] or "", group["n2"] or ""
        return (f"date:{month}-{day}" if day else f"month:{month}", year)
    first, second = int(group["n3"] or 0), int(group["n4"] or 0)
    ways = [(first, second), *([(second, first)] if group["point"] == "/" else [])]
    days = dict.fromkeys(f"date:{month:02}-{day:02}" for day, month in ways if month <= 12)
    return (*(days or (f"date:{second:02}-{first:02}",)), group["y2"] or "")


_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_COUNTED = re.compile(r"(?!(?:1[5-9]|20)\d\d$)-?[\d.]+%?|part:\d+/\d+")
_CAPITAL_WORD = re.compile(r"(?<!\w)[^\W\d_a-z][^\W\d_]+\s$")
_CAPITAL_STEM = re.compile(r"(?<!\w)[^\W\d_a-z][^\W\d_]*-?$")
_SCALE = re.compile(r"[^\W\d_]+|(?<![\d,.])000(?!\d)")
"""What may be a word for a scale in the name of a column: thousands, mln, '000."""
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")


def _part_key(count: Decimal, denominator: int) -> str:
    """The key of a fraction: as a percentage if it is a whole number of hundredths, else in lowest terms."""
    part = Fraction(count) / denominator
    return f"{part * 100}%" if (part * 100).denominator == 1 else f"part:{part.numerator}/{part.denominator}"


def _first_day(last: Occasion, span: tuple[str, int], count: int) -> list[str]:
    """The token keys of the beginning of a period, given its end and its length: `count` times a span of `Words.spans`."""
    part, factor = span
    year, month = int(last.parts.get("year") or 2023), int(last.parts["month"][-2:])
    day = int(last.parts["day"][-2:]) if "day" in last.parts else 0
    whole = not day or day == monthrange(year, month)[1]  # it ends with a month, and so begins with one
    before = 12 * year + month - 1 - count * factor * (12 if part == "year" else 1) + whole
    if part == "day" or before < 12:
        return []
    first = Moment(before // 12, before % 12 + 1, (1 if whole else day + 1) if day else 0)
    return [key for of, key in moment_keys(first).items() if of != "year" or "year" in last.parts]


def on_half_day(key: str) -> str:
    """The key of a time on a twelve-hour clock, given that of one on a clock of twenty-four hours; any other key as it is."""
    if not key.startswith("time:"):
        return key
    return f"half-day:{int(key[5:7]) % 12:02}{key[7:]}"


def _clock_key(group: Mapping[str, str | None]) -> str:
    hour, _, minute = (group["clock"] or "").partition(":")
    if group["am"] or group["pm"]:
        hour, minute = str(int(group["hour"] or 0) % 12 + (12 if group["pm"] else 0)), group["minute"] or "00"
    return f"time:{int(hour):02}:{minute}"


def _roman_value(letters: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}[letter] for letter in letters]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
