"""A background calculation while somebody signs the conclusion: the last score is of the inputs that were sent."""

import threading
from datetime import date

import pytest
from django.db import close_old_connections, connection, transaction

from planning_docs.effectiveness.models import EvaluatedIndicator, Evaluation
from planning_docs.effectiveness.queries import case_of, for_computing
from planning_docs.effectiveness.services import computing, concluding, inputs
from tests.effectiveness.test_many_bodies import Interrupted
from tests.effectiveness.world import TEXTS, YEAR, make_evaluation, make_world

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def test_a_calculation_that_waits_for_a_signature_reads_the_inputs_after_it():
    world = make_world()
    evaluation = make_evaluation(world)
    user = world.people["evaluator"]
    concluding.save_texts(user, evaluation.pk, evaluation.version, TEXTS)
    holding, computing_began = threading.Event(), threading.Event()

    def sign():
        with transaction.atomic():
            row = EvaluatedIndicator.objects.get(name_kk="h1.1")
            inputs.change_indicator(user, row, {"fact": 60})
            holding.set()
            computing_began.wait(10)
            concluding.conclude(user, evaluation.pk, date(2025, 3, 3))
        close_old_connections()
        connection.close()

    signing = threading.Thread(target=sign)
    signing.start()
    assert holding.wait(30)
    threading.Timer(0.5, computing_began.set).start()  # the calculation stands before the lock by then
    computing.run_year(Interrupted(user), YEAR)
    signing.join(30)
    found = Evaluation.objects.get(pk=evaluation.pk)
    assert found.state == "concluded"
    newest = found.scores.order_by("-number").first()
    assert newest.case == computing.canonical(case_of(for_computing([found.pk]).get()))
