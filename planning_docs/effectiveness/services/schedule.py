"""Planning an evaluation, and the receipt of the report."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from planning_docs.choices import BodyKind as RegisterKind
from planning_docs.effectiveness.choices import Action, BodyKind, EvaluationState
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
from .editions import completeness_of, method_of

STATES = {
    process.EVALUATED: EvaluationState.SCHEDULED,
    process.IN_SUCCESSOR: EvaluationState.IN_SUCCESSOR,
    process.NOT_EVALUATED: EvaluationState.NOT_EVALUATED,
}
NOT_A_STATE_BODY = _("Only central state bodies and local executive bodies are evaluated.")
ONCE = _("This body has an evaluation for this year already.")
WAS_GONE = _("This body did not exist in that year.")
NO_EVALUATOR = _("The register of bodies lacks the body that evaluates this one.")
FUTURE = _("The day of receipt lies in the future.")


@transaction.atomic
def schedule(user: Any, body: Body, year: int, edition: MethodEdition, due_on: date) -> Evaluation:
    """An evaluation of BODY for YEAR whose report is due on DUE_ON. A body that was reorganised or abolished
    is evaluated inside its successor or not at all (p.36-37). `Refused`, `StepRefused`."""
    if body.kind not in (RegisterKind.CENTRAL, RegisterKind.LOCAL):
        raise StepRefused(NOT_A_STATE_BODY)
    evaluator = process.evaluator_of(body.pk, body.reports_to_president, edition.parameters["evaluators"])
    require(user, "effectiveness.schedule", evaluator)
    if not Body.objects.filter(pk=evaluator).exists():
        raise StepRefused(NO_EVALUATOR)
    if Evaluation.objects.filter(body=body, year=year, edition=edition).exists():
        raise StepRefused(ONCE)
    treatment = process.treatment(body.valid_to, year)
    if treatment == process.GONE or body.valid_from.year > year:
        raise StepRefused(WAS_GONE)
    evaluation = _new(body, year, edition, evaluator, treatment, due_on)
    note(user, evaluation, Action.SCHEDULE, {}, {"due_on": due_on, "state": evaluation.state})
    return evaluation


def _new(body: Body, year: int, edition: MethodEdition, evaluator: str, treatment: str, due_on: date) -> Evaluation:
    evaluation = Evaluation.objects.create(
        body=body,
        year=year,
        edition=edition,
        evaluator_id=evaluator,
        body_kind=BodyKind.CENTRAL if body.kind == RegisterKind.CENTRAL else BodyKind.LOCAL,
        state=STATES[treatment],
        due_on=due_on,
        successor=_successor(body, year, edition),
    )
    if evaluation.state == EvaluationState.SCHEDULED:
        _lay_out(evaluation)
    earlier = Evaluation.objects.filter(body__successor=body, year=year, edition=edition)
    earlier.filter(state__in=(EvaluationState.IN_SUCCESSOR, EvaluationState.NOT_EVALUATED)).update(successor=evaluation)
    return evaluation


def _successor(body: Body, year: int, edition: MethodEdition) -> Evaluation | None:
    if process.treatment(body.valid_to, year) == process.EVALUATED:
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
        lists = evaluation.edition.parameters.get("sector_lists", {})
        listed = listed.filter(body_code=lists.get(evaluation.body_id, evaluation.body_id))
    MarkedSector.objects.bulk_create(
        MarkedSector(evaluation=evaluation, number=one.number, position=place, name_kk=one.name_kk, name_ru=one.name_ru)
        for place, one in enumerate(listed.order_by("position"))
    )
    method = method_of(evaluation.edition)
    if method.scores[evaluation.body_kind].influenced:
        EValue.objects.bulk_create(EValue(evaluation=evaluation, code=one.code) for one in method.influence)


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
