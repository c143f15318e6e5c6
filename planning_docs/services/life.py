"""The one door through which a document goes from one state to the next (rules.life), with its history and notices."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from planning_docs.choices import ActKind, DocumentKind, EditionState, Opinion
from planning_docs.models import DocumentEdition, DocumentEvent, PlanningDocument
from planning_docs.notices import tell_about
from planning_docs.printed.reading import read
from planning_docs.queries import checking
from planning_docs.rules import life
from planning_docs.rules.checks import Finding, errors_of
from planning_docs.services.editing import log
from rss_portal.access import require

from . import agreeing

ACT_FIELDS = ("act_kind", "act_number", "act_date")


class StepRefused(ValueError):
    """The step cannot be taken now; `reason` says what is missing."""

    def __init__(self, reason: str | Promise):
        super().__init__(str(reason))
        self.reason = reason


class RulesBroken(StepRefused):
    """The document breaks rules; `findings` are the errors among them."""

    def __init__(self, findings: list[Finding]):
        super().__init__(_("The document breaks rules; it is submitted when they are kept."))
        self.findings = findings


@transaction.atomic
def move(
    user: Any, document: PlanningDocument, action: str, *, given: Mapping[str, Any] | None = None
) -> PlanningDocument:
    """Take the step ACTION. GIVEN holds what it needs: `bodies` and `due_on` for agreeing, `until` for the public
    discussion, `text` of remarks, the act (`act_kind`, `act_number`, `act_date`). Raises `access.Refused`,
    `StepRefused`, `RulesBroken`."""
    given = given or {}
    held = PlanningDocument.objects.select_for_update().get(pk=document.pk)
    require(user, "planning.move", (held, action))
    edition = open_edition(held)
    for step in life.STEPS:
        if step.action == action and held.state in step.sources and _applies(step, held):
            break
    else:  # the permission has found a step, but none for a document of this kind
        raise StepRefused(REASONS[life.OPEN_TO_ALL])
    _check(step, held, edition, given)
    _take(user, held, edition, step, given)
    return held


def open_edition(document: PlanningDocument) -> DocumentEdition:
    """The edition that the life is about: the first one until it is approved, then the current one."""
    editions = document.editions.order_by("number")
    return editions.filter(state=EditionState.CURRENT).first() or editions.get(number=1)


def _applies(step: life.Step, document: PlanningDocument) -> bool:
    if life.RESTRICTED in step.conditions:
        return document.restricted
    return not (life.OPEN_TO_ALL in step.conditions and document.restricted)


REASONS: dict[str, Promise] = {
    life.BODIES_NAMED: _("Name at least one body that the draft is sent to."),
    life.ALL_ANSWERED: _("Bodies whose term is not over have not answered yet."),
    life.COMMENTS_ANSWERED: _("Comments of the public discussion are still without an answer."),
    life.OPEN_TO_ALL: _("A document for official use has no public discussion."),
    life.REMARKS: _("Write what has to be corrected."),
    life.ACT: _("Give kind, number and date of the act that approves the document."),
    life.PERIOD_OVER: _("The last year of the document is not over yet."),
}
DISCUSSION_RUNS = _("The term of the public discussion is not over yet.")
NO_TERM = _("Give the last day of the public discussion; it lies in the future.")
FUTURE_ACT = _("The act cannot be dated in the future.")


def _check(step: life.Step, document: PlanningDocument, edition: DocumentEdition, given: Mapping[str, Any]) -> None:
    today = timezone.localdate()
    holds = {
        life.BODIES_NAMED: lambda: bool(given.get("bodies")),
        life.ALL_ANSWERED: lambda: not edition.agreements.filter(opinion=Opinion.WAITING, due_on__gte=today).exists(),
        life.COMMENTS_ANSWERED: lambda: not edition.comments.filter(hidden=False, answered_at=None).exists(),
        life.REMARKS: lambda: bool(str(given.get("text", "")).strip()),
        life.ACT: lambda: all(given.get(name) for name in ACT_FIELDS),
        life.PERIOD_OVER: lambda: today.year > document.year_to,
    }
    for condition in step.conditions:
        if condition in holds and not holds[condition]():
            raise StepRefused(REASONS[condition])
    _check_days(step, document, given, today)
    if life.NO_ERRORS in step.conditions:
        errors = errors_of(checking.findings(read(edition), today))
        if errors:
            raise RulesBroken(errors)


def _check_days(step: life.Step, document: PlanningDocument, given: Mapping[str, Any], today: date) -> None:
    if step.action == life.DISCUSS and (not given.get("until") or given["until"] < today):
        raise StepRefused(NO_TERM)
    runs = document.discussion_until and document.discussion_until >= today
    if step.action == life.SUBMIT and life.COMMENTS_ANSWERED in step.conditions and runs:
        raise StepRefused(DISCUSSION_RUNS)
    if step.action == life.APPROVE and given["act_date"] > today:
        raise StepRefused(FUTURE_ACT)


def _take(
    user: Any, document: PlanningDocument, edition: DocumentEdition, step: life.Step, given: Mapping[str, Any]
) -> None:
    old = {"state": document.state}
    _effect(user, document, edition, step, given)
    DocumentEvent.objects.create(
        document=document, edition=edition, action=step.action, from_state=document.state, to_state=step.target,
        text=str(given.get("text", "")).strip(), actor=user,
    )  # fmt: skip
    document.state = step.target
    document.version += 1
    document.save()
    log(user, document, step.action, document, document.pk, old, {"state": document.state})
    tell_about(document, step.action, user)


def _effect(
    user: Any, document: PlanningDocument, edition: DocumentEdition, step: life.Step, given: Mapping[str, Any]
) -> None:
    """What the step does besides: asks bodies, opens the discussion, puts the edition in force."""
    if step.action == life.SEND:
        document.received_on = timezone.localdate()
        agreeing.ask(user, document, edition, given["bodies"], given.get("due_on"))
    elif step.action == life.DISCUSS:
        document.discussion_until = given["until"]
    elif step.action == life.APPROVE:
        record_act(edition, given)


def record_act(edition: DocumentEdition, given: Mapping[str, Any]) -> None:
    """EDITION is approved by the act: it holds from now on, the one before is past."""
    edition.document.editions.filter(state=EditionState.CURRENT).exclude(pk=edition.pk).update(state=EditionState.PAST)
    for name in ACT_FIELDS:
        setattr(edition, name, given[name])
    edition.state, edition.submitted_at = EditionState.CURRENT, None
    edition.save()


def usual_act(kind: str) -> str:
    """Which kind of act approves a document of KIND, to be proposed in the form."""
    return {
        DocumentKind.REGION_PLAN: ActKind.MASLIKHAT,
        DocumentKind.BODY_PLAN: ActKind.ORDER,
        DocumentKind.CONCEPT: ActKind.DECREE_OF_GOVERNMENT,
    }.get(DocumentKind(kind), ActKind.DECREE_OF_PRESIDENT)
