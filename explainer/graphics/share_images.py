"""Share images: the image that a link preview shows for a page.

A template lays the image out as SVG, and resvg draws it. Lines are broken here, since SVG does not break them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from explainer.content.content import Content
from explainer.graphics.font_widths import CHARACTERS, UNITS_PER_EM
from explainer.problems import ContentError, Location, Problem

WIDTH, HEIGHT = 1200, 630
"""Size of an image, in pixels."""

MARGIN = 90
MEASURE = WIDTH - 2 * MARGIN
"""Space left and right of the text, and width of its lines, in pixels."""

TITLE_SIZE, TITLE_LINES = 76, 3
"""Font size of a title, in pixels, and its maximum number of lines."""

SMALL_SIZE = 34
"""Font size of the title of the site and of the day, in pixels; each takes one line."""

PICTURE_SIZE, LABEL_SIZE = 60, 34
"""Font size of a title above a picture, and of the labels of its rows, in pixels."""

LABEL = 590
"""Space for a label, in pixels; the marks of its row follow."""

PITCH = 48
"""From one mark to the next, and at most from one row to the next, in pixels."""

ABOUT_SIZE, ABOUT_LINES = 38, 4
"""Font size of what a page without a picture says of itself, in pixels, and its maximum number of lines."""

LEADING = 1.26
"""From one line of a title to the next, in its font size."""

MIDDLE, TOP = 341, 212
"""The baseline of a title of one line alone, and of the first line of one above a picture, in pixels."""

APART, FOOT = 66, 86
"""From the last baseline of a title to the first row, and what stays free below the rows, in pixels."""

SHARED = "share/"
"""Folder of the share images, each named after its page."""

TEMPLATE = "share-image.svg"

FONT = Path(__file__).parent / "font" / "NotoSerif-Regular-subset.ttf"

_ADVANCES = {char: advance for advance, chars in CHARACTERS.items() for char in chars}


class Row(NamedTuple):
    """A row of the picture on a share image: what its marks mean, their label, how many are drawn, and how many are not."""

    kind: str
    label: str
    y: float
    marks: int
    more: int


def share_images(
    content: Content,
    counts: Mapping[str, Sequence[tuple[str, str, int]]],
    fill: Callable[[str, Mapping[str, Any]], str],
) -> dict[str, str]:
    """The share image of each Markdown page as SVG, by the output path of the PNG that `draw` makes from it.

    `counts` are the rows of a page's picture, as (kind of mark, label, number), by the name of the page. `fill` returns the
    text of a template, given its name and its values.
    """
    t, site = content.catalogue, content.site.record
    day, searched = t.date(site.day), str(t.page.searched_up_to(date=t.date(site.as_of)))
    beside = not missing_characters(searched) and text_width(f"{day}  {searched}", SMALL_SIZE) <= MEASURE
    values = {
        "site": site,
        "searched": searched if beside else "",
        "about_size": ABOUT_SIZE,
        "width": WIDTH,
        "height": HEIGHT,
        "margin": MARGIN,
        "measure": MEASURE,
        "small_size": SMALL_SIZE,
        "label_size": LABEL_SIZE,
        "label": LABEL,
        "pitch": PITCH,
    }
    images = {}
    for path, prose in zip(image_paths(content), content.prose, strict=True):
        title = prose.front.title
        lines = balanced_lines(title, PICTURE_SIZE, MEASURE)
        rows = picture_rows(counts.get(prose.name, ()), TOP + (len(lines) - 1) * LEADING * PICTURE_SIZE + APART)
        size = PICTURE_SIZE if rows else TITLE_SIZE
        lines = lines if rows else balanced_lines(title, size, MEASURE)
        step = size * LEADING
        about = () if rows else _about(prose.front.description, len(lines))
        own = {"title": title, "title_size": size, "lines": lines, "rows": rows, "step": step, "about": about}
        own["first"] = TOP if rows or about else MIDDLE - step * (len(lines) - 1) / 2
        images[path] = fill(TEMPLATE, {**values, **own})
    return images


def _about(description: str, lines: int) -> tuple[str, ...]:
    """The lines of a description below a title of so many lines; none if it does not fit, or has no letters for all of it."""
    room = min(
        ABOUT_LINES, int((HEIGHT - 2 * FOOT - TOP - (lines - 1) * LEADING * TITLE_SIZE) / (LEADING * ABOUT_SIZE))
    )
    found = tuple(balanced_lines(description, ABOUT_SIZE, MEASURE))
    return found if len(found) <= room and not missing_characters(description) else ()


def picture_rows(counts: Sequence[tuple[str, str, int]], top: float) -> tuple[Row, ...]:
    """The rows of a picture of counts that begins at `top`, with as many marks as there is room for.

    None if they would touch each other: the title then stands alone.
    """
    pitch = min(PITCH, (HEIGHT - FOOT - top) / max(1, len(counts)))
    if pitch < LABEL_SIZE * 1.2:
        return ()
    room = int((MEASURE - LABEL) / PITCH)
    return tuple(
        Row(kind, label, round(top + number * pitch, 1), marks, count - marks)
        for number, (kind, label, count) in enumerate(counts)
        for marks in (count if count <= room else room - 2,)
    )


def image_paths(content: Content) -> list[str]:
    """The output path of the share image of each Markdown page."""
    return [f"{SHARED}{prose.name}.png" for prose in content.prose]


def draw(svg: str) -> bytes:
    """An SVG as PNG; its text is in FONT, whichever fonts the machine has.

    Raises:
        ContentError: if it is not SVG that can be drawn.
    """
    import resvg_py  # noqa: PLC0415  # most builds draw nothing

    try:
        return resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=[str(FONT)])
    except ValueError as error:
        hint = "correct the template: the image is drawn from its output"
        raise ContentError(
            [Problem(Location(TEMPLATE), f"not drawable as SVG: {error}", hint, rule="template")]
        ) from None


def missing_characters(text: str) -> str:
    """The characters of a text that the font lacks, each once."""
    return "".join(dict.fromkeys(char for char in text if char not in _ADVANCES))


def fits(text: str, size: float, lines: int, measure: float = MEASURE) -> bool:
    """True if a text, all of whose characters the font has, fits into so many lines of a width in pixels."""
    found = balanced_lines(text, size, measure)
    return len(found) <= lines and all(text_width(line, size) <= measure for line in found)


def balanced_lines(text: str, size: float, measure: float) -> list[str]:
    """A text in as few lines as the measure allows, of lengths as equal as possible."""
    lines = _filled_lines(text, size, measure)
    while True:
        widest = max((text_width(line, size) for line in lines), default=0)
        narrower = _filled_lines(text, size, widest - 1)
        if len(narrower) > len(lines) or narrower == lines:
            return lines
        lines = narrower


def _filled_lines(text: str, size: float, measure: float) -> list[str]:
    """A text in lines, each with as many words as the measure allows, and at least one."""
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}", size) <= measure:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def text_width(text: str, size: float) -> float:
    """The sum of the advance widths of a text, in the unit of `size`; kerning, a few pixels at most, is left out."""
    return sum(_ADVANCES.get(char, UNITS_PER_EM) for char in text) * size / UNITS_PER_EM
