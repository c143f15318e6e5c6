"""Workbook of indicators: plans by year, of the whole and of districts."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from planning_docs.models import DocumentEdition, Indicator, IndicatorValue, PlanningDocument
from planning_docs.queries.amendment_terms import AmendmentTerms
from planning_docs.rules.checks import Finding
from planning_docs.rules.reading import Planned, read_planned
from planning_docs.services.values import YEARS_BEFORE, Cell, districts_of, save_value
from rss_portal.exchange.forms import Column, SheetForm, register
from rss_portal.ui.formats import name
from settlements.models import Territory

from .common import Change, Forbidding, Line, both
from .new_indicators import NewIndicators

LABELS = (
    Column("indicator", "Көрсеткіш", "Показатель", "label", 48),
    Column("place", "Аудан", "Район", "label", 26),
    Column("unit", "Өлшем бірлігі", "Единица измерения", "label", 18),
)


class IndicatorsWorkbook(NewIndicators):
    code = "planning.indicators"

    def title(self) -> str:
        return _("Workbook of indicators")

    def sheets_of(self, document: PlanningDocument, year: int) -> list[SheetForm]:
        years = range(document.year_from - YEARS_BEFORE, document.year_to + 1)
        columns = [Column(f"y{one}", str(one), str(one), "value", 12) for one in years]
        return [SheetForm("indicators", "Көрсеткіштер-Показатели", (*LABELS, *columns))]

    def lines(self, edition: DocumentEdition, year: int, sheet: str) -> list[Line]:
        document = edition.document
        indicators = list(Indicator.objects.filter(edition=edition))
        stored = {
            (one.indicator_id, one.territory_id or "", one.year): one
            for one in IndicatorValue.objects.filter(indicator__edition=edition)
        }
        places = list(districts_of(document.territory_id)) if document.kind == "region_plan" else []
        years = range(document.year_from - YEARS_BEFORE, document.year_to + 1)
        return [
            _line(one, place, {f"y{at}": stored.get((one.pk, place.kato if place else "", at)) for at in years})
            for one in indicators
            for place in [None, *(places if one.district_statistics else ())]
        ]

    def forbidden(self, edition: DocumentEdition) -> Forbidding:
        """An amendment changes no plan of a year that has passed, and lowers none too late (§210, §213)."""
        terms = AmendmentTerms(edition)
        reached = IndicatorValue.objects.filter(indicator__edition=edition, is_fact=True)
        facts = set(reached.values_list("indicator", "year", "territory"))

        def of_cell(line: Line, column: Column, planned: Planned) -> list[Finding]:
            year, place = int(column.code.removeprefix("y")), line.unit or None
            is_fact = (line.source.pk, year, place) in facts
            value = IndicatorValue(year=year, territory_id=place, is_fact=is_fact)
            return list(terms.of_value(line.source, value, line.values[column.code].value, planned.value))

        return of_cell

    def typed(self, line: Line, column: Column, text: str) -> Any:
        return read_planned(text, line.source.better)

    def cell(self, line: Line, column: Column) -> Any:
        planned: Planned = line.values[column.code]
        if planned.low is not None and planned.low != planned.high:
            return _range(planned)
        return planned.value

    def save(self, user: Any, edition: DocumentEdition, year: int, changes: Sequence[Change], origin: str) -> None:
        for change in changes:
            for code, planned in change.values.items():
                cell = Cell(change.line.source.key, int(code.removeprefix("y")), change.line.unit)
                seen = change.line.versions[code]
                save_value(user, edition, cell, planned, seen_version=seen, origin=origin)

    def unit_names(self, codes: set[str]) -> dict[str, str]:
        return {one.kato: name(one) for one in Territory.objects.filter(kato__in=codes)} | {"": "—"}

    def item_names(self, codes: set[str]) -> dict[str, str]:
        return {str(one.key): name(one) for one in Indicator.objects.filter(key__in=codes)}


def _line(indicator: Indicator, place: Territory | None, stored: dict[str, IndicatorValue | None]) -> Line:
    labels = (
        both(indicator.name_kk, indicator.name_ru), both(place.name_kk, place.name_ru) if place else "",
        both(indicator.unit_kk, indicator.unit_ru),
    )  # fmt: skip
    unit = place.kato if place else ""
    return Line(
        f"{indicator.key}/{unit}", labels, {code: _planned(value) for code, value in stored.items()},
        {code: value.version if value else 0 for code, value in stored.items()}, str(indicator.key), unit, indicator,
    )  # fmt: skip


def _planned(value: IndicatorValue | None) -> Planned:
    if value is None:
        return Planned()
    if value.low is not None and value.high is not None:
        return Planned(value.high, value.low, value.high)
    return Planned(value.planned)


def _range(planned: Planned) -> str:
    return "-".join(format((bound or Decimal()).normalize(), "f") for bound in (planned.low, planned.high))


register(IndicatorsWorkbook())
