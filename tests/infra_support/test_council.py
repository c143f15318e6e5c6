"""Meetings of a council: roster, quorum, votes in whole numbers, recusal, what is carried over, protocol and package."""

from datetime import timedelta

import pytest
from django.utils import timezone

from infra_support.choices import ApplicationState, ClockKind, MeetingState
from infra_support.models import CouncilMember
from infra_support.services import meetings
from infra_support.services.exceptions import StepRefused
from infra_support.services.meetings import Votes
from rss_portal.access import Refused
from rss_portal.notices.models import Notice
from tests.infra_support.council_world import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.mark.parametrize(("members", "business"), [(11, 5), (9, 9)])
def test_a_council_of_too_few_members_or_too_little_business_opens_no_meeting(members, business):
    world = make_world(members, business)
    meeting = world.meeting(world.application("on_agenda"))
    with pytest.raises(StepRefused):
        meetings.open_meeting(world.people["secretary"], meeting)
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.PLANNED


def test_a_member_whose_seat_has_ended_is_not_counted(world):
    CouncilMember.objects.filter(full_name="Мүше 01").update(valid_to=timezone.localdate() - timedelta(days=1))
    meeting = world.meeting(world.application("on_agenda"))
    with pytest.raises(StepRefused):  # eleven are left, five of them from business
        meetings.open_meeting(world.people["secretary"], meeting)


def test_a_meeting_is_not_opened_before_its_day_nor_without_an_agenda(world):
    tomorrow = world.meeting(world.application("on_agenda"), held_on=timezone.localdate() + timedelta(days=1))
    empty = world.meeting()
    for meeting in (tomorrow, empty):
        with pytest.raises(StepRefused):
            meetings.open_meeting(world.people["secretary"], meeting)


def test_an_application_stands_on_one_unfinished_agenda_in_the_order_of_the_queue(world):
    later = world.application("on_agenda")
    first = world.application("on_agenda", priority=True)
    meeting = world.meeting(later, first)
    assert [item.application for item in meeting.items.all()] == [first, later]
    assert world.meeting().items.count() == 0


def test_without_a_quorum_nothing_is_decided_and_the_items_go_on_the_next_agenda(world):
    application = world.application("on_agenda")
    meeting = world.open(world.meeting(application), attending=7)  # 7 of 12: 8 are needed
    with pytest.raises(StepRefused):
        meetings.decide(world.people["secretary"], world.item(meeting, application), Votes(7, 0, 0))
    closed = meetings.close_meeting(world.people["secretary"], meeting)
    assert (closed.state, closed.has_decisions) == (MeetingState.NO_QUORUM, False)
    application.refresh_from_db()
    assert application.state == ApplicationState.ON_AGENDA
    assert [item.application for item in world.meeting(application).items.all()] == [application]


def test_exactly_two_thirds_approve_and_one_vote_less_declines(world):
    approved, declined = world.application("on_agenda"), world.application("on_agenda")
    meeting = world.open(world.meeting(approved, declined), attending=9)
    secretary = world.people["secretary"]
    meetings.decide(secretary, world.item(meeting, approved), Votes(6, 3, 0))
    with pytest.raises(StepRefused):  # a refusal needs its reasons
        meetings.decide(secretary, world.item(meeting, declined), Votes(5, 4, 0))
    meetings.decide(secretary, world.item(meeting, declined), Votes(5, 4, 0), "Тиімділігі төмен")
    for application, state in ((approved, "approved"), (declined, "declined")):
        application.refresh_from_db()
        assert application.state == state
        assert application.clocks.get().kind == ClockKind.PROTOCOL
    with pytest.raises(StepRefused):  # a decision is final
        meetings.decide(secretary, world.item(meeting, approved), Votes(9, 0, 0))


def test_a_recused_member_attends_and_does_not_vote(world):
    application = world.application("on_agenda")
    meeting = world.open(world.meeting(application), attending=9)
    secretary, item = world.people["secretary"], world.item(meeting, application)
    member = meeting.attendance.filter(present=True).first().member
    meetings.declare_recusal(secretary, item, member, "Кәсіпорынның құрылтайшысы")
    with pytest.raises(StepRefused):  # nine attend, eight vote
        meetings.decide(secretary, item, Votes(6, 3, 0))
    decided = meetings.decide(secretary, item, Votes(5, 3, 0), "Дауыс жетпеді")  # 6 of 9 are needed still
    assert (decided.decision, decided.attending, decided.recused) == ("declined", 9, 1)


def test_an_absent_member_cannot_be_recused(world):
    application = world.application("on_agenda")
    meeting = world.open(world.meeting(application), attending=9)
    absent = meeting.attendance.filter(present=False).first().member
    with pytest.raises(StepRefused):
        meetings.declare_recusal(world.people["secretary"], world.item(meeting, application), absent, "Мүдде")


@pytest.mark.parametrize("votes", [(6, 2, 0), (6, 4, 0), (10, -1, 0)])
def test_votes_that_do_not_add_up_are_refused(world, votes):
    application = world.application("on_agenda")
    meeting = world.open(world.meeting(application), attending=9)
    with pytest.raises(StepRefused):
        meetings.decide(world.people["secretary"], world.item(meeting, application), Votes(*votes), "себеп")


def test_what_was_not_decided_is_carried_over_and_what_was_withdrawn_is_taken_off(world):
    decided, left, withdrawn = (world.application("on_agenda") for _ in range(3))
    meeting = world.open(world.meeting(decided, left, withdrawn), attending=12)
    secretary = world.people["secretary"]
    meetings.decide(secretary, world.item(meeting, decided), Votes(8, 4, 0))
    type(withdrawn).objects.filter(pk=withdrawn.pk).update(state="withdrawn")
    closed = meetings.close_meeting(secretary, meeting)
    assert closed.state == MeetingState.CLOSED
    assert world.item(meeting, left).decision == "carried"
    assert world.item(meeting, withdrawn).decision == "removed"


@pytest.mark.parametrize(
    "name", ["coordinator", "budget", "planning", "member", "ministry", "entrepreneur", "other_secretary"]
)
def test_only_the_secretary_of_the_region_runs_a_meeting(world, name):
    application = world.application("on_agenda")
    meeting = world.meeting(application)
    person = world.people[name]
    with pytest.raises(Refused):
        meetings.open_meeting(person, meeting)
    opened = world.open(meeting, attending=12)
    item = world.item(opened, application)
    for act in (
        lambda: meetings.set_attendance(person, opened, []),
        lambda: meetings.decide(person, item, Votes(12, 0, 0)),
        lambda: meetings.declare_recusal(person, item, opened.attendance.first().member, "себеп"),
        lambda: meetings.close_meeting(person, opened),
    ):
        with pytest.raises(Refused):
            act()
    application.refresh_from_db()
    assert application.state == "on_agenda"


def test_members_with_an_account_are_told_of_the_meeting(world):
    CouncilMember.objects.filter(full_name="Мүше 03").update(user=world.people["member"])
    application = world.application("on_agenda")
    world.meeting(application)
    notice = Notice.objects.get(person=world.people["member"])
    assert (notice.kind, notice.values["agenda"]) == ("support.meeting", application.project_name)


def test_a_cancelled_meeting_leaves_its_items_to_the_next(world):
    application = world.application("on_agenda")
    meeting = world.meeting(application)
    with pytest.raises(StepRefused):
        meetings.cancel_meeting(world.people["secretary"], meeting, " ")
    meetings.cancel_meeting(world.people["secretary"], meeting, "Зал бос емес")
    assert world.meeting(application).items.count() == 1
