"""The personal cabinet: one's enterprises with their ledger accounts, applications, terms; a new application."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from infra_support import cabinet_pages as pages
from infra_support.draft_queries import enterprises_of
from infra_support.exchange.application_form import application_form
from infra_support.forms.cabinet import InvitationForm, StartForm
from infra_support.models import Enterprise, EnterpriseMember, Invitation, JoinRequest
from infra_support.services import people
from infra_support.services.draft_exceptions import DraftRefused
from infra_support.services.drafts import start_draft
from infra_support.services.submission import ask_for_signature
from infra_support.views.filling import draft_or_404
from rss_portal.access import require
from rss_portal.documents import respond


@require_GET
def cabinet(request: HttpRequest) -> HttpResponse:
    """What waits for the entrepreneur, every application and where it stands."""
    require(request.user, "support.see_cabinet")
    return render(request, "support/apply/cabinet.html", pages.cabinet_context(request))


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Choose the enterprise and the region; a draft begins."""
    require(request.user, "support.see_cabinet")
    own = enterprises_of(request.user)
    form = StartForm(own, request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = start_draft(request.user, form.cleaned_data["enterprise"], form.cleaned_data["region"])
        return redirect("support:fill", made.public_id)
    return render(request, "support/apply/start.html", {"form": form, "enterprises": own})


@require_GET
def enterprise(request: HttpRequest, enterprise: int) -> HttpResponse:
    """The ledger account with the operations on the applications in order, and the people."""
    held = get_object_or_404(Enterprise, pk=enterprise)
    require(request.user, "support.see_enterprise", held)
    return render(request, "support/apply/enterprise.html", pages.enterprise_context(request, held))


@require_POST
def invite(request: HttpRequest, enterprise: int) -> HttpResponse:
    """A letter to a person who is to act for the enterprise too."""
    held = get_object_or_404(Enterprise, pk=enterprise)
    require(request.user, "support.manage_people", held)
    form = InvitationForm(request.POST)
    if not form.is_valid():
        context = pages.enterprise_context(request, held, invitation=form)
        return render(request, "support/apply/enterprise.html", context, status=422)
    people.invite(request.user, held, **form.cleaned_data, language=request.user.language)  # type: ignore[union-attr]
    messages.success(request, _("The invitation is sent."))
    return redirect("support:enterprise", held.pk)


@require_POST
def invitation_remove(request: HttpRequest, invitation: int) -> HttpResponse:
    held = get_object_or_404(Invitation.objects.select_related("enterprise"), pk=invitation)
    people.take_invitation_back(request.user, held)
    messages.success(request, _("The invitation no longer works."))
    return redirect("support:enterprise", held.enterprise_id)


@require_POST
def join_decide(request: HttpRequest, join_request: int) -> HttpResponse:
    """Let a person in, or not."""
    held = get_object_or_404(JoinRequest.objects.select_related("enterprise", "user"), pk=join_request)
    people.decide_join(request.user, held, accept=request.POST.get("answer") == "accept")
    messages.success(request, _("Done: the person is told."))
    return redirect("support:enterprise", held.enterprise_id)


@require_POST
def member_remove(request: HttpRequest, member: int) -> HttpResponse:
    """A person no longer acts for the enterprise."""
    held = get_object_or_404(EnterpriseMember.objects.select_related("enterprise"), pk=member)
    try:
        people.remove_member(request.user, held)
    except DraftRefused as refusal:
        messages.error(request, str(refusal.reason))
    else:
        messages.success(request, _("The person no longer acts for the enterprise."))
    return redirect("support:enterprise", held.enterprise_id)


@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, application: UUID) -> HttpResponse:
    """From the review to the page of signing; back to what is missing otherwise."""
    held = draft_or_404(request, application)
    require(request.user, "support.sign_application", held)
    try:
        asked = ask_for_signature(request.user, held)
    except DraftRefused as refusal:
        messages.error(request, str(refusal.reason))
        return redirect("support:fill_step", held.public_id, "sign")
    return redirect("signing:sign", asked.public_id)


@require_GET
def submitted(request: HttpRequest, application: UUID) -> HttpResponse:
    """After signing: the number, the code for following, what comes next."""
    held = draft_or_404(request, application)
    if not held.number:
        return redirect("support:fill_step", held.public_id, "sign")
    return render(request, "support/apply/submitted.html", {"application": held})


@require_GET
def printed(request: HttpRequest, application: UUID, language_code: str, file_kind: str) -> HttpResponse:
    """The form filled in, as PDF, DOCX, XLSX or page, in kk or ru."""
    held = draft_or_404(request, application)
    return respond(application_form(held, language_code), file_kind)
