"""Properties of whole evaluations: coefficients within [0, 1], A within [0, 100], a better fact never lowers A."""

import json
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from planning_docs.effectiveness.examples import shipped_method
from planning_docs.effectiveness.rules import what_if
from planning_docs.effectiveness.rules.case import evaluate
from planning_docs.effectiveness.rules.trace import trace
from tests.effectiveness.world import CASE

METHOD = shipped_method("2012")
numbers = st.one_of(st.none(), st.integers(-40, 400), st.fractions(-5, 200, max_denominator=20)).map(
    lambda value: None if value is None else str(value)
)
indicator = st.fixed_dictionaries(
    {
        "better": st.sampled_from(["up", "down", "range"]), "previous": numbers, "plan": numbers, "fact": numbers,
        "operational_fact": numbers, "low": st.integers(0, 20).map(str), "high": st.integers(20, 60).map(str),
    }
)  # fmt: skip
marks = st.sampled_from(["0", "0.5", "1"])
goal = st.fixed_dictionaries(
    {
        "indicators": st.lists(indicator, min_size=1, max_size=3),
        "tasks": st.lists(
            st.fixed_dictionaries({"results": st.lists(indicator, min_size=1, max_size=3)}), max_size=2
        ),
    }
)  # fmt: skip
sector = st.fixed_dictionaries(
    {"directions": st.lists(st.fixed_dictionaries({"q1": marks, "q2": marks}), min_size=1, max_size=3)}
)
positive = st.integers(1, 500).map(str)


def influence_values(draw_value):
    return [
        {"code": one.code, "better": one.better, "previous": draw_value(), "fact": draw_value()}
        for one in METHOD.influence
    ]


@st.composite
def cases(draw):
    return {
        "body_kind": draw(st.sampled_from(["central", "local"])),
        "sectors": draw(st.lists(sector, min_size=1, max_size=3)),
        "risks": draw(st.lists(marks, max_size=3)),
        "goals": draw(st.lists(goal, min_size=1, max_size=3)),
        "e": influence_values(lambda: draw(positive)),
        "deductions": {
            "late": draw(st.booleans()), "incomplete": draw(st.booleans()), "false_facts": draw(st.integers(0, 40))
        },
    }  # fmt: skip


def points(case):
    return what_if.points_of(case, METHOD)


@settings(max_examples=150, deadline=None)
@given(cases())
def test_coefficients_lie_within_0_and_1_and_the_score_within_0_and_100(case):
    score = evaluate(case, METHOD)
    known = [score.quality, score.risks, score.achievement, *score.targets, *score.results, *score.goals]
    assert all(0 <= one <= 1 for one in known if one is not None)
    assert score.influence is None or 0 <= score.influence <= 1
    assert score.points is None or 0 <= score.points <= 100
    assert (score.points is None) == bool(score.missing)


@settings(max_examples=150, deadline=None)
@given(cases(), st.data(), st.fractions(0, 50, max_denominator=10))
def test_a_better_fact_never_lowers_the_score(case, data, step):
    counted = [
        what_if.at(case, place)
        for place in what_if.places(case)
        if what_if.at(case, place)["fact"] is not None and what_if.at(case, place)["better"] != "range"
    ]
    if not counted:
        return
    one = data.draw(st.sampled_from(counted))
    before = points(case)
    one["fact"] = str(Fraction(one["fact"]) + (-step if one["better"] == "down" else step))
    assert points(case) >= before


@settings(max_examples=150, deadline=None)
@given(cases(), st.integers(0, 5), st.fractions(0, 50, max_denominator=10))
def test_a_better_value_of_e_never_lowers_the_score(case, place, step):
    one = case["e"][place]
    before = points(case)
    better = Fraction(one["fact"]) + (-step if one["better"] == "down" else step)
    one["fact"] = str(max(Fraction(0), better))
    assert points(case) >= before


@settings(max_examples=60, deadline=None)
@given(cases())
def test_a_trace_says_the_same_as_the_score_and_every_step_has_its_parent(case):
    score = evaluate(case, METHOD)
    steps = {step.path: step for step in trace(case, METHOD)}
    assert (steps["A"].value, steps["B"].value, steps["D"].value, steps["W"].value) == (
        score.points, score.quality, score.achievement, score.points_off,
    )  # fmt: skip
    assert all(path.rpartition(".")[0] in steps for path in steps if "." in path)


@settings(max_examples=60, deadline=None)
@given(cases())
def test_result_ratio_changes_only_what_depends_on_the_tasks(case):
    one, other = ({**case, "result_ratio": ratio} for ratio in ("to_plan", "to_improvement"))
    first, second = evaluate(one, METHOD), evaluate(other, METHOD)
    for name in ("quality", "risks", "targets", "influence", "points_off"):
        assert getattr(first, name) == getattr(second, name)
    without = [place for place, goal in enumerate(case["goals"]) if not goal["tasks"]]
    assert all(first.goals[place] == second.goals[place] for place in without)


def test_by_improvement_the_worked_example_loses_only_its_results():
    """None of its results has a fact of the year before, so nothing of them can be measured by improvement."""
    score = evaluate({**CASE, "result_ratio": "to_improvement"}, METHOD)
    assert score.results == [None, None] and score.targets == evaluate(CASE, METHOD).targets


def test_losses_name_what_costs_points_and_reaching_it_gains_exactly_that():
    losses = what_if.losses(CASE, METHOD)
    assert losses == sorted(losses, key=lambda one: -one.points) and losses[0].points > 0
    first = losses[0]
    gained = points(what_if.with_facts(CASE, {first.key: Fraction(what_if.reached(first.data)["fact"])}))
    assert gained - points(CASE) == first.points


def test_the_shipped_edition_computes_the_worked_example_as_printed():
    assert evaluate(CASE, METHOD).points.quantize(Decimal("0.01")) == Decimal(CASE["expected"]["A"])
    assert json.dumps(CASE)  # the case is plain data
