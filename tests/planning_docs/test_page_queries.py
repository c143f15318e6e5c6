"""Pages of planning documents ask the database as often for three rows as for one, and for a large document."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from planning_docs.benchmark import fill_large
from planning_docs.models import Element, Measure
from planning_docs.services.rows import add_row
from tests.planning_docs.pages_world import FIRST, LAST, add_indicator, begin, make_planning_world, put_in_force

pytestmark = pytest.mark.django_db
MOST = 15


@pytest.fixture
def world(country):
    cache.clear()
    return make_planning_world(country)


def queries(client, address):
    client.get(address)  # what is kept for the next reader is kept
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(address).status_code == 200
    return len(found)


def addresses(world):
    pages = ("document", "sections", "measures", "resources", "passports", "decomposition", "values", "changes")
    return [reverse("planning:documents"), reverse("planning:bodies"), reverse("planning:dashboard")] + [
        reverse(f"planning:{page}", args=[world.plan.pk]) for page in pages
    ]


def enlarge(world, user):
    """Three of everything."""
    for number in (2, 3):
        values = {"kind": "goal", "parent": world.direction, "name_kk": f"Мақсат {number}", "name_ru": f"Цель {number}"}
        goal = add_row(user, world.edition, Element, values)
        add_indicator(user, world.edition, f"Көрсеткіш {number}", element=goal, responsible=world.akimat)
        add_row(
            user, world.edition, Measure,
            {"name_kk": "Іс", "name_ru": "Дело", "goal": goal, "completion": "object", "starts_in": FIRST,
             "ends_in": LAST, "responsible": world.akimat},
        )  # fmt: skip
        put_in_force(begin(user, world.akimat, "region_plan", f"Жоспар {number}"))


def test_no_page_asks_more_often_for_more_rows(world, signed_in):
    client = signed_in(world.editor)
    before = {page: queries(client, page) for page in addresses(world)}
    enlarge(world, world.editor)
    after = {page: queries(client, page) for page in addresses(world)}
    assert after == before
    assert max(after.values()) <= MOST


@pytest.mark.parametrize("page", ["document", "measures", "values", "decomposition"])
def test_a_large_document_opens_in_few_queries(world, signed_in, page):
    fill_large(world.edition, world.direction, world.akimat)
    client = signed_in(world.editor)
    assert queries(client, reverse(f"planning:{page}", args=[world.plan.pk])) <= MOST
