"""The known order of the stations of a course of events.

One station came before another where `after` or `before` says so, directly or through records that are not shown, and
where their dates, or their clock times on one day, leave no other order. Stations that are versions of one disputed
thing have one place in the order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from explainer.content.chronology import Chronology, clock
from explainer.content.content import Content
from explainer.content.records import Course, Development, Event, Fact
from explainer.text.numbers import PARTS_OF_DAY


class Knot(NamedTuple):
    """One place in a course: a record, or several that are versions of one disputed thing.

    `directly_before` are the places, by their numbers, that came before this one with no other one known to lie between.
    """

    versions: tuple[Fact, ...]
    directly_before: tuple[int, ...]


class CircularCourse(Exception):  # noqa: N818  # nothing is wrong with the program
    """A place came before itself; `places` are those in the circle, each with its records."""

    def __init__(self, places: tuple[tuple[Fact, ...], ...]) -> None:
        super().__init__()
        self.places = places


def order_of(course: Course, content: Content, times: Chronology | None = None) -> tuple[Knot, ...]:
    """The places of a course, in the order of its stations; those of records that do not exist are left out.

    Raises:
        CircularCourse: if a place came before itself.
    """
    shown = [content.records.get(station.event) for station in course.stations]
    groups = _versions(content, [record for record in shown if isinstance(record, (Event, Development))])
    place = {record.id: number for number, records in enumerate(groups) for record in records}
    earlier: dict[int, set[int]] = {number: set() for number in range(len(groups))}
    for first, second in _pairs(groups, times or Chronology(content)):
        if first in place and second in place and place[first] != place[second]:
            earlier[place[second]].add(place[first])
    try:
        in_order = tuple(TopologicalSorter(earlier).static_order())
    except CycleError as error:
        raise CircularCourse(tuple(groups[number] for number in error.args[1][1:])) from None
    reached: dict[int, set[int]] = {}
    for number in in_order:
        reached[number] = earlier[number].union(*(reached[other] for other in earlier[number]))
    return tuple(
        Knot(records, tuple(sorted(_direct(earlier[number], reached)))) for number, records in enumerate(groups)
    )


def _direct(earlier: set[int], reached: Mapping[int, set[int]]) -> set[int]:
    """Those of the earlier places that came before no other one of them."""
    return earlier.difference(*(reached[other] for other in earlier))


def _versions(content: Content, records: list[Fact]) -> list[tuple[Fact, ...]]:
    """The records in groups: those that support different versions of one dispute together, each where the first of them is."""
    version: dict[str, tuple[str, int]] = {}
    for dispute in content.of_kind("dispute"):
        for number, each in enumerate(dispute.versions):
            version |= {name: (dispute.id, number) for name in each.records if name not in version}
    groups: dict[tuple[str, ...], dict[str, Fact]] = {}
    for record in records:
        group = version[record.id][:1] if record.id in version else (record.id, "")
        groups.setdefault(group, {})[record.id] = record
    found: list[tuple[Fact, ...]] = []
    for members in groups.values():
        differ = len({version[name] for name in members if name in version}) > 1
        found += [tuple(members.values())] if differ else [(record,) for record in members.values()]
    return sorted(found, key=lambda members: records.index(members[0]))


def _pairs(groups: list[tuple[Fact, ...]], times: Chronology) -> Iterator[tuple[str, str]]:
    """The ids of every two records of which the first is known to have come before the second."""
    records = [record for members in groups for record in members]
    for second in records:
        yield from ((first, second.id) for first in times.all_before(second.id))
        yield from ((first.id, second.id) for first in records if _earlier(first, second))


def _earlier(first: Fact, second: Fact) -> bool:
    """True if the dates of two records, or their clock times on one day, leave no other order."""
    one, other = first.get("date"), second.get("date")
    if not one or not other:
        return False
    if one.last.latest() < other.earliest():
        return True
    hours = [clock(record) for record in (first, second) if record.get("time") not in (None, *PARTS_OF_DAY)]
    return bool(
        one == other and not one.end and one.start.precision == "day" and len(hours) == 2 and hours[0] < hours[1]
    )
