"""What a settlement reports in a year: its items, their entries, and last year's beside them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from settlements.item_lists import ListedItem, listed_items
from settlements.models import (
    Campaign,
    EntryRevision,
    InventoryEntry,
    InventoryReturn,
    Item,
    ReturnRemark,
    SettlementYear,
    Territory,
)
from settlements.models.inventory import EntryValues
from settlements.queries import codes_of_same_place
from settlements.rules.entry_checks import complete
from settlements.rules.measure_fields import COMMON_FIELDS, MEASURE_FIELDS, empty_value
from settlements.subjects import InYear, of_return

EntryKey = tuple[str, str]  # settlement code, item code


def entry_fields(measure: str) -> tuple[str, ...]:
    """Fields that an entry of MEASURE stores."""
    return MEASURE_FIELDS[measure] + COMMON_FIELDS


def values_of(measure: str, entry: EntryValues | None) -> dict[str, Any]:
    """Typed values of ENTRY or of one of its revisions; every field empty where there is none."""
    fields = entry_fields(measure)
    if entry is None:
        return {field: empty_value(field) for field in fields}
    return {field: getattr(entry, field) for field in fields}


@dataclass(frozen=True)
class Sheet:
    """One settlement in one year with the list of items that its status reports."""

    settlement: Territory
    year: int
    campaign: Campaign
    profile: SettlementYear

    @cached_property
    def listed(self) -> list[ListedItem]:
        return listed_items(self.campaign.edition_code, self.profile.status)

    @cached_property
    def levels(self) -> dict[str, str]:
        """ "mandatory" or "recommended" by item code."""
        return {item.item_code: item.level for item in self.listed}

    @cached_property
    def items(self) -> list[Item]:
        """The listed items in the order of the catalogue, with their directions."""
        found = Item.objects.filter(code__in=self.levels).select_related("direction")
        return sorted(found, key=lambda item: (item.direction.position, item.position))

    @cached_property
    def _of_two_years(self) -> list[InventoryEntry]:
        """This year's and last year's entries, in one reading."""
        years = (self.year - 1, self.year)
        return list(InventoryEntry.objects.filter(settlement=self.settlement, year__in=years))

    @cached_property
    def entries(self) -> dict[str, InventoryEntry]:
        """This year's entries by item code."""
        return {entry.item_id: entry for entry in self._of_two_years if entry.year == self.year}

    @cached_property
    def previous(self) -> dict[str, InventoryEntry]:
        """Last year's entries by item code, also when the settlement had another code then."""
        found = [entry for entry in self._of_two_years if entry.year != self.year]
        if not found:
            others = codes_of_same_place(self.settlement.kato) - {self.settlement.kato}
            found = entries_of(others, self.year - 1) if others else []
        return {entry.item_id: entry for entry in found}

    @cached_property
    def held(self) -> InventoryReturn:
        """The return, perhaps not stored yet."""
        stored = InventoryReturn.objects.filter(campaign=self.campaign, settlement=self.settlement).first()
        held = stored or InventoryReturn()
        held.campaign, held.settlement, held.place = self.campaign, self.settlement, self.profile
        return held

    @cached_property
    def open_remarks(self) -> list[ReturnRemark]:
        """Remarks on the return that are not settled yet."""
        if self.held.pk is None:
            return []
        found = ReturnRemark.objects.filter(inventory_return=self.held, resolved_at=None)
        return list(found.select_related("author").order_by("id"))

    @cached_property
    def subject(self) -> InYear:
        """What the rules are asked about, with all that the sheet has read."""
        return of_return(self.held)

    def missing_items(self) -> list[Item]:
        """Mandatory items without a complete entry (spec 10.5: what keeps a return from being submitted)."""
        return [
            item
            for item in self.items
            if self.levels[item.code] == "mandatory"
            and not complete(item.measure, values_of(item.measure, self.entries.get(item.code)))
        ]


class NoSheet(LookupError):
    """There is no campaign of the year, or the settlement is not in it."""


def open_sheet(settlement: Territory, year: int) -> Sheet:
    """The sheet of SETTLEMENT in YEAR; raises `NoSheet`."""
    campaign = Campaign.objects.filter(year=year).first()
    profile = (
        SettlementYear.objects.filter(settlement=settlement, year=year)
        .select_related("region", "district", "okrug")
        .first()
    )
    if campaign is None or profile is None:
        raise NoSheet(f"{settlement.kato} {year}")
    return Sheet(settlement, year, campaign, profile)


def entries_of(codes: Iterable[str], year: int) -> list[InventoryEntry]:
    """Entries of the settlements CODES in YEAR."""
    return list(InventoryEntry.objects.filter(settlement_id__in=list(codes), year=year))


def last_revision(settlement_code: str, year: int, item_code: str) -> EntryRevision | None:
    """The newest revision of an entry, also when the entry has been cleared since."""
    revisions = EntryRevision.objects.filter(settlement_id=settlement_code, year=year, item_id=item_code)
    return revisions.select_related("change_set__actor").order_by("-version").first()
