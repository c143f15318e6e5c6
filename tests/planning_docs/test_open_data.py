"""Flat open data of planning documents: plans, facts, measures, what was done of them, money."""

import csv
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from planning_docs.choices import EditionState, FactStatus, FundingSource
from planning_docs.models import (
    DocumentEdition,
    Indicator,
    IndicatorFact,
    IndicatorValue,
    MeasureFact,
    MeasureFundingFact,
    PlanningDocument,
)
from tests.planning_docs.monitoring_world import (
    YEAR,
    make_document,
    make_edition,
    make_indicator,
    make_measure,
    make_monitoring_world,
)

pytestmark = pytest.mark.django_db
LISTS = ("values", "facts", "measures", "measure-facts", "measure-money")
SECRET = "Дулат Сериков"


@pytest.fixture
def world(country):
    made = make_monitoring_world(country)
    editor = made.people["editor"]
    type(editor).objects.filter(pk=editor.pk).update(last_name=SECRET, email="dulat@example.kz")
    Indicator.objects.update(official_kk=SECRET, official_ru=SECRET)
    schools = made.indicators["schools"]
    for place, value in ((None, "58.5"), (country["north_1"], "70")):
        IndicatorFact.objects.create(
            document=made.document, indicator_key=schools.key, year=YEAR, territory=place, value=Decimal(value),
            status=FactStatus.OFFICIAL, entered_by=editor, comment_kk=SECRET, comment_ru=SECRET,
        )  # fmt: skip
    for name in ("build", "repair"):
        fact = MeasureFact.objects.create(
            document=made.document, measure_key=made.measures[name].key, year=YEAR, quantity=Decimal(3),
            entered_by=editor, text_kk=SECRET, text_ru=SECRET,
        )  # fmt: skip
        MeasureFundingFact.objects.create(
            fact=fact, source=FundingSource.LOCAL, allocated_mln=Decimal("110"), absorbed_mln=Decimal("90.5"),
            reason_kk=SECRET,
        )  # fmt: skip
    return made


def ask(name, **given):
    return Client().get(f"/api/v1/planning-{name}/", given)


def rows(name, **given):
    answer = ask(name, **given)
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


def test_everybody_reads_plans_and_facts_by_indicator_year_and_district(world):
    key, place = str(world.indicators["schools"].key), world.country["north_1"].pk
    planned = rows("values", indicator=key, year=YEAR)
    assert [(one["territory"], one["plan"]) for one in planned][:2] == [(None, "60.0000"), (place, "70.0000")]
    assert len(planned) == 3 and len(rows("values", indicator=key, year=YEAR, whole="true")) == 1
    assert [one["plan"] for one in rows("values", territory=place)] == ["70.0000"]
    facts = rows("facts", indicator=key, document=world.document.pk, year=YEAR, ordering="-id")
    assert [(one["territory"], one["value"], one["quarter"]) for one in facts] == [
        (place, "70.0000", 0), (None, "58.5000", 0),
    ]  # fmt: skip
    assert len(rows("facts", whole="false")) == 1 and rows("facts", year=YEAR + 1) == []


def test_measures_come_with_what_was_planned_done_and_absorbed(world):
    build, repair = str(world.measures["build"].key), str(world.measures["repair"].key)
    assert {one["measure"] for one in rows("measures", document=world.document.pk)} == {build, repair}
    assert [one["measure"] for one in rows("measures", responsible="EDU")] == [build]
    (done,) = rows("measure-facts", measure=repair, year=YEAR)
    assert (Decimal(done["planned_quantity"]), done["quantity"], done["fully_completed"]) == (5, "3.0000", False)
    (money,) = rows("measure-money", measure=build, source="local")
    assert Decimal(money["planned_mln"]) == 120
    assert (money["allocated_mln"], money["absorbed_mln"]) == ("110.0000", "90.5000")
    assert rows("measure-money", source="republican") == []


@pytest.mark.parametrize("name", LISTS)
def test_each_list_comes_as_csv_by_pages_of_key(world, name):
    text = ask(name, format="csv").content.decode("utf-8-sig")
    heads, *found = csv.reader(text.splitlines())
    assert heads[:2] == ["id", "document"] and len(found) == len(rows(name)) > 1
    first = ask(name, page_size=1)
    second = Client().get(first.json()["next"])
    assert [first.json()["results"][0]["id"], second.json()["results"][0]["id"]] == [int(one[0]) for one in found[:2]]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("change", [{"restricted": True}, {"state": "draft"}, {"state": "agreeing"}])
def test_restricted_documents_and_drafts_are_in_no_list(world, name, change):
    PlanningDocument.objects.update(**change)
    assert rows(name) == [] and rows(name, document=world.document.pk) == []


@pytest.mark.parametrize("name", ["facts", "measure-facts", "measure-money"])
def test_facts_wait_until_the_document_is_monitored(world, name):
    """A draft in public discussion is public, but its page of facts is not open yet."""
    PlanningDocument.objects.update(state="public_discussion")
    assert rows(name) == []


def test_an_amendment_that_is_written_is_not_in_the_lists(world):
    before = {name: rows(name) for name in LISTS}
    draft = make_edition(world.document, number=2, state=EditionState.DRAFT, based_on=world.edition)
    make_indicator(draft, "Жаңа", world.bodies["DEV"], "99")
    make_measure(draft, "Жаңа", world.bodies["DEV"])
    assert {name: rows(name) for name in LISTS} == before
    DocumentEdition.objects.filter(pk=world.edition.pk).update(state=EditionState.PAST)
    DocumentEdition.objects.filter(pk=draft.pk).update(state=EditionState.CURRENT)
    assert [one["plan"] for one in rows("values")] == ["50.0000", "99.0000"]


@pytest.mark.parametrize("name", LISTS)
def test_nobody_is_named(world, name):
    for kind in ("json", "csv"):
        text = ask(name, format=kind).content.decode()
        assert SECRET not in text and "editor" not in text and "@" not in text


@pytest.mark.parametrize("name", LISTS)
def test_ten_times_the_rows_cost_as_many_queries(world, name):
    def cost():
        with CaptureQueriesContext(connection) as caught:
            assert rows(name)
        return len(caught)

    few = cost()
    for number in range(10):
        indicator = make_indicator(world.edition, f"I{number}", world.bodies["DEV"], "1")
        measure = make_measure(world.edition, f"M{number}", world.bodies["DEV"])
        IndicatorFact.objects.create(
            document=world.document, indicator_key=indicator.key, year=YEAR, value=1, status=FactStatus.OFFICIAL
        )
        fact = MeasureFact.objects.create(document=world.document, measure_key=measure.key, year=YEAR)
        MeasureFundingFact.objects.create(fact=fact, source=FundingSource.LOCAL)
    assert cost() <= few <= 4


def test_an_unchanged_list_is_not_sent_again_and_any_change_is_seen(world):
    """The version of a row that is behind the newest one counts as well."""
    IndicatorValue.objects.filter(indicator=world.indicators["roads"]).update(version=9)
    address, tag = "/api/v1/planning-values/", ask("values")["ETag"]
    assert Client().get(address, headers={"If-None-Match": tag}).status_code == 304
    value = IndicatorValue.objects.filter(indicator=world.indicators["schools"]).first()
    IndicatorValue.objects.filter(pk=value.pk).update(plan=Decimal(1), version=value.version + 1)
    assert Client().get(address, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(("name", "model"), [("documents", PlanningDocument), ("indicators", Indicator)])
def test_a_changed_document_or_indicator_behind_the_newest_version_is_sent_again(world, name, model):
    PlanningDocument.objects.filter(pk=make_document(world.bodies["OTHER"]).pk).update(version=9)
    world.edition.indicators.filter(pk=world.indicators["roads"].pk).update(version=9)
    address, tag = f"/api/v1/planning-{name}/", ask(name)["ETag"]
    changed = model.objects.order_by("version").first()
    model.objects.filter(pk=changed.pk).update(version=changed.version + 1)
    assert Client().get(address, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(("name", "given"), [("values", {"indicator": "x"}), ("measures", {"measure": "1' OR 1=1"}),
                                             ("facts", {"year": "abc"}), ("values", {"whole": "perhaps"}),
                                             ("measure-money", {"source": "purse"})])  # fmt: skip
def test_what_is_no_key_year_or_source_is_refused(world, name, given):
    assert ask(name, **given).status_code == 400
