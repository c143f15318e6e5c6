"""The table of settlements: filtered, sorted, in pages, and as a file."""

from functools import cached_property
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from rss_portal.ui import formats, lists
from rss_portal.ui.lists import Column
from settlements.choices import Status
from standards import queries
from standards.choices import Band
from standards.filtersets import SettlementProvisionFilter
from standards.models import SettlementProvision
from standards.selection import Page

SHORT = 25


def _completeness_e4(row: SettlementProvision) -> int | None:
    """Entered of expected entries, ten-thousandths of a percent."""
    return row.entered * 100 * formats.E4 // row.expected if row.expected else None


def _band(row: SettlementProvision) -> str:
    return str(Band(row.band).label) if row.band else str(_("No return"))


def _percent(value_e4: int | None) -> float | None:
    """A percent as a number for a spreadsheet."""
    return None if value_e4 is None else value_e4 / formats.E4


def _district(row: SettlementProvision) -> str:
    return formats.name(row.district) if row.district else ""


def _recommended(row: SettlementProvision) -> float | None:
    return _percent(row.recommended_e4)


COLUMNS = (
    Column("kato", _("КАТО code"), lambda row: row.settlement_id, "settlement_id"),
    Column("name", _("Settlement"), lambda row: formats.name(row.settlement), "settlement__name_kk"),
    Column("district", _("District"), _district, "district__name_kk"),
    Column("status", _("Status"), lambda row: str(Status(row.status).label), "status"),
    Column("population", _("People"), lambda row: row.population, F("population"), numeric=True),
    Column("percent_e4", _("Provision, %"), lambda row: _percent(row.percent_e4), F("percent_e4"), numeric=True),
    Column("band", _("Band"), _band, "band"),
    Column("completeness", _("Completeness, %"), lambda row: _percent(_completeness_e4(row)), "entered", numeric=True),
    Column("recommended_e4", _("Recommended items, %"), _recommended, F("recommended_e4"), numeric=True),
)  # fmt: skip
# What a page shows unless ?columns= names others; the name is always there.
USUAL = ("name", "district", "status", "population", "percent_e4", "band", "completeness")


class SettlementTable:
    """Settlements of a page's selection. The address carries filters, sorting, columns, page and export."""

    def __init__(self, request: HttpRequest, page: Page) -> None:
        self.request = request
        self.page = page

    @cached_property
    def filter(self) -> SettlementProvisionFilter:
        rows: QuerySet[SettlementProvision] = queries.settlement_rows(self.page.selection)
        return SettlementProvisionFilter(self.request.GET, queryset=rows)

    @cached_property
    def columns(self) -> list[Column]:
        asked = self.request.GET.getlist("columns")
        chosen = {code for code in asked if code in {column.code for column in COLUMNS}} or set(USUAL)
        return [column for column in COLUMNS if column.code in chosen | {"name"}]

    @property
    def column_choices(self) -> list[tuple[str, Any, bool]]:
        """(code, label, shown) of the columns that may be left out."""
        shown = {column.code for column in self.columns}
        return [(column.code, column.label, column.code in shown) for column in COLUMNS if column.code != "name"]

    @property
    def shown(self) -> set[str]:
        return {column.code for column in self.columns}

    @property
    def headings(self) -> list[dict[str, Any]]:
        return lists.headings(self.request, self.columns)

    @cached_property
    def rows(self) -> QuerySet[SettlementProvision]:
        return lists.ordered(self.request, self.filter.qs, COLUMNS, ["percent_e4", "settlement_id"])

    @cached_property
    def rows_page(self) -> PaginatorPage:
        """The page of rows that the address asks for, each with its completeness."""
        found = lists.page_of(self.request, self.rows, SHORT)
        for row in found:
            row.completeness_e4 = _completeness_e4(row)
        return found

    @property
    def sizes(self) -> tuple[int, ...]:
        return lists.PAGE_SIZES

    @property
    def size(self) -> int:
        return lists.page_size(self.request, SHORT)

    def export(self) -> HttpResponse | None:
        """All filtered rows with every column as a file, None unless ?export= asks for one."""
        name = f"settlements-{self.page.territory.kato}-{self.page.year}-{self.page.edition.code}"
        return lists.export(self.request, name, COLUMNS, self.rows)
