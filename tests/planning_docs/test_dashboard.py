"""What the dashboard counts: reached, absorbed, on time; only what the reader may see."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.urls import reverse

from planning_docs.dashboard_pages import Dashboard
from planning_docs.models import Body, IndicatorFact, MeasureFact, MeasureFundingFact, PlanningDocument
from planning_docs.services.shipped_bodies import shipped_rows
from tests.planning_docs.pages_world import FIRST, make_planning_world, put_in_force

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(country):
    made = make_planning_world(country)
    put_in_force(made.plan)
    return made


def with_facts(world):
    IndicatorFact.objects.create(
        document=world.plan, indicator_key=world.indicator.key, year=FIRST, value=Decimal(11), status="official"
    )
    fact = MeasureFact.objects.create(document=world.plan, measure_key=world.measure.key, year=FIRST)
    MeasureFundingFact.objects.create(fact=fact, source="local", allocated_mln=Decimal(12), absorbed_mln=Decimal(10))


def test_reached_absorbed_and_without_data_are_counted(world):
    with_facts(world)
    whole = Dashboard(AnonymousUser(), FIRST).whole
    assert (whole.documents, whole.reached, whole.judged, whole.without_data) == (2, 1, 1, 1)
    assert (whole.reached_e4, whole.absorbed_e4) == (1_000_000, 800_000)


def test_a_restricted_document_is_counted_for_nobody_outside(world):
    with_facts(world)
    PlanningDocument.objects.filter(pk=world.plan.pk).update(restricted=True)
    assert Dashboard(AnonymousUser(), FIRST).whole.documents == 1
    assert Dashboard(world.authority, FIRST).whole.documents == 2


def test_charts_and_rows_come_as_files(world, client):
    page = reverse("planning:dashboard")
    for query in (
        "?export=xlsx",
        "?export=csv",
        "?chart=reached_by_region&format=svg",
        "?chart=absorbed_by_kind&format=csv",
    ):
        assert client.get(page + query + f"&year={FIRST}").status_code == 200
    carried = reverse("planning:carried", args=[world.plan.pk, world.indicator.key])
    assert client.get(carried + "?chart=carried&format=xlsx").status_code == 200


def test_shipped_bodies_are_loaded_once_and_kept_ones_are_left_alone(world):
    Body.objects.filter(pk="MNE").update(name_ru="Своё название")
    call_command("load_bodies", verbosity=0)
    call_command("load_bodies", verbosity=0)
    assert Body.objects.get(pk="MNE").name_ru == "Своё название"
    assert Body.objects.get(pk="MDDI").successor_id == "MAIDD"
    assert not Body.objects.filter(pk="AKIMAT-75").exists()  # its city is not in the small register
    assert len([row for row in shipped_rows() if row["kind"] == "local"]) == 20
