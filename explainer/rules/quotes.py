"""Rules about quotations: they are word for word, with cuts only at punctuation and marked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from explainer.content.content import Content, Entry
from explainer.content.records import Quote
from explainer.problems import Problem
from explainer.rules.attribution import told_around
from explainer.rules.common import Problems, title
from explainer.text.reader import Reader
from explainer.text.source_text import SourceText, Span, contains, fold, span_at

_SPEECH_OPENS = '“„"«—–'
_SPEECH_CLOSES = '”"»—–'


_SPEECH_MARKS = re.compile(r"[“”„\"«»—–]")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a quotation between editorial marks; `joined` if only an insertion comes before it."""

    words: str
    joined: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """The place of a piece: the index of the citation, the source text, the span."""

    index: int
    text: SourceText
    span: Span


def verbatim_quote(content: Content) -> Problems:
    """Every part of a quotation is in its passages word for word and in order.

    `[…]` marks an editorial omission, which drops no denial and no contrast from a sentence; other square brackets are
    editorial, too, unless a passage has them: they explain who or what is meant, in names or words of the same paragraph.
    """
    for entry in content.facts:
        if isinstance(entry.record, Quote):
            yield from _check(content, entry, entry.record)


def _check(content: Content, entry: Entry, quote: Quote) -> Problems:
    kept = [(index, cite) for index, cite in enumerate(quote.cite) if cite.exact is not None]
    passages = [
        _Place(index, content.texts[cite.source], spans[0])
        for index, cite in kept
        if len(spans := content.spans(cite)) == 1
    ]
    if len(passages) < len(kept):
        return  # reported by the rules about passages
    yield from _insertions(content, entry, quote)
    pieces = [_Piece(words, joined) for words, joined in quote.spoken()]
    if not any(piece.words for piece in pieces):
        yield Problem(entry.at("text"), f"{title(entry)}: no words of the source are left", "quote at least a phrase")
        return
    places: list[_Place | None] = []
    last: _Place | None = None
    for piece in pieces:
        found = _find(piece, passages, last) if piece.words else None
        if piece.words and found is None:
            yield _absent(entry, piece, passages)
            return
        last = found or last
        places.append(found)
    yield from _edges(entry, quote, pieces, places)
    yield from _spoken(content, entry, quote, [place for place in places if place])
    yield from _omissions(content, entry, quote, pieces, places)


def _insertions(content: Content, entry: Entry, quote: Quote) -> Problems:
    """An editorial insertion explains: it states no number, quotes nobody, denies nothing, is no part of a word.

    Its words are names that are registered, or stand in the source around the quotation, or in the note of the record, which
    tells readers why.
    """
    reader, end, known = content.reader, 0, frozenset[str]()
    for what, words in quote.pieces():
        start, end = end, end + len(words)
        if what != "insertion":
            continue
        touches = quote.text[start - 1 : start].isalnum() or quote.text[end : end + 1].isalnum()
        denies = reader.turning(words)
        if touches or denies or any(reader.tokens(words)) or any(reader.quotations(words)):
            yield Problem(entry.at("text"), f"{title(entry)}: the insertion {words} changes what is said",
                        "an insertion explains, between spaces; it holds no number, quotation, denial or word that turns it")  # fmt: skip
        elif reader.words.joining:
            explained = (told_around(content, quote), quote.note or "")
            known = known or _words_in([*reader.words.joining, *content.registered_names, *explained])
            if strange := next((word for word in _WORD.findall(words) if word.lower() not in known), ""):
                yield Problem(entry.at("text"), f"{title(entry)}: '{strange}' of the insertion {words} is not in the source there",
                            "an insertion explains who or what is meant: write a registered name, words of the same paragraph, or say in 'note' why")  # fmt: skip


def _words_in(texts: Iterable[str]) -> frozenset[str]:
    """The words of some texts, in lower case."""
    return frozenset(word.lower() for text in texts for word in _WORD.findall(fold(text)))


_WORD = re.compile(r"[^\W_]+")


def _find(piece: _Piece, passages: list[_Place], last: _Place | None) -> _Place | None:
    """The first place of a piece after the last one; directly after it if they are joined."""
    for passage in passages:
        for span in passage.text.find(piece.words):
            after = last is None or passage.index > last.index or span.start >= last.span.end
            if last is not None and passage.index < last.index:
                after = False
            if not after or not span.within(passage.span):
                continue
            if piece.joined and last is not None and passage.text.raw[last.span.end : span.start].strip():
                continue
            return _Place(passage.index, passage.text, span)
    return None


def _absent(entry: Entry, piece: _Piece, passages: list[_Place]) -> Problem:
    message = f"{title(entry)}: '{piece.words}' is not word for word in its passages"
    if any(passage.text.find(piece.words) for passage in passages):
        return Problem(
            entry.at("text"), message, "these words are elsewhere in the source; cite that passage, in order"
        )
    nearest = next((near for passage in passages if (near := passage.text.nearest(piece.words))), "")
    return Problem(entry.at("text"), message, f'nearest text is "{nearest}"' if nearest else "copy it from the source")


def _spoken(content: Content, entry: Entry, quote: Quote, places: list[_Place]) -> Problems:
    """The words stand in speech marks, behind a dash of speech or behind the speaker's name and a colon."""
    if quote.attribution is None:
        return  # words of a document, which has no reporter
    for place in places:
        source, raw = quote.cite[place.index].source, place.text.raw
        start, end = place.span.start, place.span.end
        while start < end and not raw[start].isalnum():
            start += 1
        while start < end and not raw[end - 1].isalnum():
            end -= 1
        spans = content.speech(source)
        begun = span_at(spans, start)
        if (begun and end <= begun.end) or _in_record(place, quote, spans):
            continue
        narrated = " ".join(raw[begun.end if begun else start : end].strip(" —–-").split()[:6])
        message = f"{title(entry)}: '{narrated}' is not speech in the source"
        hint = (
            "quote what is between speech marks or behind a dash that opens speech; the rest are the reporter's words"
        )
        if content.voices(source):
            hint = "quote the words of one turn; headings, labels and stage directions are nobody's words"
        yield Problem(entry.at("text"), message, hint)


def _in_record(place: _Place, quote: Quote, spans: tuple[Span, ...]) -> bool:
    """True in a record of who spoke: the speaker's name and a colon precede the words, or head a text without speech marks."""
    raw, credit = place.text.raw, quote.credit
    credited = [span for span in place.text.find(credit) if span.end <= place.span.start]
    if any(raw[span.end :].lstrip().startswith(":") for span in credited):
        return True
    return not spans and any(place.text.sentences_of(span).start == 0 for span in credited)


def _edges(entry: Entry, quote: Quote, pieces: list[_Piece], places: list[_Place | None]) -> Problems:
    """A quotation begins and ends with the speech or a sentence; a cut is at punctuation."""
    for number, (piece, place) in enumerate(zip(pieces, places, strict=True)):
        if place is None:
            continue
        raw, start, end = place.text.raw, place.span.start, place.span.end
        before, after = raw[:start].rstrip()[-1:], raw[end : end + 40].lstrip()
        if all(not other.words for other in pieces[:number]) and (number == 0 or piece.joined):
            credit = quote.credit
            named = credit and raw[:start].rstrip().endswith(f"{credit}:")  # in a record of who spoke
            if not (named or place.text.starts_sentence(start) or _touches(before, _SPEECH_OPENS)):
                yield _edge_fault(entry, "begins within a sentence, after", raw[:start].split()[-1])
        elif not piece.joined and before.isalnum() and raw[start].isalnum():
            yield _edge_fault(entry, "resumes within a clause, after", raw[:start].split()[-1])
        elif not piece.joined and _spliced(places[:number], place, before):
            message = (
                f"{title(entry)}: the quotation resumes within another sentence, after '{raw[:start].split()[-1]}'"
            )
            yield Problem(
                entry.at("text"), message, "resume where that sentence begins, or the quotation joins two sentences"
            )
        later = pieces[number + 1 :]
        if all(not other.words and other.joined for other in later):
            if not (place.text.ends_sentence(end) or _touches(after.lstrip(",.; ")[:1], _SPEECH_CLOSES)):
                yield _edge_fault(entry, "ends within a sentence, before", after.split()[0])
        elif not later[0].joined and raw[end - 1].isalnum() and after[:1].isalnum():
            yield _edge_fault(entry, "is cut within a clause, before", after.split()[0])


def _spliced(earlier: list[_Place | None], place: _Place, before: str) -> bool:
    """True if a piece resumes within a sentence of which nothing was quoted before the cut."""
    last = next((other for other in reversed(earlier) if other), None)
    begins = place.text.starts_sentence(place.span.start) or _touches(before, _SPEECH_OPENS)
    if last is None or begins:
        return False
    sentences = (each.text.sentences_of(each.span) for each in (last, place))
    ended, resumed = next(sentences).stop - 1, next(sentences).start
    return last.text is not place.text or ended != resumed


def _omissions(
    content: Content, entry: Entry, quote: Quote, pieces: list[_Piece], places: list[_Place | None]
) -> Problems:
    """The words that `[…]` leaves out of a sentence quoted in part deny and oppose nothing; whole sentences may be left out."""
    said: set[str] = set()
    for number in range(1, len(pieces)):
        if not pieces[number].joined:
            before = next((place for place in reversed(places[:number]) if place), None)
            after = next((place for place in places[number:] if place), None)
            for place, part in _left_out(before, after):
                reader = content.reader_of(quote.cite[place.index])
                said |= {word for word in (_turned(reader, part, quote.credit),) if word}
    for word in sorted(said):
        yield Problem(entry.at("text"), f"{title(entry)}: '{word}' is left out of a sentence that is quoted in part",
                    "a denial or contrast is not cut: quote its clause, too, or leave the whole sentence out")  # fmt: skip


def _left_out(before: _Place | None, after: _Place | None) -> list[tuple[_Place, str]]:
    """The words that a cut leaves out of the sentence it begins in, and of the one it ends in, each with an adjacent place."""
    parts, last, first = [], None, None
    if before:
        last = before.text.sentences[before.text.sentences_of(before.span).stop - 1]
        parts.append((before, before.text.raw[before.span.end : last.span.end]))
    if after:
        first = after.text.sentences[after.text.sentences_of(after.span).start]
        parts.append((after, after.text.raw[first.span.start : after.span.start]))
    if before and after and before.text is after.text and last == first:
        return [(before, before.text.raw[before.span.end : after.span.start])]
    return parts


def _turned(reader: Reader, left_out: str, credit: str) -> str:
    """The word that denies or opposes something in the words left out, apart from the clause that credits the speaker."""
    segments = [segment for segment in _SPEECH_MARKS.split(left_out) if not (credit and contains(segment, credit))]
    return next((word for segment in segments if (word := reader.denial(segment) or reader.contrast(segment))), "")


def _edge_fault(entry: Entry, what: str, word: str) -> Problem:
    hint = "quote from where the speech or sentence begins to where it ends; cut with […] at punctuation only"
    return Problem(entry.at("text"), f"{title(entry)}: the quotation {what} '{word}'", hint)


def _touches(character: str, marks: str) -> bool:
    return bool(character) and character in marks
