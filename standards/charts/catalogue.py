"""What the pages of items and directions show."""

from functools import cached_property

from django.db.models import QuerySet

from settlements.choices import Level, Status
from settlements.models import Direction, Item
from standards import dashboard_queries, queries
from standards.dashboard_queries import PlaceShare
from standards.figures import DirectionFigure, Figures, ItemFigure
from standards.models import PublishedItem, SettlementProvision
from standards.selection import Page


def narrowing(page: Page) -> str | None:
    """The territory that a page is narrowed to, for links onwards; None for the country."""
    return None if page.territory.level == Level.COUNTRY else page.territory.kato


class ItemPage:
    """One item in the territory of the page."""

    def __init__(self, page: Page, item: Item) -> None:
        self.page = page
        self.item = item

    @property
    def territory_query(self) -> str | None:
        """What narrows other pages to the same territory; None for the country."""
        return narrowing(self.page)

    @cached_property
    def figure(self) -> ItemFigure | None:
        """None where the item is on no list of the edition."""
        rows = self.page.remember("items", lambda: queries.item_figures(self.page.selection))
        return next((row for row in rows if row.item.code == self.item.code), None)

    @cached_property
    def places(self) -> list[PlaceShare]:
        """Units of the next level, best first; [] below the region, whose settlements are listed instead."""
        if self.page.territory.level not in (Level.COUNTRY, Level.REGION):
            return []
        page, run = self.page, self.page.run_id
        return page.remember(
            f"places {self.item.code}",
            lambda: dashboard_queries.item_through_places(page.selection, run, self.item),
        )

    @property
    def missing(self) -> QuerySet[SettlementProvision]:
        run = self.page.run_id
        return dashboard_queries.settlements_without(self.page.selection, run, self.item)

    @cached_property
    def published(self) -> PublishedItem | None:
        return dashboard_queries.published_of_item(self.item)

    @cached_property
    def lists(self) -> list[tuple[str, str]]:
        """(label of the status, level) for every status in the order of precedence; "" where not listed."""
        levels = dashboard_queries.statuses_listing(self.page.edition, self.item)
        return [(str(status.label), levels.get(status.value, "")) for status in Status]


class DirectionPage:
    """One direction, or all of them, in the territory of the page."""

    def __init__(self, page: Page, direction: Direction | None) -> None:
        self.page = page
        self.direction = direction

    @property
    def territory_query(self) -> str | None:
        """What narrows other pages to the same territory; None for the country."""
        return narrowing(self.page)

    @cached_property
    def figures(self) -> Figures:
        return self.page.remember("figures", lambda: queries.territory_figures(self.page.selection))

    @property
    def figure(self) -> DirectionFigure | None:
        code = self.direction.code if self.direction else ""
        return next((row for row in self.figures.by_direction if row.direction_code == code), None)

    @cached_property
    def items(self) -> list[ItemFigure]:
        """Items of the direction (or all), in the order of the catalogue."""
        rows = self.page.remember("items", lambda: queries.item_figures(self.page.selection))
        chosen = [row for row in rows if self.direction is None or row.item.direction_id == self.direction.code]
        return sorted(chosen, key=lambda row: row.item.position)

    @cached_property
    def published(self) -> dict[str, PublishedItem]:
        return dashboard_queries.published_of_items()

    @cached_property
    def places(self) -> list[PlaceShare]:
        if self.direction is None or self.page.territory.level not in (Level.COUNTRY, Level.REGION):
            return []
        page, run, code = self.page, self.page.run_id, self.direction.code
        return page.remember(
            f"places {code}", lambda: dashboard_queries.direction_through_places(page.selection, run, code)
        )

    @cached_property
    def all_directions(self) -> list[tuple[Direction, DirectionFigure | None, list[ItemFigure]]]:
        """Every direction with its figure and its items."""
        figures = {row.direction_code: row for row in self.figures.by_direction}
        return [
            (
                direction,
                figures.get(direction.code),
                [row for row in self.items if row.item.direction_id == direction.code],
            )
            for direction in Direction.objects.all()
        ]
