"""A small country with the shipped edition and catalogue."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command

from rss_portal.changelog.services import open_change_set
from settlements.models import InventoryEntry, Territory
from standards.models import Edition
from standards.services.editions import load_shipped
from tests.factories import make_campaign, make_country, make_profiles

YEAR = 2024
SCHOOLS = {"required": 4, "good": 1, "current_repair": 0, "capital_repair": 2, "emergency": 0}


@pytest.fixture(autouse=True)
def forgotten_figures() -> None:
    cache.clear()


@pytest.fixture
def edition(db: None) -> Edition:
    """The edition of 2023; the one of 2019 is loaded beside it."""
    call_command("load_catalogue", verbosity=0)
    load_shipped()
    return Edition.objects.get(pk="2023")


@pytest.fixture
def country(edition: Edition) -> dict[str, Territory]:
    """Territories of `factories.make_country` with profiles and a campaign of YEAR."""
    places = make_country()
    make_profiles(places, YEAR)
    make_campaign(YEAR)
    return places


@pytest.fixture
def enter(edition: Edition) -> Callable[..., InventoryEntry]:
    """`enter(settlement, "EDU-01", good=1)`: an entry written without telling anybody."""

    def write(settlement: Territory, item: str, year: int = YEAR, **values: Any) -> InventoryEntry:
        change_set = open_change_set("tests.enter", origin="command")
        entry, made = InventoryEntry.objects.update_or_create(
            settlement=settlement, year=year, item_id=item, defaults={**values, "change_set": change_set}
        )
        if not made:
            entry.version += 1
            entry.save(update_fields=["version"])
        return entry

    return write
