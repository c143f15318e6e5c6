"""A report from its beginning to its acceptance. Every step checks, changes, logs and tells in one transaction."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from planning_docs.choices import DocumentKind
from planning_docs.models import IndicatorFact, PlanningDocument
from planning_docs.monitoring import notices
from planning_docs.monitoring.choices import ReportState, Step
from planning_docs.monitoring.models import Conclusion, Report, ReportEvent, ReportFactor, ReportInformation
from planning_docs.monitoring.queries.monitored import MonitoredYear
from planning_docs.monitoring.queries.people import authority_people, co_executors_of, editors_of, people_of
from planning_docs.services.editing import PlanningRefused, plain, refuse_stale
from rss_portal.access import require
from rss_portal.accounts.choices import Role
from rss_portal.accounts.models import User
from rss_portal.changelog.services import log_change, open_change_set
from rss_portal.jobs.models import Job
from rss_portal.jobs.services import enqueue
from rss_portal.notices.registry import in_languages
from rss_portal.notices.services import tell

from .deadlines import keep_mark

PREPARE = "monitoring.prepare_report"
FACTOR_FIELDS = ("internal", "text_kk", "text_ru", "measures_kk", "measures_ru")
CONCLUSION_TEXTS = ("analysis_kk", "analysis_ru", "findings_kk", "findings_ru")
TEXTS = ("note_kk", "note_ru", "proposals_kk", "proposals_ru")
NOT_MONITORED = _("Documents of this kind have no report of their own (paragraph 215).")
ONLY_NATIONAL = _("Only the national plan is monitored by quarters (paragraph 234).")
NOTE_MISSING = _("Write the analytic note in Kazakh and in Russian before signing.")
REMARKS_MISSING = _("Say what has to be corrected.")
REPORTED = (DocumentKind.NATIONAL_PLAN, DocumentKind.CONCEPT, DocumentKind.BODY_PLAN, DocumentKind.REGION_PLAN)
# The steps of the deadline calendar that submitting a report fulfils.
FULFILLED = {
    DocumentKind.NATIONAL_PLAN: (Step.RESPONSIBLE_REPORT,),
    DocumentKind.CONCEPT: (Step.DEVELOPER_REPORT,),
    DocumentKind.BODY_PLAN: (Step.PUBLISHED_AND_SENT,),
    DocumentKind.REGION_PLAN: (Step.ON_SITE, Step.TO_AUTHORITY),
}
INFORMATION_STEP = {
    DocumentKind.NATIONAL_PLAN: Step.CO_EXECUTOR_REPORT,
    DocumentKind.CONCEPT: Step.CO_EXECUTOR_REPORT,
    DocumentKind.REGION_PLAN: Step.INFORMATION,
}


@transaction.atomic
def begin_report(user: Any, document: PlanningDocument, year: int, quarter: int = 0) -> Report:
    """The report on DOCUMENT for YEAR, begun if it is not there: co-executors are asked for their information.

    Raises `PlanningRefused`, `access.Refused`.
    """
    require(user, "monitoring.begin_report", (document, year))
    if document.kind not in REPORTED:
        raise PlanningRefused(NOT_MONITORED)
    if quarter and document.kind != DocumentKind.NATIONAL_PLAN:
        raise PlanningRefused(ONLY_NATIONAL, "quarter")
    final = not quarter and year == document.year_to  # §230
    report, made = Report.objects.get_or_create(
        document=document, year=year, quarter=quarter, defaults={"final": final}
    )
    if made:
        _ask(report)
        _step(user, report, "begin_report", ReportState.DRAFT)
    return report


def _ask(report: Report) -> None:
    """Ask every co-executor for its information."""
    bodies = co_executors_of(report.document, MonitoredYear(report.document, report.year, report.quarter))
    ReportInformation.objects.bulk_create(ReportInformation(report=report, body=body) for body in bodies)
    _tell(people_of([body.pk for body in bodies], Role.CO_EXECUTOR), notices.ASKED, report)


@transaction.atomic
def ask_to_prepare(user: Any, report: Report) -> Job:
    """Compute the figures of REPORT and prefill its note in the background. `access.Refused`."""
    require(user, "monitoring.write_report", report)
    return enqueue(PREPARE, {"report": report.pk}, owner=user, territory_code=report.document.territory_id)


@transaction.atomic
def write_texts(user: Any, report: Report, texts: Mapping[str, str], *, seen_version: int) -> Report:
    """The note and the conclusions of REPORT, clean HTML. Raises `VersionConflict`, `access.Refused`."""
    held = _locked(user, report, "monitoring.write_report")
    refuse_stale(held, seen_version)
    old = {name: getattr(held, name) for name in TEXTS}
    for name in TEXTS:
        setattr(held, name, texts.get(name, old[name]))
    held.version += 1
    held.save()
    _log(user, held, "write_report", old, {name: getattr(held, name) for name in TEXTS})
    return held


@transaction.atomic
def add_factor(user: Any, report: Report, values: Mapping[str, Any]) -> ReportFactor:
    """An inner or outer factor of the report on a concept (Annex 12, part 2). `access.Refused`."""
    held = _locked(user, report, "monitoring.write_report")
    factor = ReportFactor.objects.create(report=held, **values)
    _log(user, held, "add_factor", {}, values, about=f"factor/{factor.pk}")
    return factor


@transaction.atomic
def remove_factor(user: Any, report: Report, number: int) -> None:
    """Take a factor out. `access.Refused`; `ReportFactor.DoesNotExist`."""
    held = _locked(user, report, "monitoring.write_report")
    factor = held.factors.get(pk=number)
    old = {name: getattr(factor, name) for name in FACTOR_FIELDS}
    factor.delete()
    _log(user, held, "remove_factor", old, {}, about=f"factor/{number}")


@transaction.atomic
def write_conclusion(user: Any, report: Report, texts: Mapping[str, str], *, seen_version: int) -> Conclusion:
    """The authority's conclusion on the report, clean HTML. Raises `VersionConflict`, `access.Refused`."""
    held = _locked(user, report, "monitoring.write_conclusion")
    kept = Conclusion.objects.filter(report=held).first()
    conclusion = kept or Conclusion(report=held, version=0)
    refuse_stale(conclusion, seen_version)
    old = {name: getattr(conclusion, name) for name in CONCLUSION_TEXTS}
    for name in CONCLUSION_TEXTS:
        setattr(conclusion, name, texts.get(name, old[name]))
    conclusion.version += 1
    conclusion.written_by = user
    conclusion.save()
    new = {name: getattr(conclusion, name) for name in CONCLUSION_TEXTS}
    _log(user, held, "write_conclusion", old, new, about="conclusion")
    return conclusion


@transaction.atomic
def send_information(user: Any, information: ReportInformation, text_kk: str, text_ru: str) -> ReportInformation:
    """A co-executor has filled its facts and says so. When all have, the step of the calendar is done."""
    require(user, "monitoring.send_information", information)
    old = {"text_kk": information.text_kk, "text_ru": information.text_ru, "sent_on": information.sent_on}
    information.text_kk, information.text_ru = text_kk, text_ru
    information.sent_by, information.sent_on = user, timezone.localdate()
    information.save()
    report, today = information.report, timezone.localdate()
    new = {"text_kk": text_kk, "text_ru": text_ru, "sent_on": today}
    _log(user, report, "send_information", old, new, about=information.body_id)
    step = INFORMATION_STEP.get(DocumentKind(report.document.kind))
    if step and not report.quarter and not report.information.filter(sent_on=None).exists():
        keep_mark(user, report.document, (step, report.year, 0), today)
    _tell(editors_of(report.document), notices.SENT, report, body=in_languages(information.body))
    return information


@transaction.atomic
def sign_report(user: Any, report: Report) -> Report:
    """Sign: the facts of the year are frozen. Raises `PlanningRefused` without a note, `access.Refused`."""
    held = _locked(user, report, "monitoring.sign_report")
    if not (held.note_kk and held.note_ru):
        raise PlanningRefused(NOTE_MISSING)
    held.signed_by, held.signed_at = user, timezone.now()
    _facts(held).update(frozen=True)
    return _step(user, held, "sign_report", ReportState.SIGNED)


@transaction.atomic
def submit_report(user: Any, report: Report) -> Report:
    """Send the signed report to the planning authority; the steps of the calendar that this fulfils are done."""
    held = _locked(user, report, "monitoring.submit_report")
    held.submitted_on = timezone.localdate()
    for key in _fulfilled(held):
        keep_mark(user, held.document, key, held.submitted_on)
    _tell(authority_people(held.document.territory_id), notices.SUBMITTED, held)
    return _step(user, held, "submit_report", ReportState.SUBMITTED)


def _fulfilled(report: Report) -> list[tuple[str, int, int]]:
    if report.quarter:
        return [(Step.QUARTERLY, report.year, report.quarter)]
    return [(step, report.year, 0) for step in FULFILLED[DocumentKind(report.document.kind)]]


@transaction.atomic
def return_report(user: Any, report: Report, remarks: str) -> Report:
    """Send the report back: its facts can be corrected. Raises `PlanningRefused` without remarks."""
    held = _locked(user, report, "monitoring.return_report")
    if not remarks.strip():
        raise PlanningRefused(REMARKS_MISSING, "remarks")
    _facts(held).update(frozen=False)
    _tell(editors_of(held.document), notices.RETURNED, held, remarks=remarks)
    return _step(user, held, "return_report", ReportState.RETURNED, remarks)


@transaction.atomic
def accept_report(user: Any, report: Report) -> Report:
    held = _locked(user, report, "monitoring.accept_report")
    _tell(editors_of(held.document), notices.ACCEPTED, held)
    return _step(user, held, "accept_report", ReportState.ACCEPTED)


def _facts(report: Report) -> Any:
    return IndicatorFact.objects.filter(document=report.document, year=report.year, quarter=report.quarter)


def _locked(user: Any, report: Report, action: str) -> Report:
    held = Report.objects.select_for_update(of=("self",)).select_related("document__developer").get(pk=report.pk)
    require(user, action, held)
    return held


def _step(user: Any, report: Report, action: str, state: str, text: str = "") -> Report:
    before = report.state
    report.state = state
    report.version += 1
    report.save()
    ReportEvent.objects.create(report=report, action=action, from_state=before, to_state=state, text=text, actor=user)
    _log(user, report, action, {"state": before}, {"state": state}, reason=text)
    return report


def _log(
    user: Any, report: Report, action: str, old: Mapping[str, Any], new: Mapping[str, Any], *, reason: str = "",
    about: str = "",
) -> None:  # fmt: skip
    change_set = open_change_set(
        f"planning.{action}", actor=user, territory_code=report.document.territory_id, reason=reason
    )
    log_change(change_set, "planning.report", f"{report}/{about}" if about else str(report), plain(old), plain(new))


def report_address(report: Report) -> str:
    return reverse("planning:report", args=[report.document_id, report.year, report.quarter])


def _tell(people: Iterable[User], kind: str, report: Report, **more: Any) -> None:
    values = {"document": in_languages(report.document, "title"), "year": report.year, **more}
    tell(people, kind, values, url=report_address(report))
