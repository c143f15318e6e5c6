"""Two people, or two tabs: nobody overwrites what another entered, and what was typed is not lost."""

from decimal import Decimal

import pytest

from planning_docs.effectiveness.models import EvaluatedIndicator, Evaluation, EValue
from tests.effectiveness.world import AKIMAT, TEXTS, YEAR, make_evaluation, make_world

pytestmark = pytest.mark.django_db
BASE = f"/effectiveness/bodies/{AKIMAT}/{YEAR}/"


@pytest.fixture
def world():
    found = make_world()
    make_evaluation(found)
    return found


@pytest.fixture
def client(world, signed_in):
    return signed_in(world.people["evaluator"])


def fields_of(response):
    """What the form of a page would send, untouched."""
    form = response.context["form"]
    values = {one.html_name: one.value() for one in form}
    values["version"] = response.context["evaluation"].version
    return {name: value for name, value in values.items() if value not in (None, False)}


def test_the_second_tab_of_an_indicator_is_told_and_keeps_what_was_typed(world, client):
    row = EvaluatedIndicator.objects.get(name_kk="h1.1")
    address = f"{BASE}indicators/{row.pk}/"
    first = second = fields_of(client.get(address))
    assert client.post(address, {**first, "fact": "59"}).status_code == 302
    told = client.post(address, {**second, "fact": "57"})
    assert told.status_code == 422 and 'value="57"' in told.content.decode()
    row.refresh_from_db()
    assert row.fact == 59
    assert client.post(address, fields_of(told)).status_code == 302
    row.refresh_from_db()
    assert row.fact == 57


def test_the_second_tab_of_a_verification_is_told(world, client):
    row = EvaluatedIndicator.objects.get(name_kk="h1.1")
    address = f"{BASE}report/verify/{row.pk}/"
    seen = fields_of(client.get(address))
    assert client.post(address, {**seen, "found_fact": "50,5", "is_false": "on"}).status_code == 302
    assert client.post(address, {**seen, "found_fact": "58"}).status_code == 422
    row.refresh_from_db()
    assert row.is_false


def test_the_second_tab_of_the_values_of_e_is_told(world, client):
    address = f"{BASE}influence/"
    seen = fields_of(client.get(address))
    assert client.post(address, {**seen, "unemployment-fact": "4,8"}).status_code == 302
    assert client.post(address, {**seen, "unemployment-fact": "4,7"}).status_code == 422
    assert EValue.objects.get(evaluation=world.evaluation, code="unemployment").fact == Decimal("4.8")


def test_texts_written_in_a_second_tab_are_not_lost(world, client):
    address = f"{BASE}conclusion/"
    seen = fields_of(client.get(address))
    assert client.post(f"{address}texts/", {**seen, **TEXTS}).status_code == 302
    told = client.post(f"{address}texts/", {**seen, **TEXTS, "advice_kk": "Екінші терезеде жазылған"})
    assert told.status_code == 422 and "Екінші терезеде жазылған" in told.content.decode()
    assert Evaluation.objects.get().advice_kk == TEXTS["advice_kk"]


def test_a_conclusion_is_not_sent_over_inputs_that_changed_meanwhile(world, client):
    seen = fields_of(client.get(f"{BASE}conclusion/"))
    client.post(f"{BASE}conclusion/texts/", {**seen, **TEXTS})
    version = Evaluation.objects.get().version
    row = EvaluatedIndicator.objects.get(name_kk="h1.1")
    page = fields_of(client.get(f"{BASE}indicators/{row.pk}/"))
    client.post(f"{BASE}indicators/{row.pk}/", {**page, "fact": "51"})
    client.post(f"{BASE}conclusion/send/", {"version": version})
    assert Evaluation.objects.get().state == "received"
    client.post(f"{BASE}conclusion/send/", {"version": version + 1})
    assert Evaluation.objects.get().state == "concluded"


def test_an_indicator_taken_out_meanwhile_is_told(world, client):
    row = EvaluatedIndicator.objects.get(name_kk="h1.1")
    EvaluatedIndicator.objects.filter(pk=row.pk).delete()
    assert client.post(f"{BASE}indicators/{row.pk}/", {"fact": "1"}).status_code == 404
