"""The pages of entry and returns ask a fixed, small number of queries (quality T5), session and user included."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from settlements import item_lists
from settlements.choices import ReturnState, Status
from settlements.models import Campaign, CampaignCorrection, InventoryReturn, ReturnRemark
from standards.item_lists import item_lists as stored_lists
from standards.models import Edition, Requirement
from tests.factories import make_profile, make_territory
from tests.settlements.entry_world import LISTED, YEAR, World, make_entry

MOST_QUERIES = 15
DISTRICT = "116000000"
VILLAGE_STATUSES = (Status.OTHER_VILLAGE, Status.DISTRICT_CENTRE, Status.OKRUG_CENTRE)


@pytest.fixture
def stored(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """The world with its lists in the database, so that reading them counts."""
    monkeypatch.setattr(item_lists, "_provider", [stored_lists])
    edition = Edition.objects.create(
        code="2023", title_kk="2023", title_ru="2023", act_kind="order", act_number="1", act_date=date(2023, 1, 1),
        in_force_from=date(2023, 1, 1), method="presence",
    )  # fmt: skip
    Requirement.objects.bulk_create(
        Requirement(edition=edition, status=status, item_id=one.item_code, level=one.level, position=one.position)
        for status in VILLAGE_STATUSES
        for one in LISTED
    )
    return world


def add_settlements(world: World, number: int, first: int = 0) -> None:
    """NUMBER villages more in the district: three statuses, every state of a return, remarks, entries."""
    states = list(ReturnState)
    for place in range(first, first + number):
        village = make_territory(
            f"1160305{place:02}", "settlement", "village", f"Ауыл {place}", world.places["okrug"], monitored=True
        )
        make_profile(village, YEAR, VILLAGE_STATUSES[place % 3])
        make_entry(village, YEAR, world.school, required=1, good=1)
        make_entry(village, YEAR - 1, world.school, required=1, good=1)
        held = InventoryReturn.objects.create(
            campaign=world.campaign, settlement=village, state=states[place % len(states)]
        )
        ReturnRemark.objects.create(
            inventory_return=held, item=world.school, text="Тексеріңіз", author=world.district_head
        )


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(captured)


def grid_address() -> str:
    return reverse("settlements:grid", args=[DISTRICT, YEAR, "EDU"])


def returns_address() -> str:
    return reverse("settlements:returns", args=[YEAR])


@pytest.mark.parametrize("person", ["editor", "district_head", "region_head", "ministry"])
@pytest.mark.parametrize("page", ["grid", "item", "returns", "returns_of_a_territory"])
def test_the_lists_ask_the_same_number_of_queries_for_few_and_many_settlements(
    stored: World, signed_in: Callable[[Any], Client], page: str, person: str
) -> None:
    client = signed_in(getattr(stored, person))
    address = {
        "grid": grid_address(),
        "item": grid_address() + "?item=EDU-01",
        "returns": returns_address(),
        "returns_of_a_territory": returns_address() + "?territory=110000000&state=&q=&sort=-state&size=25",
    }[page]
    if page == "returns_of_a_territory" and person in ("editor", "district_head"):
        address = address.replace("110000000", DISTRICT)
    add_settlements(stored, 1)
    few = queries_of(client, address)
    add_settlements(stored, 19, first=1)
    many = queries_of(client, address)
    assert few == many
    assert many <= MOST_QUERIES


@pytest.mark.parametrize("person", ["editor", "district_head", "ministry"])
def test_the_entry_page_asks_the_same_number_of_queries_for_few_and_many_entries(
    stored: World, signed_in: Callable[[Any], Client], person: str
) -> None:
    client = signed_in(getattr(stored, person))
    address = reverse("settlements:entry", args=[stored.village.kato, YEAR]) + "?direction=EDU"
    held = InventoryReturn.objects.create(campaign=stored.campaign, settlement=stored.village, state="draft")
    ReturnRemark.objects.create(inventory_return=held, item=stored.school, text="1", author=stored.district_head)
    make_entry(stored.village, YEAR, stored.school, good=1)
    few = queries_of(client, address)
    for item in (stored.bus, stored.water, stored.cinema):
        make_entry(stored.village, YEAR, item, na_reason="own_school")
        ReturnRemark.objects.create(inventory_return=held, item=item, text="2", author=stored.district_head)
    assert queries_of(client, address) == few
    assert few <= MOST_QUERIES


def test_a_published_year_under_correction_stays_within_the_same_bound(
    stored: World, signed_in: Callable[[Any], Client]
) -> None:
    Campaign.objects.filter(pk=YEAR).update(published_at=timezone.now())
    CampaignCorrection.objects.create(
        campaign=stored.campaign, number=1, territory=stored.places["north_1"], reason="Қате", opened_by=stored.ministry
    )
    client = signed_in(stored.ministry)
    entry = reverse("settlements:entry", args=[stored.village.kato, YEAR])
    for address in (entry, grid_address(), grid_address() + "?item=EDU-01", returns_address()):
        assert queries_of(client, address) <= MOST_QUERIES, address
