"""The page of a meeting: attendance with its quorum, items as cards, votes with the number that approves."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from infra_support.choices import CouncilDecision, MeetingState
from infra_support.council_queries import Roster, Standing, roster, roster_of, standing
from infra_support.forms.council import RecusalForm, VotesForm
from infra_support.models import AgendaItem, Attendance, CouncilMeeting, CouncilMember, Recusal
from infra_support.rules import council

DECISION_BADGES = {CouncilDecision.APPROVED: "good", CouncilDecision.DECLINED: "bad"}


@dataclass
class ItemCard:
    """An item with the numbers of the vote as they would be now."""

    item: AgendaItem
    recusals: list[Recusal]
    now: Standing
    recused: int
    votes_form: VotesForm | None = None
    recusal_form: RecusalForm | None = None

    @property
    def voters(self) -> int:
        return self.now.attending - self.recused

    @property
    def needed(self) -> int:
        """Votes for that approve: of those who attended when it was decided, else of those who attend now."""
        return council.two_thirds_of(self.item.attending if self.decided else self.now.attending)

    @property
    def decided(self) -> bool:
        return self.item.decided_at is not None

    @property
    def reachable(self) -> bool:
        return council.can_be_reached(self.now.attending, self.recused)

    @property
    def badge(self) -> str:
        return DECISION_BADGES.get(CouncilDecision(self.item.decision), "plain") if self.item.decision else "plain"


@dataclass
class MeetingPage:
    """Everything on the page of one meeting."""

    meeting: CouncilMeeting
    now: Standing
    roster: Roster
    attendance: list[Attendance]
    cards: list[ItemCard]

    @property
    def undecided(self) -> int:
        return sum(not card.item.decision for card in self.cards)


def meeting_page(meeting: CouncilMeeting, *, records: bool, bound: dict[str, Any] | None = None) -> MeetingPage:
    """The page of MEETING; with RECORDS the cards have the forms of the secretary. BOUND forms by "votes-<item>"
    or "recusal-<item>" are those that were wrong."""
    attendance = list(
        Attendance.objects.filter(meeting=meeting)
        .select_related("member")
        .order_by("-member__chair", "member__full_name")
    )
    planned = meeting.state == MeetingState.PLANNED
    numbers = roster_of(roster(meeting.region_id, meeting.held_on)) if planned else _as_opened(meeting)
    now = standing(meeting)
    present = {row.member_id for row in attendance if row.present}
    cards = [_card(item, now, present, records, bound or {}) for item in _items(meeting)]
    return MeetingPage(meeting, now, numbers, attendance, cards)


def _as_opened(meeting: CouncilMeeting) -> Roster:
    return Roster(meeting.members_count, meeting.business_count)


def _items(meeting: CouncilMeeting) -> list[AgendaItem]:
    recusals = Prefetch("recusals", Recusal.objects.select_related("member"))
    return list(meeting.items.select_related("application", "application__place").prefetch_related(recusals))


def _card(item: AgendaItem, now: Standing, present: set[int], records: bool, bound: dict[str, Any]) -> ItemCard:
    recusals = list(item.recusals.all())
    recused = item.recused if item.decided_at else sum(one.member_id in present for one in recusals)
    card = ItemCard(item, recusals, now, recused)
    if records and not item.decision:
        members = CouncilMember.objects.filter(pk__in=present)
        card.votes_form = bound.get(f"votes-{item.pk}") or VotesForm(auto_id=f"id_votes_{item.pk}_%s")
        card.recusal_form = bound.get(f"recusal-{item.pk}") or RecusalForm(
            members=members, auto_id=f"id_recusal_{item.pk}_%s"
        )
    return card
