"""The demonstration has evaluations in every state, is made once, and every final one has a score."""

import pytest
from django.core.management import call_command

from planning_docs.effectiveness.models import Evaluation, Score
from planning_docs.effectiveness.services.demonstration import build
from rss_portal.accounts.demonstration import make_demo_users
from tests.factories import make_country

pytestmark = pytest.mark.django_db


def test_evaluations_stand_in_every_state_and_are_made_once(settings):
    settings.DEMONSTRATION = True
    make_country()
    make_demo_users("116000000", "113200000", "110000000")
    for command in ("load_methods", "load_calendar", "load_bodies"):
        call_command(command, verbosity=0)
    assert build() > 20
    states = set(Evaluation.objects.values_list("state", flat=True))
    assert {"scheduled", "received", "concluded", "objected", "final", "not_evaluated"} <= states
    final = Evaluation.objects.filter(state="final")
    assert final and all(Score.objects.filter(evaluation=one, lacking=[]).exists() for one in final)
    assert build() == 0
