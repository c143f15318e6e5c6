"""The background part of a report: computed figures and a note prefilled with them, in both languages."""

from dataclasses import asdict
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone, translation

from planning_docs.monitoring.models import Report
from planning_docs.monitoring.queries.conclusion import report_criteria, report_years
from planning_docs.rules.conclusion import Criteria
from rss_portal.jobs.context import JobContext
from rss_portal.jobs.exceptions import JobFailed

from .provision import take_provision

SIGNED = "report_signed"
STEPS = ("provision", "figures", "note", "done")


def prepare(job: JobContext, number: int) -> dict[str, Any]:
    """Take the portal's percents in, compute the criteria, prefill an empty note. `JobFailed` when it is signed."""
    report = Report.objects.select_related("document__developer").get(pk=number)
    if not report.open:
        raise JobFailed(SIGNED)
    job.advance(0, len(STEPS), STEPS[0])
    with job.fenced():
        take_provision(job.job.owner, report.document, report.year)
    job.advance(1, len(STEPS), STEPS[1])
    found = report_criteria(report)
    job.advance(2, len(STEPS), STEPS[2])
    notes = {code: prefilled(report, found, code) for code in ("kk", "ru")}
    with job.fenced():
        keep_prepared(report, found, notes)
    job.advance(len(STEPS), len(STEPS), STEPS[3])
    return {"report": number}


def keep_prepared(report: Report, found: Criteria, notes: dict[str, str]) -> None:
    """Write the figures; a note is prefilled only where nobody has written one."""
    held = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    held.figures, held.prepared_at = asdict(found), timezone.now()
    held.note_kk = held.note_kk or notes["kk"]
    held.note_ru = held.note_ru or notes["ru"]
    held.version += 1
    held.save(update_fields=["figures", "prepared_at", "note_kk", "note_ru", "version"])


def prefilled(report: Report, found: Criteria, language: str) -> str:
    """The computed facts as the beginning of the analytic note, HTML in LANGUAGE."""
    years = report_years(report)
    with translation.override(language):
        context = {
            "report": report,
            "found": found,
            "missed": [line for line in years[-1].indicators if line.status in ("not_done", "partly")],
            "unfinished": [line for line in years[-1].measures if line.status != "done"],
            "absorption": years[-1].absorption,
        }
        return " ".join(render_to_string("planning/monitoring/note.html", context).split())
