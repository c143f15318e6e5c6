"""Sums over a handful of settlements by the rules themselves."""

from collections.abc import Iterable

from standards.rules.rounding import to_e4

from .engine import DirectionSum, ItemSum
from .exactness import exact_provisions
from .plan import Plan


def sums_by_rules(
    plan: Plan, year: int, settlements: Iterable[tuple[str, str, int | None]]
) -> tuple[list[DirectionSum], list[ItemSum]]:
    """What `engine.sums_of` gives, over SETTLEMENTS (КАТО, status, population) one by one."""
    statuses, people = {}, {}
    for code, status, population in settlements:
        statuses[code], people[code] = status, population or 0
    directions: dict[str, list[int]] = {}
    items: dict[str, list[int]] = {}
    for code, provision in exact_provisions(plan, year, statuses):
        for direction, percent in provision.by_direction.items():
            if percent is not None:
                _add(directions, direction, 1, to_e4(percent) or 0)
        for one in plan.by_status.get(statuses[code], []):
            score = provision.scores.get(one.item)
            if one.mandatory and score is not None:
                missing = score == 0
                _add(items, one.item, 1, to_e4(100 * score) or 0, int(missing), people[code] if missing else 0)
    return (
        [(code, sums[0], sums[1]) for code, sums in directions.items()],
        [(code, sums[0], sums[1], sums[2], sums[3]) for code, sums in items.items()],
    )


def _add(sums: dict[str, list[int]], key: str, *values: int) -> None:
    found = sums.setdefault(key, [0] * len(values))
    sums[key] = [old + value for old, value in zip(found, values, strict=True)]
