"""The life of a document: where it stands, what comes next, who agreed; each step is a form of its own."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from planning_docs.check_phrases import sentence
from planning_docs.document_pages import DocumentPage
from planning_docs.life_forms import OpinionForm, form_of
from planning_docs.models import Agreement, DocumentEdition, PlanningDocument
from planning_docs.printed.reading import read
from planning_docs.queries import checking
from planning_docs.rules import life as rules
from planning_docs.services import agreeing
from planning_docs.services.editing import PlanningRefused
from planning_docs.services.life import RulesBroken, StepRefused, move, open_edition
from rss_portal.access import decide, require

LABELS: dict[str, Promise] = {
    rules.SEND: gettext_lazy("Send to be agreed"),
    rules.WITHDRAW: gettext_lazy("Take back from agreeing"),
    rules.DISCUSS: gettext_lazy("Open the public discussion"),
    rules.SUBMIT: gettext_lazy("Submit for approval"),
    rules.RETURN: gettext_lazy("Return with remarks"),
    rules.APPROVE: gettext_lazy("Record the approval"),
    rules.ENFORCE: gettext_lazy("Put in force"),
    rules.COMPLETE: gettext_lazy("Complete"),
}
EVENTS: dict[str, Promise] = {
    **LABELS,
    "submit_amendment": gettext_lazy("Submit the amendment"),
    "return_amendment": gettext_lazy("Return the amendment"),
    "approve_amendment": gettext_lazy("Approve the amendment"),
}


def document_for(request: HttpRequest, pk: int) -> PlanningDocument:
    """The document PK that the person may see."""
    document = get_object_or_404(PlanningDocument.objects.select_related("developer", "territory"), pk=pk)
    require(request.user, "planning.see", document)
    return document


def frame_of(request: HttpRequest, document: PlanningDocument, edition: DocumentEdition) -> dict[str, Any]:
    """What the frame of every page of a document needs."""
    return DocumentPage(request.user, document, edition, "life").context()


@require_safe
def life(request: HttpRequest, pk: int) -> HttpResponse:
    """The steps so far, the rules that are broken, the opinions, and the next steps of who looks."""
    return _page(request, document_for(request, pk))


def _page(request: HttpRequest, document: PlanningDocument, status: int = 200, **more: Any) -> HttpResponse:
    edition = open_edition(document)
    bound = more.pop("bound", {})
    context = {
        **frame_of(request, document, edition),
        "events": [_event(one) for one in document.events.select_related("actor", "edition")],
        "steps": _steps(request.user, document, bound),
        "agreements": _agreements(request.user, edition, bound),
        "broken": _broken(request.user, edition),
        **more,
    }
    return render(request, "planning/life/life.html", context, status=status)


def _event(event: Any) -> dict[str, Any]:
    return {"event": event, "label": EVENTS.get(event.action, event.action)}


def _steps(user: Any, document: PlanningDocument, bound: dict[str, Any]) -> list[dict[str, Any]]:
    """The steps that USER may take now, each with its form; steps that never apply to the document are left out."""
    found = []
    for step in rules.steps_from(document.state):
        if rules.OPEN_TO_ALL in step.conditions and document.restricted:
            continue
        if rules.RESTRICTED in step.conditions and not document.restricted:
            continue
        if decide(user, "planning.move", (document, step.action)):
            form = bound.get(step.action) or form_of(step.action, document)
            found.append({"action": step.action, "label": LABELS[step.action], "form": form})
    return found


def _agreements(user: Any, edition: Any, bound: dict[str, Any]) -> list[dict[str, Any]]:
    today = timezone.localdate()
    return [
        {
            "agreement": one,
            "overdue": one.answered_at is None and one.due_on < today,
            "form": (bound.get(one.pk) or OpinionForm()) if decide(user, "planning.agree", one) else None,
        }
        for one in edition.agreements.select_related("body", "answered_by").order_by("body__name_kk")
    ]


def _broken(user: Any, edition: Any) -> list[dict[str, Any]]:
    """What the rules find, for those who write or agree; the public sees the document, not its drafts' faults."""
    if not getattr(user, "is_authenticated", False):
        return []
    found = checking.findings(read(edition), timezone.localdate())
    return [{"finding": one, "text": sentence(one)} for one in found]


@require_POST
def step(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Take a step of the table."""
    document = document_for(request, pk)
    if action not in rules.ACTIONS:
        raise Http404(action)
    require(request.user, "planning.move", (document, action))
    form = form_of(action, document, request.POST)
    if not form.is_valid():
        return _page(request, document, 422, bound={action: form})
    try:
        move(request.user, document, action, given=form.cleaned_data)
    except RulesBroken as broken:
        form.add_error(None, str(broken.reason))
        for finding in broken.findings:
            form.add_error(None, sentence(finding))
        return _page(request, document, 422, bound={action: form})
    except StepRefused as refused:
        form.add_error(None, str(refused.reason))
        return _page(request, document, 422, bound={action: form})
    messages.success(request, _("Done: %(step)s.") % {"step": LABELS[action]})
    return redirect("planning:life", pk)


@require_POST
def answer(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The opinion of a body that was asked."""
    document = document_for(request, pk)
    agreement = get_object_or_404(Agreement, pk=number, edition__document=document)
    require(request.user, "planning.agree", agreement)
    form = OpinionForm(request.POST)
    if form.is_valid():
        try:
            agreeing.answer(request.user, agreement, form.cleaned_data["opinion"], form.cleaned_data["text"])
            messages.success(request, _("The opinion is recorded."))
            return redirect("planning:life", pk)
        except PlanningRefused as refused:
            form.add_error("text", str(refused.reason))
    return _page(request, document, 422, bound={agreement.pk: form})
