"""Longitude and latitude to the plane of an SVG: equirectangular at the middle latitude, enough for a country."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

Point = tuple[float, float]


@dataclass(frozen=True)
class Projection:
    west: float
    north: float
    scale: float  # units of the SVG per degree of latitude
    narrowing: float  # cosine of the middle latitude
    height: int

    @classmethod
    def fitting(cls, points: Sequence[Point], width: int) -> "Projection":
        """The projection in which POINTS fill WIDTH, or 0.7 of it in height where they lie north to south."""
        if not points:
            return cls(0, 0, 1, 1, 40)
        longitudes, latitudes = [p[0] for p in points], [p[1] for p in points]
        narrowing = cos(radians((min(latitudes) + max(latitudes)) / 2))
        wide = max(0.05, (max(longitudes) - min(longitudes)) * narrowing)
        tall = max(0.03, max(latitudes) - min(latitudes))
        scale = min((width - 16) / wide, (0.7 * width - 16) / tall)
        left = (width - wide * scale) / 2 / (scale * narrowing)  # degrees of empty space at the west
        west = min(longitudes) - left + 8 / (scale * narrowing)
        return cls(west, max(latitudes), scale, narrowing, round(tall * scale) + 16)

    def point(self, longitude: float, latitude: float) -> Point:
        x = 8 + (longitude - self.west) * self.narrowing * self.scale
        return round(x, 1), round(8 + (self.north - latitude) * self.scale, 1)

    def path(self, rings: Sequence[Sequence[Point]]) -> str:
        """The `d` of an SVG path through RINGS."""
        drawn = (" ".join(f"{x},{y}" for x, y in (self.point(*spot) for spot in ring)) for ring in rings)
        return " ".join(f"M{points}Z" for points in drawn)

    def centre(self, rings: Sequence[Sequence[Point]]) -> Point:
        """Middle of the longest ring, where a value is printed."""
        ring = max(rings, key=len)
        spots = [self.point(*spot) for spot in ring]
        return round(sum(x for x, _ in spots) / len(spots), 1), round(sum(y for _, y in spots) / len(spots), 1)
