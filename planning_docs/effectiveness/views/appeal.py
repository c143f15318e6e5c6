"""Objections, the special commission, its sittings, decisions and the table that its chair signs."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from planning_docs.effectiveness.choices import Decision
from planning_docs.effectiveness.evaluation_pages import evaluation_or_404, page, step, tell_errors, version_of
from planning_docs.effectiveness.forms import DecisionForm, ObjectionForm, SittingForm
from planning_docs.effectiveness.models import Evaluation, Objection, ObjectionDocument
from planning_docs.effectiveness.phrases import subject_of
from planning_docs.effectiveness.queries import objected_rows
from planning_docs.effectiveness.rules.process import in_term
from planning_docs.effectiveness.services import appeal, concluding, objecting
from planning_docs.effectiveness.services.common import StepRefused
from rss_portal.accounts.choices import Role
from rss_portal.accounts.models import User


@require_GET
def objections(request: HttpRequest, body: str, year: int) -> HttpResponse:
    """The objections with the decisions on them; the commission; what the person may do."""
    found = evaluation_or_404(request, body, year)
    return _page(request, found)


def _page(request: HttpRequest, found: Evaluation, status: int = 200, **forms: Any) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "rows": _rows(found),
        "form": forms.get("form") or ObjectionForm(found),
        "in_term": in_term(found.objections_until, today),
        "commission": found.commission.select_related("person").order_by("-chair", "pk"),
        "sittings": found.sittings.prefetch_related("present"),
        "sitting_form": forms.get("sitting_form") or SittingForm(found, initial={"held_on": today}),
        "signing_refusal": appeal.refusal_of_signing(found, today),
        "candidates": candidates(),
        "today": today,
    }
    return page(request, found, "objections", context, status)


def _rows(found: Evaluation) -> list[dict[str, Any]]:
    kept = list(found.objections.select_related("decided_by", "sitting").prefetch_related("documents"))
    about = objected_rows(found, kept)
    return [
        {
            "objection": one,
            "about": subject_of(found, one, about.get(one.pk)),
            "form": DecisionForm(prefix=f"d{one.pk}", initial=_noted(one)),
        }
        for one in kept
    ]


def _noted(one: Objection) -> dict[str, str]:
    """What is noted down already, to be changed."""
    if one.decision == Decision.WAITING:
        return {}
    return {"accepted": str(int(one.decision == Decision.ACCEPTED)), "reason": one.decision_reason}


def candidates() -> Any:
    """People who may be appointed to special commissions."""
    holders = User.objects.filter(is_active=True, role_grants__role=Role.COMMISSION_MEMBER).distinct()
    return holders.order_by("last_name", "first_name", "pk")


@step("objections")
def make_objection(request: HttpRequest, evaluation: Evaluation) -> str | HttpResponse:
    form = ObjectionForm(evaluation, request.POST, request.FILES)
    if form.is_valid():
        files = form.cleaned_data["documents"]
        try:
            objecting.make_objection(request.user, evaluation.pk, form.values(), files, timezone.localdate())
            return _("The objection is accepted for consideration.")
        except StepRefused as refused:
            form.add_error(None, str(refused.reason))
    return _page(request, evaluation, 422, form=form)


@step("objections")
def no_objections(request: HttpRequest, evaluation: Evaluation) -> str:
    concluding.agree(request.user, evaluation.pk, timezone.localdate())
    return _("The notice is sent: the body has no objections.")


@step("objections")
def appoint(request: HttpRequest, evaluation: Evaluation) -> str:
    members = [int(one) for one in request.POST.getlist("member") if one.isascii() and one.isdecimal()]
    chair = request.POST.get("chair", "")
    known = int(chair) if chair.isascii() and chair.isdecimal() else None
    appeal.appoint(request.user, evaluation.pk, members[:100], known)
    return _("The special commission is appointed.")


@step("objections")
def record_sitting(request: HttpRequest, evaluation: Evaluation) -> str | HttpResponse:
    form = SittingForm(evaluation, request.POST)
    if form.is_valid():
        try:
            appeal.record_sitting(request.user, evaluation.pk, **form.cleaned_data, today=timezone.localdate())
            return _("The sitting is recorded.")
        except StepRefused as refused:
            form.add_error(None, str(refused.reason))
    return _page(request, evaluation, 422, sitting_form=form)


@step("objections")
def decide_objection(request: HttpRequest, evaluation: Evaluation, number: int) -> str | None:
    objection = get_object_or_404(evaluation.objections, number=number)
    form = DecisionForm(request.POST, prefix=f"d{objection.pk}")
    if not form.is_valid():
        tell_errors(request, form)
        return None
    accepted, reason = form.cleaned_data["accepted"] == "1", form.cleaned_data["reason"]
    appeal.decide(request.user, objection.pk, accepted, reason, version_of(request))
    return _("The decision is recorded.")


@step("objections")
def sign_table(request: HttpRequest, evaluation: Evaluation) -> str:
    appeal.sign_table(request.user, evaluation.pk, version_of(request), timezone.localdate())
    return _("The table of disagreements is signed; the score is computed again where objections were accepted.")


@require_GET
def objection_file(request: HttpRequest, body: str, year: int, number: int, document: int) -> FileResponse:
    """A document of an objection, as an attachment."""
    found = evaluation_or_404(request, body, year)
    kept = get_object_or_404(ObjectionDocument, pk=document, objection__evaluation=found, objection__number=number)
    return FileResponse(kept.file.open("rb"), as_attachment=True, filename=kept.name)
