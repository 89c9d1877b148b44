"""Lambert's conformal conic projection of the sphere, from degrees to a flat map."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

Point = tuple[float, float]
Projection = Callable[[float, float], Point]
"""Longitude and latitude in degrees to x (east) and y (south), in radii of the sphere."""


def conic(meridian: float, south: float, north: float) -> Projection:
    """Lambert's conformal conic projection, true to scale along the parallels `south` and `north`; in degrees.

    The formulas are those for the sphere, 14-1 to 14-4 and 15-1 to 15-3, of J. P. Snyder, Map Projections:
    A Working Manual, U.S. Geological Survey Professional Paper 1395, 1987. On the equator the cone would be
    Mercator's cylinder; the cone used instead is so flat that the difference is not visible.
    """
    first, second = _radians(south), _radians(north)
    if math.isclose(first, second):
        n = math.sin(first)
    else:
        n = math.log(math.cos(first) / math.cos(second)) / math.log(_spread(second) / _spread(first))
    n = n if abs(n) > 1e-6 else 1e-6
    f = math.cos(first) * _spread(first) ** n / n
    origin = f / _spread((first + second) / 2) ** n

    def project(longitude: float, latitude: float) -> Point:
        rho = f / _spread(_radians(latitude)) ** n
        theta = n * math.radians((longitude - meridian + 180) % 360 - 180)
        return rho * math.sin(theta), rho * math.cos(theta) - origin

    return project


def fitting(points: Iterable[Point]) -> Projection:
    """The projection for a region: its middle meridian, and parallels a sixth of its height from either end.

    `points` are (longitude, latitude), none beyond the 180th meridian.
    """
    longitudes, latitudes = zip(*points, strict=True)
    sixth = (max(latitudes) - min(latitudes)) / 6
    return conic((min(longitudes) + max(longitudes)) / 2, min(latitudes) + sixth, max(latitudes) - sixth)


def _radians(latitude: float) -> float:
    return math.radians(max(-89.0, min(89.0, latitude)))  # a pole is infinitely far away, or in the apex


def _spread(latitude: float) -> float:
    return math.tan(math.pi / 4 + latitude / 2)
