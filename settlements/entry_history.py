"""The history of an entry as people read it: who, when, from where, old -> new."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from settlements.entry_sheets import Sheet, values_of
from settlements.models import EntryRevision, Item
from settlements.phrases import NO_DATA, field_label, shown, shown_field


@dataclass(frozen=True)
class FieldChange:
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class HistoryStep:
    """One revision with what it changed; `published` marks the one that was published with the year."""

    version: int
    at: datetime
    actor: Any
    origin: str
    reason: str
    detail: str
    changes: list[FieldChange]
    confirmed_same: bool
    published: bool


def history_of(sheet: Sheet, item: Item, limit: int = 50) -> list[HistoryStep]:
    """The newest LIMIT revisions of an entry, newest first."""
    revisions = list(
        EntryRevision.objects.filter(settlement=sheet.settlement, year=sheet.year, item=item)
        .select_related("change_set__actor")
        .order_by("-version")[: limit + 1]
    )
    published = _published_version(sheet, revisions)
    befores = [*revisions[1:], None][: len(revisions)]
    return [
        _step(item, revision, before, published)
        for revision, before in list(zip(revisions, befores, strict=True))[:limit]
    ]


def _published_version(sheet: Sheet, revisions: list[EntryRevision]) -> int | None:
    """The version that the year was published with, when it was corrected since."""
    at = sheet.campaign.published_at
    if at is None:
        return None
    return next((revision.version for revision in revisions if revision.change_set.at <= at), None)


def _step(item: Item, revision: EntryRevision, before: EntryRevision | None, published: int | None) -> HistoryStep:
    change_set = revision.change_set
    imported = change_set.origin in ("xlsx", "job", "command")
    return HistoryStep(
        version=revision.version,
        at=change_set.at,
        actor=change_set.actor,
        origin=change_set.get_origin_display(),
        reason=change_set.reason,
        detail=change_set.detail if imported else "",
        changes=_changes(item, revision, before),
        confirmed_same=revision.confirmed_same,
        published=revision.version == published,
    )


def _changes(item: Item, revision: EntryRevision, before: EntryRevision | None) -> list[FieldChange]:
    old, new = values_of(item.measure, before), values_of(item.measure, revision)
    changes = [
        FieldChange(
            field_label(name),
            shown_field(name, old[name]) or str(NO_DATA),
            shown_field(name, new[name]) or str(NO_DATA),
        )
        for name in new
        if old[name] != new[name]
    ]
    was_approved = bool(before and before.na_approved)
    if was_approved != revision.na_approved:
        changes.append(FieldChange(field_label("na_approved"), shown(was_approved), shown(revision.na_approved)))
    return changes
