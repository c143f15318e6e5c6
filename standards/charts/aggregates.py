"""Why an aggregate is what it is: the mean over settlements taken apart into its units (spec 20.4, 20.6)."""

from dataclasses import dataclass
from functools import cached_property

from settlements.choices import Level
from settlements.models import Direction, Item, Territory
from standards import dashboard_queries, queries
from standards.charts.addresses import is_settlement
from standards.charts.unit import OfUnit
from standards.choices import Scope
from standards.dashboard_queries import PlaceShare
from standards.figures import ItemFigure
from standards.rules.rounding import mean_e4
from standards.selection import Page


@dataclass(frozen=True)
class Part:
    """One summand of the mean: so many settlements with such a mean."""

    territory: Territory | None  # None: a scope instead of a unit
    scope: str
    settlements: int
    mean_e4: int


class AggregateExplanation(OfUnit):
    """The mean of a unit, whole, of one item or of one direction, as a sum over its parts."""

    def __init__(self, page: Page, item: Item | None, direction: Direction | None) -> None:
        super().__init__(page)
        self.item = item
        self.direction = direction

    @cached_property
    def item_figure(self) -> ItemFigure | None:
        """The figure of the item asked for, None without one."""
        if self.item is None:
            return None
        rows = self.page.remember("items", lambda: queries.item_figures(self.page.selection))
        return next((row for row in rows if row.item.code == self.item.code), None)

    @property
    def mean_e4(self) -> int | None:
        if self.item:
            return self.item_figure.mean_e4 if self.item_figure else None
        if self.direction:
            return self._direction_mean()
        return self.figures.mean_e4

    def _direction_mean(self) -> int | None:
        code = self.direction.code if self.direction else ""
        rows = [row for row in self.figures.by_direction if row.direction_code == code]
        return rows[0].mean_e4 if rows else None

    @property
    def settlements(self) -> int:
        """Settlements that count in the mean."""
        if self.item:
            return self.item_figure.settlements if self.item_figure else 0
        if self.direction:
            rows = [row for row in self.figures.by_direction if row.direction_code == self.direction.code]
            return rows[0].settlements if rows else 0
        return self.figures.counted

    @cached_property
    def parts(self) -> list[Part]:
        """The units of the next level that the mean is made of; [] below the district."""
        if self.item or self.direction:
            return [_part(share) for share in self._shares() if share.mean_e4 is not None]
        if self.page.territory.level not in (Level.COUNTRY, Level.REGION):
            return []
        return [
            Part(row.territory, self.page.scope, row.figures.counted, row.figures.mean_e4)
            for row in self.page.remember("children", lambda: queries.children_figures(self.page.selection, self.read))
            if row.figures.mean_e4 is not None and (self.page.sees_settlements or not is_settlement(row.territory))
        ]

    def _shares(self) -> list[PlaceShare]:
        if self.page.territory.level not in (Level.COUNTRY, Level.REGION):
            return []
        run = self.page.run_id
        if self.item:
            return dashboard_queries.item_through_places(self.page.selection, run, self.item)
        code = self.direction.code if self.direction else ""
        return dashboard_queries.direction_through_places(self.page.selection, run, code)

    @cached_property
    def scopes(self) -> list[Part]:
        """The whole as rural and urban parts, as in the published rule; [] when only one of them is shown."""
        if self.page.scope != Scope.ALL or self.item or self.direction:
            return []
        found = self.page.remember("scopes", lambda: dashboard_queries.scope_means(self.read))
        return [Part(None, scope, one.counted, one.mean_e4) for scope, one in found.items() if one.mean_e4 is not None]

    @property
    def parts_agree(self) -> bool:
        """Whether the parts shown (rounded to 4 places) give the mean again, to 0.0001."""
        total = sum(part.mean_e4 * part.settlements for part in self.parts)
        count = sum(part.settlements for part in self.parts)
        again = mean_e4(total, count)
        return again is not None and self.mean_e4 is not None and abs(again - self.mean_e4) <= 1


def _part(share: PlaceShare) -> Part:
    return Part(share.territory, "", share.settlements, share.mean_e4 or 0)
