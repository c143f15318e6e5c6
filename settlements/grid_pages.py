"""The grid of a district or okrug: one direction, or one item, across all of its settlements."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from settlements.entry_rows import Row, entry_state, make_row
from settlements.entry_sheets import EntryKey
from settlements.item_lists import lists_of
from settlements.models import (
    Campaign,
    Direction,
    InventoryEntry,
    InventoryReturn,
    Item,
    ReturnRemark,
    SettlementYear,
    Territory,
)
from settlements.phrases import shown
from settlements.rules.measure_fields import FACILITY, NETWORK


@dataclass(frozen=True)
class SummaryCell:
    """One entry in the grid of a direction: short text, last year's, state. Not `listed`: not on the list."""

    listed: bool
    text: str = ""
    last_year: str = ""
    state: str = ""
    item: Item | None = None


@dataclass(frozen=True)
class GridLine:
    """One settlement of the grid: summaries by item, or the row of the one item."""

    profile: SettlementYear
    state_label: str
    editable: bool
    cells: list[SummaryCell]
    row: Row | None = None


@dataclass(frozen=True)
class GridData:
    """All that a grid needs, read in a fixed number of queries."""

    campaign: Campaign
    items: list[Item]
    profiles: list[SettlementYear]
    levels: dict[str, dict[str, str]]  # status -> item -> level
    entries: dict[EntryKey, InventoryEntry]
    previous: dict[EntryKey, InventoryEntry]
    returns: dict[str, InventoryReturn]
    remarks: dict[EntryKey, list[ReturnRemark]]

    def lines(self, editable: set[str], item: Item | None) -> list[GridLine]:
        """A line per settlement; EDITABLE are the codes of those that the person may change."""
        return [self._line(profile, profile.settlement_id in editable, item) for profile in self.profiles]

    def totals(self) -> list[tuple[Item, int, int]]:
        """Of each item: how many settlements have an entry, and on how many lists it is."""
        return [
            (
                item,
                sum((profile.settlement_id, item.code) in self.entries for profile in self.profiles),
                sum(item.code in self.levels[profile.status] for profile in self.profiles),
            )
            for item in self.items
        ]

    def _line(self, profile: SettlementYear, editable: bool, item: Item | None) -> GridLine:
        held = self.returns.get(profile.settlement_id)
        label = (held or InventoryReturn()).get_state_display()
        if item is not None:
            return GridLine(profile, label, editable, [], self._row(profile, item, editable))
        return GridLine(profile, label, editable, [self._summary(profile, one) for one in self.items])

    def _row(self, profile: SettlementYear, item: Item, editable: bool) -> Row | None:
        level = self.levels[profile.status].get(item.code)
        if level is None:
            return None
        key = (profile.settlement_id, item.code)
        return make_row(
            profile.settlement,
            item,
            level,
            self.entries.get(key),
            self.previous.get(key),
            remarks=self.remarks.get(key, ()),
            editable=editable,
        )

    def _summary(self, profile: SettlementYear, item: Item) -> SummaryCell:
        if item.code not in self.levels[profile.status]:
            return SummaryCell(listed=False)
        key = (profile.settlement_id, item.code)
        entry = self.entries.get(key)
        # A summary tells what is entered, not who may change it.
        state = "remark" if key in self.remarks else entry_state(item, entry)
        return SummaryCell(True, summary(item, entry), summary(item, self.previous.get(key)), state, item)


def summary(item: Item, entry: InventoryEntry | None) -> str:
    """An entry in a few characters: existing / required, covered / total, or available; "" without data."""
    if entry is None:
        return ""
    if entry.na_reason:
        return "×"
    if item.measure == FACILITY:
        have = sum(getattr(entry, name) or 0 for name in ("good", "current_repair", "capital_repair", "emergency"))
        return f"{shown(have)} / {shown(entry.required) or '?'}"
    if item.measure == NETWORK:
        return f"{shown(entry.covered) or '?'} / {shown(entry.total) or '?'}"
    if entry.share_served is not None:
        return f"{shown(entry.share_served)} %"
    return shown(entry.available)


def read_grid(campaign: Campaign, profiles: Iterable[SettlementYear], direction: Direction) -> GridData:
    """The grid of DIRECTION over PROFILES (monitored settlements of the campaign's year)."""
    places = list(profiles)
    codes = [place.settlement_id for place in places]
    levels = levels_by_status(campaign, {place.status for place in places})
    on_lists = {code for by_item in levels.values() for code in by_item}
    items = [item for item in Item.objects.filter(direction=direction) if item.code in on_lists]
    for item in items:
        item.direction = direction
    held = InventoryReturn.objects.filter(campaign=campaign, settlement__in=codes)
    entries, previous = _entries_and_previous(codes, campaign.year, items)
    return GridData(
        campaign,
        items,
        places,
        levels,
        entries,
        previous,
        {one.settlement_id: one for one in held},
        _remarks(campaign, codes, items),
    )


def levels_by_status(campaign: Campaign, statuses: Iterable[str]) -> dict[str, dict[str, str]]:
    """ "mandatory" or "recommended" by item code, for each of STATUSES."""
    lists = lists_of(campaign.edition_code)
    return {status: {one.item_code: one.level for one in lists.get(status, [])} for status in statuses}


Entries = dict[EntryKey, InventoryEntry]


def _entries_and_previous(codes: list[str], year: int, items: list[Item]) -> tuple[Entries, Entries]:
    """Entries of YEAR and of the year before, in one reading."""
    found = InventoryEntry.objects.filter(year__in=(year - 1, year), settlement__in=codes, item__in=items)
    entries: Entries = {}
    previous: Entries = {}
    for entry in found:
        (entries if entry.year == year else previous)[entry.settlement_id, entry.item_id] = entry
    return entries, previous


def _remarks(campaign: Campaign, codes: list[str], items: list[Item]) -> dict[EntryKey, list[ReturnRemark]]:
    found = ReturnRemark.objects.filter(
        inventory_return__campaign=campaign,
        inventory_return__settlement__in=codes,
        item__in=items,
        resolved_at=None,
    ).select_related("inventory_return", "author")
    by_key: dict[EntryKey, list[ReturnRemark]] = {}
    for remark in found:
        by_key.setdefault((remark.inventory_return.settlement_id, str(remark.item_id)), []).append(remark)
    return by_key


def settlements_of(territory: Territory, year: int) -> list[SettlementYear]:
    """Monitored settlements inside TERRITORY on the tree of YEAR, by name."""
    place = {key if key != "kato" else "settlement_id": value for key, value in territory.subtree_filter().items()}
    found = SettlementYear.objects.filter(year=year, monitored=True, **place).select_related("settlement")
    return sorted(found, key=lambda profile: (profile.settlement.name_kk, profile.settlement_id))


def by_code(items: Iterable[Item]) -> Mapping[str, Item]:
    return {item.code: item for item in items}
