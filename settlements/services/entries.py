"""Saving one entry of the inventory: the only door for pages and API (spec 10.5)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from rss_portal.access import Refused, require
from rss_portal.changelog.models import ChangeSet
from rss_portal.changelog.services import open_change_set
from settlements.entry_sheets import NoSheet, Sheet, last_revision, open_sheet, values_of
from settlements.events import entries_changed
from settlements.models import (
    Campaign,
    CampaignCorrection,
    EntryRevision,
    InventoryEntry,
    InventoryReturn,
    Item,
    Territory,
)
from settlements.permissions import NOT_MONITORED
from settlements.rules.entry_checks import Problem, Values, check_values, errors, has_data, warnings
from settlements.rules.entry_reading import read_values


@dataclass(frozen=True)
class SavedEntry:
    """The entry as it is now (None: no data), the warnings that were confirmed, and whether anything changed."""

    entry: InventoryEntry | None
    warnings: list[Problem] = field(default_factory=list)
    changed: bool = True

    @property
    def version(self) -> int:
        """What a later writer says to have seen; 0 is "no data"."""
        return self.entry.version if self.entry else 0


class EntryRefused(Exception):
    """The values do not pass. When PROBLEMS are warnings alone, a note confirms them."""

    def __init__(self, problems: list[Problem]):
        super().__init__(", ".join(f"{problem.field}:{problem.code}" for problem in problems))
        self.problems = problems

    @property
    def needs_note(self) -> bool:
        return not errors(self.problems)


class VersionConflict(Exception):
    """Somebody else changed FIELDS after the writer had seen the entry; CURRENT_ENTRY None: cleared."""

    def __init__(
        self,
        current_entry: InventoryEntry | None,
        changed_by: Any,
        changed_at: datetime | None,
        fields: list[str],
    ):
        super().__init__(", ".join(fields))
        self.current_entry = current_entry
        self.changed_by = changed_by
        self.changed_at = changed_at
        self.fields = fields


@transaction.atomic
def save_entry(
    user: Any, settlement: Territory, year: int, item: Item, values: Mapping[str, Any],
    *, seen_version: int | None, note_on_warning: str = "", reason: str = "",
) -> SavedEntry:  # fmt: skip
    """Change the fields given in VALUES (typed or as typed in; None or "" clears a field).

    SEEN_VERSION is the version that the writer saw (0: no entry, None: not compared). Equal values change
    nothing. Raises `Refused` (permission, lock, dates), `EntryRefused` and `VersionConflict`.
    """
    sheet = open_for_writing(user, settlement, year)
    entry = sheet.entries.get(item.code)
    before = values_of(item.measure, entry)
    wanted = _read(item, values)
    wanted = {name: value for name, value in wanted.items() if value != before[name]}
    if not wanted:
        return SavedEntry(entry, changed=False)
    _refuse_conflict(sheet, item, seen_version, wanted)
    confirmed = new_warnings(sheet, item, {**before, **wanted})
    if confirmed and not note_on_warning.strip():
        raise EntryRefused(confirmed)
    change_set = open_entry_change_set(user, "entry.saved", sheet, join_reasons(reason, note_on_warning), item.code)
    entry = write_entry(sheet, item, {**before, **wanted}, change_set)
    tell_changed(sheet)
    return SavedEntry(entry, confirmed)


def clear_entry(
    user: Any, settlement: Territory, year: int, item: Item, *, seen_version: int | None, reason: str = ""
) -> SavedEntry:
    """Back to "no data", which is not zero. The history stays."""
    nothing = values_of(item.measure, None)
    return save_entry(user, settlement, year, item, nothing, seen_version=seen_version, reason=reason)


def open_for_writing(user: Any, settlement: Territory, year: int) -> Sheet:
    """The sheet with its return locked until the end of the transaction; raises `Refused`.

    The lock makes writers of one settlement wait for each other; who may write is asked after it, for the
    return may have moved on meanwhile.
    """
    lock_return(settlement, year)
    require(user, "settlements.edit_entry", (settlement, year))
    try:
        return open_sheet(settlement, year)
    except NoSheet as error:
        raise Refused("settlements.edit_entry", NOT_MONITORED) from error


def lock_return(settlement: Territory, year: int) -> InventoryReturn | None:
    """The return of SETTLEMENT, made as a draft when it has none yet; None without a campaign."""
    campaign = Campaign.objects.filter(year=year).first()
    if campaign is None:
        return None
    held, _ = InventoryReturn.objects.get_or_create(campaign=campaign, settlement=settlement)
    return InventoryReturn.objects.select_for_update().get(pk=held.pk)


def _read(item: Item, values: Mapping[str, Any]) -> dict[str, Any]:
    typed, problems = read_values(item.measure, values)
    served_by = typed.get("served_by")
    if served_by and not Territory.objects.filter(kato=served_by).exists():
        problems.append(Problem("unknown_settlement", "served_by", served_by))
    if problems:
        raise EntryRefused(problems)
    return typed


def _refuse_conflict(sheet: Sheet, item: Item, seen_version: int | None, wanted: Values) -> None:
    """Raise `VersionConflict` when a wanted field is not what the writer saw; other fields may have moved."""
    entry = sheet.entries.get(item.code)
    current_version = entry.version if entry else 0
    if seen_version is None or seen_version == current_version:
        return
    revisions = EntryRevision.objects.filter(settlement=sheet.settlement, year=sheet.year, item=item)
    seen_revision = revisions.filter(version=seen_version).first()
    current = values_of(item.measure, entry)
    if seen_version and seen_revision is None:
        touched = list(wanted)
    else:
        seen = values_of(item.measure, seen_revision)
        touched = [name for name in wanted if seen[name] != current[name]]
    if touched:
        last = last_revision(sheet.settlement.kato, sheet.year, item.code)
        change_set = last.change_set if last else None
        raise VersionConflict(entry, change_set and change_set.actor, change_set.at if change_set else None, touched)


def new_warnings(sheet: Sheet, item: Item, values: Values) -> list[Problem]:
    """Warnings of VALUES that the stored entry does not already have; raises `EntryRefused` for errors."""
    found = _check(sheet, item, values)
    if errors(found):
        raise EntryRefused(found)
    stored = sheet.entries.get(item.code)
    known = _check(sheet, item, values_of(item.measure, stored)) if found and stored else []
    return [problem for problem in warnings(found) if problem not in known]


def _check(sheet: Sheet, item: Item, values: Values) -> list[Problem]:
    level = sheet.levels.get(item.code)
    if level is None:
        return [Problem("not_listed", "", item.code)]
    previous = sheet.previous.get(item.code)
    return check_values(
        item.measure,
        values,
        level=level,
        previous=values_of(item.measure, previous) if previous else None,
        population=sheet.profile.population,
    )


def join_reasons(*reasons: str) -> str:
    return "; ".join(reason.strip() for reason in reasons if reason.strip())


def open_entry_change_set(user: Any, action: str, sheet: Sheet, reason: str, detail: str) -> ChangeSet:
    """A change set over the sheet; in a published year the reason of the open correction goes with it."""
    if sheet.campaign.published:
        correction = CampaignCorrection.objects.filter(campaign=sheet.campaign, closed_at=None).first()
        reason = join_reasons(correction.reason if correction else "", reason)
    return open_change_set(action, actor=user, territory_code=sheet.settlement.kato, reason=reason, detail=detail)


def write_entry(
    sheet: Sheet, item: Item, values: Values, change_set: ChangeSet,
    *, confirmed_same: bool = False, na_approved: bool | None = None,
) -> InventoryEntry | None:  # fmt: skip
    """Store VALUES as the next version with its revision; None when they say nothing ("no data").

    NA_APPROVED None keeps an approval as long as the reason it was given for stays.
    """
    stored = sheet.entries.get(item.code)
    if na_approved is None:
        na_approved = bool(stored and stored.na_approved and stored.na_reason == values["na_reason"])
    last = last_revision(sheet.settlement.kato, sheet.year, item.code)
    version = 1 + max(last.version if last else 0, stored.version if stored else 0)
    state = {**values, "confirmed_same": confirmed_same, "na_approved": na_approved}
    key = {"settlement": sheet.settlement, "year": sheet.year, "item": item}
    EntryRevision.objects.create(**key, **state, version=version, change_set=change_set)
    if not has_data(item.measure, values) and not values["na_reason"] and not values["note"]:
        _remove(stored)
        sheet.entries.pop(item.code, None)
        return None
    entry = stored or InventoryEntry(**key)
    for name, value in {**state, "version": version, "change_set": change_set}.items():
        setattr(entry, name, value)
    entry.save()
    sheet.entries[item.code] = entry
    return entry


def _remove(entry: InventoryEntry | None) -> None:
    if entry is None:
        return
    names = list(entry.files.values_list("name", flat=True))
    if names:
        raise EntryRefused([Problem("files_attached", "", ", ".join(names))])
    entry.delete()


def tell_changed(sheet: Sheet) -> None:
    """Tell whoever computes, inside the transaction."""
    code = sheet.settlement.kato
    entries_changed.send(InventoryEntry, year=sheet.year, settlements=[code], territory=code)


def current_versions(sheet: Sheet, items: Iterable[Item]) -> dict[str, int]:
    """Versions of the entries of ITEMS by code; 0 is "no data"."""
    return {item.code: sheet.entries[item.code].version if item.code in sheet.entries else 0 for item in items}
