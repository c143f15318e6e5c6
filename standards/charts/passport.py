"""What the passport of a settlement shows, each part read once."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from settlements.models import Direction, SettlementYear, Territory, TerritoryBoundary
from standards import dashboard_queries, queries
from standards.charts.place import chain_of
from standards.charts.states import Chip, Gap, chips, gaps
from standards.choices import RequirementLevel
from standards.dashboard_queries import Neighbour, YearPercent
from standards.figures import DirectionFigure, ItemState, SettlementFigures
from standards.selection import Page

NEIGHBOURS_SHOWN = 3


@dataclass(frozen=True)
class ItemRow:
    """An item of the settlement with its chips."""

    state: ItemState
    chips: list[Chip]


@dataclass(frozen=True)
class DirectionRows:
    """A direction with its percent and its items."""

    direction: Direction
    figure: DirectionFigure | None
    rows: list[ItemRow]


@dataclass(frozen=True)
class MissingHere:
    """An item that is missing here, and the nearest settlements that have it."""

    state: ItemState
    nearest: list[Neighbour]
    others: int


class Passport:
    """Profile, percents, items, gaps and neighbours of one settlement, by the page's choice."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def settlement(self) -> Territory:
        return self.page.territory

    @cached_property
    def chain(self) -> list[Territory]:
        return chain_of(self.page)

    @cached_property
    def figures(self) -> SettlementFigures | None:
        page = self.page
        return page.remember("settlement", lambda: queries.settlement_figures(self.settlement, page.year, page.edition))

    @cached_property
    def profile(self) -> SettlementYear | None:
        return self.figures.profile if self.figures else None

    @cached_property
    def directions(self) -> list[DirectionRows]:
        """Directions in the order of the catalogue, with the items of the settlement's list."""
        if self.figures is None:
            return []
        by_code = {figure.direction_code: figure for figure in self.figures.by_direction}
        states = sorted(self.figures.items, key=lambda state: state.item.position)
        return [
            DirectionRows(direction, by_code.get(direction.code), [ItemRow(state, chips(state)) for state in group])
            for direction, group in groupby(states, key=lambda state: state.item.direction)
        ]

    @cached_property
    def history(self) -> list[YearPercent]:
        """Percents of the years whose settlements the person may see."""
        page = self.page
        points = page.remember("settlement history", lambda: dashboard_queries.settlement_history(page.selection))
        return [point for point in points if point.year in self.page.years_of_settlements]

    @property
    def change_e4(self) -> int | None:
        """Change of the percent against the previous year by the same edition."""
        known = {point.year: point.percent_e4 for point in self.history}
        before = known.get(self.page.previous_year) if self.page.previous_year else None
        if self.figures is None or self.figures.percent_e4 is None or before is None:
            return None
        return self.figures.percent_e4 - before

    @cached_property
    def gaps(self) -> list[Gap]:
        return gaps(self.figures.items) if self.figures else []

    @property
    def cost(self) -> Decimal | None:
        """Sum of the costs entered, thousand tenge; None when none is."""
        known = [gap.cost for gap in self.gaps if gap.cost is not None]
        return sum(known, Decimal(0)) if known else None

    @cached_property
    def missing(self) -> list[MissingHere]:
        """Mandatory items that are missing here, with who has them near by."""
        profile = self.profile
        if self.figures is None or profile is None:
            return []
        states = [
            state
            for state in self.figures.items
            if state.level == RequirementLevel.MANDATORY and dashboard_queries.is_missing(state)
        ]
        items = [state.item for state in states]
        near = self.page.remember("neighbours", lambda: dashboard_queries.neighbours_having(profile, items))
        found = [(state, near.get(state.item.code, [])) for state in states]
        return [
            MissingHere(state, rows[:NEIGHBOURS_SHOWN], max(0, len(rows) - NEIGHBOURS_SHOWN)) for state, rows in found
        ]

    @cached_property
    def around(self) -> list[Territory]:
        """Settlements of the same district with coordinates, for the mini map."""
        return self.page.remember("around", lambda: dashboard_queries.located_around(self.settlement))

    @property
    def district_code(self) -> str | None:
        """The district, else the region, that the pages of items are narrowed to from here."""
        return self.settlement.district_id or self.settlement.region_id

    @cached_property
    def boundary(self) -> TerritoryBoundary | None:
        """Outline of the region, to set the settlement's dot in; None when none is loaded."""
        region = self.settlement.region
        if region is None:
            return None
        found = self.page.remember("outline", lambda: dashboard_queries.boundaries_of([region]))
        return found.get(region.kato)
