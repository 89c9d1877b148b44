"""Rules about records on other records: disputes, and what became of agreements."""

from __future__ import annotations

from explainer.content.chronology import Chronology
from explainer.content.content import Content
from explainer.content.records import Actor, Agreement, Development, Dispute, Fact, Map, Place, Term
from explainer.content.roles import Own, each
from explainer.problems import Problem
from explainer.rules.common import Problems, title, unsaid

NAMING = (Actor, Place, Term, Map)
"""Kinds of records that identify somebody or something, and state nothing that could be disputed."""


def version_supported(content: Content) -> Problems:
    """Each version of a dispute says only what its records say, and rests on records of its own that state something."""
    for entry in content.facts:
        if not isinstance(dispute := entry.record, Dispute):
            continue
        seen: dict[frozenset[str], int] = {}
        for index, version in enumerate(dispute.versions):
            facts = [fact for name in version.records if isinstance(fact := content.records.get(name), Fact)]
            for keys, _, text, _ in each(version, Own, held_by="version_supported"):
                for words in unsaid(content, version, text):
                    message = f"{title(entry)}: no record of this version says {words}"
                    hint = (
                        f"it names: {', '.join(version.records)}; say what they say, or name the record that says this"
                    )
                    yield Problem(entry.at("versions", index, *keys), message, hint)
            if facts and all(isinstance(fact, NAMING) for fact in facts):
                named = ", ".join(
                    f"'{fact.id}' is {'an' if fact.kind == 'actor' else 'a'} {fact.kind}" for fact in facts
                )
                hint = "name a record that says it, an event, figure or quote; what somebody is said to have said is an event with 'attribution'"
                message = f"{title(entry)}: no record of this version states anything, {named}"
                yield Problem(entry.at("versions", index, "records"), message, hint)
            other = seen.setdefault(frozenset(version.records), index)
            if other != index:
                message = f"{title(entry)}: two versions rest on the same records"
                yield Problem(entry.at("versions", index, "records"), message, "a dispute needs records that differ")


def later_state(content: Content) -> Problems:
    """A later state of an agreement is dated no earlier than the day the site is about."""
    start = content.site.record.day.start.earliest()
    times = Chronology(content)
    for entry in content.facts:
        if isinstance(entry.record, Development) and times.not_after(entry.record.id) < start:
            how = "is dated" if entry.record.date else "came"
            message = f"{title(entry)} {how} before {content.site.record.day}"
            yield Problem(entry.at("date" if entry.record.date else "before"), message, "what came before is an event")


def told_elsewhere(content: Content) -> Problems:
    """An agreement under which another is continued has developments of its own."""
    continued = {fact.record.agreement for fact in content.facts if isinstance(fact.record, Development)}
    for entry in content.facts:
        if not isinstance(agreement := entry.record, Agreement) or not (target := agreement.continued_under):
            continue
        if target == agreement.id or target not in continued:
            what = (
                "is continued under itself" if target == agreement.id else f"names '{target}', which has no development"
            )
            yield Problem(entry.at("continued_under"), f"{title(entry)} {what}",
                        "name the agreement whose developments cover this one, or remove it")  # fmt: skip
