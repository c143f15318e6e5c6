"""Reports of a document: the list, one report with its figures, note, information of co-executors, and steps."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from planning_docs.models import PlanningDocument
from planning_docs.monitoring.forms import (
    BeginReportForm,
    ConclusionForm,
    FactorForm,
    InformationForm,
    ReportTextForm,
    ReturnForm,
)
from planning_docs.monitoring.models import Conclusion, Report, ReportInformation
from planning_docs.monitoring.queries.conclusion import report_years
from planning_docs.monitoring.services import reports as services
from planning_docs.printed.catalogue import ANNEXES, Annex
from planning_docs.services.editing import PlanningRefused, VersionConflict
from rss_portal.access import decide, require
from rss_portal.jobs.models import Job
from rss_portal.ui.rich_text import shown

from .common import document_or_404, open_years, trail

STEPS = {"sign": services.sign_report, "submit": services.submit_report, "accept": services.accept_report}
MORE = ("write", "return")
MOVED = gettext_lazy("Somebody else changed the report meanwhile. Copy your text, open the page anew, compare.")


@require_http_methods(["GET", "HEAD", "POST"])
def reports(request: HttpRequest, pk: int) -> HttpResponse:
    """The reports of a document; POST begins one."""
    document = document_or_404(request, pk, "monitoring.see_facts")
    quarterly = document.kind == "national_plan"
    form = BeginReportForm(open_years(document), quarterly, request.POST or None)
    if request.method == "POST":
        answer = _begin(request, document, form)
        if answer:
            return answer
    context = {
        **trail(document), "form": form, "reported": document.kind in services.REPORTED,
        "reports": [one for one in _reports(document) if decide(request.user, "monitoring.see_report", one)],
        "may_begin": bool(decide(request.user, "monitoring.begin_report", (document, document.year_from))),
    }  # fmt: skip
    return render(request, "planning/monitoring/reports.html", context, status=422 if form.is_bound else 200)


def _reports(document: PlanningDocument) -> list[Report]:
    found = list(Report.objects.filter(document=document).prefetch_related("information"))
    for one in found:
        one.document = document
    return found


def _begin(request: HttpRequest, document: PlanningDocument, form: BeginReportForm) -> HttpResponse | None:
    require(request.user, "monitoring.begin_report", (document, document.year_from))
    if not form.is_valid():
        return None
    try:
        report = services.begin_report(
            request.user, document, form.cleaned_data["year"], int(form.cleaned_data["quarter"])
        )
    except PlanningRefused as refusal:
        form.add_error(refusal.field or None, str(refusal.reason))
        return None
    return redirect("planning:report", document.pk, report.year, report.quarter)


def _report(request: HttpRequest, pk: int, year: int, quarter: int, action: str) -> Report:
    rows = Report.objects.select_related("document__developer", "document__territory", "signed_by")
    found = get_object_or_404(rows, document=pk, year=year, quarter=quarter)
    require(request.user, action, found)
    return found


def _to(report: Report) -> HttpResponse:
    return redirect("planning:report", report.document_id, report.year, report.quarter)


@require_GET
def report(request: HttpRequest, pk: int, year: int, quarter: int) -> HttpResponse:
    """One report."""
    return _page(request, _report(request, pk, year, quarter, "monitoring.see_report"))


def _page(request: HttpRequest, held: Report, status: int = 200, **forms: Any) -> HttpResponse:
    texts = {name: getattr(held, name) for name in ("version", *services.TEXTS)}
    years = report_years(held)
    context = {
        **trail(held.document), "report": held, "years": years, "last": years[-1],
        "texts": [(label, shown(text)) for label, text in _texts(held) if text],
        "text_form": ReportTextForm(initial=texts), "return_form": ReturnForm(),
        "information": _information(request, held, forms.pop("information_form", None)),
        "forms": _printed(held), "files": ("docx", "xlsx", "pdf"),
        "events": held.events.select_related("actor"),
        "job": Job.objects.filter(kind=services.PREPARE, arguments={"report": held.pk}).order_by("-pk").first(),
        "factors": held.factors.all(), "factor_form": FactorForm(prefix="factor"),
        "conclusion": Conclusion.objects.filter(report=held).first(),
        "conclusion_form": _conclusion_form(held),
        "may_conclude": bool(decide(request.user, "monitoring.write_conclusion", held)),
        "may": {one: bool(decide(request.user, f"monitoring.{one}_report", held)) for one in (*STEPS, *MORE)},
        **forms,
    }  # fmt: skip
    return render(request, "planning/monitoring/report.html", context, status=status)


def _printed(held: Report) -> list[Annex]:
    """The yearly forms that print the report."""
    if held.quarter:
        return []
    return [annex for annex in ANNEXES.values() if annex.yearly and held.document.kind in annex.kinds]


def _conclusion_form(held: Report) -> ConclusionForm:
    kept = Conclusion.objects.filter(report=held).values("version", *services.CONCLUSION_TEXTS).first()
    return ConclusionForm(initial=kept or {"version": 0}, prefix="conclusion")


def _texts(held: Report) -> list[tuple[str, str]]:
    return [
        (_("Analytic note in Kazakh"), held.note_kk),
        (_("Analytic note in Russian"), held.note_ru),
        (_("Conclusions and proposals in Kazakh"), held.proposals_kk),
        (_("Conclusions and proposals in Russian"), held.proposals_ru),
    ]


def _information(request: HttpRequest, held: Report, bound: Any) -> list[tuple[ReportInformation, Any]]:
    """What each co-executor said, with the form for those whose turn it is."""
    found = []
    for one in held.information.select_related("body", "sent_by"):
        one.report = held
        initial = {"text_kk": one.text_kk, "text_ru": one.text_ru}
        fresh = InformationForm(initial=initial, prefix=one.body_id)
        form = bound[1] if bound and bound[0] == one.body_id else fresh
        found.append((one, form if decide(request.user, "monitoring.send_information", one) else None))
    return found


@require_POST
def write(request: HttpRequest, pk: int, year: int, quarter: int) -> HttpResponse:
    """Save the note and the conclusions."""
    held = _report(request, pk, year, quarter, "monitoring.write_report")
    form = ReportTextForm(request.POST)
    if not form.is_valid():
        return _page(request, held, 422, text_form=form)
    try:
        services.write_texts(request.user, held, form.cleaned_data, seen_version=form.cleaned_data["version"])
    except VersionConflict:
        form.add_error(None, MOVED)
        return _page(request, held, 409, text_form=form)
    messages.success(request, _("The texts of the report are saved."))
    return _to(held)


@require_POST
def add_factor(request: HttpRequest, pk: int, year: int, quarter: int) -> HttpResponse:
    """A factor that influenced the concept."""
    held = _report(request, pk, year, quarter, "monitoring.write_report")
    form = FactorForm(request.POST, prefix="factor")
    if not form.is_valid():
        return _page(request, held, 422, factor_form=form)
    services.add_factor(request.user, held, form.cleaned_data)
    messages.success(request, _("The factor is in the report."))
    return _to(held)


@require_POST
def remove_factor(request: HttpRequest, pk: int, year: int, quarter: int, number: int) -> HttpResponse:
    """A factor is taken out."""
    held = _report(request, pk, year, quarter, "monitoring.write_report")
    get_object_or_404(held.factors, pk=number)
    services.remove_factor(request.user, held, number)
    messages.success(request, _("The factor is taken out."))
    return _to(held)


@require_POST
def conclude(request: HttpRequest, pk: int, year: int, quarter: int) -> HttpResponse:
    """Save the planning authority's conclusion."""
    held = _report(request, pk, year, quarter, "monitoring.write_conclusion")
    form = ConclusionForm(request.POST, prefix="conclusion")
    if not form.is_valid():
        return _page(request, held, 422, conclusion_form=form)
    try:
        services.write_conclusion(request.user, held, form.cleaned_data, seen_version=form.cleaned_data["version"])
    except VersionConflict:
        form.add_error(None, MOVED)
        return _page(request, held, 409, conclusion_form=form)
    messages.success(request, _("The conclusion is saved."))
    return _to(held)


@require_POST
def prepare(request: HttpRequest, pk: int, year: int, quarter: int) -> HttpResponse:
    """Compute the figures in the background."""
    held = _report(request, pk, year, quarter, "monitoring.write_report")
    job = services.ask_to_prepare(request.user, held)
    return redirect("jobs:job", job.public_id)


@require_POST
def information(request: HttpRequest, pk: int, year: int, quarter: int, code: str) -> HttpResponse:
    """A co-executor sends its information."""
    held = _report(request, pk, year, quarter, "monitoring.see_report")
    one = get_object_or_404(held.information.select_related("body"), body=code)
    one.report = held
    require(request.user, "monitoring.send_information", one)
    form = InformationForm(request.POST, prefix=code)
    if not form.is_valid():
        return _page(request, held, 422, information_form=(code, form))
    services.send_information(request.user, one, form.cleaned_data["text_kk"], form.cleaned_data["text_ru"])
    messages.success(request, _("Your information is sent to the developer."))
    return _to(held)


@require_POST
def step(request: HttpRequest, pk: int, year: int, quarter: int) -> HttpResponse:
    """Sign, submit or accept."""
    action = request.POST.get("action", "")
    if action not in STEPS:
        raise Http404("no such step")
    held = _report(request, pk, year, quarter, f"monitoring.{action}_report")
    try:
        held = STEPS[action](request.user, held)
    except PlanningRefused as refusal:
        messages.error(request, str(refusal.reason))
    else:
        messages.success(request, _("The report is now: %(state)s.") % {"state": held.get_state_display()})
    return _to(held)


@require_POST
def send_back(request: HttpRequest, pk: int, year: int, quarter: int) -> HttpResponse:
    """Return the report with remarks."""
    held = _report(request, pk, year, quarter, "monitoring.return_report")
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _page(request, held, 422, return_form=form)
    services.return_report(request.user, held, form.cleaned_data["remarks"])
    messages.success(request, _("The report is returned with the remarks."))
    return _to(held)
