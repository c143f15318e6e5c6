"""Meetings of a council: planned, opened, attendance and recusals, votes, closed (p.19, p.21-22)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from infra_support import council_phrases as phrases
from infra_support import council_queries as queries
from infra_support.choices import ApplicationState, CouncilDecision, MeetingState
from infra_support.models import AgendaItem, Application, Attendance, CouncilMeeting, CouncilMember, Recusal
from infra_support.rules import council
from infra_support.rules.clocks import due_on
from infra_support.rules.workflow import TERMS, Action, ClockKind
from infra_support.services.exceptions import StepRefused
from infra_support.services.telling import tell_members
from infra_support.services.workflow import Given, move
from rss_portal.access import require
from rss_portal.calendar.services import working_calendar
from rss_portal.changelog.services import log_change, open_change_set
from settlements.models import Territory

OBJECT = "infra_support.councilmeeting"
FIELDS = ("held_on", "begins_at", "place")


@dataclass(frozen=True)
class Votes:
    """The votes on one item as the secretary counted them."""

    votes_for: int
    votes_against: int
    abstained: int


@transaction.atomic
def plan_meeting(user: Any, region: Territory, values: Mapping[str, Any]) -> CouncilMeeting:
    """A meeting of REGION's council on the date, time and place of VALUES, with every application that waits on
    its agenda; members are told (p.19 4)). Raises `Refused`."""
    require(user, "support.plan_meeting", region)
    Territory.objects.select_for_update().get(pk=region.pk)  # two planners do not take one number
    number = queries.next_number(region)
    meeting = CouncilMeeting.objects.create(region=region, number=number, created_by=user, **values)
    _put_on_agenda(meeting, list(queries.waiting_for_agenda(region)))
    _log(user, meeting, "support.meeting.plan", {}, {name: str(values[name]) for name in FIELDS})
    tell_members(meeting)
    return meeting


@transaction.atomic
def change_meeting(user: Any, meeting: CouncilMeeting, values: Mapping[str, Any]) -> CouncilMeeting:
    """Another date, time or place of a planned meeting; members are told again. Raises `Refused`, `StepRefused`."""
    require(user, "support.plan_meeting", meeting.region)
    meeting = _locked(meeting, MeetingState.PLANNED)
    old = {name: str(getattr(meeting, name)) for name in FIELDS}
    for name in FIELDS:
        setattr(meeting, name, values[name])
    _save(meeting, *FIELDS)
    _log(user, meeting, "support.meeting.change", old, {name: str(values[name]) for name in FIELDS})
    tell_members(meeting)
    return meeting


@transaction.atomic
def set_agenda(user: Any, meeting: CouncilMeeting, chosen: Collection[int]) -> CouncilMeeting:
    """Make the agenda of a planned meeting those of CHOSEN applications that may stand on it."""
    require(user, "support.plan_meeting", meeting.region)
    meeting = _locked(meeting, MeetingState.PLANNED)
    before = list(meeting.items.values_list("application_id", flat=True))
    meeting.items.all().delete()
    waiting = [one for one in queries.waiting_for_agenda(meeting.region_id) if one.pk in chosen]
    _put_on_agenda(meeting, waiting)
    _save(meeting)
    _log(user, meeting, "support.meeting.agenda", {"agenda": before}, {"agenda": [one.pk for one in waiting]})
    return meeting


@transaction.atomic
def cancel_meeting(user: Any, meeting: CouncilMeeting, reason: str) -> CouncilMeeting:
    """Give up a planned meeting; its items wait for the next. Raises `Refused` and `StepRefused`."""
    require(user, "support.plan_meeting", meeting.region)
    meeting = _locked(meeting, MeetingState.PLANNED)
    if not reason.strip():
        raise StepRefused(phrases.NO_REASON, "reason")
    meeting.state = MeetingState.CANCELLED
    meeting.items.update(decision=CouncilDecision.CARRIED_OVER)
    _save(meeting, "state")
    _log(user, meeting, "support.meeting.cancel", {"state": "planned"}, {"state": "cancelled"}, reason)
    tell_members(meeting)
    return meeting


@transaction.atomic
def open_meeting(user: Any, meeting: CouncilMeeting) -> CouncilMeeting:
    """Begin the meeting: the council must have at least ten members, half of them from business (p.21).
    Raises `Refused` and `StepRefused`."""
    require(user, "support.run_meeting", meeting)
    meeting = _locked(meeting, MeetingState.PLANNED)
    if meeting.held_on > timezone.localdate():
        raise StepRefused(phrases.NOT_YET)
    if not meeting.items.exists():
        raise StepRefused(phrases.EMPTY_AGENDA)
    members = queries.roster(meeting.region_id, meeting.held_on)
    numbers = queries.roster_of(members)
    if not numbers.valid:
        raise StepRefused(phrases.bad_roster(numbers.members, numbers.business))
    Attendance.objects.bulk_create([Attendance(meeting=meeting, member=member) for member in members])
    meeting.members_count, meeting.business_count = numbers.members, numbers.business
    meeting.state, meeting.opened_at = MeetingState.OPEN, timezone.now()
    _save(meeting, "state", "opened_at", "members_count", "business_count")
    _log(user, meeting, "support.meeting.open", {"state": "planned"}, {"state": "open"})
    return meeting


@transaction.atomic
def set_attendance(user: Any, meeting: CouncilMeeting, present: Collection[int]) -> queries.Standing:
    """Record that exactly the members PRESENT attend from now on. Raises `Refused` and `StepRefused`."""
    require(user, "support.record_votes", meeting)
    meeting = _locked(meeting, MeetingState.OPEN)
    before = sorted(queries.present_members(meeting))
    rows = Attendance.objects.filter(meeting=meeting)
    rows.update(present=False)
    rows.filter(member__in=list(present)).update(present=True)
    _save(meeting)
    after = sorted(queries.present_members(meeting))
    _log(user, meeting, "support.meeting.attendance", {"present": before}, {"present": after})
    return queries.standing(meeting)


@transaction.atomic
def declare_recusal(user: Any, item: AgendaItem, member: CouncilMember, reason: str) -> Recusal:
    """MEMBER declares a conflict of interest and does not vote on ITEM. Raises `Refused` and `StepRefused`."""
    require(user, "support.record_votes", item.meeting)
    meeting = _locked(item.meeting, MeetingState.OPEN)
    item = _open_item(item)
    if not reason.strip():
        raise StepRefused(phrases.NO_REASON, "reason")
    if not Attendance.objects.filter(meeting=meeting, member=member, present=True).exists():
        raise StepRefused(phrases.NOT_ATTENDING, "member")
    values = {"reason": reason.strip()}
    recusal, _made = Recusal.objects.update_or_create(item=item, member=member, defaults=values)
    _save(meeting)
    _log(user, meeting, "support.meeting.recusal", {}, {"item": item.pk, "member": member.pk}, reason)
    return recusal


@transaction.atomic
def take_back_recusal(user: Any, recusal: Recusal) -> None:
    """Take back a recusal that was recorded by mistake, before the vote."""
    require(user, "support.record_votes", recusal.item.meeting)
    meeting = _locked(recusal.item.meeting, MeetingState.OPEN)
    item = _open_item(recusal.item)
    _log(user, meeting, "support.meeting.recusal", {"item": item.pk, "member": recusal.member_id}, {})
    recusal.delete()
    _save(meeting)


@transaction.atomic
def decide(user: Any, item: AgendaItem, votes: Votes, reason: str = "") -> AgendaItem:
    """Record the votes on ITEM and move its application: approved by at least two thirds of those attending,
    declined otherwise, then with reasons (p.21, p.24). Raises `Refused` and `StepRefused`."""
    require(user, "support.record_votes", item.meeting)
    meeting = _locked(item.meeting, MeetingState.OPEN)
    item = _open_item(item)
    now = queries.standing(meeting)
    recused = queries.recused_present(item)
    _check_votes(now, recused, votes)
    approved = council.approved(now.attending, votes.votes_for)
    if not approved and not reason.strip():
        raise StepRefused(phrases.DECLINED_NEEDS_REASONS, "reason")
    item.decision = CouncilDecision.APPROVED if approved else CouncilDecision.DECLINED
    item.attending, item.recused, item.reason = now.attending, recused, reason.strip()
    item.votes_for, item.votes_against, item.abstained = votes.votes_for, votes.votes_against, votes.abstained
    item.decided_at = timezone.now()
    item.save()
    action = Action.APPROVE if approved else Action.DECLINE
    move(user, item.application, action, Given(item.reason, on=meeting.held_on))
    _save(meeting)
    return item


def _check_votes(now: queries.Standing, recused: int, votes: Votes) -> None:
    if not now.quorum:
        raise StepRefused(phrases.no_quorum(now.attending, now.needed, now.members))
    voters = now.attending - recused
    if not council.votes_complete(voters, votes.votes_for, votes.votes_against, votes.abstained):
        raise StepRefused(phrases.votes_wrong(voters), "votes_for")


@transaction.atomic
def close_meeting(user: Any, meeting: CouncilMeeting) -> CouncilMeeting:
    """End the meeting. What was not decided waits for the next one; without a quorum nothing was.
    Raises `Refused` and `StepRefused`."""
    require(user, "support.run_meeting", meeting)
    meeting = _locked(meeting, MeetingState.OPEN)
    now = queries.standing(meeting)
    undecided = meeting.items.filter(decision="")
    undecided.exclude(application__state=ApplicationState.ON_AGENDA).update(decision=CouncilDecision.REMOVED)
    undecided.update(decision=CouncilDecision.CARRIED_OVER)
    decided = meeting.items.filter(decision__in=[CouncilDecision.APPROVED, CouncilDecision.DECLINED]).exists()
    meeting.state = MeetingState.CLOSED if decided or now.quorum else MeetingState.NO_QUORUM
    meeting.closed_at, meeting.attending_count = timezone.now(), now.attending
    term = TERMS[ClockKind.PROTOCOL]
    meeting.protocol_due_on = due_on(meeting.held_on, term.days, working_calendar(), working=term.working)
    _save(meeting, "state", "closed_at", "attending_count", "protocol_due_on")
    _log(user, meeting, "support.meeting.close", {"state": "open"}, {"state": str(meeting.state)})
    return meeting


def _put_on_agenda(meeting: CouncilMeeting, applications: list[Application]) -> None:
    items = [
        AgendaItem(meeting=meeting, application=one, position=place) for place, one in enumerate(applications, start=1)
    ]
    AgendaItem.objects.bulk_create(items)


def _locked(meeting: CouncilMeeting, state: MeetingState) -> CouncilMeeting:
    """The meeting as it is now, locked; `StepRefused` when it is in another state than STATE."""
    found = CouncilMeeting.objects.select_for_update(of=("self",)).select_related("region").get(pk=meeting.pk)
    if found.state != state:
        raise StepRefused(phrases.WRONG_STATE[state])
    return found


def _open_item(item: AgendaItem) -> AgendaItem:
    """The item as it is now; `StepRefused` when it was decided or its application has left the agenda."""
    found = AgendaItem.objects.select_related("application", "meeting").get(pk=item.pk)
    if found.decision:
        raise StepRefused(phrases.DECIDED_ALREADY)
    if found.application.state != ApplicationState.ON_AGENDA:
        raise StepRefused(phrases.LEFT_THE_AGENDA)
    return found


def _save(meeting: CouncilMeeting, *fields: str) -> None:
    meeting.version += 1
    meeting.save(update_fields=[*fields, "version"])


def _log(
    user: Any, meeting: CouncilMeeting, action: str, old: dict[str, Any], new: dict[str, Any], reason: str = ""
) -> None:
    change_set = open_change_set(action, actor=user, territory_code=meeting.region_id, reason=reason)
    log_change(change_set, OBJECT, meeting.pk, old, new)
