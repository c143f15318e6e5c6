"""The figures of a territory's page."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from rss_portal.ui import formats
from rss_portal.ui.charts import (
    BandRow,
    BandShare,
    Bar,
    BarChart,
    BoundaryMap,
    Chart,
    LineChart,
    LinePoint,
    LineSeries,
    Shape,
    StackedBands,
    Tile,
    TileMap,
)
from settlements.choices import Level
from settlements.models import Direction
from standards import dashboard_queries
from standards.charts.addresses import place_address
from standards.charts.figure_set import FigureSet, TableFigure, band_of
from standards.charts.place import Place
from standards.charts.sources import source_text
from standards.choices import Band, Scope
from standards.dashboard_queries import OddPublished
from standards.figures import BandCount, ChildFigures, DirectionFigure, ItemFigure, MovementCell

ORDER = {Band.HIGH: 2, Band.MEDIUM: 1, Band.LOW: 0}


@dataclass(frozen=True)
class Move:
    """A cell of the movement table: up, down or same."""

    to_band: str
    settlements: int
    people: int
    kind: str


@dataclass(frozen=True)
class MoveRow:
    band: str
    cells: list[Move]


@dataclass(frozen=True)
class NamedDirection:
    direction: Direction
    figure: DirectionFigure


class PlaceFigures(FigureSet):
    """History, bands, movement, map, ranking, directions, items and movers of a territory."""

    keys: ClassVar[tuple[str, ...]] = (
        "history", "bands", "movement", "map", "ranking", "directions", "worst_items", "best_items", "movers",
    )  # fmt: skip

    def __init__(self, place: Place, metric: str = "") -> None:
        super().__init__(place.page)
        self.place = place
        self.metric = metric if metric in METRICS else "mean"

    @property
    def history(self) -> Chart:
        """The portal's own series, the published one dotted beside it."""
        points = self.place.history
        own = [LinePoint(point.year, point.mean_e4) for point in points if point.mean_e4 is not None]
        printed = [
            LinePoint(point.year, int(point.published * formats.E4)) for point in points if point.published is not None
        ]
        lines = [LineSeries(_("Portal, edition %(code)s") % {"code": self.page.edition.code}, own)]
        if printed:
            lines.append(LineSeries(_("Official, published"), printed, published=True))
        sources = sorted({source_text(point.published_source) for point in points if point.published_source})
        rule = _("Mean over settlements, each counts once.")
        if sources:
            rule += " " + _("Published: %(sources)s.") % {"sources": "; ".join(sources)}
        return LineChart(_("Provision by years, %"), self.source(rule), "history", series=lines)

    @property
    def band_counts(self) -> list[tuple[str, BandCount]]:
        """Settlements and people of every band, the highest first."""
        return [(code, self.place.figures.bands[code]) for code in Band.values]

    @property
    def bands(self) -> Chart:
        counts = self.place.figures.bands
        rows = [
            BandRow(
                _("Portal, %(year)s") % {"year": self.page.year},
                [
                    BandShare(code, label, counts[code].settlements, counts[code].people)
                    for code, label in _band_labels()
                ],
            )
        ]
        rule = _("High above 80 %, medium 50 to 80 %, low below 50 %, on the percent before rounding.")
        return StackedBands(
            _("Settlements and people by band"),
            self.source(rule),
            "bands",
            bands=rows + self._printed_bands(),
        )

    def _printed_bands(self) -> list[BandRow]:
        """The printed bands of villages beside the country's own rural ones."""
        if not self.place.is_country or self.page.scope != Scope.RURAL:
            return []
        by_year: dict[int, dict[str, BandShare]] = {}
        for row in dashboard_queries.published_bands():
            people = int(row.population_million * 1_000_000)
            share = BandShare(row.band, str(Band(row.band).label), row.settlements, people)
            by_year.setdefault(row.year, {})[row.band] = share
        return [
            BandRow(_("Official, published, %(year)s") % {"year": year}, [shares[code] for code in Band.values])
            for year, shares in by_year.items()
            if set(shares) == set(Band.values)
        ]

    # --- movement ---------------------------------------------------------------------------------------------

    @property
    def movement_rows(self) -> list[MoveRow]:
        movement = self.place.movement
        return (
            [MoveRow(before, [self._move(before, after) for after in Band.values]) for before in Band.values]
            if movement
            else []
        )

    def _move(self, before: str, after: str) -> Move:
        cells = self.place.movement.cells if self.place.movement else {}
        cell = cells.get((before, after), MovementCell(0, 0))
        way = ORDER[Band(after)] - ORDER[Band(before)]
        kind = "same" if way == 0 or not cell.settlements else "up" if way > 0 else "down"
        return Move(after, cell.settlements, cell.people, kind)

    @property
    def movement(self) -> Chart | None:
        movement = self.place.movement
        if movement is None:
            return None
        years = {"from": movement.from_year, "to": movement.to_year}
        cells = [
            [
                Band(row.band).label,
                Band(move.to_band).label,
                formats.number(move.settlements),
                formats.number(move.people),
            ]
            for row in self.movement_rows
            for move in row.cells
        ]
        return TableFigure(
            _("Movement between bands, %(from)s → %(to)s") % years,
            self.source(),
            "movement",
            columns=[str(movement.from_year), str(movement.to_year), _("settlements"), _("people")],
            cells=cells,
        )

    @property
    def movers(self) -> Chart | None:
        """Those who rose and fell most; only for those who may see single settlements."""
        movement = self.place.movement
        if movement is None or not self.page.sees_settlements:
            return None
        cells = [
            [formats.name(one.territory), formats.percent(one.before_e4), formats.percent(one.after_e4),
             formats.points(one.after_e4 - one.before_e4)]
            for one in [*movement.risers, *movement.fallers]
        ]  # fmt: skip
        columns = [_("Settlement"), str(movement.from_year), str(movement.to_year), _("Change, points")]
        years = {"from": movement.from_year, "to": movement.to_year}
        title = _("Who rose and who fell most, %(from)s → %(to)s") % years
        return TableFigure(title, self.source(), "movers", columns=columns, cells=cells)

    # --- units below ------------------------------------------------------------------------------------------

    @property
    def metrics(self) -> list[tuple[str, str]]:
        return [(code, label()) for code, (label, _value) in METRICS.items()]

    @property
    def map(self) -> Chart | None:
        """Real boundaries where all are loaded, else the tile grid (of the country alone)."""
        label, value = METRICS[self.metric]
        title = _("Map: %(metric)s") % {"metric": label()}
        boundaries = self.place.boundaries
        if boundaries:
            shapes = [
                Shape(
                    formats.name(row.territory),
                    boundaries[row.territory.pk].rings,
                    value(row),
                    self._url(row),
                )
                for row in self.place.children
                if row.territory.pk in boundaries
            ]
            return BoundaryMap(title, self._map_source(), "map", shapes=shapes, value_heading=label())
        if not self.place.is_country:
            return None
        tiles = [
            Tile(row.territory.pk[:2], formats.name(row.territory), value(row), self._url(row))
            for row in self.place.children
        ]
        return TileMap(title, self.source(), "map", tiles=tiles, value_heading=label())

    def _map_source(self) -> str:
        notices = sorted({one.notice for one in self.place.boundaries.values()})
        return self.source() + " " + _("Boundaries: %(sources)s.") % {"sources": "; ".join(notices)}

    def _url(self, row: ChildFigures) -> str:
        return place_address(row.territory, self.page.query())

    @property
    def ranking_title(self) -> str:
        return {
            Level.COUNTRY: _("Regions ranked"),
            Level.REGION: _("Districts and cities ranked"),
            Level.DISTRICT: _("Rural okrugs ranked"),
        }.get(Level(self.page.territory.level), _("Settlements ranked"))

    @property
    def ranking(self) -> Chart:
        bars = [
            Bar(
                formats.name(row.territory),
                row.figures.mean_e4,
                band_of(row.figures.mean_e4),
                row.change_e4,
                self._url(row),
            )
            for row in self.place.children
        ]
        rule = _("Mean over settlements, each counts once.")
        return BarChart(self.ranking_title, self.source(rule), "ranking", bars=bars, label_heading=_("Territory"))

    # --- directions and items ---------------------------------------------------------------------------------

    @cached_property
    def direction_rows(self) -> list[NamedDirection]:
        """Directions with their names, worst first."""
        named = self.place.directions_of_items
        return [NamedDirection(named[row.direction_code], row) for row in self.place.directions]

    @property
    def directions(self) -> Chart:
        bars = [
            Bar(formats.name(row.direction), row.figure.mean_e4, band_of(row.figure.mean_e4))
            for row in self.direction_rows
        ]
        rule = _("Mean over settlements that have mandatory items of the direction, each counts once.")
        return BarChart(
            _("Directions, worst first"),
            self.source(rule),
            "directions",
            bars=bars,
            label_heading=_("Direction"),
        )

    @property
    def worst_items(self) -> Chart:
        return self._items(_("Ten items provided worst"), "worst_items", self.place.worst_items)

    @property
    def best_items(self) -> Chart:
        return self._items(_("Items provided best"), "best_items", self.place.best_items)

    def _items(self, title: str, key: str, rows: Sequence[ItemFigure]) -> Chart:
        bars = [Bar(formats.name(row.item), row.mean_e4, band_of(row.mean_e4)) for row in rows]
        rule = _("Mean of the item's scores over the settlements where it is mandatory.")
        return BarChart(title, self.source(rule), key, bars=bars, label_heading=_("Object or service"))

    # --- remarks ----------------------------------------------------------------------------------------------

    @cached_property
    def remarks(self) -> list[OddPublished]:
        """What is odd in the published figures of this territory and year (of every region on the country's page)."""
        return self.place.odd_published


def _band_labels() -> list[tuple[str, str]]:
    return [(band.value, str(band.label)) for band in Band]


def _mean(row: ChildFigures) -> int | None:
    return row.figures.mean_e4


def _completeness(row: ChildFigures) -> int | None:
    return row.figures.completeness_e4


def _low_share(row: ChildFigures) -> int | None:
    """Share of the settlements in the low band, ten-thousandths of a percent."""
    counted = row.figures.counted
    return row.figures.bands["low"].settlements * 100 * formats.E4 // counted if counted else None


def _people_weighted(row: ChildFigures) -> int | None:
    return row.figures.population_weighted_e4


METRICS: dict[str, tuple[Any, Any]] = {
    "mean": (lambda: _("provision"), _mean),
    "weighted": (lambda: _("weighted by people"), _people_weighted),
    "low": (lambda: _("share of low settlements"), _low_share),
    "completeness": (lambda: _("completeness"), _completeness),
}
