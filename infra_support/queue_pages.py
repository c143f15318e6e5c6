"""The queue of one's role: which applications wait for it, in which order, with their terms."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from infra_support.application_pages import ClockLine, clock_lines
from infra_support.choices import ApplicationState as S
from infra_support.council_permissions import BEFORE_COUNCIL, CENTRAL, ROLE_OF, SEES_FROM_THE_COUNCIL
from infra_support.models import Application, Clock
from infra_support.rules.workflow import Actor, states_of
from infra_support.workflow_phrases import badge_of, staff_wording
from rss_portal.access import Reason
from rss_portal.accounts.choices import Role
from settlements.models import Territory
from settlements.scope import granted_territories

ORDER = ("-priority", "registered_at", "pk")  # p.5: priority programmes first, then by registration
FULL_SIGHT = (Role.COORDINATOR, Role.COUNCIL_SECRETARY)


def waiting_states(user: Any) -> tuple[S, ...]:
    """States whose next step is one of USER's roles', in the order of the workflow."""
    mine = [actor for actor in Actor if granted_territories(user, ROLE_OF[actor])]
    waiting = {state for actor in mine for state in states_of(actor)}
    if Actor.PLANNING in mine:
        waiting.add(S.WITH_BUDGET)  # its opinion is a stage of the budget, not a step of its own
    return tuple(state for state in S if state in waiting)


def _inside(units: Iterable[Territory]) -> Q:
    """Condition "the application's region is one of UNITS"; the country covers all."""
    codes = [unit.kato for unit in units]
    return Q() if "KZ" in codes else Q(region__in=codes)


def visible(user: Any) -> QuerySet[Application]:
    """Applications that USER sees as staff: of its region, without drafts; the council's members, the budget and
    the planning authority from the council's agenda on."""
    everything = Application.objects.exclude(state=S.DRAFT)
    if granted_territories(user, *CENTRAL):
        return everything
    whole = granted_territories(user, *FULL_SIGHT)
    later = granted_territories(user, *SEES_FROM_THE_COUNCIL)
    seen = Q(pk__in=[])
    if whole:
        seen |= _inside(whole)
    if later:
        seen |= _inside(later) & ~Q(state__in=BEFORE_COUNCIL)
    return everything.filter(seen)


def with_terms(applications: QuerySet[Application]) -> QuerySet[Application]:
    """APPLICATIONS with the nearest due day of each, for sorting and showing."""
    running = Clock.objects.filter(application=OuterRef("pk"), stopped_at=None).order_by("due_on")
    return applications.annotate(due_on=Subquery(running.values("due_on")[:1]))


@dataclass(frozen=True)
class QueueLine:
    """A row of the queue."""

    application: Application
    term: ClockLine | None

    @property
    def state(self) -> Reason:
        return staff_wording(self.application.state)

    @property
    def badge(self) -> str:
        return badge_of(self.application.state)


def lines_of(applications: Iterable[Application]) -> list[QueueLine]:
    """APPLICATIONS of one page with their nearest terms: two more queries however many there are."""
    listed = list(applications)
    clocks = Clock.objects.filter(application__in=listed, stopped_at=None).order_by("-due_on")
    terms = {line.clock.application_id: line for line in clock_lines(clocks)}
    return [QueueLine(one, terms.get(one.pk)) for one in listed]


def exported_lines(applications: Iterable[Application]) -> Iterator[QueueLine]:
    """The lines of a file; nothing is read before the first one is asked for."""
    yield from lines_of(applications)


def in_order(keys: list[int]) -> list[Application]:
    """The applications of KEYS in their order. Sorting thousands reads the index alone; only one page is read whole."""
    found = {one.pk: one for one in for_list(Application.objects.filter(pk__in=keys))}
    return [found[key] for key in keys if key in found]


def for_list(applications: QuerySet[Application]) -> QuerySet[Application]:
    """Only what a row shows is read."""
    names = (
        "public_id",
        "number",
        "applicant_name",
        "project_name",
        "priority",
        "registered_at",
        "state",
        "project_cost",
    )
    regions = Prefetch("region", Territory.objects.only("kato", "name_kk", "name_ru", "name_en"))
    return applications.only(*names, "region").prefetch_related(regions)
