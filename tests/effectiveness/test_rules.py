import json
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning_docs.effectiveness.rules import formulas as rules
from planning_docs.effectiveness.rules.case import evaluate

CASE = json.loads((Path(__file__).parents[1] / "worked_examples" / "effectiveness.json").read_text("utf-8"))


def shown(value, places="0.000001"):
    return str(rules.as_decimal(Fraction(value)).quantize(Decimal(places), ROUND_HALF_UP))


def test_the_worked_example_gives_every_printed_coefficient():
    score, expected = evaluate(CASE), CASE["expected"]
    assert shown(score.quality) == expected["B"]
    assert [shown(one) for one in score.targets] == expected["K"]
    assert [shown(one) for one in score.results] == expected["Y"]
    assert [shown(one) for one in score.goals] == expected["X"]
    assert shown(score.achievement) == expected["D"]
    assert shown(score.influence) == expected["E"]
    assert shown(score.points_off, "0.1") == expected["W"]
    assert shown(score.points, "0.01") == expected["A"]


def test_a_missing_value_of_e_leaves_the_score_incomplete():
    case = {**CASE, "e": [{**CASE["e"][0], "fact": None}, *CASE["e"][1:]]}
    assert evaluate(case).influence is None
    assert evaluate(case).points is None


def test_result_ratio_changes_only_the_tasks():
    case = {**CASE, "result_ratio": rules.TO_IMPROVEMENT}
    assert evaluate(case).targets == evaluate(CASE).targets
    assert evaluate(case).quality == evaluate(CASE).quality


@pytest.mark.parametrize(
    ("better", "plan", "fact", "previous", "expected"),
    [
        ("up", 60, 58, 50, Fraction(4, 5)),
        ("down", Fraction(48, 10), Fraction(49, 10), 5, Fraction(1, 2)),
        ("up", 10, 12, 8, 1),
        ("up", 10, 7, 8, 0),
        ("up", 5, 5, 5, 1),
        ("up", 5, 4, 5, 0),
        ("down", 5, 5, 5, 1),
        ("down", 5, 6, 5, 0),
    ],
)
def test_improvement_is_measured_against_the_planned_one(better, plan, fact, previous, expected):
    indicator = rules.Indicator(better, Fraction(plan), Fraction(fact), None, Fraction(previous))
    assert rules.improvement(indicator) == expected


def test_a_goal_without_tasks_has_full_results_and_a_goal_where_nothing_counts_is_left_out():
    counted = rules.Goal([rules.Indicator("up", Fraction(2), Fraction(2), None, Fraction(1))])
    empty = rules.Goal([rules.Indicator("up", None, Fraction(2))])
    assert rules.goal_results(counted) == 1
    assert rules.goal_score(empty) is None
    assert rules.achievement([counted, empty]) == rules.achievement([counted])


@pytest.mark.parametrize(("facts", "points"), [(0, 0), (2, 0), (3, Fraction(3, 5)), (25, 5), (26, 5), (400, 5)])
def test_false_facts_count_from_three_and_take_at_most_five_points(facts, points):
    assert rules.deductions(late=False, incomplete=False, false_facts=facts) == points


numbers = st.fractions(min_value=0, max_value=1000, max_denominator=1000)
indicators = st.builds(rules.Indicator, st.sampled_from(["up", "down"]), plan=numbers, fact=numbers, previous=numbers)


@given(indicators)
def test_every_coefficient_lies_between_0_and_1(indicator):
    assert 0 <= rules.improvement(indicator) <= 1
    assert 0 <= rules.result_share(indicator) <= 1


@given(st.lists(st.fractions(min_value=0, max_value=1), min_size=6, max_size=6), st.integers(0, 100))
def test_a_local_score_is_never_below_0_nor_above_100(ratios, false_facts):
    influence = rules.social_economic_influence(ratios)
    off = rules.deductions(late=True, incomplete=True, false_facts=false_facts)
    assert 0 <= rules.local_score(Fraction(1), Fraction(1), influence, off) <= 100


@given(numbers, numbers, numbers)
def test_a_better_fact_never_lowers_a_result(plan, fact, more):
    lower = rules.Indicator("up", plan=plan, fact=fact)
    higher = rules.Indicator("up", plan=plan, fact=fact + more)
    assert rules.result_share(higher) >= rules.result_share(lower)
