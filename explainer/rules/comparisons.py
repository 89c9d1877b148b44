"""Rules about comparisons: each remark is of the person it is shown under, and the title states what is shown."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.content.content import Content, Entry
from explainer.content.records import Comparison, Fact, Quote, Remark
from explainer.content.roles import Keys, Own, each
from explainer.problems import Problem
from explainer.rules.common import Problems, changed, supported, title, unsaid
from explainer.text.reader import Reader


def remark_of_person(content: Content) -> Problems:
    """Each remark of a comparison is of the person it is shown under and on the topic of its row; silence is in its evidence."""
    for entry, keys, remark, fact, person, topic in _remarks(content):
        at = entry.at(*keys, "record")
        if fact.topics and topic not in fact.topics:
            message = f"{title(entry)}: '{fact.id}' is not on the topic '{topic}'"
            yield Problem(at, message, f"show it in a row of {', '.join(fact.topics)}")
        said_by = attribution.by if (attribution := fact.get("attribution")) else None
        if not remark.silent and said_by != person:
            whose = f"is attributed to '{said_by}'" if said_by else "is attributed to nobody"
            message = f"{title(entry)}: '{fact.id}' is shown as said by '{person}', but {whose}"
            yield Problem(at, message, f"name a record with an attribution by '{person}', or leave the remark out")
        elif remark.silent and not _is_silent(content, fact, person):
            message = f"{title(entry)}: '{fact.id}' does not say that '{person}' did not mention it"
            hint = (
                "name a record of this person whose evidence denies it, or leave the remark out: nothing is shown then"
            )
            yield Problem(at, message, hint)


def true_remark(content: Content) -> Problems:
    """A remark in our own words says only what its record says; a quote is shown in its own words."""
    for entry, keys, remark, fact, *_ in _remarks(content):
        quoted = isinstance(fact, Quote) and not remark.silent
        if remark.says is None and not quoted and not remark.silent:
            message = f"{title(entry)}: '{fact.id}' is no quote, and needs words of our own"
            yield Problem(entry.at(*keys, "record"), message, "give 'says'")
        elif remark.says is not None and quoted:
            message = f"{title(entry)}: '{fact.id}' is a quote, whose words are shown"
            yield Problem(entry.at(*keys, "says"), message, "take 'says' out")
        elif remark.says is not None and remark.silent and not _may_deny(content.reader, remark.says):
            message = f"{title(entry)}: the words on '{fact.id}' do not say that nothing was said"
            yield Problem(entry.at(*keys, "says"), message, "deny it, or take 'silent' out")
        for own, _, text, _ in each(remark, Own, held_by="true_remark"):
            for words in unsaid(content, remark, text):
                message = f"{title(entry)}: '{fact.id}' does not say {words}"
                yield Problem(entry.at(*keys, *own), message, "say what the record says, or name another record")
            for number, what, given in changed(content, supported(content, remark), text):
                message = f"{title(entry)}: '{number}' is not in the {what} of '{fact.id}'"
                yield Problem(entry.at(*keys, *own), message, f"the evidence has '{given}'")


def true_comparison(content: Content) -> Problems:
    """Each topic of a comparison has one row, in which somebody says something or is silent; its finding is what is shown."""
    for entry, comparison in _comparisons(content):
        said: dict[str, str] = {}
        for index, row in enumerate(comparison.rows):
            if row.topic in said:
                message = f"{title(entry)} has two rows on '{row.topic}'"
                yield Problem(entry.at("rows", index, "topic"), message, "keep one row of it")
            if not row.first and not row.second:
                message = f"{title(entry)}: the row on '{row.topic}' is empty"
                yield Problem(
                    entry.at("rows", index, "topic"), message, "give 'first' or 'second', or take the row out"
                )
            spoke = [remark is not None and not remark.silent for remark in (row.first, row.second)]
            said[row.topic] = {(True, True): "both", (True, False): "first", (False, True): "second"}.get(
                (spoke[0], spoke[1]), "neither"
            )
        for index, finding in enumerate(comparison.finding):
            for number, topic in enumerate(finding.topics):
                if said.get(topic) != finding.who:
                    shown = f"it shows {said[topic]}" if topic in said else "it has no row on it"
                    message = f"{title(entry)}: its finding is not what is shown: that {finding.who} spoke on '{topic}'"
                    yield Problem(entry.at("finding", index, "topics", number), message, shown)


def _comparisons(content: Content) -> Iterator[tuple[Entry, Comparison]]:
    return ((entry, entry.record) for entry in content.facts if isinstance(entry.record, Comparison))


def _remarks(content: Content) -> Iterator[tuple[Entry, Keys, Remark, Fact, str, str]]:
    """Each remark whose record there is: where it is, the record, the person it is shown under, and the topic."""
    for entry, comparison in _comparisons(content):
        for index, row in enumerate(comparison.rows):
            for side, person in zip(("first", "second"), comparison.people, strict=True):
                remark: Remark | None = getattr(row, side)
                if remark and isinstance(fact := content.records.get(remark.record), Fact):
                    yield entry, ("rows", index, side), remark, fact, person, row.topic


def _is_silent(content: Content, fact: Fact, person: str) -> bool:
    """True if a record is about a person, and its evidence denies something."""
    return person in fact.references and any(_may_deny(content.reader_of(cite), cite.words) for cite in fact.cite)


def _may_deny(reader: Reader, text: str) -> bool:
    """True if a text denies something, or its language has no words for that."""
    return not reader.reads_denials or bool(reader.denial(text))
