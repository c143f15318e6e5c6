"""Charts as data: each has a title, a source line, a table of its own numbers and an SVG drawn by a template.

Values are percents in ten-thousandths (e4) or None. Nothing here knows where the numbers come from.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from . import formats, tiles

FULL_E4 = 1_000_000
STEPS = 7
Row = list[Any]


@dataclass(frozen=True)
class Chart:
    """What every chart has. `key` names it in export links; without a key it is not exported."""

    title: str
    source: str = ""
    key: str = ""
    template: ClassVar[str] = ""

    def headings(self) -> list[str]:
        raise NotImplementedError

    def rows(self) -> list[Row]:
        """Rows of the table behind the chart, values as text in the running language."""
        raise NotImplementedError

    def drawing(self) -> dict[str, Any]:
        """What the SVG template needs: width, height and shapes."""
        raise NotImplementedError


@dataclass(frozen=True)
class Bar:
    label: str
    value_e4: int | None
    band: str = ""  # high, medium, low or "" for the brand colour
    change_e4: int | None = None
    url: str = ""


@dataclass(frozen=True)
class BarChart(Chart):
    """Horizontal bars from 0 to 100 %, in the order given."""

    bars: Sequence[Bar] = ()
    label_heading: str = ""
    template: ClassVar[str] = "ui/charts/bars.svg"
    WIDTH: ClassVar[int] = 440
    ROW: ClassVar[int] = 40

    def headings(self) -> list[str]:
        change = [_("Change, percentage points")] if self._has_change else []
        return [self.label_heading or _("Name"), _("Percent"), *change]

    @property
    def _has_change(self) -> bool:
        return any(bar.change_e4 is not None for bar in self.bars)

    def rows(self) -> list[Row]:
        return [
            [bar.label, formats.percent(bar.value_e4), *([formats.points(bar.change_e4)] if self._has_change else [])]
            for bar in self.bars
        ]

    def drawing(self) -> dict[str, Any]:
        shapes = [
            {
                "bar": bar,
                "top": place * self.ROW,
                "width": self.WIDTH * (bar.value_e4 or 0) // FULL_E4,
                "value": formats.percent(bar.value_e4),
                "change": formats.points(bar.change_e4) if bar.change_e4 is not None else "",
                "label": shortened(bar.label, 46),
            }
            for place, bar in enumerate(self.bars)
        ]
        return {"width": self.WIDTH, "height": self.ROW * max(1, len(self.bars)), "shapes": shapes}


def shortened(text: str, most: int) -> str:
    """TEXT cut at MOST letters with an ellipsis."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


@dataclass(frozen=True)
class LinePoint:
    year: int
    value_e4: int | None


@dataclass(frozen=True)
class LineSeries:
    name: str
    points: Sequence[LinePoint]
    published: bool = False  # official printed figures are dotted


@dataclass(frozen=True)
class LineChart(Chart):
    """Lines by year; the scale is cut to the values in steps of ten percent."""

    series: Sequence[LineSeries] = ()
    template: ClassVar[str] = "ui/charts/lines.svg"
    WIDTH: ClassVar[int] = 440
    HEIGHT: ClassVar[int] = 220
    LEFT: ClassVar[int] = 36
    TOP: ClassVar[int] = 24
    BOTTOM: ClassVar[int] = 28

    @property
    def years(self) -> list[int]:
        return sorted({point.year for line in self.series for point in line.points})

    def headings(self) -> list[str]:
        return [_("Year"), *(line.name for line in self.series)]

    def rows(self) -> list[Row]:
        known = [{point.year: point.value_e4 for point in line.points} for line in self.series]
        return [[str(year), *(formats.percent(values.get(year)) for values in known)] for year in self.years]

    def _limits(self) -> tuple[int, int]:
        values = [point.value_e4 for line in self.series for point in line.points if point.value_e4 is not None]
        if not values:
            return 0, FULL_E4
        step = FULL_E4 // 10
        low = min(values) // step * step
        return low, min(FULL_E4, max(low + step, -(-max(values) // step) * step))

    def drawing(self) -> dict[str, Any]:
        low, high = self._limits()
        years = self.years
        plot = self.HEIGHT - self.TOP - self.BOTTOM

        def x(year: int) -> float:
            inner = self.WIDTH - self.LEFT - 36
            share = years.index(year) / (len(years) - 1) if len(years) > 1 else 0.5
            return round(self.LEFT + 16 + share * inner, 1)

        def y(value: int) -> float:
            return round(self.TOP + plot * (1 - (value - low) / (high - low)), 1)

        grid = range(low, high + 1, FULL_E4 // 10 * max(1, (high - low) // (FULL_E4 // 10) // 4))
        return {
            "width": self.WIDTH,
            "height": self.HEIGHT,
            "left": self.LEFT,
            "grid": [{"y": y(value), "label": formats.percent(value, places=0)} for value in grid],
            "years": [{"x": x(year), "year": year, "y": self.HEIGHT - 8} for year in years],
            "lines": _with_labels([_line(line, x, y) for line in self.series]),
        }


def _line(line: LineSeries, x: Any, y: Any) -> dict[str, Any]:
    dots = [
        {"x": x(point.year), "y": y(point.value_e4), "label": formats.percent(point.value_e4), "year": point.year}
        for point in line.points
        if point.value_e4 is not None
    ]
    path = " ".join(f"{dot['x']},{dot['y']}" for dot in dots)
    return {"line": line, "dots": dots, "path": path}


def _with_labels(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """LINES with places for the numbers: above the dot, below it for the lowest of several in a year."""
    by_year: dict[int, list[dict[str, Any]]] = {}
    for line in lines:
        for dot in line["dots"]:
            by_year.setdefault(dot["year"], []).append(dot)
    for dots in by_year.values():
        lowest = max(dots, key=lambda dot: dot["y"]) if len(dots) > 1 else None
        for dot in dots:
            dot["label_y"] = dot["y"] + 20 if dot is lowest else dot["y"] - 10
    return lines


@dataclass(frozen=True)
class BandShare:
    band: str
    label: str
    settlements: int
    people: int


@dataclass(frozen=True)
class BandRow:
    label: str
    shares: Sequence[BandShare]


@dataclass(frozen=True)
class StackedBands(Chart):
    """Rows of high, medium and low, by settlements; people in the table."""

    bands: Sequence[BandRow] = ()
    template: ClassVar[str] = "ui/charts/bands.svg"
    WIDTH: ClassVar[int] = 440
    ROW: ClassVar[int] = 58

    def headings(self) -> list[str]:
        names = [share.label for share in self.bands[0].shares] if self.bands else []
        return ["", *(f"{name}: {unit}" for name in names for unit in (_("settlements"), _("people")))]

    def rows(self) -> list[Row]:
        return [
            [row.label, *(formats.number(value) for share in row.shares for value in (share.settlements, share.people))]
            for row in self.bands
        ]

    def drawing(self) -> dict[str, Any]:
        return {
            "width": self.WIDTH,
            "height": self.ROW * max(1, len(self.bands)),
            "shapes": [self._row(place, row) for place, row in enumerate(self.bands)],
        }

    def _row(self, place: int, row: BandRow) -> dict[str, Any]:
        whole = sum(share.settlements for share in row.shares) or 1
        left, parts = 0.0, []
        for share in row.shares:
            width = self.WIDTH * share.settlements / whole
            text = formats.number(share.settlements)
            parts.append(
                {"share": share, "x": round(left, 1), "width": round(width, 1), "middle": round(left + width / 2, 1),
                 "text": text if width > 9 * len(text) + 8 else ""}
            )  # fmt: skip
            left += width
        return {"label": row.label, "top": place * self.ROW, "parts": parts}


def step_of(value_e4: int | None, low: int, high: int) -> int:
    """Step 1 to 7 of a value on the scale LOW..HIGH; 0 without a value."""
    if value_e4 is None:
        return 0
    return min(STEPS, 1 + (value_e4 - low) * STEPS // max(1, high - low))


def scale_of(values: Sequence[int | None]) -> tuple[int, int]:
    """Limits of a map's scale in whole tens of percent around VALUES."""
    known = [value for value in values if value is not None]
    if not known:
        return 0, FULL_E4
    ten = FULL_E4 // 10
    low = min(known) // ten * ten
    return low, max(low + ten, -(-max(known) // ten) * ten)


def legend_of(low: int, high: int) -> list[dict[str, Any]]:
    """The seven steps with the percents they begin at."""
    width = (high - low) / STEPS
    return [
        {"step": number + 1, "label": formats.percent(round(low + number * width), places=0), "x": number * 40}
        for number in range(STEPS)
    ]


@dataclass(frozen=True)
class Tile:
    """A region on the tile-grid map; `code` is the first two digits of its КАТО."""

    code: str
    label: str
    value_e4: int | None
    url: str = ""


@dataclass(frozen=True)
class TileMap(Chart):
    """The country as a grid of equal tiles, a tile a region: one hue in seven steps, the value printed."""

    tiles: Sequence[Tile] = ()
    value_heading: str = ""
    template: ClassVar[str] = "ui/charts/tiles.svg"
    SIZE: ClassVar[int] = 72

    def headings(self) -> list[str]:
        return [_("Region"), self.value_heading or _("Percent")]

    def rows(self) -> list[Row]:
        return [[tile.label, formats.percent(tile.value_e4)] for tile in self.tiles]

    def drawing(self) -> dict[str, Any]:
        low, high = scale_of([tile.value_e4 for tile in self.tiles])
        shapes = [self._tile(tile, low, high) for tile in self._whole_country()]
        columns = 1 + max(column for column, _row in tiles.PLACES.values())
        rows = 1 + max(row for _column, row in tiles.PLACES.values())
        return {
            "width": columns * self.SIZE,
            "height": rows * self.SIZE + 36,
            "shapes": shapes,
            "size": self.SIZE,
            "legend": legend_of(low, high),
            "legend_y": rows * self.SIZE + 8,
        }

    def _whole_country(self) -> list[Tile]:
        """A tile for every region, those without figures too: the country is known by its outline."""
        given = {tile.code: tile for tile in self.tiles}
        return [given.get(code, Tile(code, "", None)) for code in tiles.PLACES]

    def _tile(self, tile: Tile, low: int, high: int) -> dict[str, Any]:
        column, row = tiles.PLACES[tile.code]
        step = step_of(tile.value_e4, low, high)
        return {
            "tile": tile,
            "x": column * self.SIZE,
            "y": row * self.SIZE,
            "middle": column * self.SIZE + self.SIZE // 2,
            "name_y": row * self.SIZE + 30,
            "value_y": row * self.SIZE + 52,
            "name": tiles.SHORT_NAMES[tile.code][formats.language_of(None)],
            "value": formats.percent(tile.value_e4),
            "step": step,
        }


@dataclass(frozen=True)
class Sparkline(Chart):
    """A small line of one series, for a card or a table's cell."""

    values: Sequence[LinePoint] = ()
    template: ClassVar[str] = "ui/charts/spark.svg"

    def headings(self) -> list[str]:
        return [_("Year"), _("Percent")]

    def rows(self) -> list[Row]:
        return [[str(point.year), formats.percent(point.value_e4)] for point in self.values]

    def drawing(self) -> dict[str, Any]:
        known = [point.value_e4 for point in self.values if point.value_e4 is not None]
        low, high = (min(known), max(known)) if known else (0, 1)
        last = max(1, len(self.values) - 1)
        spots = [
            (round(4 + 92 * place / last, 1), round(26 - 20 * (point.value_e4 - low) / max(1, high - low), 1))
            for place, point in enumerate(self.values)
            if point.value_e4 is not None
        ]
        return {"width": 100, "height": 32, "path": " ".join(f"{x},{y}" for x, y in spots), "last": spots[-1:]}


Ring = Sequence[tuple[float, float]]  # (longitude, latitude)


@dataclass(frozen=True)
class Shape:
    """A territory with its boundary."""

    label: str
    rings: Sequence[Ring]
    value_e4: int | None
    url: str = ""


@dataclass(frozen=True)
class Spot:
    """A settlement with coordinates."""

    label: str
    longitude: float
    latitude: float
    band: str = ""
    url: str = ""


@dataclass(frozen=True)
class BoundaryMap(Chart):
    """Real boundaries when they were loaded, and settlement points; without tiles or outside services."""

    shapes: Sequence[Shape] = ()
    spots: Sequence[Spot] = field(default_factory=tuple)
    value_heading: str = ""
    template: ClassVar[str] = "ui/charts/boundaries.svg"
    WIDTH: ClassVar[int] = 640

    def headings(self) -> list[str]:
        return [_("Name"), self.value_heading or _("Percent")]

    def rows(self) -> list[Row]:
        return [[shape.label, formats.percent(shape.value_e4)] for shape in self.shapes]

    def drawing(self) -> dict[str, Any]:
        from .projection import Projection

        low, high = scale_of([shape.value_e4 for shape in self.shapes])
        projection = Projection.fitting(
            [point for shape in self.shapes for ring in shape.rings for point in ring]
            + [(spot.longitude, spot.latitude) for spot in self.spots],
            self.WIDTH,
        )
        return {
            "width": self.WIDTH,
            "height": projection.height + 36,
            "legend": legend_of(low, high) if self.shapes else [],
            "legend_y": projection.height + 8,
            "shapes": [
                {
                    "shape": shape,
                    "path": projection.path(shape.rings),
                    "centre": projection.centre(shape.rings),
                    "value": formats.percent(shape.value_e4),
                    "step": step_of(shape.value_e4, low, high),
                }
                for shape in self.shapes
            ],
            "spots": [{"spot": spot, "at": projection.point(spot.longitude, spot.latitude)} for spot in self.spots],
        }
