"""Speech in a source text: what stands between speech marks or behind a dash that opens it, without the reporter's words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explainer.text.reader import Reader
from explainer.text.source_text import Span

_OPENING_DASH = re.compile(r"\s*(?:[—–―]|--)\s*(?=\S)")
_TURN = re.compile(r"[,.!?…][”\"»’]?\s?(?:[—–―]|--)\s?")
_OPENS, _CLOSES = '“„«‹"', "”»›"


def speech(text: str, reader: Reader) -> tuple[Span, ...]:
    """The spans of a source text that are speech, in order and apart; each ends with its paragraph at the latest."""
    found: list[Span] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        for start, end in sorted([*_marked(line, reader), *_behind_dashes(line, reader)]):
            span = Span(offset + start, offset + end)
            if found and span.start <= found[-1].end:
                found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
            else:
                found.append(span)
        offset += len(line)
    return tuple(found)


def _marked(line: str, reader: Reader) -> Iterator[tuple[int, int]]:
    """What stands between speech marks; an unpaired mark opens speech that goes on in the next paragraph, or closes it."""
    for start, end in reader.quotations(line):
        if end - start > 1:
            yield start, end
        elif line[start] in _OPENS:
            yield start, len(line)
        elif line[start] in _CLOSES:
            yield 0, end


def _behind_dashes(line: str, reader: Reader) -> Iterator[tuple[int, int]]:
    """The parts of a line behind a dash that opens it or that follows the reporter's words: "— Yes,— said Finch. — No."."""
    opening = _OPENING_DASH.match(line)
    turns = list(_TURN.finditer(line))
    edges = [
        opening.end() if opening else 0,
        *(turn.end() for turn in turns if not opening or turn.end() > opening.end()),
    ]
    speaking = opening is not None
    for start, end in zip(edges, [*edges[1:], len(line)], strict=True):
        reporting = start > edges[0] and reader.reports(re.split(r"[,;:.]", line[start:end])[0])
        speaking = speaking or (start > 0 and not reader.words.reporting)  # nothing tells the reporter's words apart
        if speaking and not reporting:
            yield start, end
        speaking = speaking or reporting
