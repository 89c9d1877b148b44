"""Functions that rules share: names of records in messages, evidence of a field, hints."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import chain, islice
from pathlib import PurePath
from typing import Any, NamedTuple

from explainer.content.content import Content, Entry, Support
from explainer.content.records import Citation, Dispute, Fact, Figure, FrontMatter, LeftOut, Model, Review, Site
from explainer.content.roles import Keys
from explainer.problems import Problem
from explainer.text.dates import Occasion, moment_keys
from explainer.text.numbers import number_key
from explainer.text.reader import LESS, MORE, Quantity, Reader, Token, on_half_day
from explainer.text.source_text import contains
from explainer.text.suggest import did_you_mean, slight_difference

Problems = Iterator[Problem]
"""The problems that a rule yields; the caller adds the name of the rule."""


def cited(content: Content) -> Iterator[tuple[Entry, int, Citation]]:
    """Every citation with the entry of its record or source, and its index in the list there."""
    for entry in (*content.sources, *content.facts):
        for index, cite in enumerate(entry.record.cite):
            yield entry, index, cite


def title(entry: Entry) -> str:
    """The name of an entry in messages: of a record, source or publisher, the site, a page, or a sentence left out."""
    record = entry.record
    if isinstance(record, Site):
        return "site"
    if isinstance(record, FrontMatter):
        return f"page '{PurePath(entry.file.path).stem}'"
    if isinstance(record, LeftOut):
        return f"sentence left out of '{record.source}'"
    if isinstance(record, Review):
        return f"review of '{record.records[0]}'"
    return f"{record.kind} '{record.id}'"


def with_evidence(entry: Entry, keys: Keys) -> Model:
    """The innermost model around a field that has evidence, its own or other records'; the record itself if none has."""
    found: Model = entry.record
    value: Any = found
    for key in keys[:-1]:
        value = value.__dict__[str(key)] if isinstance(value, Model) else value[key]
        if isinstance(value, Model) and (value.evidence_words() or value.related()):
            found = value
    return found


def supported(content: Content, model: Model) -> Support:
    """The numbers and dates that the evidence of a model supports."""
    if isinstance(model, Fact):
        return content.supported_values(model)
    return content.comparable(model.evidence()).joined(map(content.supported_values, _supporting(content, model)))


NEAR = 60
"""Number of characters before or behind a number, date or time in which what belongs to it is searched."""


def unsupported(
    content: Content, text: str, support: Support, *, aside: bool = False, name: bool = False
) -> Iterator[tuple[int, int]]:
    """The places of the numbers and dates in a text that are not supported, those of dates of several parts as a whole.

    A part of the day without a date is not demanded of a text that is an aside. Only in a text that is a `name` itself
    the numbers of registered names count.
    """
    found = content.reader.tokens(text) if name else content.tokens(text)
    stated = [token for token in found if not (aside and token.loose == "part-of-day")]
    # A season or phase is judged with its date.
    missing = [token for token in stated if token.loose != "phase" and not support.keys.issuperset(token.keys)]
    spoken = {each.start: each for each in content.reader.quantities(text)} if missing else {}
    lengths = list(content.reader.lengths(text))
    within = {at for start, end, _, _ in lengths for at in range(start, end)}
    lacking = [
        token
        for token in missing
        if token.start not in within and not _follows(content, text, token, spoken.get(token.start), support)
    ]
    yield from ((token.start, token.end) for token in lacking)
    for start, end, unit, count in lengths:
        calendar = text[start:end].lower().startswith(content.reader.words.day_articles)
        length = Length(
            count,
            unit,
            content.reader.sense_before(text[max(0, start - NEAR) : start]),
            text[end : end + 2 * NEAR],
            calendar=calendar,
        )
        if not _has_length(length, support) and not _lies_between(content, length, support):
            yield start, end
    yield from _misranked(content, text, support)
    starts = [token.start for token in lacking]
    for told in content.reader.dates(text) if stated else ():
        if not support.has(told) and bisect_left(starts, told.start) == bisect_left(starts, told.end):
            yield told.start, told.end


_YEAR_DIGITS = 4


def _follows(content: Content, text: str, token: Token, spoken: Quantity | None, support: Support) -> bool:
    """True if it follows from others: "the two" of what nothing counts, the time between two dates, half past ten from 22:30."""
    reader = content.reader
    if token.keys[0].startswith("half-day:"):
        return token.keys[0] in map(on_half_day, support.keys)
    if token.loose == "pair":
        noun = reader.noun_behind(text[token.end : token.end + 80])
        return bool(noun) and noun not in support.counted
    if day := reader.day_alone(text, token):
        return any(each.parts.get("day", "").endswith(f"-{day:02}") for each in support.dates)
    if token.keys[0].startswith("weekday:"):
        return any(f"weekday:{day}" in support.keys for day in token.keys[0][8:].split("-"))
    if spoken and _rounded(spoken, support):
        return True
    if token.keys[0].startswith("decade:"):
        return any(key.isdecimal() and len(key) == _YEAR_DIGITS and key[2] == token.keys[0][7] for key in support.keys)
    if not spoken or not spoken.unit or not spoken.key.isdecimal():
        return False
    length = Length(Fraction(int(spoken.key)), spoken.unit, spoken.sense or "", text[token.end : token.end + 2 * NEAR])
    return _lies_between(content, length, support)


def _misranked(content: Content, text: str, support: Support) -> Iterator[tuple[int, int]]:
    """The places of weekdays that are counted in a month otherwise than the days of the evidence: its second Sunday."""
    known = [date.fromordinal(day) for day in support.days]
    for start, end, rank, weekday, month in content.reader.ranked_weekdays(text):
        days = [day for day in known if day.month == month]
        fitting = (day for day in days if day.isoweekday() == weekday)
        if days and not any(
            (day.day - 1) // 7 + 1 == rank or (rank < 0 and (day + timedelta(7)).month != month) for day in fitting
        ):
            yield start, end


def _rounded(own: Quantity, support: Support) -> bool:
    """True if words before a number say that it is rounded, and so it is: "about 71 percent" from 71.12 percent."""
    number = own.key.rstrip("%")
    if own.sense is None or own.sense not in _ROUNDING or not number.replace(".", "", 1).isdecimal():
        return False
    if any(each.key == own.key and each.unit == own.unit and not each.sense for each in support.quantities):
        return False  # the number itself is said to be exact
    value = Decimal(number)
    low, high = _ROUNDING[own.sense]
    step = Decimal(10) ** int(value.normalize().as_tuple().exponent)
    exact = (
        Decimal(each.key.rstrip("%"))
        for each in support.quantities
        if each.sense in ("", *_SAME_WAY.get(own.sense, ()))
        and each.unit == own.unit
        and each.key.endswith("%") == own.key.endswith("%")
        and each.key.rstrip("%").replace(".", "", 1).isdecimal()
    )
    return any(value + low * step < other < value + high * step and other != value for other in exact)


_SAME_WAY = {**dict.fromkeys(("nearly", "below"), LESS), **dict.fromkeys(("above", "at least"), MORE)}
"""The senses of the evidence that a rounded number in another sense may have: "over 71" is over 70."""

_ROUNDING = {
    "about": (Decimal("-0.5"), Decimal("0.5")), "nearly": (Decimal("-0.5"), Decimal(0)), "below": (Decimal(-1), Decimal(0)),
    "above": (Decimal(0), Decimal(1)), "at least": (Decimal(0), Decimal(1)),
}  # fmt: skip
"""How far the exact number lies from a rounded one at most, in steps of its last digit that is not 0, by sense."""


class Length(NamedTuple):
    """A time that a text counts: how many of a unit, in which sense, and the text behind the unit or the number."""

    number: Fraction
    unit: str
    sense: str
    behind: str
    calendar: bool = False
    """True if it is one of the calendar: the month before 3 June is May."""


def _has_length(length: Length, support: Support) -> bool:
    """True if the evidence has words for one of a unit, which it does not only count up to or beyond."""
    return (
        length.number == 1 and not length.sense and any(own.has_one(length.unit, text) for own, text in support.texts)
    )


def _lies_between(content: Content, length: Length, support: Support) -> bool:
    """True if a time lies between two dates of the evidence, or between one of them and the day of the site.

    It may be as long as what the evidence dates from one day or month to another, too, or lie between a date of the evidence
    and an event of the site that the words behind it name: a day before the session.
    """
    part, size = content.reader.words.spans.get(length.unit, ("", 0))
    if not part:
        return False
    spans = [number for unit, number in support.spans if unit == length.unit]
    if spans and not content.reader.sided(length.behind):  # how long it was, not how long before or after something
        return any(_is_span(length, number) for number in spans)
    site = content.site.record.day.moments
    own = tuple(Occasion(0, 0, moment_keys(moment)) for moment in site)
    years = {int(year) for year in support.years} | {moment.year for moment in site}
    if part == "year" and any(year + size * length.number in years for year in years):
        return True
    months = {each.month_number for each in (*support.dates, *own)} - {0}
    exact = {each.month_number for each in (*support.dates, *own) if each.day_number}
    apart = {abs(one - other) for one in (months if length.calendar else months - exact) for other in months}
    if part == "month" and not length.sense and length.number * size in apart:
        return True
    days = support.days | {day for each in own if (day := each.day_number)}
    if any(_is_long(length, part, size, abs(day - other)) for day in support.days for other in days - {day}):
        return True
    return any(_is_long(length, part, size, apart) for apart in _from_events(content, length, support))


_DAYS = {"day": 1, "month": 30.44, "year": 365.25}
"""The days of each part of a date."""


def _is_long(length: Length, part: str, size: int, days: int) -> bool:
    """True if so many days are a time that a text counts."""
    one = size * _DAYS[part]
    wanted = float(length.number) * one
    slack = 1 if one > _WEEK else 0  # months differ
    if length.sense in LESS:
        return wanted / 2 <= days <= wanted + slack
    if length.sense in MORE:
        return wanted - slack <= days <= wanted * 1.5
    return abs(days - wanted) <= (one / 2 if one > 1 else 0)


def _is_span(length: Length, number: Fraction) -> bool:
    """True if what was so long, both ends included, was as long as a text says."""
    if length.sense in LESS:
        return length.number / 2 <= number <= length.number
    if length.sense in MORE:
        return length.number <= number <= length.number * Fraction(3, 2)
    return number == length.number


_WEEK = 7


_NAMING = 2
"""Number of words that tell an event of the site from others."""


def _from_events(content: Content, length: Length, support: Support) -> Iterator[int]:
    """The days between the dates of the evidence and those of events that the words behind a time name."""
    name, side = content.reader.counted_from(length.behind)
    wanted = [word for word in re.findall(r"\w{3,}", name.lower()) if word not in content.reader.words.joining][:4]
    if len(wanted) < _NAMING:
        return
    way = 1 if content.reader.words.length_sides.get(side) == "before" else -1
    for day, told in content.told_days:
        if sum(word in told for word in wanted) >= _NAMING:
            yield from (apart for own in support.days if (apart := (day - own) * way) > 0)


def unsaid(content: Content, model: Model, text: str) -> Iterator[str]:
    """The numbers, dates and quotations of a text that the evidence of a model does not have, in quotation marks."""
    for start, end in unsupported(content, text, supported(content, model)):
        yield f"'{text[start:end]}'"
    for start, end in content.reader.quotations(text):
        words = text[start + 1 : end - 1].rstrip(",.; ")
        form = quoted_form(quotable(content, model), words)
        if not form:
            yield text[start:end]
        elif denial := cut_denial(content, model, text, start, form):
            yield f"{text[start:end]} without '{denial}'"


def quoted_form(passages: Iterable[str], words: str) -> str:
    """The form in which a passage has quoted words: "[t]hat" is quoted from "That"; empty if none has them."""
    opened = _RECASED.match(words)
    rest = words[opened.end() :] if opened else ""
    forms = (opened[1].lower() + rest, opened[1].upper() + rest) if opened else (words,)
    every = tuple(passages) if words else ()
    return next((form for form in forms if any(contains(passage, form) for passage in every)), "")


_RECASED = re.compile(r"\[(\w)\](?=\w)")


def quotable(content: Content, model: Model) -> tuple[str, ...]:
    """The texts from which the sentences of a model may quote."""
    if isinstance(model, Fact):
        return content.passages(model)
    others = (content.passages(fact) for fact in _supporting(content, model))
    return (*model.evidence_words(), *chain.from_iterable(others))


CUT_HINT = "a denial is not cut: quote it, too, or deny it in our own words before the quotation"


def cut_denial(content: Content, model: Model, text: str, start: int, words: str) -> str:
    """The word that denies quoted words wherever the passages have them, if our text does not deny them before `start`."""
    ours = re.split(r"[.;:!?]", text[max(0, start - 300) : start])[-1]
    if content.reader.negation(ours):
        return ""
    facts = content.supporting_records(model) if isinstance(model, Fact) else tuple(_supporting(content, model))
    found = [
        content.reader_of(cite).negation(
            _clause_before(content.texts[cite.source].raw[max(0, place.start - 80) : place.start])
        )
        for fact in facts
        for cite in fact.cite
        for span in content.spans(cite)
        for place in content.texts[cite.source].find(words)
        if place.within(span)
    ]
    return found[0] if all(found) and found else ""


def _clause_before(text: str) -> str:
    """The last words of a text, of its last clause only."""
    return " ".join(re.split(r"[,;:.!?…—]", text)[-1].split()[-_BEFORE:])


_BEFORE = 4
"""Number of words before others that are searched for a denial of these."""


def _supporting(content: Content, model: Model) -> Iterator[Fact]:
    return (fact for name in model.related() if isinstance(fact := content.records.get(name), Fact))


def backing(content: Content, entry: Entry, keys: Keys) -> tuple[Fact, ...]:
    """The records that words in a field of a record rest on: those that a part of it names, or the record itself."""
    model = with_evidence(entry, keys)
    found = () if model is entry.record else tuple(_supporting(content, model))
    return found or (entry.record,)


def instead(content: Content, kind: str, name: str, known: Iterable[str]) -> str:
    """A hint about an unknown record, source or page: its new name, why it was removed, or the nearest that is known."""
    for former in content.former:
        if (former.kind, former.name) == (kind, name):
            became = f"is now '{former.now}'" if former.now else f"was removed: {former.entry.record.reason}"
            return f"'{name}' {became}"
    return did_you_mean(name, known)


def in_evidence(model: Model, words: str, *, ignore_case: bool = False) -> bool:
    """True if a passage or claim of its own evidence contains `words`."""
    return any(contains(evidence, words, ignore_case=ignore_case) for evidence in model.evidence_words())


def evidence_hint(model: Model) -> str:
    """A hint that quotes the evidence, or says which records it comes from."""
    if not (evidence := model.evidence_words()):
        if about := model.related():
            return f"none of the records it is about says so: {', '.join(about)}"
        return "it has no evidence of its own; name the records that support it"
    words = evidence[0]
    return f'its evidence reads "{words if len(words) <= 160 else words[:157] + "…"}"'


def lacking_hint(content: Content, fact: Model, wanted: str) -> str:
    """A hint about words that are not in the evidence: similar words in it, a neighbouring sentence with them, or the evidence."""
    if not isinstance(fact, Fact):
        return evidence_hint(fact)
    size = len(wanted.split())
    for cite in fact.cite:
        words = [word.strip(',.;:!?…"“”') for word in cite.words.split()]
        runs = (" ".join(words[first : first + size]) for first in range(len(words) - size + 1))
        if close := next((said for run in runs if (said := _nearly(wanted, run))), ""):
            return f"{close}; {evidence_hint(fact)}"
    return with_beside(content, fact, [wanted]) or evidence_hint(fact)


def _nearly(wanted: str, run: str) -> str:
    difference = slight_difference(wanted, run)
    return f"{difference}, the evidence has '{run}'" if difference else ""


def with_beside(content: Content, fact: Fact, ways: Iterable[str], hint: str = "") -> str:
    """A hint, followed by a sentence before or after a passage of the record that has one of some words, if there is one."""
    found = (place for cite in fact.cite for way in ways if (place := _next_to(content, cite, way)))
    return "; ".join(filter(None, (hint, *(f"{place}; cite that, too" for place in islice(found, 1)))))


def _next_to(content: Content, cite: Citation, wanted: str) -> str:
    text = content.texts.get(cite.source)
    if text is None or len(spans := content.spans(cite)) != 1:
        return ""
    around = text.sentences_of(spans[0])
    for side, number in (("before", around.start - 1), ("after", around.stop)):
        if 0 <= number < len(text.sentences):
            sentence = text.sentences[number]
            words = text.words_of(sentence.span)
            if contains(words, wanted, ignore_case=True):
                return f'the sentence {side} the passage has it, paragraph {sentence.paragraph}, sentence {sentence.number}: "{words}"'
    return ""


def changed(
    content: Content, support: Support, text: str, start: int = 0, end: int | None = None, *, unknown: bool = False
) -> Iterator[tuple[str, str, str]]:
    """The numbers in a part of a text that the evidence gives in another sense or unit.

    Each is (the number, "sense" or "unit", how the evidence has it): "over 400" where the evidence has "about 400", or just
    400; "28 billion roubles" where it has "28 billion dollars". What a record says is `unknown` may be denied.
    """
    stated = {token.start for token in content.tokens(text)}
    for own in content.reader.quantities(text):
        if own.start not in stated or own.start < start or (end is not None and own.end > end):
            continue
        theirs = support.by_key.get(own.key, [])
        if own.bound:  # a sense before a range is that of the whole range
            theirs = [replace(each, bound="") for each in theirs]
        senses = {each.sense: each.words for each in theirs if each.sense is not None}
        number = text[own.start : own.end]
        if senses and own.sense is not None and not any(fits_sense(own.sense, each) for each in theirs):
            if not (unknown and own.sense in _DENIED) and not _rounded(own, support):
                yield number, "sense", next(iter(senses.values()))
        elif theirs and _disputed(content.reader, text[: own.start], support):
            yield number, "sense", next(iter(senses.values()), theirs[0].words)
        elif theirs and _other_unit(content.reader, own, theirs, support, text[own.end :]):
            yield number, "unit", next(iter(senses.values()), theirs[0].words)


def denied_dates(
    content: Content, support: Support, text: str, start: int = 0, end: int | None = None
) -> Iterator[str]:
    """The dates in a part of a text with a denial right before them, where no words of the evidence deny anything."""
    if any(own.negation(words) for own, words in support.texts):
        return
    for told in content.reader.dates(text):
        inside = told.start >= start and (end is None or told.end <= end)
        if inside and content.reader.denies_date(text[max(0, told.start - NEAR) : told.start]):
            yield text[told.start : told.end]


def other_money(content: Content, text: str, support: Support) -> Iterator[tuple[str, str]]:
    """The currencies of a sentence with a sum that the evidence does not name, each with those that it names."""
    currencies = content.reader.currencies
    own = {quantity.unit for quantity in content.reader.quantities(text)}  # these are compared as units
    for start, end, name in content.reader.money(text) if own & currencies else ():
        theirs = () if name in own or name in support.units else sorted(support.units & currencies)
        if theirs:
            yield text[start:end], ", ".join(theirs)


def shown_once(
    entry: Entry, names: Sequence[str], place: tuple[str, str], hint: str = "keep one row of it"
) -> Problems:
    """No record is shown twice by a picture, which shows `names`; `place` is the field of its list, and that of each id."""
    for index, name in enumerate(names):
        if name in names[:index]:
            yield Problem(entry.at(place[0], index, place[1]), f"{title(entry)} shows '{name}' twice", hint)


def finding_shown(
    content: Content, entry: Entry, shown: Container[str], named: Iterable[tuple[Keys, str]], hint: str
) -> Problems:
    """What the finding of a picture names, given by the fields that name it, the picture shows, if there is such a record."""
    for keys, name in named:
        if name in content.records and name not in shown:
            message = f"{title(entry)}: its finding names '{name}', which it does not show"
            yield Problem(entry.at(*keys), message, f"{hint}, or take it out of the finding")


def fits_sense(sense: str, theirs: Quantity) -> bool:
    """True if a sense is that of a quantity of the evidence, or follows from it.

    That a number is "only" so much may be left out, not put in; "over 400" is at least 400, and "400 to 500" is up to 500.
    """
    other = theirs.sense
    if other is None:
        return False
    implied = {other, other.replace("only", "").strip(), *_IMPLIED.get(other, ()), *_BOUNDS.get(theirs.bound, ())}
    return sense in implied


_IMPLIED = {
    "above": ("at least",),
    "well above": ("above", "at least"),
    "below": ("at most",),
    "well below": ("below", "at most"),
}
"""The senses that follow from another one."""

_BOUNDS = {"low": ("at least",), "high": ("at most",)}
"""The senses that follow from being an end of a range."""

_DENIED = ("none of",)
"""Senses that deny what a number says, and not the number."""


def _disputed(reader: Reader, before: str, support: Support) -> bool:
    """True if words before a number deny it or turn it to a loss or gain, and no words of the evidence do."""
    clause = re.split(r"[,;:.!?()—–]", before[-80:])[-1].split()
    last = " ".join(clause[-_BEFORE_NUMBER:])
    if reader.disputes(reader.without_qualifier(last)):
        return not any(own.disputes(words) for own, words in support.texts)
    way = reader.change(last)
    return bool(way) and not any(way in own.directions(words) for own, words in support.texts)


_BEFORE_NUMBER = 8
"""Number of words before a number that are searched for a verb that denies it."""


def _other_unit(reader: Reader, own: Quantity, theirs: list[Quantity], support: Support, behind: str) -> bool:
    """True if a quantity counts something else than each of those with its number: another unit, or what another one counts.

    So do groups of what these count, as six pairs of planes, unless the evidence names such groups.
    """
    units = {each.unit for each in theirs}
    if own.unit is None or None in units:
        return False
    if own.unit and own.unit not in units and (units != {""} or own.unit not in support.units):
        return True
    if own.period and own.period not in {each.period for each in theirs} and own.period not in support.units:
        return True
    nouns = {each.noun for each in theirs}
    counted = nouns - {""}
    grouped, of, rest = behind[:80].partition(f" {next(iter(reader.words.of_words), '')} ")
    if own.noun and of and grouped.split() == [own.noun] and counted & set(rest.split()):
        return not any(contains(words, own.noun, ignore_case=True) for _, words in support.texts)
    return bool(own.noun) and own.noun in support.counted and "" not in nouns and own.noun not in nouns


def one_sided(content: Content, fact: Fact, text: str) -> str:
    """The reason why the numbers of a text cannot be stated alone: they are one end of a range or one version; empty if neither.

    One end may be stated as such: "up to 90" where it is 80 to 90.
    """
    keys = content.reader.token_keys(text)
    if isinstance(fact, Figure) and fact.low is not None and fact.high is not None:
        reader = content.reader_of_figure(fact).within(content.reader)
        low, high = (reader.quantity_key(number, fact.unit) for number in (fact.low, fact.high))
        senses = {(each.key, each.sense) for each in content.reader.quantities(text)}
        bounded = {(low, sense) for sense in _BOUNDS["low"]} | {(high, sense) for sense in _BOUNDS["high"]}
        if (high in keys) != bool({low, number_key(fact.low)} & keys) and (fact.of or not senses & bounded):
            return f"it is '{fact.words}'"
    if isinstance(fact, Dispute):
        said = [content.reader.token_keys(version.says) for version in fact.versions]
        own = [each - frozenset.intersection(*said) for each in said]
        for version, words in zip(own, fact.versions, strict=True):
            if version and not version & keys and any(other & keys for other in own):
                return f"another version is '{words.says}'"
    return ""
