"""Planning an evaluation, and the receipt of the report."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from planning_docs.choices import BodyKind as RegisterKind
from planning_docs.effectiveness.choices import Action, BodyKind, EIndicator, EvaluationState
from planning_docs.effectiveness.models import (
    CompletenessLine,
    Evaluation,
    EValue,
    MarkedSector,
    MethodEdition,
    Sector,
)
from planning_docs.effectiveness.rules import process
from planning_docs.models import Body
from rss_portal.access import require

from .common import StepRefused, locked, note
from .editions import completeness_of

STATES = {
    process.OWN: EvaluationState.SCHEDULED,
    process.SUCCESSOR: EvaluationState.IN_SUCCESSOR,
    process.NOT_EVALUATED: EvaluationState.NOT_EVALUATED,
}
NOT_A_STATE_BODY = _("Only central state bodies and local executive bodies are evaluated.")
ONCE = _("This body has an evaluation for this year already.")
NO_EVALUATOR = _("The register of bodies lacks the body that evaluates this one.")
FUTURE = _("The day of receipt lies in the future.")


@transaction.atomic
def schedule(user: Any, body: Body, year: int, edition: MethodEdition, due_on: date) -> Evaluation:
    """An evaluation of BODY for YEAR whose report is due on DUE_ON. A body that was reorganised or abolished
    is evaluated inside its successor or not at all (p.36-37). `Refused`, `StepRefused`."""
    if body.kind not in (RegisterKind.CENTRAL, RegisterKind.LOCAL):
        raise StepRefused(NOT_A_STATE_BODY)
    evaluator = process.evaluator_of(body.pk, reports_to_president=body.reports_to_president)
    require(user, "effectiveness.schedule", evaluator)
    if not Body.objects.filter(pk=evaluator).exists():
        raise StepRefused(NO_EVALUATOR)
    if Evaluation.objects.filter(body=body, year=year, edition=edition).exists():
        raise StepRefused(ONCE)
    evaluation = Evaluation.objects.create(
        body=body,
        year=year,
        edition=edition,
        evaluator_id=evaluator,
        body_kind=BodyKind.CENTRAL if body.kind == RegisterKind.CENTRAL else BodyKind.LOCAL,
        state=STATES[process.evaluated_as(year, body.valid_to)],
        due_on=due_on,
        successor=_successor(body, year, edition),
    )
    if evaluation.state == EvaluationState.SCHEDULED:
        _lay_out(evaluation)
    note(user, evaluation, Action.SCHEDULE, {}, {"due_on": due_on, "state": evaluation.state})
    return evaluation


def _successor(body: Body, year: int, edition: MethodEdition) -> Evaluation | None:
    if process.evaluated_as(year, body.valid_to) != process.SUCCESSOR:
        return None
    return Evaluation.objects.filter(body=body.successor_id, year=year, edition=edition).first()


def _lay_out(evaluation: Evaluation) -> None:
    """The check list, the fields of activity and the six indicators of E, all still empty."""
    CompletenessLine.objects.bulk_create(
        CompletenessLine(evaluation=evaluation, position=place, name_kk=line["kk"], name_ru=line["ru"])
        for place, line in enumerate(completeness_of(evaluation.edition))
    )
    listed = Sector.objects.filter(edition=evaluation.edition, body_kind=evaluation.body_kind)
    if evaluation.body_kind == BodyKind.CENTRAL:
        listed = listed.filter(body_code=evaluation.body_id)
    MarkedSector.objects.bulk_create(
        MarkedSector(evaluation=evaluation, number=one.number, position=place, name_kk=one.name_kk, name_ru=one.name_ru)
        for place, one in enumerate(listed.order_by("position"))
    )
    if evaluation.body_kind == BodyKind.LOCAL:
        EValue.objects.bulk_create(EValue(evaluation=evaluation, code=code) for code in EIndicator.values)


@transaction.atomic
def receive(user: Any, pk: int, received_on: date, today: date) -> Evaluation:
    """The report came on RECEIVED_ON: the evaluation begins. A day after the schedule costs points (p.40)."""
    evaluation = locked(user, "effectiveness.receive", pk)
    if received_on > today:
        raise StepRefused(FUTURE)
    evaluation.received_on, evaluation.state = received_on, EvaluationState.RECEIVED
    evaluation.save(update_fields=["received_on", "state"])
    note(user, evaluation, Action.RECEIVE, {}, {"received_on": received_on})
    return evaluation
