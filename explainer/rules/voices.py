"""Rules about who speaks in a speech, a transcript or an interview: labels, turns, and who is given their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from explainer.content.content import Content, Entry
from explainer.content.records import VOICED, Actor, Fact, Figure, Quote, Source
from explainer.content.roles import Keys
from explainer.problems import Problem
from explainer.rules.attribution import Stand, actor_named, actor_names, said_words, standing, told_around
from explainer.rules.common import Problems, title
from explainer.text.credits import names_pattern
from explainer.text.source_text import SourceText, Span, contains, fold, span_at
from explainer.text.suggest import did_you_mean

_FORMS = {
    "speaker": ("speech",),
    "voices": ("transcript", "interview"),
    "unnamed": ("transcript", "interview"),
    "openings": ("transcript", "interview"),
    "headings": VOICED,
}
"""The forms of sources that have each field about their speakers."""


def marked_voices(content: Content) -> Problems:
    """What a source says of its speakers fits its form and its text: every label opens a turn and names its actor.

    Every line of the text that begins as a label does is one that the source lists.
    """
    for entry in content.sources:
        source: Source = entry.record
        for field, forms in _FORMS.items():
            if source.get(field) and source.form not in forms:
                message = f"{title(entry)}: '{field}' is for a {' or '.join(forms)}, and this is a {source.form}"
                yield Problem(entry.at(field), message, "correct its 'form', or remove the field")
        if source.form not in VOICED:
            continue
        needed = "speaker" if source.form == "speech" else "voices"
        if not source.get(needed):
            hint = "name the actor whose words it is" if needed == "speaker" else "name who speaks behind each label"
            yield Problem(entry.at("form"), f"{title(entry)}: a {source.form} without '{needed}'", hint)
        elif (text := content.texts.get(source.id)) is not None:
            yield from _marks(entry, source, text)
            if source.form != "speech":
                yield from _labels(content, entry, source, text)
        elif source.file is None:
            yield Problem(entry.at("form"), f"{title(entry)}: a {source.form} without a source text",
                          "put its text into seeds/; a page that is only described is a report")  # fmt: skip


def _marks(entry: Entry, source: Source, text: SourceText) -> Problems:
    """Headings are whole lines of the text, openings begin a line and a colon follows them."""
    lines = {fold(line.strip()) for line in text.raw.splitlines()}
    for index, words in enumerate(source.headings):
        if fold(words.strip()) not in lines:
            message = f"{title(entry)}: heading '{words}' is no line of its text"
            yield Problem(entry.at("headings", index), message, "copy the whole line")
    for index, words in enumerate(source.openings):
        if not any(line.startswith(f"{fold(words).rstrip(':')}:") for line in lines):
            message = f"{title(entry)}: no line of its text begins with '{words}' and a colon"
            yield Problem(entry.at("openings", index), message, "copy the words before the colon, or remove them")


def _labels(content: Content, entry: Entry, source: Source, text: SourceText) -> Problems:
    voices, names = content.voices(source.id), actor_names(content)
    heads = {turn.label: turn.head for turn in reversed(voices.turns if voices else ())}
    listed: list[tuple[Keys, str]] = [(("voices", label), label) for label in source.voices]
    listed += [(("unnamed", index), label) for index, label in enumerate(source.unnamed)]
    first: dict[str, Keys] = {}
    others = [label for label in heads if label not in (*source.voices, *source.unnamed)]
    for keys, label in listed:
        if first.setdefault(fold(label), keys) != keys:
            yield Problem(entry.at(*keys), f"{title(entry)}: label '{label}' is listed twice", "remove one of them")
        elif label not in heads:
            message = f"{title(entry)}: label '{label}' opens no turn of its text"
            yield Problem(entry.at(*keys), message, did_you_mean(label, others) if others else "remove it")
        elif keys[0] == "voices" and isinstance(actor := content.records.get(source.voices[label]), Actor):
            named = actor_named(names, label)
            if named is not actor:
                message = f"{title(entry)}: label '{label}' does not name actor '{actor.id}'"
                message += f" but '{named.id}'" if named else ""
                hint = f"known as: {', '.join((actor.name, *actor.also))}; add a form that the label has to 'also'"
                yield Problem(entry.at(*keys), message, hint)
    for label in others:
        yield Problem(
            text.locate(heads[label].start),
            f"'{label}:' opens a turn of nobody",
            f"name it in 'voices' or 'unnamed' of source '{source.id}', or in 'openings' if it is part of what is said",
        )


def shown_speaker(content: Content) -> Problems:
    """The speaker of a speech is credited with it: by a heading of its text that nobody says, or by a page that says so."""
    for entry in content.sources:
        source: Source = entry.record
        actor = content.records.get(source.speaker or "")
        if not isinstance(actor, Actor):
            continue
        ways = tuple(dict.fromkeys((actor.name, *actor.also, *filter(None, [source.meant.get(actor.id)]))))
        if not any(contains(told_around(content, source), way, ignore_case=True) for way in ways):
            continue  # reported as named by no evidence
        shown = False
        for cite in source.cite:
            reader = content.reader_of(cite)
            pattern = reader.speech_of(ways)
            spans = content.spans(cite)
            said = bool(spans) and cite.source == source.id and _is_said(content, source.id, spans[0])
            shown = shown or (not said and (pattern is None or pattern.search(fold(cite.words)) is not None))
        if not shown:
            message = f"{title(entry)}: no evidence says that '{actor.id}' is its speaker"
            hint = "cite a heading such as 'Address by', which nobody says, or a page that says who gave the speech"
            yield Problem(entry.at("speaker"), message, hint)


def _is_said(content: Content, source: str, span: Span) -> bool:
    voices = content.voices(source)
    return voices is not None and any(each.overlaps(span) for each in voices.spoken)


def voice_agrees(content: Content) -> Problems:
    """Words of a speech, transcript or interview are given to who says them, and run over no two turns.

    To anybody else only in speech marks, with a verb of saying beside them. For other sources, the words that credit
    the speaker are given, and how it was said.
    """
    for entry in content.facts:
        fact, attribution = entry.record, entry.record.get("attribution")
        if attribution is None:
            if isinstance(fact, Quote) and not all(content.is_document(cite.source) for cite in fact.cite):
                yield Problem(entry.at(), f"{title(entry)}: nobody is said to have said it",
                              "give 'attribution'; only the words of a document are nobody's")  # fmt: skip
            continue
        wrong = next(_misgiven(content, fact), None)
        if wrong:
            yield Problem(entry.at("attribution", "by"), f"{title(entry)}: {wrong[0]}", wrong[1])
        elif attribution.words is None and not _all_voiced(content, fact):
            yield Problem(entry.at("attribution"), f"{title(entry)}: no words credit '{attribution.by}'",
                          "give 'words', those of the evidence that credit the speaker")  # fmt: skip
        elif attribution.channel is None:
            yield Problem(entry.at("attribution"), f"{title(entry)}: nothing says how it was said",
                          "give 'channel' here, or for the whole source in sources.yaml")  # fmt: skip


def _places(content: Content, fact: Fact) -> Iterator[tuple[str, Stand]]:
    """The words that a record gives to its speaker, with each of their places: of an event, all its passages but headings."""
    said = said_words(fact)
    if not said and not (isinstance(fact, Figure) and fact.of):
        passages = [(cite.words, content.voices(cite.source) and content.spans(cite)[:1], cite) for cite in fact.cite]
        said = [words for words, spans, cite in passages if not spans or _is_said(content, cite.source, spans[0])]
        said = said or [words for words, _, _ in passages]
    for words in dict.fromkeys(said):
        for place in standing(content, fact, words):
            yield words, place


def _all_voiced(content: Content, fact: Fact) -> bool:
    """True if some place of every word that a record gives to its speaker is in a text of voices.

    Of words that have no place, which another rule reports, if a text of voices is cited.
    """
    voiced: dict[str, bool] = {}
    for words, (source, span, _) in _places(content, fact):
        voiced[words] = voiced.get(words, False) or (span is not None and content.voices(source) is not None)
    return all(voiced.values()) if voiced else any(content.voices(cite.source) for cite in fact.cite)


def _misgiven(content: Content, fact: Fact) -> Iterator[tuple[str, str]]:
    """What is wrong with the speaker of words in a text of voices, and a hint; of words with several places, in all of them."""
    found: dict[str, list[tuple[str, str] | None]] = {}
    for words, place in _places(content, fact):
        found.setdefault(words, []).append(_fault(content, fact, words, place))
    for faults in found.values():
        if all(faults) and faults[0]:
            yield faults[0]


def _fault(content: Content, fact: Fact, words: str, place: Stand) -> tuple[str, str] | None:
    source, span, _ = place
    voices = content.voices(source)
    if voices is None or span is None:
        return None
    attribution = fact.__dict__["attribution"]
    start, by = " ".join(words.split()[:6]), attribution.by
    speaker, turn = voices.speaker_of(span), voices.turn_at(span.start)
    if speaker is None:
        if turn and span.start < turn.span.end < span.end:
            return (
                f"'{start}' runs over two turns of '{source}'",
                "take the words of one speaker; the rest is another record",
            )
        return f"'{start}' is said by nobody in '{source}'", "a heading, label or stage direction is nobody's words"
    if speaker == by:
        others = {actor.id for actor in _credited_beside(content, source, span)} - {by}
        return (
            (
                f"'{start}' is quoted there as words of '{min(others)}'",
                f"give it to '{min(others)}', with the words that credit them",
            )
            if others
            else None
        )
    if not speaker:
        if turn is None or not turn.label:
            return None  # a speech without a speaker, which is reported at the source
        return (
            f"'{start}' is in a turn of nobody, '{turn.label}'",
            f"name who that is in 'voices' of source '{source}', if it is known",
        )
    if _quoted_within(content, fact, place):
        return None
    return (
        f"'{start}' is said by '{speaker}' in '{source}', not by '{by}'",
        f"give it to '{speaker}'; words of '{by}' stand there between speech marks, with a verb of saying beside them",
    )


def _quoted_within(content: Content, fact: Fact, place: Stand) -> bool:
    """True if words stand between speech marks, and a verb of saying credits the speaker beside them."""
    source, span, _ = place
    attribution = fact.__dict__["attribution"]
    around = _around(content, source, span) if span else None
    if span is None or around is None:
        return False
    if not any(
        contains(text, attribution.words or "") for text in (*around.clauses, f"{around.earlier} {around.before}")
    ):
        return False
    told_apart = content.text_readers[source].words.reporting
    return not told_apart or attribution.by in {actor.id for actor in _credited_beside(content, source, span)}


def _credited_beside(content: Content, source: str, span: Span) -> Iterator[Actor]:
    """The actors whom a verb of saying credits with the quotation around words, in the clause before or behind it.

    Of a pronoun there, the one actor whom the sentence before names: "Quill came. He said: “Go.”"
    """
    names = {name: actor for actor in reversed(content.of_kind("actor")) for name in (actor.name, *actor.also)}
    reader, around = content.text_readers[source], _around(content, source, span)
    pattern = reader.credit_of(tuple(names), 2)
    for clause in around.clauses if pattern and around else ():
        for found in pattern.finditer(clause.replace(",", "")) if pattern else ():  # Tobias Quill, the chairman, wrote
            yield names[found["before"] or found["behind"]]
    if around and reader.meant_before(around.before):
        named = {names[found.group()] for found in names_pattern(tuple(names)).finditer(around.earlier)}
        yield from named if len(named) == 1 else ()


class _Around(NamedTuple):
    """The text before the speech marks around some words and behind them, in their sentence, and the `earlier` sentence.

    That is empty where it is of another paragraph, or ends with a quotation. `alone`, the quotation is a whole sentence.
    """

    before: str
    behind: str
    earlier: str
    alone: bool

    @property
    def clauses(self) -> tuple[str, ...]:
        """The texts in which a verb of saying may stand that credits somebody with the words."""
        return (self.behind, self.before, *([self.earlier] if self.alone else []))


def _around(content: Content, source: str, span: Span) -> _Around | None:
    """What is around the speech marks around some words; None for words without marks."""
    text, mark = content.texts[source], span_at(content.quoted(source), span.start)
    if mark is None or not span.within(mark):
        return None
    around, first = text.sentences_around(mark), text.sentences_of(mark).start
    earlier = ""
    if first and text.sentences[first - 1].paragraph == text.sentences[first].paragraph:
        before = text.sentences[first - 1].span
        earlier = "" if span_at(content.quoted(source), before.end - 1) else fold(text.words_of(before))
    return _Around(
        fold(re.split(r"[”»]", text.raw[around.start : mark.start])[-1]),
        fold(re.split(r"[“„«]", text.raw[mark.end : around.end])[0]),
        earlier,
        around.within(mark),
    )
