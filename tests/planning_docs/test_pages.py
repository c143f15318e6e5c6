"""Pages of planning documents: read, written, in conflict."""

import json

import pytest
from django.core.cache import cache
from django.urls import reverse

from planning_docs.models import Element, Indicator, IndicatorValue, PlanningDocument
from planning_docs.rules.reading import Planned
from planning_docs.services.editing import PlanningRefused
from planning_docs.services.values import Cell, save_value
from tests.planning_docs.pages_world import FIRST, LAST, PlanningWorld, make_planning_world, put_in_force

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_cache():
    """Findings are kept by numbers of rows, which begin anew with every test."""
    cache.clear()


@pytest.fixture
def world(country) -> PlanningWorld:
    return make_planning_world(country)


def url(name, *args):
    return reverse(f"planning:{name}", args=args)


def reading_pages(world):
    plan, key = world.plan.pk, world.indicator.key
    return [
        url("documents"), url("dashboard"), url("bodies"), url("body", "AKIMAT-11"), url("programmes"),
        url("document", plan), url("messages", plan), url("sections", plan), url("measures", plan),
        url("resources", plan), url("passports", plan), url("passport", plan, key), url("changes", plan),
        url("districts", plan, key), url("decomposition", plan), url("indicator_tree", plan, key),
        url("carried", plan, key),
    ]  # fmt: skip


def test_every_page_opens_for_the_editor(world, signed_in, language):
    client = signed_in(world.editor)
    client.cookies["django_language"] = language
    plan = world.plan.pk
    pages = reading_pages(world) + [
        url("new_document"), url("change_document", plan), url("values", plan),
        url("measure_years", plan, world.measure.key), url("link", plan, world.indicator.key),
        *(url("new_row", plan, what) for what in ("sections", "elements", "indicators", "measures", "resources", "needs")),
        url("row", plan, "elements", world.goal.key), url("row", plan, "indicators", world.indicator.key),
        url("row", plan, "measures", world.measure.key),
        url("row", plan, "sections", world.edition.sections.first().key),
    ]  # fmt: skip
    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)


def test_a_draft_is_seen_by_nobody_who_has_nothing_to_do_with_it(world, client, signed_in):
    address = url("document", world.plan.pk)
    assert client.get(address).status_code == 403
    assert signed_in(world.stranger).get(address).status_code == 403
    assert signed_in(world.authority).get(address).status_code == 200
    assert "Ақмола облысының даму жоспары" not in client.get(url("documents")).content.decode()


def test_a_published_document_is_open_and_a_restricted_one_is_nowhere(world, client):
    put_in_force(world.plan)
    pages = [url("documents"), url("body", "AKIMAT-11"), url("dashboard") + f"?year={FIRST}", "/ui/search/?q=даму"]
    assert all("Ақмола облысының даму жоспары" in client.get(page).content.decode() for page in pages)
    PlanningDocument.objects.filter(pk=world.plan.pk).update(restricted=True)
    assert not any("Ақмола облысының даму жоспары" in client.get(page).content.decode() for page in pages)
    assert client.get(url("document", world.plan.pk)).status_code == 403
    tree = client.get(url("carried", world.national.pk, world.higher.key)).content.decode()
    assert "Жұмыс орындары" in tree and "Облыстағы" not in tree


def test_a_document_is_begun_with_the_sections_that_are_prescribed(world, signed_in):
    client = signed_in(world.editor)
    sent = {
        "kind": "region_plan", "developer": "AKIMAT-11", "title_kk": "Жаңа жоспар", "title_ru": "Новый план",
        "year_from": "2031", "year_to": "2035", "parents": [world.national.pk],
    }  # fmt: skip
    answer = client.post(url("new_document"), sent)
    made = PlanningDocument.objects.get(title_ru="Новый план")
    assert answer["Location"] == url("document", made.pk)
    assert [one.code for one in made.editions.get().sections.all()] == [
        "passport", "vision", "analysis", "goals", "resources",
    ]  # fmt: skip
    wrong = client.post(url("new_document"), {**sent, "kind": "national_plan"})
    assert wrong.status_code == 422
    assert "161" in wrong.content.decode()


def test_elements_are_added_renamed_moved_and_removed(world, signed_in):
    client, plan = signed_in(world.editor), world.plan.pk
    new = url("new_row", plan, "elements") + f"?under={world.direction.key}"
    sent = {"parent": world.direction.pk, "name_kk": "Екінші мақсат", "name_ru": "Вторая цель"}
    assert client.post(new, sent).status_code == 302
    second = Element.objects.get(name_ru="Вторая цель")
    assert (second.kind, second.parent) == ("goal", world.direction)
    client.post(url("move_row", plan, "elements", second.key), {"step": "up"})
    names = Element.objects.filter(kind="goal", edition=world.edition).values_list("name_ru", flat=True)
    assert list(names) == ["Вторая цель", "Занятость"]
    client.post(url("remove_row", plan, "elements", second.key))
    assert not Element.objects.filter(pk=second.pk).exists()


def test_the_second_of_two_people_is_told_and_chooses(world, signed_in):
    client = signed_in(world.editor)
    address = url("row", world.plan.pk, "elements", world.goal.key)
    seen = world.goal.version
    first = {"parent": world.direction.pk, "name_kk": "Бірінші", "name_ru": "Первая", "seen_version": seen}
    assert client.post(address, first).status_code == 302
    second = {**first, "name_kk": "Екінші", "name_ru": "Вторая"}
    answer = client.post(address, second)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Бірінші" in page and "Екінші" in page and f'name="seen_version" value="{seen + 1}"' in page
    assert client.post(address, {**second, "seen_version": seen + 1}).status_code == 302
    world.goal.refresh_from_db()
    assert world.goal.name_ru == "Вторая"


def post_cell(client, world, text, seen, year=FIRST):
    body = {"cell": f"{world.indicator.key}:{year}:", "text": text, "seen_version": seen}
    return client.post(url("save_cell", world.plan.pk), body, content_type="application/json")


def test_a_cell_is_saved_alone_and_a_conflict_names_who_was_first(world, signed_in):
    client = signed_in(world.editor)
    value = IndicatorValue.objects.get(indicator=world.indicator, year=FIRST)
    saved = post_cell(client, world, "1 234,5", value.version).json()
    assert (saved["status"], saved["version"]) == ("saved", value.version + 1)
    conflict = post_cell(client, world, "7", value.version).json()
    assert conflict["status"] == "conflict"
    assert "editor" in conflict["text"] and "1" in conflict["value"]
    assert post_cell(client, world, "көп", saved["version"]).json()["status"] == "invalid"
    value.refresh_from_db()
    assert str(value.plan) == "1234.5000"


def test_the_grid_works_as_a_plain_form(world, signed_in):
    client = signed_in(world.editor)
    code = f"{world.indicator.key}:{LAST}:"
    sent = {f"v-{code}": "99,5", f"o-{code}": "14", f"s-{code}": "1"}
    assert client.post(url("values", world.plan.pk), sent).status_code == 302
    assert str(IndicatorValue.objects.get(indicator=world.indicator, year=LAST).plan) == "99.5000"
    wrong = client.post(url("values", world.plan.pk), {**sent, f"v-{code}": "бес", f"s-{code}": "2"})
    assert wrong.status_code == 422
    assert 'value="бес"' in wrong.content.decode()


def test_a_district_of_another_region_is_refused(world, signed_in):
    client = signed_in(world.editor)
    own, foreign = world.country["north_1"].kato, world.country["south_1"].kato
    for place, status in ((own, "saved"), (foreign, "invalid")):
        body = {"cell": f"{world.indicator.key}:{FIRST}:{place}", "text": "3", "seen_version": 0}
        answer = client.post(url("save_cell", world.plan.pk), body, content_type="application/json")
        assert answer.json()["status"] == status


def test_nobody_writes_into_a_frozen_edition(world, signed_in):
    put_in_force(world.plan)
    client = signed_in(world.editor)
    assert post_cell(client, world, "5", 1).status_code == 403
    assert client.post(url("new_row", world.plan.pk, "indicators"), {}).status_code == 403


def test_an_amendment_keeps_the_first_plan_beside_its_own(world, signed_in):
    from planning_docs.choices import EditionState
    from planning_docs.models import DocumentEdition

    put_in_force(world.plan)
    first = world.plan.editions.get()
    second = DocumentEdition.objects.create(document=world.plan, number=2, based_on=first, state=EditionState.DRAFT)
    copied = Indicator.objects.get(pk=world.indicator.pk)
    copied.pk, copied.edition, copied.element = None, second, None
    copied.save()
    IndicatorValue.objects.create(indicator=world.indicator, year=FIRST - 2, plan=5, is_fact=False)
    for value in IndicatorValue.objects.filter(indicator=world.indicator):
        value.pk, value.indicator = None, copied
        value.save()
    with pytest.raises(PlanningRefused, match="213"):
        save_value(world.editor, second, Cell(copied.key, FIRST - 2), Planned(1))
    saved = save_value(world.editor, second, Cell(copied.key, LAST), Planned(20))
    assert (saved.plan, saved.amended_plan) == (14, 20)
    page = signed_in(world.editor).get(url("document", world.plan.pk)).content.decode()
    assert "14</s>" in page


def test_messages_of_the_rules_name_their_paragraph(world, signed_in):
    world.indicator.values.filter(year=LAST).delete()
    page = signed_in(world.editor).get(url("messages", world.plan.pk)).content.decode()
    assert "35, 140-тармақтар" in page


def test_the_tree_of_an_indicator_tells_shares_and_balance(world, signed_in):
    put_in_force(world.plan)
    page = signed_in(world.editor).get(url("indicator_tree", world.plan.pk, world.indicator.key)).content.decode()
    assert "Ұлттық даму жоспары" in page
    assert "40 %" in page  # the shares do not make 100 %


def test_the_change_log_of_a_document_is_for_those_who_sign_in(world, signed_in, client):
    put_in_force(world.plan)
    assert "editor" in signed_in(world.editor).get(url("changes", world.plan.pk)).content.decode()
    assert "editor" not in client.get(url("changes", world.plan.pk)).content.decode()


def test_the_cell_answers_a_broken_request(world, signed_in):
    answer = signed_in(world.editor).post(url("save_cell", world.plan.pk), "{", content_type="application/json")
    assert (answer.status_code, json.loads(answer.content)["status"]) == (400, "invalid")
    form = signed_in(world.editor).post(url("save_cell", world.plan.pk), {"cell": "x"})
    assert form.status_code == 400
