"""Source texts: find exact words in them, split them into sentences, suggest the nearest passage.

A passage may differ from the text only by one fixed folding of white space, quotation marks, dashes, invisible characters
and the composition of letters. Fuzzy comparison only ever words a hint.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from heapq import nlargest
from itertools import groupby
from typing import NamedTuple
from unicodedata import combining, is_normalized, normalize

from explainer.problems import Location

_SAME = str.maketrans(dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛′ʼ", "'") | dict.fromkeys("‐‑‒–—―−", "-"))
_RUNS = re.compile(r"\s{2,}|-{2,}")
_HYPHENS = re.compile(r"-{2,}")

INVISIBLE = (
    r"\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U000e0000-\U000e0fff"
)
"""Characters that show nothing and are no white space, as they are written in a class of a regular expression."""
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_UNUSUAL = re.compile(r"[\x21-\x7e]?[^\x00-\x7e]+")
"""What may have to be composed, with the letter before it."""

_WORD = re.compile(r"\w+")
_COUNTED = re.compile(r"\w+(?:['-]\w+|(?<=\d)[.,]\d+)*")

MOST_REPEATED = 8
"""Number of consecutive words that a sentence of our own may share with a source text: names and set phrases are that long."""


def visible(text: str) -> str:
    """`text` without invisible characters, its letters composed (Unicode's normalisation form C)."""
    return text if text.isascii() else normalize("NFC", _INVISIBLE.sub("", text))


MOST_PLACES = 5000
"""Number of places up to which a passage that is not found is compared with the text around them."""


@lru_cache(maxsize=2**13)
def spaced(text: str) -> str:
    """The visible `text`, with runs of white space as one space, and runs of hyphens as one dash."""
    return _HYPHENS.sub("—", " ".join(visible(text).split()))


@lru_cache(maxsize=2**13)
def fold(text: str) -> str:
    """The visible `text` with runs of white space as one space, and one form of quotation mark and of dash, also of "--".

    Case, punctuation and every letter are kept: a sentence and its negation are nearly the same string.
    """
    return _plain_marks(spaced(text))


def _plain_marks(text: str) -> str:
    return text if text.isascii() else text.translate(_SAME)


def plain(text: str) -> str:
    """`text` with one form of quotation mark, dash and space, every character in its place."""
    return re.sub(r"\s", " ", text).translate(_SAME)


def contains(text: str, words: str, *, ignore_case: bool = False) -> bool:
    """True if `words` occur in `text` as whole words, after folding."""
    return find_words(text, words, ignore_case=ignore_case) is not None


def find_words(text: str, words: str, *, ignore_case: bool = False) -> tuple[int, int] | None:
    """Where `words` first occur in the folded `text` as whole words, as (start, end), or None."""
    shown = spaced(text)
    text, words = fold(text), fold(words)
    if ignore_case:
        text, words = text.lower(), words.lower()
    if len(text) != len(shown):
        return None
    for start in _occurrences(text, words):
        if _whole_words(shown, start, start + len(words)):
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


def span_at(spans: Sequence[Span], offset: int) -> Span | None:
    """The span that has the character at an offset, of spans in order that share no character; None if none has it."""
    before = bisect_right(spans, offset, key=lambda span: span.start)
    return spans[before - 1] if before and offset < spans[before - 1].end else None


class Page(NamedTuple):
    """A page from an offset of its text on: its number as the text has it, empty for none, and the place of its mark."""

    start: int
    number: str
    mark: Span | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a source text: its span, the numbers of its paragraph and of itself there, both from 1, and its page.

    A whole paragraph has the number 0, a text without pages an empty `page`.
    """

    span: Span
    paragraph: int
    number: int
    page: str = ""


class _Change(NamedTuple):
    """Characters of a text as received, from `raw` to `raw_end`, that its visible form has from `start` to `end`."""

    start: int
    end: int
    raw: int
    raw_end: int


def _changes(raw: str) -> Iterator[tuple[_Change, str]]:
    """Where the visible form of a text has more or fewer characters than the text, with what it has there."""
    shift = 0
    for run in _UNUSUAL.finditer(raw):
        if is_normalized("NFC", run.group()) and not _INVISIBLE.search(run.group()):
            continue
        for first, last in _clusters(run.group()):
            letters = visible(run.group()[first:last])
            start, raw_start, raw_end = run.start() + first - shift, run.start() + first, run.start() + last
            if letters != raw[raw_start:raw_end]:
                yield _Change(start, start + len(letters), raw_start, raw_end), letters
            shift += last - first - len(letters)


def _clusters(run: str) -> Iterator[tuple[int, int]]:
    """The parts of a run of characters that are composed on their own."""
    first, seen = 0, ""
    for at, char in enumerate(run):
        letter = visible(char)
        joins = letter and (combining(char) or normalize("NFC", seen + letter) != seen + letter)
        if seen and letter and not joins:
            yield first, at
            first, seen = at, ""
        seen = (seen + letter)[-2:] if not combining(char) else seen
    yield first, len(run)


_PRONOUN = re.compile(
    r"\b(?:am|are|was|have|had|do|did|will|shall|would|should|could|can|may|might|must|than|nor|not) I\.$"
)
"""The pronoun at the end of a sentence, which is no initial: "so have I."."""


class SourceText:
    """A source text that can be searched.

    `raw` is the text as received, `path` its file; `abbreviations` are words with a full stop that
    end no sentence; `apart` are the spans of it, in order, that belong to no sentence, `pages` its pages.
    """

    def __init__(
        self,
        raw: str,
        abbreviations: tuple[str, ...] = (),
        path: str = "",
        apart: tuple[Span, ...] = (),
        pages: tuple[Page, ...] = (),
    ) -> None:
        self.raw = raw
        self.path = path
        self.pages = pages
        self.abbreviations = frozenset(abbreviations)
        self._apart = apart
        changes = [] if raw.isascii() else list(_changes(raw))
        self._changes = [change for change, _ in changes]
        self._visible = _replaced(raw, changes)
        ends = [" " if edge.isspace() else "" for edge in (self._visible[:1], self._visible[-1:])]
        self.folded = _HYPHENS.sub("—", " ".join(self._visible.split())).join(ends).translate(_SAME)
        self._gaps: list[int] = []
        self._lost = [0]
        for match in _RUNS.finditer(self._visible):
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

    def page_at(self, offset: int) -> str:
        """The number of the page that the character at an offset stands on; empty for none."""
        before = bisect_right(self.pages, offset, key=lambda page: page.start)
        return self.pages[before - 1].number if before else ""

    def words_of(self, span: Span) -> str:
        """The text at a span, as received."""
        return self.raw[span.start : span.end]

    def sentences_around(self, span: Span) -> Span:
        """The span of all sentences that share a character with a span; of what belongs to none, that span."""
        inside = [self.sentences[number].span for number in self.sentences_of(span)]
        return Span(inside[0].start, inside[-1].end) if inside else span

    def sentence_at(self, span: Span) -> Sentence:
        """The first sentence that shares a character with a span; of what belongs to none, the one behind it."""
        return self.sentences[self.sentences_of(span).start] if self.sentences else Sentence(span, 1, 1)

    def _search(self, exact: str, prefix: str, suffix: str) -> list[Span]:
        text, spans = self.folded, []
        for start in _occurrences(text, exact):
            end = start + len(exact)
            span = Span(self._offset(start), self._offset(end - 1) + 1)
            if (
                _whole_words(self._visible, span.start, span.end)
                and _follows(text[max(0, start - len(prefix) - 2) : start].rstrip(), prefix)
                and _precedes(text[end : end + len(suffix) + 2].lstrip(), suffix)
            ):
                spans.append(self._received(span))
        return spans

    def _offset(self, folded: int) -> int:
        """The offset in the visible text of a character of the folded one: further on by the spaces removed before it."""
        return folded + self._lost[bisect_right(self._gaps, folded)]

    def _received(self, span: Span) -> Span:
        """The place in the text as received of a span, which has a character, of the visible text."""
        return Span(self._in_raw(span.start)[0], self._in_raw(span.end - 1)[1]) if self._changes else span

    def _in_raw(self, offset: int) -> tuple[int, int]:
        """Where the character at an offset in the visible text starts and ends in the text as received."""
        before = bisect_right(self._changes, offset, key=lambda change: change.start)
        if not before:
            return offset, offset + 1
        change = self._changes[before - 1]
        if offset < change.end:
            return change.raw, change.raw_end
        start = offset - change.end + change.raw_end
        return start, start + 1

    def locate(self, offset: int) -> Location:
        """The place of a character in the file."""
        return Location.of_offset(self.path, self.raw, offset)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the text, in order. Every line end is the end of a sentence."""
        found: list[Sentence] = []
        paragraph = 0
        offset = 0
        for line in self._visible.splitlines(keepends=True):
            if line.strip():
                cut = (self._received(Span(offset + start, offset + end)) for start, end in self._cut(line))
                inside = list(filter(None, map(self._without_apart, cut)))
                paragraph += bool(inside) or not self.pages  # the mark of a page is no paragraph
                for number, span in enumerate(inside, 1):
                    found.append(Sentence(span, paragraph, number, self.page_at(span.start)))
            offset += len(line)
        return tuple(found)

    def _without_apart(self, span: Span) -> Span | None:
        """A sentence without what belongs to none at its beginning and end; None if nothing is left of it."""
        start, end = span.start, span.end
        for each in self._apart[bisect_right(self._apart, start, key=lambda other: other.end) :]:
            if each.start > start:
                break
            start = each.end
            while start < end and self.raw[start].isspace():
                start += 1
        for each in reversed(self._apart[: bisect_left(self._apart, end, key=lambda other: other.start)]):
            if each.end < end:
                break
            end = each.start + len(self.raw[: each.start].rstrip()) - each.start
        return Span(start, end) if start < end else None

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
            initial = len(bare) == 2 and bare[0].isupper() and not _PRONOUN.search(line[start : match.end("stop")])
            if bare in self.abbreviations or initial:
                continue
            spans.append((start, match.start("gap")))
            start = match.end()
        rest = line[start:].rstrip()
        return [*spans, (start, start + len(rest))] if rest else spans

    def sentences_of(self, span: Span) -> range:
        """The indices of the sentences that share a character with a span; none, at the one behind it, if it belongs to none."""
        first, end = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)
        first = min(first, len(self.sentences) - 1)
        return range(first, max(first, end))

    def sentences_from(self, first: Span, last: Span) -> range:
        """The indices of the sentences from the one at a span to the one at another; none if that comes before."""
        return range(self.sentences_of(first).start, self.sentences_of(last).stop if first <= last else 0)

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.sentences]

    @cached_property
    def _ends(self) -> list[int]:
        return [sentence.span.end for sentence in self.sentences]

    @cached_property
    def _sentence_edges(self) -> tuple[frozenset[int], frozenset[int]]:
        starts, ends = ((span.start for span in self._apart), (span.end for span in self._apart))
        return frozenset((*self._starts, *starts)), frozenset((*self._ends, *ends))

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
        text = _plain_marks(visible(text))
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
        """The passage of about the same length that is most similar to `words`; for hints only.

        Only passages are compared that have one of its rarest words.
        """
        wanted = _WORD.findall(fold(words).lower())[:60]
        have, starts, places = self._words
        size = min(len(wanted), len(have))
        rarest = _rarest(wanted, places)
        if not size or not rarest:
            return ""
        counted = (
            (count, -first)
            for start, stop in _regions(rarest, size, len(have))
            for first, count in enumerate(_shared(wanted, have[start : stop + size - 1], size), start)
        )
        ratio, last = max(
            (SequenceMatcher(None, wanted, have[-first : size - first], autojunk=False).ratio(), first)
            for _, first in nlargest(8, counted)
        )
        final = _WORD.match(self.folded, starts[size - last - 1])
        return self.folded[starts[-last] : final.end()] if final and ratio >= 0.3 else ""

    @cached_property
    def _words(self) -> tuple[list[str], array[int], dict[str, array[int]]]:
        """Every word in lower case, its offset in the folded text, and for each word the numbers of its places."""
        have: list[str] = []
        starts: array[int] = array("L")
        places: dict[str, array[int]] = {}
        known: dict[str, str] = {}
        for number, found in enumerate(_WORD.finditer(self.folded)):
            word = found.group().lower()
            have.append(known.setdefault(word, word))
            starts.append(found.start())
            places.setdefault(word, array("L")).append(number)
        return have, starts, places


def _rarest(wanted: list[str], places: dict[str, array[int]]) -> list[int]:
    """The numbers of the places of the rarest of the wanted words: of as many as have `MOST_PLACES` together, of one at least."""
    found: list[int] = []
    for word in sorted({word for word in wanted if word in places}, key=lambda word: (len(places[word]), word)):
        if found and len(found) + len(places[word]) > MOST_PLACES:
            break
        found += places[word][:MOST_PLACES]
    return sorted(found)


def _regions(places: list[int], size: int, count: int) -> Iterator[tuple[int, int]]:
    """Where windows of `size` of `count` words begin that have one of these places, as ranges that do not overlap."""
    start = stop = 0
    for place in places:
        first, after = max(0, place - size + 1), min(place + 1, count - size + 1)
        if first > stop:
            if stop > start:
                yield start, stop
            start = first
        stop = max(stop, after)
    if stop > start:
        yield start, stop


def _replaced(raw: str, changes: list[tuple[_Change, str]]) -> str:
    """A text with some of its characters replaced."""
    parts: list[str] = []
    at = 0
    for change, letters in changes:
        parts += raw[at : change.raw], letters
        at = change.raw_end
    return "".join([*parts, raw[at:]])


def run_hashes(text: str) -> frozenset[int]:
    """The hash of every run of `MOST_REPEATED` + 1 words, to be compared with those of source texts."""
    return frozenset(map(hash, _windows(_COUNTED.findall(_plain_marks(visible(text))))))


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
