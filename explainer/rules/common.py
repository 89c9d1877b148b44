"""Functions that rules share: names of records in messages, evidence of a field, hints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import PurePath
from typing import Any

from explainer.content.content import Content, Entry, Support
from explainer.content.records import Citation, Dispute, Fact, Figure, FrontMatter, LeftOut, Model, Site
from explainer.content.roles import Keys
from explainer.problems import Problem
from explainer.text.numbers import number_key
from explainer.text.reader import Reader
from explainer.text.source_text import contains
from explainer.text.suggest import did_you_mean, slight_difference

Problems = Iterator[Problem]
"""The problems that a rule yields; the caller adds the name of the rule."""


def cited(content: Content) -> Iterator[tuple[Entry, int, Citation]]:
    """Every citation with its record's entry and its index in the record's list."""
    for entry in content.facts:
        for index, cite in enumerate(entry.record.cite):
            yield entry, index, cite


def title(entry: Entry) -> str:
    """The name of an entry in messages: of a record, source or publisher, the site, a page, or a sentence left out."""
    record = entry.record
    if isinstance(record, Site):
        return "site"
    if isinstance(record, FrontMatter):
        return f"page '{PurePath(entry.file.path).stem}'"
    if isinstance(record, LeftOut):
        return f"sentence left out of '{record.source}'"
    return f"{record.kind} '{record.id}'"


def with_evidence(entry: Entry, keys: Keys) -> Model:
    """The innermost model around a field that has evidence, its own or other records'; the record itself if none has."""
    found: Model = entry.record
    value: Any = found
    for key in keys[:-1]:
        value = value.__dict__[str(key)] if isinstance(value, Model) else value[key]
        if isinstance(value, Model) and (value.evidence_words() or value.related()):
            found = value
    return found


def supported(content: Content, model: Model) -> Support:
    """The numbers and dates that the evidence of a model supports."""
    if isinstance(model, Fact):
        return content.supported_values(model)
    return content.comparable(model.evidence()).joined(map(content.supported_values, _supporting(content, model)))


def unsupported(reader: Reader, text: str, support: Support, *, aside: bool = False) -> Iterator[tuple[int, int]]:
    """The places of the numbers and dates in a text that are not supported, those of dates of several parts as a whole.

    A part of the day without a date is not demanded of a text that is an aside.
    """
    stated = (token for token in reader.tokens(text) if not (aside and token.loose))
    lacking = [token for token in stated if not support.keys.issuperset(token.keys)]
    yield from ((token.start, token.end) for token in lacking)
    known = {token.start for token in lacking}
    for date in reader.dates(text):
        if not support.has(date) and not any(date.start <= start < date.end for start in known):
            yield date.start, date.end


def quotable(content: Content, model: Model) -> tuple[str, ...]:
    """The texts from which the sentences of a model may quote."""
    if isinstance(model, Fact):
        return content.passages(model)
    others = (content.passages(fact) for fact in _supporting(content, model))
    return (*model.evidence_words(), *chain.from_iterable(others))


def _supporting(content: Content, model: Model) -> Iterator[Fact]:
    return (fact for name in model.related() if isinstance(fact := content.records.get(name), Fact))


def instead(content: Content, kind: str, name: str, known: Iterable[str]) -> str:
    """A hint about an unknown record, source or page: its new name, why it was removed, or the nearest that is known."""
    for former in content.former:
        if (former.kind, former.name) == (kind, name):
            became = f"is now '{former.now}'" if former.now else f"was removed: {former.entry.record.reason}"
            return f"'{name}' {became}"
    return did_you_mean(name, known)


def in_evidence(model: Model, words: str, *, ignore_case: bool = False) -> bool:
    """True if a passage or claim of its own evidence contains `words`."""
    return any(contains(evidence, words, ignore_case=ignore_case) for evidence in model.evidence_words())


def evidence_hint(model: Model) -> str:
    """A hint that quotes the evidence, or says which records it comes from."""
    if not (evidence := model.evidence_words()):
        if about := model.related():
            return f"none of the records it is about says so: {', '.join(about)}"
        return "it has no evidence of its own; name the records that support it"
    words = evidence[0]
    return f'its evidence reads "{words if len(words) <= 160 else words[:157] + "…"}"'


def lacking_hint(content: Content, fact: Model, wanted: str) -> str:
    """A hint about words that are not in the evidence: similar words in it, a neighbouring sentence with them, or the evidence."""
    if not isinstance(fact, Fact):
        return evidence_hint(fact)
    size = len(wanted.split())
    for cite in fact.cite:
        words = [word.strip(',.;:!?…"“”') for word in cite.words.split()]
        runs = (" ".join(words[first : first + size]) for first in range(len(words) - size + 1))
        if close := next((said for run in runs if (said := _nearly(wanted, run))), ""):
            return f"{close}; {evidence_hint(fact)}"
    return with_beside(content, fact, [wanted]) or evidence_hint(fact)


def _nearly(wanted: str, run: str) -> str:
    difference = slight_difference(wanted, run)
    return f"{difference}, the evidence has '{run}'" if difference else ""


def with_beside(content: Content, fact: Fact, ways: Iterable[str], hint: str = "") -> str:
    """A hint, followed by a sentence before or after a passage of the record that has one of some words, if there is one."""
    found = (place for cite in fact.cite for way in ways if (place := _next_to(content, cite, way)))
    return "; ".join(filter(None, (hint, *(f"{place}; cite that, too" for place in islice(found, 1)))))


def _next_to(content: Content, cite: Citation, wanted: str) -> str:
    text = content.texts.get(cite.source)
    if text is None or len(spans := content.spans(cite)) != 1:
        return ""
    around = text.sentences_of(spans[0])
    for side, number in (("before", around.start - 1), ("after", around.stop)):
        if 0 <= number < len(text.sentences):
            sentence = text.sentences[number]
            words = text.words_of(sentence.span)
            if contains(words, wanted, ignore_case=True):
                return f'the sentence {side} the passage has it, paragraph {sentence.paragraph}, sentence {sentence.number}: "{words}"'
    return ""


def changed_senses(content: Content, fact: Fact, before: str, words: str) -> Iterator[tuple[str, str]]:
    """The numbers in `words`, which follow the text `before`, that the evidence of a record gives in another sense.

    Each is (the number, how the evidence has it): "over 400" where the evidence has "about 400", or just 400.
    """
    for token in content.reader.counted(words):
        senses = dict(_senses(content, fact, token.keys[0]))
        if senses and content.reader.sense_before(before + words[: token.start]) not in senses:
            yield words[token.start : token.end], next(iter(senses.values()))


def _senses(content: Content, fact: Fact, key: str) -> Iterator[tuple[str, str]]:
    """The senses of a number in the evidence of a record, each with words that show it.

    Evidence in a language without qualifiers shows none.
    """
    for each in content.supporting_records(fact):
        for cite in each.cite:
            reader = content.reader_of(cite).within(content.reader)
            for token in reader.tokens(cite.words) if reader.words.senses else ():
                if token.keys[0] == key:
                    before = f"{cite.prefix or ''} {cite.words[: token.start]}"
                    words = " ".join([*before.split()[-3:], cite.words[token.start : token.end]])
                    yield reader.sense_before(before), words
        if isinstance(each, Figure) and key in content.quantity_keys(each):
            reader = content.reader_of_figure(each).within(content.reader)
            if reader.words.senses:
                yield reader.sense_before(each.qualifier or ""), each.words


def one_sided(content: Content, fact: Fact, keys: frozenset[str]) -> str:
    """The reason why these numbers cannot be stated alone: they are one end of a range or one version; empty if neither."""
    if isinstance(fact, Figure) and fact.low is not None and fact.high is not None:
        reader = content.reader_of_figure(fact).within(content.reader)
        low, high = (reader.quantity_key(number, fact.unit) for number in (fact.low, fact.high))
        if (high in keys) != bool({low, number_key(fact.low)} & keys):
            return f"it is '{fact.words}'"
    if isinstance(fact, Dispute):
        said = [content.reader.token_keys(version.says) for version in fact.versions]
        own = [each - frozenset.intersection(*said) for each in said]
        for version, words in zip(own, fact.versions, strict=True):
            if version and not version & keys and any(other & keys for other in own):
                return f"another version is '{words.says}'"
    return ""
