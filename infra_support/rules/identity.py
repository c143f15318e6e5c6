"""Numbers by which the state knows people and legal entities: IIN and BIN (annex form, items 3 and 4).

Both have twelve digits, the last of which is a control digit over the first eleven. A function answers the code of
what is wrong, or "" when the number is right.
"""

from datetime import date
from enum import StrEnum

FIRST_WEIGHTS = tuple(range(1, 12))
SECOND_WEIGHTS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
CENTURIES = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}
BIN_KINDS = "456"  # resident legal entity, non-resident, individual entrepreneurs together
BIN_UNITS = "01234"  # head unit, branch, representation, peasant farm, ...
LENGTH = 12


class NumberProblem(StrEnum):
    NONE = ""
    DIGITS = "digits"  # not twelve digits
    DATE = "date"  # no such date
    CENTURY = "century"  # the seventh digit of an IIN
    KIND = "kind"  # the fifth or sixth digit of a BIN
    CONTROL = "control"  # the control digit


def control_digit(first: str) -> int | None:
    """The twelfth digit over the FIRST eleven; None when both rows of weights give 10 and no number exists."""
    for weights in (FIRST_WEIGHTS, SECOND_WEIGHTS):
        rest = sum(int(digit) * weight for digit, weight in zip(first, weights, strict=True)) % 11
        if rest < 10:
            return rest
    return None


def iin_problem(number: str) -> NumberProblem:
    """What is wrong with an IIN: birth date, century and sex, control digit."""
    if not _twelve_digits(number):
        return NumberProblem.DIGITS
    if number[6] not in CENTURIES:
        return NumberProblem.CENTURY
    if birth_date(number) is None:
        return NumberProblem.DATE
    return _control_problem(number)


def bin_problem(number: str) -> NumberProblem:
    """What is wrong with a BIN: year and month of registration, kind (4-6), unit, control digit."""
    if not _twelve_digits(number):
        return NumberProblem.DIGITS
    if not 1 <= int(number[2:4]) <= 12:
        return NumberProblem.DATE
    if number[4] not in BIN_KINDS or number[5] not in BIN_UNITS:
        return NumberProblem.KIND
    return _control_problem(number)


def birth_date(iin: str) -> date | None:
    """The birth date in an IIN of twelve digits; None when there is no such date."""
    try:
        return date(CENTURIES[iin[6]] + int(iin[:2]), int(iin[2:4]), int(iin[4:6]))
    except (KeyError, ValueError):
        return None


def _twelve_digits(number: str) -> bool:
    return len(number) == LENGTH and number.isascii() and number.isdigit()


def _control_problem(number: str) -> NumberProblem:
    return NumberProblem.NONE if control_digit(number[:11]) == int(number[11]) else NumberProblem.CONTROL
