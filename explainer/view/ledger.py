"""The ledger: agreements with what became of each, sorted and grouped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from explainer.content.records import Agreement, Development, Dispute, Fact
from explainer.view.fates import mark_of
from explainer.view.moments import agreement_date
from explainer.view.site_data import SiteData

BEGINNING = 5
"""So many letters tell that two words are forms of one: announced, announces."""


class LedgerStep(NamedTuple):
    """A later state and its kind of mark, as in `fates.mark_of`; `mention` is true for one that changes nothing.

    `verdict` is the name of the state, or nothing where the title says the same.
    """

    record: Development
    mark: str
    mention: bool
    verdict: str


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """An agreement: `date` in words, its `mark` on the day, its later states, and the agreement that has these, if any.

    `verdict` is the name of its state on the day, or nothing where its summary says the same.
    `searched_since` says that nothing was found from the last state to the day up to which was searched. `done` is the
    last state that is more than a mention, `mention` one that came after it; `disputes` are those about the agreement or
    `done`.
    """

    record: Agreement
    date: str
    mark: str
    verdict: str
    on_day: bool
    steps: tuple[LedgerStep, ...]
    done: Development | None
    mention: Development | None
    disputes: tuple[Dispute, ...]
    continued: Fact | None
    searched_since: bool


class LedgerGroup(NamedTuple):
    """A group of the ledger with the agreements it holds; `named` is false for what is in no group."""

    id: str
    title: str
    named: bool
    entries: tuple[LedgerEntry, ...]


def ledger(data: SiteData) -> tuple[LedgerGroup, ...]:
    """The groups that hold an agreement, and last what is in none; in each by topic, then by date."""
    agreements = by_first_topic(data.kinds["agreements"], data)
    t, named = data.catalogue, data.site.ledger_groups
    groups = [(group, title, [each for each in agreements if each.group == group]) for group, title in named.items()]
    rest = [each for each in agreements if each.group not in named]
    return tuple(
        LedgerGroup(f"group-{group}", title, group in named, tuple(ledger_entry(each, data) for each in members))
        for group, title, members in (*groups, ("rest", t.ledger.others, rest))
        if members
    )


def ledger_entry(agreement: Agreement, data: SiteData) -> LedgerEntry:
    """An agreement as the ledger shows it."""
    found: tuple[Development, ...] = data.developments.get(agreement.id, ())
    meanings = data.site.state_meanings
    steps = tuple(
        LedgerStep(each, mark_of(each, data), meanings.get(each.state) == "mention", _verdict(each, each.title, data))
        for each in found
    )
    last = found[-1] if found else None
    done = next((step.record for step in reversed(steps) if not step.mention), None)
    disputes = (*(data.disputes.get(done.id, ()) if done else ()), *data.disputes.get(agreement.id, ()))
    continued: Any = data.records[agreement.continued_under] if agreement.continued_under else None
    return LedgerEntry(
        record=agreement,
        date=agreement_date(agreement, data),
        mark=mark_of(agreement, data),
        verdict=_verdict(agreement, agreement.summary, data),
        on_day=not agreement.date or agreement.date == data.site.day,
        steps=steps,
        done=done,
        mention=steps[-1].record if steps and steps[-1].mention else None,
        disputes=tuple({dispute.id: dispute for dispute in disputes}.values()),
        continued=continued,
        searched_since=not (last and last.date and last.date.last.latest() >= data.site.as_of.last.latest()),
    )


def _verdict(record: Any, said: str, data: SiteData) -> str:
    """The name of a record's state, or nothing if words of what is `said` beside it begin as each longer one of it does."""
    name = str(data.site.states[record.state])
    beginnings = {word[:BEGINNING] for word in re.findall(r"\w+", said.lower())}
    longer = [word for word in re.findall(r"\w+", name.lower()) if len(word) >= BEGINNING]
    return "" if longer and all(word[:BEGINNING] in beginnings for word in longer) else name


def by_first_topic(records: Iterable[Any], data: SiteData) -> list[Any]:
    """Records in the order of the topics that each names first, those without a topic last."""
    found: Mapping[str | None, list[Any]] = {topic: [] for topic in (*data.site.topics, None)}
    for record in records:
        found[record.topics[0] if record.topics else None].append(record)
    return [record for group in found.values() for record in group]
