"""Every address of the portal as every kind of person: nobody gets further than the rules of access say.

The table is complete by force: an address of the urlconf without a row fails the test, and so does a row
without an address. Everything named in the addresses belongs to the owner's district and to a year that is
not published; a published year is open and is tried in the tests of the pages.
"""

import pytest
from django.test import Client

from tests.access.asking import address_of, answer, letter
from tests.access.tables import TABLE
from tests.access.world import ROLES, addresses

pytestmark = pytest.mark.django_db


def test_every_address_has_a_row_and_every_row_an_address():
    assert {name for name, _ in addresses()} == set(TABLE)


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_address_answers_each_person_as_the_table_says(world, clients, method):
    found = {
        name: "".join(letter(answer(clients[role], method, name, address_of(world, name, pattern))) for role in ROLES)
        for name, pattern in addresses()
    }
    column = 0 if method == "get" else 1
    assert found == {name: row[column] for name, row in TABLE.items()}


@pytest.mark.parametrize("address", ["/api/v1/entries/", "/api/v1/settlements/", "/api/v1/provision/settlements/"])
@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_a_list_of_the_api_answers_methods_it_does_not_know_in_its_own_form(address, method):
    found = getattr(Client(), method)(address)
    assert (found.status_code, found["Content-Type"]) == (405, "application/problem+json")


@pytest.mark.parametrize(
    "address",
    [
        "/settlements/register/%00/", "/settlements/entry/a%00b/2025/", "/live/?settlement=%00&year=2025",
        "/settlements/register/?within=%00", "/items/?territory=%00", "/ui/search/?q=a%00b",
    ],
)  # fmt: skip
def test_an_address_with_a_null_character_is_refused_and_not_looked_for(address):
    assert Client().get(address).status_code == 400


def test_the_api_has_no_address_with_a_null_character():
    found = Client().get("/api/v1/entries/%00/2025/EDU-01/")
    assert (found.status_code, found["Content-Type"]) == (404, "application/problem+json")
