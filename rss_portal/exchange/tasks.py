"""Background work of the exchange: checking and accepting large files."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rss_portal.changelog.choices import Origin
from rss_portal.jobs.context import JobContext
from rss_portal.jobs.exceptions import JobFailed
from rss_portal.jobs.models import Job
from rss_portal.jobs.registry import handler

from . import preparing, services
from .choices import ImportState
from .models import PreparedWorkbook, StagedImport

MESSAGES = {
    "reading": _("The file is being read and checked"),
    "writing": _("The rows are being written"),
    "preparing": _("The workbook is being written"),
    "refused": _("Nothing was written. %(reason)s"),
}


def _import_page(job: Job) -> str:
    return reverse("exchange:import", args=[job.arguments["public_id"]])


def _workbook_page(job: Job) -> str:
    found = PreparedWorkbook.objects.filter(public_id=job.arguments["public_id"]).first()
    return reverse("exchange:workbook", args=[found.form, found.territory_code, found.year]) if found else ""


@handler("exchange.check", title=_("Checking a workbook"), messages=MESSAGES, result_url=_import_page)
def check(job: JobContext, public_id: str) -> dict[str, Any]:
    job.advance(0, 2, "reading")
    staged = StagedImport.objects.select_related("owner").get(public_id=public_id)
    if staged.state == ImportState.CHECKING:
        with job.fenced():
            services.check(staged)
    job.advance(2, 2, "reading")
    return {"problems": staged.problem_count, "changed": staged.changed}


@handler("exchange.accept", title=_("Accepting a workbook"), messages=MESSAGES, result_url=_import_page)
def accept(job: JobContext, public_id: str, only_good: bool, origin: str = Origin.XLSX) -> dict[str, Any]:
    job.advance(0, 2, "writing")
    staged = StagedImport.objects.get(public_id=public_id)
    if staged.state != ImportState.ACCEPTING:
        return {"state": staged.state}
    refused: services.AcceptanceRefused | None = None
    try:
        with job.fenced():
            try:
                applied = services.accept(job.job.owner, staged, only_good=only_good, origin=origin)
            except services.AcceptanceRefused as error:
                refused = error  # what was found anew is kept with the transaction
    except Exception:
        services.reopen(staged)
        raise
    if refused is not None:
        services.reopen(staged)
        raise JobFailed("refused", reason=str(refused.reason)) from refused
    return {"rows": applied.rows, "values": applied.values}


@handler("exchange.write", title=_("Preparing a workbook"), messages=MESSAGES, result_url=_workbook_page)
def write(job: JobContext, public_id: str) -> dict[str, Any]:
    prepared = PreparedWorkbook.objects.select_related("owner").get(public_id=public_id)
    rows = prepared.rows if prepared.ready_at else preparing.write(job, prepared)
    job.advance(rows, rows, "preparing")
    return {"rows": rows}
