"""Planning documents by the REST API: seen as on the pages, written by the same rules."""

import pytest
from django.test import Client

from planning_docs.models import Indicator, IndicatorValue, PlanningDocument
from planning_docs.services.life import record_act
from rss_portal.api.services import create_token
from tests.planning_docs.life_world import THIS_YEAR, make_plan_world
from tests.planning_docs.test_amendments import ACT

pytestmark = pytest.mark.django_db
LIST, INDICATORS = "/api/v1/planning-documents/", "/api/v1/planning-indicators/"


@pytest.fixture
def world():
    made = make_plan_world()
    record_act(made.edition, {**ACT, "act_number": "1"})
    PlanningDocument.objects.update(state="in_force", year_from=THIS_YEAR, year_to=THIS_YEAR + 4)
    made.document.refresh_from_db()
    return made


@pytest.fixture
def client_of():
    def make(person):
        _row, token = create_token(person, "tests", "write")
        return Client(headers={"Authorization": f"Bearer {token}"})

    return make


def one(world, part=""):
    return f"{LIST}{world.document.pk}/{part}"


def test_everybody_reads_a_document_in_force_with_its_indicators_and_money(world):
    rows = Client().get(LIST, {"kind": "region_plan", "year": THIS_YEAR, "q": "акмола"}).json()["results"]
    assert [(row["id"], row["developer"]) for row in rows] == [(world.document.pk, "akimat-11")]
    found = Client().get(one(world)).json()
    assert found["edition"]["act_number"] == "1" and len(found["indicators"]) == 2
    assert found["indicators"][0]["values"][0] == {
        "year": THIS_YEAR, "territory": None, "plan": "50", "amended_plan": None, "low": None, "high": None,
        "version": 1,
    }  # fmt: skip
    assert found["measures"][0]["funding"] == [{"year": THIS_YEAR, "source": "local", "amount_mln": "12.5"}]
    listed = Client().get(INDICATORS, {"document": world.document.pk}).json()["results"]
    assert [row["key"] for row in listed] == [row["key"] for row in found["indicators"]]


@pytest.mark.parametrize("change", [{"restricted": True}, {"state": "draft"}])
def test_a_restricted_document_and_a_draft_do_not_exist_for_strangers(world, change):
    PlanningDocument.objects.update(**change)
    assert Client().get(LIST).json()["results"] == [] and Client().get(INDICATORS).json()["results"] == []
    for part in ("", "comparison/", "checks/"):
        assert Client().get(one(world, part)).status_code == 404


def test_the_editor_writes_plans_of_a_draft_all_or_nothing(world, client_of):
    PlanningDocument.objects.update(state="draft")
    edition = world.edition
    type(edition).objects.filter(pk=edition.pk).update(state="draft")
    first, second = Indicator.objects.filter(edition=edition)
    client = client_of(world.people["editor"])

    def values(*rows):
        return client.patch(one(world, "values/"), {"values": list(rows)}, content_type="application/json")

    good = {"indicator": str(first.key), "year": THIS_YEAR, "value": "61,5"}
    assert values(good).json() == {"changed": 1}
    bad = {"indicator": str(second.key), "year": THIS_YEAR + 40, "value": "1"}
    assert values({**good, "value": "70"}, bad).status_code == 422
    assert values({**good, "value": "70", "seen_version": 1}).status_code == 412
    assert values({"indicator": "x"}).status_code == 400
    assert str(IndicatorValue.objects.get(indicator=first, year=THIS_YEAR).plan) == "61.5000"


def test_nobody_else_writes(world, client_of):
    for name in ("co_executor", "other_editor", "clerk"):
        client = client_of(world.people[name])
        asked = client.post(one(world, "amendments/"), {"reason": "x"}, content_type="application/json")
        assert asked.status_code == 403
    assert Client().post(one(world, "amendments/"), {"reason": "x"}).status_code == 401


def test_an_amendment_is_begun_changed_submitted_and_refused_by_the_rules_of_the_page(world, client_of):
    editor = client_of(world.people["editor"])
    PlanningDocument.objects.update(year_from=THIS_YEAR - 4, year_to=THIS_YEAR)
    refused = editor.post(one(world, "amendments/"), {"reason": "Нақтылау"}, content_type="application/json")
    assert refused.status_code == 422 and refused.json()["errors"][0]["code"] == "amendment_last_year"
    begun = editor.post(
        one(world, "amendments/"),
        {"reason": "Нақтылау", "president_instruction": "№ 5"},
        content_type="application/json",
    )
    codes = {row.get("code") for row in begun.json().get("errors", [])}
    assert begun.status_code == 201 or codes == {"amendment_after_december"}


def test_the_checks_are_for_those_who_prepare_the_document(world, client_of):
    world.edition.indicators.update(unit_kk="")
    found = client_of(world.people["editor"]).get(one(world, "checks/")).json()["results"]
    assert {row["code"] for row in found} == {"indicator_without_unit"} and "39, 53" in found[0]["text"]
    assert Client().get(one(world, "checks/")).status_code == 403


def test_a_document_costs_as_many_queries_with_many_indicators_as_with_few(world, django_assert_max_num_queries):
    with django_assert_max_num_queries(25):
        Client().get(one(world))
