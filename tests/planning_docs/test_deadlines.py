"""The dates of planning documents in a year with moved days off, against the paragraphs of Order No. 93."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning_docs.choices import DocumentKind
from planning_docs.rules import deadlines as rules
from planning_docs.rules.deadlines import Planned, deadlines, fixed_days, working_terms
from rss_portal.calendar.rules.working_days import CalendarYear, MissingYear, add_working_days

# 2026 as in the shipped calendar around the dates used here: 9 March is the moved day off of 8 March (a Sunday),
# 23-25 March are Nauryz moved by the weekend, 16 December is Independence Day.
DAYS_OFF = {date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 7), date(2026, 3, 9), date(2026, 3, 23)}
DAYS_OFF |= {date(2026, 3, 24), date(2026, 3, 25), date(2026, 12, 16)}
CALENDAR = {
    2025: CalendarYear(2025, frozenset({date(2025, 12, 16)})),
    2026: CalendarYear(2026, frozenset(DAYS_OFF)),
}


def days(planned, year, calendar=CALENDAR):
    return {(one.code, one.number): one.due_on for one in deadlines(planned, year, calendar)}


def test_the_steps_of_a_national_plan_are_those_of_the_methodology():
    plan = Planned(DocumentKind.NATIONAL_PLAN, 2025, 2029)
    assert days(plan, 2026) == {
        ("quarterly_monitoring", 4): date(2026, 1, 10),
        ("quarterly_monitoring", 1): date(2026, 4, 10),
        ("co_executor_report", 0): date(2026, 5, 1),
        ("responsible_report", 0): date(2026, 6, 1),
        ("report_to_government", 0): date(2026, 7, 1),
        ("quarterly_monitoring", 2): date(2026, 7, 10),
        ("report_to_administration", 0): date(2026, 7, 15),
        ("strategic_conclusion", 0): date(2026, 7, 15),
        ("brief_table", 0): date(2026, 8, 1),
        ("quarterly_monitoring", 3): date(2026, 10, 10),
    }


def test_the_next_national_plan_is_prepared_in_the_last_year_only():
    plan = Planned(DocumentKind.NATIONAL_PLAN, 2021, 2026)
    assert days(plan, 2026)["proposals_to_next_plan", 0] == date(2026, 4, 1)
    assert days(plan, 2026)["draft_to_prime_minister", 0] == date(2026, 9, 1)
    assert ("proposals_to_next_plan", 0) not in days(plan, 2025)


def test_the_steps_of_a_concept_are_those_of_the_methodology():
    assert days(Planned(DocumentKind.CONCEPT, 2025, 2029), 2026) == {
        ("co_executor_report", 0): date(2026, 4, 15),
        ("developer_report", 0): date(2026, 5, 1),
        ("report_to_government", 0): date(2026, 6, 1),
        ("report_to_administration", 0): date(2026, 6, 20),
        ("strategic_conclusion", 0): date(2026, 6, 20),
        ("brief_table", 0): date(2026, 8, 1),
    }


def test_a_region_plan_reports_by_days_that_stay_where_they_fall():
    """15 February 2026 and 1 March 2026 are Sundays: the methodology moves nothing."""
    found = days(Planned(DocumentKind.REGION_PLAN, 2025, 2029), 2026)
    assert found["co_executor_information", 0] == date(2026, 2, 15)
    assert found["report_on_site", 0] == date(2026, 3, 1)
    assert found["report_to_authority", 0] == date(2026, 3, 10)
    assert found["brief_summary", 0] == date(2026, 4, 30)
    assert found["correction", 0] == date(2026, 12, 15)


def test_terms_in_working_days_pass_over_moved_days_off():
    """Approved on Thursday 5 March 2026: Friday 6, then 10, 11, 12, 13 March, for Monday the 9th is off."""
    plan = Planned(DocumentKind.REGION_PLAN, 2026, 2030, approvals={1: date(2026, 3, 5)})
    found = days(plan, 2026)
    assert found["sent_after_approval", 1] == date(2026, 3, 13)
    assert found["published_after_approval", 1] == date(2026, 3, 20)
    assert found["passports", 0] == date(2026, 4, 5)
    assert ("passports", 0) not in days(replace(plan, owes_passports=False), 2026)


def test_an_amendment_starts_the_terms_of_sending_and_publishing_again():
    plan = Planned(DocumentKind.BODY_PLAN, 2025, 2029, approvals={1: date(2025, 1, 10), 2: date(2026, 12, 10)})
    found = days(plan, 2026)
    assert found["sent_after_approval", 2] == date(2026, 12, 18)
    assert found["published_after_approval", 2] == date(2026, 12, 25)
    assert ("passports", 0) not in found


@pytest.mark.parametrize(
    ("received", "due", "expected"), [(date(2026, 3, 5), date(2026, 3, 13), False), (None, date(2026, 3, 17), True)]
)
def test_the_authority_publishes_five_working_days_after_the_receipt(received, due, expected):
    received_on = {2025: received} if received else {}
    plan = Planned(DocumentKind.REGION_PLAN, 2025, 2029, reports_received=received_on)
    one = next(one for one in deadlines(plan, 2026, CALENDAR) if one.code == "consolidated_publication")
    assert (one.due_on, one.expected, one.paragraph) == (due, expected, "267")


def test_a_report_of_a_body_stays_open_for_opinions_for_fourteen_days():
    plan = Planned(DocumentKind.BODY_PLAN, 2025, 2029, reports_published={2025: date(2026, 2, 10)})
    assert days(plan, 2026)["report_open_for_opinions", 0] == date(2026, 2, 24)


def test_a_received_draft_is_reviewed_within_a_month():
    plan = Planned(DocumentKind.REGION_PLAN, 2027, 2031, draft_received_on=date(2026, 10, 31))
    found = days(plan, 2026)
    assert found["draft_review", 0] == date(2026, 11, 30)
    assert found["to_maslikhat", 0] == date(2026, 12, 1)


def test_a_year_without_a_calendar_is_an_error_and_not_a_year_without_holidays():
    plan = Planned(DocumentKind.REGION_PLAN, 2025, 2030, approvals={3: date(2026, 12, 28)})
    with pytest.raises(MissingYear):
        working_terms(plan, 2027, CALENDAR)
    assert [one.code for one in fixed_days(plan, 2027)] == [
        "co_executor_information", "report_on_site", "report_to_authority", "brief_summary", "correction",
    ]  # fmt: skip


def test_the_last_year_has_no_correction_and_the_year_after_it_a_last_report():
    plan = Planned(DocumentKind.REGION_PLAN, 2021, 2025)
    assert ("correction", 0) not in days(plan, 2025)
    assert ("report_on_site", 0) in days(plan, 2026)
    assert days(plan, 2027, {}) == {}


def test_a_draft_has_nothing_to_report_or_to_correct():
    draft = Planned(DocumentKind.REGION_PLAN, 2026, 2030, draft_received_on=date(2026, 1, 20), monitored=False)
    assert days(draft, 2026) == {("draft_review", 0): date(2026, 2, 20)}
    assert days(draft, 2027, {}) == {}


@pytest.mark.parametrize(
    ("day", "month_later"),
    [
        (date(2026, 1, 31), date(2026, 2, 28)), (date(2024, 1, 30), date(2024, 2, 29)),
        (date(2026, 12, 15), date(2027, 1, 15)), (date(2026, 3, 31), date(2026, 4, 30)),
    ],
)  # fmt: skip
def test_a_month_ends_on_its_own_last_day_where_it_is_shorter(day, month_later):
    assert rules.one_month_after(day) == month_later


@pytest.mark.parametrize(
    ("today", "done_on", "state", "late"),
    [
        (date(2026, 3, 1), None, rules.NEAR, 0),
        (date(2026, 2, 1), None, rules.AHEAD, 0),
        (date(2026, 3, 2), None, rules.OVERDUE, 1),
        (date(2026, 6, 1), date(2026, 3, 1), rules.DONE, 0),
        (date(2026, 6, 1), date(2026, 3, 4), rules.DONE_LATE, 3),
    ],
)
def test_the_day_itself_is_in_time_and_overdue_days_are_counted_from_it(today, done_on, state, late):
    due = date(2026, 3, 1)
    assert rules.state_of(due, done_on, today) == state
    assert rules.overdue_days(due, done_on, today) == late


@given(st.dates(date(2025, 1, 1), date(2025, 11, 30)), st.integers(1, 10))
def test_a_term_in_working_days_is_never_shorter_than_in_days(start, count):
    due = add_working_days(start, count, CALENDAR)
    assert due >= start + timedelta(days=count)
    assert due.weekday() < 5
