"""Where words stand in a text, found by two neighbours that stand there once: a search would read it all each time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise


class WordIndex:
    """Looks up passages of a text in which single spaces part the words."""

    def __init__(self, text: str) -> None:
        self._text = text
        words = text.split(" ")
        self._starts = list(accumulate(map(len, words), lambda start, length: start + length + 1, initial=0))
        pairs = list(pairwise(words))
        self._places = dict(zip(pairs, range(len(pairs)), strict=True))
        """Of each pair of neighbours that stands once, which word is the first of it."""
        for place, pair in enumerate(pairs):
            if self._places.get(pair, place) != place:
                del self._places[pair]

    def find(self, words: str) -> Iterator[int]:
        """Every offset at which these characters stand, whatever is around them."""
        split = words.split(" ")
        # The first and the last word may be parts of longer ones; those between are whole.
        for before, pair in enumerate(pairwise(split[1:-1]), 1):
            if pair in self._places:
                start = self._starts[self._places[pair]] - sum(map(len, split[:before])) - before
                if start >= 0 and self._text.startswith(words, start):
                    yield start
                return
        start = self._text.find(words) if words else -1
        while start >= 0:
            yield start
            start = self._text.find(words, start + 1)

    def telling(self, words: Sequence[str], *, last: bool = False) -> int:
        """How many words, from the first on or the last back, hold two neighbours that stand nowhere else; or all."""
        pairs = list(pairwise(words))[:: -1 if last else 1]
        return next((count for count, pair in enumerate(pairs, 2) if pair in self._places), len(words))
