"""What is planned for a year: values of indicators, quantities and money of measures."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from planning_docs.check_phrases import sentence
from planning_docs.models import DocumentEdition, Indicator, IndicatorValue, Measure
from planning_docs.queries.amendment_terms import AmendmentTerms
from planning_docs.rules.reading import Planned
from planning_docs.services.editing import PlanningRefused, VersionConflict, locked_edition, log
from settlements.choices import Level
from settlements.models import Territory

YEARS_BEFORE = 2  # the reported and the current year stand before the period (Annexes 3, 5, 7)
OUTSIDE = _("The year lies outside the period of the document.")
NO_DISTRICT = _("This district is not inside the region of the document.")


@dataclass(frozen=True)
class Cell:
    """A cell of the yearly values: an indicator, a year, and a district or (empty) the whole."""

    indicator: UUID
    year: int
    territory: str = ""


@transaction.atomic
def save_value(
    user: Any, edition: DocumentEdition, cell: Cell, planned: Planned,
    *, seen_version: int | None = None, is_fact: bool | None = None, origin: str = "",
) -> IndicatorValue:  # fmt: skip
    """The plan of a cell: of the first edition, or as amended in a later one. SEEN_VERSION is 0 for a cell that
    was empty. Raises `VersionConflict`, `PlanningRefused`, `access.Refused`, `Indicator.DoesNotExist`."""
    held = locked_edition(user, edition)
    indicator = Indicator.objects.select_for_update().get(edition=held, key=cell.indicator)
    _check_cell(held, cell)
    terms = AmendmentTerms(held, cell.indicator)
    value = _stored(indicator, cell)
    if seen_version is not None and value.version != seen_version:
        raise VersionConflict(value)
    old, before = _values(value), value.planned
    _put(value, planned, amended=terms.approved(cell.indicator, cell.year, cell.territory))
    for finding in terms.of_value(indicator, value, before, value.planned):
        raise PlanningRefused(sentence(finding), "year")
    if is_fact is None and value.planned != before and terms.becomes_fact(cell.indicator, cell.year, cell.territory):
        is_fact = True
    if is_fact is not None:
        value.is_fact = is_fact
    if _values(value) == old and value.pk:
        return value
    value.version += 1
    value.save()
    key = ":".join(filter(None, [str(cell.indicator), str(cell.year), cell.territory]))
    log(user, held.document, "change_value", value, key, old, _values(value), origin=origin)
    return value


def _check_cell(edition: DocumentEdition, cell: Cell) -> None:
    document = edition.document
    if not document.year_from - YEARS_BEFORE <= cell.year <= document.year_to:
        raise PlanningRefused(OUTSIDE, "year")
    if cell.territory and not districts_of(document.territory_id).filter(kato=cell.territory).exists():
        raise PlanningRefused(NO_DISTRICT, "territory")


def districts_of(region: str) -> Any:
    """Districts and cities of region significance of the REGION (Annex 7), by name."""
    return Territory.objects.filter(parent=region).exclude(level=Level.REGION).order_by("kato")


def _stored(indicator: Indicator, cell: Cell) -> IndicatorValue:
    territory = cell.territory or None
    found = IndicatorValue.objects.select_for_update().filter(indicator=indicator, year=cell.year, territory=territory)
    empty = IndicatorValue(indicator=indicator, year=cell.year, territory_id=territory, version=0)
    return found.first() or empty


def _put(value: Any, planned: Planned, *, amended: bool) -> None:
    """In the first edition the plan; later the amended plan beside it. A new indicator has nothing to amend."""
    value.low, value.high = planned.low, planned.high
    if amended:
        value.amended_plan = None if planned.value == value.plan else planned.value
    else:
        value.plan = planned.value


def _values(value: IndicatorValue) -> dict[str, Any]:
    return {name: getattr(value, name) for name in ("plan", "amended_plan", "low", "high", "is_fact")}


@transaction.atomic
def save_measure_years(
    user: Any, edition: DocumentEdition, key: UUID, quantities: Mapping[int, Decimal | None],
    funding: Mapping[tuple[int, str], Decimal | None], *, seen_version: int | None = None, origin: str = "",
) -> Measure:  # fmt: skip
    """Quantities by year, and money in mln tenge by year and source; None takes the value out, absent years stay.
    Raises `VersionConflict`, `PlanningRefused`, `access.Refused`, `Measure.DoesNotExist`."""
    held = locked_edition(user, edition)
    measure = Measure.objects.select_for_update().get(edition=held, key=key)
    if seen_version is not None and measure.version != seen_version:
        raise VersionConflict(measure)
    for year in {*quantities, *(year for year, _source in funding)}:
        _check_cell(held, Cell(key, year))
    old = _measure_years(measure)
    for year, quantity in quantities.items():
        _keep(measure.quantities, {"year": year}, {"quantity": quantity})
    for (year, source), amount in funding.items():
        _keep(measure.funding, {"year": year, "source": source}, {"amount_mln": amount})
    new = _measure_years(measure)
    if new != old:
        measure.version += 1
        measure.save(update_fields=["version"])
        log(user, held.document, "change_measure_years", measure, key, old, new, origin=origin)
    return measure


def _keep(rows: Any, where: dict[str, Any], values: dict[str, Any]) -> None:
    if next(iter(values.values())) is None:
        rows.filter(**where).delete()
    else:
        rows.update_or_create(**where, defaults=values)


def _measure_years(measure: Measure) -> dict[str, Any]:
    quantities = {f"quantity {one.year}": one.quantity for one in measure.quantities.all()}
    return quantities | {f"{one.source} {one.year}": one.amount_mln for one in measure.funding.all()}
