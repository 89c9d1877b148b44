"""Text drawn with letters made beforehand: a picture of each, its width, and how pairs close up."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

LEVELS = 15
"""How dark a letter's darkest pixel is; paper is 0."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: what it advances, where its ink begins, its box, and its rows.

    Each row holds differences to the row above, and one more row leads back to paper.
    """

    advance: float
    left: int
    top: int
    width: int
    rows: tuple[bytes, ...]


@dataclass(frozen=True)
class Alphabet:
    """The letters of one size, in pixels; `top` counts down from `ascent` pixels above the baseline."""

    size: int
    ascent: int
    height: int
    chars: str
    index: Sequence[Sequence[int]]
    pixels: bytes
    kerning: bytes
    _made: dict[str, Letter] = field(default_factory=dict)

    def missing(self, text: str) -> str:
        """The characters of a text that have no letter."""
        return "".join(dict.fromkeys(char for char in text if char not in self._places))

    def width(self, text: str) -> float:
        """How far a text reaches."""
        return sum(self.letter(char).advance for char in text) + sum(self._closer(*pair) for pair in pairwise(text))

    def letter(self, char: str) -> Letter:
        """A letter, cut out of the alphabet when it is first asked for.

        Raises:
            KeyError: if there is none.
        """
        if char not in self._made:
            advance, left, top, width, height, at = self.index[self._places[char]]
            rows = tuple(self.pixels[at + row * width : at + row * width + width] for row in range(height))
            self._made[char] = Letter(advance / 64, left, top, width, rows)
        return self._made[char]

    def line(self, text: str, left: int, width: int, *, accent: bool = False) -> list[tuple[bytes, ...]]:
        """A line of text on paper as rows of pieces `width` pixels long together; it begins at `left`.

        There is one row more than the line is high: it leads back to paper.
        """
        columns: list[list[bytes]] = []
        reached, origin = 0, float(left)
        for before, char in zip(["", *text], text, strict=False):
            letter = self.letter(char)
            origin += self._closer(before, char) if before else 0
            gap = max(0, round(origin) + letter.left - reached)
            columns += [[bytes(gap)] * (self.height + 1), self._column(letter, accent=accent)]
            reached += gap + letter.width
            origin += letter.advance
        columns.append([bytes(width - reached)] * (self.height + 1))
        return list(zip(*columns, strict=True))

    def _column(self, letter: Letter, *, accent: bool) -> list[bytes]:
        paper = bytes(letter.width)
        rows = [row.translate(_ACCENT) for row in letter.rows] if accent else letter.rows
        return [paper] * letter.top + [*rows] + [paper] * (self.height + 1 - letter.top - len(rows))

    def _closer(self, first: str, second: str) -> float:
        """How much nearer (below zero) or farther two letters stand than their widths say."""
        steps = self.kerning[self._places[first] * len(self.chars) + self._places[second]]
        return (steps - 256 if steps > 127 else steps) * self.size / 1000 * 2

    @cached_property
    def _places(self) -> dict[str, int]:
        return {char: place for place, char in enumerate(self.chars)}


_ACCENT = bytes(16 * value % 256 for value in range(256))
"""From differences between shades of ink to those between shades of the accent colour."""


def shades(
    paper: tuple[int, int, int], ink: tuple[int, int, int], accent: tuple[int, int, int]
) -> list[tuple[int, int, int]]:
    """The palette that lines are drawn in: colour n is a shade of ink, colour 16 n one of the accent."""
    found = [paper] * (16 * LEVELS + 1)
    for level in range(1, LEVELS + 1):
        for step, colour in ((1, ink), (16, accent)):
            red, green, blue = (p + (c - p) * level // LEVELS for p, c in zip(paper, colour, strict=True))
            found[step * level] = (red, green, blue)
    return found


def read_alphabets(data: bytes) -> tuple[Alphabet, ...]:
    """The alphabets of a file made by `tests/tools/make_letters.py`, the largest first."""
    head, _, body = zlib.decompress(data).partition(b"\n")
    about = json.loads(head)
    chars = about["chars"]
    kerning, pixels = body[: len(chars) ** 2], body[len(chars) ** 2 :]
    return tuple(
        Alphabet(size["size"], size["ascent"], size["height"], chars, size["index"], pixels, kerning)
        for size in about["sizes"]
    )
