"""The figures of one territory, each read once and only when something on the page asks for it."""

from dataclasses import replace
from functools import cached_property

from settlements.choices import Level
from settlements.models import Territory, TerritoryBoundary
from settlements.queries import chain
from standards import dashboard_queries, queries
from standards.charts.addresses import is_settlement
from standards.choices import Scope
from standards.dashboard_queries import ScopeMean
from standards.figures import ChildFigures, DirectionFigure, Figures, ItemFigure, Movement, YearPoint
from standards.models import PublishedProvision
from standards.selection import Page

LISTED = 10  # items in the lists of the best and the worst


def chain_of(page: Page) -> list[Territory]:
    """Units from the country down to the page's territory, itself included."""
    return page.remember("chain", lambda: chain(page.territory))


class Place:
    """What the page of a territory shows, by the page's choice."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @cached_property
    def chain(self) -> list[Territory]:
        """Units from the country down to this one."""
        return chain_of(self.page)

    @cached_property
    def figures(self) -> Figures:
        return self.page.remember("figures", lambda: queries.territory_figures(self.page.selection))

    @cached_property
    def _scopes(self) -> dict[str, ScopeMean]:
        run = self.page.run_id
        return self.page.remember("scopes", lambda: dashboard_queries.scope_means(self.page.selection, run))

    @property
    def urban(self) -> ScopeMean:
        return self._scopes[Scope.URBAN]

    @property
    def rural(self) -> ScopeMean:
        return self._scopes[Scope.RURAL]

    @cached_property
    def history(self) -> list[YearPoint]:
        """Years that the person may see, and the published figures of any year."""
        points = self.page.remember("history", lambda: queries.history(self.page.selection))
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
        rows = self.page.remember("children", lambda: queries.children_figures(self.page.selection))
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
        return self.page.remember("movement", lambda: queries.movement(self.page.selection, year))

    @cached_property
    def directions(self) -> list[DirectionFigure]:
        """Directions, worst first, those without figures last."""
        rows = self.figures.by_direction
        return sorted(rows, key=lambda row: (row.mean_e4 is None, row.mean_e4 or 0))

    @cached_property
    def items(self) -> list[ItemFigure]:
        """Items with figures, worst first."""
        figures = self.page.remember("items", lambda: queries.item_figures(self.page.selection))
        rows = [row for row in figures if row.mean_e4 is not None]
        return sorted(rows, key=lambda row: (row.mean_e4, -row.missing_people))

    @property
    def worst_items(self) -> list[ItemFigure]:
        return self.items[:LISTED]

    @property
    def best_items(self) -> list[ItemFigure]:
        """The best, never one that is among the worst already."""
        return list(reversed(self.items[LISTED:][-LISTED:]))

    @cached_property
    def published(self) -> dict[str, PublishedProvision]:
        """Printed percents of the territory and year by scope."""
        selection = self.page.selection
        return self.page.remember(
            "published", lambda: dashboard_queries.published_scopes(selection.territory, selection.year)
        )

    @property
    def is_country(self) -> bool:
        return self.page.territory.level == Level.COUNTRY

    @property
    def territory_query(self) -> str | None:
        """What narrows the pages of items and directions to this territory; None for the country."""
        return None if self.is_country else self.page.territory.kato
