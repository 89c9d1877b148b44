"""The words by which running text is read, one module per language: numbers, dates, qualifiers, denials.

A language is added as a module named after its code, `de.py`, that has `WORDS = Words(...)`; it is registered nowhere
else. A group that is left out is not read, and the site says which checks are not made without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any


def _group(check: str = "") -> Any:
    """A group of words; `check` names what cannot be checked without it, empty if a language may have no such words."""
    return field(default=(), metadata={"check": check})


def _values(check: str = "") -> Any:
    """A group of words with their values; `check` as in `_group`."""
    return field(default_factory=dict, metadata={"check": check})


@dataclass(frozen=True, eq=False)
class Words:
    """The words of a language, in every form that occurs in texts; each group may be left out.

    They are found in lower and in upper case; suffixes, and what joins the parts of a date, as they are given.
    """

    months: Mapping[str, int] = _values("dates")
    """Names of months, with their numbers from 1."""
    short_months: Mapping[str, int] = _values("dates")
    """Names that mean a month only next to a day or year or after one of `month_openings`; a full stop may follow: Nov."""
    ambiguous_months: tuple[str, ...] = _group()
    """Those of `months` that have another meaning, too: alone they mean a month only within a sentence or before a year."""
    common_words: tuple[str, ...] = _group()
    """Those of `months` that are common words: in small letters a month only before a year or after `month_openings`."""
    verb_endings: tuple[str, ...] = _group()
    """Words behind one of `common_words` that make it a verb where it begins a sentence or quotation: March on."""
    month_openings: tuple[str, ...] = _group()
    """Words before the name of a month: in, since."""
    day_ordinals: Mapping[str, int] = _values("dates")
    """Ordinals in words for the day of a month: fifth, twenty-first."""
    last_days: tuple[str, ...] = _group()
    """Words for the last day of a month, before one of `month_links`: last day."""
    seasons: Mapping[str, tuple[str, ...]] = _values()
    """The names of each of `dates.SEASONS`; they mean one after `season_openings` or before a year."""
    season_openings: tuple[str, ...] = _group()
    """Words before the name of a season: in the, last. Not before one that is a common word, too: fall."""
    common_seasons: tuple[str, ...] = _group()
    """Those names of `seasons` that are common words: they mean a season only before a year."""
    phases: Mapping[str, tuple[str, ...]] = _values()
    """Words before a month, season or year for each of `dates.PHASES` of it: late, end of."""
    date_sides: Mapping[str, tuple[str, ...]] = _values()
    """Words before a date for `beside`, another day than this one is meant, `on` it, `by` it, `until`, `after`, `before` and `except` it."""
    when_openings: tuple[str, ...] = _group()
    """Words before a part of the day or a season that make a statement of it: in the, at."""
    length_sides: Mapping[str, str] = _values()
    """Words behind a time of one unit that count it from another, as in "a month after"; those before what it is counted
    from have a side, `before` or `after`."""
    length_openings: tuple[str, ...] = _group()
    """Words before a time of one unit that say how long something was: for."""
    endings: tuple[str, ...] = _group()
    """Words between a length of time and the date of its end: the "ending" in "the year ending 30 June"."""
    day_articles: tuple[str, ...] = _group()
    """Articles before an ordinal that follows a month: the "the" in "November the fifth"."""
    weekdays: Mapping[str, int] = _values("dates")
    """Names of days of the week, with their numbers from 1 for Monday."""
    weekdays_of: Mapping[str, tuple[int, ...]] = _values()
    """Words for one of several days of the week: weekend."""
    short_weekdays: Mapping[str, int] = _values("dates")
    """Names that mean one only before a date: Wed."""
    weekday_openings: tuple[str, ...] = _group()
    """Words before the name of a day of the week; after another word with a capital letter it is part of a name."""
    date_links: tuple[str, ...] = _group()
    """Words between two parts of one date: the "of" in "the evening of 27 November"."""
    day_endings: tuple[str, ...] = _group()
    """Suffixes of the number of a day in a date, without a space: the full stop in "27. November"."""
    month_links: tuple[str, ...] = _group()
    """Words between the number of a day and the month: the "de" in "27 de noviembre"."""
    day_joins: tuple[str, ...] = _group()
    """Words that join the numbers of two days of one month: 27 and 28 November."""
    before_noon: tuple[str, ...] = _group()
    """Words after a time of a twelve-hour clock before noon: a.m."""
    after_noon: tuple[str, ...] = _group()
    """Words after one after noon: p.m."""
    clock_words: tuple[str, ...] = _group()
    """Words after a full hour of a twelve-hour clock: o'clock."""
    clock_minutes: Mapping[str, int] = _values()
    """Words before an hour of a twelve-hour clock, with the minutes that they add to it: half past, quarter to."""
    day_ends: Mapping[str, tuple[str, ...]] = _values()
    """Words before a day for parts of it, with their names: late on 26 November is in the evening or at night."""
    parts_of_day: Mapping[str, tuple[str, ...]] = _values("parts_of_day")
    """The names of each of `PARTS_OF_DAY` in the language, by the names that records have for them."""

    decimal_mark: str = "."
    """Decimal separators."""
    group_marks: str = ","
    """Characters that separate the thousands of a number; none if empty."""
    ordinal_endings: tuple[str, ...] = _group()
    """Suffixes of digits, without a space: 20th."""
    last_ranks: tuple[str, ...] = _group()
    """Words for the last one of its kind before a weekday: the "last" in "the last Friday of June"."""
    numbers: Mapping[str, int] = _values("numbers")
    """Numbers in words except `tens`; one for 1 counts only before a scale or fraction: it is often just an article."""
    tens: Mapping[str, int] = _values("numbers")
    """Numbers that one of 1 to 9 may follow after a space or hyphen, to be added: twenty-five."""
    scales: Mapping[str, int] = _values("scales")
    """Factors of the number before them: million."""
    negative: tuple[str, ...] = _group()
    """Words before a number below zero: minus."""
    fractions: Mapping[str, int] = _values("fractions")
    """Denominators of fractions: the thirds of two thirds."""
    halves: tuple[str, ...] = _group("fractions")
    """Words for a half, which an article and a scale may follow: half a million."""
    sure_fractions: tuple[str, ...] = _group("fractions")
    """Those of `fractions` that mean one after an article: a quarter; others need one of `of_words`, too: a third of."""
    articles: tuple[str, ...] = _group()
    """Articles that mean one of a fraction: a."""
    of_words: tuple[str, ...] = _group()
    """Words between a fraction and its whole: of."""
    vague: tuple[str, ...] = _group("vague")
    """Words for a quantity without a number: thousands, a couple of."""
    decades: Mapping[str, int] = _values()
    """Words for ten years of a century that is not named, by the year that they begin with: the nineties."""
    number_joins: tuple[str, ...] = _group("numbers")
    """Words between a hundred or thousand and the rest of a number: the "and" in "a hundred and six"."""
    several: tuple[str, ...] = _group("vague")
    """Words that make such a quantity of a scale behind them: several thousand is the same as thousands."""
    idioms: tuple[str, ...] = _group()
    """Words with a number that count nothing: two-way."""
    ratio_joins: tuple[str, ...] = _group()
    """Words between two numbers in words that make a fraction of them: the "in" of "one in four"."""
    day_openings: tuple[str, ...] = _group()
    """Words before the number of a day without its month: the "on the" in "on the 28th"."""
    numbered: tuple[str, ...] = _group()
    """Names of what has a number for its name, before it and with a capital letter: Boeing, Flight."""
    pairs: tuple[str, ...] = _group()
    """Words for two of whom a text has spoken, which a sentence may say without a record: the two."""
    suffix_scales: Mapping[str, int] = _values("scales")
    """Factors of the number right before them: bn."""
    money_scales: Mapping[str, int] = _values("scales")
    """Factors of the number right before them if a currency stands before it: the m in €30m."""
    currencies: Mapping[str, tuple[str, ...]] = _values()
    """Signs and words for each currency, before or behind a number; its first word is the name in problems."""
    units: Mapping[str, tuple[str, ...]] = _values()
    """Words behind a number for each unit of time, length and so on; those of one unit may replace each other."""
    spans: Mapping[str, tuple[str, int]] = _values()
    """The names in `units` that are times, each as a number of a part of a date: a decade as ten of year."""
    plural_endings: tuple[str, ...] = _group()
    """Suffixes of nouns in the plural: the s in agreements."""
    irregular_plurals: tuple[str, ...] = _group()
    """Nouns in the plural without one of these suffixes: people."""
    periods: Mapping[str, tuple[str, ...]] = _values()
    """Words behind a quantity for the time that it is of: a day, annually."""
    period_ends: tuple[str, ...] = _group()
    """Words behind one of `periods` that make it no time of a quantity: a year later."""
    percent: tuple[str, ...] = _group("percentages")
    """Words that make a percentage of the number before them, besides the sign."""

    senses: Mapping[str, tuple[str, ...]] = _values("qualifiers")
    """Words before a number that change its meaning, by their sense, whose names are the same in every language.

    Words of one sense may replace each other, those of the sense "" may be dropped.
    """
    shares: Mapping[str, tuple[str, ...]] = _values()
    """Words at the beginning of a clause for a share of a number behind them, by sense: none of the 93."""
    share_links: tuple[str, ...] = _group()
    """Words between such a word and the number: of the."""
    senses_behind: Mapping[str, tuple[str, ...]] = _values("qualifiers")
    """Words behind a number, or behind what it counts, by the same senses."""
    range_joins: tuple[str, ...] = _group("ranges")
    """Words between the two ends of a range: to, until."""
    range_openings: tuple[str, ...] = _group("ranges")
    """Words before a range whose ends would be two numbers without them: between."""
    denials: tuple[str, ...] = _group("denials")
    """Words that deny or restrict a clause: not, never, unless."""
    denial_endings: tuple[str, ...] = _group("denials")
    """Suffixes that do the same: isn't."""
    denying: tuple[str, ...] = _group()
    """Verbs and adjectives that deny what follows them, in every form: denied, untrue."""
    relations: Mapping[str, tuple[str, ...]] = _values("findings")
    """Words of a headline for what a finding states, by name: most, least, all, none, north, south, east, west, both, neither, only."""
    opposites: Mapping[str, str] = _values()
    """The relation that a denial makes of another: "not most" is least."""
    than: tuple[str, ...] = _group()
    """Words behind which a headline names what something is compared with: than."""
    directions: Mapping[str, tuple[str, ...]] = _values()
    """Words for a loss and for a gain, by their name: fell, debt."""
    direction_links: tuple[str, ...] = _group()
    """Words between one of `directions` and the number that it is of: by."""
    spoken_marks: tuple[tuple[str, str], ...] = _group()
    """Pairs of words that say where a quotation begins and ends: quote, unquote."""
    elisions: tuple[str, ...] = _group()
    """Words whose first letters an apostrophe stands for, so that it opens no quotation: the tis of 'tis."""
    future: tuple[str, ...] = _group()
    """Words for what is still to come: will, planned."""
    announcing: tuple[str, ...] = _group()
    """Words in the name of a state or basis for what need not have happened: announced, expected."""
    counting: tuple[str, ...] = _group()
    """Words in the name of a basis for what has been counted."""
    reporting: tuple[str, ...] = _group()
    """Verbs by which a reporter credits words to a speaker: said, quotes."""
    crediting: tuple[str, ...] = _group()
    """Other verbs that say whose words or numbers something is: named, put, expressed."""
    speaking: tuple[str, ...] = _group()
    """Words by which a heading or page says whose a speech is: address, remarks, delivered."""
    clauses: tuple[str, ...] = _group()
    """Names of the parts of a treaty or law that have numbers: Article, Section."""
    pages: tuple[str, ...] = _group()
    """Names of a page in front of its number: page, p."""
    paragraphs: tuple[str, ...] = _group()
    """Names of a paragraph, likewise."""
    givers: tuple[str, ...] = _group()
    """Words between such a word and the name of the speaker: by, from."""
    telling: tuple[str, ...] = _group()
    """Further verbs that credit somebody in a sentence of our own: spoke of; "put … at" has an object between its parts."""
    inverted: tuple[str, ...] = _group()
    """Those verbs of `telling` that stand before whom they credit, too: reckons Finch."""
    credit_phrases: tuple[str, ...] = _group()
    """Words before a name that credit its bearer: according to, in the words of."""
    views: tuple[str, ...] = _group()
    """What the bearer of a name in the possessive is credited with, after one of `view_openings`: the view in "in Finch's view"."""
    view_openings: tuple[str, ...] = _group()
    """Prepositions before such a name: in, by."""
    topic_openings: tuple[str, ...] = _group()
    """Words between a speaker and what is spoken of, at the beginning of a title: the "on" in "Finch on the ferry"."""
    standpoints: tuple[str, ...] = _group()
    """Prepositions that credit somebody at the beginning of a sentence, before a comma: the "for" in "For Finch, it is"."""
    agents: tuple[str, ...] = _group()
    """Prepositions behind a verb in the passive, before whom it credits: the "by" in "announced by Finch"."""
    passive: tuple[str, ...] = _group()
    """Verbs that make a verb passive, so that its subject is not who speaks: the was in "Finch was told"."""
    participle_endings: tuple[str, ...] = _group()
    """Endings of verbs behind one of `passive`: the ed in "was thanked"."""
    prepositions: tuple[str, ...] = _group()
    """Words before a name that is no subject: of, with."""
    that: tuple[str, ...] = _group()
    """Words that open what somebody is credited with: that, whether."""
    agreeing: tuple[str, ...] = _group()
    """Words before a name and a verb that credit its bearer with the rest of the sentence: as."""
    thatless: tuple[str, ...] = _group()
    """Those verbs of `reporting` behind which such a word may be left out: said, believes."""
    adverbs: tuple[str, ...] = _group()
    """Words between a name and its verb: also, later, has."""
    clause_openings: tuple[str, ...] = _group()
    """Words before the subject of a clause: and, as, while."""
    turning: tuple[str, ...] = _group()
    """Words besides `denials` and `denying` that turn what they are put into: allegedly, would."""
    contrasts: tuple[str, ...] = _group()
    """Words that oppose what comes next to what came before: but, yet."""
    joining: tuple[str, ...] = _group()
    """Words that an insertion may have besides names and words of the source: of, the."""
    pronouns: tuple[str, ...] = _group("pronouns")
    """Pronouns and other words that name nobody by themselves."""
    abbreviations: tuple[str, ...] = _group()
    """Words with a full stop that often end no sentence; used only in hints, since a source lists its own."""

    @property
    def missing_checks(self) -> tuple[str, ...]:
        """Names of what cannot be checked in this language, since all its groups for that are empty."""
        return tuple(check for check, names in _CHECKS.items() if not any(getattr(self, name) for name in names))


_CHECKS: dict[str, list[str]] = {}
"""Everything that can be checked, with the groups that it needs."""
for _field in fields(Words):
    if _field.metadata.get("check"):
        _CHECKS.setdefault(_field.metadata["check"], []).append(_field.name)

NONE = Words()
"""The words of a language without a module."""


@cache
def words_of(tag: str) -> Words:
    """The words of a language tag: those of `en` for `en` and `en-GB`; NONE if there is no module for it."""
    name = f"{__name__}.{tag.partition('-')[0]}"
    if find_spec(name) is None:
        return NONE
    words: Words = import_module(name).WORDS
    return words


@cache
def shared(words: Words, other: Words) -> Words:
    """The first words, without the groups for checks that cannot be made in the language of the other ones."""
    lost = {name: getattr(NONE, name) for check in other.missing_checks for name in _CHECKS[check]}
    return replace(words, **lost) if any(getattr(words, name) for name in lost) else words
