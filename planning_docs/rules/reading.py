"""Reads what a person typed into a cell of a plan. No database, no clock."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

MOST = Decimal(10) ** 16  # what twenty digits with four decimals hold
PLACES = 4
_SPACES = dict.fromkeys(map(ord, " \t\r\n\u00a0\u202f\u2007\u2009\ufeff"), None)
_BETWEEN = re.compile(r"(?<=[\d,.])\s*(?:-|–|—|\.\.\.|…)\s*(?=[\d−-])")


class NotANumber(ValueError):
    """What was typed is no number that the cell can hold."""


@dataclass(frozen=True)
class Planned:
    """A planned value: a number, or for an indicator with a range its bounds."""

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None


def read_number(text: str) -> Decimal | None:
    """ "1 234,5" as 1234.5, empty as None; four decimals at most. Raises `NotANumber`."""
    bare = str(text).translate(_SPACES).replace(",", ".").replace("−", "-")
    if not bare:
        return None
    try:
        number = Decimal(bare)
    except InvalidOperation as error:
        raise NotANumber(text) from error
    if not number.is_finite() or abs(number) >= MOST or number != round(number, PLACES):
        raise NotANumber(text)
    return number


def read_planned(text: str, better: str) -> Planned:
    """A cell of an indicator's plan; one that is better within a range takes "from-to" ("2-4"). Raises
    `NotANumber`, also for bounds the wrong way round."""
    if better != "range":
        return Planned(read_number(text))
    parts = _BETWEEN.split(str(text).strip())
    if len(parts) == 1:
        number = read_number(parts[0])
        return Planned(number, number, number)
    low, high = read_number(parts[0]), read_number(parts[-1])
    if len(parts) != 2 or low is None or high is None or low > high:
        raise NotANumber(text)
    return Planned(high, low, high)
