"""The geometry of maps: what a template needs to draw the places of a record on a base map."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from explainer.content.content import Content
from explainer.content.records import Agreement, Fact, Map, Place
from explainer.formats.geojson import Ring, Shapes
from explainer.graphics.labels import Box, Label, Line, crosses, place_labels, text_width
from explainer.graphics.projection import Point, Projection, fitting

WIDTH = 1000
"""Width of every map in units of the drawing; the height follows from what the map shows."""
MARGIN = 30

DRAWINGS = {"wide": (20.0, 8.0), "narrow": (40.0, 15.0)}
"""Size of the text and radius of the markers, in units, on a wide map and on one about 280 px wide."""

SHAPES = ("square", "triangle", "diamond")
"""The shapes of the marks a map names, in their order; all other places have circles."""

EDGE = 28
"""Distance from the edge of the map of the arrows that point beyond it, in units."""


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

    `shape` is one of SHAPES, `circle`, or `arrow` for a place beyond the edge, to which it points: its `bearing` is in
    degrees clockwise from north. A marker is filled where something happened.
    """

    place: Place
    x: float
    y: float
    shape: str
    bearing: float
    events: tuple[Fact, ...]
    agreements: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """One way to draw the markers: size of the text, radius of the markers, a label for each.

    `title` is the name of the area in focus, if there is room for it.
    """

    name: str
    size: float
    radius: float
    labels: tuple[Label, ...]
    title: Label | None


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """A map ready to draw: outlines as SVG paths, its markers, and a drawing for each width.

    `marks` are the words of its key by shape.
    """

    height: int
    land: str
    focus: str
    spots: tuple[Marker, ...]
    drawings: tuple[Drawing, ...]
    marks: Mapping[str, str]
    width: int = WIDTH

    def groups(self) -> Mapping[str, tuple[tuple[Marker, ...], ...]]:
        """The markers by shape, in groups with the same agreements, as they are listed."""
        found: dict[str, dict[tuple[str, ...], list[Marker]]] = {shape: {} for shape in (*SHAPES, "circle", "arrow")}
        for spot in self.spots:
            same = tuple(fact.id for fact in spot.agreements) or (spot.place.id,)
            found[spot.shape].setdefault(same, []).append(spot)
        return {shape: tuple(map(tuple, groups.values())) for shape, groups in found.items() if groups}


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


def map_sheet(content: Content, record: Map) -> MapDrawing | None:
    """The drawing of a map; None if it lacks its base map, its places or room for their names."""
    shapes, places = content.shapes.get(record.shapes), mapped_places(content, record.places)
    beyond = mapped_places(content, record.beyond)
    if shapes is None or not places:
        return None
    drawn = _drawn(
        tuple((place.name, _position(place)) for place in places),
        tuple((place.name, _position(place)) for place in beyond),
        shapes,
    )
    if not drawn.drawings:
        return None
    about = _about(content)
    shaped = {target: shape for shape, mark in zip(SHAPES, record.marks, strict=False) for target in mark.agreements}
    spots = tuple(
        _spot(place, point, bearing, about.get(place.id, ()), shaped)
        for place, point, bearing in zip([*places, *beyond], drawn.points, drawn.bearings, strict=True)
    )
    marks = {shape: mark.words for shape, mark in zip(SHAPES, record.marks, strict=False)}
    return MapDrawing(drawn.height, drawn.land, drawn.focus, spots, drawn.drawings, marks)


class _Drawn(NamedTuple):
    """The parts of a map that do not depend on events; without drawings if there is no room for the names."""

    height: int
    land: str
    focus: str
    points: tuple[Point, ...]
    bearings: tuple[float | None, ...]
    """The bearing of each point, if it is beyond the edge."""
    drawings: tuple[Drawing, ...]


@lru_cache(maxsize=32)  # placing names takes longer than all else, and one edit in a thousand moves a place
def _drawn(places: tuple[tuple[str, Point], ...], beyond: tuple[tuple[str, Point], ...], shapes: Shapes) -> _Drawn:
    ground = ground_of([position for _, position in places], shapes)
    edge = _in_order([ground.at(*position) for _, position in beyond], ground)
    at = [*(ground.at(*position) for _, position in places), *(point for point, _ in edge)]
    points = tuple((round(x, 1), round(y, 1)) for x, y in at)
    named = tuple((x, y, name) for (x, y), (name, _) in zip(points, (*places, *beyond), strict=True))
    drawings = tuple(_drawing(name, named, ground, shapes) for name in DRAWINGS)
    whole = tuple(drawing for drawing in drawings if drawing)
    room = whole if len(whole) == len(drawings) else ()
    bearings = (*(None for _ in places), *(bearing for _, bearing in edge))
    return _Drawn(ground.height, _path(shapes.land, ground), _path(shapes.focus, ground), points, bearings, room)


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


def _spot(
    place: Place, point: Point, bearing: float | None, about: Sequence[Fact], shaped: Mapping[str, str]
) -> Marker:
    agreements = tuple(record for record in about if isinstance(record, Agreement))
    events = tuple(record for record in about if not isinstance(record, Agreement))
    shape = next((shaped[record.id] for record in agreements if record.id in shaped), "circle")
    return Marker(place, *point, shape if bearing is None else "arrow", bearing or 0, events, agreements)


def _drawing(
    name: str, named: tuple[tuple[float, float, str], ...], ground: MapFrame, shapes: Shapes
) -> Drawing | None:
    size, radius = DRAWINGS[name]
    frame = Box(0, 0, WIDTH, ground.height)
    rings = [[ground.at(*point) for point in ring] for ring in shapes.focus]
    lines = tuple((*start, *end) for ring in rings for start, end in pairwise(ring))
    labels = place_labels(named, size, radius, frame, lines)
    if labels is None:
        return None
    taken = [label.box for label in labels]
    taken += [Box(x - radius, y - radius, x + radius, y + radius) for x, y, _ in named]
    return Drawing(name, size, radius, labels, _title(shapes, ground, size, taken, lines))


def _title(shapes: Shapes, ground: MapFrame, size: float, taken: Sequence[Box], lines: Iterable[Line]) -> Label | None:
    """The label with the name of the area in focus, as near to the middle of that area as it fits."""
    if not shapes.focus or not shapes.name:
        return None
    outline = [ground.at(*point) for point in max(shapes.focus, key=len)]
    left, right = min(x for x, _ in outline), max(x for x, _ in outline)
    top, bottom = min(y for _, y in outline), max(y for _, y in outline)
    middle, centre = (left + right) / 2, (top + bottom) / 2
    width = text_width(shapes.name.upper(), size) + 0.2 * size * len(shapes.name)
    places = [(x, y) for x in range(int(left), int(right), 20) for y in range(int(top), int(bottom), 20)]
    for x, y in sorted(places, key=lambda at: (abs(at[0] - middle) + 2 * abs(at[1] - centre), at)):
        box = Box(x - width / 2, y - size * 0.6, x + width / 2, y + size * 0.6)
        corners = ((box.left, box.top), (box.right, box.top), (box.left, box.bottom), (box.right, box.bottom))
        clear = not any(box.overlaps(other) for other in taken) and not any(crosses(line, box) for line in lines)
        if clear and all(_inside(corner, outline) for corner in corners):
            return Label(shapes.name, x, round(y + size * 0.35, 1), "middle", box)
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
