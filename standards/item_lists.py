"""Tells the inventory which items a status must report."""

from settlements.item_lists import ListedItem
from standards.models import Requirement


def listed_items(edition_code: str, status: str) -> list[ListedItem]:
    """Items on the list of STATUS in the edition, in the order of the list; [] for an unknown edition."""
    rows = Requirement.objects.filter(edition=edition_code, status=status).order_by("position", "item_id")
    return [ListedItem(*row) for row in rows.values_list("item_id", "level", "position")]
