"""The 2012 methodology of effectiveness evaluation (Order No. 14 of 19.01.2012, as amended).

Plain functions on exact numbers. "p." is a paragraph of the methodology; (r) marks what is reconstructed
from the words, because the formula's image is missing in the text of the order. Coefficients lie in [0, 1]
and are never rounded between steps; only E, a sixth root, is a decimal of 50 digits.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction

ZERO, ONE = Fraction(0), Fraction(1)
HUNDRED = 100
TO_PLAN, TO_IMPROVEMENT = "to_plan", "to_improvement"
UP, DOWN, RANGE = "up", "down", "range"


@dataclass(frozen=True)
class Deductions:
    """Points taken off (p.40-42): a late report, an incomplete one, and each false fact from `false_facts_from` on."""

    late: Fraction = Fraction(3, 2)
    incomplete: Fraction = Fraction(2)
    false_fact: Fraction = Fraction(1, 5)
    false_facts_from: int = 3
    false_facts_most: Fraction = Fraction(5)


DEDUCTIONS = Deductions()
CENTRAL_WEIGHTS = {"B": Fraction(1, 10), "C": Fraction(1, 10), "D": Fraction(8, 10)}
LOCAL_WEIGHTS = {"B": Fraction(2, 10), "D": Fraction(8, 10)}


@dataclass(frozen=True)
class Indicator:
    """A target or result indicator of a year; None is "no data". `low` and `high` bound a range indicator."""

    better: str
    plan: Fraction | None = None
    fact: Fraction | None = None
    operational_fact: Fraction | None = None
    previous: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None

    @property
    def actual(self) -> Fraction | None:
        """The official fact, or the operational one where there is no official (p.24)."""
        return self.fact if self.fact is not None else self.operational_fact


@dataclass(frozen=True)
class Goal:
    """A goal with its target indicators and the result indicators of each of its tasks."""

    indicators: Sequence[Indicator]
    tasks: Sequence[Sequence[Indicator]] = ()


def clip(value: Fraction) -> Fraction:
    """VALUE kept within [0, 1]."""
    return max(ZERO, min(ONE, value))


def mean(values: Sequence[Fraction]) -> Fraction | None:
    """Arithmetic mean, None of nothing."""
    return sum(values, ZERO) / len(values) if values else None


def not_worse(indicator: Indicator) -> Fraction:
    """1 when the fact is not worse than the plan, else 0."""
    assert indicator.actual is not None and indicator.plan is not None
    if indicator.better == DOWN:
        return ONE if indicator.actual <= indicator.plan else ZERO
    return ONE if indicator.actual >= indicator.plan else ZERO


def inside_range(indicator: Indicator) -> Fraction:
    """1 inside the planned range, else 0."""
    assert indicator.actual is not None and indicator.low is not None and indicator.high is not None
    return ONE if indicator.low <= indicator.actual <= indicator.high else ZERO


def counts(indicator: Indicator) -> bool:
    """Whether the indicator takes part: it has a plan for the year and some fact (p.24)."""
    planned = indicator.low is not None if indicator.better == RANGE else indicator.plan is not None
    return planned and indicator.actual is not None


def planned_improvement(indicator: Indicator) -> Fraction | None:
    """Plan minus last year's fact; None where the plan does not ask for an improvement."""
    assert indicator.plan is not None and indicator.previous is not None
    planned = indicator.plan - indicator.previous
    better = planned < 0 if indicator.better == DOWN else planned > 0
    return planned if better else None


def improvement(indicator: Indicator) -> Fraction | None:
    """h (p.24, r): actual improvement over the planned one, both against last year's fact.

    None where there is no last year's fact to improve on. Where the plan keeps last year's fact or is worse
    than it there is no planned improvement to divide by: 1 when the fact is not worse than the plan, else 0.
    """
    if indicator.better == RANGE:
        return inside_range(indicator)
    assert indicator.actual is not None and indicator.plan is not None
    if indicator.previous is None:
        return None
    planned = planned_improvement(indicator)
    if planned is None:
        return not_worse(indicator)
    return clip((indicator.actual - indicator.previous) / planned)


def result_share(indicator: Indicator) -> Fraction:
    """p_g (p.24): fact to plan, plan to fact where a fall is better; 1 or 0 where nothing can be divided."""
    if indicator.better == RANGE:
        return inside_range(indicator)
    assert indicator.actual is not None and indicator.plan is not None
    upper, lower = (
        (indicator.plan, indicator.actual) if indicator.better == DOWN else (indicator.actual, indicator.plan)
    )
    if indicator.plan <= 0 or lower <= 0:
        return not_worse(indicator)
    return clip(upper / lower)


RESULT_FORMULAS = {TO_PLAN: result_share, TO_IMPROVEMENT: improvement}


def result(indicator: Indicator, result_ratio: str = TO_PLAN) -> Fraction | None:
    """p_g by the formula that the edition names."""
    return RESULT_FORMULAS[result_ratio](indicator)


def task_results(task: Sequence[Indicator], result_ratio: str = TO_PLAN) -> Fraction | None:
    """P: mean of p_g over the task's result indicators that count; None when none does."""
    values = [result(indicator, result_ratio) for indicator in task if counts(indicator)]
    return mean([one for one in values if one is not None])


def goal_targets(goal: Goal) -> Fraction | None:
    """K_i: mean of h over the goal's target indicators that count; None when none does."""
    values = [improvement(indicator) for indicator in goal.indicators if counts(indicator)]
    return mean([value for value in values if value is not None])


def goal_results(goal: Goal, result_ratio: str = TO_PLAN) -> Fraction | None:
    """Y_i: mean over tasks of the mean of p_g; 1 for a goal without tasks, None when nothing in them counts."""
    if not goal.tasks:
        return ONE
    per_task = [task_results(task, result_ratio) for task in goal.tasks]
    return mean([value for value in per_task if value is not None])


def goal_score(goal: Goal, result_ratio: str = TO_PLAN) -> Fraction | None:
    """X_i = K_i x Y_i (p.24); None for a goal where nothing counts: it is left out of D."""
    targets, results = goal_targets(goal), goal_results(goal, result_ratio)
    return None if targets is None or results is None else targets * results


def achievement(goals: Sequence[Goal], result_ratio: str = TO_PLAN) -> Fraction | None:
    """D: mean of X_i over the goals that count (p.24)."""
    scores = [goal_score(goal, result_ratio) for goal in goals]
    return mean([score for score in scores if score is not None])


def sector_quality(directions: Sequence[tuple[Fraction, Fraction]]) -> Fraction | None:
    """q of a sector: mean over its directions of q = (q1 + q2) / 2 (p.19-21)."""
    return mean([(q1 + q2) / 2 for q1, q2 in directions])


def analysis_quality(sectors: Sequence[Sequence[tuple[Fraction, Fraction]]]) -> Fraction | None:
    """B: mean over sectors of the mean over their directions of q = (q1 + q2) / 2 (p.19-21)."""
    per_sector = [sector_quality(directions) for directions in sectors]
    return mean([value for value in per_sector if value is not None])


def risk_management(risks: Sequence[Fraction]) -> Fraction:
    """C: mean of R_j; 0 when the plan lists no risks (p.22). Central bodies only."""
    value = mean(risks)
    return ZERO if value is None else value


def social_economic_ratio(better: str, previous: Fraction, fact: Fraction) -> Fraction:
    """S: base to report where a fall is better, report to base where a rise is; above 1 it is 1 (p.25-26)."""
    upper, lower = (previous, fact) if better == DOWN else (fact, previous)
    return ONE if lower <= 0 else clip(upper / lower)


def social_economic_influence(ratios: Sequence[Fraction | None]) -> Decimal | None:
    """E: the geometric mean of the S (p.25-26); None when one of them is missing, or there are none."""
    if not ratios or any(ratio is None for ratio in ratios):
        return None
    product = ONE
    for ratio in ratios:
        assert ratio is not None
        product *= ratio
    if product in (ZERO, ONE):
        return Decimal(int(product))
    with localcontext() as context:
        context.prec = 50
        return ((Decimal(product.numerator) / Decimal(product.denominator)).ln() / len(ratios)).exp()


def false_fact_points(false_facts: int, by: Deductions = DEDUCTIONS) -> Fraction:
    """Points off for FALSE_FACTS recorded in the act (p.42)."""
    if false_facts < by.false_facts_from:
        return ZERO
    return min(by.false_facts_most, by.false_fact * false_facts)


def deductions(*, late: bool, incomplete: bool, false_facts: int, by: Deductions = DEDUCTIONS) -> Fraction:
    """W in points: late 1.5, incomplete 2, from 3 false facts on 0.2 for each recorded one, at most 5 (p.40-42)."""
    points = (by.late if late else ZERO) + (by.incomplete if incomplete else ZERO)
    return points + false_fact_points(false_facts, by)


def as_decimal(value: Fraction) -> Decimal:
    """VALUE with 50 digits."""
    with localcontext() as context:
        context.prec = 50
        return Decimal(value.numerator) / Decimal(value.denominator)


def weighted(weights: Mapping[str, Fraction], coefficients: Mapping[str, Fraction]) -> Fraction:
    """Sum of the coefficients times their weights (p.16-17)."""
    return sum((weight * coefficients[name] for name, weight in weights.items()), ZERO)


def weighted_score(base: Fraction, points_off: Fraction, influence: Decimal | None = None) -> Decimal:
    """A of a central body in points (p.16, r: x 100): BASE x 100 - W, not below 0."""
    return as_decimal(max(ZERO, HUNDRED * base - points_off))


def influenced_score(base: Fraction, points_off: Fraction, influence: Decimal | None) -> Decimal | None:
    """A of a local body in points (p.17, r: E multiplies, x 100): BASE x E x 100 - W, not below 0.

    None without E: the score is incomplete.
    """
    if influence is None:
        return None
    with localcontext() as context:
        context.prec = 50
        points = as_decimal(HUNDRED * base) * influence - as_decimal(points_off)
    return max(Decimal(0), points)


WEIGHTED, WEIGHTED_TIMES_INFLUENCE = "weighted", "weighted_times_influence"
SCORE_FORMULAS = {WEIGHTED: weighted_score, WEIGHTED_TIMES_INFLUENCE: influenced_score}


def central_score(quality: Fraction, risks: Fraction, goals: Fraction, points_off: Fraction) -> Decimal:
    """A of a central body by the 2012 weights: (0.1 B + 0.1 C + 0.8 D) x 100 - W."""
    return weighted_score(weighted(CENTRAL_WEIGHTS, {"B": quality, "C": risks, "D": goals}), points_off)


def local_score(quality: Fraction, goals: Fraction, influence: Decimal, points_off: Fraction) -> Decimal:
    """A of a local body by the 2012 weights: (0.2 B + 0.8 D) x E x 100 - W."""
    points = influenced_score(weighted(LOCAL_WEIGHTS, {"B": quality, "D": goals}), points_off, influence)
    assert points is not None
    return points
