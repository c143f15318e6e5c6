"""The one door through which an application moves from state to state.

`move` locks the row, asks the rules of access (which ask the table of steps) and the conditions of the step,
changes the state, stops and starts clocks, logs, and tells those concerned, in one transaction. Two people who
act at once are served one after the other: the second finds a state from which the step does not lead on.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from infra_support.choices import RefusalReason
from infra_support.models import Application, ApplicationEvent
from infra_support.phrases import CHANGED_MEANWHILE
from infra_support.rules.workflow import Step, find_step
from infra_support.services.clocks import start_clock, stop_clocks
from infra_support.services.conditions import unmet
from infra_support.services.exceptions import StepRefused
from infra_support.services.telling import tell_of_step
from rss_portal.access import require
from rss_portal.changelog.services import log_change, open_change_set

OBJECT = "infra_support.application"


@dataclass(frozen=True)
class Given:
    """What a person gives with a step: reason codes and words of a refusal or return, the day of the event."""

    reason: str = ""
    reason_codes: tuple[str, ...] = ()
    on: date | None = None


@transaction.atomic
def move(
    user: Any, application: Application, action: str, given: Given | None = None, *, seen_version: int | None = None
) -> Application:
    """Take the step ACTION and return the application in its new state. Raises `Refused` when the person may not
    or the table has no such step, `StepRefused` when a condition is not met or another was quicker."""
    given = given or Given()
    held = locked(application.pk)
    require(user, f"support.{action}", held)
    if seen_version is not None and seen_version != held.version:
        raise StepRefused(CHANGED_MEANWHILE)
    step = find_step(action, held.state)
    if step is None:  # the rule of access answers from the same table, so this is a fault of the tables
        raise LookupError(f"no step {action} from {held.state}")
    for condition in step.conditions:
        reason = unmet(condition, held, step, given)
        if reason:
            raise StepRefused(reason)
    return _moved(user, held, step, given)


def locked(pk: Any) -> Application:
    """The application as it is now, locked until the end of the transaction."""
    return Application.objects.select_for_update(of=("self",)).select_related("region").get(pk=pk)


def _moved(user: Any, held: Application, step: Step, given: Given) -> Application:
    old, since = held.state, held.state_since
    held.state, held.state_since, held.version = step.to_state, timezone.now(), held.version + 1
    held.save(update_fields=["state", "state_since", "version"])
    event = ApplicationEvent.objects.create(
        application=held,
        actor=user,
        action=step.action,
        from_state=old,
        to_state=step.to_state,
        since=since,
        reason=given.reason.strip(),
        reason_codes=[code for code in RefusalReason.values if code in given.reason_codes],
    )
    change_set = open_change_set(
        f"support.{step.action}", actor=user, territory_code=held.region_id, reason=given.reason.strip()
    )
    log_change(change_set, OBJECT, held.pk, {"state": old}, {"state": str(step.to_state)})
    _turn_clocks(held, step, given.on or timezone.localdate())
    tell_of_step(held, step, event)
    return held


def _turn_clocks(held: Application, step: Step, on: date) -> None:
    stop_clocks(held, step.stops)
    for kind in step.starts:
        start_clock(held, kind, on)
