"""Functions that depend on no language: numbers as values and as keys, look-alike letters, quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

PARTS_OF_DAY = ("night", "morning", "noon", "afternoon", "evening")
"""The parts of the day as records name them, whatever the language."""


def number_key(value: Decimal) -> str:
    """A decimal without exponent or trailing zeros: 30.0 and 3E1 both give "30"."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def plain_number(value: Decimal) -> int | float | str:
    """A decimal as a number for JSON, or as text if a binary fraction cannot represent it."""
    if value == value.to_integral_value():
        return int(value)
    return float(value) if Decimal(repr(float(value))) == value else format(value, "f")


_LOOKALIKES = str.maketrans(
    dict(
        zip(
            "АВЕЅІЈКМНОРСТУХаеѕіјорсухһԁԛѡΑΒΕΖΗΙΚΜΝΟΡΤΥΧοιν",
            "ABESIJKMHOPCTYXaesijopcyxhdqwABEZHIKMNOPTYXoiv",
            strict=True,
        )
    )
    # Chinese numerals as circled ones, which the patterns know: more letters in the patterns would slow down every word.
    | dict(zip("〇零一二三四五六七八九十百千万萬億亿兆", "⓪⓪①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑬⑭⑭⑮", strict=True))
    | {0xFF01 + number: 0x21 + number for number in range(94)}
)  # fmt: skip


def latin(text: str) -> str:
    """`text` with look-alikes replaced by Latin letters and Chinese numerals by circled ones; offsets stay the same."""
    return text if text.isascii() else text.translate(_LOOKALIKES)


def lookalikes(text: str) -> Iterator[tuple[str, str]]:
    """Words of Latin letters that contain look-alikes, each with its purely Latin form."""
    if latin(text) != text:
        for match in re.finditer(r"\w+", text):
            word = match.group()
            if (looks := latin(word)) != word and re.search("[A-Za-z]", word):
                yield word, looks


_CLOSED_BY = {
    "“": "”", '"': '"', "«": "»", "‹": "›", "「": "」", "『": "』", "„": "[“”]", "‟": "”", "❝": "❞", "❛": "❜", "〝": "[〞〟]",
    "＂": "＂", "｢": "｣", "``": "''", "‘": r"[’‘](?!\w)", "‚": r"[’‘](?!\w)", "‛": r"[’‘](?!\w)", "'": r"'(?!\w)",
}  # fmt: skip
"""What closes each opening mark; an apostrophe within a word does not."""
_CLOSING = {opening: re.compile(closing) for opening, closing in _CLOSED_BY.items()}
_OPENING = re.compile(r"``|[“\"«‹「『„‟❝❛〝＂｢‘‚‛]|(?<!\w)'(?=\S)")
_STRAY = re.compile(r"[“”\"«»„‘‹›「」『』‚‛‟❝❞❛❜〝〞〟＂｢｣]|``")
_MARK = re.compile(r"[“”\"«»„‘‹›「」『』'‚‛‟❝❞❛❜〝〞〟＂｢｣`]")


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """Spans of text in quotation marks, marks included; an unpaired mark is a span of its own.

    An apostrophe is not a quotation mark.
    """
    if not _MARK.search(text):
        return
    end = 0
    for first, last in _pairs(text):
        for stray in _STRAY.finditer(text, end, first):
            yield stray.span()
        yield first, last
        end = last
    for stray in _STRAY.finditer(text, end):
        yield stray.span()


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """Spans from an opening mark to the next one that closes it; each mark is searched for once."""
    closed: dict[str, tuple[int, int]] = {}
    beyond = len(text) + 1, len(text) + 1
    at = 0
    while opening := _OPENING.search(text, at):
        mark, at = opening.group(), opening.end()
        if closed.get(mark, (-1, -1))[0] < at:
            found = _CLOSING[mark].search(text, at)
            closed[mark] = found.span() if found else beyond
        if closed[mark] != beyond:
            at = closed[mark][1]
            yield opening.start(), at


def with_noun(number: int, noun: str) -> str:
    """A number and what it counts, in the singular for one."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
