"""Who may do what to an evaluation in every state: the evaluator, another evaluator, an expert, a member of its
commission, the evaluated body's editor, another body's editor, a stranger, the public."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from planning_docs.effectiveness.choices import EvaluationState
from planning_docs.effectiveness.models import CommissionMember, Evaluation, Objection
from planning_docs.effectiveness.permissions import visible_to
from rss_portal.access import decide
from tests.effectiveness.world import AKIMAT, DUE, YEAR, make_world
from tests.keeping import kept

pytestmark = pytest.mark.django_db
PEOPLE = ("evaluator", "pm_office", "expert", "member_1", "editor", "other_editor", "stranger", "public")
STATES = ("scheduled", "received", "concluded", "objected", "final")
# One letter a person: Y allowed, - refused; one text a state, in the order of STATES.
TABLE = {
    "see": ("Y-YY----", "Y-YY----", "Y-YYY---", "Y-YYY---", "YYYYYYYY"),
    "inside": ("Y-YY----", "Y-YY----", "Y-YYY---", "Y-YYY---", "Y-YYY---"),
    "receive": ("Y-------", "--------", "--------", "--------", "--------"),
    "evaluate": ("--------", "Y-------", "--------", "--------", "--------"),
    "compute": ("--------", "Y-------", "--------", "Y-------", "--------"),
    "mark": ("--------", "--Y-----", "--------", "--------", "--------"),
    "object": ("--------", "--------", "----Y---", "----Y---", "--------"),
    "appoint": ("--------", "--------", "--------", "Y-------", "--------"),
    "sit": ("--------", "--------", "--------", "---Y----", "--------"),
    "sign_table": ("--------", "--------", "--------", "---Y----", "--------"),
    "see_decisions": ("Y-YY----", "Y-YY----", "Y-YY----", "Y-YY----", "Y-YYY---"),
    "finish": ("--------", "--------", "Y-------", "Y-------", "--------"),
}


def make_scheduled_world():
    found = make_world()
    found.evaluation = Evaluation.objects.create(
        body=found.bodies[AKIMAT], evaluator=found.bodies["MNE"], year=YEAR, edition=found.edition,
        body_kind="local", due_on=DUE,
    )  # fmt: skip
    CommissionMember.objects.create(evaluation=found.evaluation, person=found.people["member_1"], chair=True)
    return found


world = kept(make_scheduled_world)


def person(world, name):
    return AnonymousUser() if name == "public" else world.people[name]


@pytest.mark.parametrize("action", TABLE)
def test_every_action_in_every_state_is_allowed_to_those_of_the_table_only(world, action):
    found = []
    for state in STATES:
        world.evaluation.state = EvaluationState(state)
        answers = [decide(person(world, name), f"effectiveness.{action}", world.evaluation) for name in PEOPLE]
        assert all(answer or str(answer.reason) for answer in answers), "a refusal says why"
        found.append("".join("Y" if answer else "-" for answer in answers))
    assert tuple(found) == TABLE[action]


def test_only_members_of_this_commission_decide_and_only_while_objections_are_considered(world):
    objection = Objection(evaluation=world.evaluation, number=1, made_on=date(2025, 3, 3))
    for state in STATES:
        world.evaluation.state = EvaluationState(state)
        allowed = [
            name for name in (*PEOPLE, "member_2") if decide(person(world, name), "effectiveness.decide", objection)
        ]
        assert allowed == (["member_1"] if state == "objected" else [])


@pytest.mark.parametrize("state", STATES)
def test_lists_show_what_the_rule_of_seeing_allows(world, state):
    Evaluation.objects.update(state=state)
    world.evaluation.state = EvaluationState(state)
    for name in PEOPLE:
        user = person(world, name)
        assert visible_to(user).exists() == bool(decide(user, "effectiveness.see", world.evaluation)), name


@pytest.mark.parametrize("name", PEOPLE)
def test_only_evaluators_plan(world, name):
    allowed = {"evaluator": ["MNE"], "pm_office": ["PMO"]}.get(name, [])
    user = person(world, name)
    assert [code for code in ("MNE", "PMO", "AP") if decide(user, "effectiveness.schedule", code)] == allowed
