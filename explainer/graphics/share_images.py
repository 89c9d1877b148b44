"""Share images: the picture that a link preview shows for a page, 1200 by 630 pixels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from explainer.content.content import Content
from explainer.graphics.lettering import LEVELS, Alphabet, shades
from explainer.graphics.png import png
from explainer.lazy_files import Make
from explainer.problems import ContentError, Location, Problem

WIDTH, HEIGHT = 1200, 630
LEFT = 90
MEASURE = WIDTH - 2 * LEFT

PAPER, INK, ACCENT = "#fbf9f4", "#1b2124", "#0b5865"
"""The colours of the light style sheet."""

TITLE_LINES, TITLE_STEP = 3, 96
"""How many lines a title may take, and how far apart their baselines stand."""

SHARED = "share/"
"""Folder of the share images, each named after its page."""

Rows = Sequence[Sequence[bytes]]
"""Rows of pixels in pieces: differences to the row above, as `png` takes them."""


def share_images(content: Content, alphabets: Sequence[Alphabet]) -> dict[str, Make]:
    """A share image for each Markdown page, by its output path: its title, the site's, and the day.

    Raises:
        ContentError: for a title with a letter that no alphabet has, or too long to be drawn.
    """
    site = content.site.record
    day = content.catalogue.date(site.day)
    large, small = alphabets
    problems: list[Problem] = []
    for text, alphabet, where in (
        *((prose.front.title, large, prose.head.at("title")) for prose in content.prose),
        (site.title, small, content.site.at("title")),
        (day, small, content.site.at("day")),
    ):
        problems += _unfit(text, alphabet, 1 if alphabet is small else TITLE_LINES, where)
    if problems:
        raise ContentError(problems)

    def drawn(title: str) -> bytes:
        palette = shades(_rgb(PAPER), _rgb(INK), _rgb(ACCENT))
        return png(WIDTH, palette, _card(title, site.title, day, large, small))

    return {
        path: partial(drawn, prose.front.title) for path, prose in zip(image_paths(content), content.prose, strict=True)
    }


def image_paths(content: Content) -> list[str]:
    """The output path of the share image of each Markdown page."""
    return [f"{SHARED}{prose.name}.png" for prose in content.prose]


def _unfit(text: str, alphabet: Alphabet, lines: int, where: Location) -> Iterator[Problem]:
    if missing := alphabet.missing(text):
        named = ", ".join(f"'{char}' (U+{ord(char):04X})" for char in missing)
        hint = "write it in letters that the font in fonts/ has, or add them to it"
        yield Problem(where, f"no letter for {named} of '{text}' on the share image", "share_image", hint)
    elif len(found := broken(text, alphabet, MEASURE)) > lines or max(map(alphabet.width, found)) > MEASURE:
        message = f"'{text}' does not fit on the share image"
        yield Problem(where, message, "share_image", f"shorten it: {lines} lines of {MEASURE} pixels are there")


def broken(text: str, alphabet: Alphabet, measure: float) -> list[str]:
    """A text in as few lines as the measure allows, of lengths as even as they can be."""
    lines = _greedy(text, alphabet, measure)
    while len(lines) > 1:
        even = _greedy(text, alphabet, max(map(alphabet.width, lines)) - 1)
        if len(even) > len(lines) or even == lines:
            break
        lines = even
    return lines


def _greedy(text: str, alphabet: Alphabet, measure: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and alphabet.width(f"{lines[-1]} {word}") <= measure:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _card(title: str, site: str, day: str, large: Alphabet, small: Alphabet) -> Iterator[Sequence[bytes]]:
    """The rows of a share image from top to bottom."""
    lines = broken(title, large, MEASURE)
    first = (HEIGHT - TITLE_STEP * (len(lines) - 1) + large.size * 7 // 10) // 2  # capitals are 0.7 of the size high
    parts = [(86, _bar(72, 8, 16 * LEVELS))]
    if site != title:
        parts.append((146 - small.ascent, small.line(site, LEFT, WIDTH, accent=True)))
    for number, line in enumerate(lines):
        parts.append((first + number * TITLE_STEP - large.ascent, large.line(line, LEFT, WIDTH)))
    parts += [(508, _bar(MEASURE, 2, 5)), (560 - small.ascent, small.line(day, LEFT, WIDTH))]
    at = 0
    for top, rows in parts:
        inked = [index for index, row in enumerate(rows) if any(map(any, row))]
        start, stop = inked[0], inked[-1] + 1
        yield from [(bytes(WIDTH),)] * (top + start - at)
        yield from rows[start:stop]
        at = top + stop
    yield from [(bytes(WIDTH),)] * (HEIGHT - at)


def _bar(width: int, height: int, colour: int) -> Rows:
    """A bar from the left edge of the text: its first row, rows without a change, and the row that ends it."""
    left, right = bytes(LEFT), bytes(WIDTH - LEFT - width)
    begin, end = (left, bytes([colour]) * width, right), (left, bytes([256 - colour]) * width, right)
    return [begin, *[(bytes(WIDTH),)] * (height - 1), end]


def _rgb(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue
