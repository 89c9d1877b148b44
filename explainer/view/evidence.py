"""What binds facts to sources: each citation as a reader sees it, and the cited highlights of each kept text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from explainer.content.content import Content, in_text_order
from explainer.content.coverage import merge
from explainer.content.records import Citation, Fact, Source
from explainer.locales.catalogue import Catalogue
from explainer.text.clauses import clause_at
from explainer.text.source_text import Sentence, SourceText, Span
from explainer.text.tables import Cell
from explainer.text.turns import Turn
from explainer.view.citing import TextFragments, fragments, url_of


@dataclass(frozen=True, slots=True)
class Evidence:
    """A citation as a reader sees it. `kind` is `in-source` or `reported`.

    `url` leads to the passage on this site, `original` to the page it comes from: to the very words
    where we keep them. What is `against` a conclusion of ours says otherwise. `before` and `after` are the other words
    of its sentence that the site shows, with "[…]" for those it does not.
    """

    kind: str
    words: str
    source: Source
    locator: str
    url: str
    original: str
    against: bool = False
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Highlight:
    """A cited highlight of a kept text: overlapping passages joined; `facts` are those that rest on it."""

    anchor: str
    locator: str
    text: str
    facts: tuple[Fact, ...]


class Stretch(NamedTuple):
    """A highlight as it stands in its paragraph, after what stands before it: signs, or "[…]" for words."""

    gap: str
    highlight: Highlight


class ShownParagraph(NamedTuple):
    """A paragraph of a kept text as far as the site shows it; `end` is what follows its last highlight.

    `voice` is the label of the turn that it is the first shown paragraph of; empty for a text without turns. `page` is the
    number of the page, likewise.
    """

    stretches: tuple[Stretch, ...]
    end: str
    voice: str = ""
    page: str = ""


def place_in_words(t: Catalogue, sentence: Sentence) -> str:
    """Where a sentence or a whole paragraph of a kept text stands, by page, paragraph and its number there."""
    words = t.evidence
    place: str = (
        words.sentence(paragraph=sentence.paragraph, sentence=sentence.number)
        if sentence.number
        else words.paragraph(paragraph=sentence.paragraph)
    )
    return words.on_page(page=sentence.page, place=place) if sentence.page else place


def anchor_of(cell: Cell) -> str:
    """The id of a cell on the page of its table."""
    return f"r{cell.row + 1}-c{cell.place + 1}"


class EvidenceIndex:
    """The evidence of each fact, and the cited highlights of each kept text, found when they are first asked for.

    `located` are the highlights of the texts asked for so far, in text order, each with its place.
    """

    def __init__(self, content: Content) -> None:
        self._content = content
        self._originals: dict[str, TextFragments | None] = {}
        self.located: dict[str, list[tuple[Span, Highlight]]] = {}

    def paragraphs(self, source: str) -> tuple[ShownParagraph, ...]:
        """The text kept of a source as far as the site shows it, in its order; a run of paragraphs not shown is one."""
        text, voices = self._content.texts[source], self._content.voices(source)
        found: list[ShownParagraph] = []
        shown_turn: Turn | None = None
        shown_page = ""
        highlights = deque(self._highlights(source))
        for lines in text.paragraphs:
            whole = Span(lines[0].span.start, lines[-1].span.end)
            stretches, end = [], whole.start
            while highlights and highlights[0][0].start < whole.end:
                span, highlight = highlights.popleft()
                stretches.append(Stretch(_between(text, end, span.start), highlight))
                end = span.end
            turn = voices.turn_at(whole.start) if voices and stretches else shown_turn
            voice = turn.label if turn and turn is not shown_turn else ""
            shown_turn = turn
            page = lines[0].page if stretches and lines[0].page != shown_page else ""
            shown_page = page or shown_page
            shown = ShownParagraph(tuple(stretches), _between(text, end, max(end, whole.end)).rstrip(), voice, page)
            if stretches or not found or found[-1].stretches:
                found.append(shown)
        return tuple(found)

    def of(self, fact: Fact | Source) -> tuple[Evidence, ...]:
        """The evidence of a fact, or of what holds for a whole source, in the order of its citations."""
        return tuple(self._evidence(cite) for cite in fact.cite)

    def _highlights(self, source: str) -> list[tuple[Span, Highlight]]:
        if source not in self.located:
            self.located[source] = _highlights(self._content, source)
        return self.located[source]

    def _overlapping(self, source: str, span: Span) -> list[tuple[Span, Highlight]]:
        """The highlights of a source that share a character with a span, in order."""
        highlights = self._highlights(source)
        first = bisect_right(highlights, span.start, key=lambda found: found[0].end)
        return highlights[first : bisect_left(highlights, span.end, key=lambda found: found[0].start)]

    def _original(self, source: str) -> TextFragments | None:
        if source not in self._originals:
            url = self._content.source_entry(source).record.url
            self._originals[source] = fragments(url, self._content.texts[source]) if url else None
        return self._originals[source]

    def _evidence(self, cite: Citation) -> Evidence:
        content = self._content
        source: Source = content.source_entry(cite.source).record
        if cite.cell is not None:
            locator = cite.locator or content.catalogue.evidence.cell(
                row=" | ".join(cite.cell.keys), column=cite.cell.column
            )
            url = f"{url_of(source)}#{anchor_of(cite.cell)}"
            return Evidence("in-source", cite.cell.shown, source, locator, url, source.url or "", cite.against)
        if cite.exact is None:
            locator = cite.locator or ""
            return Evidence("reported", cite.words, source, locator, url_of(source), source.url or "", cite.against)
        span = content.spans(cite)[0]
        highlight = self._overlapping(cite.source, span)[0][1]
        raw = content.texts[cite.source].words_of(span)
        url = f"{url_of(source)}#{highlight.anchor}"
        original = self._original(cite.source)
        before, after = self._around(cite.source, span)
        clause = clause_at(content.clauses(cite.source), span.start)
        return Evidence(
            "in-source",
            raw,
            source,
            cite.locator or (clause.name if clause and clause.heading else highlight.locator),
            url,
            original.address(raw) if original else "",
            cite.against,
            before,
            after,
        )

    def _around(self, source: str, passage: Span) -> tuple[str, str]:
        """What the site shows before and after a passage within its sentences."""
        text = self._content.texts[source]
        whole = text.sentences_around(passage)
        found = self._overlapping(source, whole)
        cited = [Span(max(span.start, whole.start), min(span.end, whole.end)) for span, _ in found]
        before = [Span(span.start, min(span.end, passage.start)) for span in cited if span.start < passage.start]
        after = [Span(max(span.start, passage.end), span.end) for span in cited if span.end > passage.end]
        return (
            _with_gaps(text, [*before, Span(passage.start, passage.start)], whole.start).lstrip(),
            _with_gaps(text, [*after, Span(whole.end, whole.end)], passage.end).rstrip(),
        )


MOST = 2
"""How many pieces of evidence a note has room for."""

ENOUGH = 1
"""From so many pieces on a note shows no further page that adds no word: the record does."""


def select_evidence(evidence: Sequence[Evidence], uses: Collection[str]) -> tuple[int, ...]:
    """Which pieces of evidence a note beside statements shows, as their places, `MOST` of them.

    Those that share words with a statement, `uses`, as few as have all words that any shares with it; where these are
    not `ENOUGH`, the first of other pages. It is a choice among what was checked, so words may be
    compared by their beginnings.
    """
    words = [_beginnings(item.words) for item in evidence]
    whole = frozenset[str]().union(*words)
    chosen: dict[int, None] = {}
    for use in uses:
        left = _beginnings(use)
        while left & whole:
            # The first that an editor names carries most; then that with most of the words, of equal ones the earlier.
            shared = [len(left & each) for each in words]
            at = shared.index(max(shared)) if chosen else next(at for at, number in enumerate(shared) if number)
            chosen[at] = None
            left -= words[at]
    pages = {evidence[at].source.id for at in chosen}
    for at, item in enumerate(evidence):
        if item.source.id not in pages and len(chosen) < ENOUGH:
            pages.add(item.source.id)
            chosen[at] = None
    return tuple(sorted([*chosen][:MOST]))


@lru_cache(maxsize=2**12)
def _beginnings(text: str) -> frozenset[str]:
    return frozenset(word[:5] for word in _WORD.findall(text.casefold()) if len(word) > 3 or word.isdecimal())


_WORD = re.compile(r"\w+")

CUT = "[…]"
"""What stands for words of a kept text that are not shown."""


def _between(text: SourceText, start: int, end: int) -> str:
    """What stands between two shown stretches: the signs there, or a mark for words."""
    left_out = text.words_of(Span(start, end))
    if not _WORD.search(left_out):
        return left_out
    return f" {CUT} "


def _with_gaps(text: SourceText, spans: Iterable[Span], start: int) -> str:
    """The words at some stretches of a text, with what stands between them, from `start` on."""
    shown = []
    for span in spans:
        shown += [_between(text, start, span.start), text.words_of(span)]
        start = span.end
    return "".join(shown)


def _highlights(content: Content, source: str) -> list[tuple[Span, Highlight]]:
    """The cited highlights of a kept text in its order, each with an address made of paragraph and sentence."""
    text = content.texts[source]
    own = ((span, source) for span in content.own_passages.get(source, ()))
    passages = deque(sorted((*content.located_passages.get(source, ()), *own), key=in_text_order))
    found: list[tuple[Span, Highlight]] = []
    taken: dict[str, int] = defaultdict(int)
    for span in merge(span for span, _ in tuple(passages)):
        at = text.sentence_at(span)
        anchor = f"p{at.paragraph}-s{at.number}"
        taken[anchor] += 1
        if taken[anchor] > 1:
            anchor = f"{anchor}-{taken[anchor]}"
        ids: dict[str, None] = {}
        while passages and passages[0][0].end <= span.end:
            ids[passages.popleft()[1]] = None
        facts = tuple(fact for name in ids if isinstance(fact := content.records.get(name), Fact))
        locator = place_in_words(content.catalogue, at)
        found.append((span, Highlight(anchor, locator, text.words_of(span), facts)))
    return found
