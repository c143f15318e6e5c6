"""Tells the inventory which items a status must report."""

from rss_portal.ui import formats
from settlements.item_lists import ListedItem
from standards.choices import EditionState
from standards.models import Edition, Requirement


def listed_items(edition_code: str, status: str) -> list[ListedItem]:
    """Items on the list of STATUS in the edition, in the order of the list; [] for an unknown edition."""
    rows = Requirement.objects.filter(edition=edition_code, status=status).order_by("position", "item_id")
    return [ListedItem(*row) for row in rows.values_list("item_id", "level", "position")]


def editions() -> list[tuple[str, str]]:
    """Editions that a campaign may serve, newest first: code and title in the reader's language."""
    found = Edition.objects.exclude(state=EditionState.DRAFT).order_by("-in_force_from", "-code")
    return [(edition.code, formats.name(edition)) for edition in found]
