"""Filling in an application: the list of tasks, a page a step, documents, suggestions as one types."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from infra_support import filling_pages as pages
from infra_support.choices import DocumentKind
from infra_support.draft_queries import find_places, priorities
from infra_support.forms.steps import STEP_FORMS, StepForm
from infra_support.models import Application, ApplicationDocument
from infra_support.services.checking import problems_of, problems_of_step, warnings_of
from infra_support.services.documents import attach_document, remove_document
from infra_support.services.draft_exceptions import ChangedMeanwhile, DraftRefused
from infra_support.steps import FormStep, find_step, next_step
from rss_portal.access import require
from rss_portal.ui.formats import name as name_of

RELATED = ("region", "enterprise", "place")


def draft_or_404(request: HttpRequest, public_id: UUID) -> Application:
    """The application, whose own people alone come this far."""
    held = get_object_or_404(Application.objects.select_related(*RELATED), public_id=public_id)
    require(request.user, "support.read_form", held)
    return held


def step_or_404(code: str) -> FormStep:
    step = find_step(code)
    if step is None:
        raise Http404(code)
    return step


@require_GET
def tasks(request: HttpRequest, application: UUID) -> HttpResponse:
    """The five steps with what is done and what is missing."""
    held = draft_or_404(request, application)
    require(request.user, "support.edit_draft", held)
    return render(request, "support/apply/tasks.html", pages.tasks_context(held))


@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, application: UUID, step: str) -> HttpResponse:
    """One step. What was sent is kept whatever is wrong with it; then what is wrong is told."""
    found, held = step_or_404(step), draft_or_404(request, application)
    require(request.user, "support.edit_draft", held)
    form = STEP_FORMS[found.code](held, request.POST if request.method == "POST" else None)
    if request.method == "GET":
        if "check" in request.GET:
            form = pages.checked_form(held, found)
        return _page(request, held, found, form)
    try:
        held = form.keep(request.user)
    except ChangedMeanwhile as refusal:
        return _conflict(request, held, found, form, refusal)
    if _is_autosave(request):
        return _saved(held, found)
    return _after_saving(request, held, found, form)


def _is_autosave(request: HttpRequest) -> bool:
    return request.headers.get("X-Autosave") == "1"


def _saved(held: Application, found: FormStep) -> JsonResponse:
    """What the page needs after a field was saved: the version, the time in words, what is wrong by field."""
    problems = problems_of_step(problems_of(held), found)
    said = _("Saved at %(time)s") % {"time": f"{timezone.localtime():%H:%M}"}
    return JsonResponse(
        {"version": held.version, "said": said, "problems": {key: str(value) for key, value in problems.items()}}
    )


def _conflict(
    request: HttpRequest, held: Application, found: FormStep, form: StepForm, refusal: ChangedMeanwhile
) -> HttpResponse:
    held.refresh_from_db()
    if _is_autosave(request):
        return JsonResponse({"said": str(refusal.reason), "conflict": True}, status=409)
    form.add_error(None, str(refusal.reason))
    form.show_as_stored(held)
    return _page(request, held, found, form, status=409)


def _after_saving(request: HttpRequest, held: Application, found: FormStep, form: StepForm) -> HttpResponse:
    """On to the next step; the same page when something is wrong and the person did not say "later"."""
    if "later" in request.POST:
        messages.success(request, _("Saved. You can go on whenever you like."))
        return redirect("support:fill", held.public_id)
    if found.code == "sign":
        return redirect("support:sign", held.public_id)
    problems = problems_of_step(problems_of(held), found)
    if problems:
        form.show(problems)
        form.show_as_stored(held)
        return _page(request, held, found, form, status=422)
    following = next_step(found)
    return redirect("support:fill_step", held.public_id, following.code if following else "sign")


def _page(
    request: HttpRequest, held: Application, found: FormStep, form: StepForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {**pages.step_context(held, found, form), **more}
    if found.code == "project":
        context["priorities"] = priorities(held.region, timezone.localdate())
        context["warnings"] = warnings_of(held)
    if found.code == "sign":
        context |= pages.review_context(request.user, held) | {"tick_groups": pages.tick_groups(form)}
    return render(request, f"support/apply/step_{found.code}.html", context, status=status)


@require_GET
def places(request: HttpRequest, application: UUID) -> JsonResponse:
    """Settlements of the region that begin with what is being typed."""
    held = draft_or_404(request, application)
    found = find_places(request.GET.get("q", "")[:100], held.region)
    return JsonResponse({"found": [f"{place.pk} {name_of(place)}" for place in found]})


@require_POST
def document_add(request: HttpRequest, application: UUID) -> HttpResponse:
    """Keep a PDF, or tell beside the field what is wrong with it."""
    held = draft_or_404(request, application)
    found = step_or_404("documents")
    kind, upload = request.POST.get("kind", ""), request.FILES.get("file")
    if kind not in DocumentKind.values:
        raise Http404(kind)
    try:
        attach_document(request.user, held, DocumentKind(kind), pages.sent_file(request, upload))
    except DraftRefused as refusal:
        form = STEP_FORMS["documents"](held)
        return _page(request, held, found, form, status=422, refused={"kind": kind, "reason": refusal.reason})
    messages.success(request, _("The document is kept."))
    return redirect("support:fill_step", held.public_id, "documents")


@require_POST
def document_remove(request: HttpRequest, application: UUID, document: int) -> HttpResponse:
    """Take a document out of the draft."""
    held = draft_or_404(request, application)
    remove_document(request.user, get_object_or_404(ApplicationDocument, application=held, pk=document))
    messages.success(request, _("The document is removed."))
    return redirect("support:fill_step", held.public_id, "documents")
