"""What the rules have in common: how they speak of records and of faults."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from explainer.errors import Location
from explainer.model import Citation, Content, Entry, Fact
from explainer.passages import contains


class Fault(NamedTuple):
    """What a rule yields: a problem that does not yet know the rule's name."""

    where: Location
    message: str
    hint: str = ""


Faults = Iterator[Fault]


def cited(content: Content) -> Iterator[tuple[Entry, int, Citation]]:
    """Every citation with the record it belongs to and its place in the list."""
    for entry in content.facts:
        for index, cite in enumerate(entry.record.cite):
            yield entry, index, cite


def title(entry: Entry) -> str:
    """How messages name a record."""
    return f"{entry.record.kind} '{entry.record.id}'"


def anywhere(fact: Fact, words: str, *, ignore_case: bool = False) -> bool:
    """True if a passage or claim of the record contains `words`."""
    return any(contains(cite.words, words, ignore_case=ignore_case) for cite in fact.cite)


def evidence_hint(fact: Fact) -> str:
    """A hint that shows what the evidence says instead."""
    if not fact.cite:
        if fact.related():
            return f"none of the records it is about says so: {', '.join(fact.related())}"
        return "it has no evidence of its own; name the records that bear it out"
    words = fact.cite[0].words
    return f'its evidence reads "{words if len(words) <= 160 else words[:157] + "…"}"'
