"""Rules about courses of events: each has an order, and the title states what is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explainer.content.chronology import Chronology
from explainer.content.content import Content, Entry
from explainer.content.courses import CircularCourse, Knot, order_of
from explainer.content.records import Course
from explainer.problems import Problem
from explainer.rules.common import Problems, shown_once, title
from explainer.text.numbers import PARTS_OF_DAY


def drawn_course(content: Content) -> Problems:
    """No station of a course comes before itself or is shown twice, and the order and hours it is said to have are drawn."""
    times = Chronology(content)
    for entry in content.facts:
        if not isinstance(course := entry.record, Course):
            continue
        names = [station.event for station in course.stations]
        yield from shown_once(entry, names, ("stations", "event"), "keep one of the two")
        try:
            knots = order_of(course, content, times)
        except CircularCourse as circle:
            # What comes before itself by its own 'after', 'before' or date is a problem of that record.
            circular = [record.id for records in circle.places for record in records]
            if len(circular) > len(circle.places) and not times.circles.intersection(circular):
                message = f"{title(entry)}: versions of one disputed thing come before and after another station"
                yield Problem(
                    entry.at("stations"), message, f"leave one of these out: {', '.join(map(repr, circular))}"
                )
            continue
        yield from _findings(entry, course, knots)


def _findings(entry: Entry, course: Course, knots: Sequence[Knot]) -> Iterator[Problem]:
    finding = course.finding
    if finding and finding.known_up_to:
        number = next(
            (at for at, knot in enumerate(knots) if finding.known_up_to in (each.id for each in knot.versions)), None
        )
        where = entry.at("finding", "known_up_to")
        if number is None:
            if finding.known_up_to not in (station.event for station in course.stations):
                message = f"{title(entry)}: its finding names '{finding.known_up_to}', which it does not show"
                yield Problem(where, message, "add it to 'stations', or take it out of the finding")
        elif drawn := _otherwise(number, knots):
            message = (
                f"{title(entry)}: its finding is not what is drawn: the order is known up to '{finding.known_up_to}'"
            )
            yield Problem(where, message, drawn)
    if finding and finding.hours:
        records = [record for knot in knots for record in knot.versions]
        with_hour = [record.id for record in records if record.get("time") not in (None, *PARTS_OF_DAY)]
        known = "none" if not with_hour else "all" if len(with_hour) == len(records) else "some"
        if known != finding.hours:
            message = f"{title(entry)}: its finding is not what is drawn: a clock time is known of '{finding.hours}'"
            named = f": {', '.join(map(repr, with_hour))}" if known == "some" else ""
            yield Problem(entry.at("finding", "hours"), message, f"it is known of '{known}'{named}")


def _otherwise(number: int, knots: Sequence[Knot]) -> str:
    """How the drawing differs from one line up to a place and no order after it; empty if it does not."""
    line, at = {number}, number
    while earlier := knots[at].directly_before:
        if len(earlier) > 1:
            return f"no order is known between {_named(earlier, knots)}"
        at = earlier[0]
        line.add(at)
    for other, knot in enumerate(knots):
        if other not in line and knot.directly_before and knot.directly_before != (number,):
            return f"'{knot.versions[0].id}' follows {_named(knot.directly_before, knots)}"
        if other not in line and not knot.directly_before and any(other in each.directly_before for each in knots):
            return f"'{knot.versions[0].id}' came before another station, and not in this line"
    return ""


def _named(numbers: Sequence[int], knots: Sequence[Knot]) -> str:
    return " and ".join(f"'{knots[number].versions[0].id}'" for number in numbers)
