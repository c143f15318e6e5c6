"""The queue of 20 000 applications, measured for `manage.py benchmark`."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from infra_support.choices import ApplicationState as S
from infra_support.choices import ClockKind
from infra_support.models import Application, Clock, Enterprise
from infra_support.services.demonstration.projects import PROJECTS, make_enterprise
from rss_portal.accounts.choices import Role
from rss_portal.accounts.models import RoleGrant, User
from rss_portal.ui.folding import fold
from settlements.models import Territory
from standards.benchmark.measuring import Measured
from standards.benchmark.reading import measure_page

APPLICATIONS, ENTERPRISES = 20_000, 200
STATES = tuple(state for state in S if state != S.DRAFT)
COORDINATOR, ANALYST = "uilestirushi", "taldaushy"


def measure() -> list[Measured]:
    """What waits for a coordinator all of whose region's applications these are, all of them, and the country's."""
    coordinator, analyst = (User.objects.get(username=name) for name in (COORDINATOR, ANALYST))
    make_applications(region_of(coordinator))
    address = reverse("support:queue")
    what = f"queue, {APPLICATIONS:,} applications:"
    return [
        measure_page("S", f"{what} waiting for a coordinator", address, coordinator),
        measure_page("S", f"{what} all of a region", f"{address}?view=all", coordinator),
        measure_page("S", f"{what} the country by term", f"{address}?view=all&sort=due", analyst),
    ]


def region_of(coordinator: User) -> Territory:
    grant = RoleGrant.objects.get(user=coordinator, role=Role.COORDINATOR)
    return Territory.objects.get(pk=grant.territory_code)


def make_applications(region: Territory) -> None:
    """Registered applications of REGION in every state, each with a running term."""
    # Every third number: an invented BIN without a control digit takes the next one.
    enterprises = [make_enterprise(3 * number, region) for number in range(ENTERPRISES)]
    made = Application.objects.bulk_create(
        [_application(number, enterprises[number % ENTERPRISES]) for number in range(APPLICATIONS)], batch_size=1000
    )
    today = timezone.localdate()
    Clock.objects.bulk_create(
        [
            Clock(
                application=one, kind=ClockKind.REVIEW, started_on=today, days=5,
                due_on=today + timedelta(days=number % 40 - 20),
            )
            for number, one in enumerate(made)
        ],
        batch_size=1000,
    )  # fmt: skip


def _application(number: int, enterprise: Enterprise) -> Application:
    project = PROJECTS[number % len(PROJECTS)]
    made = Application(
        enterprise=enterprise, region=enterprise.region, state=STATES[number % len(STATES)], number=f"B-{number:05d}",
        registered_at=timezone.now() - timedelta(minutes=number * 7 % 10_000), priority=number % 5 == 0,
        applicant_name=enterprise.name, project_name=f"{project.name} ({number})", project_cost=project.cost,
    )  # fmt: skip
    made.search = fold(f"{made.number} {made.applicant_name} {made.project_name}")
    return made
