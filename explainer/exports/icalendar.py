"""The timeline as an iCalendar file (RFC 5545): no entry is more exact than what is known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from explainer.content.records import TimeZone
from explainer.text.dates import Edtf, Moment
from explainer.text.numbers import PARTS_OF_DAY
from explainer.view.citing import url_of
from explainer.view.site_data import SiteData


def calendar(data: SiteData, base_url: str = "") -> dict[str, Callable[[], bytes]]:
    """`calendar.ics`, by its output path."""
    return {"calendar.ics": lambda: _calendar(data, base_url)}


def _calendar(data: SiteData, base_url: str) -> bytes:
    """The calendar: every event and development known to the day, with its clock time where one is known.

    A record known only to the month or year, or by its order, is left out and counted in the description.
    """
    facts: list[Any] = [fact for phase in data.phases.values() for fact in phase]
    known = [fact for fact in facts if fact.date and _exact(fact.date)]
    zone = data.site.timezone
    timed = {fact.id: clock for fact in known if zone and (clock := _clock(fact, zone))}
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{_text(data.site.title)}//explainer//{data.site.language.upper()}",
        f"NAME:{_text(data.site.title)}",
        f"X-WR-CALNAME:{_text(data.site.title)}",
        f"DESCRIPTION:{_text(_about(data, len(facts) - len(known)))}",
        *(_zone(zone) if zone and timed else ()),
        *(line for fact in known for line in _entry(fact, data, timed.get(fact.id, ()), base_url)),
        "END:VCALENDAR",
    ]
    return "".join(f"{_fold(line)}\r\n" for line in lines).encode()


def _about(data: SiteData, left_out: int) -> str:
    t = data.catalogue
    said = t.calendar.about(description=data.site.description, date=t.date(data.site.as_of))
    return f"{said} {t.calendar.left_out(n=left_out)}" if left_out else str(said)


def _entry(fact: Any, data: SiteData, clock: tuple[str, ...], base_url: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{fact.id}-{data.site.uid}"
    yield f"DTSTAMP:{_compact(data.site.as_of.last)}T000000Z"
    yield from clock or _days(fact.date)
    yield f"SUMMARY:{_text(fact.label)}"
    t = data.catalogue
    yield f"DESCRIPTION:{_text(t.calendar.text(date=t.date(fact.date, fact.time), summary=fact.summary))}"
    if fact.places:
        yield f"LOCATION:{_text(', '.join(data.records[place].label for place in fact.places))}"
    if base_url:
        yield f"URL:{base_url}{url_of(fact)}"
    yield f"CATEGORIES:{_text(fact.kind)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _exact(when: Edtf) -> bool:
    return not when.open and all(moment.precision == "day" and not moment.approximate for moment in when.moments)


def _days(when: Edtf) -> Iterator[str]:
    """The lines of whole days; the end is the day after the last, as the format requires."""
    yield f"DTSTART;VALUE=DATE:{_compact(when.start)}"
    last = date(*when.last.earliest())
    if last < date.max:
        yield f"DTEND;VALUE=DATE:{(last + timedelta(days=1)).isoformat().replace('-', '')}"


def _clock(fact: Any, zone: TimeZone) -> tuple[str, ...]:
    """The lines of a start at a clock time of a single day; none if the time or its offset is not known."""
    when: Edtf = fact.date
    if not fact.time or fact.time in PARTS_OF_DAY or when.end or not zone.offset(str(when.start)):
        return ()
    return (f"DTSTART;TZID={zone.name}:{_compact(when.start)}T{fact.time.replace(':', '')}00",)


def _zone(zone: TimeZone) -> Iterator[str]:
    """The lines of a time zone: its offsets, each with its first day, as the content gives them."""
    yield "BEGIN:VTIMEZONE"
    yield f"TZID:{zone.name}"
    days = sorted(zone.offsets)
    for before, day in zip([days[0], *days], days, strict=False):
        yield "BEGIN:STANDARD"
        yield f"DTSTART:{day.replace('-', '')}T000000"
        yield f"TZOFFSETFROM:{zone.offsets[before].replace(':', '')}"
        yield f"TZOFFSETTO:{zone.offsets[day].replace(':', '')}"
        yield "END:STANDARD"
    yield "END:VTIMEZONE"


def _compact(moment: Moment) -> str:
    return moment.first_day.replace("-", "")


_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]+")
_SPECIAL = re.compile(r"([\\;,])")


def _text(text: str) -> str:
    """A text value, escaped: it stays on one line, whatever it contains."""
    plain = _CONTROL.sub(" ", text.replace("\r\n", "\n"))
    return _SPECIAL.sub(r"\\\1", plain).replace("\n", "\\n")


def _fold(line: str) -> str:
    """A line folded into pieces of at most 75 octets, without cutting a character."""
    data = line.encode()
    pieces, start, room = [], 0, 75
    while len(data) - start > room:
        end = start + room
        while data[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(data[start:end])
        start, room = end, 74  # the space that begins a continuation counts
    return b"\r\n ".join([*pieces, data[start:]]).decode()
