"""A small country with one published year and one being collected, computed, and clients of every kind."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from rss_portal.accounts.choices import Role
from rss_portal.api.services import create_token
from rss_portal.changelog.services import open_change_set
from settlements.models import EntryRevision, InventoryEntry, Territory
from standards.models import Edition
from standards.services.editions import load_shipped
from standards.services.recompute import recompute_now
from tests.factories import make_campaign, make_country, make_profiles, make_user
from tests.keeping import kept

PUBLISHED, OPEN = 2024, 2025
SCHOOLS = {"required": 4, "good": 1, "current_repair": 0, "capital_repair": 2, "emergency": 0, "lacking_equipment": 0}


@pytest.fixture(autouse=True)
def fresh_cache() -> None:
    """Neither remembered figures nor counted requests come from another test."""
    cache.clear()


def make_places() -> dict[str, Territory]:
    """The factories' country; every village has schools as in the published example, village_b no return."""
    call_command("load_catalogue", verbosity=0)
    load_shipped()
    found = make_country()
    for year in (PUBLISHED, OPEN):
        make_profiles(found, year)
    make_campaign(PUBLISHED, published_at=timezone.now())
    make_campaign(OPEN)
    for year in (PUBLISHED, OPEN):
        enter(found["village_a"], year, "EDU-01", **SCHOOLS)
        enter(found["village_c"], year, "ENG-01", total=100, covered=100)
        enter(found["city"], year, "TRN-01", available=True)
        recompute_now(Edition.objects.get(pk="2023"), year)
    return found


places = kept(make_places)


def enter(settlement: Territory, year: int, item: str, **values: Any) -> InventoryEntry:
    change_set = open_change_set("tests.enter", origin="command")
    key = {"settlement": settlement, "year": year, "item_id": item}
    EntryRevision.objects.create(**key, **values, version=1, change_set=change_set)
    return InventoryEntry.objects.create(**key, **values, change_set=change_set)


@pytest.fixture
def people(places: dict[str, Territory]) -> dict[str, Any]:
    """One person of each kind that the matrix tries."""
    return {
        "owner": make_user("owner", Role.AKIMAT_EDITOR, places["north_1"].kato),
        "neighbour": make_user("neighbour", Role.AKIMAT_EDITOR, places["north_2"].kato),
        "ministry": make_user("ministry", Role.MINISTRY_ANALYST),
        "entrepreneur": make_user("entrepreneur", Role.ENTREPRENEUR),
    }


@pytest.fixture
def token_client(people: dict[str, Any]) -> Callable[..., Client]:
    """`token_client("owner", "write")` sends that person's token; "anonymous" sends none."""

    def make(name: str, scope: str = "read") -> Client:
        if name == "anonymous":
            return Client()
        token = create_token(people[name], "tests", scope)[1]
        return Client(headers={"Authorization": f"Bearer {token}"})

    return make
