"""An edition of the method as data: weights, deductions, terms, and which reading of the words holds.

The 2012 methodology gives every number here; `result_ratio` chooses between the two readings of p.24.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any

TO_PLAN, TO_IMPROVEMENT = "to_plan", "to_improvement"


class BadMethod(ValueError):
    """Parameters that cannot be used; `problems` are (name, what was found)."""

    def __init__(self, problems: list[tuple[str, str]]):
        super().__init__("; ".join(f"{name}: {found}" for name, found in problems))
        self.problems = problems


@dataclass(frozen=True)
class Method:
    """Weights of B, C, D (p.16-17), points taken off (p.40-42), terms (p.28, 31, 32, 35)."""

    central_quality: Fraction = Fraction(1, 10)
    central_risks: Fraction = Fraction(1, 10)
    central_goals: Fraction = Fraction(8, 10)
    local_quality: Fraction = Fraction(2, 10)
    local_goals: Fraction = Fraction(8, 10)
    late_points: Fraction = Fraction(3, 2)
    incomplete_points: Fraction = Fraction(2)
    false_fact_points: Fraction = Fraction(1, 5)
    false_facts_from: int = 3
    false_facts_most: Fraction = Fraction(5)
    result_ratio: str = TO_PLAN
    objection_working_days: int = 5
    disagreements_working_days: int = 5
    conclusion_days: int = 15
    commission_least: int = 5


METHOD_2012 = Method()


def read_method(parameters: Mapping[str, Any]) -> Method:
    """The method of an edition's PARAMETERS; what is left out is as in 2012. `BadMethod` with every problem."""
    known = {one.name: one.type for one in fields(Method)}
    problems = [(name, "unknown") for name in parameters if name not in known]
    values: dict[str, Any] = {}
    for name in known.keys() & parameters.keys():
        try:
            values[name] = _read(name, parameters[name])
        except (ValueError, ZeroDivisionError):
            problems.append((name, str(parameters[name])))
    if problems:
        raise BadMethod(sorted(problems))
    return Method(**values)


def _read(name: str, value: Any) -> Any:
    if name == "result_ratio":
        if value not in (TO_PLAN, TO_IMPROVEMENT):
            raise ValueError(value)
        return value
    number = Fraction(str(value))
    if number < 0:
        raise ValueError(value)
    if name.endswith(("_days", "_from", "_least")):
        if number.denominator != 1:
            raise ValueError(value)
        return int(number)
    return number
