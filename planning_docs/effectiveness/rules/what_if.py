"""What a score would be with other facts, and what each indicator costs: the points lost against its plan."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from . import formulas as rules
from .case import METHOD_2012, Case, Score, evaluate, read_indicator
from .method import Method

Place = tuple[int, int | None, int]  # goal, task or None, indicator


@dataclass(frozen=True)
class Loss:
    """An indicator (or a value of E) with the points that the score would gain if its plan were reached."""

    key: str
    data: Mapping[str, Any]
    kind: str  # target, result, influence
    points: Decimal


def points_of(case: Case, method: Method) -> Decimal:
    """A, with what is missing taken as not lowering it, so that an unfinished score can be compared with itself."""
    score = evaluate(case, method)
    return score.points if score.points is not None else _without_gaps(case, score, method)


def _without_gaps(case: Case, score: Score, method: Method) -> Decimal:
    rule = method.scores[case["body_kind"]]
    values = {"B": score.quality, "C": score.risks, "D": score.achievement}
    full = {name: rules.ONE if values[name] is None else values[name] for name in rule.weights}
    base = rules.weighted(rule.weights, {name: Fraction(value or 0) for name, value in full.items()})
    influence = score.influence if score.influence is not None else Decimal(1)
    points = rules.SCORE_FORMULAS[rule.formula](base, score.points_off, influence)
    assert points is not None
    return points


def places(case: Case) -> Iterator[Place]:
    """Where the indicators of CASE stand, in its order."""
    for goal, data in enumerate(case["goals"]):
        yield from ((goal, None, at) for at in range(len(data["indicators"])))
        for task, tasks in enumerate(data.get("tasks", [])):
            yield from ((goal, task, at) for at in range(len(tasks["results"])))


def at(case: Case, place: Place) -> Any:
    goal, task, indicator = place
    data = case["goals"][goal]
    return data["indicators"][indicator] if task is None else data["tasks"][task]["results"][indicator]


def reached(data: Mapping[str, Any]) -> dict[str, Any]:
    """The indicator DATA with its plan reached exactly."""
    fact = data["low"] if data["better"] == rules.RANGE else data["plan"]
    return {**data, "fact": fact}


def losses(case: Case, method: Method = METHOD_2012) -> list[Loss]:
    """What costs points, the dearest first; equal ones in the order of the case."""
    now = points_of(case, method)
    tried: dict[str, Any] = deepcopy(dict(case))
    found = [*_indicator_losses(tried, now, method), *_influence_losses(tried, now, method)]
    return sorted((loss for loss in found if loss.points > 0), key=lambda loss: -loss.points)


def _indicator_losses(tried: dict[str, Any], now: Decimal, method: Method) -> Iterator[Loss]:
    for place in places(tried):
        data = at(tried, place)
        if not rules.counts(read_indicator(data)):
            continue
        kept = dict(data)
        data.update(reached(data))
        gain = points_of(tried, method) - now
        data.clear()
        data.update(kept)
        kind = "target" if place[1] is None else "result"
        yield Loss(str(kept.get("key", place)), kept, kind, gain)


def _influence_losses(tried: dict[str, Any], now: Decimal, method: Method) -> Iterator[Loss]:
    if not method.scores[tried["body_kind"]].influenced:
        return
    for data in tried.get("e", []):
        if data.get("previous") is None or data.get("fact") is None:
            continue
        kept = data["fact"]
        data["fact"] = data["previous"]
        gain = points_of(tried, method) - now
        data["fact"] = kept
        yield Loss(f"e:{data['code']}", dict(data), "influence", gain)


def with_facts(case: Case, facts: Mapping[str, Fraction]) -> dict[str, Any]:
    """CASE with other facts, by the keys that `losses` gives."""
    tried: dict[str, Any] = deepcopy(dict(case))
    for place in places(tried):
        data = at(tried, place)
        if str(data.get("key", place)) in facts:
            data["fact"] = str(facts[str(data.get("key", place))])
    for data in tried.get("e", []):
        if f"e:{data['code']}" in facts:
            data["fact"] = str(facts[f"e:{data['code']}"])
    return tried


def compared(case: Case, facts: Mapping[str, Fraction], method: Method = METHOD_2012) -> tuple[Decimal, Decimal]:
    """A now and A with FACTS."""
    return points_of(case, method), points_of(with_facts(case, facts), method)
