"""A score opened: the steps of its trace in words, from the inputs that it was computed from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from planning_docs.effectiveness import phrases
from planning_docs.effectiveness.models import Evaluation, Score
from planning_docs.effectiveness.queries import method_of
from planning_docs.effectiveness.rules.trace import Step, trace

INPUT_NAMES = ("previous", "plan", "low", "high", "fact", "operational_fact")


@dataclass(frozen=True)
class Line:
    """One step as a page shows it."""

    step: Step
    label: str
    name: str
    formula: str
    numbers: str
    value: str
    note: str
    origin: str
    marks: list[dict[str, str]]
    anchor: str

    @property
    def level(self) -> int:
        return min(self.step.depth, 4)


def case_of_score(score: Score) -> dict[str, Any]:
    """The inputs that SCORE was computed from."""
    found: dict[str, Any] = orjson.loads(score.case)
    return found


def steps_of(evaluation: Evaluation, score: Score) -> list[Step]:
    """Every step of SCORE, by the method of its evaluation."""
    return trace(case_of_score(score), method_of(evaluation))


def lines_of(steps: list[Step]) -> list[Line]:
    """STEPS in the running language."""
    return [_line(step) for step in steps]


def _line(step: Step) -> Line:
    unit = phrases.unit_in(step.texts)
    name = phrases.name_in(step.texts)
    origin = step.inputs.get("origin") or ""
    return Line(
        step=step,
        label=str(phrases.KINDS[step.kind]),
        name=f"{name}, {unit}" if unit else name,
        formula=phrases.local_formula(step.formula),
        numbers=phrases.local_numbers(step.numbers),
        value=phrases.local_numbers(step.shown),
        note=str(phrases.NOTES.get(step.note, "")),
        origin=str(phrases.ORIGINS.get(origin, "")) or str(step.inputs.get("source") or ""),
        marks=list(_marks(step.inputs)),
        anchor=step.path.replace(".", "-"),
    )


def _marks(inputs: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """Marks of the experts, without their names: the page of marks says who gave them to those who may know."""
    for one in inputs.get("marks") or []:
        given = ", ".join(f"{name} = {phrases.exact_number(one[name])}" for name in ("q1", "q2", "r") if name in one)
        yield {"expert": str(one["expert"]), "given": given, "reason": one["reason"]}


def step_data(step: Step) -> dict[str, Any]:
    """STEP as the API gives it: exact values as text, inputs as they stand in the case."""
    return {
        "path": step.path,
        "kind": step.kind,
        "symbol": step.symbol,
        "value": None if step.value is None else step.shown,
        "exact": None if step.value is None else str(step.value),
        "formula": step.formula,
        "numbers": step.numbers,
        "note": step.note,
        "name_kk": step.texts.get("name_kk", ""),
        "name_ru": step.texts.get("name_ru", ""),
        "inputs": {name: value for name, value in step.inputs.items() if value is not None and name != "key"},
    }
