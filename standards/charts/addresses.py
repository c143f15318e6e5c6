"""Addresses of territories' pages, for charts and links alike."""

from django.urls import reverse

from settlements.choices import Level
from settlements.models import Territory


def is_settlement(territory: Territory) -> bool:
    """Whether the territory has a passport instead of a dashboard."""
    return territory.monitored or territory.level in (Level.SETTLEMENT, Level.SUB_PLACE)


def place_address(territory: Territory, query: str = "") -> str:
    """Address of the page of TERRITORY: country, unit or settlement's passport, with QUERY behind it."""
    if territory.level == Level.COUNTRY:
        address = reverse("standards:country")
    else:
        view = "standards:passport" if is_settlement(territory) else "standards:territory"
        address = reverse(view, args=[territory.kato])
    return f"{address}?{query}" if query else address
