"""What each indicator costs a body, and what its score would be with other facts (no data are touched)."""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .case import Case, evaluate
from .method import METHOD_2012, Method


@dataclass(frozen=True)
class Loss:
    """Points that the body would gain if the indicator had reached its plan."""

    key: str
    name_kk: str
    name_ru: str
    points: Decimal


def indicators(case: Case) -> Iterator[dict[str, Any]]:
    """Every target and result indicator of CASE, the same dictionaries that it holds."""
    for goal in case["goals"]:
        yield from goal["indicators"]
        for task in goal.get("tasks", []):
            yield from task["results"]


def with_facts(case: Case, facts: Mapping[str, str]) -> Case:
    """A copy of CASE with other facts by the key of the indicator."""
    changed = copy.deepcopy(case)
    for one in indicators(changed):
        if str(one.get("key", "")) in facts:
            one["fact"] = facts[str(one["key"])]
    return changed


def losses(case: Case, method: Method = METHOD_2012) -> list[Loss]:
    """Indicators that keep the score down, the dearest first; [] where no score can be computed."""
    now = evaluate(case, method).points
    if now is None:
        return []
    found = [_loss(case, one, now, method) for one in indicators(case)]
    return sorted((one for one in found if one.points > 0), key=lambda one: (-one.points, one.key))


def _loss(case: Case, one: Mapping[str, Any], now: Decimal, method: Method) -> Loss:
    reached = one.get("plan") if one.get("better") != "range" else one.get("low")
    key = str(one.get("key", ""))
    gain = Decimal(0)
    if reached is not None and key:
        then = evaluate(with_facts(case, {key: reached}), method).points
        gain = (then or now) - now
    name = str(one.get("name", ""))
    return Loss(key, one.get("name_kk", name), one.get("name_ru", name), gain)
