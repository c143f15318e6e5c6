"""Bodies agree on a draft; anybody comments on it in the public discussion, and every comment gets an answer."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from planning_docs.choices import CommentState, DocumentState, Opinion
from planning_docs.models import Agreement, Body, DocumentEdition, PlanningDocument, PublicComment
from planning_docs.notices import tell_asked, tell_comment, write_answer
from planning_docs.rules.checks.indicators import passport_due
from planning_docs.services.editing import PlanningRefused, log
from rss_portal.access import require

REMARKS_NEEDED = _("Write the remarks, or why the body does not agree.")
ANSWER_NEEDED = _("Write the answer; a rejected comment needs the reason.")
NOT_DISCUSSED = _("The public discussion of this document is not open.")
EMPTY = _("Write the comment.")


def usual_term(received_on: date) -> date:
    """The day by which interested bodies answer: one month from receipt (§151)."""
    return passport_due(received_on)


def ask(
    user: Any, document: PlanningDocument, edition: DocumentEdition, bodies: Iterable[Body], due_on: date | None
) -> None:
    """Ask BODIES for their opinion by DUE_ON; those who were asked before are asked anew."""
    today = timezone.localdate()
    for body in bodies:
        Agreement.objects.update_or_create(
            edition=edition,
            body=body,
            defaults={
                "asked_on": today,
                "due_on": due_on or usual_term(today),
                "opinion": Opinion.WAITING,
                "text": "",
                "answered_by": None,
                "answered_at": None,
            },
        )
        tell_asked(document, body)


@transaction.atomic
def answer(user: Any, agreement: Agreement, opinion: str, text: str) -> Agreement:
    """The opinion of the body that was asked. Raises `access.Refused`, `PlanningRefused`."""
    held = Agreement.objects.select_for_update().get(pk=agreement.pk)
    require(user, "planning.agree", held)
    if opinion != Opinion.AGREE and not text.strip():
        raise PlanningRefused(REMARKS_NEEDED, "text")
    old = {"opinion": held.opinion, "text": held.text}
    held.opinion, held.text = opinion, text.strip()
    held.answered_by, held.answered_at = user, timezone.now()
    held.save()
    document = held.edition.document
    new = {"opinion": held.opinion, "text": held.text}
    log(user, document, "agree", held, f"{document.pk}:{held.body_id}", old, new)
    return held


@transaction.atomic
def comment(
    document: PlanningDocument, edition: DocumentEdition, *, name: str, email: str, section: str, text: str
) -> PublicComment:
    """A comment of anybody in the public discussion (§74, §99). Raises `PlanningRefused`."""
    open_now = document.state == DocumentState.PUBLIC_DISCUSSION and not document.restricted
    if not open_now or (document.discussion_until and document.discussion_until < timezone.localdate()):
        raise PlanningRefused(NOT_DISCUSSED)
    if not text.strip():
        raise PlanningRefused(EMPTY, "text")
    made = PublicComment.objects.create(
        edition=edition,
        section_code=section,
        author_name=name.strip(),
        author_email=email.strip(),
        language=(get_language() or "kk")[:2],
        text=text.strip(),
    )
    tell_comment(document)
    return made


@transaction.atomic
def answer_comment(user: Any, comment: PublicComment, state: str, text: str) -> PublicComment:
    """Accept or reject a comment with an answer; its author gets it by letter where an address was given."""
    held = PublicComment.objects.select_for_update().get(pk=comment.pk)
    document = held.edition.document
    require(user, "planning.answer_comments", document)
    if state not in (CommentState.ACCEPTED, CommentState.REJECTED) or not text.strip():
        raise PlanningRefused(ANSWER_NEEDED, "answer")
    old = {"state": held.state, "answer": held.answer}
    first = held.answered_at is None
    held.state, held.answer = state, text.strip()
    held.answered_by, held.answered_at = user, timezone.now()
    held.save()
    log(user, document, "answer_comment", held, held.pk, old, {"state": held.state, "answer": held.answer})
    if first:
        write_answer(held)
    return held


@transaction.atomic
def hide_comment(user: Any, comment: PublicComment, hidden: bool) -> None:
    """Take abuse out of the public page, or put it back; the comment itself is kept."""
    held = PublicComment.objects.select_for_update().get(pk=comment.pk)
    document = held.edition.document
    require(user, "planning.answer_comments", document)
    held.hidden = hidden
    held.save(update_fields=["hidden"])
    log(user, document, "hide_comment", held, held.pk, {"hidden": not hidden}, {"hidden": hidden})


def days_left(until: date | None, today: date) -> int:
    """Days of the discussion that are left, today counted; 0 when it is over."""
    return max(0, (until - today + timedelta(days=1)).days) if until else 0
