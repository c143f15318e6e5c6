"""Plan and fact of funded projects, the state of a region's reports, and what the public sees."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from infra_support.choices import ApplicationState as S
from infra_support.choices import ObligationKind
from infra_support.models import (
    Application,
    CounterObligation,
    InfrastructureObject,
    ProjectFact,
    ProjectYear,
    ShelfPlacement,
    TradeObject,
    YearlyReport,
)
from infra_support.monitoring_choices import ReportKind
from infra_support.rules import retail, shared_use, yearly_reports
from rss_portal.calendar.services import MissingYear, add_working_days, working_calendar
from settlements.choices import Level
from settlements.models import Territory

FUNDED = (S.FUNDED, S.IN_PROGRESS, S.COMPLETED)
WAITING = (S.SUBMITTED, S.UNDER_REVIEW, S.ON_AGENDA, S.APPROVED, S.WITH_BUDGET, S.IN_BUDGET)
Figures = dict[str, Decimal]


def in_regions(path: str, units: Iterable[Territory]) -> Q:
    """Condition "the region at PATH is one of UNITS"; the country covers all."""
    codes = [unit.kato for unit in units]
    return Q() if "KZ" in codes else Q(**{f"{path}__in": codes})


@dataclass
class ProjectLine:
    """A funded project in a year: planned and reached by kind of figure, and its money."""

    application: Application
    planned: Figures = field(default_factory=dict)
    reached: Figures = field(default_factory=dict)
    money: ProjectYear | None = None

    @property
    def pairs(self) -> list[tuple[str, Decimal | None, Decimal | None]]:
        """Kind, plan, fact, in the order of the kinds, for those that are planned or reached."""
        kinds = [kind for kind in ObligationKind if kind in self.planned or kind in self.reached]
        return [(str(kind.label), self.planned.get(kind), self.reached.get(kind)) for kind in kinds]

    @property
    def unabsorbed(self) -> Decimal:
        return self.money.planned - self.money.absorbed if self.money else Decimal(0)


@dataclass
class RegionYear:
    """Everything that the reports of a region and year are made from."""

    region: Territory
    year: int
    lines: list[ProjectLine]

    @property
    def completeness(self) -> int:
        """Figures entered of those planned, and the money of every project, in percent."""
        needed = sum(len(line.planned) + 1 for line in self.lines)
        filled = sum(len(line.planned.keys() & line.reached.keys()) + (line.money is not None) for line in self.lines)
        return yearly_reports.completeness_percent(filled, needed)

    @property
    def completed(self) -> list[ProjectLine]:
        return [line for line in self.lines if line.application.state == S.COMPLETED]

    @property
    def going_on(self) -> list[ProjectLine]:
        return [line for line in self.lines if line.application.state != S.COMPLETED]

    def total(self, name: str) -> Decimal:
        """Sum of "planned" or "absorbed" money, thousand tenge."""
        return sum((getattr(line.money, name) for line in self.lines if line.money), Decimal(0))

    def reached_total(self, kind: str) -> Decimal:
        return sum((line.reached.get(kind, Decimal(0)) for line in self.lines), Decimal(0))

    def planned_total(self, kind: str) -> Decimal:
        return sum((line.planned.get(kind, Decimal(0)) for line in self.lines), Decimal(0))

    def as_content(self) -> dict[str, Any]:
        """The figures as a report keeps them: no personal data."""
        return {
            "projects": [
                {
                    "number": line.application.number,
                    "state": line.application.state,
                    "planned": {kind: str(value) for kind, value in line.planned.items()},
                    "reached": {kind: str(value) for kind, value in line.reached.items()},
                    "money": [str(line.money.planned), str(line.money.absorbed)] if line.money else None,
                }
                for line in self.lines
            ],
            "completeness": self.completeness,
        }


def figures(region: Territory, year: int) -> RegionYear:
    """Funded projects of REGION in YEAR with plan, fact and money: four statements."""
    funded = Application.objects.filter(region=region, state__in=FUNDED).select_related("place", "enterprise")
    lines = {one.pk: ProjectLine(one) for one in funded.prefetch_related("kinds").order_by("number", "pk")}
    planned = CounterObligation.objects.filter(application__in=list(lines), year=year)
    for key, kind, value in planned.values_list("application", "kind", "planned"):
        held = lines[key].planned
        held[kind] = held.get(kind, Decimal(0)) + value
    facts = ProjectFact.objects.filter(application__in=list(lines), year=year)
    for key, kind, value in facts.values_list("application", "kind", "value"):
        lines[key].reached[kind] = value
    for money in ProjectYear.objects.filter(application__in=list(lines), year=year):
        lines[money.application_id].money = money
    return RegionYear(region, year, list(lines.values()))


@dataclass(frozen=True)
class ReportState:
    """A report that is due: given or not, how late; the scan with its own term."""

    kind: str
    label: str
    due: date
    report: YearlyReport | None
    late_days: int
    scan_due: date | None
    scan_late_days: int


def report_states(region: Territory, year: int, today: date) -> list[ReportState]:
    """The three reports of REGION for YEAR."""
    held = {one.kind: one for one in YearlyReport.objects.filter(region=region, year=year)}
    return [_state(kind, held.get(kind), year, today) for kind in ReportKind]


def _state(kind: ReportKind, report: YearlyReport | None, year: int, today: date) -> ReportState:
    due = yearly_reports.due_on(kind, year)
    given = timezone.localdate(report.given_at) if report else None
    scan_due = _scan_due(report)
    scanned = timezone.localdate(report.scan_at) if report and report.scan_at else None
    late = yearly_reports.days_late(scan_due, scanned, today) if scan_due else 0
    return ReportState(kind, str(kind.label), due, report, yearly_reports.days_late(due, given, today), scan_due, late)


def _scan_due(report: YearlyReport | None) -> date | None:
    if report is None or report.accepted_on is None:
        return None
    try:
        return yearly_reports.scan_due_on(
            report.accepted_on, lambda day, count: add_working_days(day, count, working_calendar())
        )
    except MissingYear:
        return None


@dataclass(frozen=True)
class RegionReports:
    """A region's line on the ministry's dashboard."""

    region: Territory
    projects: int
    given: dict[str, YearlyReport]
    late: dict[str, int]

    @property
    def late_total(self) -> int:
        return sum(days > 0 for days in self.late.values())

    @property
    def cells(self) -> list[tuple[YearlyReport | None, int]]:
        return [(self.given.get(kind), self.late[kind]) for kind in ReportKind]


def country_reports(year: int, today: date) -> list[RegionReports]:
    """Every region: funded projects, reports given and days late. Three statements."""
    given: dict[str, dict[str, YearlyReport]] = defaultdict(dict)
    for report in YearlyReport.objects.filter(year=year):
        given[report.region_id][report.kind] = report
    funded = Application.objects.filter(state__in=FUNDED).values_list("region").annotate(n=Count("pk")).order_by()
    projects = dict(funded)
    regions = Territory.objects.filter(level=Level.REGION, valid_to=None).order_by("kato")
    return [
        RegionReports(region, projects.get(region.kato, 0), given[region.kato], _late(given[region.kato], year, today))
        for region in regions
    ]


def _late(given: dict[str, YearlyReport], year: int, today: date) -> dict[str, int]:
    days = {kind: timezone.localdate(report.given_at) for kind, report in given.items()}
    return {
        kind: yearly_reports.days_late(yearly_reports.due_on(kind, year), days.get(kind), today) for kind in ReportKind
    }


@dataclass(frozen=True)
class ObjectLine:
    """An object with the places taken today."""

    object: InfrastructureObject
    users: int
    taken: int

    @property
    def free(self) -> int:
        return max(0, self.object.capacity - self.taken)

    @property
    def load(self) -> int | None:
        return shared_use.load_percent(self.taken, self.object.capacity)

    @property
    def too_few(self) -> bool:
        """A shared object in operation that fewer than three use today (p.7)."""
        return self.object.shared and self.object.stage == "working" and not shared_use.enough_users(self.users)


def object_lines(objects: QuerySet[InfrastructureObject], today: date) -> list[ObjectLine]:
    """OBJECTS with their users and places taken on TODAY: one statement."""
    now = Q(uses__starts_on__lte=today, uses__ends_on__gte=today)
    counted = objects.select_related("kind__category", "settlement", "region").annotate(
        users_now=Count("uses", filter=now), taken_now=Sum("uses__places", filter=now)
    )
    return [ObjectLine(one, one.users_now, one.taken_now or 0) for one in counted]


@dataclass(frozen=True)
class TradeLine:
    """A trade object: what it owes (None where the rules set nothing) and what it gives today, in m²."""

    object: TradeObject
    minimum: Decimal | None
    given: Decimal

    @property
    def percent(self) -> int | None:
        return retail.minimum_percent(self.object.trade_area_m2)

    @property
    def too_large(self) -> bool:
        """Above 3000 m² the rules set no minimum (p.11)."""
        return self.percent is None

    @property
    def missing(self) -> Decimal:
        return max(Decimal(0), (self.minimum or Decimal(0)) - self.given)

    @property
    def free(self) -> Decimal:
        """Of the minimum, what no producer has yet."""
        return self.missing


def trade_lines(objects: QuerySet[TradeObject], today: date) -> list[TradeLine]:
    """OBJECTS with the minimum and the space given on TODAY: two statements."""
    held = list(objects.select_related("settlement", "region"))
    placements: dict[int, list[tuple[date, date, Decimal]]] = defaultdict(list)
    rows = ShelfPlacement.objects.filter(trade_object__in=held)
    for key, starts, ends, area in rows.values_list("trade_object", "starts_on", "ends_on", "area_m2"):
        placements[key].append((starts, ends, area))
    return [
        TradeLine(
            one,
            retail.minimum_area(one.trade_area_m2, state_utilities=one.state_utilities),
            retail.given_on(today, placements[one.pk]),
        )
        for one in held
    ]


def waiting_list(region: Territory) -> Iterable[Application]:
    """Applications of REGION that wait, in the order of the queue: programmes first, then by registration (p.5)."""
    held = Application.objects.filter(region=region, state__in=WAITING)
    return held.only("number", "state", "priority", "registered_at", "region").order_by(
        "-priority", "registered_at", "pk"
    )


def jobs(year: int | None = None) -> tuple[Decimal, Decimal]:
    """Permanent and temporary jobs promised by obligations and reached, over all funded projects (of YEAR)."""
    kinds = (ObligationKind.PERMANENT_JOBS, ObligationKind.TEMPORARY_JOBS)
    narrowed = {"kind__in": kinds, **({"year": year} if year else {})}
    promised = CounterObligation.objects.filter(application__state__in=FUNDED, **narrowed).aggregate(n=Sum("planned"))
    reached = ProjectFact.objects.filter(application__state__in=FUNDED, **narrowed).aggregate(n=Sum("value"))
    return promised["n"] or Decimal(0), reached["n"] or Decimal(0)
