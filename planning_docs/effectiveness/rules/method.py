"""An edition of the method as data: weights, formulas by their names, deductions, terms. Read and checked here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from . import formulas as rules

CENTRAL, LOCAL = "central", "local"
MARKS = (Fraction(0), Fraction(1, 2), Fraction(1))


class UnknownFormula(ValueError):
    """The edition names a formula that the portal does not have, or leaves something out."""


@dataclass(frozen=True)
class Terms:
    """Terms of the appeal (p.28-35) and the least size of the special commission (p.31)."""

    objection_working_days: int = 5
    table_working_days: int = 5
    final_calendar_days: int = 15
    commission_least: int = 5


@dataclass(frozen=True)
class ScoreRule:
    """How A is made of the coefficients for one kind of body."""

    formula: str
    weights: Mapping[str, Fraction]

    @property
    def influenced(self) -> bool:
        return self.formula == rules.WEIGHTED_TIMES_INFLUENCE


@dataclass(frozen=True)
class Influence:
    """One of the indicators of E: what is better, and its names and units for people."""

    code: str
    better: str
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Method:
    """An edition that can be computed by; what is not given is as in 2012."""

    code: str = "2012"
    scores: Mapping[str, ScoreRule] = field(
        default_factory=lambda: {
            CENTRAL: ScoreRule(rules.WEIGHTED, rules.CENTRAL_WEIGHTS),
            LOCAL: ScoreRule(rules.WEIGHTED_TIMES_INFLUENCE, rules.LOCAL_WEIGHTS),
        }
    )
    result_ratio: str = rules.TO_PLAN
    marks: tuple[Fraction, ...] = MARKS
    influence: tuple[Influence, ...] = ()
    deductions: rules.Deductions = rules.DEDUCTIONS
    terms: Terms = Terms()


def read_method(data: Mapping[str, Any]) -> Method:
    """The method that an edition file describes; `UnknownFormula` names what cannot be used."""
    try:
        return Method(
            code=data["code"],
            scores={kind: _score(one) for kind, one in data["scores"].items()},
            result_ratio=_known(data["result_ratio"], rules.RESULT_FORMULAS),
            marks=tuple(Fraction(one) for one in data["marks"]),
            influence=tuple(Influence(one["code"], one["better"], one) for one in data["influence"]),
            deductions=_deductions(data["deductions"]),
            terms=Terms(**data["terms"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise UnknownFormula(f"{data.get('code', '?')}: {error}") from error


def _known(name: str, formulas: Mapping[str, Any]) -> str:
    if name not in formulas:
        raise UnknownFormula(f"{name} is not one of {', '.join(sorted(formulas))}")
    return name


def _score(data: Mapping[str, Any]) -> ScoreRule:
    weights = {name: Fraction(weight) for name, weight in data["weights"].items()}
    if sum(weights.values()) != 1:
        raise UnknownFormula(f"the weights {data['weights']} do not make 1")
    return ScoreRule(_known(data["formula"], rules.SCORE_FORMULAS), weights)


def _deductions(data: Mapping[str, Any]) -> rules.Deductions:
    points = ("late", "incomplete", "false_fact", "false_facts_most")
    exact: dict[str, Any] = {name: Fraction(data[name]) for name in points}
    return rules.Deductions(**exact, false_facts_from=int(data["false_facts_from"]))
