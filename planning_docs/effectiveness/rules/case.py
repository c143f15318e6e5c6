"""An evaluation written down as plain data (the worked example's layout), computed by `rules.formulas`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from . import formulas as rules
from .method import METHOD_2012, Method

Case = Mapping[str, Any]


@dataclass(frozen=True)
class Score:
    """Every coefficient of one evaluation; None is "could not be computed" and leaves the score incomplete."""

    quality: Fraction | None  # B
    risks: Fraction  # C
    targets: list[Fraction | None]  # K
    results: list[Fraction | None]  # Y
    goals: list[Fraction | None]  # X
    achievement: Fraction | None  # D
    influence: Decimal | None  # E
    points_off: Fraction  # W
    points: Decimal | None  # A


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
    return [(Fraction(str(one["q1"])), Fraction(str(one["q2"]))) for one in sector["directions"]]


def read_ratios(data: Sequence[Case]) -> list[Fraction | None]:
    """S of each indicator of E; None where a value is missing."""
    ratios: list[Fraction | None] = []
    for one in data:
        previous, fact = number(one.get("previous")), number(one.get("fact"))
        if previous is None or fact is None:
            ratios.append(None)
        else:
            ratios.append(rules.social_economic_ratio(one["better"], previous, fact))
    return ratios


def read_deductions(case: Case) -> dict[str, Any]:
    """What is taken off for: late, incomplete, and how many false facts."""
    return {"late": False, "incomplete": False, "false_facts": 0, **case["deductions"]}


def evaluate(case: Case, method: Method = METHOD_2012) -> Score:
    """The score of CASE by METHOD; keys as in the worked example, of which `result_ratio` wins over the method's."""
    ratio = case.get("result_ratio", method.result_ratio)
    goals = [read_goal(one) for one in case["goals"]]
    quality = rules.analysis_quality([read_directions(sector) for sector in case["sectors"]])
    risks = rules.risk_management([Fraction(str(value)) for value in case.get("risks", [])])
    achievement = rules.achievement(goals, ratio)
    influence = rules.social_economic_influence(read_ratios(case.get("e", [])))
    off = rules.deductions(
        **{"late": False, "incomplete": False, "false_facts": 0, **case["deductions"]}, method=method
    )
    return Score(
        quality=quality,
        risks=risks,
        targets=[rules.goal_targets(goal) for goal in goals],
        results=[rules.goal_results(goal, ratio) for goal in goals],
        goals=[rules.goal_score(goal, ratio) for goal in goals],
        achievement=achievement,
        influence=influence,
        points_off=off,
        points=total(case["body_kind"], quality, risks, achievement, influence, off, method),
    )


def total(
    body_kind: str,
    quality: Fraction | None,
    risks: Fraction,
    achievement: Fraction | None,
    influence: Decimal | None,
    points_off: Fraction,
    method: Method = METHOD_2012,
) -> Decimal | None:
    """A in points; None when a coefficient that the kind of body needs is missing."""
    if quality is None or achievement is None:
        return None
    if body_kind == "central":
        return rules.central_score(quality, risks, achievement, points_off, method)
    return None if influence is None else rules.local_score(quality, achievement, influence, points_off, method)
