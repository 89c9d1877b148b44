"""Rules about the parts that a picture shows: what it calls each of them, and what its title and sentences say of one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from explainer.content.chronology import Chronology, reached
from explainer.content.content import Content, Entry
from explainer.content.courses import CircularCourse, order_of
from explainer.content.fates import Outcomes
from explainer.content.fields import Fate
from explainer.content.records import Agreement, Course, Fact, Picture, Whole
from explainer.content.roles import Keys
from explainer.problems import Problem
from explainer.rules.common import Problems, title, unsupported
from explainer.text.source_text import fold


class Shown(NamedTuple):
    """A part of a picture: the fields of its name, the name, and the record that it shows."""

    keys: Keys
    name: str
    fact: Fact


def named_part(content: Content) -> Problems:
    """What a picture calls a record has not fewer of its words than of those of another record that it shows."""
    common = _common(content)
    for entry in content.facts:
        shown = list(_shown(content, entry.record))
        words = [_stems(_told(content, part.fact)) for part in shown]
        for part, own in zip(shown, words, strict=True):
            named = _stems(part.name) - common
            better = [other for other, theirs in zip(shown, words, strict=True) if named & theirs > named & own]
            if better:
                message = (
                    f"{title(entry)} calls '{part.fact.id}' '{part.name}', as '{better[0].fact.id}' should be called"
                )
                yield Problem(entry.at(*part.keys), message, "name each by words of its record")


def told_part(content: Content) -> Problems:
    """A clause of a picture's title that names one part has no number or date that this has not, and does not turn the order.

    Of what became of agreements it has no words for another group than that of those it names, and each finding has words
    for its group or names what is in it.
    """
    for entry in content.facts:
        shown = list(_shown(content, entry.record))
        if not shown:
            continue
        clauses = content.reader.clauses(entry.record.title)
        for clause in clauses:
            named = _named(content, shown, clause)
            if len(named) == 1 and not isinstance(entry.record, Whole):
                for start, end in unsupported(content, clause, content.supported_values(named[0].fact)):
                    message = (
                        f"{title(entry)}: '{clause[start:end]}' in its title is not what '{named[0].fact.id}' says"
                    )
                    yield Problem(entry.at("title"), message, "say it next to the name of the record that has it")
        if isinstance(entry.record, Course):
            yield from _turned(content, entry, entry.record, shown, clauses)
        if isinstance(entry.record, Picture):
            yield from _other_fate(content, entry, entry.record, shown, clauses)


def _shown(content: Content, fact: Fact) -> Iterator[Shown]:
    """The parts of a picture, in its order, with the fields that name them."""
    found: list[tuple[Keys, str, str]] = []
    if isinstance(fact, Course):
        found = [(("stations", at, "name"), each.name, each.event) for at, each in enumerate(fact.stations)]
    elif isinstance(fact, Picture):
        found = [(("rows", at, "name"), each.name, each.agreement) for at, each in enumerate(fact.rows)]
    elif isinstance(fact, Whole):
        parts = [(("parts", at, "name"), each) for at, each in enumerate(fact.parts)]
        together = [(("together", "name"), fact.together)] if fact.together else []
        found = [(keys, each.name, each.figure) for keys, each in ((("whole", "name"), fact.whole), *parts, *together)]
    for keys, name, record in found:
        if isinstance(known := content.records.get(record), Fact):
            yield Shown(keys, name, known)


def _told(content: Content, fact: Fact) -> str:
    """All words of a record and of its evidence, and the names of those that it names."""
    named = (content.records[name].label for name in fact.references if name in content.records)
    later = chain.from_iterable(
        (state.title, *state.evidence_words())
        for state in content.later_states.get(fact.id, ())
        if isinstance(fact, Agreement)
    )
    own = (fact.label, fact.get("summary"), fact.get("words"), fact.get("unit"), *fact.evidence_words(), *named, *later)
    return " ".join(filter(None, own))


def _named(content: Content, shown: list[Shown], clause: str) -> list[Shown]:
    """The parts that a clause names by words of their names that no other part has."""
    said = _stems(clause) - _common(content)
    stems = [_stems(part.name) for part in shown]
    return [
        part
        for at, part in enumerate(shown)
        if said & stems[at].difference(*(other for number, other in enumerate(stems) if number != at))
    ]


def _turned(content: Content, entry: Entry, course: Course, shown: list[Shown], clauses: tuple[str, ...]) -> Problems:
    """A clause that says that one station came before or after another one says what is drawn."""
    try:
        knots = order_of(course, content, Chronology(content))
    except CircularCourse:
        return  # reported at the stations
    place = {record.id: at for at, knot in enumerate(knots) for record in knot.versions}
    before = {at: knot.directly_before for at, knot in enumerate(knots)}
    for clause in clauses:
        first, side, second = content.reader.ordered(clause)
        ones, others = (_named(content, shown, words) for words in (first, second))
        if side and len(ones) == len(others) == 1:
            one, other = (place[named[0].fact.id] for named in (ones, others))
            early, late = (one, other) if side == "before" else (other, one)
            if early not in reached(before, before[late]):
                message = f"{title(entry)}: its title has '{ones[0].name}' {side} '{others[0].name}', and no such order is drawn"
                yield Problem(entry.at("title"), message, "say in the title what the drawing shows")


def _other_fate(
    content: Content, entry: Entry, picture: Picture, shown: list[Shown], clauses: tuple[str, ...]
) -> Problems:
    """The words of a title for a group of agreements are next to those that are in it, and each finding is stated."""
    outcomes, labels = Outcomes(content), _labels(content, shown)
    fate_of = {part.fact.id: outcomes.of(part.fact).fate for part in shown if isinstance(part.fact, Agreement)}
    for clause in clauses:
        named, told = _named(content, shown, clause), _fates(labels, clause)
        if named and told and not any(fate_of.get(part.fact.id) in told for part in named):
            said = ", ".join(f"'{fate}'" for fate in sorted(told))
            is_in = ", ".join(f"'{part.fact.id}' is in '{fate_of.get(part.fact.id)}'" for part in named)
            message = f"{title(entry)}: its title has words for {said} next to '{named[0].name}'"
            yield Problem(entry.at("title"), message, is_in)
    named_at_all = {part.fact.id for part in _named(content, shown, picture.title)}
    for index, finding in enumerate(picture.finding):
        if named_at_all.isdisjoint(finding.agreements) and finding.fate not in _fates(labels, picture.title):
            message = f"{title(entry)}: its title has no word for what its finding states: '{finding.fate}'"
            hint = "name in it the agreements, or use the words of site.yaml for their group or state"
            yield Problem(entry.at("finding", index, "fate"), message, hint)


def _labels(content: Content, shown: list[Shown]) -> Mapping[frozenset[str], set[Fate]]:
    """The words of site.yaml for each group and for the states in it, with the groups that they are for."""
    site = content.site.record
    every = [(group.fate, group.title) for group in site.fates]
    for state, fate in site.state_meanings.items():
        every += [(fate, label) for label in (site.states.get(state), site.verdicts.get(state)) if label]
    names = _common(content).union(*(_stems(part.name) for part in shown))
    found: dict[frozenset[str], set[Fate]] = {}
    for fate, label in every:
        if words := _stems(label) - names:
            found.setdefault(words, set()).add(fate)
    return found


def _fates(labels: Mapping[frozenset[str], set[Fate]], text: str) -> frozenset[Fate]:
    """The groups that a text has all words of a label for."""
    said = _stems(text)
    return frozenset(fate for words, fates in labels.items() if words <= said for fate in fates)


_STEM = 4
"""Number of letters that two forms of a word share: opens, opening."""


def _stems(text: str) -> frozenset[str]:
    """The beginnings of the words of a text, in lower case."""
    return frozenset(word[:_STEM] for word in re.findall(r"[^\W_]{3,}", fold(text).lower()))


def _common(content: Content) -> frozenset[str]:
    """The beginnings of words that name nothing."""
    words = content.reader.words
    return _stems(
        " ".join((*words.joining, *words.prepositions, *words.clause_openings, *words.pronouns, *words.passive))
    )
