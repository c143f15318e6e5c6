"""One application: reviewed by staff, followed by its applicant; every action goes through its panel."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from infra_support import application_pages as pages
from infra_support.exchange.letters import letters_of
from infra_support.forms.review import EligibilityForm
from infra_support.models import Application, ApplicationDocument
from infra_support.panels import find_panel, panels_of
from infra_support.permissions import is_applicant
from infra_support.services import eligibility
from infra_support.services.exceptions import StepRefused
from rss_portal.access import decide, require
from rss_portal.calendar.services import MissingYear
from rss_portal.signing.models import SignatureRequest

SEE = "support.see_application"
RELATED = (
    "region", "enterprise", "place", "budget", "budget__package", "financing_plan", "agreement", "completion",
)  # fmt: skip


def application_or_404(public_id: UUID) -> Application:
    """The application with everything its page names."""
    return get_object_or_404(Application.objects.select_related(*RELATED), public_id=public_id)


@require_GET
def application(request: HttpRequest, application: UUID) -> HttpResponse:
    """Fields, documents, check list, signature, meetings, budget, history, actions."""
    held = application_or_404(application)
    require(request.user, SEE, held)
    return _page(request, held)


@require_POST
def personal(request: HttpRequest, application: UUID) -> HttpResponse:
    """The same page with personal data unmasked; who looked is logged."""
    held = application_or_404(application)
    eligibility.reveal_personal(request.user, held)
    return _page(request, held, revealed=True)


@require_POST
def act(request: HttpRequest, application: UUID, panel: str) -> HttpResponse:
    """Do what the panel says, or show the page again with what is wrong."""
    held = application_or_404(application)
    require(request.user, SEE, held)
    found = find_panel(request.user, held, panel)
    if found is None:
        return _refused(request, held, _("This can no longer be done: the application has moved on."))
    form = found.form(held, request.POST)
    if not form.is_valid():
        return _page(request, held, forms={panel: form}, status=422)
    try:
        done = found.run(request.user, held, form)
    except StepRefused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.reason))
        return _page(request, held, forms={panel: form}, status=422)
    except MissingYear as missing:
        form.add_error(None, _("The working calendar of %(year)s is not confirmed yet.") % {"year": missing.year})
        return _page(request, held, forms={panel: form}, status=422)
    if isinstance(done, SignatureRequest):
        return redirect("signing:sign", done.public_id)
    messages.success(request, _("Done: %(action)s.") % {"action": found.title})
    return redirect("support:application", held.public_id)


@require_POST
def check_line(request: HttpRequest, application: UUID) -> HttpResponse:
    """One line of the check list."""
    held = application_or_404(application)
    require(request.user, "support.check_eligibility", held)
    form = EligibilityForm(request.POST)
    if not form.is_valid():
        return _page(request, held, forms={"eligibility": form}, status=422)
    data = form.cleaned_data
    eligibility.check_line(request.user, held, data["code"], data["state"], data["evidence"])
    messages.success(request, _("The line of the check list is kept."))
    return redirect("support:application", held.public_id)


@require_GET
def document(request: HttpRequest, application: UUID, document: int) -> HttpResponse | FileResponse:
    """A document of the application, as a download."""
    held = application_or_404(application)
    require(request.user, SEE, held)
    kept = get_object_or_404(ApplicationDocument, application=held, pk=document)
    try:
        content = kept.file.open("rb")
    except FileNotFoundError as error:
        raise Http404(kept.name) from error
    return FileResponse(content, as_attachment=True, filename=kept.name, content_type="application/pdf")


def _refused(request: HttpRequest, held: Application, text: str) -> HttpResponse:
    messages.error(request, text)
    return redirect("support:application", held.public_id)


def _page(
    request: HttpRequest,
    held: Application,
    *,
    forms: dict[str, Any] | None = None,
    revealed: bool = False,
    status: int = 200,
) -> HttpResponse:
    bound = forms or {}
    staff = not is_applicant(request.user, held)
    may_check = bool(decide(request.user, "support.check_eligibility", held))
    context = {
        **pages.parts_of(held),
        "staff": staff,
        "state": pages.state_shown(held, staff=staff),
        "check_list": _check_forms(held, bound.get("eligibility"), may_check),
        "may_check": may_check,
        "may_reveal": staff and not revealed and bool(decide(request.user, "support.reveal_personal", held)),
        "shown": revealed or not staff,
        "letters": letters_of(held),
        "panels": [
            {"panel": panel, "form": bound.get(panel.code) or panel.form(held)}
            for panel in panels_of(request.user, held)
        ],
    }
    return render(request, "support/application.html", context, status=status)


def _check_forms(held: Application, bound: Any, may_check: bool) -> list[dict[str, Any]]:
    """Lines of the check list, each with its form where the person checks; BOUND is the one that was wrong."""
    lines = []
    for line in pages.check_list(held):
        form = None
        if may_check:
            wrong = bound is not None and bound.data.get("code") == line.code
            initial = {"code": line.code, "state": line.state, "evidence": line.evidence}
            form = bound if wrong else EligibilityForm(initial=initial, auto_id=f"id_{line.code}_%s")
        lines.append({"line": line, "form": form})
    return lines
