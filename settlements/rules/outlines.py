"""Outlines of territories: rings of a GeoJSON geometry, checked and simplified."""

from collections.abc import Iterable
from typing import Any

Point = tuple[float, float]  # longitude, latitude, degrees (WGS 84)
Ring = list[Point]

LONGITUDES, LATITUDES = (46.0, 88.0), (40.0, 56.0)  # Kazakhstan with a margin
SMALLEST_RING = 4  # a triangle, closed


class BadOutline(ValueError):
    """The geometry is no outline; the argument is a code: "geometry", "ring", "outside"."""


def rings_of(geometry: Any) -> list[Ring]:
    """Every ring of a Polygon or MultiPolygon, outer and inner alike; raises `BadOutline`."""
    kind, coordinates = _parts(geometry)
    polygons = [coordinates] if kind == "Polygon" else coordinates
    if not isinstance(polygons, list) or not all(isinstance(rings, list) for rings in polygons):
        raise BadOutline("geometry")
    rings = [_ring(ring) for polygon in polygons for ring in polygon]
    if not rings:
        raise BadOutline("geometry")
    return rings


def _parts(geometry: Any) -> tuple[str, Any]:
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise BadOutline("geometry")
    return geometry["type"], geometry.get("coordinates")


def _ring(raw: Any) -> Ring:
    if not isinstance(raw, list) or len(raw) < SMALLEST_RING:
        raise BadOutline("ring")
    try:
        ring = [(float(point[0]), float(point[1])) for point in raw]
    except (TypeError, ValueError, IndexError) as error:
        raise BadOutline("ring") from error
    if ring[0] != ring[-1]:
        raise BadOutline("ring")
    if not all(_inside(point) for point in ring):
        raise BadOutline("outside")
    return ring


def _inside(point: Point) -> bool:
    return LONGITUDES[0] <= point[0] <= LONGITUDES[1] and LATITUDES[0] <= point[1] <= LATITUDES[1]


def simplify(ring: Ring, tolerance: float) -> Ring:
    """RING without points that lie nearer than TOLERANCE (degrees) to the line that replaces them
    (Douglas and Peucker), to three decimals; [] for a ring that is smaller than that."""
    middle = max(range(len(ring)), key=lambda index: _squared(ring[0], ring[index]))
    kept = {0, middle, len(ring) - 1}
    spans = [(0, middle), (middle, len(ring) - 1)]
    while spans:
        first, last = spans.pop()
        index, distance = _farthest(ring, first, last)
        if distance > tolerance * tolerance:
            kept.add(index)
            spans += [(first, index), (index, last)]
    points = [(round(ring[i][0], 3), round(ring[i][1], 3)) for i in sorted(kept)]
    return points if len(set(points)) >= SMALLEST_RING - 1 else []


def _farthest(ring: Ring, first: int, last: int) -> tuple[int, float]:
    """Index of the point between FIRST and LAST farthest from their line, and its squared distance."""
    best, distance = first, 0.0
    for index in range(first + 1, last):
        here = _squared_to_line(ring[index], ring[first], ring[last])
        if here > distance:
            best, distance = index, here
    return best, distance


def _squared(a: Point, b: Point) -> float:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2


def _squared_to_line(point: Point, start: Point, end: Point) -> float:
    length = _squared(start, end)
    if length == 0:
        return _squared(point, start)
    along = (point[0] - start[0]) * (end[0] - start[0]) + (point[1] - start[1]) * (end[1] - start[1])
    share = min(1.0, max(0.0, along / length))
    foot = (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1]))
    return _squared(point, foot)


def simplified(rings: Iterable[Ring], tolerance: float) -> list[Ring]:
    """Simplified RINGS, those that vanish left out; the largest stays as it is when all would vanish."""
    rings = list(rings)
    return [ring for ring in (simplify(r, tolerance) for r in rings) if ring] or [max(rings, key=len)]
