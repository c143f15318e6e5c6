"""The list of returns of a territory and year, and one return with its history."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from rss_portal.ui.folding import fold
from settlements.choices import ReturnState
from settlements.entry_sheets import values_of
from settlements.item_lists import lists_of
from settlements.models import Campaign, InventoryEntry, InventoryReturn, SettlementYear, Territory
from settlements.permissions import visible_settlement_years
from settlements.rules.entry_checks import MANDATORY, complete

PORTION = 500  # settlements read at once for a file


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


def profiles_with_state(user: Any, campaign: Campaign, territory: Territory) -> QuerySet[Any]:
    """Monitored settlements of TERRITORY that USER may see, annotated with `return_state` and `extended_to`."""
    place = {key if key != "kato" else "settlement_id": value for key, value in territory.subtree_filter().items()}
    held = InventoryReturn.objects.filter(campaign=campaign, settlement=OuterRef("settlement"))
    return (
        visible_settlement_years(user, campaign.year, published=campaign.published)
        .filter(monitored=True, **place)
        .annotate(
            return_state=Coalesce(Subquery(held.values("state")[:1]), Value(str(ReturnState.DRAFT))),
            extended_to=Subquery(held.values("extended_to")[:1]),
        )
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
    return profiles


def all_lines(campaign: Campaign, profiles: QuerySet[Any]) -> Iterator[ReturnLine]:
    """Lines of all PROFILES for a file, a portion at a time so that a country does not fill the memory."""
    places = profiles.iterator(PORTION)
    while portion := list(islice(places, PORTION)):
        yield from lines_of(campaign, portion)


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
        shown = held or InventoryReturn()
        shown.campaign, shown.settlement, shown.place = campaign, place.settlement, place
        code = place.settlement_id
        lines.append(ReturnLine(place, shown, entered[code], len(mandatory[place.status]), remarks, waiting[code]))
    return lines


def _mandatory_items(campaign: Campaign, statuses: Iterable[str]) -> dict[str, set[str]]:
    lists = lists_of(campaign.edition_code)
    return {status: {one.item_code for one in lists.get(status, []) if one.level == MANDATORY} for status in statuses}


def _entered(
    campaign: Campaign, places: list[SettlementYear], mandatory: dict[str, set[str]]
) -> tuple[Counter[str], Counter[str]]:
    """By settlement: complete mandatory entries, and "not applicable" that waits for approval."""
    lists = {place.settlement_id: mandatory[place.status] for place in places}
    entered: Counter[str] = Counter()
    waiting: Counter[str] = Counter()
    found = InventoryEntry.objects.filter(year=campaign.year, settlement__in=list(lists))
    for entry in found.annotate(measure=F("item__measure")):
        measure = entry.measure
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
