"""What a course of events shows: its stations with their places in both arrangements, those without one, and the key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from explainer.content.courses import Knot
from explainer.content.records import Course, Fact
from explainer.graphics.courses import Across, CourseDrawing, Down, course_drawing
from explainer.view.marks import MarkSample
from explainer.view.site_data import SiteData


class Version(NamedTuple):
    """A record at a station: what the course calls it, its time as exactly as it is known, and what else is said of it."""

    record: Fact
    name: str
    when: str
    words: str


@dataclass(frozen=True, slots=True)
class Stop:
    """A station: one record, or the versions of what is disputed, the kind of its mark, and where it stands.

    `name` and `when` are those of all its versions, if they have one. `across` and `down` are None where it has no place in the
    order, `across` also where the course is drawn from top to bottom only. `after` names what came directly before it, `told`
    says that the stop above it is not that, `fork` that several others followed it.
    """

    versions: tuple[Version, ...]
    name: str
    when: str
    kind: str
    across: Across | None
    down: Down | None
    after: str
    told: bool
    fork: bool


@dataclass(frozen=True, slots=True)
class CoursePicture:
    """The stops of a course as they are read, those of which no order is known, the drawing, and the key of what says nothing itself."""

    stops: tuple[Stop, ...]
    apart: tuple[Stop, ...]
    drawing: CourseDrawing
    key: tuple[MarkSample, ...]


def course_picture(course: Course, data: SiteData) -> CoursePicture:
    """What a course shows."""
    knots = data.courses[course.id]
    several = [number for number, knot in enumerate(knots) if len(knot.versions) > 1]
    drawing = course_drawing([knot.directly_before for knot in knots], several)
    stations = {station.event: station for station in course.stations}

    def version(record: Fact) -> Version:
        station = stations[record.id]
        return Version(record, station.name, _when(record, data), station.words or "")

    def after(knot: Knot) -> str:
        names = [stations[record.id].name for number in knot.directly_before for record in knots[number].versions[:1]]
        return data.catalogue.listed(names) if names else ""

    def stop(number: int, above: int | None) -> Stop:
        knot = knots[number]
        versions = tuple(map(version, knot.versions))
        names, times = {each.name for each in versions}, {each.when for each in versions}
        return Stop(
            versions,
            names.pop() if len(names) == 1 else "",
            times.pop() if len(times) == 1 else "",
            _kind(knot),
            drawing.across.get(number),
            drawing.down.get(number),
            after(knot),
            bool(knot.directly_before) and knot.directly_before != (above,),
            number in drawing.forks,
        )

    stops = tuple(stop(number, above) for number, above in zip(drawing.read, (None, *drawing.read), strict=False))
    apart = tuple(stop(number, None) for number in drawing.apart)
    several_days = "days" in {each.kind for each in stops}
    key = (MarkSample("days", data.catalogue.course.key_days),) if several_days else ()
    return CoursePicture(stops, apart, drawing, key)


def _kind(knot: Knot) -> str:
    """The kind of a mark: `versions` that differ, one of several `days`, or `one` thing on one day."""
    if len(knot.versions) > 1:
        return "versions"
    date = knot.versions[0].get("date")
    if date and not date.one_day:
        return "days"
    return "one"


def _when(record: Fact, data: SiteData) -> str:
    """The time of a record, and its date if that is not the day the site is about, each as exactly as it is known."""
    t, date, time = data.catalogue, record.get("date"), record.get("time")
    parts = [t.time(time)] if time else []
    parts += [t.brief_date(date)] if date and date != data.site.day else []
    return ", ".join(parts)
