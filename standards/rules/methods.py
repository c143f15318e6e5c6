"""A method: which formula scores each measure, with which parameters (spec 20, sections 2 and 3).

An edition names a method and may override its parameters; both are data. Parameters, all optional:

- `facility`, `network`, `service`: {"method": name of a formula in `item_scores`, "w": 0..1, "p": 0..1,
  "c": {"good", "current_repair", "capital_repair", "emergency"}: 0..1, "target": above 0 up to 1};
- `targets`: {item code: target}, the target of single networks (roads ROA-01: 0.95);
- `item_weights`, `direction_weights`: {code: weight above 0}, 1 where not given. In the percent of a
  settlement an item weighs its own weight times its direction's, inside a direction its own;
- `missing`: "zero" (a missing entry counts 0) or "exclude" (it leaves the mean).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache
from typing import Any

from .formulas import Expression
from .item_scores import CONDITIONS, FACILITY, METHODS, NETWORK, SERVICE, ItemParameters

MEASURES = (FACILITY, NETWORK, SERVICE)
ZERO, EXCLUDE = "zero", "exclude"
PARAMETERS_OF_MEASURE = {
    FACILITY: ("method", "w", "p", "c"),
    NETWORK: ("method", "w", "target"),
    SERVICE: ("method",),
}
METHOD_DEFAULTS: dict[str, dict[str, Any]] = {
    "2023-reference": {
        "facility": {"method": "availability_condition"},
        "network": {"method": "coverage_condition"},
        "service": {"method": "availability"},
        "targets": {"ROA-01": "0.95"},
    },
    "presence": {
        "facility": {"method": "presence"},
        "network": {"method": "presence"},
        "service": {"method": "presence"},
    },
}


@dataclass(frozen=True)
class ParameterProblem:
    """A parameter that cannot be used: its place, e.g. "facility.w", what was expected and what was found."""

    place: str
    expected: str
    found: str


class BadParameters(ValueError):
    """Every problem of a set of parameters at once."""

    def __init__(self, problems: list[ParameterProblem]):
        super().__init__("; ".join(f"{one.place}: {one.expected}, found {one.found}" for one in problems))
        self.problems = problems


@dataclass(frozen=True)
class Calculation:
    """A method with its parameters, ready to score items."""

    code: str
    formulas: Mapping[str, str]  # measure -> name of the formula
    parameters: Mapping[str, ItemParameters]  # measure -> parameters
    targets: Mapping[str, Fraction] = field(default_factory=dict)
    item_weights: Mapping[str, Fraction] = field(default_factory=dict)
    direction_weights: Mapping[str, Fraction] = field(default_factory=dict)
    missing: str = ZERO

    def item_parameters(self, item: str, measure: str) -> ItemParameters:
        base = self.parameters[measure]
        target = self.targets.get(item)
        return base if target is None or measure != NETWORK else replace(base, target=target)

    def formula(self, item: str, measure: str) -> Expression:
        """The formula of ITEM; the same object for equal parameters."""
        return build_formula(measure, self.formulas[measure], self.item_parameters(item, measure))

    def item_weight(self, item: str) -> Fraction:
        """Weight of ITEM within its direction."""
        return self.item_weights.get(item, Fraction(1))

    def direction_weight(self, direction: str) -> Fraction:
        return self.direction_weights.get(direction, Fraction(1))

    def weight(self, item: str, direction: str) -> Fraction:
        """Weight of ITEM in the percent of a settlement."""
        return self.item_weight(item) * self.direction_weight(direction)

    @property
    def plain(self) -> bool:
        """Whether every item weighs the same."""
        return all(one == 1 for one in (*self.item_weights.values(), *self.direction_weights.values()))


@lru_cache(maxsize=1024)
def build_formula(measure: str, name: str, parameters: ItemParameters) -> Expression:
    return METHODS[measure][name](parameters)


def merge(method: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of METHOD with those of the edition put over them, one level deep."""
    merged: dict[str, Any] = dict(METHOD_DEFAULTS[method])
    for key, value in parameters.items():
        both = isinstance(value, Mapping) and isinstance(merged.get(key), Mapping)
        merged[key] = {**merged[key], **value} if both else value
    return merged


class Reader:
    """Reads parameters and collects what is wrong with them."""

    def __init__(self) -> None:
        self.problems: list[ParameterProblem] = []

    def refuse(self, place: str, expected: str, found: Any) -> None:
        self.problems.append(ParameterProblem(place, expected, str(found)))

    def mapping(self, place: str, value: Any) -> Mapping[str, Any]:
        if isinstance(value, Mapping):
            return value
        self.refuse(place, "a table", value)
        return {}

    def number(self, place: str, value: Any, *, most: int | None = 1, positive: bool = False) -> Fraction:
        """An exact number from text or JSON, at least 0 (above it when POSITIVE), at most MOST."""
        expected = f"a number {'above' if positive else 'of at least'} 0" + (f", at most {most}" if most else "")
        try:
            number = Fraction(str(value))
        except (ValueError, ZeroDivisionError):
            self.refuse(place, expected, value)
            return Fraction(1)
        if number < 0 or (positive and number == 0) or (most is not None and number > most):
            self.refuse(place, expected, value)
        return number

    def numbers(self, place: str, value: Any, **limits: Any) -> dict[str, Fraction]:
        return {code: self.number(f"{place}.{code}", one, **limits) for code, one in self.mapping(place, value).items()}

    def known(self, place: str, value: Mapping[str, Any], names: tuple[str, ...]) -> None:
        for name in value:
            if name not in names:
                self.refuse(f"{place}.{name}" if place else name, f"one of {', '.join(names)}", name)


TOP = (*MEASURES, "targets", "item_weights", "direction_weights", "missing")


def read_measure(reader: Reader, measure: str, value: Any) -> tuple[str, ItemParameters]:
    """The name of the formula and the parameters of one measure."""
    data = reader.mapping(measure, value)
    reader.known(measure, data, PARAMETERS_OF_MEASURE[measure])
    name = data.get("method")
    if name not in METHODS[measure]:
        reader.refuse(f"{measure}.method", f"one of {', '.join(METHODS[measure])}", name)
    parameters = ItemParameters()
    if "w" in data:
        parameters = replace(parameters, w=reader.number(f"{measure}.w", data["w"]))
    if "p" in data:
        parameters = replace(parameters, p=reader.number(f"{measure}.p", data["p"]))
    if "target" in data:
        parameters = replace(parameters, target=reader.number(f"{measure}.target", data["target"], positive=True))
    if "c" in data:
        given = reader.numbers(f"{measure}.c", data["c"])
        reader.known(f"{measure}.c", given, CONDITIONS)
        c = tuple(given.get(code, default) for code, default in zip(CONDITIONS, parameters.c, strict=True))
        parameters = replace(parameters, c=c)
    return str(name), parameters


def read_calculation(method: str, parameters: Mapping[str, Any]) -> Calculation:
    """The calculation of an edition; `BadParameters` with every problem when it cannot be used."""
    reader = Reader()
    if method not in METHOD_DEFAULTS:
        reader.refuse("method", f"one of {', '.join(METHOD_DEFAULTS)}", method)
        raise BadParameters(reader.problems)
    data = merge(method, reader.mapping("parameters", parameters))
    reader.known("", data, TOP)
    measures = {measure: read_measure(reader, measure, data[measure]) for measure in MEASURES}
    missing = data.get("missing", ZERO)
    if missing not in (ZERO, EXCLUDE):
        reader.refuse("missing", f"{ZERO} or {EXCLUDE}", missing)
    calculation = Calculation(
        code=method,
        formulas={measure: name for measure, (name, _) in measures.items()},
        parameters={measure: one for measure, (_, one) in measures.items()},
        targets=reader.numbers("targets", data.get("targets", {}), positive=True),
        item_weights=reader.numbers("item_weights", data.get("item_weights", {}), most=None, positive=True),
        direction_weights=reader.numbers(
            "direction_weights", data.get("direction_weights", {}), most=None, positive=True
        ),
        missing=missing,
    )
    if reader.problems:
        raise BadParameters(reader.problems)
    return calculation
