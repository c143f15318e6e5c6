"""Two coordinators act on one application in the same moment: one succeeds, the other is told."""

import threading
from typing import Any

import pytest
from django.db import OperationalError, close_old_connections, connection

from infra_support.choices import ApplicationState
from infra_support.models import Application, ApplicationEvent
from infra_support.rules.workflow import Action
from infra_support.services.exceptions import StepRefused
from infra_support.services.workflow import Given, move
from rss_portal.access import Refused
from rss_portal.accounts.choices import Role
from tests.factories import make_user
from tests.infra_support.council_world import REGION, make_world

REFUSAL = Given("Құжаттар толық емес", ("not_conforming",))


def race(application: Application, actors: list[tuple[Any, Action, Given]]) -> list[str]:
    """Outcomes of ACTORS who start together: "done", "refused" or "locked"."""
    start = threading.Barrier(len(actors))
    outcomes: list[str] = []

    def act(user: Any, action: Action, given: Given) -> None:
        try:
            start.wait()
            move(user, application, action, given, seen_version=1)
            outcomes.append("done")
        except (Refused, StepRefused):
            outcomes.append("refused")
        except OperationalError:  # the in-memory SQLite of tests does not wait for a lock; a person tries again
            outcomes.append("locked")
        finally:
            close_old_connections()
            connection.close()

    threads = [threading.Thread(target=act, args=one) for one in actors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sorted(outcomes)


@pytest.mark.django_db(transaction=True)
def test_two_coordinators_never_both_succeed() -> None:
    world = make_world()
    application = world.application(ApplicationState.UNDER_REVIEW)
    second = make_user("second", Role.COORDINATOR, REGION)
    first = world.people["coordinator"]
    outcomes = race(application, [(first, Action.RECOMMEND, Given()), (second, Action.REFUSE, REFUSAL)])
    assert outcomes.count("done") == 1, outcomes
    if connection.vendor == "postgresql":
        assert outcomes == ["done", "refused"]
    application.refresh_from_db()
    assert application.state in ("on_agenda", "refused")
    assert (application.version, ApplicationEvent.objects.count()) == (2, 1)
