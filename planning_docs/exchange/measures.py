"""Workbook of measures: quantities, and money by source of funding, by year."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from planning_docs.choices import FundingSource
from planning_docs.models import DocumentEdition, Measure, PlanningDocument
from planning_docs.rules.reading import read_number
from planning_docs.services.values import save_measure_years
from rss_portal.exchange.forms import Column, SheetForm, register
from rss_portal.ui.formats import name

from .common import Change, Line, both
from .new_measures import NewMeasures
from .words import SOURCES

LABELS = (
    Column("measure", "Іс-шара", "Мероприятие", "label", 48),
    Column("line", "Қаржыландыру көзі немесе көлемі", "Источник финансирования или количество", "label", 40),
    Column("unit", "Өлшем бірлігі", "Единица измерения", "label", 18),
)
QUANTITY = "quantity"
MONEY_UNIT = "млн теңге / млн тенге"


class MeasuresWorkbook(NewMeasures):
    code = "planning.measures"

    def title(self) -> str:
        return _("Workbook of measures")

    def sheets_of(self, document: PlanningDocument, year: int) -> list[SheetForm]:
        columns = [Column(f"y{one}", str(one), str(one), "value", 12) for one in document.years]
        return [SheetForm("measures", "Іс-шаралар-Мероприятия", (*LABELS, *columns))]

    def lines(self, edition: DocumentEdition, year: int, sheet: str) -> list[Line]:
        measures = Measure.objects.filter(edition=edition).prefetch_related("quantities", "funding")
        return [
            _line(one, source, edition.document.years)
            for one in measures
            for source in [*([QUANTITY] if one.unit_kk else []), *FundingSource.values]
        ]

    def typed(self, line: Line, column: Column, text: str) -> Any:
        return read_number(text)

    def cell(self, line: Line, column: Column) -> Any:
        return line.values[column.code]

    def save(self, user: Any, edition: DocumentEdition, year: int, changes: Sequence[Change], origin: str) -> None:
        """One save a measure, whatever number of its rows changed."""
        by_measure: dict[Any, list[Change]] = {}
        for change in changes:
            by_measure.setdefault(change.line.source, []).append(change)
        for measure, rows in by_measure.items():
            quantities: dict[int, Decimal | None] = {}
            funding: dict[tuple[int, str], Decimal | None] = {}
            for change in rows:
                for code, number in change.values.items():
                    at = int(code.removeprefix("y"))
                    if change.line.unit == QUANTITY:
                        quantities[at] = number
                    else:
                        funding[at, change.line.unit] = number
            save_measure_years(
                user, edition, measure.key, quantities, funding, seen_version=measure.version, origin=origin
            )

    def unit_names(self, codes: set[str]) -> dict[str, str]:
        return {**{code: str(label) for code, label in FundingSource.choices}, QUANTITY: _("Quantity"), "": "—"}

    def item_names(self, codes: set[str]) -> dict[str, str]:
        return {str(one.key): name(one) for one in Measure.objects.filter(key__in=codes)}


def _line(measure: Measure, source: str, years: Sequence[int]) -> Line:
    if source == QUANTITY:
        stored = {one.year: one.quantity for one in measure.quantities.all()}
        words, unit = "Көлемі / Количество", both(measure.unit_kk, measure.unit_ru)
    else:
        stored = {one.year: one.amount_mln for one in measure.funding.all() if one.source == source}
        words, unit = both(*SOURCES[source]), MONEY_UNIT
    labels = (both(measure.name_kk, measure.name_ru), words, unit)
    values = {f"y{year}": stored.get(year) for year in years}
    versions = dict.fromkeys(values, measure.version)
    return Line(f"{measure.key}/{source}", labels, values, versions, str(measure.key), source, measure)


register(MeasuresWorkbook())
