"""The life of a document, step by step: who may take which, what each asks for, what it leaves behind."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from planning_docs.choices import DocumentState, Opinion
from planning_docs.models import Agreement, PublicComment
from planning_docs.rules import life
from planning_docs.services import agreeing
from planning_docs.services.editing import PlanningRefused
from planning_docs.services.life import RulesBroken, StepRefused, move
from rss_portal.access import Refused, decide
from rss_portal.changelog.models import Change
from rss_portal.notices.models import Notice
from tests.planning_docs.life_world import THIS_YEAR, make_plan_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_plan_world()


def today():
    return timezone.localdate()


def at(world, state):
    world.document.state = state
    world.document.save(update_fields=["state"])
    return world.document


def act():
    return {"act_kind": "maslikhat", "act_number": "12-3", "act_date": today()}


def sent(world):
    return move(world.people["editor"], world.document, life.SEND, given={"bodies": [world.bodies["MH"]]})


def discussed(world):
    sent(world)
    agreeing.answer(world.people["co_executor"], Agreement.objects.get(), Opinion.AGREE, "")
    return move(world.people["editor"], world.document, life.DISCUSS, given={"until": today() + timedelta(days=14)})


def over(world):
    world.document.refresh_from_db()
    world.document.discussion_until = today() - timedelta(days=1)
    world.document.save(update_fields=["discussion_until"])


def approved(world):
    discussed(world)
    over(world)
    move(world.people["editor"], world.document, life.SUBMIT)
    return move(world.people["region_authority"], world.document, life.APPROVE, given=act())


def test_a_plan_goes_from_its_draft_to_being_in_force(world):
    approved(world)
    edition = world.edition
    assert (edition.state, edition.act_number) == ("current", "12-3")
    document = move(world.people["authority"], world.document, life.ENFORCE)
    assert document.state == DocumentState.IN_FORCE
    actions = list(document.events.order_by("pk").values_list("action", flat=True))
    assert actions == [life.SEND, life.DISCUSS, life.SUBMIT, life.APPROVE, life.ENFORCE]
    assert Change.objects.filter(change_set__action="planning.approve").exists()


@pytest.mark.parametrize("state", DocumentState.values)
@pytest.mark.parametrize("action", life.ACTIONS)
def test_no_step_is_taken_outside_the_table_or_by_another_than_its_actor(world, state, action):
    document = at(world, state)
    step = life.find_step(action, state)
    allowed = {name for name, person in world.people.items() if decide(person, "planning.move", (document, action))}
    actors = {None: set(), life.EDITOR: {"editor"}, life.AUTHORITY: {"authority", "region_authority"}}
    assert allowed == actors[step.actor if step else None]
    for name in set(world.people) - allowed:
        with pytest.raises(Refused):
            move(world.people[name], document, action, given={**act(), "bodies": [world.bodies["MH"]], "text": "x"})


def test_agreeing_names_bodies_and_waits_for_them(world):
    with pytest.raises(StepRefused):
        move(world.people["editor"], world.document, life.SEND, given={"bodies": []})
    sent(world)
    assert Notice.objects.filter(person=world.people["co_executor"], kind="planning.asked").count() == 1
    with pytest.raises(StepRefused):
        move(world.people["editor"], world.document, life.DISCUSS, given={"until": today()})
    Agreement.objects.update(due_on=today() - timedelta(days=1))
    move(world.people["editor"], world.document, life.DISCUSS, given={"until": today()})


def test_only_the_asked_body_answers_and_says_why_it_disagrees(world):
    sent(world)
    agreement = Agreement.objects.get()
    for name in ("editor", "other_editor", "authority", "clerk"):
        with pytest.raises(Refused):
            agreeing.answer(world.people[name], agreement, Opinion.AGREE, "")
    with pytest.raises(PlanningRefused):
        agreeing.answer(world.people["co_executor"], agreement, Opinion.DISAGREE, " ")
    assert agreeing.answer(world.people["co_executor"], agreement, Opinion.REMARKS, "Түзету керек").opinion == "remarks"


def test_every_comment_is_answered_before_the_document_is_submitted(world, run_jobs):
    document = discussed(world)
    comment = agreeing.comment(
        document, world.edition, name="Азамат", email="azamat@example.kz", section="vision", text="Мектеп керек"
    )
    with pytest.raises(StepRefused):  # the term runs
        move(world.people["editor"], document, life.SUBMIT)
    over(world)
    with pytest.raises(StepRefused):  # a comment waits
        move(world.people["editor"], document, life.SUBMIT)
    with pytest.raises(PlanningRefused):
        agreeing.answer_comment(world.people["editor"], comment, "rejected", " ")
    agreeing.answer_comment(world.people["editor"], comment, "rejected", "Салынып жатыр")
    run_jobs()
    assert any("Салынып жатыр" in letter.body for letter in mail.outbox if letter.to == ["azamat@example.kz"])
    assert move(world.people["editor"], document, life.SUBMIT).state == "submitted"
    assert Notice.objects.filter(person=world.people["region_authority"], kind="planning.submitted").exists()


def test_abuse_is_hidden_and_needs_no_answer(world):
    document = discussed(world)
    comment = agreeing.comment(document, world.edition, name="x", email="", section="", text="…")
    agreeing.hide_comment(world.people["editor"], comment, True)
    over(world)
    assert move(world.people["editor"], document, life.SUBMIT).state == "submitted"
    assert PublicComment.objects.count() == 1


def test_nobody_comments_on_what_is_not_discussed(world):
    with pytest.raises(PlanningRefused):
        agreeing.comment(world.document, world.edition, name="x", email="", section="", text="Пікір")


def test_a_document_that_breaks_rules_is_not_submitted_and_all_are_named(world):
    world.edition.indicators.update(unit_kk="", source_kk="")
    document = discussed(world)
    over(world)
    with pytest.raises(RulesBroken) as broken:
        move(world.people["editor"], document, life.SUBMIT)
    codes = {finding.code for finding in broken.value.findings}
    assert codes == {"indicator_without_unit", "indicator_without_source"}
    document.refresh_from_db()
    assert document.state == "public_discussion"


def test_a_restricted_document_has_no_public_discussion():
    world = make_plan_world(restricted=True)
    sent(world)
    agreeing.answer(world.people["co_executor"], Agreement.objects.get(), Opinion.AGREE, "")
    with pytest.raises(StepRefused):
        move(world.people["editor"], world.document, life.DISCUSS, given={"until": today()})
    assert move(world.people["editor"], world.document, life.SUBMIT).state == "submitted"


def test_the_authority_returns_with_remarks_and_the_editor_sends_again(world):
    document = discussed(world)
    over(world)
    move(world.people["editor"], document, life.SUBMIT)
    with pytest.raises(StepRefused):
        move(world.people["authority"], document, life.RETURN, given={"text": " "})
    move(world.people["authority"], document, life.RETURN, given={"text": "2-бөлімді толықтыру"})
    document.refresh_from_db()
    assert document.state == "returned" and document.events.first().text == "2-бөлімді толықтыру"
    assert Notice.objects.filter(person=world.people["editor"], kind="planning.returned").exists()
    sent(world)


def test_approval_needs_the_act_and_not_one_of_tomorrow(world):
    document = at(world, DocumentState.SUBMITTED)
    for given in ({}, {**act(), "act_number": ""}, {**act(), "act_date": today() + timedelta(days=1)}):
        with pytest.raises(StepRefused):
            move(world.people["authority"], document, life.APPROVE, given=given)


def test_a_document_is_completed_when_its_last_year_is_over(world):
    document = at(world, DocumentState.IN_FORCE)
    with pytest.raises(StepRefused):
        move(world.people["authority"], document, life.COMPLETE)
    document.year_from, document.year_to = THIS_YEAR - 5, THIS_YEAR - 1
    document.save()
    assert move(world.people["authority"], document, life.COMPLETE).state == "completed"
