"""The geometry of maps: what a template needs to draw the places of a record on real ground."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from explainer.content import Content
from explainer.labels import Box, Label, place_labels, text_width
from explainer.model import Agreement, Fact, Map, Place
from explainer.projection import Point, Projection, fitting
from explainer.shapes import Ring, Shapes

WIDTH = 1000
"""Width of every map in units of the drawing; its height follows from what it shows."""
MARGIN = 30

DRAWINGS = {"wide": (20.0, 8.0), "narrow": (40.0, 15.0)}
"""Size of the text and radius of the marks, in units, where the map has room and where it is some 280 px wide."""

STANDINGS = {"happened": (True, False), "both": (True, True), "promised": (False, True)}
"""What a place stands for: whether something happened there, and whether anything was promised for it."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A projection fitted to a box `WIDTH` units wide and `height` units high."""

    projection: Projection
    scale: float
    left: float
    top: float
    height: int

    def at(self, longitude: float, latitude: float) -> Point:
        """A place in degrees, in units of the drawing."""
        x, y = self.projection(longitude, latitude)
        return (x - self.left) * self.scale + MARGIN, (y - self.top) * self.scale + MARGIN


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map: where it lies, what it stands for, what happened there, what was promised for it."""

    place: Place
    x: float
    y: float
    standing: str
    events: tuple[Fact, ...]
    agreements: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """One way to draw the spots: size of the text, radius of the marks, a label for each spot.

    `title` is the name of the area in focus, where there is room for it.
    """

    name: str
    size: float
    radius: float
    labels: tuple[Label, ...]
    title: Label | None


@dataclass(frozen=True, slots=True)
class Group:
    """Spots with the same agreements; `like` is a place listed earlier that has the same ones, if they are several."""

    spots: tuple[Spot, ...]
    like: Place | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A map ready to draw: outlines as SVG paths, its spots, and a drawing for each room there may be."""

    height: int
    land: str
    focus: str
    spots: tuple[Spot, ...]
    drawings: tuple[Drawing, ...]
    width: int = WIDTH

    def groups(self) -> Mapping[str, tuple[Group, ...]]:
        """The spots as a list tells of them, by what they stand for; what several share is told once."""
        found: dict[str, tuple[Group, ...]] = {}
        told: dict[tuple[str, ...], Place] = {}
        for name in STANDINGS:
            groups: dict[tuple[str, ...], list[Spot]] = {}
            for spot in self.spots:
                if spot.standing == name:
                    groups.setdefault(tuple(fact.id for fact in spot.agreements) or (spot.place.id,), []).append(spot)
            found[name] = tuple(Group(tuple(spots), told.get(ids)) for ids, spots in groups.items())
            told |= {ids: spots[0].place for ids, spots in groups.items() if len(ids) > 1}
        return found


def mapped_places(content: Content, record: Map) -> list[Place]:
    """The places of a map that have a position."""
    places = (content.records.get(name) for name in record.places)
    return [place for place in places if isinstance(place, Place) and _placed(place)]


def map_sheet(content: Content, record: Map) -> Sheet | None:
    """The drawing of a map; None if its ground, its places or the room for their names is missing."""
    shapes, places = content.shapes.get(record.shapes), mapped_places(content, record)
    if shapes is None or not places:
        return None
    drawn = _drawn(tuple((place.name, _position(place)) for place in places), shapes)
    if not drawn.drawings:
        return None
    about = _about(content)
    spots = tuple(
        _spot(place, x, y, about.get(place.id, ())) for place, (x, y) in zip(places, drawn.points, strict=True)
    )
    return Sheet(drawn.height, drawn.land, drawn.focus, spots, drawn.drawings)


class _Drawn(NamedTuple):
    """What of a map does not depend on what happened there; without drawings if there is no room for the names."""

    height: int
    land: str
    focus: str
    points: tuple[Point, ...]
    drawings: tuple[Drawing, ...]


@lru_cache(maxsize=32)  # placing names takes longer than all else, and one edit in a thousand moves a place
def _drawn(places: tuple[tuple[str, Point], ...], shapes: Shapes) -> _Drawn:
    ground = ground_of([position for _, position in places], shapes)
    points = tuple((round(x, 1), round(y, 1)) for x, y in (ground.at(*position) for _, position in places))
    named = tuple((x, y, name) for (x, y), (name, _) in zip(points, places, strict=True))
    drawings = tuple(_drawing(name, named, ground, shapes) for name in DRAWINGS)
    whole = tuple(drawing for drawing in drawings if drawing)
    room = whole if len(whole) == len(drawings) else ()
    return _Drawn(ground.height, _path(shapes.land, ground), _path(shapes.focus, ground), points, room)


def ground_of(positions: Sequence[Point], shapes: Shapes) -> Ground:
    """The ground that holds these positions, in degrees, and all that is in focus."""
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
    return Ground(
        projection, scale, middle - size / 2, (top + bottom) / 2 - height / 2, round(height * scale) + 2 * MARGIN
    )


def _placed(place: Place) -> bool:
    return place.longitude is not None and place.latitude is not None


def _position(place: Place) -> Point:
    return float(place.longitude or 0), float(place.latitude or 0)


def _about(content: Content) -> Mapping[str, tuple[Fact, ...]]:
    """For each place, what happened or was said there and what was agreed about it."""
    found: dict[str, list[Fact]] = {}
    for kind in ("event", "development", "quote", "agreement"):
        for record in content.of_kind(kind):
            for place in record.places:
                found.setdefault(place, []).append(record)
    return {place: tuple(records) for place, records in found.items()}


def _spot(place: Place, x: float, y: float, about: Sequence[Fact]) -> Spot:
    agreements = tuple(record for record in about if isinstance(record, Agreement))
    events = tuple(record for record in about if not isinstance(record, Agreement))
    standing = "both" if events and agreements else "promised" if agreements else "happened"
    return Spot(place, x, y, standing, events, agreements)


def _drawing(name: str, named: tuple[tuple[float, float, str], ...], ground: Ground, shapes: Shapes) -> Drawing | None:
    size, radius = DRAWINGS[name]
    frame = Box(0, 0, WIDTH, ground.height)
    labels = place_labels(named, size, radius, frame)
    if labels is None:
        return None
    taken = [label.box for label in labels]
    taken += [Box(x - radius, y - radius, x + radius, y + radius) for x, y, _ in named]
    return Drawing(name, size, radius, labels, _title(shapes, ground, size, taken))


def _title(shapes: Shapes, ground: Ground, size: float, taken: Sequence[Box]) -> Label | None:
    """The name of the area in focus, spaced out, where it fits nearest to the middle of that area."""
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
        if not any(box.overlaps(other) for other in taken) and all(_inside(corner, outline) for corner in corners):
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


def _path(rings: Iterable[Ring], ground: Ground) -> str:
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
