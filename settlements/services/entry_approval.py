"""Deciding on "not applicable": it counts only after a head of the district, region or ministry approved it."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from rss_portal.access import require
from settlements.entry_sheets import values_of
from settlements.models import Item, Territory
from settlements.services.entries import open_entry_change_set, open_for_writing, tell_changed, write_entry


@transaction.atomic
def approve_not_applicable(
    user: Any, settlement: Territory, year: int, items: Iterable[Item], *, approved: bool, reason: str = ""
) -> list[str]:
    """Approve or withdraw the approval of "not applicable" for ITEMS; codes of those that changed."""
    sheet = open_for_writing(user, settlement, year)
    require(user, "settlements.approve_not_applicable", (settlement, year))
    waiting = [
        item
        for item in items
        if (entry := sheet.entries.get(item.code)) and entry.na_reason and entry.na_approved != approved
    ]
    if not waiting:
        return []
    action = "entry.approved" if approved else "entry.approval_withdrawn"
    detail = ", ".join(item.code for item in waiting)
    change_set = open_entry_change_set(user, action, sheet, reason, detail)
    for item in waiting:
        entry = sheet.entries[item.code]
        values = values_of(item.measure, entry)
        write_entry(sheet, item, values, change_set, confirmed_same=entry.confirmed_same, na_approved=approved)
    tell_changed(sheet)
    return [item.code for item in waiting]
