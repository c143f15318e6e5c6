"""Tells the inventory which items a status must report."""

from rss_portal.ui import formats
from settlements.item_lists import ListedItem
from standards.choices import EditionState
from standards.models import Edition, Requirement


def item_lists(edition_code: str) -> dict[str, list[ListedItem]]:
    """The lists of an edition by status, each in its own order; {} for an unknown edition."""
    lists: dict[str, list[ListedItem]] = {}
    rows = Requirement.objects.filter(edition=edition_code).order_by("status", "position", "item_id")
    for status, item_code, level, position in rows.values_list("status", "item_id", "level", "position"):
        lists.setdefault(status, []).append(ListedItem(item_code, level, position))
    return lists


def editions() -> list[tuple[str, str]]:
    """Editions that a campaign may serve, newest first: code and title in the reader's language."""
    found = Edition.objects.exclude(state=EditionState.DRAFT).order_by("-in_force_from", "-code")
    return [(edition.code, formats.name(edition)) for edition in found]
