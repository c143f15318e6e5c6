"""The public discussion: the draft's text, comments of anybody, and the answers."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from planning_docs.choices import DocumentState
from planning_docs.life_forms import AnswerForm, CommentForm
from planning_docs.models import PlanningDocument, PublicComment
from planning_docs.services import agreeing
from planning_docs.services.editing import PlanningRefused
from planning_docs.services.life import open_edition
from rss_portal.access import decide, require
from rss_portal.accounts.public_forms import take_form
from rss_portal.ui.lists import page_of

from .life import document_for, frame_of

ANSWER = "planning.answer_comments"


@require_http_methods(["GET", "HEAD", "POST"])
def discussion(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the draft, see comments with their answers, write one; no account is needed."""
    document = document_for(request, pk)
    edition = open_edition(document)
    form = CommentForm(request.POST or None, edition=edition)
    if request.method == "POST" and form.is_valid() and take_form(request, form, "planning-comment"):
        given = {name: form.cleaned_data[name] for name in ("section", "text")}
        try:
            agreeing.comment(
                document,
                edition,
                name=form.cleaned_data["author_name"],
                email=form.cleaned_data["author_email"],
                **given,
            )
            messages.success(request, _("Thank you: your comment is published and will be answered."))
            return redirect("planning:discussion", pk)
        except PlanningRefused as refused:
            form.add_error(None, str(refused.reason))
    return _page(request, document, form, 422 if form.is_bound else 200)


def _page(
    request: HttpRequest, document: PlanningDocument, form: CommentForm, status: int = 200, **more: Any
) -> HttpResponse:
    edition = open_edition(document)
    may_answer = bool(decide(request.user, ANSWER, document))
    comments = edition.comments.all() if may_answer else edition.comments.filter(hidden=False)
    rows = page_of(request, comments, 25)
    today = timezone.localdate()
    left = agreeing.days_left(document.discussion_until, today)
    context = {
        **frame_of(request, document, edition),
        "sections": edition.sections.all(),
        "section_titles": {one.code: one for one in edition.sections.all()},
        "rows": rows,
        "open": document.state == DocumentState.PUBLIC_DISCUSSION and left > 0,
        "days_left": left,
        "form": form,
        "may_answer": may_answer,
        "answer_form": AnswerForm(),
        **more,
    }
    return render(request, "planning/life/discussion.html", context, status=status)


def _comment(request: HttpRequest, pk: int, number: int) -> tuple[PlanningDocument, PublicComment]:
    document = document_for(request, pk)
    require(request.user, ANSWER, document)
    return document, get_object_or_404(PublicComment, pk=number, edition__document=document)


@require_POST
def answer(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Accept or reject a comment with an answer."""
    document, comment = _comment(request, pk, number)
    form = AnswerForm(request.POST)
    if form.is_valid():
        agreeing.answer_comment(request.user, comment, form.cleaned_data["state"], form.cleaned_data["answer"])
        messages.success(request, _("The answer is published."))
        return redirect("planning:discussion", pk)
    empty = CommentForm(edition=open_edition(document))
    return _page(request, document, empty, 422, answer_form=form, answered=comment.pk)


@require_POST
def hide(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Take a comment out of the public page, or put it back."""
    _document, comment = _comment(request, pk, number)
    agreeing.hide_comment(request.user, comment, not comment.hidden)
    return redirect("planning:discussion", pk)
