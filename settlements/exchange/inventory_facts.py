"""What is stored for a territory and year, read for thousands of rows at once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from django.db import connection
from django.db.models import QuerySet

from settlements.choices import ChangeKind
from settlements.item_lists import listed_items
from settlements.models import Campaign, EntryRevision, InventoryEntry, Item, SettlementYear, Territory
from settlements.permissions import editable_settlements
from settlements.rules.entry_checks import COMPARED_FIELDS
from settlements.rules.measure_fields import DECIMALS, FLAGS, empty_value
from settlements.scope import inside

from .inventory_columns import fields_of

EntryKey = tuple[str, str]
Kept = TypeVar("Kept")
FEW = 2000  # settlements that a query names one by one


class Stored(NamedTuple):
    """An entry as it is kept: VALUES in the order of `fields_of` its measure."""

    version: int
    values: tuple[Any, ...]
    na_approved: bool


class Facts:
    """Settlements, lists and entries of TERRITORY in the campaign of a year."""

    def __init__(self, territory: Territory, campaign: Campaign):
        self.territory = territory
        self.campaign = campaign
        self.year = campaign.year
        self._entries: dict[tuple[str, int], dict[EntryKey, Stored]] = {}

    @cached_property
    def places(self) -> dict[str, SettlementYear]:
        """Profiles of the monitored settlements by КАТО, in the order of the register."""
        found = SettlementYear.objects.filter(
            inside([self.territory], own="settlement_id"), year=self.year, monitored=True
        ).order_by("settlement_id")
        return {place.settlement_id: place for place in found}

    @cached_property
    def units(self) -> dict[str, Territory]:
        """The settlements and their districts by КАТО, for their names."""
        codes = {code for place in self.places.values() for code in (place.settlement_id, place.district_id)}
        found = Territory.objects.only("kato", "name_kk", "name_ru")
        return {unit.kato: unit for unit in (found.filter(kato__in=codes) if len(codes) <= FEW else found)}

    @cached_property
    def items(self) -> dict[str, Item]:
        """Items by code, in the order of the catalogue."""
        found = Item.objects.select_related("direction").order_by("direction__position", "position")
        return {item.code: item for item in found}

    @cached_property
    def levels(self) -> dict[str, dict[str, str]]:
        """The level of every listed item, by status and item code, in the order of the catalogue."""
        order = {code: number for number, code in enumerate(self.items)}
        statuses = {place.status for place in self.places.values()}
        return {
            status: {
                listed.item_code: listed.level
                for listed in sorted(
                    listed_items(self.campaign.edition_code, status), key=lambda one: order[one.item_code]
                )
            }
            for status in statuses
        }

    @cached_property
    def register(self) -> frozenset[str]:
        """Every code of the register, for settlements that serve others."""
        return frozenset(Territory.objects.values_list("kato", flat=True))

    def editable(self, user: Any) -> set[str]:
        """Settlements whose entries USER may change now."""
        return editable_settlements(user, self.year, self.places.values())

    def current(self, measure: str) -> dict[EntryKey, Stored]:
        """Entries of the year."""
        return self._read_once(measure, self.year)

    def previous(self, measure: str) -> dict[EntryKey, Stored]:
        """Entries of the year before, under this year's codes."""
        return self._under_new_codes(measure, self._read_once(measure, self.year - 1))

    def compared(self, measure: str) -> dict[EntryKey, tuple[Any, ...]]:
        """What new values are compared with: COMPARED_FIELDS of the year before, under this year's codes."""
        fields = COMPARED_FIELDS[measure]
        conversions = _conversions(fields)
        found = _raw(self._entries_of(measure, self.year - 1), ("settlement_id", "item_id", *fields))
        return self._under_new_codes(measure, {row[:2]: _typed(row[2:], conversions) for row in found})

    def rows(self, measure: str) -> Iterator[tuple[SettlementYear, Item, str]]:
        """Every settlement with each item of MEASURE on the list of its status, and the item's level."""
        of_status = {
            status: [(self.items[code], level) for code, level in listed.items() if self.items[code].measure == measure]
            for status, listed in self.levels.items()
        }
        for place in self.places.values():
            for item, level in of_status[place.status]:
                yield place, item, level

    def count_rows(self) -> int:
        return sum(len(self.levels[place.status]) for place in self.places.values())

    def revisions(self, measure: str, keys: dict[EntryKey, int]) -> dict[EntryKey, tuple[Any, ...]]:
        """Values of the entries KEYS as they stood at the versions given."""
        if not keys:
            return {}
        found = EntryRevision.objects.filter(
            year=self.year, item__in={item for _, item in keys}, version__in=set(keys.values())
        )
        settlements = {settlement for settlement, _ in keys}
        if len(settlements) <= FEW:
            found = found.filter(settlement__in=settlements)
        columns = ("settlement_id", "item_id", "version", *fields_of(measure))
        conversions = _conversions(fields_of(measure))
        return {row[:2]: _typed(row[3:], conversions) for row in _raw(found, columns) if keys.get(row[:2]) == row[2]}

    @cached_property
    def _recoded(self) -> dict[str, str]:
        """Successors by earlier code, of places that are in the territory now."""
        same = (ChangeKind.RECODED, ChangeKind.RENAMED)
        pairs = Territory.objects.filter(closed_as__in=same, successor__isnull=False).values_list(
            "kato", "successor_id"
        )
        return {code: successor for code, successor in pairs if successor in self.places}

    def _under_new_codes(self, measure: str, found: dict[EntryKey, Kept]) -> dict[EntryKey, Kept]:
        """FOUND, where a place that got another code is met under this one too."""
        for code, successor in self._recoded.items():
            for item in self._items_of(measure):
                if (code, item) in found and (successor, item) not in found:
                    found[successor, item] = found[code, item]
        return found

    def _items_of(self, measure: str) -> list[str]:
        return [code for code, item in self.items.items() if item.measure == measure]

    def _read_once(self, measure: str, year: int) -> dict[EntryKey, Stored]:
        if (measure, year) not in self._entries:
            self._entries[measure, year] = self._read(measure, year)
        return self._entries[measure, year]

    def _entries_of(self, measure: str, year: int) -> QuerySet[InventoryEntry]:
        entries = InventoryEntry.objects.filter(year=year, item__in=self._items_of(measure))
        if len(self.places) <= FEW:
            entries = entries.filter(settlement__in=[*self.places, *self._recoded])
        return entries

    def _read(self, measure: str, year: int) -> dict[EntryKey, Stored]:
        columns = ("settlement_id", "item_id", "version", "na_approved", *fields_of(measure))
        conversions = _conversions(fields_of(measure))
        found = _raw(self._entries_of(measure, year), columns)
        return {row[:2]: Stored(row[2], _typed(row[4:], conversions), bool(row[3])) for row in found}


def _raw(entries: QuerySet[Any], columns: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    """Rows as the driver gives them: model objects and their conversions take five times as long."""
    sql, parameters = entries.order_by().values_list(*columns).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        while batch := cursor.fetchmany(5000):
            yield from batch


@dataclass(frozen=True)
class _Conversion:
    """Positions of the fields that SQLite gives back untyped: decimal places, or None for yes and no."""

    places: dict[int, int | None]
    take: Callable[[tuple[Any, ...]], tuple[Any, ...]]
    nothing: tuple[None, ...]


def _conversions(fields: Sequence[str]) -> _Conversion:
    places = {
        position: DECIMALS[name][1] if name in DECIMALS else None
        for position, name in enumerate(fields)
        if name in DECIMALS or name in FLAGS
    }
    take = itemgetter(*places) if len(places) > 1 else lambda values: tuple([values[place] for place in places])
    return _Conversion(places, take, (None,) * len(places))


def _typed(values: tuple[Any, ...], conversion: _Conversion) -> tuple[Any, ...]:
    if conversion.take(values) == conversion.nothing:
        return values
    typed = list(values)
    for position, places in conversion.places.items():
        value = typed[position]
        if value is None:
            continue
        typed[position] = bool(value) if places is None else _exact(value, places)
    return tuple(typed)


def _exact(value: Any, places: int) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-places))


def empty_values(measure: str) -> tuple[Any, ...]:
    """The values of an entry that does not exist."""
    return tuple(empty_value(name) for name in fields_of(measure))
