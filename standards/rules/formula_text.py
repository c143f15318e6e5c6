"""Prints a formula: with names, then the same with the numbers of an entry put in (spec 20, section 6)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from .formulas import (
    Condition,
    Expression,
    Extreme,
    Input,
    Number,
    Operation,
    Step,
    Values,
    Where,
    exact,
    holds,
    read_input,
)

PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2}
SIGNS = {"+": " + ", "-": " − ", "*": " × ", "/": "/"}
ATOM = 3
PLACES = 4


def decimal_text(value: Fraction, mark: str = ",", least_places: int = 0) -> str:
    """VALUE as a decimal when it has at most 4 places, else as a fraction "97/120"."""
    scaled = value * 10**PLACES
    if scaled.denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    sign, digits = ("-" if scaled < 0 else ""), f"{abs(scaled.numerator):0{PLACES + 1}d}"
    whole, places = digits[:-PLACES], digits[-PLACES:].rstrip("0").ljust(least_places, "0")
    return f"{sign}{whole}{mark}{places}" if places else f"{sign}{whole}"


def rounded_text(value: Fraction, mark: str = ",", places: int = PLACES) -> str:
    """VALUE >= 0 with PLACES decimals, half up, as many as there are."""
    scale = 10**places
    whole = (2 * value.numerator * scale + value.denominator) // (2 * value.denominator)
    return decimal_text(Fraction(whole, scale), mark)


def equation(numbers: str, value: Fraction, mark: str = ",") -> str:
    """NUMBERS with what they come to: "... = 0,75", "... = 97/120 ≈ 0,8083" where the decimal is rounded."""
    text = decimal_text(value, mark)
    whole = numbers if numbers == text else f"{numbers} = {text}"
    return f"{whole} ≈ {rounded_text(value, mark)}" if "/" in text else whole


@dataclass(frozen=True)
class FormulaText:
    """Prints with NAMES of inputs and steps; `where` in them is the sentence of a choice, with {then},
    {condition} and {otherwise}. VALUES decide which branch is printed; without them the one that computes."""

    names: Mapping[str, str]
    values: Values | None = None
    mark: str = ","

    # -- with names ---------------------------------------------------------------------------------------

    def formula(self, expression: Expression) -> str:
        return self._formula(expression)[0]

    def _formula(self, expression: Expression) -> tuple[str, int]:
        match expression:
            case Number():
                return self.number(expression), ATOM
            case Input(code=code):
                return self.names[code], ATOM
            case Step(code=code, body=body, brief=brief):
                return (self.names[code], ATOM) if brief else self._formula(body)
            case Where():
                return self._choice(expression)
            case Extreme(name=name, left=left, right=right):
                return self.extreme(name, self.formula(left), self.formula(right)), ATOM
            case Operation(sign=sign, left=left, right=right):
                return self.joined(sign, self._formula(left), self._formula(right))
        raise TypeError(f"no text of {expression!r}")

    def _choice(self, one: Where) -> tuple[str, int]:
        """A guard against nothing to divide by is left out; else the branch that holds is printed, without
        values the one that computes."""
        then, otherwise = (isinstance(branch, Number) for branch in (one.then, one.otherwise))
        if then and otherwise:
            return self.choice_sentence(one), ATOM
        if one.condition.kind == "zero":
            return self._formula(one.otherwise)
        if self.values is None:
            return self._formula(one.otherwise if then else one.then)
        return self._formula(one.then if holds(one.condition, self.values) else one.otherwise)

    def choice_sentence(self, one: Where) -> str:
        return self.names["where"].format(
            then=self.formula(one.then),
            otherwise=self.formula(one.otherwise),
            condition=self.condition(one.condition),
        )

    def condition(self, condition: Condition) -> str:
        sign = "= 0" if condition.kind == "zero" else "> 0"
        return f"{self.formula(condition.operand)} {sign}"

    # -- with numbers -------------------------------------------------------------------------------------

    def numbers(self, expression: Expression, values: Values) -> str:
        """The branch that holds, with numbers; summands that are nothing are not printed."""
        return self._numbers(expression, values)[0]

    def _numbers(self, expression: Expression, values: Values) -> tuple[str, int]:
        match expression:
            case Number():
                return self.number(expression), ATOM
            case Input():
                return decimal_text(read_input(expression, values), self.mark), ATOM
            case Step(body=body, brief=brief):
                if brief:
                    return decimal_text(exact(body, values), self.mark), ATOM
                return self._numbers(body, values)
            case Where(condition=condition, then=then, otherwise=otherwise):
                return self._numbers(then if holds(condition, values) else otherwise, values)
            case Extreme():
                return self._extreme_numbers(expression, values)
            case Operation():
                return self._operation_numbers(expression, values)
        raise TypeError(f"no text of {expression!r}")

    def _extreme_numbers(self, one: Extreme, values: Values) -> tuple[str, int]:
        """A floor of 0 is printed only where it holds."""
        if one.name == "max" and isinstance(one.left, Number) and exact(one.right, values) >= one.left.value:
            return self._numbers(one.right, values)
        return self.extreme(one.name, self.numbers(one.left, values), self.numbers(one.right, values)), ATOM

    def _operation_numbers(self, one: Operation, values: Values) -> tuple[str, int]:
        if one.sign in "+-":
            if is_nothing(one.right, values):
                return self._numbers(one.left, values)
            if one.sign == "+" and is_nothing(one.left, values):
                return self._numbers(one.right, values)
        return self.joined(one.sign, self._numbers(one.left, values), self._numbers(one.right, values))

    # -- parts --------------------------------------------------------------------------------------------

    def number(self, one: Number) -> str:
        return decimal_text(one.value, self.mark, least_places=1 if one.parameter else 0)

    def extreme(self, name: str, left: str, right: str) -> str:
        separator = "; " if self.mark == "," else ", "
        return f"{name}({left}{separator}{right})"

    def joined(self, sign: str, left: tuple[str, int], right: tuple[str, int]) -> tuple[str, int]:
        mine = PRECEDENCE[sign]
        first = f"({left[0]})" if left[1] < mine else left[0]
        tight = right[1] < mine or (right[1] == mine and sign in "-/")
        second = f"({right[0]})" if tight else right[0]
        return f"{first}{SIGNS[sign]}{second}", mine


def is_nothing(expression: Expression, values: Values) -> bool:
    """Whether a summand is 0 because an entered number is 0."""
    return not any(steps_of(expression)) and exact(expression, values) == 0


def steps_of(expression: Expression, values: Values | None = None) -> Iterator[Step]:
    """The intermediate values of a formula that are spelled out, in order; with VALUES of the branch that
    holds only."""
    match expression:
        case Step(body=body, brief=brief):
            if not brief:
                yield expression
                yield from steps_of(body, values)
        case Where(condition=condition, then=then, otherwise=otherwise):
            branches = (then, otherwise) if values is None else (then if holds(condition, values) else otherwise,)
            for branch in branches:
                yield from steps_of(branch, values)
        case Extreme(left=left, right=right) | Operation(left=left, right=right):
            yield from steps_of(left, values)
            yield from steps_of(right, values)
