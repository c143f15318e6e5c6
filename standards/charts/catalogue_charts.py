"""The figures of the pages of items and directions."""

from collections.abc import Sequence
from itertools import islice
from typing import ClassVar

from django.utils.translation import gettext as _

from rss_portal.ui import formats
from rss_portal.ui.charts import Bar, BarChart, Chart, Tile, TileMap
from settlements.choices import Level
from standards.charts.catalogue import DirectionPage, ItemPage
from standards.charts.figure_set import FigureSet, TableFigure, band_of
from standards.dashboard_queries import PlaceShare

MISSING_EXPORTED = 10_000


class ThroughPlaces(FigureSet):
    """A figure through the units of the next level: tile map and bars."""

    places_shown: Sequence[PlaceShare] = ()
    name = ""
    rule = ""

    def _address(self, row: PlaceShare) -> str:
        return f"?{self.page.query(territory=row.territory.kato)}"

    @property
    def map(self) -> Chart | None:
        if self.page.territory.level != Level.COUNTRY or not self.places_shown:
            return None
        tiles = [
            Tile(row.territory.kato[:2], formats.name(row.territory), row.mean_e4, self._address(row))
            for row in self.places_shown
        ]
        return TileMap(_("Map: %(metric)s") % {"metric": self.name}, self.source(self.rule), "map", tiles=tiles)

    @property
    def places(self) -> Chart | None:
        if not self.places_shown:
            return None
        bars = [
            Bar(formats.name(row.territory), row.mean_e4, band_of(row.mean_e4), url=self._address(row))
            for row in self.places_shown
        ]
        source = self.source(self.rule)
        return BarChart(self.name, source, "places", bars=bars, label_heading=_("Territory"))


class ItemFigures(ThroughPlaces):
    """An item: map, units, and the settlements without it."""

    keys: ClassVar[tuple[str, ...]] = ("map", "places", "missing")

    def __init__(self, shown: ItemPage) -> None:
        super().__init__(shown.page)
        self.shown = shown
        self.places_shown = shown.places
        self.name = formats.name(shown.item)
        self.rule = _("Mean of the item's scores over the settlements where it is mandatory.")

    @property
    def missing(self) -> Chart | None:
        """Settlements without the item; only for those who may see single settlements."""
        if not self.page.sees_settlements:
            return None
        cells = [
            [row.settlement_id, formats.name(row.settlement), formats.name(row.district) if row.district else "",
             formats.name(row.region), row.population, formats.percent(row.percent_e4)]
            for row in islice(self.shown.missing, MISSING_EXPORTED)
        ]  # fmt: skip
        columns = [
            _("КАТО code"),
            _("Settlement"),
            _("District"),
            _("Region"),
            _("People"),
            _("Settlement's provision, %"),
        ]
        title = _("Without it: %(item)s") % {"item": self.name}
        return TableFigure(title, self.source(), "missing", columns=columns, cells=cells)


class DirectionFigures(ThroughPlaces):
    """A direction: map, units, and its items."""

    keys: ClassVar[tuple[str, ...]] = ("map", "places", "items")

    def __init__(self, shown: DirectionPage) -> None:
        super().__init__(shown.page)
        self.shown = shown
        self.places_shown = shown.places
        self.name = formats.name(shown.direction)
        self.rule = _("Mean over settlements that have mandatory items of the direction, each counts once.")

    @property
    def items(self) -> Chart:
        bars = [Bar(formats.name(row.item), row.mean_e4, band_of(row.mean_e4)) for row in self.shown.items]
        rule = _("Mean of the item's scores over the settlements where it is mandatory.")
        return BarChart(self.name, self.source(rule), "items", bars=bars, label_heading=_("Object or service"))
