"""What is inside an answer: a neighbour reads neither values nor names of a year that is not published."""

import pytest
from django.core.cache import cache

from settlements.models import InventoryEntry
from tests.access.asking import address_of, answer
from tests.access.world import OWN, addresses
from tests.dashboards.world import OPEN

pytestmark = pytest.mark.django_db
NOTE, SCHEDULE, COST = "құпия-ескерту", "құпия-кесте", 918273645


@pytest.fixture
def marked(world):
    """Values in the owner's village that stand nowhere else."""
    mine = InventoryEntry.objects.filter(settlement="116030100", year=OPEN)
    mine.update(note=NOTE, schedule=SCHEDULE, cost_thousand_tenge=COST)
    cache.clear()
    return world


def pages_that_tell(world, client) -> set[str]:
    """Names of the addresses whose answer holds one of the owner's values or file names."""
    telling = set()
    for name, pattern in addresses():
        text = answer(client, "get", name, address_of(world, name, pattern)).whole
        plain = "".join(character for character in text if not character.isspace())
        if str(COST) in plain or any(word in text for word in (NOTE, SCHEDULE, "акт.pdf", "есеп.xlsx")):
            telling.add(name)
    return telling


@pytest.mark.parametrize("role", ["anonymous", "neighbour", "entrepreneur"])
def test_no_page_shows_an_outsider_the_values_of_an_unpublished_year(marked, clients, role):
    assert pages_that_tell(marked, clients[role]) == set()


def test_the_owner_does_see_them(marked, clients):
    """Else the test above could not fail."""
    telling = pages_that_tell(marked, clients["owner"])
    assert telling >= {
        "settlements:entry_panel",
        "exchange:import",
    }


@pytest.mark.parametrize("name", ["exchange:imports", "jobs:list"])
def test_a_neighbour_s_lists_do_not_name_what_the_owner_does(marked, clients, name):
    address = {found: address_of(marked, found, pattern) for found, pattern in addresses()}[name]
    text = answer(clients["neighbour"], "get", name, address).whole
    assert str(marked.objects["import"]) not in text and str(marked.objects["job"]) not in text
    assert OWN not in text
