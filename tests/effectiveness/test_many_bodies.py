"""Forty bodies with three thousand indicators: computed by one job, twice with the same bytes."""

from datetime import date

import pytest
from django.db import transaction

from planning_docs.effectiveness.models import EvaluatedGoal, EvaluatedIndicator, EvaluatedTask, Evaluation, Score
from planning_docs.effectiveness.queries import case_of, for_computing
from planning_docs.effectiveness.services import computing
from tests.effectiveness.world import DUE, YEAR, make_body, make_world

pytestmark = pytest.mark.django_db
BODIES, GOALS, TARGETS, RESULTS = 40, 5, 5, 10


@pytest.fixture
def world():
    found = make_world()
    for number in range(BODIES):
        body = make_body(f"B{number}", "central", found.country["country"])
        evaluation = Evaluation.objects.create(
            body=body, evaluator=found.bodies["MNE"], year=YEAR, edition=found.edition, body_kind="central",
            state="received", due_on=DUE, received_on=date(2025, 2, 10),
        )  # fmt: skip
        EvaluatedIndicator.objects.bulk_create(indicators(evaluation, number))
    return found


def indicators(evaluation, number):
    for place in range(GOALS):
        names = {"position": place, "name_kk": f"{place}", "name_ru": f"{place}"}
        goal = EvaluatedGoal.objects.create(evaluation=evaluation, **names)
        task = EvaluatedTask.objects.create(goal=goal, **names)
        for at in range(TARGETS + RESULTS):
            yield EvaluatedIndicator(
                goal=goal, task=task if at >= TARGETS else None, position=at, name_kk=f"{at}", name_ru=f"{at}",
                better="up", previous=10, plan=20 + at, fact=12 + (number + at) % 9,
            )  # fmt: skip


def test_all_bodies_of_a_year_are_computed_and_the_second_time_gives_the_same_bytes(world, run_jobs):
    assert EvaluatedIndicator.objects.count() == BODIES * GOALS * (TARGETS + RESULTS) == 3000
    results = []
    for _ in range(2):
        job = computing.request_year(world.people["evaluator"], YEAR)
        run_jobs()
        job.refresh_from_db()
        results.append(job.result)
        if not results[1:]:
            first = dict(Score.objects.values_list("evaluation", "case"))
    assert [one["new"] for one in results] == [BODIES, 0]
    assert dict(Score.objects.values_list("evaluation", "case")) == first
    again = {one.pk: computing.canonical(case_of(one)) for one in for_computing(first)}
    assert again == first


def test_a_year_whose_worker_died_in_the_middle_is_finished_by_the_next(world, monkeypatch):
    """What was computed stays, nothing is computed twice, and the scores are those of an undisturbed run."""

    class Died(Exception):
        pass

    done = []

    def compute(evaluation, actor):
        if len(done) == BODIES // 2:
            raise Died
        done.append(evaluation.pk)
        return original(evaluation, actor)

    original = computing.compute
    world_job = Interrupted(world.people["evaluator"])
    monkeypatch.setattr(computing, "compute", compute)
    with pytest.raises(Died):
        computing.run_year(world_job, YEAR)
    kept = Score.objects.count()
    assert 0 < kept <= BODIES // 2 and kept % computing.PORTION == 0, "whole portions or nothing"
    monkeypatch.setattr(computing, "compute", original)
    assert computing.run_year(world_job, YEAR)["new"] == BODIES - kept
    assert Score.objects.count() == BODIES


class Interrupted:
    """What a job gives to its work, without a worker around it."""

    def __init__(self, owner):
        self.job = self
        self.owner = owner

    def check_cancelled(self):
        pass

    def advance(self, *_done):
        pass

    def fenced(self):
        return transaction.atomic()


def test_reading_the_inputs_of_many_bodies_takes_as_many_queries_as_of_one(world, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        for one in for_computing(Evaluation.objects.values_list("pk", flat=True)):
            case_of(one)
