"""Facts of two years and their reports: the first accepted, the second being written."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from planning_docs.choices import DocumentKind, FactStatus
from planning_docs.models import IndicatorFact, MeasureFact, MeasureFundingFact, PlanningDocument, ProvisionLink
from planning_docs.monitoring.choices import DeadlineState, ReportState, Step
from planning_docs.monitoring.models import (
    Conclusion,
    DeadlineMark,
    Report,
    ReportEvent,
    ReportFactor,
    ReportInformation,
)
from planning_docs.monitoring.queries.conclusion import report_criteria
from planning_docs.monitoring.queries.deadlines import deadline_calendar
from planning_docs.monitoring.queries.monitored import MonitoredYear
from planning_docs.monitoring.queries.people import co_executors_of
from planning_docs.monitoring.services.preparing import keep_prepared, prefilled
from planning_docs.monitoring.services.provision import take_provision
from planning_docs.monitoring.services.reports import FULFILLED, INFORMATION_STEP
from planning_docs.rules import deadlines as rules

from .contents import DISTRICT_STEPS, Contents, number

MISSED_KK = "Жұмыстардың бір бөлігі мердігердің кешігуінен келесі жылға ауысты."
MISSED_RU = "Часть работ перенесена на следующий год из-за задержки подрядчика."
INFORMATION_KK = "Көрсеткіштер мен іс-шаралардың фактілері енгізілді (көрсетілім)."
INFORMATION_RU = "Факты по показателям и мероприятиям внесены (демонстрация)."
FINDINGS_KK = (
    "<p>Есеп қабылданды. Орындалмаған іс-шараларды келесі жылдың бірінші жартыжылдығында аяқтау ұсынылады.</p>"
)
FINDINGS_RU = (
    "<p>Отчёт принят. Предлагается завершить неисполненные мероприятия в первом полугодии следующего года.</p>"
)
EDITION = "2023"
# Steps about a year that are done before its report is: the others wait for the report.
EARLY_STEPS = (Step.QUARTERLY, Step.INFORMATION, Step.CO_EXECUTOR_REPORT, Step.SENT, Step.PUBLISHED, Step.CORRECTION)


def write_monitoring(contents: Contents) -> None:
    """Facts, links to the portal's percents, reports and done steps of the document."""
    years = contents.reported_years()
    _write_indicator_facts(contents, years)
    for measure, row in contents.measures:
        for index, year in enumerate(year for year in years if measure.starts_in <= year <= measure.ends_in):
            _write_measure_fact(contents, measure, row, year, index)
    _link(contents, years)
    for index, year in enumerate(years):
        _write_report(contents, year, accepted=index == 0)
    if years:
        _mark_past_steps(contents, years[-1])


def _write_indicator_facts(contents: Contents, years: list[int]) -> None:
    facts = []
    for indicator, row in contents.facts:
        for year, text in zip(years, row["facts"], strict=False):
            facts.append(_fact(contents, indicator, row, year, number(text), None, Decimal()))
            if row.get("districts"):
                for place, step in zip(contents.districts, DISTRICT_STEPS, strict=False):
                    facts.append(_fact(contents, indicator, row, year, number(text), place, step))
    IndicatorFact.objects.bulk_create(facts)


def _fact(contents: Contents, indicator: Any, row: dict[str, Any], year: int, value: Any, place: Any, step: Any) -> Any:
    plan = number(row["plans"][year - contents.first]) if row["plans"] else number(row.get("high"))
    worse = plan is not None and (value < plan if row["better"] == "up" else value > plan)
    return IndicatorFact(
        document=contents.document, indicator_key=indicator.key, year=year, territory=place,
        value=contents.part(row, value, place, step), status=FactStatus.OFFICIAL,
        comment_kk=MISSED_KK if worse else "", comment_ru=MISSED_RU if worse else "",
    )  # fmt: skip


def _write_measure_fact(contents: Contents, measure: Any, row: dict[str, Any], year: int, index: int) -> None:
    at = year - measure.starts_in
    text_kk, text_ru = row["text"][at].split("|") if at < len(row.get("text", ())) else ("", "")
    fact = MeasureFact.objects.create(
        document=contents.document, measure_key=measure.key, year=year, quantity=_at(row.get("done_quantity"), at),
        fully_completed=at < len(row.get("done", ())) and row["done"][at], text_kk=text_kk, text_ru=text_ru,
    )  # fmt: skip
    reason_kk, reason_ru = row["reason"].split("|") if "reason" in row else ("", "")
    for source, amounts in row.get("allocated", {}).items():
        allocated, absorbed = _at(amounts, at), _at(row["absorbed"][source], at)
        if allocated is None:
            continue
        short = absorbed is not None and absorbed < allocated - Decimal("0.05")
        MeasureFundingFact.objects.create(
            fact=fact, source=source, allocated_mln=allocated, absorbed_mln=absorbed,
            reason_kk=reason_kk if short else "", reason_ru=reason_ru if short else "",
        )  # fmt: skip


def _at(texts: list[str] | None, index: int) -> Any:
    return number(texts[index]) if texts and index < len(texts) else None


def _link(contents: Contents, years: list[int]) -> None:
    """The indicator of the standards takes the portal's own percent where the portal has computed it."""
    for indicator, row in contents.facts:
        if row.get("linked"):
            ProvisionLink.objects.create(
                document=contents.document, indicator_key=indicator.key, territory=contents.document.territory,
                edition_code=EDITION, scope="rural",
            )  # fmt: skip
    for year in years:
        take_provision(None, contents.document, year)


def _write_report(contents: Contents, year: int, *, accepted: bool) -> None:
    state = ReportState.ACCEPTED if accepted else ReportState.DRAFT
    report = Report.objects.create(document=contents.document, year=year, state=state)
    ReportEvent.objects.create(report=report, action="begin_report", from_state=ReportState.DRAFT, to_state=state)
    _write_information(contents, report)
    for internal, kk, ru, measures_kk, measures_ru in contents.described.get("factors", ()):
        ReportFactor.objects.create(
            report=report, internal=internal, text_kk=kk, text_ru=ru, measures_kk=measures_kk, measures_ru=measures_ru
        )
    found = report_criteria(report)
    keep_prepared(report, found, {code: prefilled(report, found, code) for code in ("kk", "ru")})
    if accepted:
        _accept(contents, Report.objects.get(pk=report.pk))


def _write_information(contents: Contents, report: Report) -> None:
    bodies = co_executors_of(contents.document, MonitoredYear(contents.document, report.year))
    sent = date(report.year + 1, 2, 10)
    ReportInformation.objects.bulk_create(
        ReportInformation(
            report=report, body=body, sent_on=sent, text_kk=INFORMATION_KK, text_ru=INFORMATION_RU
        )
        for body in bodies
    )  # fmt: skip


def _accept(contents: Contents, report: Report) -> None:
    """Signed, submitted two days before it was due, accepted with a conclusion; its steps are marked as done."""
    kind = DocumentKind(contents.document.kind)
    planned = rules.Planned(kind, contents.first, contents.last)
    due = {one.code: one.due_on for one in rules.fixed_days(planned, report.year + 1)}
    steps = FULFILLED[kind]
    on_time = min(due[step] for step in steps).replace(day=1)
    report.signed_at = timezone.make_aware(datetime.combine(on_time, datetime.min.time()))
    report.submitted_on = on_time
    report.save()
    IndicatorFact.objects.filter(document=contents.document, year=report.year).update(frozen=True)
    Conclusion.objects.create(
        report=report, analysis_kk=report.note_kk, analysis_ru=report.note_ru, findings_kk=FINDINGS_KK,
        findings_ru=FINDINGS_RU,
    )  # fmt: skip
    marks = [*steps, *([INFORMATION_STEP[kind]] if kind in INFORMATION_STEP else [])]
    DeadlineMark.objects.bulk_create(
        DeadlineMark(document=contents.document, step=step, about=report.year, done_on=min(on_time, due[step]))
        for step in marks
    )


def _mark_past_steps(contents: Contents, last: int) -> None:
    """What was due long ago is done, now and then late; the steps of the report on LAST, which is being written,
    are open."""
    today = timezone.localdate()
    rows = PlanningDocument.objects.filter(pk=contents.document.pk)
    lines = [
        one for year in range(contents.first, today.year + 1) for one in deadline_calendar(rows, year, today).lines
    ]
    past = [
        one.deadline
        for one in lines
        if one.state == DeadlineState.OVERDUE
        and (one.deadline.about != last or one.deadline.code in EARLY_STEPS)
        and one.deadline.code != Step.PASSPORTS
    ]
    DeadlineMark.objects.bulk_create(
        DeadlineMark(
            document=contents.document, step=one.code, about=one.about, number=one.number,
            done_on=min(one.due_on + timedelta(days=3 if place % 6 == 5 else 0), today),
        )
        for place, one in enumerate(past)
    )  # fmt: skip
