"""Retail space (p.11), shared use (p.7), priority activities (p.5), terms of yearly reports (p.29-32)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra_support.rules import priorities, retail, shared_use, yearly_reports
from infra_support.rules.support_term import add_months

AREAS = st.decimals(min_value=Decimal("1"), max_value=Decimal("20000"), places=2)
DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 12, 31))


@pytest.mark.parametrize(
    ("area", "percent", "minimum"),
    [
        ("1", 5, "0.05"),
        ("800", 5, "40"),
        ("1000", 5, "50"),
        ("1000.01", 3, "30.0003"),
        ("3000", 3, "90"),
        ("3000.01", None, None),
        ("9000", None, None),
    ],
)
def test_the_least_space_follows_the_trade_area(area, percent, minimum):
    assert retail.minimum_percent(Decimal(area)) == percent
    found = retail.minimum_area(Decimal(area), state_utilities=True)
    assert found == (None if minimum is None else Decimal(minimum))
    assert retail.minimum_area(Decimal(area), state_utilities=False) is None


@given(area=AREAS)
def test_the_least_space_is_never_more_than_a_twentieth_and_none_above_three_thousand(area):
    minimum = retail.minimum_area(area, state_utilities=True)
    assert (minimum is None) == (area > 3000)
    assert minimum is None or 0 < minimum <= area / 20


@pytest.mark.parametrize(
    ("starts", "ends", "allowed"),
    [
        (date(2026, 1, 1), date(2026, 6, 30), True),
        (date(2026, 1, 1), date(2026, 6, 29), False),
        (date(2026, 8, 31), date(2027, 2, 27), True),
        (date(2026, 8, 31), date(2027, 2, 26), False),
    ],
)
def test_space_is_given_for_six_months_at_least(starts, ends, allowed):
    assert retail.term_allowed(starts, ends) is allowed


@given(starts=DAYS, more=st.integers(0, 2000))
def test_a_longer_placement_is_allowed_when_a_shorter_one_is(starts, more):
    least = retail.least_end(starts)
    assert retail.term_allowed(starts, least + timedelta(more))
    assert not retail.term_allowed(starts, least - timedelta(1 + more))


@given(st.lists(st.tuples(DAYS, st.integers(0, 400), st.integers(1, 50)), max_size=8))
def test_the_most_that_is_given_is_found_on_some_day(rows):
    placements = [(first, first + timedelta(days), Decimal(area)) for first, days, area in rows]
    most = retail.most_given(placements)
    days = {first + timedelta(n) for first, length, _ in rows for n in (0, length // 2, length)}
    assert all(retail.given_on(day, placements) <= most for day in days)
    assert most <= sum(area for *_, area in placements)


@given(starts=DAYS, days=st.integers(-10, 3000))
def test_a_use_beyond_36_months_needs_consent(starts, days):
    ends = starts + timedelta(days)
    within = starts <= ends < add_months(starts, 36)
    assert shared_use.within_term(starts, ends, consent=False) is within
    assert shared_use.within_term(starts, ends, consent=True) is (ends >= starts)


@pytest.mark.parametrize(("users", "enough"), [(0, False), (2, False), (3, True), (10, True)])
def test_a_shared_object_needs_three_users(users, enough):
    assert shared_use.enough_users(users) is enough


def test_places_and_load():
    uses = [(date(2026, 1, 1), date(2026, 3, 31), 2), (date(2026, 3, 1), date(2026, 6, 30), 3)]
    assert [shared_use.taken_on(date(2026, month, 15), uses) for month in (1, 3, 5, 7)] == [2, 5, 3, 0]
    assert shared_use.most_taken(uses) == 5
    assert shared_use.load_percent(5, 8) == 62
    assert shared_use.load_percent(5, 0) is None


@given(st.lists(st.tuples(DAYS, st.none() | st.integers(0, 900)), max_size=12))
def test_never_more_than_six_priority_activities_on_any_day(rows):
    periods = [(first, None if days is None else first + timedelta(days)) for first, days in rows]
    days = {day for first, last in periods for day in (first, last or date(2040, 1, 1), first + timedelta(30))}
    most = max((priorities.in_force_on(day, periods) for day in days), default=0)
    if priorities.allowed(periods):
        assert most <= 6
    else:
        assert most > 6


@pytest.mark.parametrize(
    ("kind", "due"),
    [("status", date(2026, 2, 10)), ("monitoring", date(2026, 3, 31)), ("consolidated", date(2026, 4, 10))],
)
def test_the_terms_of_the_reports_of_2025(kind, due):
    assert yearly_reports.due_on(kind, 2025) == due
    assert yearly_reports.days_late(due, due, due + timedelta(99)) == 0
    assert yearly_reports.days_late(due, due + timedelta(2), due) == 2
    assert yearly_reports.days_late(due, None, due + timedelta(5)) == 5


@pytest.mark.parametrize(("filled", "needed", "percent"), [(0, 0, 100), (0, 3, 0), (2, 3, 66), (3, 3, 100)])
def test_completeness(filled, needed, percent):
    assert yearly_reports.completeness_percent(filled, needed) == percent
