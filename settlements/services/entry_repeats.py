""" "Same as last year" and undo: changes that are made of values that are already there (spec 10.5)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from rss_portal.changelog.models import ChangeSet
from settlements.entry_sheets import Sheet, last_revision, values_of
from settlements.models import EntryRevision, InventoryEntry, Item, Territory
from settlements.rules.entry_checks import Problem
from settlements.rules.measure_fields import MEASURE_FIELDS
from settlements.services.entries import (
    EntryRefused,
    SavedEntry,
    new_warnings,
    open_entry_change_set,
    open_for_writing,
    tell_changed,
    write_entry,
)

UNDO, SAME = "entry.undone", "entry.confirmed_same"


@dataclass
class SameOutcome:
    """Codes of the items confirmed, and the problems of those that could not be."""

    confirmed: list[str] = field(default_factory=list)
    problems: dict[str, list[Problem]] = field(default_factory=dict)


@transaction.atomic
def confirm_same(
    user: Any, settlement: Territory, year: int, items: Iterable[Item], *, note_on_warning: str = ""
) -> SameOutcome:
    """Record for ITEMS that nothing changed since last year: each entry repeats last year's values, is marked
    as confirmed and has its own revision. One change set; items with problems are left as they were."""
    sheet = open_for_writing(user, settlement, year)
    outcome = SameOutcome()
    ready: list[tuple[Item, dict[str, Any]]] = []
    for item in items:
        problems = _problems_of_same(sheet, item, note_on_warning)
        if problems:
            outcome.problems[item.code] = problems
        elif not _already_confirmed(sheet, item):
            ready.append((item, values_of(item.measure, sheet.previous[item.code])))
    if ready:
        detail = ", ".join(item.code for item, _ in ready)
        change_set = open_entry_change_set(user, SAME, sheet, note_on_warning, detail)
        for item, values in ready:
            write_entry(sheet, item, values, change_set, confirmed_same=True)
            outcome.confirmed.append(item.code)
        tell_changed(sheet)
    return outcome


def _problems_of_same(sheet: Sheet, item: Item, note: str) -> list[Problem]:
    if item.code not in sheet.previous:
        return [Problem("nothing_last_year", "")]
    try:
        warnings = new_warnings(sheet, item, values_of(item.measure, sheet.previous[item.code]))
    except EntryRefused as refusal:
        return refusal.problems
    return [] if note.strip() else warnings


def _already_confirmed(sheet: Sheet, item: Item) -> bool:
    entry = sheet.entries.get(item.code)
    return entry is not None and entry.confirmed_same


def items_to_confirm(sheet: Sheet, direction_code: str = "") -> list[Item]:
    """Items that "same as last year" over a direction or the settlement means: those without data this year
    that had an entry last year. What was entered is not touched."""
    return [
        item
        for item in sheet.items
        if item.code in sheet.previous
        and item.code not in sheet.entries
        and (not direction_code or item.direction_id == direction_code)
    ]


class NothingToUndo(LookupError):
    """The person has no change of this settlement that could be taken back."""


@transaction.atomic
def undo_last_change(user: Any, settlement: Territory, year: int) -> list[SavedEntry]:
    """Take back the last change set that USER made to the settlement's entries of YEAR: the revision before
    it is restored as a new change. An entry that somebody changed since is left alone.

    Raises `NothingToUndo` when there is none or when all of its entries were changed by others since.
    """
    sheet = open_for_writing(user, settlement, year)
    original = _last_own_change(user, sheet)
    if original is None:
        raise NothingToUndo
    revisions = [
        revision
        for revision in original.entry_revisions.filter(year=year, settlement=settlement).select_related("item")
        if _is_current(revision)
    ]
    if not revisions:
        raise NothingToUndo
    change_set = open_entry_change_set(user, UNDO, sheet, "", str(original.pk))
    restored = [_restore_before(sheet, revision, change_set) for revision in revisions]
    tell_changed(sheet)
    return restored


def _last_own_change(user: Any, sheet: Sheet) -> ChangeSet | None:
    own = ChangeSet.objects.filter(actor=user, territory_code=sheet.settlement.kato)
    undone = set(own.filter(action=UNDO).values_list("detail", flat=True))
    candidates = own.filter(action__in=["entry.saved", SAME], entry_revisions__year=sheet.year)
    for change_set in candidates.order_by("-pk").distinct()[: len(undone) + 1]:
        if str(change_set.pk) not in undone:
            return change_set
    return None


def _is_current(revision: EntryRevision) -> bool:
    """Whether the entry still holds what REVISION left: nothing was written after it but undone changes."""
    last = last_revision(revision.settlement_id, revision.year, revision.item_id)
    if last is None or last.pk == revision.pk:
        return last is not None
    fields = (*MEASURE_FIELDS[revision.item.measure], "na_reason", "note")
    same = all(getattr(last, name) == getattr(revision, name) for name in fields)
    return same and last.change_set.action == UNDO


def _restore_before(sheet: Sheet, revision: EntryRevision, change_set: ChangeSet) -> SavedEntry:
    before = (
        EntryRevision.objects.filter(
            settlement=revision.settlement_id,
            year=revision.year,
            item=revision.item_id,
            version__lt=revision.version,
        )
        .order_by("-version")
        .first()
    )
    entry: InventoryEntry | None = write_entry(
        sheet,
        revision.item,
        values_of(revision.item.measure, before),
        change_set,
        confirmed_same=bool(before and before.confirmed_same),
        na_approved=bool(before and before.na_approved),
    )
    return SavedEntry(entry)
