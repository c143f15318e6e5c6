"""The pages of a document's life, as people use them: forms bring their errors back, strangers see what is public."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from planning_docs.models import Agreement, PublicComment
from planning_docs.rules import life
from planning_docs.services.life import move
from tests.planning_docs.life_world import make_plan_world
from tests.planning_docs.test_life import act, approved, discussed, over

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_plan_world()


@pytest.fixture
def as_person(world, signed_in):
    return lambda name: signed_in(world.people[name])


def page(name, world, *more):
    return reverse(f"planning:{name}", args=[world.document.pk, *more])


def step(client, world, action, **data):
    return client.post(page("step", world, action), {f"{action}-{name}": value for name, value in data.items()})


def test_the_whole_way_is_gone_on_the_pages(world, as_person, language):
    editor, asked, authority = as_person("editor"), as_person("co_executor"), as_person("region_authority")
    assert step(editor, world, life.SEND, bodies=["MH"], due_on=timezone.localdate()).status_code == 302
    assert asked.post(page("agree", world, Agreement.objects.get().pk), {"opinion": "agree"}).status_code == 302
    until = timezone.localdate() + timedelta(days=3)
    assert step(editor, world, life.DISCUSS, until=until).status_code == 302
    public = Client()
    assert public.get(page("discussion", world)).status_code == 200
    opened = public.get(page("discussion", world)).context["form"]["opened"].initial
    sent = {"author_name": "Азамат", "text": "Мектеп керек", "opened": opened}
    assert public.post(page("discussion", world), sent).status_code == 302
    comment = PublicComment.objects.get()
    assert "Мектеп керек" in public.get(page("discussion", world)).content.decode()
    answered = editor.post(page("answer_comment", world, comment.pk), {"state": "accepted", "answer": "Салынады"})
    assert answered.status_code == 302
    over(world)
    assert step(editor, world, life.SUBMIT).status_code == 302
    assert step(authority, world, life.APPROVE, **act()).status_code == 302
    world.document.refresh_from_db()
    assert world.document.state == "approved"
    for name in ("life", "discussion", "amendment", "comparison"):
        assert public.get(page(name, world)).status_code == 200


def test_errors_of_a_step_come_back_beside_its_form_with_their_paragraphs(world, as_person, language):
    world.edition.indicators.update(unit_kk="")
    editor = as_person("editor")
    assert step(editor, world, life.SEND, due_on="").status_code == 422
    discussed(world)
    over(world)
    answer = step(editor, world, life.SUBMIT)
    assert answer.status_code == 422 and "39, 53" in answer.content.decode()


def test_an_amendment_is_begun_explained_submitted_and_approved_on_the_page(world, as_person, monkeypatch, language):
    approved(world)
    move(world.people["authority"], world.document, life.ENFORCE)
    editor, authority = as_person("editor"), as_person("authority")
    assert editor.post(page("amendment_begin", world), {"reason": ""}).status_code == 422
    begun = editor.post(page("amendment_begin", world), {"reason": "Нақтылау"})
    if begun.status_code == 422:  # after 15 December the rule itself refuses
        assert "211" in begun.content.decode()
        return
    draft = world.document.editions.get(number=2)
    draft.measures.update(name_kk="Мектеп жөндеу", name_ru="Ремонт школы")
    shown = editor.get(page("amendment", world))
    (row,) = shown.context["rows"]
    name = f"{row['row'].thing}.{row['row'].key}"
    editor.post(page("amendment_reasons", world), {f"{name}.kk": "Себебі", f"{name}.ru": "Причина"})
    assert editor.post(page("amendment_step", world, "submit")).status_code == 302
    assert authority.post(page("amendment_step", world, "approve"), {}).status_code == 422
    done = authority.post(page("amendment_step", world, "approve"), act())
    assert done.url == page("comparison", world)
    assert "<strong>" in Client().get(page("comparison", world)).content.decode()


def test_a_restricted_document_shows_no_page_to_strangers():
    world = make_plan_world(restricted=True)
    for name in ("life", "discussion", "amendment", "comparison"):
        assert Client().get(page(name, world)).status_code == 403


def test_hidden_comments_are_seen_by_editors_only(world, as_person):
    discussed(world)
    comment = PublicComment.objects.create(edition=world.edition, author_name="x", text="жасырын сөз", hidden=True)
    assert "жасырын сөз" not in Client().get(page("discussion", world)).content.decode()
    editor = as_person("editor")
    assert "жасырын сөз" in editor.get(page("discussion", world)).content.decode()
    editor.post(page("hide_comment", world, comment.pk))
    assert "жасырын сөз" in Client().get(page("discussion", world)).content.decode()
