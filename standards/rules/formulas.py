"""Formulas as data: one expression is evaluated exactly, compiled to SQL and printed.

A rule builds its expression with + - * /, `least`, `greatest` and `where`. So the same rule gives the exact
figure of one settlement, the figures of the whole country in one statement, and the text under "why this
number"; the three cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

Values = Mapping[str, Fraction | None]
ZERO, ONE = Fraction(0), Fraction(1)


class Expression:
    """A formula; the operators build larger ones."""

    def __add__(self, other: Operand) -> Expression:
        return Operation("+", self, as_expression(other))

    def __sub__(self, other: Operand) -> Expression:
        return Operation("-", self, as_expression(other))

    def __mul__(self, other: Operand) -> Expression:
        return Operation("*", self, as_expression(other))

    def __rmul__(self, other: Operand) -> Expression:
        return Operation("*", as_expression(other), self)

    def __truediv__(self, other: Operand) -> Expression:
        return Operation("/", self, as_expression(other))


Operand = Expression | Fraction | int


@dataclass(frozen=True)
class Number(Expression):
    """A constant; a parameter of the edition is printed with a decimal even when it is whole."""

    value: Fraction
    parameter: bool = False


@dataclass(frozen=True)
class Input(Expression):
    """A value of the entry. `empty_as` is what an empty one counts as, `least` the least it counts as."""

    code: str
    empty_as: int | None = 0
    least: int | None = None


@dataclass(frozen=True)
class Operation(Expression):
    sign: str
    left: Expression
    right: Expression


@dataclass(frozen=True)
class Extreme(Expression):
    """The least or the greatest of two: `name` is "min" or "max"."""

    name: str
    left: Expression
    right: Expression


@dataclass(frozen=True)
class Condition:
    """Whether an operand is zero ("zero"), above zero ("positive") or was given at all ("given")."""

    kind: str
    operand: Expression


@dataclass(frozen=True)
class Where(Expression):
    condition: Condition
    then: Expression
    otherwise: Expression


@dataclass(frozen=True)
class Step(Expression):
    """A named intermediate value. A brief one is printed by its name or number, not spelled out."""

    code: str
    body: Expression
    brief: bool = False


def as_expression(value: Operand) -> Expression:
    return value if isinstance(value, Expression) else Number(Fraction(value))


def parameter(value: Fraction) -> Number:
    return Number(Fraction(value), parameter=True)


def least(left: Operand, right: Operand) -> Expression:
    return Extreme("min", as_expression(left), as_expression(right))


def greatest(left: Operand, right: Operand) -> Expression:
    return Extreme("max", as_expression(left), as_expression(right))


def where(condition: Condition, then: Operand, otherwise: Operand) -> Expression:
    return Where(condition, as_expression(then), as_expression(otherwise))


def is_zero(operand: Expression) -> Condition:
    return Condition("zero", operand)


def is_positive(operand: Expression) -> Condition:
    return Condition("positive", operand)


def is_given(operand: Expression) -> Condition:
    return Condition("given", operand)


# -- exact value ------------------------------------------------------------------------------------------


def read_input(one: Input, values: Values) -> Fraction:
    """The value that an input counts as; ValueError when an empty one has no meaning here."""
    value = values.get(one.code)
    if value is None:
        if one.empty_as is None:
            raise ValueError(f"{one.code} is empty")
        value = Fraction(one.empty_as)
    return value if one.least is None else max(value, Fraction(one.least))


ARITHMETIC: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: left / right,
}


def holds(condition: Condition, values: Values) -> bool:
    if condition.kind == "given":
        return isinstance(condition.operand, Input) and values.get(condition.operand.code) is not None
    amount = exact(condition.operand, values)
    return amount == 0 if condition.kind == "zero" else amount > 0


def exact(expression: Expression, values: Values) -> Fraction:
    """The exact value of EXPRESSION; only the branch of a condition that holds is evaluated."""
    match expression:
        case Number(value=value):
            return value
        case Input():
            return read_input(expression, values)
        case Step(body=body):
            return exact(body, values)
        case Where(condition=condition, then=then, otherwise=otherwise):
            return exact(then if holds(condition, values) else otherwise, values)
        case Extreme(name=name, left=left, right=right):
            return (min if name == "min" else max)(exact(left, values), exact(right, values))
        case Operation(sign=sign, left=left, right=right):
            return ARITHMETIC[sign](exact(left, values), exact(right, values))
    raise TypeError(f"no value of {expression!r}")


# -- SQL --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Dialect:
    """How a database spells the least and the greatest of two values."""

    least: str
    greatest: str


SQLITE = Dialect("MIN", "MAX")
POSTGRESQL = Dialect("LEAST", "GREATEST")


@dataclass(frozen=True)
class SqlWriter:
    """Writes expressions as SQL in double precision; COLUMNS gives the SQL of every input."""

    dialect: Dialect
    columns: Mapping[str, str]

    def write(self, expression: Expression) -> str:
        match expression:
            case Number(value=value):
                return self.number(value)
            case Input():
                return self.input(expression)
            case Step(body=body):
                return self.write(body)
            case Where(condition=condition, then=then, otherwise=otherwise):
                return f"CASE WHEN {self.condition(condition)} THEN {self.write(then)} ELSE {self.write(otherwise)} END"
            case Extreme(name=name, left=left, right=right):
                word = self.dialect.least if name == "min" else self.dialect.greatest
                return f"{word}({self.write(left)}, {self.write(right)})"
            case Operation(sign="/", left=left, right=right):
                return f"(CAST({self.write(left)} AS double precision) / {self.write(right)})"
            case Operation(sign=sign, left=left, right=right):
                return f"({self.write(left)} {sign} {self.write(right)})"
        raise TypeError(f"no SQL of {expression!r}")

    def number(self, value: Fraction) -> str:
        if value.denominator == 1:
            return str(value.numerator)
        return f"CAST({float(value)!r} AS double precision)"

    def input(self, one: Input) -> str:
        column = self.columns[one.code]
        if one.empty_as is not None:
            column = f"COALESCE({column}, {one.empty_as})"
        return column if one.least is None else f"{self.dialect.greatest}({column}, {one.least})"

    def condition(self, condition: Condition) -> str:
        if condition.kind == "given" and isinstance(condition.operand, Input):
            return f"{self.columns[condition.operand.code]} IS NOT NULL"
        return f"{self.write(condition.operand)} {'= 0' if condition.kind == 'zero' else '> 0'}"
