"""Yearly reports: given with the figures of the day, accepted, and their signed scans (p.29-32)."""

from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from infra_support.applicant_phrases import PDF_PROBLEMS
from infra_support.models import YearlyReport
from infra_support.monitoring_queries import figures
from rss_portal.access import Reason, require
from rss_portal.changelog.services import log_change, open_change_set
from rss_portal.exchange.file_safety import FileRefused
from rss_portal.exchange.pdf_uploads import read_pdf
from settlements.models import Territory

YEAR_NOT_OVER = _("The year is not over yet; its report is given from 1 January.")
GIVEN_ALREADY = _("This report is given already.")
IN_FUTURE = _("The day of acceptance lies in the future.")


class ReportRefused(ValueError):
    """The report cannot be given or completed; `reason` is a sentence."""

    def __init__(self, reason: Reason):
        super().__init__(str(reason))
        self.reason = reason


@transaction.atomic
def give(user: Any, region: Territory, year: int, kind: str) -> YearlyReport:
    """Give the report KIND of REGION and YEAR with today's figures. `Refused`, `ReportRefused`."""
    require(user, "support.give_report", (region, kind))
    if year >= timezone.localdate().year:
        raise ReportRefused(YEAR_NOT_OVER)
    Territory.objects.select_for_update().get(pk=region.pk)
    if YearlyReport.objects.filter(region=region, year=year, kind=kind).exists():
        raise ReportRefused(GIVEN_ALREADY)
    report = YearlyReport.objects.create(
        region=region,
        year=year,
        kind=kind,
        content=figures(region, year).as_content(),
        given_at=timezone.now(),
        given_by=user,
    )
    _log(user, report, "give", {"given": "yes"})
    return report


def keep_scan(user: Any, report: YearlyReport, accepted_on: date, upload: UploadedFile) -> YearlyReport:
    """The signed scan of an accepted report (p.30). `Refused`, `ReportRefused`."""
    require(user, "support.upload_scan", report.region)
    if accepted_on > timezone.localdate():
        raise ReportRefused(IN_FUTURE)
    try:
        data, _pages = read_pdf(upload)
    except FileRefused as refusal:
        raise ReportRefused(str(PDF_PROBLEMS[refusal.code]) % refusal.values) from refusal
    return _keep_scan(user, report, accepted_on, data)


@transaction.atomic
def _keep_scan(user: Any, report: YearlyReport, accepted_on: date, data: bytes) -> YearlyReport:
    held = YearlyReport.objects.select_for_update(of=("self",)).select_related("region").get(pk=report.pk)
    held.accepted_on, held.scan_at = accepted_on, timezone.now()
    held.scan.save(f"{held.public_id}.pdf", ContentFile(data), save=False)
    held.save()
    _log(user, held, "scan", {"accepted_on": accepted_on.isoformat(), "scan": held.scan.name})
    return held


def _log(user: Any, report: YearlyReport, verb: str, new: dict[str, Any]) -> None:
    change_set = open_change_set(f"support.report_{verb}", actor=user, territory_code=report.region_id)
    named = {"region": report.region_id, "year": report.year, "kind": report.kind}
    log_change(change_set, "infra_support.yearlyreport", report.pk, {}, {**named, **new})
