"""What the pages and services of a council ask: who sits in it, who attends, what waits for the next meeting."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from infra_support.choices import ApplicationState, MeetingState, SeatKind
from infra_support.models import AgendaItem, Application, Attendance, CouncilMeeting, CouncilMember
from infra_support.rules import council
from settlements.models import Territory

UNFINISHED = (MeetingState.PLANNED, MeetingState.OPEN)


def roster(region: Territory | str, on: date) -> list[CouncilMember]:
    """Members of REGION's council on the day ON, the chair first."""
    in_force = Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gte=on))
    return list(CouncilMember.objects.filter(in_force, region=region).order_by("-chair", "full_name", "pk"))


@dataclass(frozen=True)
class Roster:
    """A council in numbers, against p.21."""

    members: int
    business: int

    @property
    def valid(self) -> bool:
        return council.roster_valid(self.members, self.business)

    @property
    def state(self) -> int:
        return self.members - self.business


def roster_of(members: list[CouncilMember]) -> Roster:
    return Roster(len(members), sum(member.seat_kind == SeatKind.BUSINESS for member in members))


@dataclass(frozen=True)
class Standing:
    """Who attends a meeting, in whole numbers."""

    members: int
    attending: int

    @property
    def needed(self) -> int:
        """Members who must attend for a quorum."""
        return council.two_thirds_of(self.members)

    @property
    def quorum(self) -> bool:
        return self.members > 0 and council.quorum(self.members, self.attending)

    @property
    def missing(self) -> int:
        return max(0, self.needed - self.attending)

    @property
    def votes_needed(self) -> int:
        """Votes for that approve an application now."""
        return council.two_thirds_of(self.attending)


def standing(meeting: CouncilMeeting) -> Standing:
    """The attendance of MEETING as it is now; the counts of the closing once it is closed."""
    if meeting.state in (MeetingState.CLOSED, MeetingState.NO_QUORUM):
        return Standing(meeting.members_count, meeting.attending_count)
    rows = list(Attendance.objects.filter(meeting=meeting).values_list("present", flat=True))
    return Standing(len(rows), sum(rows))


def present_members(meeting: CouncilMeeting) -> set[int]:
    """Keys of the members who attend."""
    return set(Attendance.objects.filter(meeting=meeting, present=True).values_list("member_id", flat=True))


def recused_present(item: AgendaItem) -> int:
    """How many of those attending do not vote on ITEM."""
    attending = Attendance.objects.filter(meeting=item.meeting_id, present=True).values("member")
    return item.recusals.filter(member__in=attending).count()


def waiting_for_agenda(region: Territory | str) -> QuerySet[Application]:
    """Recommended applications that stand on no unfinished meeting: priority ones first, then by registration."""
    taken = AgendaItem.objects.filter(meeting__state__in=UNFINISHED, decision="").values("application")
    waiting = Application.objects.filter(region=region, state=ApplicationState.ON_AGENDA).exclude(pk__in=taken)
    return waiting.order_by("-priority", "registered_at", "pk")


def next_number(region: Territory | str) -> int:
    """The number of the region's next meeting."""
    last = CouncilMeeting.objects.filter(region=region).order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1
