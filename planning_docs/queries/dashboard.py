"""How planning documents are carried out in a year, over all documents that a person may see: in six queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from planning_docs.choices import EditionState, IndicatorKind, IndicatorStatus
from planning_docs.models import (
    Indicator,
    IndicatorFact,
    IndicatorValue,
    MeasureFunding,
    MeasureFundingFact,
    PlanningDocument,
)
from planning_docs.permissions import visible_to
from planning_docs.rules.statuses import IndicatorYear, indicator_status

JUDGED = (IndicatorKind.STRATEGIC, IndicatorKind.TARGET)
E4 = 1_000_000  # 100 %


@dataclass
class Carrying:
    """How one document, or a group of them, was carried out in a year."""

    documents: int = 0
    statuses: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    planned_mln: Decimal = Decimal()
    absorbed_mln: Decimal = Decimal()
    steps: int = 0  # deadlines that have passed
    steps_in_time: int = 0

    def add(self, other: "Carrying") -> None:
        self.documents += other.documents
        for status, count in other.statuses.items():
            self.statuses[status] += count
        self.planned_mln += other.planned_mln
        self.absorbed_mln += other.absorbed_mln
        self.steps += other.steps
        self.steps_in_time += other.steps_in_time

    @property
    def judged(self) -> int:
        """Indicators that have a plan and a fact."""
        return sum(count for status, count in self.statuses.items() if status != IndicatorStatus.NO_DATA)

    @property
    def reached(self) -> int:
        return self.statuses[IndicatorStatus.DONE]

    @property
    def without_data(self) -> int:
        return self.statuses[IndicatorStatus.NO_DATA]

    @property
    def reached_e4(self) -> int | None:
        """Share of the judged indicators that were reached."""
        return E4 * self.reached // self.judged if self.judged else None

    @property
    def absorbed_e4(self) -> int | None:
        """Share of the planned money that was absorbed."""
        return int(E4 * self.absorbed_mln / self.planned_mln) if self.planned_mln else None

    @property
    def in_time_e4(self) -> int | None:
        """Share of the passed deadlines that were kept."""
        return E4 * self.steps_in_time // self.steps if self.steps else None


def carried_out(user: Any, year: int, where: Any = None) -> list[tuple[PlanningDocument, Carrying]]:
    """Documents with an edition in force whose period has YEAR, that USER may see (and WHERE), with what was done."""
    documents = visible_to(user).filter(year_from__lte=year, year_to__gte=year, editions__state=EditionState.CURRENT)
    if where is not None:
        documents = documents.filter(where)
    rows = list(documents.select_related("developer", "territory").order_by("kind", "pk").distinct())
    found = {one.pk: Carrying(documents=1) for one in rows}
    _judge(found, year)
    _add_money(found, year)
    return [(one, found[one.pk]) for one in rows]


def _judge(found: dict[int, Carrying], year: int) -> None:
    """Statuses of the indicators of the documents by plan, fact and base of YEAR."""
    rows = Indicator.objects.filter(
        edition__document__in=found, edition__state=EditionState.CURRENT, kind__in=JUDGED
    ).values_list("pk", "key", "edition__document", "better", "base_year")
    indicators = list(rows)
    years = {year, *(base for *_rest, base in indicators if base)}
    values = IndicatorValue.objects.filter(
        indicator__edition__document__in=found, indicator__edition__state=EditionState.CURRENT,
        indicator__kind__in=JUDGED, territory=None, year__in=years,
    )  # fmt: skip
    plans = {(one.indicator_id, one.year): one for one in values}
    facts = IndicatorFact.objects.filter(document__in=found, year=year, quarter=0, territory=None)
    reached = {
        (document, key): value for document, key, value in facts.values_list("document", "indicator_key", "value")
    }
    for pk, key, document, better, base_year in indicators:
        plan, base = plans.get((pk, year)), plans.get((pk, base_year or 0))
        judged = IndicatorYear(
            better, base.planned if base else None, plan.planned if plan else None, reached.get((document, key)),
            plan.low if plan else None, plan.high if plan else None,
        )  # fmt: skip
        found[document].statuses[indicator_status(judged)] += 1


def _add_money(found: dict[int, Carrying], year: int) -> None:
    """Planned money of measures of YEAR, and what was absorbed of it."""
    planned = MeasureFunding.objects.filter(
        measure__edition__document__in=found, measure__edition__state=EditionState.CURRENT, year=year
    ).values_list("measure__edition__document")
    for document, amount in planned.annotate(amount=Sum("amount_mln")).order_by():
        found[document].planned_mln = amount or Decimal()
    absorbed = MeasureFundingFact.objects.filter(fact__document__in=found, fact__year=year).values_list(
        "fact__document"
    )
    for document, amount in absorbed.annotate(amount=Sum("absorbed_mln")).order_by():
        found[document].absorbed_mln = amount or Decimal()


def together(rows: Iterable[Carrying]) -> Carrying:
    """ROWS as one."""
    whole = Carrying()
    for one in rows:
        whole.add(one)
    return whole


def years_in_force(user: Any) -> list[int]:
    """Years of the periods of the documents in force that USER may see, newest first."""
    periods = visible_to(user).filter(editions__state=EditionState.CURRENT).values_list("year_from", "year_to")
    return sorted({year for first, last in periods for year in range(first, last + 1)}, reverse=True)
