"""Rules about speakers and about who and what is meant: credited next to the words, named in the evidence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping

from explainer.content.content import Content
from explainer.content.records import Actor, Correction, Fact, Figure, Place, Quote, Source, Term
from explainer.content.roles import Aside, Name, NamedRef, Own, Ref, Verbatim, each
from explainer.problems import Problem
from explainer.rules.common import Problems, backing, evidence_hint, in_evidence, lacking_hint, title, with_beside
from explainer.text.credits import Credit, names_pattern
from explainer.text.source_text import Span, contains, find_words, fold, span_at

_CLAUSE_AFTER = re.compile(r"[^“„«]*?(?:[”\"»]\s*[—–]?|[,.!?…]\s?[—–])\s*([^“\"«„—–]*)")
_CLAUSE_BEFORE = re.compile(r"([^”\"»—–]*?)[:,]\s*[“\"«„]$")


Stand = tuple[str, Span | None, int]
"""A place of words: source, span in its text, index of the citation."""


def speaker_named(content: Content) -> Problems:
    """The words of an attribution are in the evidence, and the longest name in them is the speaker's.

    So "president of Russia" names the president and not the country.
    """
    names = actor_names(content)
    for entry in content.facts:
        for (*within, field), _, words, credit in each(entry.record, Verbatim, held_by="speaker_named"):
            if not in_evidence(entry.record, words):
                message = f"{title(entry)}: {within[0]} '{words}' is not in its evidence"
                yield Problem(entry.at(*within, field), message, lacking_hint(content, entry.record, words))
            elif isinstance(actor := content.records.get(credit.by), Actor):
                named = actor_named(names, words)
                if named is None or named.id != actor.id:
                    message = f"{title(entry)}: '{words}' does not name actor '{actor.id}'"
                    if named:
                        message += f" but '{named.id}'"
                    ways = (actor.name, *actor.also)
                    hint = f"known as: {', '.join(ways)}; cite words that name them, or add a form to 'also'"
                    yield Problem(entry.at(*within, "by"), message, with_beside(content, entry.record, ways, hint))


def actor_names(content: Content) -> Mapping[str, Actor]:
    """Every actor by each of its names, folded, in lower case."""
    names: dict[str, Actor] = {}
    for actor in content.of_kind("actor"):
        for name in (actor.name, *actor.also):
            names.setdefault(fold(name).lower(), actor)
    return names


def actor_named(names: Mapping[str, Actor], words: str) -> Actor | None:
    """The actor whom the longest name in some words means; None if there is no name in them."""
    return names.get(max((form for form in _phrases(words) if form in names), key=len, default=""))


def _phrases(words: str) -> Iterator[str]:
    """Every run of whole words of a short text, folded, in lower case."""
    text = fold(words).lower()
    spans = [match.span() for match in re.finditer(r"\w+", text)]
    for first, (start, _) in enumerate(spans):
        for _, end in spans[first:]:
            yield text[start:end]


def credit_beside(content: Content) -> Problems:
    """Words are credited in their paragraph or in the sentence before it; those of an outside page, in the same claim.

    A name with a colon also credits the paragraphs after it that the record cites without a gap. The clause
    that reports the words must name nobody else, and a range has one speaker.
    """
    names = actor_names(content)
    for entry in content.facts:
        fact, attribution = entry.record, entry.record.get("attribution")
        if attribution is None or attribution.words is None:
            continue
        for part in content.related(fact):
            if (other := part.get("attribution")) and other.by != attribution.by:
                message = f"{title(entry)}: its figure '{part.id}' is given by '{other.by}'"
                yield Problem(entry.at("attribution", "words"), message, "a range of several speakers has no speaker")
        if inside := _within_speech(content, fact, attribution.words):
            yield Problem(entry.at("attribution", "words"), f"{title(entry)}: '{attribution.words}' is part of the speech",
                          f"cite the words of the reporter that credit the speaker, not '{inside}'")  # fmt: skip
        if _mere_name(content, fact, attribution.words):
            message = f"{title(entry)}: no verb of saying stands beside '{attribution.words}'"
            yield Problem(entry.at("attribution", "words"), message,
                          "cite the words that say whose words they are: said, wrote, or a name with a colon")  # fmt: skip
        apart = [words for words in said_words(fact) if not _together(fact, attribution.words, words)]
        credited = list(standing(content, fact, attribution.words)) if apart else []
        for words in apart if credited else ():
            if wrong := _wrongly_credited(content, names, fact, words, credited):
                message, hint = wrong
                yield Problem(entry.at("attribution", "words"), f"{title(entry)}: {message}", hint)
                break


def _mere_name(content: Content, fact: Fact, credit: str) -> bool:
    """True if words that credit a speaker are in the evidence, and nowhere with a verb of saying or a colon beside them."""
    places = list(standing(content, fact, credit))
    return bool(places) and not any(_credits(content, fact, place) for place in places)


def _credits(content: Content, fact: Fact, place: Stand) -> bool:
    """True if the sentence of a credit, without speech in it, has a verb of saying, or a colon follows the credit."""
    source, span, index = place
    if span is None:
        return not content.reader.words.reporting or content.reader.credits(fact.cite[index].words)
    reader, text = content.text_readers[source], content.texts[source]
    if (
        not reader.words.reporting
        or text.raw[span.end :].lstrip().startswith(":")
        or reader.credits(text.words_of(span))
    ):
        return True
    around = text.sentences_around(span)
    start, told = around.start, []
    for mark in (mark for mark in content.quoted(source) if mark.overlaps(around)):
        told.append(text.raw[start : mark.start])
        start = mark.end
    return reader.credits(" ".join((*told, text.raw[start : around.end])))


def _within_speech(content: Content, fact: Fact, credit: str) -> str:
    """The words around a credit that is found in speech only; empty for another, and for one that a colon follows."""
    found = [place for place in standing(content, fact, credit) if place[1]] if isinstance(fact, Quote) else []
    for source, span, _ in found:
        told_apart = content.text_readers[source].words.reporting
        around = span_at(content.quoted(source), span.start) if span and told_apart else None
        behind = content.texts[source].raw[span.end :].lstrip() if span else ""
        if not span or not around or not span.within(around) or behind.startswith(":"):
            return ""
    return " ".join(content.texts[found[0][0]].words_of(found[0][1]).split()) if found and found[0][1] else ""


def _together(fact: Fact, credit: str, words: str) -> bool:
    """True if a passage has both in one sentence, so that the whole text need not be searched."""
    for cite in fact.cite:
        first, second = find_words(cite.words, credit), find_words(cite.words, words)
        if first and second:
            between = fold(cite.words)[min(first[1], second[1]) : max(first[0], second[0])]
            return not re.search(r"[.!?…\n]", between)
    return False


def _wrongly_credited(
    content: Content, names: Mapping[str, Actor], fact: Fact, words: str, credited: list[Stand]
) -> tuple[str, str] | None:
    """A message that the words are not the speaker's, and a hint what to do; None if they may be."""
    start = " ".join(words.split()[:6])
    said = list(standing(content, fact, words))
    near = [place for place in said if any(_beside(content, fact, place, credit) for credit in credited)]
    if said and not near:
        message = f"'{fact.get('attribution').words}' is not next to '{start}'"
        return message, "cite words that credit the speaker in the same paragraph, or just before it"
    others = [_reporter(content, names, place, fact, credited) for place in near]
    if near and all(others):
        message = f"'{start}' is reported as words of '{others[0]}'"
        return message, "cite the words that credit the speaker in that sentence"
    return None


def said_words(fact: Fact) -> list[str]:
    """The words that an attribution credits: of a quotation, between editorial marks; of a figure; of a state."""
    if isinstance(fact, Figure):
        return [] if fact.of else [fact.words]
    if not isinstance(fact, Quote):
        return [words] if (words := fact.get("state_words")) else []
    return [words for words, _ in fact.spoken() if words]


def standing(content: Content, fact: Fact, words: str) -> Iterator[Stand]:
    """Every place of words in the evidence of a record."""
    for index, cite in enumerate(fact.cite):
        if cite.exact is None:
            if contains(cite.words, words):
                yield cite.source, None, index
            continue
        spans = content.spans(cite)
        if len(spans) == 1:
            found = content.texts[cite.source].find(words)
            for span in found[bisect_left(found, spans[0].start, key=lambda each: each.start) :]:
                if span.start >= spans[0].end:
                    break  # a text may have the words thousands of times
                if span.within(spans[0]):
                    yield cite.source, span, index


def _beside(content: Content, fact: Fact, place: Stand, credit: Stand) -> bool:
    """True if both are in one claim, or the credit is in the paragraph of the words or in the sentence before it."""
    (source, span, index), (other, at, claim) = place, credit
    if source != other or span is None or at is None:
        return source == other and span is at is None and index == claim
    text = content.texts[source]
    sentences, own, credited = text.sentences, text.sentences_of(span), text.sentences_of(at)
    paragraphs = {sentences[own.start].paragraph, sentences[own.stop - 1].paragraph}
    if text.raw[at.end :].lstrip().startswith(":"):
        paragraphs |= _cited_paragraphs(content, fact, source)  # as in a record of who spoke, at any length
    first = own.start
    while first and sentences[first - 1].paragraph in paragraphs:
        first -= 1
    if sentences[credited.start].paragraph < sentences[own.start].paragraph and _closes_speech(content, source, at):
        return False
    return first <= credited.stop and sentences[credited.start].paragraph <= sentences[own.stop - 1].paragraph


def _closes_speech(content: Content, source: str, credit: Span) -> bool:
    """True if words that credit a speaker follow speech of their own paragraph, whose credit they are."""
    raw = content.texts[source].raw
    line = raw.rfind("\n", 0, credit.start)
    before = (raw[span.end : credit.start] for span in content.speech(source) if line < span.end <= credit.start)
    return any(not re.search(r"[.!?…]\s|\n", between) for between in before)


def _cited_paragraphs(content: Content, fact: Fact, source: str) -> set[int]:
    text = content.texts[source]
    spans = [span for cite in fact.cite if cite.source == source for span in content.spans(cite)]
    return {text.sentences[number].paragraph for span in spans for number in text.sentences_of(span)}


def _reporter(content: Content, names: Mapping[str, Actor], place: Stand, fact: Fact, credited: list[Stand]) -> str:
    """The id of an actor whom the clause next to quoted words names instead of the speaker; empty if there is none."""
    source, span, _ = place
    if span is None:
        return ""
    text = content.texts[source]
    own = text.sentences_of(span)
    if any(at and other == source and set(own) & set(text.sentences_of(at)) for other, at, _ in credited):
        return ""  # credited in the same sentence
    before = text.raw[text.sentences[own.start].span.start : span.start]
    after = text.raw[span.end : text.sentences[own.stop - 1].span.end]
    for clause in (_CLAUSE_AFTER.match(after), _CLAUSE_BEFORE.search(before)):
        named = [names[form].id for form in _phrases(clause.group(1)) if form in names] if clause else []
        if named and fact.get("attribution").by not in named:
            return named[0]
    return ""


def may_credit(content: Content, facts: tuple[Fact, ...], said: str, actor: Actor) -> bool:
    """True if records are of a speaker, or their evidence credits somebody with their name, or names them and none has a speaker."""
    every = _supporting(content, facts)
    if any((by := other.get("attribution")) and by.by == actor.id for other in every) or actor in facts:
        return True
    if any(actor.id in content.voices_in(other) for other in every):
        return True  # who quotes somebody says it, too
    ways = (actor.name, *actor.also)
    told = [cite.words for other in every for cite in other.cite]
    if any(True for words in told for _ in content.reader.find_credits(words, names_pattern(ways))):
        return True
    silent = not any(fact.get("attribution") or content.voices_in(fact) for fact in facts) and not any(
        content.reader.quotations(said)
    )
    return silent and any(contains(told_around(content, other), way) for other in every for way in ways)


def credits_in(content: Content, text: str) -> list[Credit]:
    """The words of a text of our own that credit somebody with what it says, in its order."""
    found = content.reader.find_credits(text, content.name_pattern, others=True)
    return sorted(found, key=lambda credit: credit.start)


def _supporting(content: Content, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Some records, and those whose evidence counts for them, each once."""
    return tuple({other.id: other for fact in facts for other in content.supporting_records(fact)}.values())


def miscredited(content: Content, facts: tuple[Fact, ...], said: str, credit: Credit) -> str:
    """Whom a credit of a statement wrongly makes the speaker of records: the id of an actor, or a name; empty if it may.

    The publishers and authors of their sources may be credited, too.
    """
    named = content.registered_names.get(credit.name)
    if isinstance(named, Actor):
        return "" if may_credit(content, facts, said, named) else named.id
    every = _supporting(content, facts)
    known = isinstance(named, Place | Term) or any(
        contains(told_around(content, other), credit.name, ignore_case=True) for other in every
    )
    return "" if known or any(credit.name in words for words in content.bylines(every)) else credit.name


def credited_in_records(content: Content) -> Problems:
    """Whom a record credits in our own words, as in "said Finch", is its speaker, or is credited in its evidence.

    Where the record has no speaker it is enough that the evidence names them, except for words in quotation marks. Words
    about one of several records, such as a version of a dispute, are held against that one.
    """
    for entry, (keys, role, text, _) in content.parts(Own):
        if isinstance(fact := entry.record, Fact) and not isinstance(fact, Correction) and not isinstance(role, Name):
            facts = backing(content, entry, keys)
            for credit in credits_in(content, text):
                if wrong := miscredited(content, facts, text, credit):
                    words = text[credit.start : credit.end]
                    message = f"{title(entry)}: '{words}' in '{keys[0]}', but the record is not of '{wrong}'"
                    yield Problem(entry.at(*keys), message, credit_hint(facts[0]))


def credit_hint(fact: Fact) -> str:
    """A hint about whom a record may be credited to."""
    by = fact.get("attribution")
    if by:
        return f"its speaker is '{by.by}': credit them, or nobody"
    return "its evidence does not credit them: credit nobody, or cite words that do"


def named_in_evidence(content: Content) -> Problems:
    """Actors and places of a record are named in its evidence, or `meant` says by which of its words.

    In a source text, the paragraph of a passage counts, too. Words that mean somebody must name nobody else.
    """
    names = actor_names(content)
    for entry in (*content.sources, *content.facts):
        fact, evidence = entry.record, ""
        given: set[str | None] = set()
        for source in content.given_by(fact) if isinstance(fact, Fact) else ():
            given |= {*source.authors} | ({source.place} if isinstance(fact, Quote) else set())
        wanted = [(part.keys, part.value) for part in each(fact, NamedRef) if part.value not in given]
        for keys, target in wanted if not fact.meant.keys() >= {target for _, target in wanted} else ():
            known = content.records.get(target)
            if target in fact.meant or not isinstance(known, Actor | Place):
                continue
            evidence = evidence or told_around(content, fact)
            ways = (known.name, *(known.get("also") or ()), *(name.text for name in known.names))
            if not any(contains(evidence, way, ignore_case=True) for way in ways):
                message = f"{title(entry)}: its evidence does not name {known.kind} '{target}'"
                hint = f"known as: {', '.join(ways)}; cite words that name it, or say which mean it: meant: {{{target}: …}}"
                yield Problem(entry.at(*keys), message, with_beside(content, fact, ways, hint))
        for target, words in fact.meant.items():
            other = next((names[form].id for form in _phrases(words) if form in names), target)
            if target not in {target for _, target in wanted}:
                yield Problem(entry.at("meant", target), f"{title(entry)}: '{target}' is none of its actors and places",
                            "name it there, or remove it here")  # fmt: skip
            elif other != target or not contains(
                evidence := evidence or told_around(content, fact), words, ignore_case=True
            ):
                message = f"'{words}' names '{other}'" if other != target else f"'{words}' is not in its evidence"
                yield Problem(
                    entry.at("meant", target), f"{title(entry)}: {message}", lacking_hint(content, fact, words)
                )


def names_in_evidence(content: Content) -> Problems:
    """People and places that our own words name are in the evidence of the record, or the record refers to them.

    People are actors with an office. Notes, and what describes an actor, place or term, may name others.
    """
    people = (actor for actor in content.of_kind("actor") if actor.office)
    named = {name: record for record in (*people, *content.of_kind("place")) for name in _ways(record)}
    pattern = names_pattern(tuple(named))
    for entry, (keys, role, text, _) in content.parts(Own):
        fact = entry.record
        if not isinstance(fact, Fact) or isinstance(fact, Actor | Place | Term) or isinstance(role, Aside):
            continue
        facts = backing(content, entry, keys)
        found = [match for match in pattern.finditer(text) if not may_name(content, facts, named[match.group()])]
        credited_here = (
            credits_in(content, text) if any(isinstance(named[match.group()], Actor) for match in found) else []
        )
        for match in found:
            # Whom the text credits is told once, by credited_in_records; it does not look at places.
            credited = any(credit.start < match.end() and match.start() < credit.end for credit in credited_here)
            if not credited or isinstance(named[match.group()], Place):
                message = f"{title(entry)}: '{match.group()}' in '{keys[0]}' is not in its evidence"
                yield Problem(entry.at(*keys), message, evidence_hint(fact))


def _ways(record: Actor | Place) -> tuple[str, ...]:
    """All names of an actor or place."""
    return (record.name, *(record.get("also") or ()), *(name.text for name in record.names))


def may_name(content: Content, facts: tuple[Fact, ...], record: Actor | Place) -> bool:
    """True if records refer to an actor or place, or their evidence, the paragraph of it or the byline of a source names it."""
    every, ways = _supporting(content, facts), _ways(record)
    if any(part.value == record.id for other in every for part in each(other, Ref)):
        return True
    told = [*content.bylines(every), *(told_around(content, other) for other in every)]
    return any(contains(words, way, ignore_case=True) for words in told for way in ways)


def told_around(content: Content, fact: Fact | Source) -> str:
    """The evidence of a record and the paragraphs around its passages, as one text."""
    parts = [cite.words for cite in fact.cite]
    for cite in fact.cite:
        if len(spans := content.spans(cite)) == 1:
            text = content.texts[cite.source]
            start, end = text.raw.rfind("\n", 0, spans[0].start) + 1, text.raw.find("\n", spans[0].end)
            parts.append(text.raw[start : end if end >= 0 else None])  # a line is a paragraph
    return " \u2029 ".join(dict.fromkeys(parts))
