"""The geometry of a dot plot: one row a period, a lane in it for each side, a mark for each figure.

Along the page marks are placed in percent of the drawing's width and down it in pixels, so that a drawing fits any width
from the least of its arrangement on while its letters and strokes keep their size. What lies clear of each other at that
least width does so at any larger one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from explainer.content.records import Figure
from explainer.graphics.charts import Tick
from explainer.graphics.labels import Box, text_width

OUTLINES = (
    "M-5.5 0a5.5 5.5 0 1 1 11 0 5.5 5.5 0 1 1-11 0z",
    "M0-7 7 0 0 7-7 0z",
    "M-5-5H5V5H-5z",
    "M0-7 6.5 5H-6.5z",
)
"""The marks of the sides around their centre: circle, diamond, square, triangle; of more sides the fifth has the first."""

SIGNS = {"open": "M-3.2.9C-2.2-2.1-.8-1.1 0 0S2.2 2.1 3.2-.9", "more": "M-1.2-3 2 0-1.2 3"}
"""What is drawn inside a mark whose figure has a qualifier, by the `end` of the dot."""

DOUBTS = {"disputed": "M-5-2.5H5M-5 2.5H5", "inferred": "M-4.5-4.5H4.5V4.5H-4.5z"}
"""What is drawn behind the name of a row with a figure whose standing is in doubt."""

_SHORT = {"open": "~", "more": ">", "exact": ""}
"""What stands before the number of a label where its qualifier has no room."""

SIZE = 13
"""The font size of all text, in pixels."""

RADIUS = 7
"""How far a mark reaches from its centre, in pixels."""

NEAR, APART = 12, 14
"""Marks whose centres are nearer than the first, in pixels, are offset by the second, at which they do not overlap."""

LANE = 16
"""From the lane of a side to the next, in pixels."""

_LINE, _BASELINE = 17, 4.5
"""From one line of text to the next, and from the middle of a line to its baseline, in pixels."""

_AXIS, _HEADING, _KEY_LINE, _AIR, _GAP, _SAMPLE, _SIGN = 26, 34, 21, 10, 5, 24, 15
"""Room in pixels: for the labels of the ticks, a heading, a line of the key, above and below what is in a row, beside a mark
or text, for the mark before words, and for a sign of doubt."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How a drawing is laid out: the least `width` in pixels, and where its `track` begins and ends in percent of it.

    After the end of the axis there are `after` pixels for a label. Who gives the figures is said `beside` the track or not
    at all.
    """

    width: int
    track: tuple[float, float]
    after: int
    beside: bool


WIDE = Arrangement(840, (13.5, 70.5), 66, beside=True)
MIDDLE = Arrangement(600, (14, 62), 62, beside=True)
NARROW = Arrangement(276, (25, 100), 46, beside=False)


@dataclass(frozen=True, slots=True)
class Dot:
    """A figure in a lane: `shape` and `end` as of a bar, and `who` gives it.

    `signs` are how it stands where that is in doubt: `disputed`, `inferred`.
    """

    figure: Figure
    shape: str
    end: str
    who: str
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlotRow:
    """What a row shows: the dots of each side for one period, none for a gap; a `heading` begins a group."""

    name: str
    sides: tuple[tuple[Dot, ...], ...]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample in the key: an outline and its class, the sign in it, and what it stands for."""

    outline: str
    look: str
    words: str
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear axis from `start` to `end`, with a tick at each multiple of `step` between them."""

    start: Decimal
    end: Decimal
    step: Decimal

    def share(self, value: Decimal) -> float:
        """Where a value lies, from 0 at the start to 1 at the end."""
        return float((value - self.start) / (self.end - self.start))

    def ticks(self) -> list[Decimal]:
        """The values that have a tick, the lowest first."""
        first = (self.start / self.step).to_integral_value(ROUND_CEILING)
        count = int((self.end / self.step).to_integral_value(ROUND_FLOOR) - first) + 1
        return [(first + n) * self.step for n in range(count)]


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark: `x` in percent and `y` in pixels from the top of its row, `end_x` beside it for the upper end of a range."""

    x: float
    end_x: float
    y: float
    side: int
    dot: Dot

    @property
    def outline(self) -> str:
        """The path of its mark."""
        return OUTLINES[self.side % len(OUTLINES)]

    @property
    def sign(self) -> str:
        """The path of the sign inside it; empty for a figure without a qualifier."""
        return SIGNS.get(self.dot.end, "")


@dataclass(frozen=True, slots=True)
class Tag:
    """The label of a mark: `x` in percent, `dx` pixels beside it, its baseline at `y`; `box` holds it at the least width."""

    text: str
    x: float
    dx: int
    y: float
    anchor: str
    box: Box


@dataclass(frozen=True, slots=True)
class Text:
    """Lines of text that begin at `x`, in pixels, each as (its baseline, words)."""

    x: float
    lines: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A sample in its place: the middle of its mark, in pixels from the top left of the drawing, and its words."""

    sample: Sample
    x: float
    y: float
    text: Text


@dataclass(frozen=True, slots=True)
class Saying:
    """Who of a side gives which figures: the mark of one, with its middle at (`x`, `y`), and the text."""

    spot: Spot
    x: float
    y: float
    text: Text


@dataclass(frozen=True, slots=True)
class Doubt:
    """A sign of doubt around its middle: its name and outline."""

    name: str
    outline: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A row from `top`, in pixels: its name, the doubts behind it, marks, labels, and who says what."""

    top: float
    height: float
    name: Text
    doubts: tuple[Doubt, ...]
    spots: tuple[Spot, ...]
    tags: tuple[Tag, ...]
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class DotPlot:
    """A drawing in one arrangement, `height` in pixels: its key, then from `top` its axis and rows; a heading is (top, words)."""

    arrangement: Arrangement
    height: int
    key: tuple[KeyEntry, ...]
    top: float
    ticks: tuple[Tick, ...]
    headings: tuple[tuple[float, str], ...]
    rows: tuple[DrawnRow, ...]


def nice_scale(low: Decimal, high: Decimal) -> Scale:
    """An axis for values between these two: it begins with a round number below the lowest, at zero if that is zero.

    It ends with the highest value, or with the tick after it where it would have but one.
    """
    spread = high - low or abs(high) or Decimal(1)
    size = Decimal(1).scaleb((spread / 4).adjusted())
    step = next(step for n in (1, 2, 5, 10) if (step := n * size) >= spread / 4)
    start = ((low / step).to_integral_value(ROUND_CEILING) - 1) * step
    if low >= 0:
        start = max(start, Decimal(0))
    return Scale(start, max(high, start + step), step)


def dot_plot(
    rows: Sequence[PlotRow], scale: Scale, labels: Sequence[str], samples: Sequence[Sample], arrangement: Arrangement
) -> DotPlot:
    """A key of samples and rows drawn one below the other; `labels` are those of the ticks of the scale."""
    key, begin = _key(samples, arrangement.width)
    drawn, headings = [], []
    top = begin + _AXIS
    for row in rows:
        if row.heading:
            headings.append((top, row.heading))
            top += _HEADING
        drawn.append(_row(row, top, scale, arrangement))
        top += drawn[-1].height
    ticks = tuple(_ticks(scale, labels, arrangement))
    return DotPlot(arrangement, math.ceil(top), key, begin, ticks, tuple(headings), tuple(drawn))


def _key(samples: Sequence[Sample], width: float) -> tuple[tuple[KeyEntry, ...], float]:
    """Samples one after the other in lines that fit, and how high they are together."""
    found: list[KeyEntry] = []
    x = y = 0.0
    for sample in samples:
        lines = broken(sample.words, width - _SAMPLE)
        needed = _SAMPLE + max(text_width(line, SIZE) for line in lines)
        if found and x + needed > width:
            x, y = 0.0, y + _KEY_LINE
        text = Text(x + _SAMPLE, tuple((y + _KEY_LINE * (n + 0.5) + _BASELINE, line) for n, line in enumerate(lines)))
        found.append(KeyEntry(sample, x + 9, y + _KEY_LINE / 2, text))
        x, y = round(x + needed + _GAP, 1), y + _KEY_LINE * (len(lines) - 1)
    return tuple(found), y + _KEY_LINE + _AIR if found else 0.0


def broken(text: str, room: float) -> tuple[str, ...]:
    """A text in lines that fit into so many pixels; a word that does not is cut."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, SIZE) <= room:
            lines[-1] = longer
            continue
        rest = word
        while text_width(rest, SIZE) > room:
            size = max(next(n for n in range(len(rest), -1, -1) if text_width(rest[:n], SIZE) <= room), 1)
            lines.append(rest[:size])
            rest = rest[size:]
        lines.append(rest)
    return tuple(filter(None, lines))


def _x(value: Decimal, scale: Scale, arrangement: Arrangement) -> float:
    """Where a value lies, in percent of the width: the track has room for a mark before it and a short label after it."""
    first, last = arrangement.track
    before, after = (room * 100 / arrangement.width for room in (RADIUS + _GAP, arrangement.after))
    return round(first + before + scale.share(value) * (last - first - before - after), 2)


def _ticks(scale: Scale, labels: Sequence[str], arrangement: Arrangement) -> Iterator[Tick]:
    free = 0.0
    for value, label in zip(scale.ticks(), labels, strict=True):
        at, half = _x(value, scale, arrangement), text_width(label, SIZE) / 2
        middle = at * arrangement.width / 100
        clear = middle - half >= free
        free = middle + half + _GAP if clear else free
        yield Tick(at, label if clear else "")


def _row(row: PlotRow, top: float, scale: Scale, arrangement: Arrangement) -> DrawnRow:
    names = broken(row.name, arrangement.width * arrangement.track[0] / 100 - _GAP)
    spots, depth = _spots(row, scale, arrangement)
    sayings, said = _sayings(spots, arrangement) if arrangement.beside else ([], 0)
    height = round(max(depth, _LINE * len(names), said) + 2 * _AIR, 1)
    spots = [replace(spot, y=round(spot.y + (height - depth) / 2, 1)) for spot in spots]
    name, down = _text(names, 0, height), (height - said) / 2
    sayings = [
        replace(
            saying,
            y=round(saying.y + down, 1),
            text=replace(saying.text, lines=tuple((round(y + down, 1), line) for y, line in saying.text.lines)),
        )
        for saying in sayings
    ]
    doubts = tuple(_doubts(spots, name))
    tags = tuple(_tags(spots, names, arrangement))
    return DrawnRow(top, height, name, doubts, tuple(spots), tags, tuple(sayings))


def _text(lines: tuple[str, ...], x: float, height: float) -> Text:
    """Lines in the middle of so much height."""
    first = (height - _LINE * (len(lines) - 1)) / 2 + _BASELINE
    return Text(x, tuple((first + _LINE * number, line) for number, line in enumerate(lines)))


def _sayings(spots: Sequence[Spot], arrangement: Arrangement) -> tuple[list[Saying], float]:
    """What each side says, right of the track one below the other, and how high that is."""
    found: list[Saying] = []
    top = 0.0
    for side in sorted({spot.side for spot in spots}):
        own = [spot for spot in spots if spot.side == side]
        by: dict[str, list[str]] = {}
        for spot in own:
            by.setdefault(spot.dot.who, []).append(spot.dot.figure.number_words)
        words = "; ".join(f"{who}: {', '.join(numbers)}" for who, numbers in by.items())
        lines = broken(words, arrangement.width * (100 - arrangement.track[1]) / 100 - _SAMPLE)
        text = Text(_SAMPLE, tuple((top + _LINE * (n + 0.5) + _BASELINE, line) for n, line in enumerate(lines)))
        found.append(Saying(own[0], 10, top + _LINE / 2, text))
        top += _LINE * len(lines) + _GAP
    return found, top - _GAP if found else 0.0


def _doubts(spots: Sequence[Spot], name: Text) -> Iterator[Doubt]:
    """The signs of doubt of the figures of a row, each once, behind the last line of its name."""
    baseline, line = name.lines[-1]
    x = text_width(line, SIZE) + _SIGN
    for sign in dict.fromkeys(sign for spot in spots for sign in spot.dot.signs):
        yield Doubt(sign, DOUBTS[sign], round(x, 1), baseline - _BASELINE)
        x += _SIGN


def short_number(figure: Figure, end: str) -> str:
    """The number of a figure with the sign of its qualifier, by the `end` of its mark."""
    return f"{_SHORT[end]}{figure.parts[1]}"


def _spots(row: PlotRow, scale: Scale, arrangement: Arrangement) -> tuple[list[Spot], float]:
    """The marks of a row, side by side and the lowest first, and how deep they reach.

    Those nearer than their width are offset in their lane: upwards in that of the first side, downwards in the others.
    """
    spots: list[Spot] = []
    base = 0.0
    for side, dots in enumerate(row.sides):
        ends: list[float] = []
        for dot in sorted(dots, key=lambda dot: (min(dot.figure.numbers), max(dot.figure.numbers))):
            x, end_x = (_x(end(dot.figure.numbers), scale, arrangement) for end in (min, max))
            pixel, end_pixel = (at * arrangement.width / 100 for at in (x, end_x))
            level = next((n for n, end in enumerate(ends) if pixel - end >= NEAR), len(ends))
            ends[level : level + 1] = [end_pixel]
            spots.append(Spot(x, end_x, base + APART * (level if side else -level), side, dot))
        base += LANE + APART * max(len(ends) - 1, 0) * (side > 0)
    highest = min((spot.y for spot in spots), default=0.0)
    depth = max((spot.y for spot in spots), default=0.0) - highest + 2 * RADIUS
    return [replace(spot, y=spot.y - highest + RADIUS) for spot in spots], depth


def _tags(spots: Sequence[Spot], names: Sequence[str], arrangement: Arrangement) -> Iterator[Tag]:
    """The lowest value on its left and the highest on its right, one alone on its right, of all and then of each side.

    Then come the others that have room.
    """
    if not spots:
        return
    outer: list[tuple[Spot, int]] = []
    for side in (None, *sorted({spot.side for spot in spots})):
        own = [spot for spot in spots if side in (None, spot.side)]
        first, last = min(own, key=lambda spot: spot.x), max(own, key=lambda spot: spot.end_x)
        outer += [(first, -1), (last, 1)] if first is not last and first.x < last.end_x else [(last, 1)]
    shown = {id(spot) for spot, _ in outer}
    inner = [(spot, side) for spot in spots if id(spot) not in shown for side in (1, -1)]
    pixel = arrangement.width / 100
    taken = [
        Box(spot.x * pixel - RADIUS, spot.y - RADIUS, spot.end_x * pixel + RADIUS, spot.y + RADIUS) for spot in spots
    ]
    taken.append(Box(0, 0, max((text_width(name, SIZE) for name in names), default=0) + _GAP, float("inf")))
    labelled: list[Spot] = []
    for spot, side in (*outer, *inner):
        if spot not in labelled and (tag := _tag(spot, side, taken, arrangement)):
            labelled.append(spot)
            taken.append(tag.box.grown(2))
            yield tag


def _tag(spot: Spot, side: int, taken: Sequence[Box], arrangement: Arrangement) -> Tag | None:
    """The label of a mark left (-1) or right (1) of it, in full or in brief; None if neither is clear of what is taken."""
    x = spot.x if side < 0 else spot.end_x
    edge = x * arrangement.width / 100 + side * (RADIUS + _GAP)
    for text in (spot.dot.figure.number_words, short_number(spot.dot.figure, spot.dot.end)):
        width = text_width(text, SIZE)
        box = Box(min(edge, edge + side * width), spot.y - 7, max(edge, edge + side * width), spot.y + 7)
        if box.right <= arrangement.width * arrangement.track[1] / 100 and not any(map(box.overlaps, taken)):
            anchor = "end" if side < 0 else "start"
            return Tag(text, x, side * (RADIUS + _GAP), spot.y + _BASELINE, anchor, box)
    return None
