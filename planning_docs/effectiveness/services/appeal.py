"""The special commission: who sits on it, its sittings, its decisions, the signature of its chair (p.31-34).

The methodology names neither a quorum nor a way of voting: the commission considers the objections at sittings
(p.33), the table of disagreements is worked out by what they gave, and its chair signs it (p.34). So a decision is
noted down by a member who was present, may be changed until then, and changes inputs only with the signature.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from planning_docs.effectiveness.choices import Action, Decision, Origin, Subject
from planning_docs.effectiveness.models import CommissionMember, CommissionSitting, Evaluation, Objection
from planning_docs.effectiveness.queries import for_computing, method_of
from planning_docs.effectiveness.rules import process
from rss_portal.access import require
from rss_portal.accounts.choices import Role
from rss_portal.accounts.models import RoleGrant, User

from . import telling
from .common import StepRefused, locked, note, participants
from .computing import compute
from .concluding import UNDECIDED
from .objecting import ROWS, row_of

NOT_A_MEMBER = _("%(name)s is not a member of special commissions of the portal.")
TOOK_PART = _("%(name)s took part in evaluating this body and may not sit in its special commission (p.31).")
FROM_THE_BODY = _("%(name)s works for the evaluated body.")
TOO_FEW = _("The special commission has at least %(least)s members (p.31).")
NO_CHAIR = _("Name the chair of the special commission.")
NO_GROUND = _("Give the ground of the decision.")
WRONG_DAY = _("A sitting is held on a day between the first objection and today.")
NOBODY = _("Mark the members who were present.")
NOT_OF_COMMISSION = _("Only members of this commission can be present as members.")
NOBODY_INVITED = _("Write who was invited: representatives of the body and of the central bodies concerned (p.33).")
NO_SITTING = _("Record the sitting first: the commission considers objections at sittings (p.33).")
NOT_PRESENT = _("A decision is recorded by a member who was present at the sitting.")
TERM_RUNS = _("The body may still object until the term ends; the table is signed after that.")


@transaction.atomic
def appoint(user: Any, pk: int, members: Sequence[int], chair: int | None) -> None:
    """The special commission of the evaluation. Who took part in evaluating the body is refused by name (p.31).
    `Refused`, `StepRefused`."""
    evaluation = locked(user, "effectiveness.appoint", pk)
    people = {one.pk: one for one in User.objects.filter(pk__in=members, is_active=True)}
    _refuse_members(evaluation, people)
    terms = method_of(evaluation).terms
    if process.refusal_of_commission(people, terms):
        raise StepRefused(TOO_FEW % {"least": terms.commission_least})
    if chair not in people:
        raise StepRefused(NO_CHAIR)
    old = sorted(evaluation.commission.values_list("person__username", flat=True))
    evaluation.commission.all().delete()
    CommissionMember.objects.bulk_create(
        CommissionMember(evaluation=evaluation, person=one, chair=one.pk == chair) for one in people.values()
    )
    names = sorted(one.username for one in people.values())
    note(user, evaluation, Action.APPOINT, {"members": ", ".join(old)}, {"members": ", ".join(names)})
    telling.tell_commission(evaluation, telling.APPOINTED)


def _refuse_members(evaluation: Evaluation, people: Mapping[int, User]) -> None:
    in_force = RoleGrant.objects.in_force().filter(user__in=people)
    may = set(in_force.filter(role=Role.COMMISSION_MEMBER).values_list("user_id", flat=True))
    own = set(in_force.filter(body_code=evaluation.body_id).values_list("user_id", flat=True))
    took_part = participants(evaluation)
    reasons = {process.TOOK_PART: TOOK_PART, process.FROM_THE_BODY: FROM_THE_BODY}
    for pk, person in people.items():
        name = {"name": person.get_full_name() or person.username}
        refusal = process.refusal_of_member(pk, took_part, own)
        if refusal:
            raise StepRefused(reasons[refusal] % name)
        if pk not in may:
            raise StepRefused(NOT_A_MEMBER % name)


@transaction.atomic
def record_sitting(
    user: Any, pk: int, held_on: date, present: Sequence[int], invited: str, today: date
) -> CommissionSitting:
    """A sitting of the commission: its day, the members present, who was invited (p.33). `Refused`, `StepRefused`."""
    evaluation = locked(user, "effectiveness.sit", pk)
    first = evaluation.objections.earliest("made_on").made_on
    if not first <= held_on <= today:
        raise StepRefused(WRONG_DAY)
    members = set(evaluation.commission.values_list("person_id", flat=True))
    if not present:
        raise StepRefused(NOBODY)
    if not set(present) <= members:
        raise StepRefused(NOT_OF_COMMISSION)
    if not invited.strip():
        raise StepRefused(NOBODY_INVITED)
    sitting = CommissionSitting.objects.create(
        evaluation=evaluation, held_on=held_on, invited=invited.strip(), recorded_by=user
    )
    sitting.present.set(present)
    note(user, evaluation, Action.SIT, {}, {"held_on": held_on, "present": len(set(present)), "of": len(members)})
    return sitting


@transaction.atomic
def decide(user: Any, objection_pk: int, accepted: bool, reason: str, version: int | None = None) -> Objection:
    """Note down what the commission decided on an objection at its last sitting, with the ground; until the table is
    signed it may be changed. `Refused`, `StepRefused`, `ChangedMeanwhile`."""
    objection = Objection.objects.select_for_update(of=("self",)).select_related("evaluation").get(pk=objection_pk)
    require(user, "effectiveness.decide", objection)
    evaluation = locked(user, "effectiveness.sit", objection.evaluation_id, version)
    sitting = evaluation.sittings.last()
    if sitting is None:
        raise StepRefused(NO_SITTING)
    if not sitting.present.filter(pk=user.pk).exists():
        raise StepRefused(NOT_PRESENT)
    if not reason.strip():
        raise StepRefused(NO_GROUND)
    old = {"number": objection.number, "decision": objection.decision, "ground": objection.decision_reason}
    objection.decision = Decision.ACCEPTED if accepted else Decision.REJECTED
    objection.decision_reason, objection.decided_by, objection.decided_at = reason.strip(), user, timezone.now()
    objection.sitting = sitting
    objection.save()
    change = {"number": objection.number, "decision": objection.decision, "ground": objection.decision_reason}
    note(user, evaluation, Action.DECIDE, old, change, text=objection.decision_reason)
    return objection


def refusal_of_signing(evaluation: Evaluation, today: date) -> Any:
    """Why the table of disagreements cannot be signed yet; empty when it can."""
    if process.in_term(evaluation.objections_until, today):
        return TERM_RUNS
    return UNDECIDED if evaluation.objections.filter(decision=Decision.WAITING).exists() else ""


@transaction.atomic
def sign_table(user: Any, pk: int, version: int, today: date) -> Evaluation:
    """The chair signs the table of disagreements (p.34): accepted objections change what they are about, and the
    score is computed again; the earlier one is kept. `Refused`, `StepRefused`, `ChangedMeanwhile`."""
    evaluation = locked(user, "effectiveness.sign_table", pk, version)
    if refusal := refusal_of_signing(evaluation, today):
        raise StepRefused(refusal)
    accepted = list(evaluation.objections.filter(decision=Decision.ACCEPTED).order_by("number"))
    for objection in accepted:
        _apply(evaluation, objection)
    evaluation.table_signed_on, evaluation.table_signed_by = today, user
    evaluation.save(update_fields=["table_signed_on", "table_signed_by"])
    counts = {"accepted": len(accepted), "all": evaluation.objections.count()}
    note(user, evaluation, Action.SIGN_TABLE, {}, {"table_signed_on": today, **counts})
    compute(for_computing([evaluation.pk]).get(), user)
    telling.tell_body(evaluation, telling.TABLE_SIGNED, **counts)
    telling.tell_evaluator(evaluation, telling.TABLE_SIGNED, **counts)
    return evaluation


def _apply(evaluation: Evaluation, objection: Objection) -> None:
    """Change what OBJECTION is about, and nothing else."""
    if objection.subject == Subject.LATE:
        evaluation.late_waived = True
        evaluation.save(update_fields=["late_waived"])
    elif objection.subject == Subject.INCOMPLETE:
        evaluation.completeness.filter(present=False).update(present=True)
    elif objection.subject in ROWS:
        row = row_of(evaluation, objection.subject, objection.subject_key)
        changed = _changes(objection)
        for name, value in changed.items():
            setattr(row, name, value)
        row.save(update_fields=list(changed))


def _changes(objection: Objection) -> Any:
    """Fields of the row with the values that an accepted objection gives them."""
    given = objection.proposed
    return {
        Subject.INDICATOR: {"fact": given, "use_found": False, "origin": Origin.OBJECTION},
        Subject.FALSE_FACT: {"is_false": False, "use_found": False},
        Subject.E_VALUE: {"fact": given},
        Subject.SECTOR: {"q1_decided": given, "q2_decided": objection.proposed_second},
        Subject.RISK: {"r_decided": given},
    }[Subject(objection.subject)]
