"""Objections, the special commission and its decisions (p.28-34)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.text import get_valid_filename
from django.utils.translation import gettext_lazy as _

from planning_docs.effectiveness.choices import Action, Criterion, Decision, EvaluationState, Origin, Subject
from planning_docs.effectiveness.models import (
    CommissionMember,
    EvaluatedIndicator,
    Evaluation,
    EValue,
    MarkedSector,
    Objection,
    Risk,
)
from planning_docs.effectiveness.queries import for_computing, method_of
from planning_docs.effectiveness.rules import process
from rss_portal.access import require
from rss_portal.accounts.choices import Role
from rss_portal.accounts.models import RoleGrant, User
from rss_portal.calendar.services import MissingYear, working_calendar
from rss_portal.exchange.file_safety import FileRefused
from rss_portal.exchange.scanning import scan
from settlements.services.entry_files import content_type

from . import telling
from .common import StepRefused, locked, note, participants
from .computing import compute
from .concluding import NO_CALENDAR, require_term

LARGEST = 20 * 1024 * 1024
NO_REASONS = _("Give the grounds of the objection.")
NO_DOCUMENT = _("Add the document that proves the objection (p.29).")
BAD_DOCUMENT = _("Add a PDF, JPEG or PNG file of at most 20 MB.")
NO_VALUE = _("Write the value that you consider right.")
WRONG_MARK = _("A mark is 1, 0.5 or 0.")
UNKNOWN_SUBJECT = _("What the objection is about is not part of this evaluation.")
NOT_A_MEMBER = _("%(name)s is not a member of special commissions of the portal.")
TOOK_PART = _("%(name)s took part in evaluating this body and may not sit in its special commission (p.31).")
FROM_THE_BODY = _("%(name)s works for the evaluated body.")
TOO_FEW = _("The special commission has at least %(least)s members (p.31).")
NO_CHAIR = _("Name the chair of the special commission.")
NO_GROUND = _("Give the ground of the decision.")
DECIDED = _("This objection has been decided on.")
CRITERIA = {
    Subject.INDICATOR: Criterion.GOALS,
    Subject.E_VALUE: Criterion.INFLUENCE,
    Subject.SECTOR: Criterion.QUALITY,
    Subject.RISK: Criterion.RISKS,
}
VALUED = (Subject.INDICATOR, Subject.E_VALUE, Subject.SECTOR, Subject.RISK)
MARKED = (Subject.SECTOR, Subject.RISK)


@transaction.atomic
def make_objection(user: Any, pk: int, values: Mapping[str, Any], file: UploadedFile | None, today: date) -> Objection:
    """An objection with its document, within the term. VALUES: subject, subject_key, proposed, proposed_second,
    text, criterion (of another matter). `Refused`, `StepRefused`."""
    evaluation = locked(user, "effectiveness.object", pk)
    require_term(evaluation, today)
    subject = Subject(values["subject"])
    _check(evaluation, subject, values)
    objection = Objection(
        evaluation=evaluation,
        number=evaluation.objections.count() + 1,
        criterion=CRITERIA.get(subject) or values.get("criterion") or Criterion.DEDUCTIONS,
        subject=subject,
        subject_key=values.get("subject_key", ""),
        proposed=values.get("proposed") if subject in VALUED else None,
        proposed_second=values.get("proposed_second") if subject == Subject.SECTOR else None,
        text=values["text"].strip(),
        made_on=today,
        made_by=user,
    )
    _keep_file(objection, file)
    objection.save()
    _begin_appeal(evaluation, today)
    note(user, evaluation, Action.OBJECT, {}, {"number": objection.number, "subject": subject}, text=objection.text)
    assert evaluation.disagreements_due is not None  # set with the first objection
    telling.tell_evaluator(evaluation, telling.OBJECTED, until_on=evaluation.disagreements_due.isoformat())
    return objection


def _check(evaluation: Evaluation, subject: Subject, values: Mapping[str, Any]) -> None:
    if not values.get("text", "").strip():
        raise StepRefused(NO_REASONS)
    if subject in VALUED and values.get("proposed") is None:
        raise StepRefused(NO_VALUE)
    marks = [values.get("proposed"), *([values.get("proposed_second")] if subject == Subject.SECTOR else [])]
    if subject in MARKED and any(mark is None or mark not in method_of(evaluation).marks for mark in marks):
        raise StepRefused(WRONG_MARK)
    if subject in ROWS and row_of(evaluation, subject, values.get("subject_key", "")) is None:
        raise StepRefused(UNKNOWN_SUBJECT)


def _keep_file(objection: Objection, file: UploadedFile | None) -> None:
    """Keep FILE when its content is a document or a picture; `StepRefused`."""
    if file is None:
        raise StepRefused(NO_DOCUMENT)
    data = file.read(LARGEST + 1)
    if content_type(data) is None or len(data) > LARGEST:
        raise StepRefused(BAD_DOCUMENT)
    try:
        scan(data)
    except FileRefused as refused:
        raise StepRefused(BAD_DOCUMENT) from refused
    file.seek(0)
    objection.file_name = get_valid_filename(file.name or "file")[-200:]
    objection.file.save(objection.file_name, file, save=False)


def _begin_appeal(evaluation: Evaluation, today: date) -> None:
    """With the first objection the terms of p.32 and p.35 begin."""
    if evaluation.state != EvaluationState.CONCLUDED:
        return
    terms = method_of(evaluation).terms
    try:
        evaluation.disagreements_due = process.table_until(today, working_calendar(), terms)
    except MissingYear as error:
        raise StepRefused(NO_CALENDAR) from error
    evaluation.state, evaluation.no_objections_on = EvaluationState.OBJECTED, None
    evaluation.final_due = process.final_until(today, terms)
    evaluation.save(update_fields=["state", "no_objections_on", "disagreements_due", "final_due"])


@transaction.atomic
def appoint(user: Any, pk: int, members: Sequence[int], chair: int | None) -> None:
    """The special commission of the evaluation. Who took part in evaluating the body is refused by name (p.31).
    `Refused`, `StepRefused`."""
    evaluation = locked(user, "effectiveness.appoint", pk)
    people = {one.pk: one for one in User.objects.filter(pk__in=members, is_active=True)}
    _refuse_members(evaluation, people)
    least = method_of(evaluation).terms
    if process.refusal_of_commission(people, least):
        raise StepRefused(TOO_FEW % {"least": least.commission_least})
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
def decide(user: Any, objection_pk: int, accepted: bool, reason: str) -> Objection:
    """The decision of the commission on an objection, with its ground. An accepted one changes the input that it
    is about, and the score is computed again; the earlier score is kept (p.34). `Refused`, `StepRefused`."""
    objection = Objection.objects.select_for_update(of=("self",)).select_related("evaluation").get(pk=objection_pk)
    require(user, "effectiveness.decide", objection)
    if objection.decision != Decision.WAITING:
        raise StepRefused(DECIDED)
    if not reason.strip():
        raise StepRefused(NO_GROUND)
    objection.decision = Decision.ACCEPTED if accepted else Decision.REJECTED
    objection.decision_reason, objection.decided_by, objection.decided_at = reason.strip(), user, timezone.now()
    objection.save()
    evaluation = (
        Evaluation.objects.select_for_update(of=("self",)).select_related("body").get(pk=objection.evaluation_id)
    )
    if accepted:
        _apply(evaluation, objection)
    change = {"number": objection.number, "decision": objection.decision}
    note(user, evaluation, Action.DECIDE, {}, change, text=objection.decision_reason)
    if accepted:
        compute(for_computing([evaluation.pk]).get(), user)
    telling.tell_body(evaluation, telling.DECIDED, number=objection.number)
    return objection


def row_of(evaluation: Evaluation, subject: str, key: str) -> Any:
    """The row of EVALUATION that an objection is about; None when there is none."""
    return ROWS[Subject(subject)](evaluation, key).first() if key else None


def _by_number(key: str) -> int:
    return int(key) if key.isascii() and key.isdecimal() and len(key) < 19 else 0


ROWS: dict[Subject, Any] = {
    Subject.INDICATOR: lambda one, key: EvaluatedIndicator.objects.filter(goal__evaluation=one, pk=_by_number(key)),
    Subject.FALSE_FACT: lambda one, key: EvaluatedIndicator.objects.filter(
        goal__evaluation=one, pk=_by_number(key), is_false=True
    ),
    Subject.E_VALUE: lambda one, key: EValue.objects.filter(evaluation=one, code=key),
    Subject.SECTOR: lambda one, key: MarkedSector.objects.filter(evaluation=one, pk=_by_number(key)),
    Subject.RISK: lambda one, key: Risk.objects.filter(evaluation=one, pk=_by_number(key)),
}


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
