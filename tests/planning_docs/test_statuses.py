"""Statuses of measures and indicators and absorbed money on tables of cases (Order No. 93, Annexes 13 and 14)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning_docs.rules import statuses as rules
from planning_docs.rules.conclusion import Monitored, criteria
from planning_docs.rules.statuses import Absorption, IndicatorYear, MeasureYear


def d(text):
    return None if text is None else Decimal(text)


MEASURES = [
    # what, completed, long-term, planned quantity, quantity, allocated, absorbed, status
    ("fully completed", True, False, None, None, "100", "80", "done"),
    ("quantity reached", False, False, "5", "5", None, None, "done"),
    ("more than planned", False, True, "5", "6", "10", "1", "done"),
    ("quantity missed, one year", False, False, "5", "4", "10", "10", "not_done"),
    ("quantity missed, long-term, absorbed", False, True, "5", "4", "10", "10", "partly"),
    ("long-term, absorbed in full", False, True, None, None, "120.5", "120.5", "partly"),
    ("less allocated than planned but absorbed in full", False, True, None, None, "60", "60", "partly"),
    ("in full to the printed 0.1", False, True, None, None, "120.54", "120.46", "partly"),
    ("just short of the printed 0.1", False, True, None, None, "120.55", "120.54", "not_done"),
    ("more absorbed than allocated", False, True, None, None, "100", "101", "partly"),
    ("long-term, not absorbed", False, True, None, None, "100", "99.8", "not_done"),
    ("one year, absorbed, not completed", False, False, None, None, "100", "100", "not_done"),
    ("nothing allocated", False, True, None, None, "0", "0", "not_done"),
    ("nothing entered", False, True, None, None, None, None, "not_done"),
    ("allocated, nothing absorbed", False, True, None, None, "10", None, "not_done"),
    ("a planned quantity of nothing", False, False, "0", "0", None, None, "not_done"),
]


@pytest.mark.parametrize(("completed", "long", "planned", "done", "given", "used", "status"),
                         [case[1:] for case in MEASURES], ids=[case[0] for case in MEASURES])  # fmt: skip
def test_the_status_of_a_measure_is_that_of_the_table(completed, long, planned, done, given, used, status):
    assert rules.measure_status(MeasureYear(completed, long, d(planned), d(done), d(given), d(used))) == status


INDICATORS = [
    # better, base, plan, fact, low, high, status, deviation, percent of the plan
    ("up", "50", "60", "60", None, None, "done", "0", "100.0"),
    ("up", "50", "60", "66", None, None, "done", "6", "110.0"),
    ("up", "50", "60", "55", None, None, "partly", "-5", "91.7"),
    ("up", "50", "60", "50", None, None, "not_done", "-10", "83.3"),
    ("up", None, "60", "55", None, None, "not_done", "-5", "91.7"),
    ("down", "12", "10", "9.5", None, None, "done", "-0.5", "95.0"),
    ("down", "12", "10", "11", None, None, "partly", "1", "110.0"),
    ("down", "12", "10", "13", None, None, "not_done", "3", "130.0"),
    ("range", "9", None, "5", "4", "6", "done", "0", None),
    ("range", "9", None, "7", "4", "6", "partly", "1", None),
    ("range", "1", None, "3.5", "4", "6", "partly", "-0.5", None),
    ("range", "7", None, "9", "4", "6", "not_done", "3", None),
    ("range", "7", None, "5", "4", None, "done", "0", None),
    ("up", "50", "60", None, None, None, "no_data", None, None),
    ("up", "50", None, "55", None, None, "no_data", None, None),
    ("range", "50", "60", "55", None, None, "no_data", None, None),
    ("up", "-3", "0", "1", None, None, "done", "1", None),
]


@pytest.mark.parametrize(
    ("better", "base", "plan", "fact", "low", "high", "status", "deviation", "percent"), INDICATORS
)
def test_the_status_of_an_indicator_is_that_of_the_table(
    better, base, plan, fact, low, high, status, deviation, percent
):
    year = IndicatorYear(better, d(base), d(plan), d(fact), d(low), d(high))
    assert rules.indicator_status(year) == status
    assert rules.deviation(year) == d(deviation)
    assert rules.percent_of_plan(year) == d(percent)


numbers = st.decimals(-1000, 1000, places=2)


@given(numbers, numbers, numbers)
def test_better_up_and_better_down_mirror_each_other(base, plan, fact):
    up = IndicatorYear("up", base, plan, fact)
    down = IndicatorYear("down", -base, -plan, -fact)
    assert rules.indicator_status(up) == rules.indicator_status(down)


@given(numbers, numbers, numbers, st.decimals(0, 100, places=2))
def test_a_better_fact_never_has_a_worse_status(base, plan, fact, more):
    order = ["not_done", "partly", "done"]
    before = rules.indicator_status(IndicatorYear("up", base, plan, fact))
    after = rules.indicator_status(IndicatorYear("up", base, plan, fact + more))
    assert order.index(after) >= order.index(before)


def test_absorbed_money_is_totalled_and_a_reason_is_asked_where_less_is_printed():
    lines = [Absorption(d("100"), d("99.96")), Absorption(d("50.5"), d("40.25")), Absorption(d("0"), d("0"))]
    assert [one.needs_reason for one in lines] == [False, True, False]
    assert [one.percent for one in lines] == [d("100.0"), d("79.7"), None]
    assert rules.total(lines) == Absorption(d("150.5"), d("140.21"))


def test_the_criteria_of_a_conclusion_are_counted_from_statuses():
    found = criteria(
        Monitored(
            indicators=["done", "done", "partly", "no_data"],
            measures=["done", "partly", "not_done"],
            absorption=Absorption(d("200"), d("190")),
            facts_entered=6,
            facts_expected=7,
            amendments=1,
            changes=4,
            changes_with_reason=3,
            bodies_asked=2,
            bodies_in_time=1,
        )
    )
    assert (found.indicators_reached, found.measures_done, found.absorbed) == (d("50.0"), d("33.3"), d("95.0"))
    assert found.achievement_less_absorption == d("-45.0")
    assert found.completeness == d("85.7")
    assert found.indicator_counts == {"done": 2, "partly": 1, "not_done": 0, "no_data": 1}


def test_a_document_without_measures_and_money_has_no_share_of_them():
    found = criteria(Monitored(indicators=["done"], measures=[], absorption=Absorption()))
    assert (found.measures_done, found.absorbed, found.achievement_less_absorption) == (None, None, None)
