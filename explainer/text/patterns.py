"""Patterns for the tokens of a language, built from its words; an empty group makes a pattern that never matches."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TypeVar

from explainer.text.languages import Words
from explainer.text.numbers import latin

T = TypeVar("T")

_GLYPH = r"\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2089\u2150-\u218b\u2460-\u24ff\u2776-\u2793"
_ROMAN = r"(?=[IVX]{2,}\b|[IVXLCDM]{4,}\b)M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?<=[IVXLCDM])\b"
_GAP = r"(?u:\s)"
_NEVER = "(?:(?!))"


def token_pattern(words: Words) -> re.Pattern[str]:
    """A pattern for a token, where one may begin; numbers that count for nothing match as `idiom`."""
    ambiguous = [name for name in words.ambiguous_months if name in words.months]
    common = [name for name in words.common_words if name in words.months]
    sure = any_of(name for name in words.months if name not in {*common, *ambiguous})
    capital, uncertain = (
        rf"(?-i:{either(_capitals(names))})"
        for names in ([name for name in common if name not in ambiguous], ambiguous)
    )
    verb = rf"(?<![a-z,;(]\s)(?=\w+\s{any_of(words.verb_endings)}(?:[^\w\s]|$))"
    small, short = any_of(common), any_of(set(words.short_months) - set(words.months))
    before_year, opened = r"(?=,?\s+\d{4}\b)", _behind(words.month_openings)
    month = rf"(?:{sure}|{capital}|{uncertain}|{short}\b\.?|{small}{before_year})"
    ordinal = any_of(words.day_ordinals)
    ending = rf"{_exactly([*words.day_endings, *words.ordinal_endings])}?"
    link = rf"{_exactly(words.month_links)}\s+"
    article = rf"(?:{any_of(words.day_articles)}\s+)?"
    join = rf"(?:\s?[-\u2013/]\s?|\s{_exactly(words.day_joins)}\s)"
    noon = rf"(?:(?P<am>{any_of(words.before_noon)})|(?P<pm>{any_of(words.after_noon)}))(?:(?<=\.)|\b)"
    thousands = rf"[{re.escape(words.group_marks)}]\d{{3}}" if words.group_marks else _NEVER
    decimals = rf"(?:{re.escape(words.decimal_mark)}\d+)?"
    number = any_of([*(word for word, value in words.numbers.items() if value != 1), *words.tens])
    one = any_of(word for word, value in words.numbers.items() if value == 1)
    units = any_of(word for word, value in words.numbers.items() if 0 < value < 10)
    scale, fraction = any_of(words.scales), any_of(words.fractions)
    several = any_of([*words.scales, *(f"{name}{end}" for name in words.scales for end in words.plural_endings)])
    hundreds = any_of(word for word, value in words.scales.items() if value in (100, 1000))
    below = rf"(?:{any_of(words.tens)}[- ]{units}|{number}|{one})\b"
    no_scale, joined = rf"(?![\s-](?:{several}|{fraction})\b)", rf"\s{any_of(words.number_joins)}\s"
    sure_part = rf"{any_of(words.sure_fractions)}\b|{fraction}(?=\s{any_of(words.of_words)}\b)"
    ends_part = rf"(?=\s(?:{any_of([*words.date_links, *words.month_openings])})\b|[^\w\s-]|\s*$)"
    alone = rf"{_behind([*words.direction_links, *words.than])}{any_of(words.articles)}\s{fraction}{ends_part}"
    few = any_of([*(word for word, value in words.numbers.items() if value), *words.articles])
    percent = rf"(?:\s?%|\s{any_of(words.percent)}\b)"
    seasons = {name for names in words.seasons.values() for name in names}
    in_year = rf"(?=(?:\s{_exactly(words.month_links)})?,?\s+\d{{4}}\b)"
    sure_season = any_of(seasons - set(words.common_seasons))
    season = rf"(?:{_behind(words.season_openings)}{sure_season}\b|{any_of(seasons)}{in_year})"
    phase = any_of(name for names in words.phases.values() for name in names)
    whole = [form for unit, (part, _) in words.spans.items() if part != "day" for form in words.units.get(unit, ())]
    of_phase = rf"(?:\d{{4}}\b|{month}\b|(?:{any_of(words.date_links)}\s)?{any_of([*seasons, *whole])}\b)"
    oclock = rf"(?:\d{{1,2}}|{any_of(word for word, value in words.numbers.items() if 0 < value < 13)})"
    suffix, money = any_of(words.suffix_scales), any_of(words.money_scales)
    return re.compile(
        rf"""
    (?P<idiom>\b{any_of(words.idioms)}(?!\w))
  | (?P<clock>\b(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d{{2}}))?\s?{noon}|\b\d{{1,2}}:\d{{2}}\b)
  | (?P<hours>\b(?P<past>{any_of(words.clock_minutes)})\s(?P<h1>{oclock})\b|\b(?P<h2>{oclock})\s?{any_of(words.clock_words)}(?!\w))
  | (?P<ymd>\b(?P<y1>\d{{4}})(?P<mark>[-/])(?P<n1>0[1-9]|1[0-2])(?:(?P=mark)(?P<n2>[0-2]\d|3[01]))?(?![-/\w]))
  | (?P<numeric>\b(?P<n3>[0-3]?\d)(?P<point>[./])(?P<n4>[0-3]?\d)(?P=point)(?P<y2>\d{{4}})\b)
  | (?P<day_month>\b(?:(?P<n5>1[3-9]|2\d|3[01])/(?P<n6>0?[1-9]|1[0-2])|(?P<n7>0?[1-9]|1[0-2])/(?P<n8>1[3-9]|2\d|3[01]))(?![/\w]))
  | (?P<dmy>\b(?:(?P<d0>\d{{1,2}}){ending}{join})?
        (?:(?P<d1>\d{{1,2}}){ending}\s+(?:{link})?|(?P<o1>{ordinal})\s+{link}|(?P<last>{any_of(words.last_days)})\s+{link})
        (?P<m1>{month})(?!\w)(?:(?=,?\s(?P<y3>\d{{4}})\b))?)
  | (?P<mdy>\b(?P<m2>{month})\s+(?:{article}(?P<d2>\d{{1,2}}){ending}(?:(?:\s?[-\u2013]\s?|\s{_exactly(words.day_joins)}\s(?=\d+{ending}(?:,?\s\d{{4}}\b|[.;:)\]]|$)))(?P<d3>\d{{1,2}}){ending})?(?![\w:])
        |{article}(?P<o2>{ordinal})\b(?!-)))
  | (?P<month>\b(?:{sure}|(?!{verb}){capital})\b|(?<=[a-z,;(]\s){uncertain}\b|\b(?:{uncertain}|{small}){before_year}
        |{opened}(?:{small}|{uncertain})\b|\b(?:{short})\b\.?{before_year}|{opened}\b(?:{_exactly(by_form(words.short_months, as_name))}\b\.?|{short}\.))
  | (?P<weekday>\b(?:{any_of([*words.weekdays, *words.weekdays_of])}\b|{_exactly(words.short_weekdays)}\b\.?(?=,?\s+(?:{article}\d|{month}))))
  | (?P<daypart>\b{any_of(name for names in words.parts_of_day.values() for name in names)}\b)
  | (?P<season>\b{season})
  | (?P<phase>\b{phase}(?:-(?={of_phase})|(?=\s{of_phase})))
  | (?P<ratio>\b(?P<share>{few})\s{any_of(words.ratio_joins)}\s(?P<all>{number})\b)
  | (?P<of_percent>\b(?P<count>\d+|{few})[ -](?P<denominator>{fraction})\s{any_of(words.of_words)}\s(?:1|{one}|{any_of(words.articles)}){percent})
  | (?P<half>\b{any_of(words.halves)}\b(?:[\s-](?:{any_of(words.articles)}[\s-])?(?P<halved>{scale})\b)?)
  | (?P<several>\b{any_of(words.several)}\s(?P<scaled>{scale})\b)
  | (?P<part>\b{any_of(words.articles)}\s(?:{sure_part})|{alone})
  | (?P<pair>\b{any_of(words.pairs)}\b(?![ -](?:{scale}|{fraction})\b))
  | (?P<roman>\b{_ROMAN})
  | (?P<mixed>\d+\s?[\u00bc-\u00be\u2150-\u215e])
  | (?P<decade>(?<=['\u2018\u2019])(?P<tens>\d0)s\b|\b{any_of(words.decades)}\b)
  | (?P<number>
        (?P<opened>{_behind(words.range_openings)})?
        (?: (?P<digits>\d+[ -]\d{{1,2}}/(?:2|4|5|8|10|16)(?![\d/])|\d{{1,3}}(?:{thousands})+(?!\d){decimals}|\d+{decimals}){_exactly(words.ordinal_endings)}?
          | (?P<words>\b(?!{any_of(words.tens)}-{ordinal}\b)(?:{any_of(words.tens)}[- ]{units}|{number})\b|\b{one}(?=[ -](?:{scale}|{fraction})\b|{joined}{any_of(words.articles)}\s{any_of(words.halves)}\b)) )
        (?P<fraction>[ -]{fraction}\b(?!-))?
        (?P<plus>{joined}{any_of(words.articles)}\s{any_of(words.halves)}\b)?
        (?P<scale>(?P<hundreds>[\s-]{hundreds}\b)(?![\s-]{several}\b)|(?:[\s-]{several}\b)+|\s?{suffix}\b|(?P<money>{money})\b)?
        (?(words)(?(hundreds)(?:{joined}(?P<rest>{below})(?:{no_scale}|(?(opened)(?!))[\s-](?P<top>{several})\b)
            |\s(?P<ahead>{below})(?:[\s-](?P<above>{several})\b)?)?))
        (?P<percent>{percent})? )
  | (?P<vague>\b(?:{any_of(words.articles)}\s(?P<round>{hundreds}){joined}(?P<over>{below}){no_scale}
        |(?:{any_of(words.articles)}\s)?(?P<alone>{scale}(?:[\s-]{scale})*)|{any_of(words.vague)})\b)
  | (?P<glyph>[{_GLYPH}])
""",
        re.VERBOSE,
    )


def beginning_pattern(words: Words) -> re.Pattern[str]:
    """A pattern for the places where a token may begin: trying that of a token at every word takes ten times as long."""
    return re.compile(rf"\b(?:{_beginnings(words)}|[IVXLCDM]{{2}})|[\d{_GLYPH}]")


def _beginnings(words: Words) -> str:
    """A pattern for the first letters of every token in words, ASCII ones regardless of case.

    Of alternatives that begin with different characters, `re` tries only one, if each begins with a single one.
    """
    endings: dict[str, set[str]] = {}
    for form in _worded(words):
        letter, ending = form[:1], form.partition(".")[0][1:_FIRST_LETTERS]
        for first in {letter.lower(), letter.upper()} if letter.isascii() else letter:
            endings.setdefault(first, set()).add(ending)
    ways = (re.escape(first) + ("" if "" in ends else _pattern(ends, "ai")) for first, ends in sorted(endings.items()))
    return f"(?:{'|'.join(ways) or _NEVER})"


_FIRST_LETTERS = 6
"""So many tell a token in words from nearly all other words: three would not tell "the twenties" from any "the"."""


def _worded(words: Words) -> Iterator[str]:
    """All words that a token in words can begin with, in every form."""
    days = (*words.weekdays, *words.weekdays_of, *words.short_weekdays, *words.day_ordinals)
    for each in (*words.months, *words.short_months, *days):
        yield from _forms(each)
    for each in (name for names in words.parts_of_day.values() for name in names):
        yield from _forms(each)
    for each in (name for names in (*words.seasons.values(), *words.phases.values()) for name in names):
        yield from _forms(each)
    parts = (f"{article} {fraction}" for article in words.articles for fraction in words.fractions)
    alone = (f"{article} {scale}" for article in words.articles for scale in words.scales)
    pairs = (*words.idioms, *words.pairs, *alone)
    clocks = (*words.clock_minutes, *words.last_days)
    for each in (
        *words.numbers,
        *words.tens,
        *words.scales,
        *words.halves,
        *words.vague,
        *words.several,
        *words.decades,
        *parts,
        *pairs,
        *clocks,
    ):
        yield from _forms(each)


def _behind(words: Iterable[str]) -> str:
    """A pattern for a place after any of some words and a space, regardless of case."""
    places = [rf"(?<=\b{any_of([word])}\s)" for word in words]
    return rf"(?:{'|'.join(places) or _NEVER})"


def _capitals(words: Iterable[str]) -> set[str]:
    """Names as they are written, with a capital letter and in capitals."""
    return {form for word in words for form in (*as_name(word), latin(word.upper()))}


def _forms(word: str) -> set[str]:
    """A word in lower case, in upper case and with one capital; an ASCII word in lower case only."""
    forms = {latin(form) for form in (word.lower(), word.capitalize(), word.upper())}
    return {form.lower() if form.isascii() else form for form in forms}


def as_name(word: str) -> set[str]:
    """A name as it is written, and with a capital letter."""
    return {latin(word), latin(word[:1].upper() + word[1:])}


def by_form(values: Mapping[str, T], forms: Callable[[str], Iterable[str]] = _forms) -> dict[str, T]:
    """The values, by every form of their words."""
    return {form: value for word, value in values.items() for form in forms(word)}


def value_of(word: str, values: Mapping[str, T]) -> T | None:
    """The value of a word regardless of case; None if it has none."""
    return values.get(word, values.get(word.lower()))


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of some words, regardless of case."""
    return _pattern({form for word in words for form in _forms(word)}, "ai")


def _exactly(words: Iterable[str]) -> str:
    """A pattern for any of some words as they are written."""
    return _pattern(set(map(latin, words)))


def _pattern(words: Collection[str], flags: str = "") -> str:
    """A pattern for any of some words in a text without look-alikes; without words, one that never matches."""
    if not words:
        return _NEVER
    spaced = re.sub(r"\\\.(?=\w)", lambda stop: stop.group() + f"{_GAP}?", either(words)).replace(r"\ ", _GAP)
    return f"(?{flags}:{spaced})"


def either(words: Iterable[str]) -> str:
    """The words as alternatives of a pattern, the longest first; without words, a pattern that never matches."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) or _NEVER
