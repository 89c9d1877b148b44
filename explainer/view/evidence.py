"""What binds facts to sources: each citation as a reader sees it, and the cited stretches of each kept text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from explainer.content.content import Content
from explainer.content.coverage import merge
from explainer.content.records import Citation, Fact, Source
from explainer.text.source_text import Span
from explainer.view.citing import TextFragments, fragments, url_of


@dataclass(frozen=True, slots=True)
class Evidence:
    """A citation as a reader sees it. `kind` is `in-source` or `reported`.

    `url` leads to the passage on this site, `original` to the page it comes from: to the very words
    where we keep them. What is `against` a conclusion of ours says otherwise.
    """

    kind: str
    words: str
    source: Source
    locator: str
    url: str
    original: str
    against: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """A cited stretch of a kept text: overlapping passages joined; `facts` are those that rest on it.

    `original` is the address of its words on the page they come from, empty if there is none.
    """

    anchor: str
    locator: str
    text: str
    facts: tuple[Fact, ...]
    original: str


class Bound(NamedTuple):
    """What binds the facts of a content to their sources."""

    content: Content
    evidence: Mapping[str, tuple[Evidence, ...]]
    """Of each fact, by its id."""
    stretches: Mapping[str, tuple[Stretch, ...]]
    """Of each kept text, by the id of its source."""


def bound(content: Content, last: Bound | None = None, same: Collection[str] = ()) -> Bound:
    """The evidence of each fact, and the cited stretches of each kept text.

    Of an earlier content, of which the `same` facts and all sources are as they were, it takes over what it can.
    """
    originals = {
        source: fragments(url, text)
        for source, text in content.texts.items()
        if (url := content.source_entry(source).record.url)
    }
    cut = {
        source: _stretches(content, source, originals.get(source))
        for source in content.texts
        if not last or _touched(content, source, last.content, same)
    }
    moved = {source for source in cut if not last or _places(content, source) != _places(last.content, source)}
    evidence = {}
    for entry in content.facts:
        fact = entry.record
        if last and fact.id in same and not (moved and any(cite.source in moved for cite in fact.cite)):
            evidence[fact.id] = last.evidence[fact.id]
            continue
        for source in {cite.source for cite in fact.cite} & content.texts.keys() - cut.keys():
            cut[source] = _stretches(content, source, originals.get(source))
        evidence[fact.id] = tuple(_evidence(content, cut, originals, cite) for cite in fact.cite)
    known = last.stretches if last else {}
    stretches = {
        source: tuple(stretch for _, stretch in cut[source]) if source in cut else known[source]
        for source in content.texts
    }
    return Bound(content, evidence, stretches)


MOST = 4
"""How many pieces of evidence a note has room for."""

ENOUGH = 2
"""From so many pieces on a note shows no further page that adds no word: the record does."""


def telling(evidence: Sequence[Evidence], uses: Collection[str]) -> tuple[int, ...]:
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
            # Of several with as many of them the one that says least else.
            at = max(range(len(words)), key=lambda at: (len(left & words[at]), -len(words[at])))
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


def _places(content: Content, source: str) -> list[Span]:
    return [span for span, _ in content.settled.get(source, ())]


def _touched(content: Content, source: str, last: Content, same: Collection[str]) -> bool:
    """True if other passages of a text are cited than before, or by other facts."""
    passages = content.settled.get(source, [])
    return passages is not last.settled.get(source) or any(record not in same for _, record in passages)


def _stretches(content: Content, source: str, original: TextFragments | None) -> list[tuple[Span, Stretch]]:
    """The cited stretches of a kept text in its order, each with an address made of paragraph and sentence."""
    text = content.texts[source]
    passages = deque(content.settled.get(source, ()))
    found: list[tuple[Span, Stretch]] = []
    taken: dict[str, int] = defaultdict(int)
    for span in merge(span for span, _ in tuple(passages)):
        at = text.sentences[text.sentences_of(span)[0]]
        anchor = f"p{at.paragraph}-s{at.number}"
        taken[anchor] += 1
        if taken[anchor] > 1:
            anchor = f"{anchor}-{taken[anchor]}"
        ids: dict[str, None] = {}
        while passages and passages[0][0].end <= span.end:
            ids[passages.popleft()[1]] = None
        facts = tuple(fact for name in ids if isinstance(fact := content.records[name], Fact))
        locator = content.catalogue.evidence.sentence(paragraph=at.paragraph, sentence=at.number)
        raw = text.words_of(span)
        found.append((span, Stretch(anchor, locator, raw, facts, original.address(raw) if original else "")))
    return found


def _evidence(
    content: Content,
    stretches: Mapping[str, list[tuple[Span, Stretch]]],
    originals: Mapping[str, TextFragments],
    cite: Citation,
) -> Evidence:
    source: Source = content.source_entry(cite.source).record
    if cite.exact is None:
        locator = cite.locator or ""
        return Evidence("reported", cite.words, source, locator, url_of(source), source.url or "", cite.against)
    span = content.spans(cite)[0]
    place = bisect_right(stretches[cite.source], span.start, key=lambda found: found[0].start)
    stretch = stretches[cite.source][place - 1][1]
    raw = content.texts[cite.source].words_of(span)
    url = f"{url_of(source)}#{stretch.anchor}"
    original = originals[cite.source].address(raw) if cite.source in originals else ""
    return Evidence("in-source", raw, source, cite.locator or stretch.locator, url, original, cite.against)
