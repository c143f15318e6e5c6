"""Small values that grow with every change of the facts: what ETags of their answers are made from."""

from typing import Any

from django.db import connection
from django.db.models import Max

from rss_portal.changelog.models import Change, ChangeSet
from settlements.models import Campaign, TerritoryChange

REGISTER = "settlements.territory"


def register_versions() -> list[Any]:
    """Differs after every change of the register or of which years are published: three reads of an index."""
    # By hand: an unchanged answer is ready sooner than the queryset would have written its SQL.
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT (SELECT MAX(id) FROM {TerritoryChange._meta.db_table}), "
            f"(SELECT MAX(id) FROM {Change._meta.db_table} WHERE object_type = %s)",
            [REGISTER],
        )
        imported, edited = cursor.fetchone()
    years = Campaign.objects.order_by("year").values_list("year", "published_at")
    return [imported, edited, *years]


def log_version() -> list[Any]:
    """Differs after every logged change of anything."""
    return [ChangeSet.objects.aggregate(last=Max("pk"))["last"]]
