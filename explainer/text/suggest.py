"""Hints: the nearest allowed word, and slight differences between two texts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

ENDING = 3
"""Number of letters at the end of a word that an ending may change: bridge, bridges; carry, carried."""


NEIGHBOURS = 25
"""Number of allowed words before and after a word, in their order, that a hint takes into account."""


def did_you_mean(word: str, allowed: Iterable[str]) -> str:
    """A hint that names the nearest allowed word, or all of them if none is near."""
    return _hint(word, tuple(allowed))


@lru_cache(maxsize=4096)
def _hint(word: str, allowed: tuple[str, ...]) -> str:
    options = _ordered(allowed)
    at = bisect_left(options, word)
    if close := get_close_matches(word, options[max(0, at - NEIGHBOURS) : at + NEIGHBOURS], 1, 0.6):
        return f"did you mean '{close[0]}'?"
    listed = ", ".join(options[:20]) + (", …" if len(options) > 20 else "")
    return f"allowed here: {listed}" if options else "none is defined yet"


@lru_cache(maxsize=16)
def _ordered(words: tuple[str, ...]) -> list[str]:
    return sorted(words)


def slight_difference(words: str, found: str) -> str:
    """The difference of two texts that differ only in capitals or in the ending of a word; empty if they differ in more."""
    if words == found:
        return ""
    if words.lower() == found.lower():
        return "only capitals differ"
    these, those = words.split(), found.split()
    differing = [pair for pair in zip(these, those, strict=False) if pair[0] != pair[1]]
    if len(these) != len(those) or len(differing) != 1 or not _one_stem(*differing[0]):
        return ""
    one, other = differing[0]
    return f"only the ending of '{one}' differs: '{other}'"


def _one_stem(one: str, other: str) -> bool:
    stem = max(4, len(one) - ENDING)
    return one.isalpha() and other.isalpha() and one[:stem] == other[:stem] and len(other) <= stem + ENDING
