"""Revision of the inputs of a computation: equal inputs give an equal text."""

import hashlib
from typing import Any

from django.db.models import Count, Max, Sum

from settlements.models import InventoryEntry, SettlementYear
from standards.models import Edition


def inputs_revision(edition: Edition, year: int) -> str:
    """A hash over the edition's revision and the state of the year's entries and profiles.

    Cheap: two aggregates, one of them over an index. Every write of an entry names a newer change set, so that
    count and newest change set differ after any change; profiles are summed by everything that places a
    settlement in a list or a rollup.
    """
    entries = InventoryEntry.objects.filter(year=year).aggregate(
        count=Count("change_set_id"), newest=Max("change_set_id")
    )
    profiles = (
        SettlementYear.objects.filter(year=year)
        .values("region_id", "district_id", "okrug_id", "status", "urban", "monitored")
        .annotate(count=Count("pk"), people=Sum("population"), keys=Sum("pk"))
        .order_by("region_id", "district_id", "okrug_id", "status", "urban", "monitored")
    )
    parts: list[Any] = [edition.pk, edition.revision, year, *entries.values()]
    parts += [tuple(row.values()) for row in profiles]
    return hashlib.sha256(repr(parts).encode()).hexdigest()
