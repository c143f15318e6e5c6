"""Who may see and change the facts. Each rule answers allowed, or refused with a reason to be read.

A published year is open to everybody; of an unpublished one staff see sums, and settlements only within their
own territories. Values are changed within a person's territory, by the level whose turn it is, in time.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rss_portal.access import ALLOWED, Decision, refused, rule
from rss_portal.accounts.choices import Role
from settlements.choices import Level, ReturnState
from settlements.models import Campaign, CampaignCorrection, InventoryReturn, SettlementYear, Territory
from settlements.rules.return_path import Deadlines, Rank, in_time, locked_for, next_acceptance, turn
from settlements.scope import (
    STAFF,
    covers,
    granted_territories,
    grants_of,
    is_published,
    visible_settlement_years,
)
from settlements.subjects import InYear, Subject, in_year, of_return, open_correction

__all__ = [
    "editable_settlements",
    "granted_territories",
    "rank_over",
    "visible_settlement_years",
]

SIGN_IN = _("Sign in with a staff account to do this.")
NOT_PUBLISHED = _("The figures of this year are not published yet.")
OTHER_TERRITORY = _("This territory is not among those that you work with.")
NO_CAMPAIGN = _("No inventory campaign is open for this year.")
PUBLISHED = _("This year is published. It can only be changed by a correction that the ministry opens.")
NOT_MONITORED = _("This settlement is not on the list of monitored settlements of this year.")
LOCKED = _("The return has gone to the next level; ask for it to be sent back.")
OUT_OF_TIME = _("The campaign does not accept changes at your level on this date; ask for an extension.")
MINISTRY_ONLY = _("Only analysts of the ministry may do this.")
REGISTER_ONLY = _("Only analysts of the ministry and administrators of the portal may do this.")
NOT_YOUR_TURN = _("It is not your level's turn to decide on this return.")
NOTHING_TO_ACCEPT = _("The return does not wait for acceptance.")
NOTHING_TO_SUBMIT = _("The return has already been submitted.")
HEADS_ONLY = _("Only the head of the akimat of this territory may do this.")
DISTRICT_HEADS = _("Only the head of the district or region, or the ministry, may do this.")
REGION_ONLY = _("Only the head of the region or the ministry may extend a return.")

_HEAD_RANKS = {Level.COUNTRY: Rank.REGION, Level.REGION: Rank.REGION, Level.DISTRICT: Rank.DISTRICT}


def _signed_in(user: Any) -> bool:
    return bool(getattr(user, "is_authenticated", False))


def _is_ministry(user: Any, place: Territory | SettlementYear | None = None) -> bool:
    """Whether USER is an analyst of the ministry, over PLACE when it is given."""
    territories = granted_territories(user, Role.MINISTRY_ANALYST)
    return bool(territories) if place is None else any(covers(unit, place) for unit in territories)


def rank_over(user: Any, place: Territory | SettlementYear) -> Rank | None:
    """The highest level at which USER acts on values of PLACE; None for those who only read."""
    if _is_ministry(user, place):
        return Rank.MINISTRY
    ranks = [Rank.AKIMAT for unit in granted_territories(user, Role.AKIMAT_EDITOR) if covers(unit, place)]
    ranks += [
        _HEAD_RANKS.get(Level(unit.level), Rank.AKIMAT)
        for unit in granted_territories(user, Role.AKIMAT_HEAD)
        if covers(unit, place)
    ]
    return max(ranks, default=None)


def place_in_year(settlement: Territory, year: int) -> SettlementYear | None:
    """SETTLEMENT in the tree of YEAR."""
    return InYear(settlement, year).place


def _deadlines(campaign: Campaign, extended_to: date | None = None) -> Deadlines:
    return Deadlines(
        campaign.opens_on,
        campaign.akimat_closes_on,
        campaign.district_closes_on,
        campaign.region_closes_on,
        campaign.ministry_closes_on,
        extended_to,
    )


# --- seeing -----------------------------------------------------------------------------------------------


@rule("settlements.see_aggregates")
def see_aggregates(user: Any, year: int | Campaign) -> Decision:
    """Sums of a country, region or district in YEAR (or in the year of a campaign at hand)."""
    if is_published(year):
        return ALLOWED
    if any(grant.role in STAFF for grant in grants_of(user)):
        return ALLOWED
    return refused(NOT_PUBLISHED)


def _see_rows(user: Any, subject: Subject) -> Decision:
    known = in_year(subject)
    territory = known.territory
    if known.published:
        return ALLOWED
    mine = granted_territories(user)
    if not mine:
        return refused(NOT_PUBLISHED)
    if any(covers(unit, territory) for unit in mine):
        return ALLOWED
    place = known.place  # a settlement may have lain elsewhere in that year
    if place and any(covers(unit, place) for unit in mine):
        return ALLOWED
    return refused(OTHER_TERRITORY)


@rule("settlements.see_inventory")
def see_inventory(user: Any, subject: Subject) -> Decision:
    """Entries of the settlements in a territory and year."""
    return _see_rows(user, subject)


@rule("settlements.see_entry_files")
def see_entry_files(user: Any, subject: tuple[Territory, int]) -> Decision:
    """Acts and photographs kept with entries: staff of the territory, also when the year is published."""
    territory, year = subject
    mine = granted_territories(user)
    place = place_in_year(territory, year) or territory
    if any(covers(unit, place) for unit in mine):
        return ALLOWED
    return refused(OTHER_TERRITORY if _signed_in(user) else SIGN_IN)


@rule("settlements.see_settlement_figures")
def see_settlement_figures(user: Any, subject: Subject) -> Decision:
    """Percents of single settlements in a territory and year."""
    return _see_rows(user, subject)


@rule("settlements.download_workbook")
def download_workbook(user: Any, subject: Subject) -> Decision:
    """The prefilled workbook of a territory and year: whoever may see its entries, signed in."""
    return _see_rows(user, subject) if _signed_in(user) else refused(SIGN_IN)


# --- entering ---------------------------------------------------------------------------------------------


def _may_correct(user: Any, correction: CampaignCorrection | None, place: Territory | SettlementYear) -> Decision:
    """A published year is changed by the ministry alone, inside an open correction."""
    if correction and covers(correction.territory, place) and _is_ministry(user, place):
        return ALLOWED
    return refused(PUBLISHED)


def _may_change(
    rank: Rank, campaign: Campaign, state: str, extended_to: date | None, *, has_district: bool
) -> Decision:
    if locked_for(rank, state, has_district=has_district):
        return refused(LOCKED)
    if not in_time(rank, _deadlines(campaign, extended_to), timezone.localdate()):
        return refused(OUT_OF_TIME)
    return ALLOWED


@rule("settlements.edit_entry")
def edit_entry(user: Any, subject: Subject) -> Decision:
    """Values of a settlement's entries in a year."""
    known = in_year(subject)
    campaign, place = known.campaign, known.place
    rank = rank_over(user, place or known.territory)
    if rank is None:
        return refused(OTHER_TERRITORY if _signed_in(user) else SIGN_IN)
    if campaign is None:
        return refused(NO_CAMPAIGN)
    if place is None or not place.monitored:
        return refused(NOT_MONITORED)
    if campaign.published:
        return _may_correct(user, known.correction, place)
    held = known.held
    state = held.state if held else ReturnState.DRAFT
    return _may_change(rank, campaign, state, held.extended_to if held else None, has_district=bool(place.district_id))


@rule("settlements.approve_not_applicable")
def approve_not_applicable(user: Any, subject: Subject) -> Decision:
    """Let "not applicable" count: heads of a district or region and the ministry, while they may edit."""
    known = in_year(subject)
    decision = edit_entry(user, known)
    if not decision:
        return decision
    rank = rank_over(user, known.place or known.territory)
    return ALLOWED if rank is not None and rank >= Rank.DISTRICT else refused(DISTRICT_HEADS)


def editable_settlements(
    user: Any,
    year: int,
    places: Iterable[SettlementYear],
    *,
    campaign: Campaign | None = None,
    returns: dict[str, InventoryReturn] | None = None,
) -> set[str]:
    """Codes of those of PLACES (profiles of YEAR) whose entries USER may change: the same answer as
    `settlements.edit_entry` gives for each, in three queries for all, less what the page knows already: the
    CAMPAIGN, and the stored RETURNS of PLACES by settlement."""
    campaign = campaign or Campaign.objects.filter(year=year).first()
    monitored = [place for place in places if place.monitored]
    if campaign is None:
        return set()
    if campaign.published:
        correction = open_correction(campaign)
        return {place.settlement_id for place in monitored if _may_correct(user, correction, place)}
    held = _returns_of(campaign, monitored) if returns is None else returns
    return {place.settlement_id for place in monitored if _is_editable(user, campaign, held, place)}


def _returns_of(campaign: Campaign, places: Iterable[SettlementYear]) -> dict[str, InventoryReturn]:
    codes = [place.settlement_id for place in places]
    return {row.settlement_id: row for row in InventoryReturn.objects.filter(campaign=campaign, settlement__in=codes)}


def _is_editable(user: Any, campaign: Campaign, returns: dict[str, InventoryReturn], place: SettlementYear) -> bool:
    rank = rank_over(user, place)
    if rank is None:
        return False
    held = returns.get(place.settlement_id)
    state, extended_to = (held.state, held.extended_to) if held else (ReturnState.DRAFT, None)
    return bool(_may_change(rank, campaign, state, extended_to, has_district=bool(place.district_id)))


@rule("settlements.upload_workbook")
def upload_workbook(user: Any, subject: tuple[Territory, int]) -> Decision:
    """A workbook for a territory and year. Locks of single returns are checked with its rows."""
    territory, year = subject
    rank = rank_over(user, territory)
    if rank is None:
        return refused(OTHER_TERRITORY if _signed_in(user) else SIGN_IN)
    campaign = Campaign.objects.filter(year=year).first()
    if campaign is None:
        return refused(NO_CAMPAIGN)
    if campaign.published:
        return _may_correct(user, open_correction(campaign), territory)
    today = timezone.localdate()
    if in_time(rank, _deadlines(campaign), today) or _has_extension(campaign, territory, today):
        return ALLOWED
    return refused(OUT_OF_TIME)


def _has_extension(campaign: Campaign, territory: Territory, today: date) -> bool:
    return InventoryReturn.objects.filter(
        campaign=campaign, extended_to__gte=today, **territory.subtree_filter("settlement__")
    ).exists()


# --- returns ----------------------------------------------------------------------------------------------


def _place_of(held: InventoryReturn) -> Territory | SettlementYear:
    return of_return(held).place or held.settlement


def _has_district(place: Territory | SettlementYear) -> bool:
    return place.district_id is not None


@rule("settlements.submit_return")
def submit_return(user: Any, held: InventoryReturn) -> Decision:
    """Hand a return over to the level above."""
    if held.state not in (ReturnState.DRAFT, ReturnState.RETURNED):
        return refused(NOTHING_TO_SUBMIT)
    return edit_entry(user, of_return(held))


def _acts_for(user: Any, rank: Rank, place: Territory | SettlementYear) -> bool:
    """Whether USER decides on returns at RANK: the ministry's analyst, or the head of that very level."""
    if rank == Rank.MINISTRY:
        return _is_ministry(user, place)
    level = Level.REGION if rank == Rank.REGION else Level.DISTRICT
    heads = granted_territories(user, Role.AKIMAT_HEAD)
    return any(unit.level == level and covers(unit, place) for unit in heads)


def _decides(user: Any, held: InventoryReturn, place: Territory | SettlementYear) -> Decision:
    rank = turn(held.state, has_district=_has_district(place))
    if not _acts_for(user, rank, place):
        return refused(NOT_YOUR_TURN if _signed_in(user) else SIGN_IN)
    if held.campaign.published:
        return refused(PUBLISHED)
    if not in_time(rank, _deadlines(held.campaign, held.extended_to), timezone.localdate()):
        return refused(OUT_OF_TIME)
    return ALLOWED


@rule("settlements.accept_return")
def accept_return(user: Any, held: InventoryReturn) -> Decision:
    """Accept a return at the level whose turn it is."""
    place = _place_of(held)
    if next_acceptance(held.state, has_district=_has_district(place)) is None:
        return refused(NOTHING_TO_ACCEPT)
    return _decides(user, held, place)


@rule("settlements.send_back_return")
def send_back_return(user: Any, held: InventoryReturn) -> Decision:
    """Send a return back with remarks: the level that has it, or the ministry after it accepted."""
    if held.state in (ReturnState.DRAFT, ReturnState.RETURNED):
        return refused(NOTHING_TO_ACCEPT)
    return _decides(user, held, _place_of(held))


@rule("settlements.extend_return")
def extend_return(user: Any, held: InventoryReturn) -> Decision:
    """Give one return a later date."""
    if held.campaign.published:
        return refused(PUBLISHED)
    rank = rank_over(user, _place_of(held))
    return ALLOWED if rank is not None and rank >= Rank.REGION else refused(REGION_ONLY)


# --- administration ---------------------------------------------------------------------------------------


@rule("settlements.manage_register")
def manage_register(user: Any, subject: Territory | None = None) -> Decision:
    """Confirm changes of the classifier, change a unit of the register (anywhere when SUBJECT is None)."""
    territories = granted_territories(user, Role.MINISTRY_ANALYST, Role.ADMINISTRATOR)
    if subject is None and territories or subject is not None and any(covers(t, subject) for t in territories):
        return ALLOWED
    return refused(REGISTER_ONLY)


@rule("settlements.edit_profile")
def edit_profile(user: Any, subject: tuple[Territory, int]) -> Decision:
    """Population, status and marks of a settlement in a year; a published year is frozen for them as well."""
    settlement, year = subject
    place = place_in_year(settlement, year) or settlement
    heads = granted_territories(user, Role.AKIMAT_HEAD)
    if not manage_register(user, settlement) and not any(covers(unit, place) for unit in heads):
        return refused(HEADS_ONLY)
    campaign = Campaign.objects.filter(year=year, published_at__isnull=False).first()
    return _may_correct(user, open_correction(campaign), place) if campaign else ALLOWED


@rule("settlements.edit_place")
def edit_place(user: Any, territory: Territory) -> Decision:
    """Coordinates of a unit: its akimat's head, and whoever manages the register."""
    heads = granted_territories(user, Role.AKIMAT_HEAD)
    if manage_register(user, territory) or any(covers(unit, territory) for unit in heads):
        return ALLOWED
    return refused(HEADS_ONLY)


@rule("settlements.manage_campaigns")
def manage_campaigns(user: Any, subject: Any = None) -> Decision:
    """Make, open, close, publish and correct a year."""
    return ALLOWED if _is_ministry(user) else refused(MINISTRY_ONLY)
