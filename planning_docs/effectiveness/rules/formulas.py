"""The 2012 methodology of effectiveness evaluation (Order No. 14 of 19.01.2012, as amended).

Plain functions on exact numbers. "p." is a paragraph of the methodology; (r) marks what is reconstructed
from the words, because the formula's image is missing in the text of the order. Coefficients lie in [0, 1]
and are never rounded between steps; only E, a sixth root, is a decimal of 50 digits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction

from .method import METHOD_2012, TO_IMPROVEMENT, TO_PLAN, Method

ZERO, ONE = Fraction(0), Fraction(1)
E_INDICATORS = 6
UP, DOWN, RANGE = "up", "down", "range"


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


def improvement(indicator: Indicator) -> Fraction | None:
    """h (p.24, r): actual improvement over the planned one, both against last year's fact.

    None where there is no last year's fact to improve on.
    """
    if indicator.better == RANGE:
        return inside_range(indicator)
    assert indicator.actual is not None and indicator.plan is not None
    if indicator.previous is None:
        return None
    planned = indicator.plan - indicator.previous
    if planned == 0:
        return not_worse(indicator)
    return clip((indicator.actual - indicator.previous) / planned)


def result_share(indicator: Indicator) -> Fraction:
    """p_g (p.24): fact to plan, plan to fact where a fall is better."""
    if indicator.better == RANGE:
        return inside_range(indicator)
    assert indicator.actual is not None and indicator.plan is not None
    upper, lower = (
        (indicator.plan, indicator.actual) if indicator.better == DOWN else (indicator.actual, indicator.plan)
    )
    if indicator.plan == 0 or lower == 0:
        return not_worse(indicator)
    return clip(upper / lower)


def goal_targets(goal: Goal) -> Fraction | None:
    """K_i: mean of h over the goal's target indicators that count; None when none does."""
    values = [improvement(indicator) for indicator in goal.indicators if counts(indicator)]
    return mean([value for value in values if value is not None])


def goal_results(goal: Goal, result_ratio: str = TO_PLAN) -> Fraction | None:
    """Y_i: mean over tasks of the mean of p_g; 1 for a goal without tasks, None when nothing in them counts."""
    if not goal.tasks:
        return ONE
    score = improvement if result_ratio == TO_IMPROVEMENT else result_share
    per_task = []
    for task in goal.tasks:
        values = [score(indicator) for indicator in task if counts(indicator)]
        value = mean([one for one in values if one is not None])
        if value is not None:
            per_task.append(value)
    return mean(per_task)


def goal_score(goal: Goal, result_ratio: str = TO_PLAN) -> Fraction | None:
    """X_i = K_i x Y_i (p.24); None for a goal where nothing counts: it is left out of D."""
    targets, results = goal_targets(goal), goal_results(goal, result_ratio)
    return None if targets is None or results is None else targets * results


def achievement(goals: Sequence[Goal], result_ratio: str = TO_PLAN) -> Fraction | None:
    """D: mean of X_i over the goals that count (p.24)."""
    scores = [goal_score(goal, result_ratio) for goal in goals]
    return mean([score for score in scores if score is not None])


def analysis_quality(sectors: Sequence[Sequence[tuple[Fraction, Fraction]]]) -> Fraction | None:
    """B: mean over sectors of the mean over their directions of q = (q1 + q2) / 2 (p.19-21)."""
    per_sector = [mean([(q1 + q2) / 2 for q1, q2 in directions]) for directions in sectors]
    return mean([value for value in per_sector if value is not None])


def risk_management(risks: Sequence[Fraction]) -> Fraction:
    """C: mean of R_j; 0 when the plan lists no risks (p.22). Central bodies only."""
    value = mean(risks)
    return ZERO if value is None else value


def social_economic_ratio(better: str, previous: Fraction, fact: Fraction) -> Fraction:
    """S: base to report where a fall is better, report to base where a rise is; above 1 it is 1 (p.25-26)."""
    upper, lower = (previous, fact) if better == DOWN else (fact, previous)
    if lower == 0:
        return ONE
    return clip(upper / lower)


def social_economic_influence(ratios: Sequence[Fraction | None]) -> Decimal | None:
    """E: the sixth root of the product of six S (p.25-26); None when one of them is missing."""
    if len(ratios) != E_INDICATORS or any(ratio is None for ratio in ratios):
        return None
    product = ONE
    for ratio in ratios:
        assert ratio is not None
        product *= ratio
    if product == 0:
        return Decimal(0)
    with localcontext() as context:
        context.prec = 50
        quotient = Decimal(product.numerator) / Decimal(product.denominator)
        return (quotient.ln() / E_INDICATORS).exp() if product != 1 else Decimal(1)


def deductions(*, late: bool, incomplete: bool, false_facts: int, method: Method = METHOD_2012) -> Fraction:
    """W in points: late 1.5, incomplete 2, from 3 false facts on 0.2 for each recorded one, at most 5 (p.40-42)."""
    points = (method.late_points if late else ZERO) + (method.incomplete_points if incomplete else ZERO)
    return points + false_fact_deduction(false_facts, method)


def false_fact_deduction(false_facts: int, method: Method = METHOD_2012) -> Fraction:
    """Points taken off for recorded false facts (p.42): none below three, then for each one, at most 5."""
    if false_facts < method.false_facts_from:
        return ZERO
    return min(method.false_facts_most, method.false_fact_points * false_facts)


def as_decimal(value: Fraction) -> Decimal:
    """VALUE with 50 digits."""
    with localcontext() as context:
        context.prec = 50
        return Decimal(value.numerator) / Decimal(value.denominator)


def central_score(
    quality: Fraction, risks: Fraction, goals: Fraction, points_off: Fraction, method: Method = METHOD_2012
) -> Decimal:
    """A of a central body in points (p.16, r): (0.1 B + 0.1 C + 0.8 D) x 100 - W, not below 0."""
    share = method.central_quality * quality + method.central_risks * risks + method.central_goals * goals
    return as_decimal(max(ZERO, 100 * share - points_off))


def local_score(
    quality: Fraction, goals: Fraction, influence: Decimal, points_off: Fraction, method: Method = METHOD_2012
) -> Decimal:
    """A of a local body in points (p.17, r): (0.2 B + 0.8 D) x E x 100 - W, not below 0."""
    with localcontext() as context:
        context.prec = 50
        share = method.local_quality * quality + method.local_goals * goals
        points = as_decimal(100 * share) * influence - as_decimal(points_off)
    return max(Decimal(0), points)
