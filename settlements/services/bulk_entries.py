"""Writing many entries at once: one change set, one history statement, one event (spec 10.5, 80.2 T1)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from rss_portal.access import Refused
from rss_portal.bulk import Staged, insert_selected, staged, upsert_staged
from rss_portal.changelog.models import ChangeSet
from rss_portal.changelog.services import open_change_set
from rss_portal.exchange.results import ChangedMeanwhile
from settlements.events import entries_changed
from settlements.models import (
    Campaign,
    CampaignCorrection,
    EntryRevision,
    InventoryEntry,
    InventoryReturn,
    SettlementYear,
    Territory,
)
from settlements.permissions import LOCKED, editable_settlements

UNIQUE = ("year", "settlement_id", "item_id")
NAMED_SETTLEMENTS = 500  # above this the whole is recomputed, not settlement by settlement
Key = tuple[str, str]


@dataclass
class Batch:
    """Rows of one measure: settlement, item, new version, approval of "not applicable", then FIELDS."""

    measure: str
    fields: tuple[str, ...]
    rows: list[tuple[Any, ...]] = field(default_factory=list)


@dataclass(frozen=True)
class Cleared:
    """An entry that goes back to "no data"; VERSION is the one that was seen."""

    settlement: str
    item: str
    version: int


@dataclass(frozen=True)
class BulkSaved:
    """What was written, and the change set that carries it (None: nothing changed)."""

    inserted: int
    updated: int
    cleared: int
    change_set: ChangeSet | None


class EntriesMoved(ChangedMeanwhile):
    """Entries were changed by others between the examination and the writing; nothing was written."""


@transaction.atomic
def save_many(
    user: Any, territory: Territory, year: int, batches: Iterable[Batch], cleared: list[Cleared],
    *, origin: str, detail: str = "", reason: str = "",
) -> BulkSaved:  # fmt: skip
    """Write rows that were read and checked by `exchange.inventory_examination`, all or none.

    The returns are locked, and permission and versions asked again behind the lock. Raises `Refused` and
    `EntriesMoved`.
    """
    batches = [batch for batch in batches if batch.rows]
    touched = {row[0] for batch in batches for row in batch.rows} | {one.settlement for one in cleared}
    if not touched:
        return BulkSaved(0, 0, 0, None)
    campaign = Campaign.objects.get(year=year)
    _lock_returns(campaign, touched)
    _require_editable(user, year, touched)
    change_set = open_change_set(
        "entry.imported", actor=user, origin=origin, territory_code=territory.kato,
        reason=_with_correction(campaign, reason), detail=detail,
    )  # fmt: skip
    inserted = updated = 0
    for batch in batches:
        new, changed = _write(batch, year, change_set)
        inserted, updated = inserted + new, updated + changed
    _clear(cleared, year, change_set)
    _log(change_set, year)
    codes = sorted(touched) if len(touched) <= NAMED_SETTLEMENTS else None
    entries_changed.send(InventoryEntry, year=year, settlements=codes, territory=territory.kato)
    return BulkSaved(inserted, updated, len(cleared), change_set)


def _lock_returns(campaign: Campaign, touched: set[str]) -> None:
    """Hold the returns of TOUCHED to the end of the transaction, as a save from the page does."""
    held = InventoryReturn.objects.filter(campaign=campaign)
    have = set(held.values_list("settlement_id", flat=True))
    missing = [InventoryReturn(campaign=campaign, settlement_id=code) for code in sorted(touched - have)]
    InventoryReturn.objects.bulk_create(missing, batch_size=1000, ignore_conflicts=True)
    if connection.features.has_select_for_update:
        wanted = held if len(touched) > NAMED_SETTLEMENTS else held.filter(settlement__in=touched)
        list(wanted.select_for_update().order_by("settlement_id").values_list("pk"))


def _require_editable(user: Any, year: int, touched: set[str]) -> None:
    profiles = SettlementYear.objects.filter(year=year)
    if len(touched) <= NAMED_SETTLEMENTS:
        profiles = profiles.filter(settlement__in=touched)
    if touched - editable_settlements(user, year, profiles):
        raise Refused("settlements.edit_entry", LOCKED)


def _with_correction(campaign: Campaign, reason: str) -> str:
    """A published year is changed inside a correction, whose reason goes with every change."""
    if not campaign.published:
        return reason
    correction = CampaignCorrection.objects.filter(campaign=campaign, closed_at=None).first()
    return "; ".join(part for part in (correction.reason if correction else "", reason) if part)


def _write(batch: Batch, year: int, change_set: ChangeSet) -> tuple[int, int]:
    """Insert and update the rows of BATCH; how many of each."""
    columns = ("settlement_id", "item_id", "version", "na_approved", *batch.fields)
    constants = {"year": year, "change_set_id": change_set.pk, "confirmed_same": False}
    with staged(InventoryEntry, columns, batch.rows, unique=UNIQUE, constants=constants) as waiting:
        _refuse_moved(waiting, year)
        _continue_versions(waiting, year)
        touch = ("version", "na_approved", "confirmed_same", "change_set_id")
        written = upsert_staged(waiting, UNIQUE, batch.fields, touch=touch)
    return written.inserted, written.updated


def _refuse_moved(waiting: Staged, year: int) -> None:
    """Raise `EntriesMoved` unless every stored entry still has the version before the staged one."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM {waiting.table} s LEFT JOIN settlements_inventoryentry t "
            "ON t.year = %s AND t.settlement_id = s.settlement_id AND t.item_id = s.item_id "
            "WHERE s.version <> COALESCE(t.version, 0) + 1",
            [year],
        )
        if cursor.fetchone()[0]:
            raise EntriesMoved


def _continue_versions(waiting: Staged, year: int) -> None:
    """An entry that was cleared before goes on from its last version: numbers in the history never repeat."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT max(r.version), s.settlement_id, s.item_id FROM {waiting.table} s "
            "JOIN settlements_entryrevision r "
            "ON r.settlement_id = s.settlement_id AND r.year = %s AND r.item_id = s.item_id "
            "WHERE s.version = 1 GROUP BY s.settlement_id, s.item_id",
            [year],
        )
        known = cursor.fetchall()
        cursor.executemany(
            f"UPDATE {waiting.table} SET version = %s + 1 WHERE settlement_id = %s AND item_id = %s", known
        )


def _clear(cleared: list[Cleared], year: int, change_set: ChangeSet) -> None:
    """Remove the entries; their history keeps a last, empty version."""
    if not cleared:
        return
    items: dict[str, list[str]] = {}
    for one in cleared:
        items.setdefault(one.item, []).append(one.settlement)
    gone = 0
    for item, settlements in items.items():
        entries = InventoryEntry.objects.filter(year=year, item=item, settlement__in=settlements)
        gone += entries.count()
        entries.delete()
    if gone != len(cleared):
        raise EntriesMoved
    EntryRevision.objects.bulk_create(
        [
            EntryRevision(
                settlement_id=one.settlement, year=year, item_id=one.item, version=one.version + 1,
                change_set=change_set,
            )
            for one in cleared
        ],
        batch_size=1000,
    )  # fmt: skip


def _log(change_set: ChangeSet, year: int) -> None:
    """Every written entry goes into the history as it is now, in one statement."""
    columns = [one.attname for one in EntryRevision._meta.concrete_fields if not one.primary_key]
    insert_selected(EntryRevision, InventoryEntry, columns, "year = %s AND change_set_id = %s", [year, change_set.pk])
