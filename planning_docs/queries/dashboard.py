"""How planning documents are carried out in a year, over all documents that a person may see: in five queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import F, FilteredRelation, Q, Sum

from planning_docs.choices import EditionState, IndicatorKind, IndicatorStatus
from planning_docs.models import (
    Indicator,
    IndicatorFact,
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


def in_force(user: Any) -> list[PlanningDocument]:
    """Documents with an edition in force that USER may see."""
    documents = visible_to(user).filter(editions__state=EditionState.CURRENT)
    return list(documents.select_related("developer", "territory").order_by("kind", "pk").distinct())


def carried_out(documents: Iterable[PlanningDocument], year: int) -> list[tuple[PlanningDocument, Carrying]]:
    """Those of DOCUMENTS whose period has YEAR, with what was done in it."""
    rows = [one for one in documents if one.year_from <= year <= one.year_to]
    found = {one.pk: Carrying(documents=1) for one in rows}
    _judge(found, year)
    _add_money(found, year)
    return [(one, found[one.pk]) for one in rows]


@dataclass
class _Judged:
    """An indicator with what it was to be in the year and what it was in its base year."""

    document: int
    key: UUID
    better: str
    plan: tuple[Decimal | None, Decimal | None, Decimal | None] = (None, None, None)  # plan, low, high
    base: Decimal | None = None


def _judge(found: dict[int, Carrying], year: int) -> None:
    """Statuses of the indicators of the documents by plan, fact and base of YEAR."""
    facts = IndicatorFact.objects.filter(document__in=found, year=year, quarter=0, territory=None)
    reached = {(one, key): value for one, key, value in facts.values_list("document", "indicator_key", "value")}
    for one in _indicators(found, year):
        case = IndicatorYear(one.better, one.base, one.plan[0], reached.get((one.document, one.key)), *one.plan[1:])
        found[one.document].statuses[indicator_status(case)] += 1


def _indicators(found: Iterable[int], year: int) -> Iterable[_Judged]:
    """Judged indicators of the documents FOUND with their values of YEAR and of the base year, in one query."""
    wanted = Q(values__territory__isnull=True) & (Q(values__year=year) | Q(values__year=F("base_year")))
    rows = Indicator.objects.filter(
        edition__document__in=found, edition__state=EditionState.CURRENT, kind__in=JUDGED
    ).annotate(known=FilteredRelation("values", condition=wanted))
    judged: dict[int, _Judged] = {}
    for pk, document, key, better, base_year, of, plan, amended, low, high in rows.values_list(
        "pk", "edition__document", "key", "better", "base_year", "known__year", "known__plan", "known__amended_plan",
        "known__low", "known__high",
    ):  # fmt: skip
        one = judged.setdefault(pk, _Judged(document, key, better))
        planned = plan if amended is None else amended
        if of == year:
            one.plan = (planned, low, high)
        if of is not None and of == base_year:
            one.base = planned
    return judged.values()


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


def years_of(documents: Iterable[PlanningDocument]) -> list[int]:
    """Years of the periods of DOCUMENTS, newest first."""
    return sorted({year for one in documents for year in one.years}, reverse=True)
