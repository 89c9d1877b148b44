"""Coverage: how much of a base source the records use, sentence by sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from explainer.content.content import Content, Entry
from explainer.text.source_text import Sentence, SourceText, Span


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a base source: the ids of what cites it, records or the source itself, the entries that leave it out."""

    sentence: Sentence
    text: str
    cited: tuple[str, ...]
    left_out: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """A base source, sentence by sentence; of its `words`, the site shows `shown`, and `quoted` of these in quotations."""

    source: str
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
        """Share of the text's words that the site reproduces as quotations of a speaker, from 0 to 1."""
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


def report(coverage: Coverage, *, missing: bool = False) -> Iterator[str]:
    """The lines of a report: each sentence, or only those not covered, and a line of totals."""
    for line in coverage.missing if missing else coverage.lines:
        if line.cited:
            state = f"cited by {', '.join(line.cited)}"
        elif line.left_out:
            state = f"left out: {line.left_out[0].record.reason}"
        else:
            state = "NOT COVERED"
        yield f"{line.sentence.paragraph}.{line.sentence.number}  {' '.join(line.text.split())}\n      {state}"
    yield (
        f"{coverage.source}: {len(coverage.lines)} sentences, {coverage.cited} cited, {coverage.left_out} left out "
        f"with a reason, {len(coverage.missing)} not yet covered"
    )


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
        if entry.record.source == source and len(spans := text.find(entry.record.exact)) == 1:
            for number in text.sentences_of(spans[0]):
                omitted[number].append(entry)
    lines = tuple(
        Line(
            sentence,
            text.words_of(sentence.span),
            tuple(cited.get(number, ())),
            tuple(omitted.get(number, ())),
        )
        for number, sentence in enumerate(text.sentences)
    )
    quotes = (span for span, record in passages if content.records[record].kind == "quote")
    shown, quoted = (
        sum(len(text.words_of(span).split()) for span in merge(spans))
        for spans in ((span for span, _ in passages), quotes)
    )
    return Coverage(source, lines, shown, quoted, len(text.raw.split()))
