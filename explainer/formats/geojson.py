"""The base map of a map: outlines of land, of the area in focus and of lakes, from a GeoJSON file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from explainer.problems import ContentError, Location, Problem

Ring = tuple[tuple[float, float], ...]
ROLES = ("land", "focus", "water")


@dataclass(frozen=True, slots=True)
class Shapes:
    """Closed rings of (longitude, latitude): of the land, of the one area in focus, which has a name, and of waters in it."""

    land: tuple[Ring, ...]
    focus: tuple[Ring, ...]
    name: str
    water: tuple[Ring, ...] = ()

    def extent(self) -> tuple[float, float, float, float]:
        """The west, south, east and north end of all rings, in degrees."""
        longitudes, latitudes = zip(*(point for ring in (*self.land, *self.focus) for point in ring), strict=True)
        return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def read_shapes(path: str, text: str) -> Shapes:
    """The shapes of a GeoJSON feature collection (RFC 7946), each feature a polygon with a role.

    Raises:
        ContentError: if it is not JSON, or not such a collection.
    """
    try:
        collection = json.loads(text)
    except json.JSONDecodeError as error:
        raise ContentError([Problem(Location(path, error.lineno, error.colno), f"not JSON: {error.msg}", "write the file again from its origin", rule="shapes")]) from None  # fmt: skip
    except (RecursionError, ValueError):
        raise _fault(path, "not JSON: nested too deeply, or a number without end") from None
    if not isinstance(collection, dict) or not isinstance(collection.get("features"), list):
        raise _fault(path, "not a feature collection")
    rings: dict[str, list[Ring]] = {role: [] for role in ROLES}
    name = ""
    for number, feature in enumerate(collection["features"], 1):
        try:
            properties, geometry = feature["properties"], feature["geometry"]
            rings[properties["role"]] += _rings(geometry)
            name = str(properties.get("name", name)) if properties["role"] == "focus" else name
        except (LookupError, TypeError, ValueError, AttributeError, OverflowError):
            raise _fault(path, f"feature {number} is not a polygon with the role land, focus or water") from None
    if not rings["land"]:
        raise _fault(path, "no land")
    return Shapes(tuple(rings["land"]), tuple(rings["focus"]), name, tuple(rings["water"]))


def _rings(geometry: Any) -> Iterator[Ring]:
    polygons = {"Polygon": [geometry["coordinates"]], "MultiPolygon": geometry["coordinates"]}[geometry["type"]]
    for polygon in polygons:
        for ring in polygon:
            points = tuple((float(point[0]), float(point[1])) for point in ring)
            if len(points) < 4 or not all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in points):
                raise ValueError
            yield points


def _fault(path: str, message: str) -> ContentError:
    hint = (
        'a GeoJSON FeatureCollection of Polygons and MultiPolygons, "properties": {"role": "land"}, "focus" or "water"'
    )
    return ContentError([Problem(Location(path), message, hint, rule="shapes")])
