"""The list of returns of a territory and year, and one return with its history."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from rss_portal.ui.folding import fold
from settlements.choices import ReturnState
from settlements.entry_sheets import values_of
from settlements.item_lists import listed_items
from settlements.models import Campaign, InventoryEntry, InventoryReturn, Item, SettlementYear, Territory
from settlements.permissions import visible_settlement_years
from settlements.rules.entry_checks import MANDATORY, complete


@dataclass(frozen=True)
class ReturnLine:
    """One settlement in the list: its return (perhaps not stored yet) and how complete it is."""

    profile: SettlementYear
    held: InventoryReturn
    complete: int
    mandatory: int
    remarks: int
    waiting_na: int

    @property
    def missing(self) -> int:
        return self.mandatory - self.complete


def profiles_with_state(user: Any, territory: Territory, year: int) -> QuerySet[Any]:
    """Monitored settlements of TERRITORY that USER may see, annotated with `return_state`."""
    place = {
        key if key != "kato" else "settlement_id": value for key, value in territory.subtree_filter().items()
    }
    states = InventoryReturn.objects.filter(campaign_id=year, settlement=OuterRef("settlement")).values(
        "state"
    )[:1]
    return (
        visible_settlement_years(user, year)
        .filter(monitored=True, **place)
        .annotate(return_state=Coalesce(Subquery(states), Value(str(ReturnState.DRAFT))))
        .select_related("settlement", "district")
    )


def state_counts(profiles: QuerySet[Any]) -> list[tuple[ReturnState, int]]:
    """How many returns are in each state, in the order of the way."""
    counted = dict(profiles.order_by().values_list("return_state").annotate(n=Count("pk")))
    return [(state, counted.get(state, 0)) for state in ReturnState]


def filtered(profiles: QuerySet[Any], *, state: str = "", q: str = "") -> QuerySet[Any]:
    """PROFILES narrowed by the state of the return and by a part of the name (folded) or code."""
    if state:
        profiles = profiles.filter(return_state=state)
    for word in fold(q).split():
        profiles = profiles.filter(settlement__search__contains=word)
    return profiles.order_by("district__name_kk", "settlement__name_kk", "settlement_id")


def lines_of(campaign: Campaign, profiles: Iterable[SettlementYear]) -> list[ReturnLine]:
    """Lines of PROFILES (one page of the list), in a fixed number of queries."""
    places = list(profiles)
    codes = [place.settlement_id for place in places]
    stored = InventoryReturn.objects.filter(campaign=campaign, settlement__in=codes).annotate(
        open_remarks=Count("remarks", filter=Q(remarks__resolved_at=None))
    )
    returns = {held.settlement_id: held for held in stored}
    mandatory = _mandatory_items(campaign, {place.status for place in places})
    entered, waiting = _entered(campaign, places, mandatory)
    lines = []
    for place in places:
        held = returns.get(place.settlement_id)
        remarks = held.open_remarks if held else 0  # type: ignore[attr-defined]
        shown = held or InventoryReturn(campaign=campaign, settlement=place.settlement)
        code = place.settlement_id
        lines.append(
            ReturnLine(place, shown, entered[code], len(mandatory[place.status]), remarks, waiting[code])
        )
    return lines


def _mandatory_items(campaign: Campaign, statuses: Iterable[str]) -> dict[str, set[str]]:
    return {
        status: {
            listed.item_code
            for listed in listed_items(campaign.edition_code, status)
            if listed.level == MANDATORY
        }
        for status in statuses
    }


def _entered(
    campaign: Campaign, places: list[SettlementYear], mandatory: dict[str, set[str]]
) -> tuple[Counter[str], Counter[str]]:
    """By settlement: complete mandatory entries, and "not applicable" that waits for approval."""
    measures = dict(Item.objects.values_list("code", "measure"))
    lists = {place.settlement_id: mandatory[place.status] for place in places}
    entered: Counter[str] = Counter()
    waiting: Counter[str] = Counter()
    for entry in InventoryEntry.objects.filter(year=campaign.year, settlement__in=list(lists)):
        measure = measures[entry.item_id]
        if entry.item_id in lists[entry.settlement_id] and complete(measure, values_of(measure, entry)):
            entered[entry.settlement_id] += 1
        if entry.na_reason and not entry.na_approved:
            waiting[entry.settlement_id] += 1
    return entered, waiting


def last_date(campaign: Campaign, state: str, extended_to: date | None) -> date:
    """Until when the level whose turn it is in STATE may act."""
    closes = {
        ReturnState.DRAFT: campaign.akimat_closes_on,
        ReturnState.RETURNED: campaign.akimat_closes_on,
        ReturnState.SUBMITTED: campaign.district_closes_on,
        ReturnState.ACCEPTED_DISTRICT: campaign.region_closes_on,
    }
    day = closes.get(ReturnState(state), campaign.ministry_closes_on)
    return max(day, extended_to) if extended_to else day
