"""The deadline calendar of documents: computed by the rules, joined with what is marked as done.

However many documents there are, it costs five queries: documents, approvals, reports, marks, the calendar.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import Promise

from planning_docs.choices import DocumentKind, EditionState
from planning_docs.models import DocumentEdition, Indicator, PlanningDocument
from planning_docs.monitoring.choices import CO_EXECUTOR_STEPS, MONITORED_STATES, DeadlineState, Step, Who
from planning_docs.monitoring.models import DeadlineMark, Report
from planning_docs.rules import deadlines as rules
from planning_docs.rules.deadlines import Deadline, Planned
from rss_portal.calendar.services import MissingYear, working_calendar
from rss_portal.ui import formats

Key = tuple[int, str, int, int]
WITHOUT_DEADLINES = (DocumentKind.STRATEGY, DocumentKind.NATIONAL_PROJECT, DocumentKind.HOLDING_PLAN)


@dataclass(frozen=True)
class Line:
    """A deadline of a document with its state on a day."""

    document: PlanningDocument
    deadline: Deadline
    state: str
    overdue_days: int
    mark: DeadlineMark | None = None

    @property
    def key(self) -> Key:
        return key_of(self.document, self.deadline)

    @property
    def step(self) -> str | Promise:
        return Step(self.deadline.code).label

    @property
    def state_label(self) -> str | Promise:
        return DeadlineState(self.state).label

    @property
    def done(self) -> bool:
        return self.state in (DeadlineState.DONE, DeadlineState.DONE_LATE)

    def bodies(self) -> str:
        """Who has to do it: the bodies by name where the document names them."""
        if self.deadline.who == Who.DEVELOPER:
            return formats.name(self.document.developer)
        named = [formats.name(body) for body in self.document.co_executors.all()]
        if self.deadline.who == Who.CO_EXECUTORS and named:
            return ", ".join(named)
        return str(Who(self.deadline.who).label)


@dataclass
class DeadlineCalendar:
    """Lines in the order of dates, and the years whose working calendar is missing: terms in working days that
    touch them are not counted, which the page has to say."""

    year: int
    lines: list[Line] = field(default_factory=list)
    missing_years: set[int] = field(default_factory=set)


def key_of(document: PlanningDocument, deadline: Deadline) -> Key:
    return document.pk, deadline.code, deadline.about, deadline.number


def deadline_calendar(documents: QuerySet[PlanningDocument], year: int, today: date) -> DeadlineCalendar:
    """What is due in calendar YEAR of DOCUMENTS, with its state TODAY."""
    own = Indicator.objects.filter(
        edition__document=OuterRef("pk"), edition__state=EditionState.CURRENT, own_additional=True
    )
    held = documents.exclude(kind__in=WITHOUT_DEADLINES).annotate(has_own_indicators=Exists(own))
    rows = list(held.select_related("developer").prefetch_related("co_executors"))
    found = DeadlineCalendar(year)
    marks = _marks(rows)
    calendar = working_calendar()
    for document, planned in zip(rows, planned_of(rows), strict=True):
        dates = rules.fixed_days(planned, year)
        try:
            dates += rules.working_terms(planned, year, calendar)
        except MissingYear as missing:
            found.missing_years.add(missing.year)
        found.lines += [_line(document, one, marks.get(key_of(document, one)), today) for one in dates]
    found.lines.sort(key=lambda line: (line.deadline.due_on, line.document.pk, line.deadline.code))
    return found


def _line(document: PlanningDocument, deadline: Deadline, mark: DeadlineMark | None, today: date) -> Line:
    done_on = mark.done_on if mark else None
    state = rules.state_of(deadline.due_on, done_on, today)
    return Line(document, deadline, state, rules.overdue_days(deadline.due_on, done_on, today), mark)


def _marks(documents: Iterable[PlanningDocument]) -> dict[Key, DeadlineMark]:
    found = DeadlineMark.objects.filter(document__in=[one.pk for one in documents])
    return {(mark.document_id, mark.step, mark.about, mark.number): mark for mark in found}


def planned_of(documents: Sequence[Any]) -> list[Planned]:
    """What the rules of deadlines have to know of each of DOCUMENTS (rows of `deadline_calendar`)."""
    pks = [one.pk for one in documents]
    approvals: dict[int, dict[int, date]] = defaultdict(dict)
    acts = DocumentEdition.objects.filter(document__in=pks, act_date__isnull=False)
    for edition in acts.only("document_id", "number", "act_date"):
        if edition.act_date:
            approvals[edition.document_id][edition.number] = edition.act_date
    received: dict[int, dict[int, date]] = defaultdict(dict)
    reports = Report.objects.filter(document__in=pks, quarter=0, submitted_on__isnull=False)
    for report in reports.only("document_id", "year", "submitted_on"):
        if report.submitted_on:
            received[report.document_id][report.year] = report.submitted_on
    return [_planned(one, approvals[one.pk], received[one.pk]) for one in documents]


def _planned(document: Any, approvals: dict[int, date], received: dict[int, date]) -> Planned:
    """A region's plan owes passports for its own additional indicators only (§58)."""
    owes = document.kind not in (DocumentKind.REGION_PLAN, DocumentKind.STRATEGY)
    published = received if document.kind == DocumentKind.BODY_PLAN else {}
    return Planned(
        document.kind, document.year_from, document.year_to, approvals, document.received_on, published, received,
        monitored=document.state in MONITORED_STATES,
        owes_passports=owes or document.has_own_indicators,
    )  # fmt: skip


def mine(lines: Iterable[Line], bodies: set[str], authority: set[str]) -> list[Line]:
    """Those of LINES that a person of BODIES (codes), planning authority of the territories AUTHORITY, has to do."""
    return [line for line in lines if _is_mine(line, bodies, authority)]


def _is_mine(line: Line, bodies: set[str], authority: set[str]) -> bool:
    document, who = line.document, line.deadline.who
    if who == Who.DEVELOPER:
        return document.developer_id in bodies
    if who in CO_EXECUTOR_STEPS:
        return bool(bodies.intersection([document.developer_id, *(one.pk for one in document.co_executors.all())]))
    return bool(authority.intersection(("KZ", document.territory_id)))
