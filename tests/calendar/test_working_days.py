import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rss_portal.calendar.loading import shipped_calendar
from rss_portal.calendar.rules.working_days import (
    MissingYear,
    add_working_days,
    is_working_day,
    working_days_between,
)

CASES = json.loads((Path(__file__).parents[1] / "worked_examples" / "working_days.json").read_text("utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES)
def test_a_term_ends_as_in_the_worked_examples(case):
    due = add_working_days(date.fromisoformat(case["from"]), case["working_days"], shipped_calendar())
    assert due == date.fromisoformat(case["due"])


def test_a_year_without_a_calendar_is_an_error_and_not_a_year_without_holidays():
    with pytest.raises(MissingYear):
        add_working_days(date(2025, 12, 30), 5, {2025: shipped_calendar()[2025]})


def test_a_worked_sunday_counts_and_a_moved_friday_does_not():
    assert is_working_day(date(2025, 1, 5), shipped_calendar())
    assert not is_working_day(date(2025, 1, 3), shipped_calendar())


@given(st.dates(date(2023, 1, 1), date(2025, 6, 30)), st.integers(1, 60))
def test_counting_back_gives_the_term_again(start, count):
    due = add_working_days(start, count, shipped_calendar())
    assert is_working_day(due, shipped_calendar())
    assert working_days_between(start, due, shipped_calendar()) == count
