"""Every page of the portal, found from its addresses: axe finds nothing and nothing is wider than the screen."""

import pytest
from django.test import Client

from tests.access.asking import address_of
from tests.access.world import AccessWorld, addresses, make_access_world
from tests.browser.looking import faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Django's own pages of reference books, which only administrators of the server open.
NOT_OURS = ("admin:",)


@pytest.fixture
def world() -> AccessWorld:
    return make_access_world()


def pages(client: Client, world: AccessWorld) -> list[str]:
    """Addresses that answer a GET with an HTML page of the portal."""
    found = []
    for name, pattern in addresses():
        if name.startswith(NOT_OURS):
            continue
        address = address_of(world, name, pattern)
        answer = client.get(address)
        if answer.status_code == 200 and not answer.streaming and b"<main" in answer.content:
            found.append(address)
    return found


@pytest.mark.one_database
@pytest.mark.parametrize("code", ["kk", "ru"])
def test_no_page_has_a_fault(page, live_server, world, axe, browser_sign_in, signed_in, code):
    """A page is judged once, as the first of the three people who may open it sees it."""
    seen: set[str] = set()
    found: list[str] = []
    for role in ("ministry", "owner", "administrator"):
        person = world.people[role]
        person.language = code
        person.save(update_fields=["language"])
        browser_sign_in(person)
        new = [address for address in pages(signed_in(person), world) if address not in seen]
        seen.update(new)
        found += [line for address in new for line in faults(page, axe, live_server.url + address)]
    assert len(seen) >= 30, "the pages were not found"
    assert not found, "\n".join(found)
