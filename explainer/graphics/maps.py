"""The geometry of maps: what a template needs to draw the places of a record on a base map."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from explainer.content.content import Content
from explainer.content.fates import Outcome, Outcomes
from explainer.content.records import Agreement, Fact, Map, Mark, Place
from explainer.formats.geojson import Ring, Shapes
from explainer.graphics.labels import Box, Label, Line, crosses, place_labels, text_width
from explainer.graphics.projection import Point, Projection, fitting
from explainer.graphics.share_images import balanced_lines

WIDTH = 1000
"""Width of every map in units of the drawing; the height follows from what the map shows."""
MARGIN = 30

DRAWINGS = {"wide": (16.0, 8.0), "middle": (20.0, 8.0), "narrow": (40.0, 15.0)}
"""Size of the text and radius of the markers, in units, on a map of 830 px or more, of 580, and on one about 280 px wide."""

SIGNS = ("elsewhere", "step", "mention", "nothing", "event", "place", "arrow")
"""The signs of places, in the order in which they are listed: what became of what was planned there, as in the picture of
it (`nothing`: nothing found), where something happened, any other place, and one beyond the edge."""

_SIGN_OF = {"done": "step", "under-way": "step", "mention": "mention", "elsewhere": "elsewhere", "nothing": "nothing"}

DRIFT = 4
"""How far from its place a name of a neighbour or a water may stand, in sizes of the text."""

EDGE = 28
"""Distance from the edge of the map of the arrows that point beyond it, and of its scale, in units."""

LONGEST = 8.6
"""The longest line that says what became of something at a place, in sizes of its text."""

EARTH = 6371
"""The mean radius of the earth, in kilometres."""

SAME_SCALE = 0.5
"""Up to this height, in radii of the earth, a map has one scale everywhere, to within some two percent."""


@dataclass(frozen=True, slots=True)
class MapFrame:
    """A projection fitted to a box `WIDTH` units wide and `height` units high."""

    projection: Projection
    scale: float
    left: float
    top: float
    height: int

    def at(self, longitude: float, latitude: float) -> Point:
        """The point of a place, given in degrees, in units of the drawing."""
        x, y = self.projection(longitude, latitude)
        return (x - self.left) * self.scale + MARGIN, (y - self.top) * self.scale + MARGIN


@dataclass(frozen=True, slots=True)
class Marker:
    """A place on the map: where it is drawn, what happened there, what was promised for it.

    `sign` is one of SIGNS; an arrow points to its place: its `bearing` is in degrees clockwise from north. `words` say
    what was agreed or planned there, and `outcome` what became of it, with its `verdict` in words, where the map tells
    of that.
    """

    place: Place
    x: float
    y: float
    sign: str
    bearing: float
    words: str
    verdict: str
    outcome: Outcome | None
    events: tuple[Fact, ...]
    agreements: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ScaleBar:
    """A line from (`x`, `y`) to the right: how long it is in units, and in kilometres on the ground."""

    x: float
    y: float
    length: float
    kilometres: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """One way to draw the markers: size of the text, radius of the markers, a label for each.

    `title` is the name of the area in focus and `around` are those of neighbours and waters, as far as there is room, each
    with what it names; so is the `bar`. Labels have below the name what was planned there, and what became of it if
    something did, where these fit for all places. A narrow drawing has no arrows and no bar.
    """

    name: str
    size: float
    radius: float
    labels: tuple[Label, ...]
    title: Label | None
    around: tuple[tuple[str, Label], ...]
    bar: ScaleBar | None


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """A map ready to draw: outlines as SVG paths, its markers, and a drawing for each width."""

    height: int
    land: str
    focus: str
    water: str
    spots: tuple[Marker, ...]
    drawings: tuple[Drawing, ...]
    width: int = WIDTH

    def groups(self) -> Mapping[str, tuple[tuple[Marker, ...], ...]]:
        """The markers by sign, in groups with the same agreements, as they are listed."""
        found: dict[str, dict[tuple[str, ...], list[Marker]]] = {sign: {} for sign in SIGNS}
        for spot in self.spots:
            same = tuple(fact.id for fact in spot.agreements) or (spot.place.id,)
            found[spot.sign].setdefault(same, []).append(spot)
        return {sign: tuple(map(tuple, groups.values())) for sign, groups in found.items() if groups}


def mapped_places(content: Content, ids: Iterable[str]) -> list[Place]:
    """Those of the places that have a position."""
    places = (content.records.get(name) for name in ids)
    return [place for place in places if isinstance(place, Place) and _placed(place)]


def within_frame(content: Content, record: Map, place: Place) -> bool:
    """True if a place is in the frame that a map has without it."""
    ground = ground_of(
        [_position(shown) for shown in mapped_places(content, record.places)], content.shapes[record.shapes]
    )
    x, y = ground.at(*_position(place))
    return 0 <= x <= WIDTH and 0 <= y <= ground.height


def sides(content: Content, record: Map) -> Callable[[Place, str], bool]:
    """A function that tells if a place is in a half of the area in focus: north, south, east or west.

    It is the area in the frame if the base map has none in focus.
    """
    shapes = content.shapes[record.shapes]
    ground = ground_of([_position(shown) for shown in mapped_places(content, record.places)], shapes)
    outline = [ground.at(*point) for ring in shapes.focus for point in ring] or [(0, 0), (WIDTH, ground.height)]
    middle: list[float] = [(min(ends) + max(ends)) / 2 for ends in zip(*outline, strict=True)]

    def on_side(place: Place, side: str) -> bool:
        axis = 0 if side in ("east", "west") else 1
        beyond = ground.at(*_position(place))[axis] - middle[axis]
        return beyond > 0 if side in ("east", "south") else beyond < 0

    return on_side


def map_sheet(content: Content, record: Map, outcomes: Outcomes | None = None) -> MapDrawing | None:
    """The drawing of a map; None if it lacks its base map, its places or room for their names."""
    shapes, places = content.shapes.get(record.shapes), mapped_places(content, record.places)
    beyond = mapped_places(content, record.beyond)
    if shapes is None or not places:
        return None
    about = _about(content)
    marks = {target: mark for mark in record.marks for target in mark.agreements}
    outcomes = outcomes or Outcomes(content)
    marked: dict[str, tuple[str, str, Outcome]] = {}
    below: dict[str, tuple[str, ...]] = {}
    for place in places:
        if found := _marked(about.get(place.id, ()), marks):
            outcome = outcomes.of(found[1])
            verdict = content.site.record.verdict(outcome.decisive.state)
            marked[place.id] = found[0], verdict, outcome
            # That nothing became of it yet is said by its sign.
            below[place.id] = (
                (found[0],)
                if outcome.fate in ("mention", "nothing")
                else (found[0], *balanced_lines(verdict, 1, LONGEST))
            )
    drawn = _drawn(
        tuple((place.name, below.get(place.id, ()), _position(place)) for place in places),
        tuple((place.name, (), _position(place)) for place in beyond),
        tuple((label.name, label.form, (float(label.longitude), float(label.latitude))) for label in record.labels),
        shapes,
    )
    if not drawn.drawings:
        return None
    spots = []
    for place, point, bearing in zip([*places, *beyond], drawn.points, drawn.bearings, strict=True):
        facts = about.get(place.id, ())
        agreements = tuple(fact for fact in facts if isinstance(fact, Agreement))
        events = tuple(fact for fact in facts if not isinstance(fact, Agreement))
        words, verdict, became = marked.get(place.id, ("", "", None))
        sign = _SIGN_OF[became.fate] if became else "event" if events else "place"
        sign = sign if bearing is None else "arrow"
        spots.append(Marker(place, *point, sign, bearing or 0, words, verdict, became, events, agreements))
    return MapDrawing(drawn.height, drawn.land, drawn.focus, drawn.water, tuple(spots), drawn.drawings)


def _marked(about: Sequence[Fact], marks: Mapping[str, Mark]) -> tuple[str, Agreement] | None:
    """What a map says was agreed or planned for a place, and the agreement that says so, from the records of the place."""
    found = (fact for fact in about if isinstance(fact, Agreement) and fact.id in marks)
    return next(((marks[agreement.id].words, agreement) for agreement in found), None)


class _Drawn(NamedTuple):
    """The parts of a map that do not depend on events; without drawings if there is no room for the names."""

    height: int
    land: str
    focus: str
    water: str
    points: tuple[Point, ...]
    bearings: tuple[float | None, ...]
    """The bearing of each point, if it is beyond the edge."""
    drawings: tuple[Drawing, ...]


_Named = tuple[str, tuple[str, ...], Point]
"""A name, the lines below it, and its position in degrees."""

_Around = tuple[str, str, Point]
"""A name, what it is the name of, and its position in degrees."""


@lru_cache(maxsize=32)  # placing names takes longer than all else, and one edit in a thousand moves a place
def _drawn(
    places: tuple[_Named, ...], beyond: tuple[_Named, ...], around: tuple[_Around, ...], shapes: Shapes
) -> _Drawn:
    ground = ground_of([position for *_, position in places], shapes)
    edge = _in_order([ground.at(*position) for *_, position in beyond], ground)
    at = [*(ground.at(*position) for *_, position in places), *(point for point, _ in edge)]
    points = tuple((round(x, 1), round(y, 1)) for x, y in at)
    bearings = (*(None for _ in places), *(bearing for _, bearing in edge))
    bare, planned, full = (
        tuple((x, y, "\n".join((name, *below[:lines])))
              for (x, y), (name, below, _) in zip(points, (*places, *beyond), strict=True))
        for lines in (0, 1, None)
    )  # fmt: skip
    near = len(places)
    tried = {"wide": (full, planned), "middle": (full, planned), "narrow": (planned[:near], bare[:near])}
    drawings = []
    for name, namings in tried.items():
        ways = ((named, crossing) for crossing in (False, True) for named in namings)
        found = (_drawing(name, named, around, ground, shapes, crossing=crossing) for named, crossing in ways)
        drawings.append(next((drawing for drawing in found if drawing), None))
    return _Drawn(
        ground.height,
        _path(shapes.land, ground),
        _path(shapes.focus, ground),
        _path(shapes.water, ground),
        points,
        bearings,
        tuple(drawing for drawing in drawings if drawing) if all(drawings) else (),
    )


def _in_order(far: Sequence[Point], ground: MapFrame) -> list[tuple[Point, float]]:
    """The positions and bearings of arrows to points beyond the map; along an edge in the order of these points.

    The lines from the middle to two points in nearly one direction may meet the edge in reverse order.
    """
    edge = [_towards(point, ground) for point in far]
    sides: dict[tuple[int, int], list[int]] = {}
    for index, (at, _) in enumerate(edge):
        across = 0 if round(at[0]) in (EDGE, WIDTH - EDGE) else 1
        sides.setdefault((across, round(at[across])), []).append(index)
    for (across, _), on_it in sides.items():
        places = sorted(edge[index][0] for index in on_it)
        for index, at in zip(sorted(on_it, key=lambda index: far[index][1 - across]), places, strict=True):
            edge[index] = at, edge[index][1]
    return edge


def _towards(point: Point, ground: MapFrame) -> tuple[Point, float]:
    """Where a line from the middle of the map to a point beyond it meets the edge, and its degrees clockwise from up."""
    middle = WIDTH / 2, ground.height / 2
    dx, dy = point[0] - middle[0], point[1] - middle[1]
    share = min((half - EDGE) / abs(way) for half, way in zip(middle, (dx, dy), strict=True) if way)
    return (middle[0] + dx * share, middle[1] + dy * share), round(math.degrees(math.atan2(dx, -dy)), 1)


def ground_of(positions: Sequence[Point], shapes: Shapes) -> MapFrame:
    """The frame that holds these positions, in degrees, and the area in focus."""
    points = [*positions, *(point for ring in shapes.focus for point in ring)]
    projection = fitting(points)
    flat = [projection(*point) for point in points]
    left, right = min(x for x, _ in flat), max(x for x, _ in flat)
    top, bottom = min(y for _, y in flat), max(y for _, y in flat)
    # One point, or a line of them, has no size: a degree is shown around it.
    size = max(right - left, (bottom - top) / 1.5, 0.02)
    scale = (WIDTH - 2 * MARGIN) / size
    middle = (left + right) / 2
    height = max(bottom - top, size / 3)
    return MapFrame(
        projection, scale, middle - size / 2, (top + bottom) / 2 - height / 2, round(height * scale) + 2 * MARGIN
    )


def _placed(place: Place) -> bool:
    return place.longitude is not None and place.latitude is not None


def _position(place: Place) -> Point:
    return float(place.longitude or 0), float(place.latitude or 0)


def _about(content: Content) -> Mapping[str, tuple[Fact, ...]]:
    """The records of each place: what happened or was said there, and what was agreed about it."""
    found: dict[str, list[Fact]] = {}
    for kind in ("event", "development", "quote", "agreement"):
        for record in content.of_kind(kind):
            for place in record.places:
                found.setdefault(place, []).append(record)
    return {place: tuple(records) for place, records in found.items()}


def _drawing(
    name: str,
    named: tuple[tuple[float, float, str], ...],
    around: tuple[_Around, ...],
    ground: MapFrame,
    shapes: Shapes,
    *,
    crossing: bool,
) -> Drawing | None:
    """The drawing with its names; None if there is no room for them, or none without `crossing` an outline."""
    size, radius = DRAWINGS[name]
    frame = Box(0, 0, WIDTH, ground.height)
    rings = [[ground.at(*point) for point in ring] for ring in shapes.focus]
    waters = [[ground.at(*point) for point in ring] for ring in shapes.water]
    lines = tuple((*start, *end) for ring in (*rings, *waters) for start, end in pairwise(ring))
    labels = place_labels(named, size, radius, frame, lines, crossing=crossing)
    if labels is None:
        return None
    lines += tuple(label.leader for label in labels if label.leader)
    taken = [label.box for label in labels]
    taken += [Box(x - radius, y - radius, x + radius, y + radius) for x, y, _ in named]
    title = _title(shapes, ground, size, taken, lines)
    taken += [title.box] if title else []
    found = []
    for text, form, position in around:
        width = _spaced(text, size) if form == "land" else text_width(text, size)
        places = _near(text, ground.at(*position), width, size)
        # The name of a neighbour must not seem to be that of the area in focus.
        areas = rings if form == "land" else ()
        outside = (place for place in places if not any(_within(place.box, area) for area in areas))
        if label := next(
            (place for place in outside if place.box.within(frame) and _clear(place.box, taken, lines)), None
        ):
            taken.append(label.box)
            found.append((form, label))
    bar = _bar(ground, frame, size, taken, lines) if name != "narrow" else None
    return Drawing(name, size, radius, labels, title, tuple(found), bar)


def _bar(ground: MapFrame, frame: Box, size: float, taken: Sequence[Box], lines: Sequence[Line]) -> ScaleBar | None:
    """A round length of at most a sixth of the width, in a corner without words, and without lines if there is one.

    None if there is no such corner, or not one scale.
    """
    if ground.height / ground.scale > SAME_SCALE:
        return None
    kilometre = ground.scale / EARTH
    longest = WIDTH / 6 / kilometre
    power = 10.0 ** math.floor(math.log10(longest))
    kilometres = power * max(step for step in (1, 2, 5) if step * power <= longest)
    length = kilometres * kilometre
    for avoided in (lines, ()):
        for y in (frame.bottom - EDGE, EDGE + size):
            for x in (frame.right - EDGE - length, EDGE):
                if _clear(Box(x, y - size * 1.2, x + length, y + size * 0.5), taken, avoided):
                    return ScaleBar(round(x, 1), round(y, 1), round(length, 1), kilometres)
    return None


def _spaced(text: str, size: float) -> float:
    """An upper bound of the width of a name in spaced capitals."""
    return text_width(text.upper(), size) + 0.2 * size * len(text)


def _centred(text: str, x: float, y: float, width: float, size: float) -> Label:
    box = Box(x - width / 2, y - size * 0.6, x + width / 2, y + size * 0.6)
    return Label(text, round(x, 1), round(y + size * 0.35, 1), "middle", box)


def _near(text: str, at: Point, width: float, size: float) -> Iterator[Label]:
    """A label in the middle of its place, and then ever further off."""
    steps = [step * size / 2 for step in range(-2 * DRIFT, 2 * DRIFT + 1)]
    for dx, dy in sorted(((dx, dy) for dx in steps for dy in steps), key=lambda off: math.hypot(*off)):
        yield _centred(text, at[0] + dx, at[1] + dy, width, size)


def _within(box: Box, outline: Sequence[Point]) -> bool:
    """True if a corner of a box is in an area."""
    return any(_inside(corner, outline) for corner in _corners(box))


def _corners(box: Box) -> tuple[Point, ...]:
    return (box.left, box.top), (box.right, box.top), (box.left, box.bottom), (box.right, box.bottom)


def _clear(box: Box, taken: Iterable[Box], lines: Iterable[Line]) -> bool:
    return not any(box.overlaps(other) for other in taken) and not any(crosses(line, box) for line in lines)


def _title(shapes: Shapes, ground: MapFrame, size: float, taken: Sequence[Box], lines: Sequence[Line]) -> Label | None:
    """The label with the name of the area in focus, as near to the middle of that area as it fits."""
    if not shapes.focus or not shapes.name:
        return None
    outline = [ground.at(*point) for point in max(shapes.focus, key=len)]
    left, right = min(x for x, _ in outline), max(x for x, _ in outline)
    top, bottom = min(y for _, y in outline), max(y for _, y in outline)
    middle, centre = (left + right) / 2, (top + bottom) / 2
    width = _spaced(shapes.name, size)
    places = [(x, y) for x in range(int(left), int(right), 20) for y in range(int(top), int(bottom), 20)]
    for x, y in sorted(places, key=lambda at: (abs(at[0] - middle) + 2 * abs(at[1] - centre), at)):
        label = _centred(shapes.name, x, y, width, size)
        if _clear(label.box, taken, lines) and all(_inside(corner, outline) for corner in _corners(label.box)):
            return label
    return None


def _inside(point: Point, outline: Sequence[Point]) -> bool:
    """True if a ray from the point crosses the outline an odd number of times."""
    x, y = point
    odd = False
    for (x1, y1), (x2, y2) in zip(outline, (*outline[1:], outline[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            odd = not odd
    return odd


def _path(rings: Iterable[Ring], ground: MapFrame) -> str:
    """Rings as SVG path data, in whole units and as steps from point to point."""
    parts = []
    for ring in rings:
        points = [(round(x), round(y)) for x, y in (ground.at(*point) for point in ring)]
        (x, y), steps = points[0], []
        for to_x, to_y in points[1:-1]:
            if (to_x, to_y) != (x, y):
                steps.append(f"{to_x - x}{to_y - y:+}" if to_y < y else f"{to_x - x} {to_y - y}")
                x, y = to_x, to_y
        parts.append(f"M{points[0][0]} {points[0][1]}l{' '.join(steps)}z")
    return "".join(parts)
