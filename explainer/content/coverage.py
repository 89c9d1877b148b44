"""Coverage: how much of a base source the records use, sentence by sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from heapq import nlargest

from explainer.content.content import Content, Entry
from explainer.text.source_text import Sentence, SourceText, Span, span_at


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a base source, or a paragraph of one covered by these.

    `cited` are the ids of what cites it, records or the source itself, `left_out` the entries that leave it out.
    """

    sentence: Sentence
    text: str
    cited: tuple[str, ...]
    left_out: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """A base source, by `unit`, sentence or paragraph; of its `words`, the site shows `shown`, of these `quoted` of speakers.

    Words of a speaker are those of quotations, and in a text of voices all that somebody says.
    """

    source: str
    unit: str
    lines: tuple[Line, ...]
    shown: int
    quoted: int
    words: int

    @property
    def cited(self) -> int:
        """Number of sentences that a record cites."""
        return sum(bool(line.cited) for line in self.lines)

    @property
    def left_out(self) -> int:
        """Number of sentences left out with a reason."""
        return sum(bool(line.left_out) and not line.cited for line in self.lines)

    @property
    def missing(self) -> list[Line]:
        """The sentences that are neither cited nor left out."""
        return [line for line in self.lines if not line.cited and not line.left_out]

    @property
    def share_shown(self) -> float:
        """Share of the text's words that the site reproduces, from 0 to 1."""
        return self.shown / self.words if self.words else 0.0

    @property
    def share_quoted(self) -> float:
        """Share of the text's words that the site reproduces as words of a speaker, from 0 to 1."""
        return self.quoted / self.words if self.words else 0.0

    @property
    def share_covered(self) -> float:
        """Share of the sentences that are cited or left out with a reason, from 0 to 1."""
        return (self.cited + self.left_out) / len(self.lines) if self.lines else 1.0


def merge(spans: Iterable[Span]) -> list[Span]:
    """Spans that come in text order, with overlapping ones joined."""
    merged: list[Span] = []
    for span in spans:
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return merged


def base_coverage(content: Content) -> Iterator[Coverage]:
    """The coverage of each base source that has a source text."""
    for entry in content.sources:
        text = content.texts.get(entry.record.id)
        if entry.record.base and text is not None:
            yield _coverage(content, entry.record.id, text)


def open_sentences(content: Content) -> dict[tuple[str, int], Line]:
    """The sentences of base sources that what is published leaves open, by the source and where they start in its text."""
    return {
        (coverage.source, line.sentence.span.start): line
        for coverage in base_coverage(content.without_drafts())
        for line in coverage.missing
    }


def coverage_of(content: Content, source: str) -> Coverage:
    """The coverage of any source that has a source text.

    Raises:
        KeyError: if it has none.
    """
    return _coverage(content, source, content.texts[source])


def report(content: Content, coverage: Coverage, *, missing: bool = False) -> Iterator[str]:
    """The lines of a report: each sentence, or only those not covered, a line of totals, and what to cite next."""
    for line in coverage.missing if missing else coverage.lines:
        if line.cited:
            state = f"cited by {', '.join(line.cited)}"
        elif line.left_out:
            state = f"left out: {line.left_out[0].record.reason}"
        else:
            state = "NOT COVERED"
        yield f"{_number(line)}  {' '.join(line.text.split())}\n      {state}"
    yield (
        f"{coverage.source}: {len(coverage.lines)} {coverage.unit}s, {coverage.cited} cited, {coverage.left_out} left out "
        f"with a reason, {len(coverage.missing)} not yet covered"
    )
    if following := ", ".join(_number(line) for line in worth_citing(content, coverage)):
        yield f"{coverage.source}: most names, numbers and dates not yet covered: {following}"


def _number(line: Line) -> str:
    """The numbers of a sentence or paragraph: page, paragraph, sentence, as far as it has them."""
    place = line.sentence
    page = f"p. {place.page}, " if place.page else ""
    return f"{page}{place.paragraph}.{place.number}" if place.number else f"{page}{place.paragraph}"


NEXT = 5
"""Number of sentences that are named as most worth citing next."""


def worth_citing(content: Content, coverage: Coverage) -> list[Line]:
    """The sentences not covered that have most registered names, numbers and dates, the first of them first."""
    reader = content.text_readers[coverage.source]
    counted = (
        (len(reader.token_keys(line.text)) + len(set(content.name_pattern.findall(line.text))), line)
        for line in coverage.missing
    )
    best = nlargest(NEXT, ((count, -at, line) for at, (count, line) in enumerate(counted) if count))
    return [line for _, _, line in best]


def _units(text: SourceText, *, by_paragraph: bool) -> Iterator[tuple[Sentence, range]]:
    """The sentences or paragraphs of a text, in order, each with the indices of its sentences."""
    if not by_paragraph:
        yield from ((sentence, range(at, at + 1)) for at, sentence in enumerate(text.sentences))
        return
    at = 0
    for inside in text.paragraphs:
        first, last = inside[0], inside[-1]
        yield replace(first, span=Span(first.span.start, last.span.end), number=0), range(at, at + len(inside))
        at += len(inside)


def _coverage(content: Content, source: str, text: SourceText) -> Coverage:
    passages = content.located_passages.get(source, [])
    cited: dict[int, dict[str, None]] = defaultdict(dict)
    for span, record in passages:
        for number in text.sentences_of(span):
            cited[number][record] = None
    for span in content.own_passages.get(source, ()):
        for number in text.sentences_of(span):
            cited[number][source] = None
    omitted: dict[int, list[Entry]] = defaultdict(list)
    for entry in content.left_out:
        if entry.record.source == source:
            first, last = (
                text.find(words) for words in (entry.record.exact, entry.record.through or entry.record.exact)
            )
            for number in text.sentences_from(first[0], last[0]) if len(first) == len(last) == 1 else ():
                omitted[number].append(entry)
    unit_name: str = content.source_entry(source).record.covered_by
    lines = tuple(
        Line(
            unit,
            text.words_of(unit.span),
            tuple(dict.fromkeys(record for number in numbers for record in cited.get(number, ()))),
            tuple(next((omitted[number] for number in numbers if number in omitted), ())),
        )
        for unit, numbers in _units(text, by_paragraph=unit_name == "paragraph")
    )
    voices = content.voices(source)
    spoken = voices.spoken if voices else ()
    quotes = (
        span
        for span, record in passages
        if (content.records[record].kind == "quote" and not content.is_document(source)) or span_at(spoken, span.start)
    )
    shown, quoted = (
        sum(len(text.words_of(span).split()) for span in merge(spans))
        for spans in ((span for span, _ in passages), quotes)
    )
    return Coverage(source, unit_name, lines, shown, quoted, len(text.raw.split()))
