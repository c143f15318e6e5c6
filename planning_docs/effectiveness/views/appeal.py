"""Objections, the special commission, its decisions."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from planning_docs.effectiveness.evaluation_pages import evaluation_or_404, page, step, tell_errors
from planning_docs.effectiveness.forms import DecisionForm, ObjectionForm
from planning_docs.effectiveness.models import Evaluation
from planning_docs.effectiveness.rules.process import in_term
from planning_docs.effectiveness.services import appeal, concluding
from planning_docs.effectiveness.services.common import StepRefused
from rss_portal.access import decide
from rss_portal.accounts.choices import Role
from rss_portal.accounts.models import User


@require_GET
def objections(request: HttpRequest, body: str, year: int) -> HttpResponse:
    """The objections with the decisions on them; the commission; what the person may do."""
    found = evaluation_or_404(request, body, year)
    return _page(request, found, ObjectionForm(found))


def _page(request: HttpRequest, found: Evaluation, form: ObjectionForm, status: int = 200) -> HttpResponse:
    rows = [
        {
            "objection": one,
            "may_decide": bool(decide(request.user, "effectiveness.decide", one)),
            "form": DecisionForm(prefix=f"d{one.pk}"),
        }
        for one in found.objections.select_related("evaluation", "decided_by")
    ]
    today = timezone.localdate()
    context = {
        "rows": rows,
        "form": form,
        "in_term": in_term(found.objections_until, today),
        "commission": found.commission.select_related("person").order_by("-chair", "pk"),
        "candidates": candidates(),
        "today": today,
    }
    return page(request, found, "objections", context, status)


def candidates() -> Any:
    """People who may be appointed to special commissions."""
    holders = User.objects.filter(is_active=True, role_grants__role=Role.COMMISSION_MEMBER).distinct()
    return holders.order_by("last_name", "first_name", "pk")


@step("objections")
def make_objection(request: HttpRequest, evaluation: Evaluation) -> str | HttpResponse:
    form = ObjectionForm(evaluation, request.POST, request.FILES)
    if form.is_valid():
        try:
            appeal.make_objection(
                request.user, evaluation.pk, form.values(), form.cleaned_data["file"], timezone.localdate()
            )
            return _("The objection is accepted for consideration.")
        except StepRefused as refused:
            form.add_error(None, str(refused.reason))
    return _page(request, evaluation, form, 422)


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
def decide_objection(request: HttpRequest, evaluation: Evaluation, number: int) -> str | None:
    objection = get_object_or_404(evaluation.objections, number=number)
    form = DecisionForm(request.POST, prefix=f"d{objection.pk}")
    if not form.is_valid():
        tell_errors(request, form)
        return None
    appeal.decide(request.user, objection.pk, form.cleaned_data["accepted"] == "1", form.cleaned_data["reason"])
    return _("The decision is recorded.")


@require_GET
def objection_file(request: HttpRequest, body: str, year: int, number: int) -> FileResponse:
    """The document of an objection, as an attachment."""
    found = evaluation_or_404(request, body, year)
    objection = get_object_or_404(found.objections, number=number)
    return FileResponse(objection.file.open("rb"), as_attachment=True, filename=objection.file_name)
