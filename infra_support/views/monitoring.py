"""Monitoring of a region and year: projects with plan and fact, reports with their terms."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from infra_support.council_permissions import is_central, regions_of
from infra_support.exchange.yearly_reports import report_form
from infra_support.forms.registers import ScanForm
from infra_support.models import YearlyReport
from infra_support.monitoring_choices import ReportKind
from infra_support.monitoring_queries import country_reports, figures, report_states
from infra_support.services import reports
from rss_portal.access import decide, require
from rss_portal.documents.giving import respond
from rss_portal.documents.texts import OFFICIAL
from settlements.models import Territory

from .council import region_or_404

FIRST_YEAR = 2025


def year_asked(request: HttpRequest) -> int:
    """The reporting year of the address, the last full one without it."""
    asked, last = request.GET.get("year", ""), timezone.localdate().year - 1
    return min(max(int(asked), FIRST_YEAR), last + 1) if asked.isdecimal() and len(asked) == 4 else last


def years() -> list[int]:
    return list(range(timezone.localdate().year, FIRST_YEAR - 1, -1))


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """All regions for the central authority; one's own region for the others."""
    require(request.user, "support.see_registers")
    if not is_central(request.user):
        return redirect("support:monitoring_region", regions_of(request.user)[0].kato)
    year = year_asked(request)
    lines = country_reports(year, timezone.localdate())
    context = {
        "year": year,
        "years": years(),
        "lines": lines,
        "kinds": [kind.label for kind in ReportKind],
        "late": sum(line.late_total for line in lines),
    }
    return render(request, "support/monitoring/overview.html", context)


@require_GET
def region(request: HttpRequest, region_code: str) -> HttpResponse:
    """Projects and reports of a region."""
    return _region_page(request, _seen_region(request, region_code), year_asked(request), ScanForm())


def _seen_region(request: HttpRequest, kato: str) -> Territory:
    held = region_or_404(kato)
    require(request.user, "support.see_registers", held)
    return held


def _region_page(request: HttpRequest, held: Territory, year: int, form: ScanForm, status: int = 200) -> HttpResponse:
    states = report_states(held, year, timezone.localdate())
    context: dict[str, Any] = {
        "region": held,
        "year": year,
        "years": years(),
        "figures": figures(held, year),
        "states": [{"state": one, "may_give": _may_give(request, held, one.kind)} for one in states],
        "may_keep": bool(decide(request.user, "support.keep_monitoring", held)),
        "may_upload": bool(decide(request.user, "support.upload_scan", held)),
        "scan_form": form,
        "kinds_of_files": ("docx", "pdf", "xlsx"),
    }
    return render(request, "support/monitoring/region.html", context, status=status)


def _may_give(request: HttpRequest, held: Territory, kind: str) -> bool:
    return bool(decide(request.user, "support.give_report", (held, kind)))


@require_GET
def report(
    request: HttpRequest, region_code: str, report_year: int, yearly_kind: str, language_code: str, file_kind: str
) -> HttpResponse:
    """A report as a file, with the figures of today."""
    held = _seen_region(request, region_code)
    if yearly_kind not in ReportKind.values or language_code not in OFFICIAL:
        raise Http404(yearly_kind)
    return respond(report_form(yearly_kind, figures(held, report_year), language_code), file_kind)


@require_POST
def give(request: HttpRequest, region_code: str, report_year: int, yearly_kind: str) -> HttpResponse:
    """Give a report."""
    held = region_or_404(region_code)
    if yearly_kind not in ReportKind.values or not FIRST_YEAR <= report_year < 2100:
        raise Http404(yearly_kind)
    try:
        reports.give(request.user, held, report_year, yearly_kind)
        messages.success(request, _("The report is given."))
    except reports.ReportRefused as refused:
        messages.error(request, str(refused.reason))
    return _back(held.kato, report_year)


def _report_or_404(public_id: UUID) -> YearlyReport:
    return get_object_or_404(YearlyReport.objects.select_related("region"), public_id=public_id)


@require_POST
def scan(request: HttpRequest, yearly_report: UUID) -> HttpResponse:
    """Upload the signed scan of an accepted report."""
    held = _report_or_404(yearly_report)
    require(request.user, "support.upload_scan", held.region)
    form = ScanForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            reports.keep_scan(request.user, held, form.cleaned_data["accepted_on"], form.cleaned_data["scan"])
            messages.success(request, _("The scan is kept."))
            return _back(held.region_id, held.year)
        except reports.ReportRefused as refused:
            form.add_error("scan", str(refused.reason))
    return _region_page(request, held.region, held.year, form, 422)


@require_GET
def scan_file(request: HttpRequest, yearly_report: UUID) -> Any:
    """The signed scan."""
    held = _report_or_404(yearly_report)
    require(request.user, "support.see_registers", held.region)
    if not held.scan:
        raise Http404("no scan")
    name = f"report-{held.region_id}-{held.year}-{held.kind}.pdf"
    return FileResponse(held.scan.open("rb"), as_attachment=True, filename=name, content_type="application/pdf")


def _back(kato: str, year: int) -> HttpResponse:
    answer = redirect("support:monitoring_region", kato)
    answer["Location"] += f"?year={year}"
    return answer
