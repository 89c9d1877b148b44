"""The place of each event and later state in time: before the day, on it or after it, and in what order.

A place follows from the overlap of a date with the day the site is about, then from `after` and `before`. A record
for which several places are possible has none: that is a problem for the rules, not a guess.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import Any, NamedTuple, TypeVar

from explainer.content.content import Content, Entry
from explainer.content.records import Development, Event, Fact
from explainer.text.dates import Edtf
from explainer.text.numbers import PARTS_OF_DAY
from explainer.text.source_text import Span

K = TypeVar("K")

PHASES = ("before", "day", "after")

Days = tuple[int, int, int]
"""Year, month and day; compared only, so a 31st that a month does not have is harmless."""

FIRST, LAST = (0, 0, 0), (9999, 12, 31)

_CLOCK = {"night": "03:00", "morning": "09:00", "noon": "12:00", "afternoon": "15:00", "evening": "19:00"}
_NOWHERE = sys.maxsize, Span(0, 0)
"""A place that sorts after every place in a text."""
_UNTIMED = "~"
"""A key that sorts after every clock time."""


class Order(NamedTuple):
    """An editor's statement that `earlier` came before `later`; it is written in a field of `entry`."""

    earlier: str
    later: str
    entry: Entry
    field: str


class Timed(NamedTuple):
    """Records of one period: those `in_order`, and those whose order is not known, `apart`."""

    in_order: tuple[Fact, ...]
    apart: tuple[Fact, ...]


class Bounds(NamedTuple):
    """The days and the places in PHASES that are possible for a record."""

    earliest: Days
    latest: Days
    first: int
    last: int


class Chronology:
    """Computes the places in time of all events and developments of a content."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.day: Edtf = content.site.record.day

    @cached_property
    def orders(self) -> tuple[Order, ...]:
        """Every `after` and `before` that names an event or development."""
        return tuple(
            Order(*((target, entry.record.id) if name == "after" else (entry.record.id, target)), entry, name)
            for entry in self.content.facts
            for name in ("after", "before")
            if (target := entry.record.get(name)) and isinstance(self.content.records.get(target), (Event, Development))
        )

    @cached_property
    def _earlier(self) -> Mapping[str, list[str]]:
        return _lists((order.later, order.earlier) for order in self.orders)

    @cached_property
    def _later(self) -> Mapping[str, list[str]]:
        return _lists((order.earlier, order.later) for order in self.orders)

    @cached_property
    def _bounds(self) -> Mapping[str, tuple[Bounds, Bounds]]:
        """By record, the bounds from its own date, and those from the dates of all that came before and after it, too.

        A record in a cycle, or after one, keeps the bounds from its own date.
        """
        own = {}
        for kind in ("event", "development"):
            for fact in self.content.of_kind(kind):
                date: Edtf | None = fact.date
                days = (date.earliest(), date.last.latest()) if date else (FIRST, LAST)
                own[fact.id] = Bounds(*days, *(self._overlap(date) if date else (0, 2)))
        found = dict(own)
        for name in _in_order(self._earlier):
            for other in self._earlier.get(name, ()):
                low, one = found[other], found[name]
                found[name] = one._replace(earliest=max(one.earliest, low.earliest), first=max(one.first, low.first))
        for name in _in_order(self._later):
            for other in self._later.get(name, ()):
                high, one = found[other], found[name]
                found[name] = one._replace(latest=min(one.latest, high.latest), last=min(one.last, high.last))
        return {name: (own[name], found[name]) for name in own}

    @cached_property
    def circles(self) -> frozenset[str]:
        """The records that come after themselves, by the orders that editors stated."""
        sound = set(_in_order(self._earlier))
        doubtful = [name for name in self._earlier if name not in sound]
        return frozenset(name for name in doubtful if name in reached(self._earlier, self._earlier[name]))

    def all_before(self, record: str) -> frozenset[str]:
        """The ids of all records that came before one, by the orders that editors stated, directly or indirectly."""
        return reached(self._earlier, self._earlier.get(record, ()))

    def not_before(self, record: str) -> Days:
        """The first possible day of a record, by its date and by all that came before it; FIRST if nothing limits it."""
        return self._bounds[record][1].earliest

    def not_after(self, record: str) -> Days:
        """The last possible day of a record, by its date and by all that came after it; LAST if nothing limits it."""
        return self._bounds[record][1].latest

    def phase(self, fact: Fact) -> str:
        """One of PHASES; empty if several are possible, or none is.

        A record that followed one of the day, and is not known to be of the day itself, is listed after the day, and
        one that came before such a record before it: the words "after …" and "before …" next to it say what is known.
        """
        own, (_, _, first, last) = self._bounds[fact.id]
        if first < last:
            if first == 1 and own.first < 1:
                first = last
            elif last == 1 and own.last > 1:
                last = first
        return PHASES[first] if first == last else ""

    def _overlap(self, date: Edtf) -> tuple[int, int]:
        """The first and the last phase that a date can mean, as places in PHASES."""
        start, end = self.day.start.earliest(), self.day.last.latest()
        earliest, latest = date.earliest(), date.last.latest()
        if latest < start:
            return 0, 0
        if earliest > end:
            return 2, 2
        if not date.open and all(moment.precision == "day" and not moment.approximate for moment in date.moments):
            return 1, 1
        if all(moment.approximate and moment.precision == "day" for moment in date.moments):
            return 0, 2
        return (0 if earliest < start else 1), (2 if latest > end else 1)

    def key(self, fact: Fact) -> tuple[Any, ...]:
        """A key that sorts by the date a record is about and its time.

        A record that is only known to have followed another comes right after that one, a record that is only known
        to have come before another right before it. Of several that followed the same record, the one with the
        earlier date comes first. A month or a year is placed where it begins, an entry without a clock time after
        those of its date that have one. Events of one date and time stand in the order of the base text.
        """
        place = self._places.get(fact.id, _NOWHERE) if isinstance(fact, Event) else _NOWHERE
        return (*self._key(fact, frozenset()), 0, place)

    @cached_property
    def _places(self) -> Mapping[str, tuple[int, Span]]:
        """Where the first passage of each record from a base source stands: the number of the source, and its span."""
        bases = [entry.record.id for entry in self.content.sources if entry.record.base]
        found: dict[str, tuple[int, Span]] = {}
        for number, source in enumerate(bases):
            for span, record in self.content.located_passages.get(source, ()):
                found.setdefault(record, (number, span))
        return found

    def _key(self, fact: Fact, asked: frozenset[str]) -> tuple[Any, ...]:
        date: Edtf | None = fact.get("period") or fact.get("date")
        asked |= {fact.id}
        latest = date.last.latest() if date else LAST
        for name, side in (("after", 1), ("before", -1)):
            other = self.content.records.get(fact.get(name) or "")
            if not isinstance(other, (Event, Development)) or other.id in asked:
                continue
            if date is None or other.date is None or self._as_early(date, other.date, side):
                return (*self._key(other, asked), side, latest)
        if date is None:
            return LAST, LAST, _UNTIMED
        return (*date.sort_key(), clock(fact) or _UNTIMED)

    @staticmethod
    def _as_early(date: Edtf, other: Edtf, side: int) -> bool:
        """True if by its date alone a record would be on the wrong side of the other one."""
        return date.sort_key() <= other.sort_key() if side > 0 else date.sort_key() >= other.sort_key()

    def arranged(self, facts: Sequence[Fact]) -> Timed:
        """The records of one day, sorted: those whose order is known, and separately those without a time.

        A time gives a place in the order, and so does an `after` or `before` that refers to a record with a time.
        Where no record has a time, a single chain of records that follow each other is an order, too.
        """
        names = {fact.id for fact in facts}
        steps = _within(names, self._earlier, self._later)
        chain: dict[str, int] = {}
        for number, fact in enumerate(facts):
            if fact.id not in chain:
                linked = reached(steps, [fact.id])
                chain.update(dict.fromkeys(linked, number))
        sizes = Counter(chain.values())
        ordered = {chain[fact.id] for fact in facts if clock(fact)}
        if not ordered and sum(size > 1 for size in sizes.values()) == 1:
            ordered = {number for number, size in sizes.items() if size > 1}
        timed = {name for name, number in chain.items() if number in ordered}
        return Timed(
            tuple(fact for fact in facts if fact.id in timed), tuple(fact for fact in facts if fact.id not in timed)
        )


def clock(fact: Fact) -> str:
    """The clock time of a record as HH:MM, a part of the day as the hour that stands for it; empty without one."""
    time: str = fact.get("time") or ""
    return _CLOCK[time] if time in PARTS_OF_DAY else time


def _lists(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def _within(names: Collection[str], *steps: Mapping[str, Iterable[str]]) -> Mapping[str, list[str]]:
    """Steps of several kinds as one, between these names alone."""
    return {name: [to for kind in steps for to in kind.get(name, ()) if to in names] for name in names}


def _in_order(steps: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """The names in topological order, each after those its steps lead to; without those in a cycle or after one."""
    sorter = TopologicalSorter(steps)
    with suppress(CycleError):
        sorter.prepare()
    while ready := sorter.get_ready():
        yield from ready
        sorter.done(*ready)


def reached(steps: Mapping[K, Iterable[K]], first: Iterable[K]) -> frozenset[K]:
    """All names that can be reached from the first ones, directly or indirectly, and these."""
    found: set[K] = set()
    waiting = [*first]
    while waiting:
        if (name := waiting.pop()) not in found:
            found.add(name)
            waiting.extend(steps.get(name, ()))
    return frozenset(found)
