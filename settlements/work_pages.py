"""What waits for a person: entering, accepting, administering."""

from dataclasses import dataclass, field
from typing import Any

from rss_portal.accounts.choices import Role
from settlements.choices import Level, ReturnState
from settlements.models import Campaign, Item, Territory
from settlements.permissions import granted_territories
from settlements.register_pages import waiting_recodings
from settlements.return_pages import ReturnLine, lines_of, profiles_with_state, state_counts
from settlements.scope import grants_of

SHOWN = 12  # settlements listed on the page; the list of returns has them all
TO_ENTER = (ReturnState.RETURNED, ReturnState.DRAFT)
_WAITS_FOR = {
    Level.DISTRICT: ReturnState.SUBMITTED,
    Level.REGION: ReturnState.ACCEPTED_DISTRICT,
    Level.COUNTRY: ReturnState.ACCEPTED_REGION,
}


@dataclass
class TerritoryWork:
    """A person's work in one territory in one campaign."""

    territory: Territory
    campaign: Campaign
    counts: list[tuple[ReturnState, int]]
    waits_state: str = ""  # state of returns that this person may accept
    waits: int = 0
    to_enter: int = 0
    lines: list[ReturnLine] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(number for _state, number in self.counts)

    @property
    def done(self) -> int:
        """Returns that have left the akimat."""
        return sum(number for state, number in self.counts if state not in TO_ENTER)


@dataclass
class Work:
    """Everything on the page of one person."""

    entering: list[TerritoryWork] = field(default_factory=list)
    accepting: list[TerritoryWork] = field(default_factory=list)
    recodings: int = 0
    manages: bool = False
    items: list[Item] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        return not (self.entering or self.accepting or self.manages or self.items)


def work_of(user: Any, campaigns: list[Campaign]) -> Work:
    """The work of USER in the CAMPAIGNS that are not published."""
    work = Work(manages=bool(granted_territories(user, Role.MINISTRY_ANALYST)))
    work.recodings = waiting_recodings() if work.manages else 0
    work.items = _own_items(user)
    for campaign in campaigns:
        work.entering += [_entering(user, unit, campaign) for unit in _in_force(user, Role.AKIMAT_EDITOR)]
        heads = _in_force(user, Role.AKIMAT_HEAD)
        work.accepting += [_accepting(user, unit, campaign) for unit in heads]
        analysts = _in_force(user, Role.MINISTRY_ANALYST)
        work.accepting += [_accepting(user, unit, campaign) for unit in analysts]
    return work


def _in_force(user: Any, role: str) -> list[Territory]:
    """Units of USER under their present code."""
    return [unit for unit in granted_territories(user, role) if unit.valid_to is None]


def _entering(user: Any, unit: Territory, campaign: Campaign) -> TerritoryWork:
    """Settlements that wait for values: those sent back first."""
    profiles = profiles_with_state(user, campaign, unit)
    counts = state_counts(profiles)
    wanted = profiles.filter(return_state__in=TO_ENTER)
    work = TerritoryWork(unit, campaign, counts)
    work.to_enter = sum(number for state, number in counts if state in TO_ENTER)
    order = ("-return_state", "settlement__name_kk", "settlement_id")  # "returned" before "draft"
    work.lines = lines_of(campaign, wanted.order_by(*order)[:SHOWN])
    return work


def _accepting(user: Any, unit: Territory, campaign: Campaign) -> TerritoryWork:
    """Returns that wait for the acceptance of this level."""
    profiles = profiles_with_state(user, campaign, unit)
    counts = state_counts(profiles)
    work = TerritoryWork(unit, campaign, counts)
    state = _WAITS_FOR.get(Level(unit.level))
    if state:
        work.waits_state, work.waits = state, dict(counts)[state]
        waiting = profiles.filter(return_state=state).order_by("settlement__name_kk", "settlement_id")
        work.lines = lines_of(campaign, waiting[:SHOWN])
    return work


def _own_items(user: Any) -> list[Item]:
    """Items of the central bodies for which USER is an analyst."""
    grants = grants_of(user)
    bodies = [grant.body_code for grant in grants if grant.role == Role.SECTOR_ANALYST and grant.body_code]
    return list(Item.objects.filter(body_code__in=bodies)) if bodies else []
