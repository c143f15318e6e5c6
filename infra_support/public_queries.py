"""What everybody may see of infrastructure support: no personal data in any of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from infra_support.choices import ApplicationState as S
from infra_support.models import Application, CoordinatorRecord, InfrastructureObject, PriorityActivity, TradeObject
from infra_support.monitoring_choices import ObjectStage, RecordKind
from infra_support.monitoring_queries import jobs
from infra_support.workload_queries import StageDays, stage_days
from settlements.models import Territory


@dataclass(frozen=True)
class Statistics:
    """The country's figures: applications by state, days per stage, jobs promised and created."""

    by_state: list[tuple[S, int]]
    stages: list[StageDays]
    promised: Decimal
    created: Decimal

    @property
    def total(self) -> int:
        return sum(count for _state, count in self.by_state)


def statistics() -> Statistics:
    """Four statements, drafts left out."""
    filed = Application.objects.exclude(state=S.DRAFT)
    counts = dict(filed.values_list("state").annotate(n=Count("pk")).order_by())
    promised, created = jobs()
    return Statistics([(state, counts[state]) for state in S if state in counts], stage_days(filed), promised, created)


def in_force(today: date) -> QuerySet[PriorityActivity]:
    """Priority activities of all regions on TODAY."""
    running = Q(valid_to=None) | Q(valid_to__gte=today)
    return PriorityActivity.objects.filter(running, valid_from__lte=today).select_related("region")


def open_objects() -> QuerySet[InfrastructureObject]:
    """Objects that entrepreneurs can ask about: all but those that stand still."""
    return InfrastructureObject.objects.exclude(stage=ObjectStage.STOPPED)


def trade_objects() -> QuerySet[TradeObject]:
    return TradeObject.objects.all()


def announcements() -> QuerySet[CoordinatorRecord]:
    """Announcements of coordinators, the newest first (p.15 1))."""
    return CoordinatorRecord.objects.filter(kind=RecordKind.ANNOUNCEMENT).select_related("region", "object")


def regions() -> QuerySet[Territory]:
    return Territory.objects.filter(level="region", valid_to=None).order_by("kato")
