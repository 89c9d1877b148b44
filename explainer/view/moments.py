"""When something happened, as its entry says: a date, a time, or what it came after and before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from explainer.content.records import Agreement, Fact
from explainer.text.dates import Edtf
from explainer.view.citing import FRONT
from explainer.view.site_data import SiteData


@dataclass(frozen=True, slots=True)
class When:
    """What an entry says of its time: of `date` and what follows, each is None where it is not known or not said there.

    `later` says that it followed the entry above it, which then is not named in `after`.
    """

    date: Edtf | None
    time: str | None
    later: bool = False
    after: Fact | None = None
    before: Fact | None = None

    @property
    def ordered(self) -> bool:
        """True if it says what came before or after."""
        return bool(self.later or self.after or self.before)


def when(record: Fact, data: SiteData) -> When:
    """What an event or a development says of its time where nothing stands above it."""
    after, before = _named(record, data)
    date = record.get("date")
    return When(date, record.get("time") if date else None, after=after, before=before)


def _named(record: Fact, data: SiteData) -> tuple[Any, Any]:
    """What it came after and before."""
    after, before = record.get("after"), record.get("before")
    return data.records[after] if after else None, data.records[before] if before else None


def agreement_date(agreement: Agreement, data: SiteData) -> str:
    """The date of an agreement in words; empty if it is not known.

    What is dated after the day the site is about has yet to happen: an invitation is for that date.
    """
    if not agreement.date:
        return ""
    text = data.catalogue.date(agreement.date, agreement.time)
    later = agreement.date.sort_key() > data.site.day.sort_key()
    return str(data.catalogue.ledger.due(date=text)) if later and not agreement.date.open else text


def listed_date(record: Fact, data: SiteData) -> str:
    """The date of a record in a list of all records; empty if it has none."""
    if isinstance(record, Agreement):
        return agreement_date(record, data)
    date = record.get("date")
    return data.catalogue.date(date) if date else ""


class TimelineEntry(NamedTuple):
    """One entry of the time line.

    `again` says that it is another version of what the entry above tells under the same date.
    """

    record: Fact
    again: bool
    when: When


class DayTopic(NamedTuple):
    """What is known of one topic of the day: entries in order, and apart from them those whose time is not known."""

    title: str
    in_order: tuple[TimelineEntry, ...]
    apart: tuple[TimelineEntry, ...]


class Phase(NamedTuple):
    """A part of the time line: its entries, the topics of the day, or the page that has its entries.

    Where there is such a page, `entries` are those that the front page tells, but for mere mentions.
    """

    id: str
    title: str
    entries: tuple[TimelineEntry, ...] = ()
    topics: tuple[DayTopic, ...] = ()
    url: str = ""
    entry_count: int = 0
    first: Edtf | None = None
    last: Edtf | None = None


def timeline(parts: Sequence[tuple[str, str]], data: SiteData) -> tuple[Phase, ...]:
    """The parts of the time line that hold anything; `parts` are those with a page of their own, as (name, address)."""
    pages = dict(parts)
    t = data.catalogue
    titles = {"before": t.timeline.before, "day": t.date(data.site.day), "after": t.timeline.after}
    found = []
    for name, title in titles.items():
        records = data.phases[name]
        if not records:
            continue
        if name == "day":
            found.append(Phase(name, title, topics=_topics(data)))
        elif name in pages:
            dates = [date for record in records if (date := record.get("date"))] or [None]
            told = _entries([record for record in records if _is_told(record, data)], data, _headline)
            found.append(
                Phase(name, title, told, url=pages[name], entry_count=len(records), first=dates[0], last=dates[-1])
            )
        else:
            found.append(Phase(name, title, headlines(name, data)))
    return tuple(found)


def _is_told(record: Fact, data: SiteData) -> bool:
    """True if the front page links a record and its state, if it has one, is more than a mention."""
    mention = data.site.state_meanings.get(record.get("state")) == "mention"
    return not mention and any(link.url.partition("#")[0] == FRONT for link in data.backlinks.get(record.id, ()))


def headlines(phase: str, data: SiteData) -> tuple[TimelineEntry, ...]:
    """The entries of a part of the time line, as headlines."""
    return _entries(data.phases[phase], data, _headline)


def _topics(data: SiteData) -> tuple[DayTopic, ...]:
    names = {**data.site.topics, "": data.catalogue.timeline.other_topics}
    several = len(data.day_parts) > 1
    return tuple(
        DayTopic(
            names[topic] if several else "",
            _entries(timed.in_order, data, _on_day),
            _entries(timed.apart, data, _on_day),
        )
        for topic, timed in data.day_parts.items()
    )


_Say = Callable[[Fact, Any, bool, SiteData], When]
"""What an entry says of its time, from its record, the record above it, and whether that tells the same under its date."""


def _entries(records: Sequence[Fact], data: SiteData, say: _Say) -> tuple[TimelineEntry, ...]:
    found = []
    above: Any = None
    for record in records:
        date: Edtf | None = record.get("date")
        again = bool(
            above and date and above.date and (above.date.start, above.date.open) == (date.start, date.open)
            and record.id in data.disputes and data.disputes.get(above.id) == data.disputes[record.id]
        )  # fmt: skip
        found.append(TimelineEntry(record, again, say(record, above, again and above.date == date, data)))
        above = record
    return tuple(found)


def _on_day(record: Fact, above: Any, same_date: bool, data: SiteData) -> When:
    """On the day itself no entry says the date, and another account of the one above it not the order."""
    if record.get("date") != data.site.day:
        return when(record, data)
    after, before = (None, None) if same_date else _named(record, data)
    later = bool(after and above and after.id == above.id)
    return When(None, record.get("time"), later, None if later else after, before)


def _headline(record: Fact, above: Any, same_date: bool, data: SiteData) -> When:
    """A headline has its date, "later" if it followed the one above it under the same date, else what it followed."""
    date = record.get("date")
    later = bool(date and above and above.date == date and above.id == record.get("after"))
    after, before = (None, None) if later else _named(record, data)
    return When(None if same_date else date, record.get("time"), later, after, before)
