"""No step outside the table succeeds by page, API or admin, in any state; who may see what; how many queries."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from infra_support.choices import ApplicationState
from infra_support.models import Application, Clock, Enterprise
from infra_support.panels import PANELS
from infra_support.queue_pages import visible, waiting_states
from infra_support.rules.workflow import find_step
from rss_portal.api.services import create_token
from tests.infra_support.council_world import World, make_world

pytestmark = pytest.mark.django_db
ALSO_STEPS = {"fund": "fund", "agreement": "begin", "complete": "complete"}  # panels that take a step with more fields


@pytest.fixture
def world(db: None) -> World:
    return make_world()


EVERYBODY = (
    "coordinator", "secretary", "budget", "planning", "member", "entrepreneur", "ministry", "administrator",
    "other_coordinator", "other_budget", "stranger",
)  # fmt: skip
ACTOR = {"entrepreneur": "entrepreneur", "coordinator": "coordinator", "council_secretary": "secretary",
         "budget_administrator": "budget", "planning_authority": "planning"}  # fmt: skip
FULL = {
    "reason": "x", "reason_codes": ["not_conforming"], "resolution_on": "2026-11-01", "resolution_number": "1",
    "number": "1", "agreed_on": "2026-11-01", "commissioned_on": "2026-11-01", "act_number": "1", "months": "12",
}  # fmt: skip


@pytest.mark.parametrize("state", list(ApplicationState))
def test_an_action_that_the_table_lacks_or_gives_another_does_nothing_by_page_and_api(world, signed_in, state):
    application = world.application(state)
    for name in EVERYBODY:
        client = signed_in(world.people[name])
        token = create_token(world.people[name], "tests", "write")[1]
        for panel in PANELS:
            step = find_step(ALSO_STEPS.get(panel.code, panel.code), state)
            if step and ACTOR[step.actor] == name:
                continue
            if name in ACTOR.values():
                client.post(reverse("support:act", args=[application.public_id, panel.code]), FULL)
            answer = client.post(
                reverse("api:support_action", args=[application.public_id, panel.code]), {"values": FULL},
                content_type="application/json", headers={"Authorization": f"Bearer {token}"},
            )  # fmt: skip
            assert answer.status_code in (403, 404, 409, 422), (name, panel.code, answer.content)
    application.refresh_from_db()
    assert application.state == state
    assert not application.events.exists()


def test_the_admin_has_no_door_to_applications_councils_and_budgets():
    registered = {model._meta.label for model in admin.site._registry}
    closed = {"Application", "ApplicationEvent", "AgendaItem", "CouncilMeeting", "Attendance", "BudgetCase", "Clock"}
    assert not registered & {apps.get_model("infra_support", name)._meta.label for name in closed}


def test_an_application_is_refused_by_the_api_with_its_reasons(world, client):
    application = world.application("under_review")
    token = create_token(world.people["coordinator"], "tests", "write")[1]
    address = reverse("api:support_action", args=[application.public_id, "refuse"])
    headers = {"Authorization": f"Bearer {token}"}
    wrong = client.post(address, {"values": {}}, content_type="application/json", headers=headers)
    assert wrong.status_code == 422
    values = {"reason_codes": ["false_data"], "reason": "Деректер анық емес"}
    stale = {"seen_version": 7, "values": values}
    assert client.post(address, stale, content_type="application/json", headers=headers).status_code == 422
    done = client.post(address, {"seen_version": 1, "values": values}, content_type="application/json", headers=headers)
    assert done.status_code == 200, done.content
    assert done.json()["application"]["state"] == "refused"


def test_the_applicant_follows_by_the_api_without_personal_data(world, client):
    application = world.application("under_review")
    token = create_token(world.people["entrepreneur"], "tests", "read")[1]
    answer = client.get(
        reverse("api:support_application", args=[application.public_id]), headers={"Authorization": f"Bearer {token}"}
    )
    assert answer.json()["state"] == "under_review"
    for secret in (application.head_iin, application.phone, application.iik, application.address):
        assert secret not in answer.content.decode()


def test_staff_see_their_region_from_the_stage_that_is_theirs(world):
    review, council = world.application("under_review"), world.application("on_agenda")
    world.application("draft")
    seen = {name: set(visible(person)) for name, person in world.people.items()}
    assert seen["coordinator"] == seen["secretary"] == seen["ministry"] == {review, council}
    assert seen["budget"] == seen["planning"] == seen["member"] == {council}
    for name in ("other_coordinator", "other_budget", "entrepreneur", "administrator"):
        assert seen[name] == set()
    assert waiting_states(world.people["secretary"]) == (ApplicationState.ON_AGENDA,)


def test_personal_data_are_masked_until_the_coordinator_asks_and_the_look_is_logged(world, signed_in):
    application = world.application("under_review")
    client = signed_in(world.people["coordinator"])
    page = client.get(reverse("support:application", args=[application.public_id])).content.decode()
    secrets = (application.head_iin, application.phone, application.iik, application.address)
    assert not any(secret in page for secret in secrets)
    shown = client.post(reverse("support:personal", args=[application.public_id])).content.decode()
    assert all(secret in shown for secret in secrets)
    for name in ("secretary", "ministry"):
        answer = signed_in(world.people[name]).post(reverse("support:personal", args=[application.public_id]))
        assert answer.status_code == 403


def queue_of(world: World, count: int) -> None:
    enterprise = Enterprise.objects.get()
    now = timezone.now()
    made = Application.objects.bulk_create(
        Application(
            enterprise=enterprise, region=world.region, state="submitted", number=f"Q-{number:05d}",
            registered_at=now - timedelta(hours=number), applicant_name="«Сүт» ЖШС", project_name="Цех",
            priority=number % 9 == 0,
        )
        for number in range(count)
    )  # fmt: skip
    today = timezone.localdate()
    Clock.objects.bulk_create(
        Clock(application=one, kind="review", started_on=today, days=5, due_on=today + timedelta(days=7))
        for one in made
    )


@pytest.mark.parametrize("count", [3, 60])
def test_the_queue_needs_as_many_queries_for_three_rows_as_for_sixty(
    world, signed_in, django_assert_max_num_queries, count
):
    queue_of(world, count)
    client = signed_in(world.people["coordinator"])
    client.get(reverse("support:queue"))
    with django_assert_max_num_queries(15) as queries:
        answer = client.get(reverse("support:queue"))
    assert answer.status_code == 200
    assert len(queries) <= 13


def test_priority_programmes_come_first_then_the_time_of_registration(world, signed_in):
    late = world.application("submitted")
    early = world.application("submitted", registered_at=timezone.now() - timedelta(days=3))
    first = world.application("submitted", priority=True)
    page = signed_in(world.people["coordinator"]).get(reverse("support:queue"))
    assert [line.application for line in page.context["lines"]] == [first, early, late]


def test_the_queue_is_searched_filtered_and_exported(world, signed_in):
    wanted = world.application("submitted", project_name="Жүн өңдеу орталығы")
    other = world.application("submitted")
    today = timezone.localdate()
    Clock.objects.create(application=other, kind="review", started_on=today, days=5, due_on=today - timedelta(days=1))
    client = signed_in(world.people["coordinator"])
    found = client.get(reverse("support:queue"), {"q": "жун ондеу"})
    assert [line.application for line in found.context["lines"]] == [wanted]
    late = client.get(reverse("support:queue"), {"overdue": "yes"})
    assert [line.application for line in late.context["lines"]] == [other]
    file = client.get(reverse("support:queue"), {"export": "csv"}).content.decode()
    assert wanted.number in file
    assert wanted.head_iin not in file
