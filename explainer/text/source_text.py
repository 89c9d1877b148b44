"""Source texts: find exact words in them, split them into sentences, suggest the nearest passage.

A passage may differ from the text only by one fixed folding of white space, quotation marks and dashes.
Fuzzy comparison only ever words a hint.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from heapq import nlargest
from itertools import groupby

from explainer.problems import Location

_SAME = str.maketrans(dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛′ʼ", "'") | dict.fromkeys("‐‑‒–—―−", "-"))
_RUNS = re.compile(r"\s{2,}|-{2,}")
_HYPHENS = re.compile(r"-{2,}")
_WORD = re.compile(r"\w+")
_COUNTED = re.compile(r"\w+(?:['-]\w+|(?<=\d)[.,]\d+)*")

MOST_REPEATED = 8
"""Number of consecutive words that a sentence of our own may share with a source text: names and set phrases are that long."""


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """`text` with runs of white space as one space, and one form of quotation mark and dash; two hyphens are a dash.

    Case, punctuation and every letter are kept: a sentence and its negation are nearly the same string.
    """
    return _even(text).translate(_SAME)


def _even(text: str) -> str:
    """`text` with runs of white space as one space, and runs of hyphens as one dash."""
    return _HYPHENS.sub("—", " ".join(text.split()))


def plain(text: str) -> str:
    """`text` with one form of quotation mark, dash and space, every character in its place."""
    return re.sub(r"\s", " ", text).translate(_SAME)


def contains(text: str, words: str, *, ignore_case: bool = False) -> bool:
    """True if `words` occur in `text` as whole words, after folding."""
    return find_words(text, words, ignore_case=ignore_case) is not None


def find_words(text: str, words: str, *, ignore_case: bool = False) -> tuple[int, int] | None:
    """Where `words` first occur in the folded `text` as whole words, as (start, end), or None."""
    spaced = _even(text)
    text, words = spaced.translate(_SAME), fold(words)
    if ignore_case:
        text, words = text.lower(), words.lower()
    if len(text) != len(spaced):
        return None
    for start in _occurrences(text, words):
        if _whole_words(spaced, start, start + len(words)):
            return start, start + len(words)
    return None


def _occurrences(text: str, words: str) -> Iterator[int]:
    """Every offset at which these characters occur, whatever is around them; none for no characters."""
    start = text.find(words) if words else -1
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A span of a source text, as character offsets into the text as received; `end` is exclusive."""

    start: int
    end: int

    def within(self, other: Span) -> bool:
        """True if no part of this span lies outside `other`."""
        return other.start <= self.start and self.end <= other.end

    def overlaps(self, other: Span) -> bool:
        """True if the spans share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a source text: its span, and the numbers of its paragraph and of itself there, both from 1."""

    span: Span
    paragraph: int
    number: int


class SourceText:
    """A source text that can be searched.

    `raw` is the text as received, `path` its file; `abbreviations` are words with a full stop that
    end no sentence.
    """

    def __init__(self, raw: str, abbreviations: tuple[str, ...] = (), path: str = "") -> None:
        self.raw = raw
        self.path = path
        self.abbreviations = frozenset(abbreviations)
        ends = [" " if edge.isspace() else "" for edge in (raw[:1], raw[-1:])]
        self.folded = _even(raw).join(ends).translate(_SAME)
        self._gaps: list[int] = []
        self._lost = [0]
        for match in _RUNS.finditer(raw):
            self._gaps.append(match.start() + 1 - self._lost[-1])
            self._lost.append(self._lost[-1] + match.end() - match.start() - 1)
        self._found: dict[tuple[str, str, str], tuple[Span, ...]] = {}

    def find(self, exact: str, prefix: str = "", suffix: str = "") -> tuple[Span, ...]:
        """Every place where `exact` occurs as whole words, directly after `prefix` and before `suffix`."""
        key = (exact, prefix, suffix)
        if key not in self._found:
            self._found[key] = tuple(self._search(fold(exact), fold(prefix), fold(suffix)))
        return self._found[key]

    def places(self, words: str) -> tuple[Span, ...]:
        """Every place where `words` occur as whole words, regardless of case, in the order of the text."""
        wanted = re.compile(re.escape(fold(words)), re.IGNORECASE)
        spellings = {found.group() for found in wanted.finditer(self.folded) if found.group()}
        return tuple(sorted({span for spelling in spellings for span in self.find(spelling)}))

    def words_of(self, span: Span) -> str:
        """The text at a span, as received."""
        return self.raw[span.start : span.end]

    def sentences_around(self, span: Span) -> Span:
        """The span of all sentences that share a character with a span."""
        inside = [self.sentences[number].span for number in self.sentences_of(span)]
        return Span(inside[0].start, inside[-1].end)

    def _search(self, exact: str, prefix: str, suffix: str) -> list[Span]:
        text, spans = self.folded, []
        for start in _occurrences(text, exact):
            end = start + len(exact)
            span = Span(self._offset(start), self._offset(end - 1) + 1)
            if (
                _whole_words(self.raw, span.start, span.end)
                and _follows(text[max(0, start - len(prefix) - 2) : start].rstrip(), prefix)
                and _precedes(text[end : end + len(suffix) + 2].lstrip(), suffix)
            ):
                spans.append(span)
        return spans

    def _offset(self, folded: int) -> int:
        """The offset in the text as received of a character of the folded one: further on by the spaces removed before it."""
        return folded + self._lost[bisect_right(self._gaps, folded)]

    def locate(self, offset: int) -> Location:
        """The place of a character in the file."""
        return Location.of_offset(self.path, self.raw, offset)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the text, in order. Every line end is the end of a sentence."""
        found: list[Sentence] = []
        paragraph = 0
        offset = 0
        for line in self.raw.splitlines(keepends=True):
            if line.strip():
                paragraph += 1
                for number, (start, end) in enumerate(self._cut(line), 1):
                    found.append(Sentence(Span(offset + start, offset + end), paragraph, number))
            offset += len(line)
        return tuple(found)

    @property
    def paragraphs(self) -> tuple[tuple[Sentence, ...], ...]:
        """The sentences of each paragraph, in order."""
        return tuple(tuple(group) for _, group in groupby(self.sentences, key=lambda sentence: sentence.paragraph))

    def _cut(self, line: str) -> list[tuple[int, int]]:
        spans, start = [], len(line) - len(line.lstrip())
        for match in _SENTENCE_END.finditer(line):
            following = line[match.end() :].lstrip("—–- “\"«‘'([")
            last_word = line[start : match.end("stop")].rsplit(None, 1)[-1]
            bare = last_word.lstrip("“\"«‘'([")
            if not following or not (following[0].isupper() or following[0].isdigit()):
                continue
            if bare in self.abbreviations or (len(bare) == 2 and bare[0].isupper()):
                continue
            spans.append((start, match.start("gap")))
            start = match.end()
        rest = line[start:].rstrip()
        return [*spans, (start, start + len(rest))] if rest else spans

    def sentences_of(self, span: Span) -> range:
        """The indices of the sentences that share a character with a span."""
        return range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end))

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.sentences]

    @cached_property
    def _ends(self) -> list[int]:
        return [sentence.span.end for sentence in self.sentences]

    @cached_property
    def _sentence_edges(self) -> tuple[frozenset[int], frozenset[int]]:
        return frozenset(self._starts), frozenset(self._ends)

    def starts_sentence(self, offset: int) -> bool:
        """True if no word of the same sentence precedes `offset`."""
        while offset and not self.raw[offset - 1].isalnum() and offset not in self._sentence_edges[0]:
            offset -= 1
        return offset == 0 or offset in self._sentence_edges[0]

    def ends_sentence(self, offset: int) -> bool:
        """True if no word of the same sentence follows `offset`."""
        while offset < len(self.raw) and not self.raw[offset].isalnum() and offset not in self._sentence_edges[1]:
            offset += 1
        return offset >= len(self.raw) or offset in self._sentence_edges[1]

    @cached_property
    def run_hashes(self) -> frozenset[int]:
        """The `run_hashes` of the text: they take a tenth of the memory that the words take."""
        return frozenset(map(hash, _windows(_COUNTED.findall(self.folded))))

    def repeated(self, text: str) -> str:
        """The first run of more than `MOST_REPEATED` words of `text` that is also in this text; empty if there is none.

        Case and punctuation make no difference.
        """
        if self.run_hashes.isdisjoint(run_hashes(text)):
            return ""
        text = text.translate(_SAME)
        words = _COUNTED.findall(text)
        places = [match.span() for match in _COUNTED.finditer(text)]
        here = frozenset(_windows(_COUNTED.findall(self.folded)))
        shared = [window in here for window in _windows(words)]
        if True not in shared:  # another run has the same hash
            return ""
        first = shared.index(True)
        last = next((at for at in range(first, len(shared)) if not shared[at]), len(shared)) - 1
        return text[places[first][0] : places[last + MOST_REPEATED][1]]

    def nearest(self, words: str) -> str:
        """The passage of about the same length that is most similar to `words`; for hints only."""
        wanted = _WORD.findall(fold(words).lower())[:60]
        places = [(m.start(), m.end()) for m in _WORD.finditer(self.folded)]
        have = [self.folded[start:end].lower() for start, end in places]
        size = min(len(wanted), len(have))
        if not size:
            return ""
        likeliest = nlargest(8, enumerate(_shared(wanted, have, size)), key=lambda pair: (pair[1], -pair[0]))
        ratio, last = max(
            (SequenceMatcher(None, wanted, have[first : first + size], autojunk=False).ratio(), -first)
            for first, _ in likeliest
        )
        return self.folded[places[-last][0] : places[-last + size - 1][1]] if ratio >= 0.3 else ""


def run_hashes(text: str) -> frozenset[int]:
    """The hash of every run of `MOST_REPEATED` + 1 words, to be compared with those of source texts."""
    return frozenset(map(hash, _windows(_COUNTED.findall(text.translate(_SAME)))))


def _windows(words: list[str]) -> Iterator[tuple[str, ...]]:
    """Every run of `MOST_REPEATED` + 1 words, in lower case."""
    low = [word.lower() for word in words]
    return zip(*(low[first:] for first in range(MOST_REPEATED + 1)), strict=False)


def _shared(wanted: list[str], have: list[str], size: int) -> Iterator[int]:
    """For each window of `size` words, the number of wanted words in it, each counted as often as it is wanted."""
    missing = Counter(wanted)
    shared = 0
    for index, word in enumerate(have):
        if word in missing:
            shared += missing[word] > 0
            missing[word] -= 1
        if index >= size and (left := have[index - size]) in missing:
            missing[left] += 1
            shared -= missing[left] > 0
        if index >= size - 1:
            yield shared


_SENTENCE_END = re.compile(r"(?P<stop>[.!?…])[\"”’»')\]]*(?P<gap>\s+)(?=\S)")


# Not `$`, which also matches before a line's end.
_JOINED_BEFORE = re.compile(r"(?:\w|\d[.,\u00a0\u202f]|\w[-\u2010\u2011]|(?<!\S)[-\u2212])\Z")
_JOINED_AFTER = re.compile(r"\w|[.,\u00a0\u202f]\d|[-\u2010\u2011]\w|\s?[%‰]")


def _whole_words(text: str, start: int, end: int) -> bool:
    """True if neither edge cuts a word, a hyphenated word or a number: 30.5, 1,400, twenty-five, 5%, -5."""
    first, last = text[start], text[end - 1]
    before = first.isalnum() and _JOINED_BEFORE.search(text, max(0, start - 3), start)
    if before and not first.isdigit() and before.group()[-1] in ".,\u00a0\u202f\u2212":
        before = None  # a full stop or comma joins digits only
    after = last.isalnum() and _JOINED_AFTER.match(text, end, end + 2)
    if after and not last.isdigit() and not re.match(r"\w|[-\u2010\u2011]", after.group()):
        after = None
    return not before and not after


def _follows(before: str, prefix: str) -> bool:
    start = len(before) - len(prefix)
    return not prefix or (before.endswith(prefix) and _whole_words(before, start, len(before)))


def _precedes(after: str, suffix: str) -> bool:
    return not suffix or (after.startswith(suffix) and _whole_words(after, 0, len(suffix)))
