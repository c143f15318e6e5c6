"""What staff sign moves on only with an accepted signature over exactly what is to be signed."""

from datetime import date

import pytest
from django.utils import timezone

from infra_support.choices import ClockKind
from infra_support.rules.workflow import Action
from infra_support.services import budget, meetings, signatures
from infra_support.services.clocks import start_clock
from infra_support.services.exceptions import StepRefused
from infra_support.services.meetings import Votes
from infra_support.services.workflow import move
from rss_portal.access import Refused
from rss_portal.signing.services import SignatureRefused, receive
from tests.infra_support.council_world import World, make_world, signature

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def test_a_signed_acceptance_puts_the_application_under_review_and_keeps_its_term(world):
    application, coordinator = world.application("submitted"), world.people["coordinator"]
    start_clock(application, ClockKind.REVIEW, date(2026, 6, 1))
    asked = signatures.ask_for_acceptance(coordinator, application)
    receive(coordinator, asked, signature(coordinator, bytes(asked.content)))
    application.refresh_from_db()
    assert application.state == "under_review"
    clock = application.clocks.get()
    assert (clock.due_on, clock.stopped_at) == (date(2026, 6, 8), None)


def test_a_signature_over_other_bytes_accepts_nothing(world):
    application, coordinator = world.application("submitted"), world.people["coordinator"]
    asked = signatures.ask_for_acceptance(coordinator, application)
    with pytest.raises(SignatureRefused):
        receive(coordinator, asked, signature(coordinator, bytes(asked.content) + b" "))
    application.refresh_from_db()
    assert application.state == "submitted"


def test_an_application_that_changed_meanwhile_is_signed_anew(world):
    application, coordinator = world.application("submitted"), world.people["coordinator"]
    asked = signatures.ask_for_acceptance(coordinator, application)
    application.version += 1
    application.save()
    with pytest.raises(StepRefused):
        receive(coordinator, asked, signature(coordinator, bytes(asked.content)))
    application.refresh_from_db()
    assert application.state == "submitted"


def test_only_the_region_s_coordinator_is_asked_for_an_acceptance(world):
    application = world.application("submitted")
    for name, person in world.people.items():
        if name != "coordinator":
            with pytest.raises(Refused):
                signatures.ask_for_acceptance(person, application)


def decided(world: World) -> tuple:
    """A closed meeting with one approved and one declined application."""
    good, bad = world.application("on_agenda"), world.application("on_agenda")
    meeting = world.open(world.meeting(good, bad), attending=9)
    secretary = world.people["secretary"]
    meetings.decide(secretary, world.item(meeting, good), Votes(6, 3, 0))
    meetings.decide(secretary, world.item(meeting, bad), Votes(5, 4, 0), "Тиімділігі төмен")
    return meetings.close_meeting(secretary, meeting), good, bad


def sign_protocol(world: World, meeting: object) -> None:
    secretary = world.people["secretary"]
    asked = signatures.ask_for_protocol(secretary, meeting)
    receive(secretary, asked, signature(secretary, bytes(asked.content)))


def test_a_signed_protocol_ends_its_term_and_begins_that_of_forwarding(world):
    meeting, good, bad = decided(world)
    sign_protocol(world, meeting)
    meeting.refresh_from_db()
    assert meeting.protocol_signed_at
    assert not meeting.protocol_late
    assert [clock.kind for clock in good.clocks.filter(stopped_at=None)] == [ClockKind.FORWARD]
    assert not bad.clocks.filter(stopped_at=None).exists()
    with pytest.raises(StepRefused):
        signatures.ask_for_protocol(world.people["secretary"], meeting)


def test_a_protocol_signed_after_its_term_is_late(world):
    meeting, _good, _bad = decided(world)
    type(meeting).objects.filter(pk=meeting.pk).update(protocol_due_on=date(2026, 1, 1))
    meeting.refresh_from_db()
    assert meeting.protocol_late
    sign_protocol(world, meeting)
    meeting.refresh_from_db()
    assert meeting.protocol_late


def test_the_applicant_is_told_and_the_package_sent_only_after_the_protocol(world):
    meeting, good, bad = decided(world)
    coordinator = world.people["coordinator"]
    with pytest.raises(StepRefused):
        move(coordinator, bad, Action.NOTIFY)
    with pytest.raises(StepRefused):
        budget.forward_package(coordinator, meeting)
    sign_protocol(world, meeting)
    move(coordinator, bad, Action.NOTIFY)
    with pytest.raises(StepRefused):  # told once
        move(coordinator, bad, Action.NOTIFY)
    package = budget.forward_package(coordinator, meeting)
    good.refresh_from_db()
    assert (good.state, package.cases.count()) == ("with_budget", 1)
    assert not good.clocks.filter(stopped_at=None).exists()
    with pytest.raises(StepRefused):
        budget.forward_package(coordinator, meeting)


def test_an_application_that_was_carried_over_is_forwarded_once(world):
    application = world.application("on_agenda")
    secretary = world.people["secretary"]
    meetings.close_meeting(secretary, world.open(world.meeting(application), attending=7))
    meeting = world.open(world.meeting(application), attending=9)
    meetings.decide(secretary, world.item(meeting, application), Votes(9, 0, 0))
    meeting = meetings.close_meeting(secretary, meeting)
    sign_protocol(world, meeting)
    package = budget.forward_package(world.people["coordinator"], meeting)
    assert [case.application for case in package.cases.all()] == [application]


def test_a_meeting_without_a_quorum_has_no_protocol_to_sign(world):
    application = world.application("on_agenda")
    meeting = world.open(world.meeting(application), attending=7)
    closed = meetings.close_meeting(world.people["secretary"], meeting)
    with pytest.raises(StepRefused):
        signatures.ask_for_protocol(world.people["secretary"], closed)
    assert timezone.localdate() <= closed.protocol_due_on
