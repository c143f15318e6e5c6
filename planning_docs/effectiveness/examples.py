"""Worked examples of effectiveness by the methodology of 2012."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from planning_docs.effectiveness.rules.case import evaluate
from planning_docs.effectiveness.rules.formulas import as_decimal
from planning_docs.effectiveness.rules.method import Method, read_method
from rss_portal.operations.examples import Case, compare

DATA = Path(__file__).resolve().parent / "data"


def shipped_method(code: str) -> Method:
    """The method of the edition that comes with the portal under CODE."""
    head = json.loads((DATA / code / "edition.json").read_text("utf-8"))
    return read_method({**head["parameters"], "code": code})


def recognises(data: Any) -> bool:
    return isinstance(data, Mapping) and {"body_kind", "goals", "expected"} <= set(data)


def exactly(value: Any) -> Fraction | None:
    """A coefficient as a fraction; the sixth root E and what follows from it are decimals of 50 digits."""
    if value is None:
        return None
    return Fraction(value if isinstance(value, Decimal) else as_decimal(Fraction(value)))


def cases(data: Mapping[str, Any]) -> Iterator[Case]:
    """Every coefficient that the example gives."""
    score = evaluate(data, shipped_method(str(data.get("edition", "2012"))))
    found: dict[str, Any] = {
        "B": score.quality,
        "C": score.risks,
        "K": score.targets,
        "Y": score.results,
        "X": score.goals,
        "D": score.achievement,
        "E": score.influence,
        "W": score.points_off,
        "A": score.points,
    }
    for name, expected in data["expected"].items():
        if name not in found:
            yield Case(name, str(expected), "an unknown coefficient")
        elif isinstance(expected, list):
            for number, one in enumerate(expected):
                got = found[name][number] if number < len(found[name]) else None
                yield compare(f"{name}, goal {number + 1}", one, exactly(got))
        else:
            yield compare(name, expected, exactly(found[name]))
