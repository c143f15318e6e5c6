"""The figures of one territory, each read once and only when something on the page asks for it."""

from dataclasses import replace
from functools import cached_property

from settlements.choices import Level
from settlements.models import Direction, Territory, TerritoryBoundary
from settlements.queries import chain_read_with
from standards import dashboard_queries, queries
from standards.charts.addresses import is_settlement
from standards.charts.unit import OfUnit
from standards.choices import Scope
from standards.dashboard_queries import OddPublished, ScopeMean
from standards.figures import ChildFigures, DirectionFigure, ItemFigure, Movement, YearPoint
from standards.models import PublishedProvision
from standards.selection import Page

LISTED = 10  # items in the lists of the best and the worst


def chain_of(page: Page) -> list[Territory]:
    """Units from the country down to the page's territory, itself included."""
    return page.remember("chain", lambda: chain_read_with(page.territory))


class Place(OfUnit):
    """What the page of a territory shows, by the page's choice."""

    @cached_property
    def chain(self) -> list[Territory]:
        """Units from the country down to this one."""
        return chain_of(self.page)

    @cached_property
    def _scopes(self) -> dict[str, ScopeMean]:
        return self.page.remember("scopes", lambda: dashboard_queries.scope_means(self.read))

    @property
    def urban(self) -> ScopeMean:
        return self._scopes[Scope.URBAN]

    @property
    def rural(self) -> ScopeMean:
        return self._scopes[Scope.RURAL]

    @cached_property
    def history(self) -> list[YearPoint]:
        """Years that the person may see, and the published figures of any year."""
        selection = self.page.selection
        points = self.page.remember("history", lambda: queries.history(selection, self.read, self.printed))
        seen = self.page.available.years
        kept = [point if point.year in seen else replace(point, mean_e4=None) for point in points]
        return [point for point in kept if point.mean_e4 is not None or point.published is not None]

    @property
    def change_e4(self) -> int | None:
        """Change of the mean against the previous year by the same edition; None when either is unknown."""
        if self.page.previous_year is None or self.figures.mean_e4 is None:
            return None
        before = {point.year: point.mean_e4 for point in self.history}.get(self.page.previous_year)
        return None if before is None else self.figures.mean_e4 - before

    @cached_property
    def children(self) -> list[ChildFigures]:
        """Units of the next level, highest mean first, those without figures last. A settlement among them (a city
        of the region, a village of the okrug) is shown to those alone who may see single settlements."""
        rows = self.page.remember("children", lambda: queries.children_figures(self.page.selection, self.read))
        shown = [row for row in rows if self.page.sees_settlements or not is_settlement(row.territory)]
        return sorted(shown, key=lambda row: (row.figures.mean_e4 is None, -(row.figures.mean_e4 or 0)))

    @cached_property
    def boundaries(self) -> dict[str, TerritoryBoundary]:
        if self.page.territory.level not in (Level.COUNTRY, Level.REGION):
            return {}
        territories = [row.territory for row in self.children]
        return self.page.remember("boundaries", lambda: dashboard_queries.boundaries_of(territories))

    @cached_property
    def movement(self) -> Movement | None:
        year = self.page.previous_year
        if year is None:
            return None
        selection = self.page.selection
        editions = {one.year: one.edition_code for one in self.page.available.campaigns}
        return self.page.remember("movement", lambda: queries.movement(selection, year, self.read, editions))

    @cached_property
    def directions(self) -> list[DirectionFigure]:
        """Directions, worst first, those without figures last."""
        rows = self.figures.by_direction
        return sorted(rows, key=lambda row: (row.mean_e4 is None, row.mean_e4 or 0))

    @cached_property
    def _item_figures(self) -> list[ItemFigure]:
        return self.page.remember("items", lambda: queries.item_figures(self.page.selection))

    @property
    def directions_of_items(self) -> dict[str, Direction]:
        """The directions of the items that the figures are of, by code."""
        return {row.item.direction_id: row.item.direction for row in self._item_figures}

    @cached_property
    def items(self) -> list[ItemFigure]:
        """Items with figures, worst first."""
        rows = [row for row in self._item_figures if row.mean_e4 is not None]
        return sorted(rows, key=lambda row: (row.mean_e4, -row.missing_people))

    @property
    def worst_items(self) -> list[ItemFigure]:
        return self.items[:LISTED]

    @property
    def best_items(self) -> list[ItemFigure]:
        """The best, never one that is among the worst already."""
        return list(reversed(self.items[LISTED:][-LISTED:]))

    @cached_property
    def _printed(self) -> list[PublishedProvision]:
        """Printed percents of the territory; on the country's page those of every region too."""
        territory = None if self.is_country else self.page.territory
        return self.page.remember("printed", lambda: dashboard_queries.published_provision(territory))

    @property
    def printed(self) -> list[PublishedProvision]:
        """Printed percents of the territory, of every year and scope."""
        return [row for row in self._printed if row.territory_code == self.page.territory.pk]

    @cached_property
    def published(self) -> dict[str, PublishedProvision]:
        """Printed percents of the territory and year by scope."""
        return {row.scope: row for row in self.printed if row.year == self.page.year}

    @cached_property
    def odd_published(self) -> list[OddPublished]:
        """Printed totals outside the range of their parts: of every region and year on the country's page, else
        those of the territory and year."""
        known = {unit.pk: unit for unit in [self.page.territory, *(row.territory for row in self.children)]}
        rows = self._printed if self.is_country else list(self.published.values())
        return self.page.remember("odd", lambda: dashboard_queries.odd_published(rows, known))

    @property
    def is_country(self) -> bool:
        return self.page.territory.level == Level.COUNTRY

    @property
    def territory_query(self) -> str | None:
        """What narrows the pages of items and directions to this territory; None for the country."""
        return None if self.is_country else self.page.territory.kato
