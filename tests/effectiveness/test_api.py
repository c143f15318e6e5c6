"""Scores and their explanation in the API."""

import pytest

from planning_docs.effectiveness.models import Evaluation
from planning_docs.effectiveness.queries import for_computing
from planning_docs.effectiveness.services import computing
from tests.effectiveness.world import AKIMAT, YEAR, make_evaluation, make_world, record_false_facts

pytestmark = pytest.mark.django_db
ASKED = {"body": AKIMAT, "year": YEAR}


@pytest.fixture
def world():
    found = make_world()
    evaluation = make_evaluation(found)
    record_false_facts(found.people["evaluator"], evaluation, 4)
    computing.compute(for_computing([evaluation.pk]).get())
    return found


def test_the_public_gets_final_scores_only(world, client):
    assert client.get("/api/v1/effectiveness/", ASKED).json()["results"] == []
    Evaluation.objects.update(state="final")
    (row,) = client.get("/api/v1/effectiveness/", ASKED).json()["results"]
    assert (row["body"], row["points"]) == (AKIMAT, "70.941011")


def test_the_explanation_goes_down_to_the_inputs_for_those_who_take_part(world, client, signed_in):
    assert client.get("/api/v1/effectiveness/explain/", ASKED).status_code == 403
    found = signed_in(world.people["evaluator"]).get("/api/v1/effectiveness/explain/", ASKED).json()
    steps = {step["path"]: step for step in found["steps"]}
    assert steps["D.1.K.1"]["inputs"]["plan"] == "60" and steps["D.1.K.1"]["exact"] == "4/5"
    assert steps["E.2"]["numbers"] == "30 / 33" and steps["W.3"]["value"] == "0.8"


def test_an_unknown_evaluation_is_not_found(world, signed_in):
    client = signed_in(world.people["evaluator"])
    assert client.get("/api/v1/effectiveness/explain/", {**ASKED, "year": 1999}).status_code == 404
