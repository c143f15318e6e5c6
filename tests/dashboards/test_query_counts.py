"""A page asks the database at most 15 times, also for the first reader after a change when nothing is remembered,
and the same whatever the number of rows (spec 80.2, T5)."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from settlements.models import InventoryEntry
from standards.services.recompute import recompute_now
from tests.factories import make_profile, make_territory, make_user

from .world import OPEN, PUBLISHED, World

pytestmark = pytest.mark.django_db
MOST = 15


def pages(year: int) -> dict[str, str]:
    query = f"?year={year}&edition=2023"
    return {
        "country": reverse("standards:country") + query,
        "region": reverse("standards:territory", args=["110000000"]) + query,
        "rural region": reverse("standards:territory", args=["110000000"]) + query + "&scope=rural",
        "district": reverse("standards:territory", args=["116000000"]) + query,
        "settlements": reverse("standards:settlements", args=["116000000"]) + query,
        "passport": reverse("standards:passport", args=["116030300"]) + query,
        "items": reverse("standards:items") + query,
        "item": reverse("standards:item", args=["EDU-01"]) + query,
        "direction": reverse("standards:direction", args=["EDU"]) + query,
        "explain": reverse("standards:explain", args=["116030100", year]) + "?edition=2023",
        "explain country": reverse("standards:explain", args=["KZ", year]) + "?edition=2023",
    }


@pytest.mark.parametrize("name", list(pages(PUBLISHED)))
def test_the_first_visitor_costs_at_most_fifteen_queries(client, world: World, django_assert_max_num_queries, name):
    cache.clear()
    with django_assert_max_num_queries(MOST):
        assert client.get(pages(PUBLISHED)[name]).status_code == 200


@pytest.mark.parametrize("year", [PUBLISHED, OPEN])
@pytest.mark.parametrize("name", list(pages(PUBLISHED)))
def test_the_first_editor_costs_at_most_five_more(client, world: World, django_assert_max_num_queries, name, year):
    """Session, person, grants, and their territories with the names of the menu."""
    client.force_login(world.clerk)
    cache.clear()
    with django_assert_max_num_queries(MOST + 5):
        assert client.get(pages(year)[name]).status_code == 200


@pytest.mark.parametrize("name", ["country", "district", "passport"])
def test_the_next_editor_costs_at_most_fifteen_queries(client, world: World, django_assert_max_num_queries, name):
    client.force_login(world.clerk)
    client.get(pages(OPEN)[name])
    with django_assert_max_num_queries(MOST):
        assert client.get(pages(OPEN)[name]).status_code == 200


@pytest.mark.parametrize("name", list(pages(PUBLISHED)))
def test_more_settlements_cost_no_more_queries(client, world: World, django_assert_num_queries, name):
    cache.clear()
    with CaptureQueriesContext(connection) as few:
        client.get(pages(PUBLISHED)[name])
    count = len(few)
    add_settlements(world)
    cache.clear()
    with django_assert_num_queries(count):
        client.get(pages(PUBLISHED)[name])


def add_settlements(world: World) -> None:
    """Two more villages with entries, one in a district of its own."""
    district = make_territory("117000000", "district", "district", "Жаңа аудан", world.country["north"])
    for kato, parent in (("116030700", world.country["okrug"]), ("117030100", district)):
        village = make_territory(kato, "settlement", "village", f"Ауыл {kato}", parent, monitored=True)
        make_profile(village, PUBLISHED, "other_village")
        for entry in InventoryEntry.objects.filter(settlement="116030300", year=PUBLISHED):
            entry.pk, entry.settlement = None, village
            entry.save(force_insert=True)
    recompute_now(world.edition, PUBLISHED)


def test_a_computation_list_costs_the_same_with_more_runs(client, world: World, django_assert_num_queries):
    client.force_login(make_user("analyst", "ministry_analyst"))
    client.get("/runs/")
    with CaptureQueriesContext(connection) as few:
        client.get("/runs/")
    count = len(few)
    for _ in range(3):
        recompute_now(world.edition, PUBLISHED)
    with django_assert_num_queries(count):
        client.get("/runs/")
