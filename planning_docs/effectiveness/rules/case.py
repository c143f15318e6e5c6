"""An evaluation written down as plain data (the worked example's layout), computed by `rules.formulas`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from . import formulas as rules
from .method import Method

Case = Mapping[str, Any]
METHOD_2012 = Method()


@dataclass(frozen=True)
class Score:
    """Every coefficient of one evaluation; None is "could not be computed" and leaves the score incomplete.

    `missing` says what is lacking: "B:1.2" (a field without marks), "C:3" (a risk), "D", "E:emissions".
    """

    quality: Fraction | None  # B
    risks: Fraction | None  # C
    targets: list[Fraction | None]  # K
    results: list[Fraction | None]  # Y
    goals: list[Fraction | None]  # X
    achievement: Fraction | None  # D
    influence: Decimal | None  # E
    points_off: Fraction  # W
    points: Decimal | None  # A
    missing: list[str] = field(default_factory=list)


def number(value: Any) -> Fraction | None:
    """An exact number from text or JSON, None stays None."""
    return None if value is None else Fraction(str(value))


def read_indicator(data: Case) -> rules.Indicator:
    names = ("plan", "fact", "operational_fact", "previous", "low", "high")
    return rules.Indicator(better=data["better"], **{name: number(data.get(name)) for name in names})


def read_goal(data: Case) -> rules.Goal:
    tasks = [[read_indicator(one) for one in task["results"]] for task in data.get("tasks", [])]
    return rules.Goal([read_indicator(one) for one in data["indicators"]], tasks)


def read_directions(sector: Case) -> list[tuple[Fraction, Fraction]]:
    """Marks of the directions that have both of them."""
    marks = [(number(one.get("q1")), number(one.get("q2"))) for one in sector["directions"]]
    return [(q1, q2) for q1, q2 in marks if q1 is not None and q2 is not None]


def read_risk(data: Any) -> Fraction | None:
    """R of a risk, which is a number or an object with its value."""
    return number(data.get("value") if isinstance(data, Mapping) else data)


def read_ratio(one: Case) -> Fraction | None:
    """S of an indicator of E; None where a value is missing."""
    previous, fact = number(one.get("previous")), number(one.get("fact"))
    if previous is None or fact is None:
        return None
    return rules.social_economic_ratio(one["better"], previous, fact)


def read_deductions(case: Case) -> dict[str, Any]:
    known = {"late": False, "incomplete": False, "false_facts": 0, **case.get("deductions", {})}
    return {name: known[name] for name in ("late", "incomplete", "false_facts")}


def evaluate(case: Case, method: Method = METHOD_2012) -> Score:
    """The score of CASE by METHOD; keys as in the worked example."""
    rule = method.scores[case["body_kind"]]
    ratio = case.get("result_ratio", method.result_ratio)
    goals = [read_goal(one) for one in case["goals"]]
    risks = [read_risk(one) for one in case.get("risks", [])]
    lacking = list(gaps(case, method))
    coefficients = {
        "B": rules.analysis_quality([read_directions(sector) for sector in case["sectors"]]),
        "C": None if None in risks else rules.risk_management([one for one in risks if one is not None]),
        "D": rules.achievement(goals, ratio),
    }
    influence = rules.social_economic_influence([read_ratio(one) for one in case.get("e", [])])
    off = rules.deductions(**read_deductions(case), by=method.deductions)
    complete = {name: value for name, value in coefficients.items() if value is not None}
    base = None if lacking else rules.weighted(rule.weights, complete)
    return Score(
        quality=coefficients["B"],
        risks=coefficients["C"],
        targets=[rules.goal_targets(goal) for goal in goals],
        results=[rules.goal_results(goal, ratio) for goal in goals],
        goals=[rules.goal_score(goal, ratio) for goal in goals],
        achievement=coefficients["D"],
        influence=influence,
        points_off=off,
        points=None if base is None else rules.SCORE_FORMULAS[rule.formula](base, off, influence),
        missing=lacking,
    )


def gaps(case: Case, method: Method) -> Iterator[str]:
    """What the kind of body needs and CASE does not have."""
    rule = method.scores[case["body_kind"]]
    if "B" in rule.weights:
        yield from _unmarked(case["sectors"])
    if "C" in rule.weights:
        yield from (f"C:{place}" for place, one in enumerate(case.get("risks", []), 1) if read_risk(one) is None)
    ratio = case.get("result_ratio", method.result_ratio)
    if rules.achievement([read_goal(one) for one in case["goals"]], ratio) is None:
        yield "D"
    if rule.influenced:
        yield from _without_value(case.get("e", []), method)


def _unmarked(sectors: Sequence[Case]) -> Iterator[str]:
    if not sectors:
        yield "B"
    for place, sector in enumerate(sectors, 1):
        for one in sector["directions"]:
            if one.get("q1") is None or one.get("q2") is None:
                yield f"B:{one.get('code', place)}"


def _without_value(given: Sequence[Case], method: Method) -> Iterator[str]:
    known = {one["code"]: read_ratio(one) for one in given}
    wanted = [one.code for one in method.influence] or list(known)
    yield from (f"E:{code}" for code in wanted if known.get(code) is None)
    if not wanted:
        yield "E"
