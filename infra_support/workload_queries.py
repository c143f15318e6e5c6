"""How much waits where, and how long each stage takes: a fixed number of statements, however many applications."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Max, QuerySet

from infra_support.choices import ApplicationState as S
from infra_support.choices import ClockKind
from infra_support.models import Application, ApplicationEvent, Clock
from settlements.models import Territory

DAY_SECONDS = 86_400
SHOWN_STATES = tuple(state for state in S if state != S.DRAFT)


@dataclass
class RegionLoad:
    """One region: applications by state, running terms that are over by kind."""

    region: Territory
    by_state: dict[str, int] = field(default_factory=dict)
    overdue: dict[str, int] = field(default_factory=dict)

    @property
    def counts(self) -> list[int]:
        return [self.by_state.get(state, 0) for state in SHOWN_STATES]

    @property
    def total(self) -> int:
        return sum(self.by_state.values())

    @property
    def overdue_total(self) -> int:
        return sum(self.overdue.values())

    @property
    def overdue_counts(self) -> list[int]:
        return [self.overdue.get(kind, 0) for kind in ClockKind]


@dataclass(frozen=True)
class StageDays:
    """How long applications stayed in a state before they left it."""

    state: S
    left: int  # how many left it
    mean_days: float
    most_days: float


def region_loads(applications: QuerySet[Application], today: date) -> list[RegionLoad]:
    """Loads of the regions of APPLICATIONS, in the order of their codes: three statements."""
    states: dict[str, dict[str, int]] = defaultdict(dict)
    for region, state, count in applications.values_list("region", "state").annotate(n=Count("pk")).order_by():
        states[region][state] = count
    late: dict[str, dict[str, int]] = defaultdict(dict)
    running = Clock.objects.filter(stopped_at=None, due_on__lt=today, application__in=applications.values("pk"))
    for region, kind, count in running.values_list("application__region", "kind").annotate(n=Count("pk")).order_by():
        late[region][kind] = count
    regions = Territory.objects.filter(kato__in=list(states)).order_by("kato")
    return [RegionLoad(region, states[region.kato], late.get(region.kato, {})) for region in regions]


def stage_days(applications: QuerySet[Application]) -> list[StageDays]:
    """Days that APPLICATIONS spent in each state that they have left: one statement."""
    stayed = ExpressionWrapper(F("at") - F("since"), output_field=DurationField())
    moved = ApplicationEvent.objects.filter(application__in=applications.values("pk"), since__isnull=False)
    moved = moved.exclude(from_state=F("to_state"))
    found = moved.values_list("from_state").annotate(n=Count("pk"), mean=Avg(stayed), most=Max(stayed)).order_by()
    rows = {state: (count, mean, most) for state, count, mean, most in found}
    return [
        StageDays(state, rows[state][0], _days(rows[state][1]), _days(rows[state][2])) for state in S if state in rows
    ]


def _days(duration: object) -> float:
    seconds = getattr(duration, "total_seconds", lambda: 0.0)()
    return round(seconds / DAY_SECONDS, 1)
