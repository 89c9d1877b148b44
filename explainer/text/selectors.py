"""What says which words of a source text are meant: the words, and those beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from explainer.text.source_text import SourceText, Span, spaced

MOST_WORDS = 60
"""Words tried on each side until a passage is unique."""


class Selector(NamedTuple):
    """The words of a passage, with as many before and after them as the passage needs; empty where it needs none."""

    exact: str
    prefix: str
    suffix: str


def selector(text: SourceText, span: Span) -> Selector | None:
    """What selects a span of a text and nothing else; None if no words around it make it unique."""
    exact = spaced(text.words_of(span))
    sides = _sides(*edge_words(text, span), text.raw[: span.start], text.raw[span.end :])
    return next((Selector(exact, *beside) for beside in sides if text.find(exact, *beside) == (span,)), None)


def edge_words(text: SourceText, span: Span) -> tuple[str, str]:
    """The word before and after a passage, empty where a sentence begins or ends: so no word is lost at an edge unnoticed."""
    prefix = "" if text.starts_sentence(span.start) else _last_words(text.raw[: span.start], 1)
    suffix = "" if text.ends_sentence(span.end) else _first_words(text.raw[span.end :], 1)
    return prefix, suffix


def _sides(prefix: str, suffix: str, before: str, after: str) -> Iterator[tuple[str, str]]:
    """Candidates for the prefix and suffix of a passage, the shortest first; one side grows as long as it may suffice."""
    yield prefix, suffix
    for count in range(1, MOST_WORDS + 1):
        yield prefix, _first_words(after, count)
        yield _last_words(before, count), suffix
        yield _last_words(before, count), _first_words(after, count)


def _last_words(text: str, count: int) -> str:
    """The last words of a text, at least so many that a letter or digit is among them."""
    words = spaced(text[-40 * (count + 5) :]).split()
    while count < len(words) and not any(map(str.isalnum, "".join(words[-count:]))):
        count += 1
    return " ".join(words[-count:])


def _first_words(text: str, count: int) -> str:
    words = spaced(text[: 40 * (count + 5)]).split()
    while count < len(words) and not any(map(str.isalnum, "".join(words[:count]))):
        count += 1
    return " ".join(words[:count])
