"""The pages of filling in: every step opens and takes what is sent, autosave answers with what is wrong."""

from typing import Any

import pytest

from infra_support.models import Application
from infra_support.steps import EFFECT_COLUMNS, STEPS
from tests.infra_support.applicant_world import ApplicantWorld, full_draft, make_applicants, sign_and_submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> ApplicantWorld:
    return make_applicants()


def address(application: Application, step: str = "") -> str:
    return f"/support/applications/{application.public_id}/fill/{step}{'/' if step else ''}"


@pytest.mark.parametrize("who", ["head", "owner"])
@pytest.mark.parametrize("step", [step.code for step in STEPS])
def test_every_step_opens_with_and_without_its_problems(
    world: ApplicantWorld, signed_in: Any, who: str, step: str
) -> None:
    application, browser = full_draft(world, who), signed_in(world.people[who])
    assert browser.get(address(application, step)).status_code == 200
    assert browser.get(address(application, step), {"check": 1}).status_code == 200


@pytest.mark.parametrize("step", ["applicant", "project", "effect", "documents"])
def test_an_empty_step_is_saved_and_told(world: ApplicantWorld, signed_in: Any, step: str) -> None:
    application, browser = full_draft(world), signed_in(world.people["head"])
    application.documents.all().delete()
    names = next(one.fields for one in STEPS if one.code == step)
    sent = {name: "" for name in names if name not in ("kinds", "region")}
    answer = browser.post(
        address(application, step), {**sent, "region": "110000000", "seen_version": application.version}
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors or step == "documents"


def test_an_effect_is_saved_by_itself_and_the_rest_is_told(world: ApplicantWorld, signed_in: Any) -> None:
    application, browser = full_draft(world), signed_in(world.people["head"])
    sent = {f"effect_jobs_{column}": "" for column in EFFECT_COLUMNS} | {"seen_version": application.version}
    saved = browser.post(
        address(application, "effect"), {**sent, "effect_jobs_fact": "1 500,5"}, headers={"X-Autosave": "1"}
    )
    assert set(saved.json()["problems"]) == {f"effect_jobs_{column}" for column in EFFECT_COLUMNS[1:]}
    assert str(application.effects.get(kind="jobs").fact) == "1500.500"
    again = browser.post(address(application, "effect"), {**sent, "effect_jobs_fact": "1"}, headers={"X-Autosave": "1"})
    assert (again.status_code, again.json()["conflict"]) == (409, True)
    page = browser.post(address(application, "effect"), {**sent, "effect_jobs_fact": "1"})
    assert page.status_code == 409
    assert 'value="1"' in page.content.decode()


def test_places_are_suggested_by_the_beginning_of_their_name(world: ApplicantWorld, signed_in: Any) -> None:
    browser = signed_in(world.people["head"])
    found = browser.get(address(full_draft(world), "places"), {"q": "ескен"}).json()["found"]
    assert found == ["116030300 Ескенежал а."]


def test_strangers_open_nothing_and_a_submitted_application_is_not_filled_in(
    world: ApplicantWorld, signed_in: Any
) -> None:
    application = full_draft(world)
    stranger, head = signed_in(world.people["stranger"]), signed_in(world.people["head"])
    assert stranger.get(address(application)).status_code == 403
    assert stranger.get(f"/support/applications/{application.public_id}/form/kk/pdf/").status_code == 403
    sign_and_submit(world, application)
    assert head.get(address(application)).status_code == 403
    assert head.get(f"/support/applications/{application.public_id}/submitted/").status_code == 200


@pytest.mark.parametrize("code", ["kk", "ru"])
@pytest.mark.parametrize("kind", ["pdf", "docx", "html", "xlsx"])
def test_the_printed_copy_has_every_part_of_the_form(
    world: ApplicantWorld, signed_in: Any, code: str, kind: str
) -> None:
    application, browser = full_draft(world, "owner"), signed_in(world.people["owner"])
    answer = browser.get(f"/support/applications/{application.public_id}/form/{code}/{kind}/")
    assert answer.status_code == 200
    assert len(answer.content) > 1000


def test_the_cabinet_asks_as_many_questions_for_one_application_as_for_many(
    world: ApplicantWorld, signed_in: Any, django_assert_max_num_queries: Any
) -> None:
    for _number in range(3):
        full_draft(world)
    browser = signed_in(world.people["head"])
    with django_assert_max_num_queries(15):
        assert browser.get("/support/cabinet/").status_code == 200
    with django_assert_max_num_queries(15):
        assert browser.get(f"/support/enterprises/{world.legal.pk}/").status_code == 200
