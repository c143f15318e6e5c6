"""The conclusion goes to the body, comes back with or without objections, and becomes final (p.27-35)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from planning_docs.effectiveness.choices import Action, Decision, EvaluationState
from planning_docs.effectiveness.models import Evaluation
from planning_docs.effectiveness.queries import for_computing, method_of
from planning_docs.effectiveness.rules import process
from rss_portal.calendar.services import MissingYear, working_calendar

from . import telling
from .common import StepRefused, locked, note
from .computing import compute

TEXTS = ("analysis_kk", "analysis_ru", "advice_kk", "advice_ru")
INCOMPLETE = _("The score is incomplete: fill in what is missing before the conclusion is sent.")
NO_TEXT = _("Write the analytic report and the recommendations in Kazakh and Russian.")
NO_CALENDAR = _("The working calendar of the term is not confirmed; the term cannot be counted.")
TERM_RUNS = _("The body may still object; the final conclusion waits for the end of the term or for its notice.")
UNDECIDED = _("The special commission has not decided on every objection yet.")
UNSIGNED = _("The chair of the special commission has not signed the table of disagreements yet (p.34).")
TOO_LATE = _("The term for objections has ended; nothing is accepted after it (p.30).")
HAS_OBJECTIONS = _("The body has objected already.")


def require_term(evaluation: Evaluation, today: date) -> None:
    """Return while objections are accepted, else `StepRefused`."""
    if not process.in_term(evaluation.objections_until, today):
        raise StepRefused(TOO_LATE)


@transaction.atomic
def save_texts(user: Any, pk: int, version: int, texts: Mapping[str, str]) -> None:
    """The analytic report and the recommendations, as they are being written."""
    evaluation = locked(user, "effectiveness.evaluate", pk, version)
    old = {name: getattr(evaluation, name) for name in TEXTS}
    for name in TEXTS:
        setattr(evaluation, name, texts.get(name, "").strip())
    evaluation.save(update_fields=TEXTS)
    note(user, evaluation, Action.CHANGE_INPUT, old, {name: getattr(evaluation, name) for name in TEXTS})


@transaction.atomic
def conclude(user: Any, pk: int, today: date, version: int | None = None) -> Evaluation:
    """Send the conclusion to the body: the score is computed by the inputs as they stand, which are frozen then;
    the body may object for 5 working days (p.28). `Refused`, `StepRefused`."""
    evaluation = locked(user, "effectiveness.evaluate", pk, version)
    if not all(getattr(evaluation, name) for name in TEXTS):
        raise StepRefused(NO_TEXT)
    score, _new = compute(for_computing([pk]).get(), user)
    if score.lacking:
        raise StepRefused(INCOMPLETE)
    try:
        until = process.objections_until(today, working_calendar(), method_of(evaluation).terms)
    except MissingYear as error:
        raise StepRefused(NO_CALENDAR) from error
    evaluation.state, evaluation.concluded_on, evaluation.objections_until = EvaluationState.CONCLUDED, today, until
    evaluation.save(update_fields=["state", "concluded_on", "objections_until"])
    note(user, evaluation, Action.CONCLUDE, {}, {"concluded_on": today, "objections_until": until})
    telling.tell_body(evaluation, telling.CONCLUDED, until_on=until.isoformat())
    return evaluation


@transaction.atomic
def agree(user: Any, pk: int, today: date) -> Evaluation:
    """The body's notice that it has no objections (p.30). `Refused`, `StepRefused`."""
    evaluation = locked(user, "effectiveness.object", pk)
    require_term(evaluation, today)
    if evaluation.state != EvaluationState.CONCLUDED:
        raise StepRefused(HAS_OBJECTIONS)
    evaluation.no_objections_on = today
    evaluation.save(update_fields=["no_objections_on"])
    note(user, evaluation, Action.AGREE, {}, {"no_objections_on": today})
    telling.tell_evaluator(evaluation, telling.AGREED)
    return evaluation


def refusal_of_finish(evaluation: Evaluation, today: date) -> Any:
    """Why the final conclusion has to wait; empty when it can be sent."""
    if evaluation.state == EvaluationState.CONCLUDED:
        running = process.in_term(evaluation.objections_until, today) and evaluation.no_objections_on is None
        return TERM_RUNS if running else ""
    waiting = evaluation.objections.filter(decision=Decision.WAITING).exists()
    if waiting:
        return UNDECIDED
    return "" if evaluation.table_signed_on else UNSIGNED


@transaction.atomic
def finish(user: Any, pk: int, today: date) -> Evaluation:
    """Send the final conclusion: the score becomes public (p.35). `Refused`, `StepRefused`."""
    evaluation = locked(user, "effectiveness.finish", pk)
    refusal = refusal_of_finish(evaluation, today)
    if refusal:
        raise StepRefused(refusal)
    compute(for_computing([pk]).get(), user)
    evaluation.state, evaluation.final_on = EvaluationState.FINAL, today
    evaluation.save(update_fields=["state", "final_on"])
    note(user, evaluation, Action.FINISH, {}, {"final_on": today})
    telling.tell_body(evaluation, telling.FINISHED)
    return evaluation
