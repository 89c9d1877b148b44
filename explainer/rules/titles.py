"""Rules about the titles of pictures: their words for most and least, for sides and directions say what the finding does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from explainer.content.content import Content, Entry
from explainer.content.records import Actor, Comparison, Fact, Map, Series, Tally, Whole
from explainer.problems import Problem
from explainer.rules.common import Problems, title
from explainer.text.dates import Occasion, moment_keys
from explainer.text.source_text import fold


class _Stated(NamedTuple):
    """What a finding states: its relation, by `Words.relations`, and the names of what it states it of, and of all else."""

    relation: str
    own: str = ""
    other: str = ""
    words: str = ""
    """Words that say it, too: of the number that is the most or least."""


def titled_finding(content: Content) -> Problems:
    """The title of a picture has words for what its findings state, in their order, and next to none the name of something else.

    These are words for most and least, higher and lower, both, neither and only, and for directions. There are none for the
    order of a day, what became of agreements, shares other than half, and findings that numbers are equal.
    """
    for entry in content.facts:
        stated = list(_stated(content, entry.record))
        yield from _without_finding(content, entry)
        yield from _excepted(content, entry)
        if not stated or not content.reader.words.relations:
            continue
        own_words = content.reader.words
        known = frozenset(map(str.lower, (*own_words.denials, *own_words.joining)))
        family = next(group for group in _FAMILIES if stated[0].relation in group)
        told = [found for found in content.reader.relations(entry.record.title) if found[0] in family]
        if not told and _in_numbers(entry.record.title, stated):
            continue
        if [relation for relation, _, _ in told] != [each.relation for each in stated]:
            has = ", ".join(f"'{words}'" for _, words, _ in told) or "no word for it"
            message = f"{title(entry)}: its title has {has} where its finding states: {', '.join(each.relation for each in stated)}"
            yield Problem(entry.at("title"), message, "say in the title what the finding states, in its order")
            continue
        for (_, words, clause), each in zip(told, stated, strict=True):
            if wrong := _words(clause) & (_words(each.other) - _words(each.own) - known):
                message = f"{title(entry)}: its title has '{words}' next to '{min(wrong)}', of which its finding does not state it"
                yield Problem(entry.at("title"), message, "name what the finding names, or correct the finding")


def _without_finding(content: Content, entry: Entry) -> Problems:
    """The title of a map has no word for a direction, in small letters, without a finding."""
    if isinstance(entry.record, Map) and not entry.record.finding:
        told = [words for name, words, _ in content.reader.relations(entry.record.title) if name in _DIRECTIONS]
        for words in filter(str.islower, told[:1]):
            message = f"{title(entry)}: its title has '{words}', and no finding states where what lies"
            yield Problem(entry.at("title"), message, "give the finding, so that it is held against the map")


def _excepted(content: Content, entry: Entry) -> Problems:
    """The title of a series does not state its finding of a period that this leaves out: it names others, or the exception."""
    series = entry.record
    if not isinstance(series, Series) or not series.finding or not content.reader.words.months:
        return
    told = [date for date in content.reader.dates(series.title) if date.finest]
    for index, period in enumerate(series.finding.except_for):
        of_it = [date for date in told if date.agrees(Occasion(0, 0, moment_keys(period.start)), ())]
        stated = any(date.side != "except" for date in of_it)
        if stated or not told:
            message = f"{title(entry)}: its title states its finding of {period}, too, which this leaves out"
            hint = "name in the title the periods of which it is true, or this one as an exception"
            yield Problem(entry.at("finding", "except_for", index), message, hint)


_DIRECTIONS = ("north", "south", "east", "west")
_FAMILIES = (("most", "least", "all", "none"), _DIRECTIONS, ("both", "neither", "only"))
"""Relations that titles of one kind have words for."""


def _stated(content: Content, fact: Fact) -> Iterator[_Stated]:
    """What the findings of a record state; nothing if no words are known for one of them."""
    if isinstance(fact, Series) and fact.finding and fact.finding.greater:
        yield _of("most", fact.sides, [fact.finding.greater])
    elif isinstance(fact, Tally) and all(found.which != "same" for found in fact.finding):
        names = {row.record: f"{row.name} {_named(content, row.record)}" for row in fact.rows}
        words = {row.record: row.words or "" for row in fact.rows}
        for counted in fact.finding:
            yield _of(counted.which, names, counted.records)._replace(words=words.get(counted.records[0]) or "")
    elif isinstance(fact, Whole) and all(
        found.share == Decimal("0.5") and found.which != "same" for found in fact.finding
    ):
        names = {part.figure: part.name for part in fact.figures}
        for found in fact.finding:
            yield _of(
                "most" if found.which == "over" else "least", {**names, "": fact.rest or ""}, [found.figure, found.of]
            )
    elif isinstance(fact, Map):
        yield from (_Stated(found.side) for found in fact.finding)
    elif isinstance(fact, Comparison):
        people = {person: _called(content, person) for person in fact.people}
        topics = {row.topic: content.site.record.topics.get(row.topic, "") for row in fact.rows}
        for said in fact.finding:
            alone = {"first": fact.people[0], "second": fact.people[1]}.get(said.who)
            named = [*said.topics, *([alone] if alone else [])]
            yield _of("only" if alone else said.who, {**topics, **(people if alone else {})}, named)


def _in_numbers(headline: str, stated: Iterable[_Stated]) -> bool:
    """True if a title has the words of all numbers that are least or most, from the least to the most."""
    low_to_high = sorted(stated, key=lambda each: each.relation != "least")
    places = [fold(headline).find(fold(each.words)) if each.words else -1 for each in low_to_high]
    return places == sorted(places) and places[0] >= 0


def _of(relation: str, names: Mapping[str, str], named: Iterable[str]) -> _Stated:
    """What is stated of some of what has names."""
    own = [names.get(name, "") for name in named]
    return _Stated(relation, " ".join(own), " ".join(name for name in names.values() if name not in own))


def _named(content: Content, record: str) -> str:
    """The words with a capital in the title of a record: whom or what it names."""
    found = content.records.get(record)
    return " ".join(re.findall(r"(?<=\s)[A-Z]\w+", f" {found.get('title') or ''}")) if found else ""


def _called(content: Content, person: str) -> str:
    """The names and the office of a person."""
    found = content.records.get(person)
    return " ".join((found.name, *found.also, found.office or "")) if isinstance(found, Actor) else ""


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w{3,}", fold(text).lower()))
