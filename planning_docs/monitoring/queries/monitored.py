"""What was planned and done of a document in a year or a quarter, line by line, with the statuses of the rules.

A document of any length costs a fixed number of queries (`printed.reading` reads each kind of row once).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from planning_docs.choices import Better, EditionState, FundingSource, IndicatorStatus, MeasureStatus
from planning_docs.models import (
    DocumentEdition,
    Indicator,
    IndicatorFact,
    IndicatorValue,
    Measure,
    MeasureFact,
    PlanningDocument,
)
from planning_docs.printed.reading import EditionContents, Values
from planning_docs.rules import statuses as rules
from planning_docs.rules.statuses import Absorption, IndicatorYear, MeasureYear


@dataclass(frozen=True)
class IndicatorLine:
    """An indicator (or its part in a district) in a year: base, plan, fact and what follows from them."""

    indicator: Indicator
    value: IndicatorValue | None
    base: Decimal | None
    fact: IndicatorFact | None
    territory: Any = None

    @cached_property
    def case(self) -> IndicatorYear:
        value = self.value
        return IndicatorYear(
            Better(self.indicator.better),
            self.base,
            value.planned if value else None,
            self.fact.value if self.fact else None,
            value.low if value else None,
            value.high if value else None,
        )

    @property
    def status(self) -> str:
        return rules.indicator_status(self.case)

    @property
    def status_label(self) -> str:
        return str(IndicatorStatus(self.status).label)

    @property
    def deviation(self) -> Decimal | None:
        return rules.deviation(self.case)

    @property
    def percent(self) -> Decimal | None:
        return rules.percent_of_plan(self.case)

    @property
    def bodies(self) -> frozenset[str]:
        return bodies_of_row(self.indicator)


@dataclass(frozen=True)
class SourceLine:
    """Money of a measure from one source in a year, mln tenge; None where nothing is entered."""

    source: str
    planned: Decimal | None
    allocated: Decimal | None
    absorbed: Decimal | None
    reason_kk: str = ""
    reason_ru: str = ""

    @property
    def label(self) -> str:
        return str(FundingSource(self.source).label)

    @property
    def absorption(self) -> Absorption:
        """Plan: of a budget its amended amount, which is what was allocated; else the plan (Annex 14, p. 5.2)."""
        amended = (
            self.allocated if FundingSource(self.source).is_budget and self.allocated is not None else self.planned
        )
        return Absorption(amended or Decimal(), self.absorbed or Decimal())


@dataclass(frozen=True)
class MeasureLine:
    """A measure in a year."""

    measure: Measure
    year: int
    fact: MeasureFact | None
    planned_quantity: Decimal | None
    sources: list[SourceLine] = field(default_factory=list)

    @cached_property
    def case(self) -> MeasureYear:
        allocated = [one.allocated for one in self.sources if one.allocated is not None]
        absorbed = [one.absorbed for one in self.sources if one.absorbed is not None]
        return MeasureYear(
            fully_completed=bool(self.fact and self.fact.fully_completed),
            long_term=self.measure.ends_in > self.measure.starts_in,
            planned_quantity=self.planned_quantity,
            quantity=self.fact.quantity if self.fact else None,
            allocated_mln=sum(allocated, Decimal()) if allocated else None,
            absorbed_mln=sum(absorbed, Decimal()) if absorbed else None,
        )

    @property
    def status(self) -> str:
        return rules.measure_status(self.case)

    @property
    def status_label(self) -> str:
        return str(MeasureStatus(self.status).label)

    @property
    def bodies(self) -> frozenset[str]:
        return bodies_of_row(self.measure)


def bodies_of_row(row: Indicator | Measure) -> frozenset[str]:
    """Codes of the body that answers for ROW and of its co-executors."""
    found = {body.pk for body in row.co_executors.all()}
    return frozenset(found | ({row.responsible_id} if row.responsible_id else set()))


def current_edition(document: PlanningDocument) -> DocumentEdition | None:
    """The edition in force, with the document at hand."""
    found = DocumentEdition.objects.filter(document=document, state=EditionState.CURRENT)
    return found.select_related("document__developer", "document__territory").first()


class MonitoredYear:
    """The lines of a document in YEAR (QUARTER 0: the whole year)."""

    def __init__(
        self, document: PlanningDocument, year: int, quarter: int = 0, contents: EditionContents | None = None
    ):
        self.document, self.year, self.quarter = document, year, quarter
        edition = contents.edition if contents else current_edition(document)
        self.contents = contents or (EditionContents(edition) if edition else None)

    @cached_property
    def _indicator_facts(self) -> dict[tuple[UUID, str], IndicatorFact]:
        found = IndicatorFact.objects.filter(document=self.document, year=self.year, quarter=self.quarter)
        return {(fact.indicator_key, fact.territory_id or ""): fact for fact in found}

    @cached_property
    def _measure_facts(self) -> dict[UUID, MeasureFact]:
        found = MeasureFact.objects.filter(document=self.document, year=self.year).prefetch_related("funding")
        return {fact.measure_key: fact for fact in found}

    @cached_property
    def indicators(self) -> list[IndicatorLine]:
        """Indicators that have a plan for the year, or a fact, in the order of the document."""
        rows = self.contents.ordered_indicators() if self.contents else []
        lines = [self.indicator_line(one) for one in rows]
        return [line for line in lines if line.fact or (line.value and not line.value.is_fact)]

    def indicator_line(self, indicator: Indicator, district: Any = None) -> IndicatorLine:
        code = district.pk if district else ""
        values = Values(indicator)
        base = values.in_year(indicator.base_year, code) if indicator.base_year else None
        return IndicatorLine(
            indicator,
            values.in_year(self.year, code),
            base.planned if base else None,
            self._indicator_facts.get((indicator.key, code)),
            district,
        )

    def district_lines(self, indicator: Indicator) -> list[IndicatorLine]:
        """The districts of INDICATOR (Annex 7), by name."""
        places = {value.territory.pk: value.territory for value in indicator.values.all() if value.territory}
        ordered = sorted(places.values(), key=lambda place: place.name_kk)
        return [self.indicator_line(indicator, place) for place in ordered]

    @cached_property
    def measures(self) -> list[MeasureLine]:
        """Measures that run in the year; a quarter has none of its own."""
        rows = self.contents.measures if self.contents and not self.quarter else []
        return [self._measure_line(one) for one in rows if one.starts_in <= self.year <= one.ends_in]

    def _measure_line(self, measure: Measure) -> MeasureLine:
        fact = self._measure_facts.get(measure.key)
        quantity = next((one.quantity for one in measure.quantities.all() if one.year == self.year), None)
        return MeasureLine(measure, self.year, fact, quantity, source_lines(measure, self.year, fact))

    @property
    def absorption(self) -> list[tuple[str, Absorption, list[SourceLine]]]:
        """Money by source: name, sums, and the lines that have a reason for what was not used."""
        found: dict[str, list[SourceLine]] = {}
        for line in (one for measure in self.measures for one in measure.sources):
            found.setdefault(line.source, []).append(line)
        ordered = [code for code in FundingSource.values if code in found]
        return [
            (
                str(FundingSource(code).label),
                rules.total(one.absorption for one in found[code]),
                [one for one in found[code] if one.reason_kk or one.reason_ru],
            )
            for code in ordered
        ]

    @property
    def absorption_total(self) -> Absorption:
        return rules.total(one.absorption for measure in self.measures for one in measure.sources)


def source_lines(measure: Measure, year: int, fact: MeasureFact | None) -> list[SourceLine]:
    """Money of MEASURE in YEAR by source: every source that is planned or was used."""
    planned = {one.source: one.amount_mln for one in measure.funding.all() if one.year == year}
    used = {one.source: one for one in fact.funding.all()} if fact else {}
    return [
        SourceLine(
            code,
            planned.get(code),
            used[code].allocated_mln if code in used else None,
            used[code].absorbed_mln if code in used else None,
            used[code].reason_kk if code in used else "",
            used[code].reason_ru if code in used else "",
        )
        for code in FundingSource.values
        if code in planned or code in used
    ]


def entered(lines: Iterable[IndicatorLine | MeasureLine]) -> int:
    """How many of LINES have a fact."""
    return sum(1 for line in lines if line.fact is not None)
