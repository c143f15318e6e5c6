"""The dates of planning documents (Order No. 93): what is due in a calendar year, from whom.

A date that the methodology gives as a day stays that day, also where it is a day off: the methodology moves
nothing. A term in working days is counted by the working calendar that is passed in. No clock, no database.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from planning_docs.choices import DocumentKind
from rss_portal.calendar.rules.working_days import Calendar, add_working_days

# Who has to do a step; `monitoring.queries` names the bodies.
CO_EXECUTORS, DEVELOPER, AUTHORITY = "co_executors", "developer", "planning_authority"
RESPONSIBLE, INTERESTED, GOVERNMENT, STRATEGIC = "responsible", "interested", "government", "strategic_authority"
REPORT_IS_PUBLIC_DAYS = 14
NEAR_DAYS = 14


@dataclass(frozen=True)
class Step:
    """A step of the table of a kind of document. `about` is 0 when it concerns the calendar year itself, -1 when
    it concerns the year before (a report)."""

    code: str
    paragraph: str
    who: str
    month: int
    day: int
    about: int = -1


@dataclass(frozen=True)
class Deadline:
    """A step with its date. `about` is the year reported on, `number` the quarter or the edition (0: none);
    `expected` tells that the date is counted from the last day of the step before, which has not happened."""

    code: str
    paragraph: str
    who: str
    due_on: date
    about: int
    number: int = 0
    expected: bool = False


@dataclass(frozen=True)
class Planned:
    """What the dates of a document depend on: its kind and period, when its editions were approved (by number),
    when its draft was received for review, and when the report of a year was published and received."""

    kind: str
    year_from: int
    year_to: int
    approvals: Mapping[int, date] = field(default_factory=dict)
    draft_received_on: date | None = None
    reports_published: Mapping[int, date] = field(default_factory=dict)
    reports_received: Mapping[int, date] = field(default_factory=dict)
    monitored: bool = True  # it was approved: a draft has nothing to report or to correct
    owes_passports: bool = True  # it has indicators that need one (§58)


REPORTING: dict[str, tuple[Step, ...]] = {
    DocumentKind.NATIONAL_PLAN: (
        Step("co_executor_report", "240", CO_EXECUTORS, 5, 1),
        Step("responsible_report", "241", RESPONSIBLE, 6, 1),
        Step("report_to_government", "245", AUTHORITY, 7, 1),
        Step("report_to_administration", "248", GOVERNMENT, 7, 15),
        Step("strategic_conclusion", "249", STRATEGIC, 7, 15),
        Step("brief_table", "251", AUTHORITY, 8, 1),
    ),
    DocumentKind.CONCEPT: (
        Step("co_executor_report", "254", CO_EXECUTORS, 4, 15),
        Step("developer_report", "256", DEVELOPER, 5, 1),
        Step("report_to_government", "257", AUTHORITY, 6, 1),
        Step("report_to_administration", "258", GOVERNMENT, 6, 20),
        Step("strategic_conclusion", "259", STRATEGIC, 6, 20),
        Step("brief_table", "261", AUTHORITY, 8, 1),
    ),
    DocumentKind.BODY_PLAN: (Step("report_published_and_sent", "263", DEVELOPER, 2, 15),),
    DocumentKind.REGION_PLAN: (
        Step("co_executor_information", "266", CO_EXECUTORS, 2, 15),
        Step("report_on_site", "266", DEVELOPER, 3, 1),
        Step("report_to_authority", "267", DEVELOPER, 3, 10),
        Step("brief_summary", "268", AUTHORITY, 4, 30),
    ),
}
SENT_BY: dict[str, str] = {
    DocumentKind.BODY_PLAN: "report_published_and_sent",
    DocumentKind.REGION_PLAN: "report_to_authority",
}
CORRECTION = Step("correction", "269", DEVELOPER, 12, 15, about=0)
TO_MASLIKHAT = Step("to_maslikhat", "152", DEVELOPER, 12, 1, about=0)
NEXT_PROPOSALS = Step("proposals_to_next_plan", "73", INTERESTED, 4, 1, about=0)
NEXT_DRAFT = Step("draft_to_prime_minister", "75", STRATEGIC, 9, 1, about=0)
AFTER_APPROVAL: dict[str, tuple[tuple[str, str, int], ...]] = {
    DocumentKind.BODY_PLAN: (("sent_after_approval", "122", 5), ("published_after_approval", "123", 10)),
    DocumentKind.REGION_PLAN: (("sent_after_approval", "153", 5), ("published_after_approval", "154", 10)),
}
CONSOLIDATED_PARAGRAPH: dict[str, str] = {DocumentKind.BODY_PLAN: "263", DocumentKind.REGION_PLAN: "267"}
CONSOLIDATED_WORKING_DAYS = 5


def one_month_after(day: date) -> date:
    """The same day of the next month, or that month's last day where it has no such day (§59, §151)."""
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def fixed_days(planned: Planned, year: int) -> list[Deadline]:
    """The steps of calendar YEAR whose date the methodology gives as a day, or which follow in calendar days or
    months; none of them needs the working calendar."""
    found = [*_report_days(planned, year), *_quarter_days(planned, year), *_own_days(planned, year)]
    found += [*_calendar_terms(planned)]
    return sorted((one for one in found if one.due_on.year == year), key=_order)


def working_terms(planned: Planned, year: int, calendar: Calendar) -> list[Deadline]:
    """The steps of calendar YEAR that are counted in working days; `MissingYear` where a term touches a year that
    the CALENDAR lacks."""
    found = [*_after_approval(planned, year, calendar), *_consolidated(planned, year, calendar)]
    return sorted((one for one in found if one.due_on.year == year), key=_order)


def deadlines(planned: Planned, year: int, calendar: Calendar) -> list[Deadline]:
    """Everything that is due in calendar YEAR, in the order of dates; `MissingYear`."""
    return sorted([*fixed_days(planned, year), *working_terms(planned, year, calendar)], key=_order)


def _order(one: Deadline) -> tuple[date, str, int]:
    return one.due_on, one.code, one.number


def _dated(step: Step, year: int, number: int = 0) -> Deadline:
    return Deadline(step.code, step.paragraph, step.who, date(year, step.month, step.day), year + step.about, number)


def _report_days(planned: Planned, year: int) -> Iterator[Deadline]:
    """Reports on the year before (§240-268), while that year belongs to the period of the document."""
    if planned.monitored and planned.year_from <= year - 1 <= planned.year_to:
        yield from (_dated(step, year) for step in REPORTING.get(planned.kind, ()))


def _quarter_days(planned: Planned, year: int) -> Iterator[Deadline]:
    """§236: operational monitoring of a quarter until the 10th of the month after it; of the fourth in January."""
    if planned.kind != DocumentKind.NATIONAL_PLAN or not planned.monitored:
        return
    for about, quarter, month in ((year - 1, 4, 1), (year, 1, 4), (year, 2, 7), (year, 3, 10)):
        if planned.year_from <= about <= planned.year_to:
            yield Deadline("quarterly_monitoring", "236", RESPONSIBLE, date(year, month, 10), about, quarter)


def _own_days(planned: Planned, year: int) -> Iterator[Deadline]:
    """§73, §75 in the last year of a national plan; §152 in the year before a region's plan begins; §269 in every
    year but the last, in which nothing may be corrected (§209)."""
    if planned.kind == DocumentKind.NATIONAL_PLAN and year == planned.year_to:
        yield from (_dated(step, year) for step in (NEXT_PROPOSALS, NEXT_DRAFT))
    if planned.kind == DocumentKind.REGION_PLAN:
        if year == planned.year_from - 1:
            yield _dated(TO_MASLIKHAT, year)
        if planned.monitored and planned.year_from <= year < planned.year_to:
            yield _dated(CORRECTION, year)


def _calendar_terms(planned: Planned) -> Iterator[Deadline]:
    """§59: passports a month after the approval; §151: review of a draft within a month; §263: a published report
    stays open for opinions for 14 calendar days."""
    if 1 in planned.approvals and planned.owes_passports:
        day = planned.approvals[1]
        yield Deadline("passports", "59", DEVELOPER, one_month_after(day), day.year)
    if planned.kind == DocumentKind.REGION_PLAN and planned.draft_received_on:
        day = planned.draft_received_on
        yield Deadline("draft_review", "151", INTERESTED, one_month_after(day), day.year)
    if planned.kind == DocumentKind.BODY_PLAN:
        for about, day in planned.reports_published.items():
            last = day + timedelta(days=REPORT_IS_PUBLIC_DAYS)
            yield Deadline("report_open_for_opinions", "263", DEVELOPER, last, about)


def _after_approval(planned: Planned, year: int, calendar: Calendar) -> Iterator[Deadline]:
    """§122-123, §153-154: after the approval and after every amendment."""
    for number, day in planned.approvals.items():
        if year - 1 <= day.year <= year:
            for code, paragraph, days in AFTER_APPROVAL.get(planned.kind, ()):
                due = add_working_days(day, days, calendar)
                yield Deadline(code, paragraph, DEVELOPER, due, day.year, number)


def _consolidated(planned: Planned, year: int, calendar: Calendar) -> Iterator[Deadline]:
    """§263, §267: the planning authority publishes reports within 5 working days from their receipt."""
    sent_by = SENT_BY.get(planned.kind)
    sent = next((one for one in _report_days(planned, year) if one.code == sent_by), None)
    if sent is None:
        return
    received = planned.reports_received.get(sent.about)
    due = add_working_days(received or sent.due_on, CONSOLIDATED_WORKING_DAYS, calendar)
    paragraph = CONSOLIDATED_PARAGRAPH[planned.kind]
    yield Deadline("consolidated_publication", paragraph, AUTHORITY, due, sent.about, expected=received is None)


# --- states ------------------------------------------------------------------------------------------------------

DONE, DONE_LATE, OVERDUE, NEAR, AHEAD = "done", "done_late", "overdue", "near", "ahead"


def state_of(due_on: date, done_on: date | None, today: date) -> str:
    """State of a step: the day of the deadline itself is still in time."""
    if done_on is not None:
        return DONE if done_on <= due_on else DONE_LATE
    if today > due_on:
        return OVERDUE
    return NEAR if (due_on - today).days <= NEAR_DAYS else AHEAD


def overdue_days(due_on: date, done_on: date | None, today: date) -> int:
    """Calendar days by which the step was, or is, late; 0 when it is in time."""
    return max(0, ((done_on or today) - due_on).days)


def reminded_on(due_on: date, days_before: Iterable[int]) -> set[date]:
    """The days on which people are reminded of DUE_ON."""
    return {due_on - timedelta(days=days) for days in days_before}
