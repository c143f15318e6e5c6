"""Cells of reference tables (population, statuses, coordinates) read into values, with what is wrong told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

YES = frozenset({"1", "да", "иә", "ия", "yes", "true", "+", "x", "х"})
NO = frozenset({"", "0", "нет", "жоқ", "no", "false", "-"})


@dataclass(frozen=True)
class RowError:
    """What is wrong in one cell: `expected` is a code whose text the caller knows."""

    number: int
    column: str
    found: str
    expected: str


class BadCell(ValueError):
    """The cell is not what its column holds; the argument is the code of what was expected."""


def _digits(text: str) -> str:
    return "".join(text.split()).replace("\u202f", "").replace(",", ".")


def whole_number(text: str) -> int:
    """A count: digits, perhaps grouped by spaces, perhaps with an empty fraction ("1 234,0")."""
    try:
        value = Decimal(_digits(text))
    except InvalidOperation as error:
        raise BadCell("whole_number") from error
    if not value.is_finite() or value != value.to_integral_value() or not 0 <= value <= 2_000_000_000:
        raise BadCell("whole_number")
    return int(value)


def optional_whole_number(text: str) -> int | None:
    return whole_number(text) if text.strip() else None


def year(text: str) -> int:
    """A year of the inventory, 2000 to 2100."""
    value = whole_number(text)
    if not 2000 <= value <= 2100:
        raise BadCell("year")
    return value


def kato(text: str) -> str:
    """A code of nine digits; a leading zero that a workbook dropped does not occur (regions begin at 10)."""
    code = _digits(text)
    if len(code) != 9 or not code.isdigit():
        raise BadCell("kato")
    return code


def optional_kato(text: str) -> str | None:
    return kato(text) if text.strip() else None


def flag(text: str) -> bool:
    """Yes or no in Kazakh, Russian, English or 1 / 0; an empty cell is no."""
    word = text.strip().casefold()
    if word in YES:
        return True
    if word in NO:
        return False
    raise BadCell("flag")


def optional_date(text: str) -> date | None:
    """A date as 2025-01-31 or 31.01.2025."""
    word = text.strip()
    if not word:
        return None
    for pattern in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(word, pattern).date()
        except ValueError:
            continue
    raise BadCell("date")


def degrees(limit: int) -> Callable[[str], Decimal]:
    """Reads degrees between -LIMIT and LIMIT, six places."""

    def read(text: str) -> Decimal:
        try:
            value = Decimal(_digits(text))
        except InvalidOperation as error:
            raise BadCell("degrees") from error
        if not value.is_finite() or abs(value) > limit:
            raise BadCell("degrees")
        return value.quantize(Decimal("0.000001"))

    return read


def plain_text(text: str) -> str:
    """A short text without surrounding space."""
    return text.strip()[:200]


Reader = Callable[[str], Any]


def read_cells(number: int, cells: dict[str, str], columns: dict[str, Reader]) -> tuple[dict[str, Any], list[RowError]]:
    """Values of the COLUMNS of one row, and an error for each cell that cannot be read."""
    values, errors = {}, []
    for column, reader in columns.items():
        found = cells.get(column, "")
        try:
            values[column] = reader(found)
        except BadCell as error:
            errors.append(RowError(number, column, found, str(error)))
    return values, errors
