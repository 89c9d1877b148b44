"""Whose words a source text has where, and what records take over from a source that gives it for all of its words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from explainer.content.records import Actor, Attribution, Citation, Fact, Figure, Place, Quote, Source
from explainer.text.selectors import selector
from explainer.text.source_text import SourceText, Span, span_at
from explainer.text.tables import cell_of
from explainer.text.turns import Turn, Voicing, spoken, turns

R = TypeVar("R", Fact, Source)


@dataclass(frozen=True)
class Voices:
    """The turns of a speech, transcript or interview, and the spans that somebody says, both in order."""

    turns: tuple[Turn, ...]
    spoken: tuple[Span, ...]
    actors: Mapping[str, str]
    """The id of the actor who speaks behind each label; a speech has one, under the empty label."""

    def turn_at(self, offset: int) -> Turn | None:
        """The turn that has the character at an offset, its label included; None before the first one."""
        before = bisect_right(self.turns, offset, key=lambda turn: turn.head.start)
        return self.turns[before - 1] if before else None

    def speaker_of(self, span: Span) -> str | None:
        """The id of the actor who says all the words at a span, empty for a turn of nobody; None if no one turn has them."""
        first = span_at(self.spoken, span.start)
        turn = self.turn_at(span.start)
        if turn is None or first is None or not span.within(turn.span):
            return None
        return self.actors.get(turn.label, "")


def voices_of(source: Source, text: SourceText) -> Voices | None:
    """The voices of a source; None if it has a form whose words are not marked as somebody's."""
    voicing = source.voicing
    if voicing is None:
        return None
    actors = {"": source.speaker or ""} if source.form == "speech" else dict(source.voices)
    return Voices(*_spans(text.raw, voicing), actors)


@lru_cache(maxsize=256)
def _spans(raw: str, voicing: Voicing) -> tuple[tuple[Turn, ...], tuple[Span, ...]]:
    return turns(raw, voicing), spoken(raw, voicing)


def gives(source: Source) -> bool:
    """True if records can take something over from a source."""
    return (
        source.form in ("table", "document")
        or source.voicing is not None
        or any((source.date, source.place, source.channel))
    )


def inheriting(fact: Fact, sources: tuple[Source, ...], texts: Mapping[str, SourceText]) -> Fact:
    """A record with what it takes over from `sources`, those it cites from which it can.

    Its speaker, where all its passages are words of one; then, from sources whose own speaker that is, the channel. A
    quotation takes over date and place, too, if all its passages are of one source. A citation of a table has its cell.
    """
    fact = _with_names(with_cells(fact, sources, texts), texts)
    if "attribution" not in type(fact).model_fields:
        return fact
    said: Attribution | None = fact.get("attribution")
    if said is None and (by := _only_speaker(fact, sources, texts)):
        said = Attribution(by=by, words=None, channel=None)
    held = holding(fact, said, sources, texts)
    if said and said.channel is None:
        channel = next((source.channel for source in held if source.channel), None)
        said = said.model_copy(update={"channel": channel})
    new: dict[str, Any] = {"attribution": said}
    if isinstance(fact, Quote) and len(held) == 1 and {cite.source for cite in fact.cite} == {held[0].id}:
        new |= {"date": held[0].date} if fact.date is None else {}
        new |= {"places": (held[0].place,)} if held[0].place and not fact.places else {}
    if all(fact.get(name) == value for name, value in new.items()):
        return fact
    copy = fact.model_copy(update=new)
    vars(copy).pop("references", None)  # computed from the record before
    return copy


def with_cells(fact: R, sources: Iterable[Source], texts: Mapping[str, SourceText]) -> R:
    """A record or source whose citations of tables have their cells."""
    tables = {source.id: source for source in sources if source.form == "table" and source.id in texts}
    cites = []
    for cite in fact.cite:
        source, found = tables.get(cite.source), None
        if source and cite.row is not None and cite.column is not None:
            keys = (cite.row,) if isinstance(cite.row, str) else cite.row
            found = cell_of(source.table(texts[source.id]), keys, cite.column, source.decimals)
        cites.append(cite.with_cell(found) if found else cite)
    return _citing(fact, cites)


def cites_by_name(fact: Fact) -> bool:
    """True if a record is an actor or place with a citation that names its source alone."""
    return isinstance(fact, Actor | Place) and any(cite.bare for cite in fact.cite)


def _with_names(fact: Fact, texts: Mapping[str, SourceText]) -> Fact:
    """An actor or place whose citations of a source alone have the first passage there that is its name."""
    if not isinstance(fact, Actor | Place) or not cites_by_name(fact):
        return fact
    cites = []
    for cite in fact.cite:
        text = texts.get(cite.source) if cite.bare else None
        places = text.places(fact.name) if text else ()
        found = selector(text, places[0]) if text and places else None
        beside = {name: words or None for name, words in found._asdict().items()} if found else {}
        cites.append(cite.model_copy(update=beside) if found else cite)
    return _citing(fact, cites)


def _citing(fact: R, cites: Sequence[Citation]) -> R:
    """A record or source with other citations; the same one if they are the same."""
    if all(one is other for one, other in zip(cites, fact.cite, strict=True)):
        return fact
    copy = fact.model_copy(update={"cite": tuple(cites)})
    vars(copy).pop("references", None)
    return copy


def holding(
    fact: Fact, said: Attribution | None, sources: Iterable[Source], texts: Mapping[str, SourceText]
) -> tuple[Source, ...]:
    """The sources of which date, place and channel are those of a record: of a text of voices, if its own voice says it."""
    return tuple(
        source
        for source in sources
        if source.voicing is None or (said and {*speakers_of(fact, source, texts)} - {None} == {said.by})
    )


def _only_speaker(fact: Fact, sources: tuple[Source, ...], texts: Mapping[str, SourceText]) -> str:
    """The id of the actor whose words all passages of a record are, but for headings; empty if they are not those of one."""
    if isinstance(fact, Figure) and fact.of:
        return ""
    found = [speaker for source in sources for speaker in speakers_of(fact, source, texts)]
    speakers = set(found) - {None}
    return (speakers.pop() or "") if len(found) == len(fact.cite) and len(speakers) == 1 else ""


def speakers_of(fact: Fact, source: Source, texts: Mapping[str, SourceText]) -> Iterator[str | None]:
    """Who says each located passage that a record cites from a source, as `Voices.speaker_of` returns it."""
    text = texts.get(source.id)
    voices = voices_of(source, text) if text else None
    if text is None or voices is None:
        return
    for cite in fact.cite:
        spans = text.find(cite.exact, cite.prefix or "", cite.suffix or "") if cite.exact else ()
        if cite.source == source.id and len(spans) == 1:
            yield voices.speaker_of(spans[0])
