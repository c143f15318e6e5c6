"""Where roles are held: the register of territories, which the settings name, so that this app knows no other."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import QuerySet

from .choices import COUNTRY

LISTED_LEVELS = ("country", "region", "district")


def register() -> Any:
    """The model of territories: its key is the КАТО code; it has region_id, district_id, okrug_id and names."""
    return apps.get_model(settings.TERRITORY_MODEL)


def places(codes: Iterable[str]) -> dict[str, Any]:
    """The territories of CODES by code; a code that the register does not know is left out."""
    return register().objects.in_bulk(list(codes))


def lies_in(place: Any, codes: Iterable[str]) -> bool:
    """Whether PLACE is one of the units CODES or lies inside one of them."""
    above = {place.pk, place.region_id, place.district_id, place.okrug_id, COUNTRY}
    return not above.isdisjoint(codes)


def listed() -> QuerySet[Any]:
    """Country, regions and districts that exist today, in the order of their codes."""
    return register().objects.filter(level__in=LISTED_LEVELS, valid_to__isnull=True).order_by("pk")
