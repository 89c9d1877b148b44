"""The pages of a long text: where each begins, by form feeds or by the lines that number its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from explainer.text.clauses import roman
from explainer.text.patterns import either
from explainer.text.source_text import Page, Span, fold

FEED = "\f"
"""The character between two pages, as programs write it that take the text out of a PDF."""
NUMBER = "#"
"""What stands for the number in the form of a page mark: Page # of 40."""


def order(page: Page) -> tuple[bool, int]:
    """A key that sorts numbered pages: those with Roman numerals come first, as in front matter."""
    arabic = page.number.isdecimal()
    return arabic, int(page.number) if arabic else roman(page.number.upper())


def pages(raw: str, mark: str = "") -> tuple[Page, ...]:
    """The pages of a text, in its order; none for a text without form feeds and marks.

    Form feeds divide pages, and a mark numbers the page that it stands on; without marks they are counted from 1. Without
    form feeds, each mark opens its page.
    """
    marks = list(_marks(raw, mark)) if mark else []
    if FEED not in raw:
        return tuple(Page(span.start, number, span) for number, span in marks)
    found, start = [], 0
    for at, text in enumerate(raw.split(FEED), 1):
        end = start + len(text)
        number, span = next(((number, span) for number, span in marks if start <= span.start < end), ("", None))
        found.append(Page(start, number if mark else str(at), span))
        start = end + 1
    return tuple(found)


@lru_cache(maxsize=64)
def named(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for one of some words in front of a `number`: page 12, p. iv."""
    return re.compile(rf"(?<!\w)(?:{either(words)})\s?(?P<number>\d+|[ivxlc]+|[IVXLC]+)(?!\w)")


def _marks(raw: str, mark: str) -> Iterator[tuple[str, Span]]:
    """The number and place of each line that has the form of a page mark."""
    before, _, behind = (re.escape(part) for part in fold(mark.strip()).partition(NUMBER))
    form = re.compile(rf"{before}\s?(?P<number>\d+|[ivxlc]+|[IVXLC]+)\s?{behind}")
    offset = 0
    for line in re.split(r"(?<=[\n\f])", raw):
        words = line.strip()
        if found := form.fullmatch(fold(words)):
            start = offset + line.index(words)
            yield found["number"], Span(start, start + len(words))
        offset += len(line)
