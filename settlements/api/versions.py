"""Small values that grow with every change of the facts: what ETags of their answers are made from."""

from typing import Any

from django.db.models import Max

from rss_portal.changelog.models import Change, ChangeSet
from settlements.models import Campaign, TerritoryChange

REGISTER = "settlements.territory"


def register_versions() -> list[Any]:
    """Differs after every change of the register or of which years are published: three reads of an index."""
    imported = TerritoryChange.objects.aggregate(last=Max("pk"))["last"]
    edited = Change.objects.filter(object_type=REGISTER).aggregate(last=Max("pk"))["last"]
    years = Campaign.objects.order_by("year").values_list("year", "published_at")
    return [imported, edited, *years]


def log_version() -> list[Any]:
    """Differs after every logged change of anything."""
    return [ChangeSet.objects.aggregate(last=Max("pk"))["last"]]
