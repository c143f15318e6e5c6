"""What the standards do when facts change; runs inside the transaction of the change."""

from typing import Any

from django.dispatch import receiver

from settlements.events import entries_changed, profiles_changed

from .services.recompute import editions_of_year, recompute_settlements, recompute_whole


@receiver(entries_changed)
def follow_entries(sender: Any, *, year: int, settlements: list[str] | None, territory: str, **more: Any) -> None:
    """Bring the figures of the changed settlements up to date; None: of the whole country."""
    for edition in editions_of_year(year):
        if settlements is None:
            recompute_whole(edition, year)
        else:
            recompute_settlements(edition, year, settlements)


@receiver(profiles_changed)
def follow_profiles(sender: Any, *, year: int, **more: Any) -> None:
    """Statuses, population or places changed: every rollup may be another."""
    for edition in editions_of_year(year):
        recompute_whole(edition, year)
