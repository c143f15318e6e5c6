"""The whole demonstration of support: enterprises, applications in every state, meetings, dates in the past."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from infra_support.choices import ApplicationState as S
from infra_support.choices import ClockKind
from infra_support.models import Application, ApplicationEvent, EnterpriseMember
from infra_support.rules.workflow import Action
from infra_support.services import budget
from infra_support.services.clocks import start_clock
from infra_support.services.workflow import move
from rss_portal.accounts.choices import Role
from rss_portal.accounts.models import RoleGrant, User
from rss_portal.calendar.models import CalendarYear
from rss_portal.calendar.services import confirm_year, propose_year
from rss_portal.ui.sources import DEMONSTRATION
from settlements.models import Territory

from .course import Course
from .projects import attach_documents, demonstration_pdf, make_application, make_enterprise, places_of

# how many applications end in which state
SHARES: tuple[tuple[S, int], ...] = (
    (S.SUBMITTED, 5), (S.UNDER_REVIEW, 4), (S.REFUSED, 2), (S.WITHDRAWN, 1), (S.ON_AGENDA, 4), (S.APPROVED, 2),
    (S.DECLINED, 2), (S.WITH_BUDGET, 2), (S.RETURNED_BY_BUDGET, 1), (S.IN_BUDGET, 2), (S.FUNDED, 2),
    (S.IN_PROGRESS, 3), (S.COMPLETED, 2),
)  # fmt: skip
OFFICES = {
    "coordinator": Role.COORDINATOR, "secretary": Role.COUNCIL_SECRETARY, "member": Role.COUNCIL_MEMBER,
    "budget": Role.BUDGET_ADMINISTRATOR, "planning": Role.PLANNING_AUTHORITY, "entrepreneur": Role.ENTREPRENEUR,
}  # fmt: skip
BEFORE_COUNCIL = (S.SUBMITTED, S.UNDER_REVIEW, S.REFUSED, S.WITHDRAWN, S.ON_AGENDA)
BEFORE_DECISION = (Action.ACCEPT, Action.REFUSE, Action.RECOMMEND, Action.WITHDRAW)
IN_THE_BUDGET = (S.RETURNED_BY_BUDGET, S.IN_BUDGET, S.FUNDED, S.IN_PROGRESS, S.COMPLETED)


@dataclass(frozen=True)
class Report:
    """How many applications were made, and by state."""

    made: int
    by_state: dict[str, int]


class NotADemonstration(ValueError):
    """The installation is no demonstration, or lacks its people."""


@transaction.atomic
def build() -> Report:
    """Make the demonstration once; a second call changes nothing. Raises `NotADemonstration`."""
    if not settings.DEMONSTRATION:
        raise NotADemonstration("applications are invented only in a demonstration")
    people, region = demonstration_people()
    if Application.objects.filter(region=region, number__isnull=False).exists():
        return Report(0, {})
    _confirm_calendar()
    course = Course(region, people)
    course.make_council()
    wanted = _make(course)
    _before_council(course, wanted)
    _council(course, wanted)
    _budget(course, wanted)
    for application, _target in wanted:
        _backdate(application)
    counts = {str(state): sum(target == state for _one, target in wanted) for state, _count in SHARES}
    return Report(len(wanted), counts)


def demonstration_people() -> tuple[dict[str, Any], Territory]:
    """The demonstration's people by office, all of one region."""
    held = RoleGrant.objects.filter(role__in=OFFICES.values(), user__is_active=True).select_related("user")
    coordinator = held.filter(role=Role.COORDINATOR).first()
    code = coordinator.territory_code if coordinator else ""
    grants = {grant.role: grant.user for grant in held.filter(territory_code=code)}
    missing = [str(role) for role in OFFICES.values() if role not in grants]
    if missing:
        raise NotADemonstration(f"no demonstration person holds {', '.join(missing)}; run demonstrate first")
    return {name: grants[role] for name, role in OFFICES.items()}, Territory.objects.get(pk=code)


def _confirm_calendar() -> None:
    """Terms of the demonstration need this year and the next; one that nobody keeps yet is proposed and confirmed."""
    this = timezone.localdate().year
    known = set(CalendarYear.objects.filter(state="confirmed").values_list("pk", flat=True))
    administrator = User.objects.filter(role_grants__role=Role.ADMINISTRATOR).first()
    for year in {this - 1, this, this + 1} - known:
        propose_year(administrator, year)
        confirm_year(administrator, year, DEMONSTRATION)


def _make(course: Course) -> list[tuple[Application, S]]:
    """Registered applications with the state that each is to reach, the oldest go furthest."""
    targets = [state for state, count in SHARES for _n in range(count)]
    places, content, now = places_of(course.region), demonstration_pdf(), timezone.now()
    made = []
    for number, target in enumerate(targets):
        enterprise = make_enterprise(number, course.region)
        if number % 6 == 0:
            EnterpriseMember.objects.create(
                enterprise=enterprise, user=course.people["entrepreneur"], head=True, may_sign=True
            )
        registered_at = now - timedelta(days=2 + number * 4, hours=number % 7)
        application = make_application(number, enterprise, places[number % len(places)], registered_at)
        attach_documents(application, content)
        start_clock(application, ClockKind.REVIEW, timezone.localdate(registered_at))
        made.append((application, target))
    return made


def _before_council(course: Course, wanted: list[tuple[Application, S]]) -> None:
    for application, target in wanted:
        if target == S.WITHDRAWN:
            _withdraw(application, course)
        elif target != S.SUBMITTED:
            course.accept(application)
            if target == S.REFUSED:
                course.refuse(application)
            elif target != S.UNDER_REVIEW:
                course.recommend(application)


def _withdraw(application: Application, course: Course) -> None:
    person = course.people["entrepreneur"]
    EnterpriseMember.objects.get_or_create(enterprise=application.enterprise, user=person)
    move(person, application, Action.WITHDRAW)


def _council(course: Course, wanted: list[tuple[Application, S]]) -> None:
    """A meeting without a quorum, one with a signed protocol, one whose protocol is late."""
    course.close(course.meet(course.today - timedelta(days=30), 7), protocol=False)
    second = course.meet(course.today - timedelta(days=20), 9)
    for application, target in wanted:
        if target not in BEFORE_COUNCIL and target != S.APPROVED:
            course.decide(second, application, approve=target != S.DECLINED)
    course.close(second, protocol=True)
    third = course.meet(course.today - timedelta(days=9), 9)
    for application, target in wanted:
        if target == S.APPROVED:
            course.decide(third, application, approve=True)
    course.close(third, protocol=False)


def _budget(course: Course, wanted: list[tuple[Application, S]]) -> None:
    decided = [(application, target) for application, target in wanted if target not in BEFORE_COUNCIL]
    told = [application for application, target in decided if target != S.APPROVED]
    for application in told:
        move(course.people["coordinator"], application, Action.NOTIFY)
    meeting = told[0].agenda_items.get(decided_at__isnull=False).meeting
    budget.forward_package(course.people["coordinator"], meeting)
    for application, target in decided:
        if target in IN_THE_BUDGET:
            application.refresh_from_db()
            course.through_budget(application, target)


def _backdate(application: Application) -> None:
    """Put the steps on the days on which they would have been taken, so that stages have lengths."""
    application.refresh_from_db()
    events = list(application.events.order_by("pk"))
    before: datetime = application.registered_at or timezone.now()
    for event, at in zip(events, _moments(application, events, before), strict=True):
        event.since, event.at = before, at
        before = at
        event.save(update_fields=["since", "at"])
    Application.objects.filter(pk=application.pk).update(state_since=before)


def _moments(application: Application, events: list[ApplicationEvent], start: datetime) -> list[datetime]:
    """Accepted on the next day, reviewed within the term, decided at the meeting, the rest between that and now."""
    early = [event for event in events if event.action in BEFORE_DECISION]
    found = [start + timedelta(days=1 + 2 * place) for place, _event in enumerate(early)]
    item = application.agenda_items.filter(decided_at__isnull=False).select_related("meeting").first()
    if item is None:
        return found
    met = timezone.make_aware(datetime.combine(item.meeting.held_on, item.meeting.begins_at)) + timedelta(hours=1)
    later = len(events) - len(early)
    step = (timezone.now() - met) / max(later, 1)
    return [*found, *(met + step * place for place in range(later))]
