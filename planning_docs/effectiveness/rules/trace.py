"""Every number of a score down to its inputs, as steps that anybody can recompute with a pencil.

A step has the path of its number ("D.2.K.1" is the first target indicator of the second goal), the formula in
symbols, the same with the numbers put in, the exact value, the names and inputs that came with the case, and a
note where the methodology has an exception. Printed numbers are rounded to 4 decimals; values are exact.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from . import formulas as rules
from .case import (
    METHOD_2012,
    Case,
    Score,
    evaluate,
    number,
    read_deductions,
    read_goal,
    read_indicator,
    read_ratio,
    read_risk,
)
from .method import Method

Value = Fraction | Decimal | None
SHOWN = Decimal("0.0001")
SUMMED = 2  # a single value is its own mean
INPUTS = ("previous", "plan", "low", "high", "fact", "operational_fact")

NO_PLAN, NO_FACT, NO_PREVIOUS, OPERATIONAL = "no_plan", "no_fact", "no_previous", "operational"
NO_TASKS, LEFT_OUT, NO_RISKS, MISSING = "no_tasks", "left_out", "no_risks", "missing"
NO_IMPROVEMENT, IN_RANGE, FEW_FALSE_FACTS, CLIPPED = "no_improvement", "in_range", "few_false_facts", "clipped"


@dataclass(frozen=True)
class Step:
    path: str
    kind: str
    symbol: str
    value: Value
    formula: str = ""
    numbers: str = ""
    note: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)  # name_kk, name_ru
    inputs: Mapping[str, Any] = field(default_factory=dict)

    @property
    def depth(self) -> int:
        return self.path.count(".")

    @property
    def shown(self) -> str:
        """The value with 4 decimals, empty where there is none."""
        return shown(self.value)


def shown(value: Value) -> str:
    """VALUE with up to 4 decimals, half up; whole numbers without any."""
    if value is None:
        return "—"
    exact = value if isinstance(value, Decimal) else rules.as_decimal(value)
    text = str(exact.quantize(SHOWN, ROUND_HALF_UP))
    return text.rstrip("0").rstrip(".") if "." in text else text


def texts_of(data: Any) -> dict[str, str]:
    """Names that came with a part of the case."""
    found = data if isinstance(data, Mapping) else {}
    return {name: found[name] for name in ("name_kk", "name_ru", "unit_kk", "unit_ru") if found.get(name)}


def mean_of(values: Sequence[Value]) -> str:
    """(a + b) / 2 with the numbers put in."""
    known = [value for value in values if value is not None]
    if len(known) < SUMMED:
        return "".join(map(shown, known))
    return f"({' + '.join(map(shown, known))}) / {len(known)}"


def trace(case: Case, method: Method = METHOD_2012) -> list[Step]:
    """The steps of CASE's score, every number before those that it is made of."""
    score = evaluate(case, method)
    steps = [_total(case, method, score), *_quality(case, score)]
    if "C" in method.scores[case["body_kind"]].weights:
        steps += _risks(case, score)
    steps += _achievement(case, method, score)
    if method.scores[case["body_kind"]].influenced:
        steps += _influence(case, score)
    return [*steps, *_deductions(case, method, score)]


def _total(case: Case, method: Method, score: Score) -> Step:
    rule = method.scores[case["body_kind"]]
    values: dict[str, Value] = {"B": score.quality, "C": score.risks, "D": score.achievement}
    symbols = " + ".join(f"{shown(weight)}·{name}" for name, weight in rule.weights.items())
    numbers = " + ".join(f"{shown(weight)}·{shown(values[name])}" for name, weight in rule.weights.items())
    factor, put_in = ("·E", f"·{shown(score.influence)}") if rule.influenced else ("", "")
    return Step(
        "A", "total", "A", score.points, f"({symbols}){factor}·100 − W",
        f"({numbers}){put_in}·100 − {shown(score.points_off)}", MISSING if score.missing else "",
    )  # fmt: skip


def _quality(case: Case, score: Score) -> Iterator[Step]:
    per_sector = []
    below: list[Step] = []
    for place, sector in enumerate(case["sectors"], 1):
        marks = [_field_quality(one) for one in sector["directions"]]
        value = rules.mean([mark for mark in marks if mark is not None])
        per_sector.append(value)
        path = f"B.{place}"
        below.append(Step(path, "sector", f"q{place}", value, "Σq / n", mean_of(marks), texts=texts_of(sector)))
        for at, (one, mark) in enumerate(zip(sector["directions"], marks, strict=True), 1):
            numbers = f"({shown(_mark(one, 'q1'))} + {shown(_mark(one, 'q2'))}) / 2"
            below.append(
                Step(
                    f"{path}.{at}", "field", f"q{place}.{at}", mark, "(q₁ + q₂) / 2", numbers,
                    "" if mark is not None else MISSING, texts_of(one), {"marks": one.get("marks", [])},
                )
            )  # fmt: skip
    yield Step("B", "quality", "B", score.quality, "Σq / n", mean_of(per_sector))
    yield from below


def _mark(one: Case, name: str) -> Fraction | None:
    return None if one.get(name) is None else Fraction(str(one[name]))


def _field_quality(one: Case) -> Fraction | None:
    q1, q2 = _mark(one, "q1"), _mark(one, "q2")
    return None if q1 is None or q2 is None else rules.sector_quality([(q1, q2)])


def _risks(case: Case, score: Score) -> Iterator[Step]:
    given = case.get("risks", [])
    values = [read_risk(one) for one in given]
    yield Step("C", "risks", "C", score.risks, "ΣR / k", mean_of(values), "" if given else NO_RISKS)
    for place, (one, value) in enumerate(zip(given, values, strict=True), 1):
        marks = {"marks": one.get("marks", [])} if isinstance(one, Mapping) else {}
        note = MISSING if value is None else ""
        yield Step(f"C.{place}", "risk", f"R{place}", value, note=note, texts=texts_of(one), inputs=marks)


def _achievement(case: Case, method: Method, score: Score) -> Iterator[Step]:
    yield Step("D", "achievement", "D", score.achievement, "ΣX / n", mean_of(score.goals))
    ratio = case.get("result_ratio", method.result_ratio)
    for place, goal in enumerate(case["goals"]):
        yield from _goal(goal, f"D.{place + 1}", place, score, ratio)


def _goal(goal: Case, path: str, place: int, score: Score, ratio: str) -> Iterator[Step]:
    k, y, x = score.targets[place], score.results[place], score.goals[place]
    number = place + 1
    note = LEFT_OUT if x is None else ""
    yield Step(path, "goal", f"X{number}", x, "K·Y", f"{shown(k)}·{shown(y)}", note, texts_of(goal))
    read = read_goal(goal)
    h = [rules.improvement(one) if rules.counts(one) else None for one in read.indicators]
    yield Step(f"{path}.K", "targets", f"K{number}", k, "Σh / m", mean_of(h))
    for at, one in enumerate(goal["indicators"], 1):
        yield _indicator(one, f"{path}.K.{at}", "target", f"h{number}.{at}", rules.TO_IMPROVEMENT)
    tasks = goal.get("tasks", [])
    shares = [rules.task_results(task, ratio) for task in read.tasks]
    yield Step(f"{path}.Y", "results", f"Y{number}", y, "ΣP / m", mean_of(shares), "" if tasks else NO_TASKS)
    for at, (task, share) in enumerate(zip(tasks, shares, strict=True), 1):
        yield from _task(task, f"{path}.Y.{at}", f"{number}.{at}", share, ratio)


def _task(task: Case, path: str, number: str, share: Fraction | None, ratio: str) -> Iterator[Step]:
    indicators = [read_indicator(one) for one in task["results"]]
    values = [rules.result(one, ratio) if rules.counts(one) else None for one in indicators]
    note = LEFT_OUT if share is None else ""
    yield Step(path, "task", f"P{number}", share, "Σp / r", mean_of(values), note, texts_of(task))
    for at, one in enumerate(task["results"], 1):
        yield _indicator(one, f"{path}.{at}", "result", f"p{number}.{at}", ratio)


def _indicator(data: Case, path: str, kind: str, symbol: str, ratio: str) -> Step:
    """One indicator: its share, or why it is left out."""
    one = read_indicator(data)
    inputs = {name: data.get(name) for name in (*INPUTS, "better", "key", "status", "origin")}
    if not rules.counts(one):
        note = NO_FACT if one.actual is None else NO_PLAN
        return Step(path, kind, symbol, None, note=note, texts=texts_of(data), inputs=inputs)
    value = rules.result(one, ratio)
    formula, numbers, note = _put_in(one, ratio, value)
    return Step(path, kind, symbol, value, formula, numbers, note, texts_of(data), inputs)


def _put_in(one: rules.Indicator, ratio: str, value: Fraction | None) -> tuple[str, str, str]:
    """Formula, numbers and note of an indicator that counts."""
    operational = OPERATIONAL if one.fact is None else ""
    if one.better == rules.RANGE:
        return "low ≤ fact ≤ high", f"{shown(one.low)} ≤ {shown(one.actual)} ≤ {shown(one.high)}", IN_RANGE
    if ratio == rules.TO_IMPROVEMENT:
        return _improved(one, value, operational)
    plan, fact = shown(one.plan), shown(one.actual)
    down = one.better == rules.DOWN
    assert one.plan is not None and one.actual is not None
    if one.plan <= 0 or (down and one.actual <= 0):
        return _compared(one)
    return (
        ("plan / fact", f"{plan} / {fact}", operational) if down else ("fact / plan", f"{fact} / {plan}", operational)
    )


def _improved(one: rules.Indicator, value: Fraction | None, operational: str) -> tuple[str, str, str]:
    if value is None:
        return "", "", NO_PREVIOUS
    if rules.planned_improvement(one) is None:
        return _compared(one)
    fact, plan, previous = shown(one.actual), shown(one.plan), shown(one.previous)
    numbers = f"({fact} − {previous}) / ({plan} − {previous})"
    return "(fact − previous) / (plan − previous)", numbers, operational


def _compared(one: rules.Indicator) -> tuple[str, str, str]:
    """Where there is nothing to divide by: the fact is compared with the plan."""
    sign = "≤" if one.better == rules.DOWN else "≥"
    return f"fact {sign} plan", f"{shown(one.actual)} {sign} {shown(one.plan)}", NO_IMPROVEMENT


def _influence(case: Case, score: Score) -> Iterator[Step]:
    given = case.get("e", [])
    ratios = [read_ratio(one) for one in given]
    product = "·".join(map(shown, ratios))
    note = "" if score.influence is not None else MISSING
    yield Step("E", "influence", "E", score.influence, "(S₁·…·Sₙ)^(1/n)", f"({product})^(1/{len(given)})", note)
    for place, (one, ratio) in enumerate(zip(given, ratios, strict=True), 1):
        down = one["better"] == rules.DOWN
        upper, lower = ("previous", "fact") if down else ("fact", "previous")
        numbers = "" if ratio is None else f"{shown(number(one[upper]))} / {shown(number(one[lower]))}"
        inputs = {name: one.get(name) for name in ("code", "previous", "fact", "better", "source_kk", "source_ru")}
        yield Step(
            f"E.{place}", "ratio", f"S{place}", ratio, "SB / SR" if down else "SR / SB", numbers,
            MISSING if ratio is None else "", texts_of(one), inputs,
        )  # fmt: skip


def _deductions(case: Case, method: Method, score: Score) -> Iterator[Step]:
    by, given = method.deductions, read_deductions(case)
    parts = [
        ("late", by.late if given["late"] else rules.ZERO, ""),
        ("incomplete", by.incomplete if given["incomplete"] else rules.ZERO, ""),
        ("false_facts", rules.false_fact_points(given["false_facts"], by), _false_numbers(given["false_facts"], by)),
    ]
    sums = " + ".join(shown(value) for _, value, _ in parts)
    yield Step("W", "deductions", "W", score.points_off, "W₁ + W₂ + W₃", sums)
    for place, (kind, value, numbers) in enumerate(parts, 1):
        few = kind == "false_facts" and 0 < given["false_facts"] < by.false_facts_from
        note = FEW_FALSE_FACTS if few else ""
        yield Step(f"W.{place}", kind, f"W{place}", value, "", numbers, note, inputs={"given": given[kind]})


def _false_numbers(count: int, by: rules.Deductions) -> str:
    return f"min({shown(by.false_facts_most)}; {shown(by.false_fact)}·{count})" if count else ""
