"""Who speaks where in the text of a speech, a transcript or an interview: its turns, and what nobody in it says."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from explainer.text.source_text import Span, fold


class Voicing(NamedTuple):
    """How the words of a text are marked as somebody's.

    `labels` open turns at the beginning of a line; without any, all of it is one turn. `headings` are lines that nobody
    says, `openings` words with a colon that begin a line like a label and are part of what is said.
    """

    labels: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    openings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn: its label, empty for one without; where that stands; the span of its words, up to the next turn."""

    label: str
    head: Span
    span: Span


def turns(raw: str, voicing: Voicing) -> tuple[Turn, ...]:
    """The turns of a text, in order. What stands before the first label belongs to none.

    A line that begins as a label does, and is none of those given, opens a turn of nobody: its label is its own words,
    and not among those of the voicing.
    """
    if not voicing.labels:
        return (Turn("", Span(0, 0), Span(0, len(raw))),)
    heads = list(_heads(raw, voicing))
    ends = [*(head.start for _, head in heads), len(raw)]
    return tuple(
        Turn(label, head, Span(head.end, end)) for (label, head), (_, end) in zip(heads, pairwise(ends), strict=True)
    )


def _heads(raw: str, voicing: Voicing) -> Iterator[tuple[str, Span]]:
    """The label that opens each turn, and where it stands, with its colon."""
    known = {fold(label): label for label in voicing.labels}
    spoken = {fold(opening).rstrip(":") for opening in voicing.openings}
    offset = 0
    for line in raw.splitlines(keepends=True):
        if found := _label(line, known):
            label, end = found
            yield label, Span(offset + len(line) - len(line.lstrip()), offset + end)
        elif (like := _LIKE_A_LABEL.match(line)) and fold(like["words"]) not in spoken:
            yield like["words"], Span(offset + like.start("words"), offset + like.end())
        offset += len(line)


def _label(line: str, known: dict[str, str]) -> tuple[str, int] | None:
    """The known label that a line begins with, and where it ends; None if there is none."""
    start = len(line) - len(line.lstrip())
    colon = _COLON.match(line)
    if colon and (label := known.get(fold(colon["words"]))):
        return label, colon.end()
    if label := known.get(fold(line.strip())):
        return label, len(line)
    for words, label in known.items():
        ended = not words[-1].isalnum()  # Q. What is it?
        if ended and fold(line[start:]).startswith(f"{words} ") and line.startswith(label, start):
            return label, start + len(label)
    return None


_COLON = re.compile(r"\s*(?P<words>[^:\n()]{1,80}?)\s*(?:[(\[][^()\[\]\n]{1,60}[)\]]\s*)?:")
"""What a line has before its first colon, without an addition in brackets."""
_NAME = r"[^\W\d_a-zß-öø-ÿа-џ][\w.’'-]*"
_LIKE_A_LABEL = re.compile(
    rf"\s*(?P<words>{_NAME}(?:\s(?:{_NAME}|of|the|de|van|von|al)){{0,4}})\s?(?:[(\[][^()\[\]\n]{{1,60}}[)\]]\s?)?:(?=\s)"
)


def unspoken(raw: str, voicing: Voicing) -> tuple[Span, ...]:
    """The spans that nobody says, in order: lines that are headings, stage directions in brackets.

    A heading is one of those given, or a short line without a stop at its end. A stage direction is what stands in
    brackets as a sentence of its own; brackets within a sentence are part of it.
    """
    headings, labels = {fold(line.strip()) for line in voicing.headings}, {fold(label) for label in voicing.labels}
    found: list[Span] = []
    offset = 0
    for line in raw.splitlines(keepends=True):
        words = line.strip()
        short = len(words.split()) <= _LONGEST_HEADING and words and words.rstrip("”\"»’')]* ")[-1:] not in _STOPS
        if fold(words) in headings or (short and fold(words) not in labels and not directions(line)):
            found.append(Span(offset, offset + len(line)))
        else:
            found += [Span(offset + span.start, offset + span.end) for span in directions(line)]
        offset += len(line)
    return tuple(found)


_LONGEST_HEADING = 14
"""Number of words up to which a line without a stop is a heading."""
_STOPS = tuple(".!?…:;,—–-")
_BRACKETS = re.compile(r"[(\[](?P<words>[^()\[\]\n]+)[)\]]\.?")


def directions(line: str) -> list[Span]:
    """The stage directions of a line, (Applause.): what stands in brackets as a sentence of its own."""
    found = []
    for match in _BRACKETS.finditer(line):
        before, words = line[: match.start()].rstrip().rstrip("”\"»’'"), match["words"].strip()
        apart = not before or before[-1] in ".!?…:)]" or words[-1:] in ".!?…"
        if apart and words[:1].isupper():
            found.append(Span(match.start(), match.end()))
    return found


def spoken(raw: str, voicing: Voicing) -> tuple[Span, ...]:
    """The spans of a text that somebody says, in order: its turns without what nobody says."""
    found: list[Span] = []
    silent = deque(unspoken(raw, voicing))
    for turn in turns(raw, voicing):
        start = turn.span.start
        while silent and silent[0].start < turn.span.end:
            gap = silent.popleft()
            found.append(Span(start, gap.start))
            start = max(start, gap.end)
        found.append(Span(start, turn.span.end))
    return tuple(span for span in found if span.start < span.end and raw[span.start : span.end].strip())


def apart(raw: str, voicing: Voicing) -> tuple[Span, ...]:
    """The spans that belong to no sentence, in order: labels of turns, and stage directions."""
    heads = [turn.head for turn in turns(raw, voicing) if turn.label in voicing.labels]
    silent = [span for span in unspoken(raw, voicing) if raw[span.start] in "(["]
    return tuple(sorted([*heads, *silent]))
