"""Background work and daily duties of monitoring."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from planning_docs.monitoring.models import Report
from planning_docs.monitoring.services import deadlines, preparing, provision, reports
from rss_portal.jobs.context import JobContext
from rss_portal.jobs.models import Job
from rss_portal.jobs.registry import handler
from rss_portal.notices.daily import duty

MESSAGES = {
    "provision": _("Taking in the percents of the portal"),
    "figures": _("Computing statuses and absorbed money"),
    "note": _("Prefilling the analytic note"),
    "done": _("The report is computed"),
    preparing.SIGNED: _("The report is signed; its figures do not change any more."),
}


def _report_page(job: Job) -> str:
    return reports.report_address(Report.objects.get(pk=job.arguments["report"]))


@handler(reports.PREPARE, title=_("Report on a planning document"), messages=MESSAGES, result_url=_report_page)
def prepare_report(job: JobContext, report: int) -> dict[str, Any]:
    return preparing.prepare(job, report)


@duty("planning.reminders")
def reminders(day: date) -> dict[str, int]:
    return {"notices": deadlines.remind(day)}


@duty("planning.provision")
def flowing_facts(day: date) -> dict[str, int]:
    return {"facts": provision.refresh_open_facts(day.year)}
