"""Objections of the evaluated body with their documents (p.28-30)."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.text import get_valid_filename
from django.utils.translation import gettext_lazy as _

from planning_docs.effectiveness.choices import Action, Criterion, Decision, EvaluationState, Subject
from planning_docs.effectiveness.models import (
    EvaluatedIndicator,
    Evaluation,
    EValue,
    MarkedSector,
    Objection,
    ObjectionDocument,
    Risk,
)
from planning_docs.effectiveness.queries import method_of
from planning_docs.effectiveness.rules import process
from rss_portal.calendar.services import MissingYear, working_calendar
from rss_portal.exchange.file_safety import FileRefused
from rss_portal.exchange.scanning import scan
from settlements.services.entry_files import content_type

from . import telling
from .common import StepRefused, locked, note
from .concluding import NO_CALENDAR, require_term

LARGEST = 20 * 1024 * 1024
MOST_DOCUMENTS = 10
NO_REASONS = _("Give the grounds of the objection.")
NO_DOCUMENT = _("Add the documents that prove the objection (p.29).")
BAD_DOCUMENT = _("%(name)s: add a PDF, JPEG or PNG file of at most 20 MB.")
TOO_MANY = _("At most %(most)s documents go with an objection.")
NO_VALUE = _("Write the value that you consider right.")
WRONG_MARK = _("A mark is 1, 0.5 or 0.")
UNKNOWN_SUBJECT = _("What the objection is about is not part of this evaluation.")
MADE_ALREADY = _("Objection No. %(number)s about this has been made already; the commission has not decided on it yet.")
CRITERIA = {
    Subject.INDICATOR: Criterion.GOALS,
    Subject.E_VALUE: Criterion.INFLUENCE,
    Subject.SECTOR: Criterion.QUALITY,
    Subject.RISK: Criterion.RISKS,
}
VALUED = (Subject.INDICATOR, Subject.E_VALUE, Subject.SECTOR, Subject.RISK)
MARKED = (Subject.SECTOR, Subject.RISK)


@transaction.atomic
def make_objection(
    user: Any, pk: int, values: Mapping[str, Any], files: Sequence[UploadedFile], today: date
) -> Objection:
    """An objection with its documents, within the term. VALUES: subject, subject_key, proposed, proposed_second,
    text, criterion (of another matter). `Refused`, `StepRefused`."""
    evaluation = locked(user, "effectiveness.object", pk)
    require_term(evaluation, today)
    subject = Subject(values["subject"])
    _check(evaluation, subject, values)
    checked = _checked(files)
    objection = _new(user, evaluation, subject, values, today)
    for name, file in checked:
        document = ObjectionDocument(objection=objection, name=name)
        document.file.save(name, file)
    _begin_appeal(evaluation, today)
    note(user, evaluation, Action.OBJECT, {}, {"number": objection.number, "subject": subject}, text=objection.text)
    assert evaluation.disagreements_due is not None  # set with the first objection
    telling.tell_evaluator(evaluation, telling.OBJECTED, until_on=evaluation.disagreements_due.isoformat())
    return objection


def _new(user: Any, evaluation: Evaluation, subject: Subject, values: Mapping[str, Any], today: date) -> Objection:
    key = values.get("subject_key", "")
    stood, stood_second = _stood(evaluation, subject, key)
    return Objection.objects.create(
        evaluation=evaluation,
        number=evaluation.objections.count() + 1,
        criterion=CRITERIA.get(subject) or values.get("criterion") or Criterion.DEDUCTIONS,
        subject=subject,
        subject_key=key,
        stood=stood,
        stood_second=stood_second,
        proposed=values.get("proposed") if subject in VALUED else None,
        proposed_second=values.get("proposed_second") if subject == Subject.SECTOR else None,
        text=values["text"].strip(),
        made_on=today,
        made_by=user,
    )


def _check(evaluation: Evaluation, subject: Subject, values: Mapping[str, Any]) -> None:
    if not values.get("text", "").strip():
        raise StepRefused(NO_REASONS)
    if subject in VALUED and values.get("proposed") is None:
        raise StepRefused(NO_VALUE)
    marks = [values.get("proposed"), *([values.get("proposed_second")] if subject == Subject.SECTOR else [])]
    if subject in MARKED and any(mark is None or mark not in method_of(evaluation).marks for mark in marks):
        raise StepRefused(WRONG_MARK)
    row = row_of(evaluation, subject, values.get("subject_key", ""))
    unknown = subject in ROWS and row is None
    if unknown or subject == Subject.FALSE_FACT and not row.is_false:
        raise StepRefused(UNKNOWN_SUBJECT)
    _refuse_repetition(evaluation, subject, values)


def _refuse_repetition(evaluation: Evaluation, subject: Subject, values: Mapping[str, Any]) -> None:
    """A form sent twice, or two objections to one input, would have the commission decide twice."""
    same = evaluation.objections.filter(decision=Decision.WAITING, subject=subject)
    if subject == Subject.OTHER:
        same = same.filter(text=values["text"].strip())
    elif subject in ROWS:
        same = same.filter(subject_key=values.get("subject_key", ""))
    if made := same.first():
        raise StepRefused(MADE_ALREADY % {"number": made.number})


def _checked(files: Sequence[UploadedFile]) -> list[tuple[str, UploadedFile]]:
    """Names and files, when the content of each is a document or a picture; `StepRefused`."""
    if not files:
        raise StepRefused(NO_DOCUMENT)
    if len(files) > MOST_DOCUMENTS:
        raise StepRefused(TOO_MANY % {"most": MOST_DOCUMENTS})
    return [(_checked_name(file), file) for file in files]


def _checked_name(file: UploadedFile) -> str:
    name = get_valid_filename(file.name or "file")[-200:]
    data = file.read(LARGEST + 1)
    if content_type(data) is None or len(data) > LARGEST:
        raise StepRefused(BAD_DOCUMENT % {"name": name})
    try:
        scan(data)
    except FileRefused as refused:
        raise StepRefused(BAD_DOCUMENT % {"name": name}) from refused
    file.seek(0)
    return name


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


def row_of(evaluation: Evaluation, subject: str, key: str) -> Any:
    """The row of EVALUATION that an objection is about; None when there is none."""
    return ROWS[Subject(subject)](evaluation, key).first() if subject in ROWS and key else None


def _by_number(key: str) -> int:
    return int(key) if key.isascii() and key.isdecimal() and len(key) < 19 else 0


ROWS: dict[str, Any] = {
    Subject.INDICATOR: lambda one, key: EvaluatedIndicator.objects.filter(goal__evaluation=one, pk=_by_number(key)),
    Subject.FALSE_FACT: lambda one, key: EvaluatedIndicator.objects.filter(goal__evaluation=one, pk=_by_number(key)),
    Subject.E_VALUE: lambda one, key: EValue.objects.filter(evaluation=one, code=key),
    Subject.SECTOR: lambda one, key: MarkedSector.objects.filter(evaluation=one, pk=_by_number(key)),
    Subject.RISK: lambda one, key: Risk.objects.filter(evaluation=one, pk=_by_number(key)),
}


def _stood(evaluation: Evaluation, subject: Subject, key: str) -> tuple[Decimal | None, Decimal | None]:
    """The value, and the second mark, by which the conclusion was made."""
    row = row_of(evaluation, subject, key)
    if subject == Subject.SECTOR:
        marks = list(row.marks.all())
        return _mean([one.q1 for one in marks]), _mean([one.q2 for one in marks])
    if subject == Subject.RISK:
        return _mean([one.r for one in row.marks.all()]), None
    if subject == Subject.E_VALUE:
        return row.fact, None
    if subject == Subject.FALSE_FACT:
        return row.found_fact, None
    return (_counted(row), None) if subject == Subject.INDICATOR else (None, None)


def _counted(row: EvaluatedIndicator) -> Decimal | None:
    if row.use_found:
        return row.found_fact
    return row.operational_fact if row.fact is None else row.fact


def _mean(marks: Sequence[Decimal | None]) -> Decimal | None:
    given = [one for one in marks if one is not None]
    return sum(given, Decimal(0)) / len(given) if given else None
