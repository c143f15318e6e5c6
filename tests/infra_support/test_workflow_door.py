"""The one door: every state, action and role; conditions; clocks; notices; two people at once."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from infra_support.choices import ApplicationState, ClockKind, EligibilityState
from infra_support.models import ApplicationEvent, Clock
from infra_support.rules.workflow import Action, Actor, find_step
from infra_support.services.exceptions import StepRefused
from infra_support.services.workflow import Given, move
from rss_portal.access import Refused
from rss_portal.changelog.models import Change
from rss_portal.notices.models import Notice
from tests.infra_support.council_world import World, make_world

pytestmark = pytest.mark.django_db
PERSON_OF = {
    Actor.ENTREPRENEUR: "entrepreneur", Actor.COORDINATOR: "coordinator", Actor.SECRETARY: "secretary",
    Actor.BUDGET: "budget", Actor.PLANNING: "planning",
}  # fmt: skip


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.mark.parametrize("state", list(ApplicationState))
def test_no_role_takes_a_step_that_the_table_does_not_give_it(world, state):
    application = world.application(state)
    for action in Action:
        step = find_step(action, state)
        for name, person in world.people.items():
            if step and name == PERSON_OF[step.actor]:
                continue
            with pytest.raises(Refused):
                move(person, application, action)
    application.refresh_from_db()
    assert (application.state, application.version) == (state, 1)
    assert not ApplicationEvent.objects.exists()


REFUSAL = Given("Құжаттар толық емес", ("not_conforming",))


def test_a_refusal_needs_a_ground_and_words_and_stops_the_clock(world, run_jobs):
    application = world.application(ApplicationState.UNDER_REVIEW)
    Clock.objects.create(
        application=application, kind=ClockKind.REVIEW, started_on=date(2026, 3, 2), days=5, due_on=date(2026, 3, 10)
    )
    coordinator = world.people["coordinator"]
    for given in (Given(), Given("Себебі бар"), Given("", ("not_conforming",)), Given("Себебі бар", ("nonsense",))):
        with pytest.raises(StepRefused):
            move(coordinator, application, Action.REFUSE, given)
    moved = move(coordinator, application, Action.REFUSE, REFUSAL)
    assert (moved.state, moved.version) == ("refused", 2)
    assert Clock.objects.get().stopped_at is not None
    event = ApplicationEvent.objects.get()
    assert (event.from_state, event.to_state, event.reason_codes) == ("under_review", "refused", ["not_conforming"])
    assert Change.objects.filter(object_type="infra_support.application", object_key=str(moved.pk)).exists()
    notice = Notice.objects.get(person=world.people["entrepreneur"])
    assert "Құжаттар толық емес" in notice.values["reasons"]["ru"]
    run_jobs()
    letter = next(one for one in mail.outbox if one.to == ["entrepreneur@example.kz"])
    assert f"Заявка {moved.number}" in letter.subject + letter.body  # the applicant reads Russian


def test_a_recommendation_needs_every_line_of_the_check_list(world):
    application = world.application(ApplicationState.UNDER_REVIEW)
    line = application.eligibility.get(code="no_debt")
    for state in (EligibilityState.UNKNOWN, EligibilityState.NOT_MET):
        line.state = state
        line.save()
        with pytest.raises(StepRefused):
            move(world.people["coordinator"], application, Action.RECOMMEND)
    line.state = EligibilityState.MET
    line.checked_at = None  # only the applicant says so
    line.save()
    with pytest.raises(StepRefused):
        move(world.people["coordinator"], application, Action.RECOMMEND)
    line.checked_at = timezone.now()
    line.save()
    assert move(world.people["coordinator"], application, Action.RECOMMEND).state == "on_agenda"


@pytest.mark.parametrize(
    ("state", "action", "person"),
    [
        ("on_agenda", Action.APPROVE, "secretary"), ("on_agenda", Action.DECLINE, "secretary"),
        ("approved", Action.NOTIFY, "coordinator"), ("declined", Action.NOTIFY, "coordinator"),
        ("approved", Action.FORWARD, "coordinator"), ("funded", Action.BEGIN, "coordinator"),
        ("in_progress", Action.COMPLETE, "budget"), ("submitted", Action.ACCEPT, "coordinator"),
        ("draft", Action.SUBMIT, "entrepreneur"),
    ],
)  # fmt: skip
def test_a_lawful_step_whose_condition_is_not_met_is_refused(world, state, action, person):
    application = world.application(state)
    with pytest.raises(StepRefused):
        move(world.people[person], application, action, REFUSAL)
    application.refresh_from_db()
    assert application.state == state


def test_a_person_who_saw_an_older_version_is_told_so(world):
    application = world.application(ApplicationState.UNDER_REVIEW)
    application.version = 3
    application.save()
    with pytest.raises(StepRefused) as refusal:
        move(world.people["coordinator"], application, Action.REFUSE, REFUSAL, seen_version=2)
    assert "өзгертті" in str(refusal.value)


def test_the_second_of_two_coordinators_is_refused(world):
    application = world.application(ApplicationState.UNDER_REVIEW)
    move(world.people["coordinator"], application, Action.RECOMMEND, seen_version=1)
    with pytest.raises((Refused, StepRefused)):
        move(world.people["coordinator"], application, Action.REFUSE, REFUSAL, seen_version=1)
    application.refresh_from_db()
    assert application.state == "on_agenda"


def test_an_applicant_withdraws_before_the_council_and_never_after(world):
    for state in ("submitted", "under_review", "on_agenda"):
        assert move(world.people["entrepreneur"], world.application(state), Action.WITHDRAW).state == "withdrawn"
    with pytest.raises(Refused):
        move(world.people["entrepreneur"], world.application("approved"), Action.WITHDRAW)


def test_a_withdrawal_stops_every_clock(world):
    application = world.application(ApplicationState.SUBMITTED)
    today = timezone.localdate()
    Clock.objects.create(
        application=application, kind=ClockKind.REVIEW, started_on=today, days=5, due_on=today + timedelta(days=7)
    )
    move(world.people["entrepreneur"], application, Action.WITHDRAW)
    assert not Clock.objects.filter(stopped_at=None).exists()
