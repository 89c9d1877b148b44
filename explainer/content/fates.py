"""What became of agreements: their later states, and the group each is in by what these mean.

An agreement is in the group of the last state found after the day the site is about that is more than a mention. Where
there is none, it was only mentioned; where nothing was found after the day, nothing is known of it.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from explainer.content.chronology import Chronology, Days
from explainer.content.content import Content
from explainer.content.fields import Fate, Meaning
from explainer.content.records import Agreement, Development


class Found(NamedTuple):
    """A later state, the first and the last day it can be of, and whether it is not of the day the site is about."""

    record: Development
    first: date
    last: date
    since: bool


class Outcome(NamedTuple):
    """What became of an agreement: the `states` found, in order, its group, and the record that has its last state.

    `fate` is a key of `fates` in `site.yaml`. Its last state is what decides the group: the state on the day itself if
    nothing was found after it.
    """

    agreement: Agreement
    states: tuple[Found, ...]
    fate: Fate
    decisive: Agreement | Development

    @property
    def records(self) -> tuple[Agreement | Development, ...]:
        """The agreement, and the records of its later states."""
        return (self.agreement, *(found.record for found in self.states))


class Outcomes:
    """What became of the agreements of a content."""

    def __init__(self, content: Content, times: Chronology | None = None) -> None:
        self.content = content
        self._times = times or Chronology(content)
        site = content.site.record
        self.start = calendar_day(site.day.start.earliest())
        """The first day the site is about."""
        self.end = max(self.start, calendar_day(site.as_of.last.latest()))
        """The day up to which was searched."""
        self._meanings: Mapping[str, Meaning] = site.state_meanings

    def of(self, agreement: Agreement) -> Outcome:
        """What became of an agreement; the later states of the one it is continued under are its own, too."""
        names = dict.fromkeys((agreement.id, agreement.continued_under or agreement.id))
        records = [record for name in names for record in self.content.later_states.get(name, ())]
        states = tuple(map(self._found, sorted(records, key=self._times.key)))
        since = [found.record for found in states if found.since]
        steps = [record for record in since if self._meanings.get(record.state) not in (None, "mention")]
        if steps:
            return Outcome(agreement, states, self._meanings[steps[-1].state], steps[-1])
        if since:
            return Outcome(agreement, states, "mention", since[-1])
        return Outcome(agreement, states, "nothing", states[-1].record if states else agreement)

    def _found(self, record: Development) -> Found:
        """What is not known to the day can be of every day that its order leaves it, up to that of the search."""
        first = min(max(calendar_day(self._times.not_before(record.id)), self.start), self.end)
        last = min(max(calendar_day(self._times.not_after(record.id)), first), self.end)
        return Found(record, first, last, self._times.phase(record) != "day")


def calendar_day(days: Days) -> date:
    """A day of the calendar for a bound of a date, which may be a 31st that its month does not have."""
    year, month, day = days
    year, month, day = max(year, 1), max(month, 1), max(day, 1)
    return date(year, month, min(day, monthrange(year, month)[1]))
