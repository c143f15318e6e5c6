"""A score opened down to its inputs: every coefficient with the formula, the numbers put in, and its parts.

Values and numbers are texts with a decimal point; the page writes them in its language. Names come with the
case (`name_kk`, `name_ru`), or are those of the coefficient.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from . import formulas as rules
from .case import Case, evaluate, number, read_deductions, read_goal, read_indicator
from .method import METHOD_2012, TO_IMPROVEMENT, Method

Exact = Fraction | Decimal | None
PLACES = Decimal("0.000001")
NO_PLAN, NO_FACT, NO_PREVIOUS, OPERATIONAL = "no_plan", "no_fact", "no_previous", "operational"
NO_TASKS, NOTHING_COUNTS, NO_RISKS, NO_VALUE = "no_tasks", "nothing_counts", "no_risks", "no_value"
FALSE_FEW = "false_few"


@dataclass(frozen=True)
class Node:
    """One coefficient: its letter, value ("" when it could not be computed), formula with numbers, notes, parts."""

    code: str
    value: str
    formula: str = ""
    name_kk: str = ""
    name_ru: str = ""
    key: str = ""
    notes: tuple[str, ...] = ()
    parts: tuple["Node", ...] = field(default=())

    def as_dict(self) -> dict[str, Any]:
        """The node as plain data, parts inside."""
        own = {name: getattr(self, name) for name in ("code", "value", "formula", "name_kk", "name_ru", "key")}
        return {**own, "notes": list(self.notes), "parts": [part.as_dict() for part in self.parts]}


def text(value: Exact) -> str:
    """VALUE with six decimals, trailing zeros left out, half up; "" of None. For showing only."""
    if value is None:
        return ""
    exact = value if isinstance(value, Decimal) else rules.as_decimal(value)
    shown = exact.quantize(PLACES, ROUND_HALF_UP)
    return format(shown.normalize() + 0, "f")


def _names(data: Mapping[str, Any]) -> dict[str, Any]:
    name = str(data.get("name", ""))
    return {
        "name_kk": data.get("name_kk", name),
        "name_ru": data.get("name_ru", name),
        "key": str(data.get("key", "")),
    }


def trace(case: Case, method: Method = METHOD_2012) -> Node:
    """A with everything under it."""
    score = evaluate(case, method)
    central = case["body_kind"] == "central"
    parts = [_quality(case, score.quality)]
    if central:
        parts.append(_risks(case, score.risks))
    parts.append(_achievement(case, score.achievement, method))
    if not central:
        parts.append(_influence(case, score.influence))
    parts.append(_deductions(case, score.points_off, method))
    return Node("A", text(score.points), _total_formula(score, central, method), parts=tuple(parts))


def _total_formula(score: Any, central: bool, method: Method) -> str:
    b, d, w = text(score.quality), text(score.achievement), text(score.points_off)
    if central:
        weights = [text(one) for one in (method.central_quality, method.central_risks, method.central_goals)]
        return f"({weights[0]} × {b} + {weights[1]} × {text(score.risks)} + {weights[2]} × {d}) × 100 − {w}"
    weights = [text(method.local_quality), text(method.local_goals)]
    return f"({weights[0]} × {b} + {weights[1]} × {d}) × {text(score.influence)} × 100 − {w}"


def mean_formula(values: Sequence[Exact]) -> str:
    """The mean of VALUES written out; long sums are cut in the middle."""
    known = [text(value) for value in values if value is not None]
    if not known:
        return ""
    shown = known if len(known) <= 6 else [*known[:3], "…", *known[-2:]]
    return f"({' + '.join(shown)}) / {len(known)}"


def _quality(case: Case, value: Exact) -> Node:
    sectors = [_sector(one) for one in case["sectors"]]
    return Node("B", text(value), mean_formula([value for _node, value in sectors]), parts=_nodes(sectors))


def _nodes(pairs: Sequence[tuple[Node, Exact]]) -> tuple[Node, ...]:
    return tuple(node for node, _value in pairs)


def _sector(sector: Mapping[str, Any]) -> tuple[Node, Exact]:
    directions = [_direction(one) for one in sector["directions"]]
    values = [value for _node, value in directions]
    value = rules.mean([one for one in values if isinstance(one, Fraction)])
    if len(directions) == 1 and not sector["directions"][0].get("name_kk"):
        only = directions[0][0]
        return Node("q", text(value), only.formula, parts=only.parts, **_names(sector)), value
    return Node("q", text(value), mean_formula(values), parts=_nodes(directions), **_names(sector)), value


def _direction(direction: Mapping[str, Any]) -> tuple[Node, Exact]:
    marks = [Fraction(str(direction[name])) for name in ("q1", "q2")]
    value = sum(marks, Fraction(0)) / 2
    parts = tuple(Node(name, text(mark)) for name, mark in zip(("q1", "q2"), marks, strict=True))
    return Node("q", text(value), f"({text(marks[0])} + {text(marks[1])}) / 2", parts=parts, **_names(direction)), value


def _risks(case: Case, value: Exact) -> Node:
    listed = case.get("risk_names", [])
    risks = [Fraction(str(one)) for one in case.get("risks", [])]
    names = [*listed, *({} for _ in range(len(risks) - len(listed)))]
    parts = tuple(Node("R", text(risk), **_names(name)) for risk, name in zip(risks, names, strict=False))
    return Node("C", text(value), mean_formula(risks), notes=() if risks else (NO_RISKS,), parts=parts)


def _achievement(case: Case, value: Exact, method: Method) -> Node:
    ratio = case.get("result_ratio", method.result_ratio)
    goals = [_goal(one, ratio) for one in case["goals"]]
    return Node("D", text(value), mean_formula([value for _node, value in goals]), parts=_nodes(goals))


def _goal(data: Mapping[str, Any], ratio: str) -> tuple[Node, Exact]:
    goal = read_goal(data)
    targets, results = rules.goal_targets(goal), rules.goal_results(goal, ratio)
    value = rules.goal_score(goal, ratio)
    reached = [_indicator("h", one, TO_IMPROVEMENT) for one in data["indicators"]]
    tasks = [_task(one, ratio) for one in data.get("tasks", [])]
    k = Node("K", text(targets), mean_formula([value for _node, value in reached]), parts=_nodes(reached))
    notes = () if tasks else (NO_TASKS,)
    y = Node("Y", text(results), mean_formula([value for _node, value in tasks]), notes=notes, parts=_nodes(tasks))
    formula = f"{k.value} × {y.value}" if value is not None else ""
    left_out = () if value is not None else (NOTHING_COUNTS,)
    return Node("X", text(value), formula, notes=left_out, parts=(k, y), **_names(data)), value


def _task(data: Mapping[str, Any], ratio: str) -> tuple[Node, Exact]:
    results = [_indicator("p", one, ratio) for one in data["results"]]
    values = [value for _node, value in results]
    value = rules.mean([one for one in values if isinstance(one, Fraction)])
    return Node("P", text(value), mean_formula(values), parts=_nodes(results), **_names(data)), value


def _indicator(code: str, data: Mapping[str, Any], ratio: str) -> tuple[Node, Exact]:
    one = read_indicator(data)
    notes = _indicator_notes(one, ratio)
    if not rules.counts(one):
        return Node(code, "", notes=notes, parts=_inputs(data), **_names(data)), None
    improves = ratio == TO_IMPROVEMENT
    value = rules.improvement(one) if improves else rules.result_share(one)
    formula = "" if value is None else _indicator_formula(one, improves)
    return Node(code, text(value), formula, notes=notes, parts=_inputs(data), **_names(data)), value


def _indicator_notes(one: rules.Indicator, ratio: str) -> tuple[str, ...]:
    planned = one.low is not None if one.better == rules.RANGE else one.plan is not None
    found = {
        NO_PLAN: not planned,
        NO_FACT: one.actual is None,
        OPERATIONAL: one.fact is None and one.operational_fact is not None,
        NO_PREVIOUS: ratio == TO_IMPROVEMENT and one.better != rules.RANGE and one.previous is None,
    }
    return tuple(code for code, holds in found.items() if holds)


def _indicator_formula(one: rules.Indicator, improves: bool) -> str:
    fact, plan, previous = text(one.actual), text(one.plan), text(one.previous)
    if one.better == rules.RANGE:
        return f"{text(one.low)} ≤ {fact} ≤ {text(one.high)}"
    if improves:
        if one.plan == one.previous:
            return f"{fact} {'≤' if one.better == rules.DOWN else '≥'} {plan}"
        return f"({fact} − {previous}) / ({plan} − {previous})"
    return f"{plan} / {fact}" if one.better == rules.DOWN else f"{fact} / {plan}"


INPUTS = ("previous", "plan", "low", "high", "fact", "operational_fact")


def _inputs(data: Mapping[str, Any]) -> tuple[Node, ...]:
    """The numbers that were entered, as the last level."""
    return tuple(Node(name, text(number(data[name]))) for name in INPUTS if data.get(name) is not None)


def _influence(case: Case, value: Exact) -> Node:
    parts = tuple(_ratio(one) for one in case.get("e", []))
    formula = f"({' × '.join(part.value for part in parts)}) ^ (1/{rules.E_INDICATORS})" if value is not None else ""
    return Node("E", text(value), formula, parts=parts)


def _ratio(data: Mapping[str, Any]) -> Node:
    previous, fact = number(data.get("previous")), number(data.get("fact"))
    parts = tuple(Node(name, text(one)) for name, one in (("previous", previous), ("fact", fact)) if one is not None)
    if previous is None or fact is None:
        return Node("S", "", notes=(NO_VALUE,), key=data["code"], parts=parts)
    value = rules.social_economic_ratio(data["better"], previous, fact)
    over, under = (previous, fact) if data["better"] == rules.DOWN else (fact, previous)
    return Node("S", text(value), f"{text(over)} / {text(under)}", key=data["code"], parts=parts)


def _deductions(case: Case, value: Exact, method: Method) -> Node:
    given = read_deductions(case)
    count = int(given["false_facts"])
    false_points = rules.false_fact_deduction(count, method)
    parts = (
        Node("late", text(method.late_points if given["late"] else Fraction(0))),
        Node("incomplete", text(method.incomplete_points if given["incomplete"] else Fraction(0))),
        Node(
            "false_facts",
            text(false_points),
            f"{text(method.false_fact_points)} × {count}" if false_points else "",
            notes=(FALSE_FEW,) if 0 < count < method.false_facts_from else (),
        ),
    )
    return Node("W", text(value), " + ".join(part.value for part in parts), parts=parts)
