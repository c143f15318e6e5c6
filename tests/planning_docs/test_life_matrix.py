"""Who may do what in the life of a document: every step from every state on the page; a restricted document in no
page, list, search or API of those who have nothing to do with it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from planning_docs.choices import DocumentState, EditionState
from planning_docs.models import DocumentEdition, DocumentEvent, Indicator, PlanningDocument
from planning_docs.rules import life
from planning_docs.search import find_documents, find_indicators
from rss_portal.api.services import create_token
from tests.planning_docs.life_world import PlanWorld, make_plan_world

pytestmark = pytest.mark.django_db
ACTORS = {life.EDITOR: {"editor"}, life.AUTHORITY: {"authority", "region_authority"}}
STRANGERS = ("clerk", "other_editor", "other_authority")
PAGES = (
    "document", "messages", "sections", "measures", "resources", "passports", "changes", "values", "decomposition",
    "life", "discussion", "amendment", "comparison", "forms", "facts", "reports", "document_deadlines",
)  # fmt: skip
API = "/api/v1/planning-documents/"


@pytest.fixture
def clients(signed_in: Any) -> Any:
    return lambda world: {None: Client(), **{name: signed_in(person) for name, person in world.people.items()}}


def in_state(world: PlanWorld, state: str) -> None:
    PlanningDocument.objects.filter(pk=world.document.pk).update(state=state)
    world.document.refresh_from_db()


@pytest.mark.parametrize("state", DocumentState.values)
def test_a_step_posted_by_another_than_its_actor_changes_nothing(clients, state):
    """An empty form of the right person is taken or comes back with errors (302, 422); others get 403."""
    world = make_plan_world()
    people = clients(world)
    for action in life.ACTIONS:
        step = life.find_step(action, state)
        for name, client in people.items():
            if step and name in ACTORS[step.actor]:
                continue
            in_state(world, state)
            answer = client.post(reverse("planning:step", args=[world.document.pk, action]), {})
            assert answer.status_code in (302, 403), (state, action, name, answer.status_code)
            world.document.refresh_from_db()
            assert world.document.state == state, (action, name)
    assert not DocumentEvent.objects.exists()


@pytest.mark.parametrize("state", DocumentState.values)
def test_the_page_offers_each_person_the_steps_that_they_may_take(clients, state):
    world = make_plan_world()
    in_state(world, state)
    for name, client in clients(world).items():
        answer = client.get(reverse("planning:life", args=[world.document.pk]))
        if answer.status_code != 200:
            continue
        offered = {one["action"] for one in answer.context["steps"]}
        steps = [one for one in life.steps_from(state) if life.RESTRICTED not in one.conditions]
        assert offered == {one.action for one in steps if name in ACTORS[one.actor]}, name


@pytest.mark.parametrize("state", DocumentState.values)
def test_a_restricted_document_is_shown_to_no_stranger(clients, state):
    world = make_plan_world(restricted=True)
    DocumentEdition.objects.update(state=EditionState.CURRENT)
    in_state(world, state)
    people = clients(world)
    for name in (None, *STRANGERS):
        for page in PAGES:
            answer = people[name].get(reverse(f"planning:{page}", args=[world.document.pk]))
            assert answer.status_code in (302, 403, 404), (name, page)
            assert "Ақмола облысының даму жоспары" not in answer.content.decode(), (name, page)
        for page in ("documents", "dashboard", "deadlines", "deadlines_feed"):
            said = people[name].get(reverse(f"planning:{page}"), {"year": world.document.year_from}).content.decode()
            assert "Ақмола облысының даму жоспары" not in said, (name, page)


def test_a_restricted_document_is_in_no_search_and_no_api_of_strangers():
    world = make_plan_world(restricted=True)
    DocumentEdition.objects.update(state=EditionState.CURRENT)
    in_state(world, DocumentState.IN_FORCE)
    Indicator.objects.update(search="индикатор")
    assert find_indicators("индикатор", world.people["editor"], 5)
    for name in STRANGERS:
        person = world.people[name]
        assert find_documents("даму", person, 5) == [] and find_indicators("индикатор", person, 5) == []
        _row, token = create_token(person, "tests", "write")
        client = Client(headers={"Authorization": f"Bearer {token}"})
        assert client.get(API).json()["results"] == []
        assert client.get("/api/v1/planning-indicators/").json()["results"] == []
        for part in ("", "comparison/", "checks/"):
            assert client.get(f"{API}{world.document.pk}/{part}").status_code == 404
        for part in ("values/", "amendments/"):
            ask = client.patch if part == "values/" else client.post
            assert ask(f"{API}{world.document.pk}/{part}", {}, content_type="application/json").status_code in (
                400,
                404,
            )
