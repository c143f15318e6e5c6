"""Territories among the results of the portal's search, each with its page."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rss_portal.ui import formats
from rss_portal.ui.search import SearchHit, register
from settlements.choices import Level
from settlements.models import Territory
from settlements.queries import search_territories


def find(text: str, user: Any, limit: int) -> list[SearchHit]:
    """Units in force that TEXT names, by name in either spelling or by code; names are open to everybody."""
    return [SearchHit(formats.name(unit), address_of(unit), _place(unit)) for unit in search_territories(text, limit)]


def address_of(unit: Territory) -> str:
    """The page of figures where the unit has one, else its page in the register."""
    if unit.level == Level.COUNTRY:
        return reverse("standards:country")
    if unit.monitored:
        return reverse("standards:passport", args=[unit.kato])
    if unit.level in (Level.REGION, Level.DISTRICT):
        return reverse("standards:territory", args=[unit.kato])
    return reverse("settlements:unit", args=[unit.kato])


def _place(unit: Territory) -> str:
    above = [unit.region, unit.district]
    names = [formats.name(one) for one in above if one and one.kato != unit.kato]
    return " · ".join([*names, unit.kato])


register("territories", _("Territories"), find)
