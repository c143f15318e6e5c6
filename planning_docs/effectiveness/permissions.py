"""Who evaluates, marks, objects, decides and sees (p.4, p.28-33). Everybody sees final scores."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from planning_docs.effectiveness.choices import EvaluationState
from planning_docs.effectiveness.models import Evaluation, Objection
from planning_docs.permissions import bodies_of
from rss_portal.access import ALLOWED, Decision, refused, rule
from rss_portal.accounts.choices import Role

EVALUATORS_ONLY = _("Only the body that evaluates it may do this.")
EXPERTS_ONLY = _("Only experts of the evaluation give marks.")
BODY_ONLY = _("Only the evaluated body may do this.")
SIGNED = _("The table of disagreements is signed; nothing of it can be changed any more.")
CHAIR_ONLY = _("Only the chair of the special commission signs the table of disagreements (p.34).")
COMMISSION_ONLY = _("Only members of the special commission for this evaluation decide.")
INSIDERS_ONLY = _("How the score came about is seen by those who evaluate and by the evaluated body.")
NOT_FINAL = _("The conclusion is not final yet.")
UNSIGNED = _("The table of disagreements is not signed yet.")
WRONG_STATE = _("The evaluation is at another step; this cannot be done now.")
PUBLIC = (EvaluationState.FINAL, EvaluationState.IN_SUCCESSOR, EvaluationState.NOT_EVALUATED)
SEEN_BY_BODY = (EvaluationState.CONCLUDED, EvaluationState.OBJECTED, *PUBLIC)


def _holds(user: Any, *roles: str) -> bool:
    return bool(getattr(user, "is_authenticated", False)) and user.holds(*roles)


def evaluator_bodies(user: Any) -> set[str]:
    """Codes of the bodies for which USER evaluates others."""
    return bodies_of(user, Role.EVALUATOR)


def is_evaluator(user: Any, evaluation: Evaluation) -> bool:
    return evaluation.evaluator_id in evaluator_bodies(user)


def visible_to(user: Any) -> QuerySet[Evaluation]:
    """The evaluations that USER may see: final ones, and those that they have to do with."""
    shown = Q(state__in=PUBLIC)
    if _holds(user, Role.EXPERT, Role.COMMISSION_MEMBER):
        return Evaluation.objects.all()
    shown |= Q(evaluator__in=evaluator_bodies(user))
    shown |= Q(body__in=bodies_of(user, Role.PLANNING_EDITOR), state__in=SEEN_BY_BODY)
    return Evaluation.objects.filter(shown)


@rule("effectiveness.see")
def may_see(user: Any, evaluation: Evaluation) -> Decision:
    if evaluation.state in PUBLIC or is_evaluator(user, evaluation):
        return ALLOWED
    if _holds(user, Role.EXPERT, Role.COMMISSION_MEMBER):
        return ALLOWED
    own = evaluation.body_id in bodies_of(user, Role.PLANNING_EDITOR)
    return ALLOWED if own and evaluation.state in SEEN_BY_BODY else refused(NOT_FINAL)


@rule("effectiveness.inside")
def may_see_inside(user: Any, evaluation: Evaluation) -> Decision:
    """Inputs, marks, the trace, objections: those who take part, and the evaluated body from the conclusion on."""
    if is_evaluator(user, evaluation) or _holds(user, Role.EXPERT, Role.COMMISSION_MEMBER):
        return ALLOWED
    if evaluation.body_id in bodies_of(user, Role.PLANNING_EDITOR):
        return ALLOWED if evaluation.state in SEEN_BY_BODY else refused(NOT_FINAL)
    return refused(INSIDERS_ONLY)


def _evaluator_in(user: Any, evaluation: Evaluation, *states: str) -> Decision:
    if not is_evaluator(user, evaluation):
        return refused(EVALUATORS_ONLY)
    return ALLOWED if evaluation.state in states else refused(WRONG_STATE)


@rule("effectiveness.schedule")
def may_schedule(user: Any, evaluator: str = "") -> Decision:
    """Plan evaluations and compute a year: of the given evaluator body, or of any."""
    held = evaluator_bodies(user)
    return ALLOWED if (evaluator in held if evaluator else held) else refused(EVALUATORS_ONLY)


@rule("effectiveness.receive")
def may_receive(user: Any, evaluation: Evaluation) -> Decision:
    return _evaluator_in(user, evaluation, EvaluationState.SCHEDULED)


@rule("effectiveness.evaluate")
def may_evaluate(user: Any, evaluation: Evaluation) -> Decision:
    """Enter and change inputs, verify facts, compute, send the conclusion."""
    return _evaluator_in(user, evaluation, EvaluationState.RECEIVED)


@rule("effectiveness.compute")
def may_compute(user: Any, evaluation: Evaluation) -> Decision:
    return _evaluator_in(user, evaluation, EvaluationState.RECEIVED, EvaluationState.OBJECTED)


@rule("effectiveness.mark")
def may_mark(user: Any, evaluation: Evaluation) -> Decision:
    if not _holds(user, Role.EXPERT):
        return refused(EXPERTS_ONLY)
    return ALLOWED if evaluation.state == EvaluationState.RECEIVED else refused(WRONG_STATE)


@rule("effectiveness.object")
def may_object(user: Any, evaluation: Evaluation) -> Decision:
    if evaluation.body_id not in bodies_of(user, Role.PLANNING_EDITOR):
        return refused(BODY_ONLY)
    open_states = (EvaluationState.CONCLUDED, EvaluationState.OBJECTED)
    return ALLOWED if evaluation.state in open_states else refused(WRONG_STATE)


@rule("effectiveness.appoint")
def may_appoint(user: Any, evaluation: Evaluation) -> Decision:
    answer = _evaluator_in(user, evaluation, EvaluationState.OBJECTED)
    return refused(SIGNED) if answer and evaluation.table_signed_on else answer


@rule("effectiveness.sit")
def may_sit(user: Any, evaluation: Evaluation) -> Decision:
    """Record a sitting of the special commission: its members, until its chair signs the table."""
    return _member_in_appeal(user, evaluation)


@rule("effectiveness.sign_table")
def may_sign_table(user: Any, evaluation: Evaluation) -> Decision:
    answer = _member_in_appeal(user, evaluation)
    if not answer:
        return answer
    chairs = evaluation.commission.filter(person_id=user.pk, chair=True).exists()
    return ALLOWED if chairs else refused(CHAIR_ONLY)


def _member_in_appeal(user: Any, evaluation: Evaluation) -> Decision:
    if evaluation.state != EvaluationState.OBJECTED:
        return refused(WRONG_STATE)
    if not evaluation.commission.filter(person_id=getattr(user, "pk", None)).exists():
        return refused(COMMISSION_ONLY)
    return refused(SIGNED) if evaluation.table_signed_on else ALLOWED


@rule("effectiveness.decide")
def may_decide(user: Any, objection: Objection) -> Decision:
    return _member_in_appeal(user, objection.evaluation)


@rule("effectiveness.see_decisions")
def may_see_decisions(user: Any, evaluation: Evaluation) -> Decision:
    """Decisions that are still being worked out: the evaluator and those of the commission; the body sees them
    signed (p.34)."""
    if evaluation.table_signed_on or evaluation.state in PUBLIC:
        return may_see_inside(user, evaluation)
    if is_evaluator(user, evaluation) or _holds(user, Role.EXPERT, Role.COMMISSION_MEMBER):
        return ALLOWED
    return refused(UNSIGNED)


@rule("effectiveness.finish")
def may_finish(user: Any, evaluation: Evaluation) -> Decision:
    return _evaluator_in(user, evaluation, EvaluationState.CONCLUDED, EvaluationState.OBJECTED)
