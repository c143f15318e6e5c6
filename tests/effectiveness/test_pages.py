"""The pages of an evaluation for each person, and what they show."""

from datetime import date
from decimal import Decimal

import pytest

from planning_docs.effectiveness.choices import EvaluationState
from planning_docs.effectiveness.models import Evaluation
from planning_docs.effectiveness.queries import for_computing
from planning_docs.effectiveness.services import computing, inputs, schedule
from tests.effectiveness.world import AKIMAT, YEAR, make_evaluation, make_world, record_false_facts
from tests.keeping import kept

pytestmark = pytest.mark.django_db
BASE = f"/effectiveness/bodies/{AKIMAT}/{YEAR}/"
PAGES = (
    "", "report/", "marks/", "indicators/", "influence/", "trace/", "what-if/", "versions/", "conclusion/",
    "objections/", "forms/", "forms/act/", "forms/influence/", "forms/conclusion/", "forms/disagreements/",
)  # fmt: skip


def make_computed_world():
    found = make_world()
    evaluation = make_evaluation(found)
    record_false_facts(found.people["evaluator"], evaluation, 4)
    computing.compute(for_computing([evaluation.pk]).get())
    return found


world = kept(make_computed_world)


@pytest.mark.parametrize("page", PAGES)
def test_the_evaluator_opens_every_page(world, signed_in, page, language):
    client = signed_in(world.people["evaluator"])
    client.cookies["django_language"] = language
    assert client.get(BASE + page).status_code == 200


def test_the_overview_shows_the_points_as_printed(world, signed_in):
    assert "70,94" in signed_in(world.people["evaluator"]).get(BASE).content.decode()


def test_the_trace_leads_from_the_score_to_the_entered_numbers(world, signed_in):
    text = signed_in(world.people["expert"]).get(BASE + "trace/").content.decode()
    assert "(58 − 50) / (60 − 50)" in text and "30 / 33" in text


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx"])
@pytest.mark.parametrize("code", ["act", "influence", "conclusion", "disagreements"])
def test_every_form_is_a_file_in_both_languages(world, signed_in, kind, code):
    client = signed_in(world.people["evaluator"])
    for language in ("kk", "ru"):
        found = client.get(f"{BASE}forms/{code}/?format={kind}&language={language}")
        assert found.status_code == 200 and len(found.content) > 1000


@pytest.mark.parametrize("mark", ["0", "0.5", "1"])
def test_a_mark_opened_again_shows_what_was_given(world, signed_in, mark):
    row = world.evaluation.sectors.get(number="1")
    inputs.mark_sector(world.people["expert"], row, Decimal(mark), Decimal(mark), "Талдау")
    text = signed_in(world.people["expert"]).get(f"{BASE}marks/field/{row.pk}/").content.decode()
    assert text.count(f'<option value="{mark}" selected>') == 2


def test_what_if_tries_facts_without_writing(world, signed_in):
    client = signed_in(world.people["evaluator"])
    row = for_computing([world.evaluation.pk]).get().goals.first().indicators.first()
    text = client.get(BASE + "what-if/", {f"fact.{row.pk}": "60"}).content.decode()
    assert 'role="status"' in text
    row.refresh_from_db()
    assert row.fact == 58


@pytest.mark.parametrize(
    "address",
    ["/effectiveness/", "/effectiveness/method/", "/effectiveness/fields/", f"/effectiveness/bodies/{AKIMAT}/"],
)
def test_anybody_opens_the_public_pages(world, client, address):
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_the_public_sees_nothing_of_an_evaluation_that_is_not_final(world, client, page):
    assert client.get(BASE + page).status_code == 403


def test_the_list_opens_with_the_newest_year_that_has_an_evaluation(world, signed_in):
    evaluator, body = world.people["evaluator"], world.bodies[AKIMAT]
    left_out = schedule.schedule(evaluator, body, YEAR + 1, world.edition, date(YEAR + 2, 2, 15))
    Evaluation.objects.filter(pk=left_out.pk).update(state=EvaluationState.NOT_EVALUATED)
    found = signed_in(world.people["expert"]).get("/effectiveness/")
    assert found.context["year"] == YEAR
