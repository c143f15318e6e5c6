"""The settlements of the page's unit, read once, and the figures that follow from them."""

from functools import cached_property

from standards import queries
from standards.figures import Figures
from standards.queries.rows import LevelRows
from standards.selection import Page


class OfUnit:
    """What a page derives from the rows of its unit, by its choice of year, edition and scope."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @cached_property
    def read(self) -> LevelRows:
        """The settlements that the parts of the page are derived from, read once for all of them."""
        return LevelRows(self.page.selection)

    @cached_property
    def figures(self) -> Figures:
        return self.page.remember("figures", lambda: queries.territory_figures(self.page.selection, self.read))
