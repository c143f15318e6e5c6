"""Reads what a person typed or a sheet holds into an entry's values (spec 10.5). No database, no clock.

Accepts a decimal comma, spaces (also non-breaking) between thousands, and whole floats of a worksheet.
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from .entry_checks import Problem
from .measure_fields import COMMON_FIELDS, COUNTS, DECIMALS, FLAGS, MEASURE_FIELDS, empty_value

YES = frozenset({"1", "true", "yes", "иә", "ия", "бар", "да", "есть", "+"})
NO = frozenset({"0", "false", "no", "жоқ", "нет", "-", "−"})
_SPACES = dict.fromkeys(map(ord, " \t\r\n\u00a0\u202f\u2007\u2009\ufeff"), None)


def read_value(field: str, raw: Any) -> tuple[Any, Problem | None]:
    """The typed value of RAW for FIELD and None, or the field's empty value and the problem."""
    if raw is None or (isinstance(raw, str) and not raw.strip(" \t\r\n\u00a0\u202f\ufeff")):
        return empty_value(field), None
    if field in COUNTS:
        return _read_count(field, raw)
    if field in DECIMALS:
        return _read_decimal(field, raw)
    if field in FLAGS:
        return _read_flag(field, raw)
    return _read_text(field, raw)


def read_values(measure: str, raw: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """Typed values of the fields given in RAW, and a problem for each that cannot be read or that the
    measure does not have."""
    allowed = {*MEASURE_FIELDS[measure], *COMMON_FIELDS}
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for field, content in raw.items():
        if field not in allowed:
            problems.append(Problem("not_of_measure", field, content))
            continue
        value, problem = read_value(field, content)
        if problem is None:
            values[field] = value
        else:
            problems.append(problem)
    return values, problems


def _to_decimal(raw: Any) -> Decimal | None:
    """RAW as an exact number; None when it is none."""
    if isinstance(raw, bool):
        return None
    if isinstance(raw, float):
        raw = repr(raw)
    text = str(raw).translate(_SPACES).replace(",", ".").replace("−", "-")
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < 40 else None


def _read_count(field: str, raw: Any) -> tuple[Any, Problem | None]:
    if type(raw) is int:
        return raw, None
    number = _to_decimal(raw)
    if number is None or number != number.to_integral_value():
        return None, Problem("not_integer", field, raw)
    return int(number), None


def _read_decimal(field: str, raw: Any) -> tuple[Any, Problem | None]:
    """A share, distance or cost, rounded to the places that its column keeps."""
    number = _to_decimal(raw)
    if number is None:
        return None, Problem("not_number", field, raw)
    whole_digits, places = DECIMALS[field]
    if abs(number) >= 10**whole_digits:  # left to the check of the range, which names the limit
        return number, None
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP), None


def _read_flag(field: str, raw: Any) -> tuple[Any, Problem | None]:
    if isinstance(raw, bool):
        return raw, None
    number = _to_decimal(raw)
    text = str(int(number)) if number in (0, 1) else str(raw).strip().casefold()
    if text in YES:
        return True, None
    if text in NO:
        return False, None
    return None, Problem("not_yes_or_no", field, raw)


def _read_text(field: str, raw: Any) -> tuple[Any, Problem | None]:
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)  # a КАТО code that a spreadsheet turned into a number
    storable = str(raw).replace("\x00", "").encode("utf-8", "ignore").decode()  # as PostgreSQL can keep it
    return storable.strip(), None
