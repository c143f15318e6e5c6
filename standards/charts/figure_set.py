"""The figures of a page by key: each is made when it is asked for, on the page, alone or in a workbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from rss_portal.ui import formats
from rss_portal.ui.charts import Chart
from standards.rules.bands import band
from standards.selection import Page


@dataclass(frozen=True)
class TableFigure(Chart):
    """A figure that is a table and nothing else: it goes out as XLSX and CSV."""

    columns: Sequence[str] = ()
    cells: Sequence[list[Any]] = ()

    def headings(self) -> list[str]:
        return list(self.columns)

    def rows(self) -> list[list[Any]]:
        return list(self.cells)


class FigureSet:
    """The figures of one page; `keys` are the names of the properties that give them."""

    keys: ClassVar[tuple[str, ...]] = ()

    def __init__(self, page: Page) -> None:
        self.page = page

    def chart(self, key: str) -> Chart | None:
        """The figure KEY; None when there is none of this name or nothing to show in it."""
        return getattr(self, key) if key in self.keys else None

    def all(self) -> list[Chart]:
        """Every figure that has something to show."""
        return [chart for key in self.keys if (chart := self.chart(key)) and chart.rows()]

    def source(self, rule: str = "") -> str:
        """The source line: rule, edition, year and date of the computation."""
        parts = [
            rule,
            _("Edition %(edition)s, %(year)s.") % {"edition": self.page.edition.code, "year": self.page.year},
        ]
        if self.page.series.computed_at:
            parts.append(_("Computed %(moment)s.") % {"moment": formats.moment(self.page.series.computed_at)})
        return " ".join(part for part in parts if part)


def band_of(value_e4: int | None) -> str:
    """Band of a mean, for its colour; "" for None."""
    return "" if value_e4 is None else band(Fraction(value_e4, formats.E4))
