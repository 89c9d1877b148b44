"""Cut a base map out of a world atlas: `python tests/tools/cut_shapes.py ATLAS.json COUNTRY MAP FILE.geojson [LAKES LAKE]`.

ATLAS.json is `countries-50m.json` of the npm package world-atlas (`npm pack world-atlas@2.0.2`), a TopoJSON file of
Natural Earth's data; COUNTRY the name of the area in focus as the atlas has it; MAP the id of the record that will show
it. The arcs are thinned by Douglas and Peucker's method in the projection of that map, so that what two shapes share
stays shared, and cut off a little beyond its frame. LAKES is `geojson/ne_110m_lakes.geojson` of Natural Earth's repository
natural-earth-vector, LAKE the name of a lake in it, which is drawn as it is.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from samples import ROOT, Explainer

from explainer.formats.geojson import Shapes
from explainer.graphics.maps import MARGIN, WIDTH, MapFrame, ground_of
from explainer.graphics.projection import Point

TOLERANCE = 1.2
"""The maximum distance of a simplified line from the true one, in units of a drawing `WIDTH` units wide."""
SMALLEST = 60.0
"""The area of the smallest island or lake kept, in square units of the drawing."""


def arcs_of(atlas: dict[str, Any]) -> list[list[Point]]:
    """Every arc in degrees: TopoJSON stores differences of integers, with a scale and a shift."""
    (scale_x, scale_y), (shift_x, shift_y) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = []
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale_x + shift_x, y * scale_y + shift_y))
        arcs.append(points)
    return arcs


def rings_of(geometry: dict[str, Any], arcs: list[list[Point]]) -> Iterator[list[Point]]:
    """The rings of an object: arcs joined end to end, those with a negative number (~n) backwards."""
    if geometry["type"] == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from rings_of(part, arcs)
        return
    for polygon in geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]:
        for ring in polygon:
            points: list[Point] = []
            for number in ring:
                arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                points += arc[1:] if points else arc
            yield points


def thinned(points: list[Point], ground: MapFrame) -> list[Point]:
    """An arc without the points that lie within `TOLERANCE` of the line (Douglas and Peucker)."""
    flat = [ground.at(*point) for point in points]
    keep = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        inner = range(first + 1, last)
        if not inner:
            continue
        far = max(inner, key=lambda index: distance(flat[index], flat[first], flat[last]))
        if distance(flat[far], flat[first], flat[last]) > TOLERANCE:
            keep.add(far)
            waiting += [(first, far), (far, last)]
    return [points[index] for index in sorted(keep)]


def distance(point: Point, start: Point, end: Point) -> float:
    """How far a point lies from a stretch of line."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length if length else 0.0
    along = max(0.0, min(1.0, along))
    return math.hypot(point[0] - start[0] - along * dx, point[1] - start[1] - along * dy)


def clipped(ring: list[Point], ground: MapFrame) -> list[Point]:
    """The part of a ring in the frame and a strip around it, cut edge by edge (Sutherland and Hodgman)."""
    strip = MARGIN * 2
    edges = ((0, -strip, 1), (0, WIDTH + strip, -1), (1, -strip, 1), (1, ground.height + strip, -1))
    for axis, limit, sign in edges:
        cut: list[Point] = []
        for before, after in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
            place = sign * (ground.at(*before)[axis] - limit), sign * (ground.at(*after)[axis] - limit)
            if (place[0] < 0) != (place[1] < 0):
                share = place[0] / (place[0] - place[1])
                cut.append((before[0] + share * (after[0] - before[0]), before[1] + share * (after[1] - before[1])))
            if place[1] >= 0:
                cut.append(after)
        ring = cut
    return ring


def area(ring: list[Point], ground: MapFrame) -> float:
    """The area of a ring on the drawing, in square units."""
    flat = [ground.at(*point) for point in ring]
    pairs = zip(flat, [*flat[1:], *flat[:1]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def is_near(ring: Iterable[Point], ground: MapFrame) -> bool:
    """True if a ring may reach into the frame; the far side of the earth is left out before it is projected."""
    return any(-WIDTH < ground.at(*p)[0] < 2 * WIDTH and -WIDTH < ground.at(*p)[1] < 2 * WIDTH for p in ring)


def feature(role: str, geometry: dict[str, Any], arcs: list[list[Point]], ground: MapFrame) -> dict[str, Any]:
    """A GeoJSON feature of what is left of an object."""
    kept = []
    for ring in rings_of(geometry, arcs):
        part = clipped(ring, ground) if is_near(ring, ground) else []
        if len(part) > 2 and area(part, ground) >= SMALLEST:
            kept.append([[round(x, 2), round(y, 2)] for x, y in [*part, part[0]]])
    # Holes need no rank of their own: the map is filled by the even-odd rule.
    return {
        "type": "Feature",
        "properties": {"role": role, **({"name": geometry["properties"]["name"]} if role == "focus" else {})},
        "geometry": {"type": "MultiPolygon", "coordinates": [[ring] for ring in kept]},
    }


def main() -> None:
    """Write the file that the map's record names."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    for name in ("atlas", "country", "map", "file"):
        parser.add_argument(name)
    parser.add_argument("lakes", nargs="?")
    parser.add_argument("lake", nargs="?")
    options = parser.parse_args()
    atlas = json.loads(Path(options.atlas).read_text("utf-8"))
    content = Explainer(ROOT).content()
    shown = content.records[options.map]
    (country,) = (g for g in atlas["objects"]["countries"]["geometries"] if g["properties"]["name"] == options.country)
    (land,) = atlas["objects"]["land"]["geometries"]
    arcs = arcs_of(atlas)
    focus = tuple(tuple(ring) for ring in rings_of(country, arcs))
    places: list[Any] = [content.records[name] for name in shown.places]  # type: ignore[attr-defined]
    positions = [(float(place.longitude), float(place.latitude)) for place in places]
    ground = ground_of(positions, Shapes((), focus, options.country))
    arcs = [thinned(arc, ground) for arc in arcs]
    collection: dict[str, Any] = {
        "type": "FeatureCollection",
        "origin": "Natural Earth, 1:50m (naturalearthdata.com), through npm world-atlas 2.0.2, countries-50m.json; "
        f"cut and thinned by tests/tools/cut_shapes.py: land, and the outline of {options.country}, no other border",
        "licence": "public domain (Natural Earth)",
        "features": [feature("land", land, arcs, ground), feature("focus", country, arcs, ground)],
    }
    if options.lake:
        lakes = json.loads(Path(options.lakes).read_text("utf-8"))["features"]
        (lake,) = (each for each in lakes if each["properties"]["name"] == options.lake)
        ring = [[round(x, 2), round(y, 2)] for x, y in lake["geometry"]["coordinates"][0]]
        collection["origin"] += (
            f"; {options.lake}: Natural Earth, 1:110m, ne_110m_lakes.geojson of github.com/nvkelso/natural-earth-vector"
        )
        collection["features"].append(
            {
                "type": "Feature",
                "properties": {"role": "water", "name": options.lake},
                "geometry": {"type": "MultiPolygon", "coordinates": [[ring]]},
            }
        )
    lines = json.dumps(collection, separators=(",", ":"), ensure_ascii=False).replace("[[[", "\n[[[")
    Path(options.file).write_text(lines + "\n", "utf-8")
    print(f"{options.file}: {len(lines)} characters")


if __name__ == "__main__":
    main()
