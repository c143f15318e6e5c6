"""Figures of one settlement, item by item."""

from dataclasses import dataclass

from django.db.models import QuerySet

from settlements.models import InventoryEntry, Item, SettlementYear, Territory
from standards.compute.exactness import listed_entry
from standards.compute.plan import ListedItem, Plan, load_plan
from standards.figures import DirectionFigure, ItemState, SettlementFigures
from standards.models import Edition, SettlementProvision
from standards.rules.provision import ListedEntry, Provision, settlement_provision
from standards.rules.rounding import to_e4

from .selection import Selection, provision_rows


def settlement_rows(selection: Selection) -> QuerySet[SettlementProvision]:
    """Rows of the settlements of the selection, lowest percent first, to be filtered and sorted further."""
    rows = provision_rows(selection, selection.run_id)
    return rows.select_related("settlement", "district", "region").order_by("percent_e4", "settlement_id")


@dataclass(frozen=True)
class Reading:
    """A settlement's list with its entries, and the exact provision that follows."""

    plan: Plan
    profile: SettlementYear
    listed: list[ListedItem]
    rows: dict[str, InventoryEntry]
    entries: list[ListedEntry]
    provision: Provision


def read_settlement(settlement: Territory, year: int, edition: Edition) -> Reading | None:
    """What is known of SETTLEMENT in YEAR under EDITION; None when it is not monitored in that year."""
    profiles = SettlementYear.objects.select_related("settlement", "region", "district", "okrug", "satellite_of")
    profile = profiles.filter(settlement=settlement, year=year, monitored=True).first()
    if profile is None:
        return None
    plan = load_plan(edition)
    listed = plan.by_status.get(profile.status, [])
    found = InventoryEntry.objects.filter(settlement=settlement, year=year).select_related("change_set__actor")
    rows = {row.item_id: row for row in found}
    entries = [listed_entry(one, rows.get(one.item)) for one in listed]
    return Reading(plan, profile, listed, rows, entries, settlement_provision(plan.calculation, entries))


def settlement_figures(settlement: Territory, year: int, edition: Edition) -> SettlementFigures | None:
    """Percents of SETTLEMENT with the state of every item of its list, exact; None when it is not monitored."""
    reading = read_settlement(settlement, year, edition)
    return as_figures(reading) if reading else None


def as_figures(reading: Reading) -> SettlementFigures:
    provision = reading.provision
    counts: dict[str, int] = {}
    for one in reading.listed:
        if one.mandatory and provision.scores.get(one.item) is not None:
            counts[one.direction] = counts.get(one.direction, 0) + 1
    return SettlementFigures(
        settlement=reading.profile.settlement,
        profile=reading.profile,
        percent_e4=to_e4(provision.percent),
        recommended_e4=to_e4(provision.recommended),
        band=provision.band,
        counted=provision.counted,
        expected=provision.expected,
        entered=provision.entered,
        by_direction=[
            DirectionFigure(direction, to_e4(percent), counts.get(direction, 0))
            for direction, percent in provision.by_direction.items()
        ],
        items=item_states(reading),
    )


def item_states(reading: Reading) -> list[ItemState]:
    """The items in the order of the list."""
    items = Item.objects.select_related("direction").in_bulk([one.item for one in reading.listed])
    states = []
    for one, entry in zip(reading.listed, reading.entries, strict=True):
        score = reading.provision.scores.get(one.item)
        states.append(
            ItemState(
                item=items[one.item],
                level=one.level,
                position=one.position,
                entry=reading.rows.get(one.item),
                score_e4=None if score is None else to_e4(100 * score),
                not_applicable=entry.not_applicable,
            )
        )
    return states
