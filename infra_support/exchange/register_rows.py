"""Rows of a register from XLSX or CSV: every mistake at once, or all rows in one transaction."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, ZipError

from infra_support.forms.registers import FORMS, RowForm
from infra_support.services.registers import REGISTERS, Register, RowRefused, save
from rss_portal.exchange.file_safety import FileRefused, inspect_workbook
from rss_portal.exchange.reading import cell_text
from settlements.models import Territory

MOST_ROWS, MOST_BYTES = 5000, 10 * 1024 * 1024
TRUE_WORDS = {"1", "true", "yes", "иә", "да"}


@dataclass(frozen=True)
class RowProblem:
    """A mistake: row in the file, column, what is wrong."""

    row: int
    column: str
    message: str


class _Undo(Exception):
    """Take back what was written."""


def columns_of(code: str) -> list[str]:
    """The headings that a file must have: the fields of the register's form."""
    return [name for name in FORMS[code].base_fields if name != "version"]


def import_rows(user: Any, code: str, data: bytes, regions: list[Territory]) -> tuple[int, list[RowProblem]]:
    """Rows of DATA written into the register CODE: how many, or the mistakes (then nothing is written).
    Raises `FileRefused` for a file that is not read, `Refused`."""
    rows = list(_rows(data))
    if not rows:
        raise FileRefused("empty")
    missing = set(_required(code)) - set(rows[0][1])
    if missing:
        return 0, [RowProblem(1, ", ".join(sorted(missing)), _("The column is missing."))]
    problems: list[RowProblem] = []
    try:
        with transaction.atomic():
            for number, cells in rows:
                problems += _write(user, REGISTERS[code], FORMS[code], number, cells, regions)
            if problems:
                raise _Undo
    except _Undo:
        return 0, problems
    return len(rows), []


def _required(code: str) -> list[str]:
    return [name for name, field in FORMS[code].base_fields.items() if field.required and name != "version"]


def _write(
    user: Any,
    register: Register,
    form_class: type[RowForm],
    number: int,
    cells: dict[str, str],
    regions: list[Territory],
) -> list[RowProblem]:
    form = form_class(cells, regions=regions)
    if not form.is_valid():
        return [
            RowProblem(number, name, f"{message} ({cells.get(name, '')})")
            for name, messages in form.errors.items()
            for message in messages
        ]
    try:
        with transaction.atomic():
            save(user, register, register.model(), form.row_values)
    except RowRefused as refused:
        return [RowProblem(number, refused.field, str(refused.reason))]
    return []


def _rows(data: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """Row number in the file and its cells by heading; empty rows are left out."""
    if len(data) > MOST_BYTES:
        raise FileRefused("too_large", size=len(data) // 1024 // 1024, limit=MOST_BYTES // 1024 // 1024)
    table = _workbook(data) if data.startswith(b"PK") else _text(data)
    if len(table) > MOST_ROWS + 1:
        raise FileRefused("grid_too_large")
    headings = [name.strip().lower() for name in table[0]] if table else []
    for number, cells in enumerate(table[1:], 2):
        if any(cells):
            yield number, {name: _plain(value) for name, value in zip(headings, cells, strict=False) if name}


def _plain(text: str) -> str:
    """A tick in words becomes the one that forms know."""
    return "on" if text.casefold() in TRUE_WORDS and not text.isdigit() else text


def _workbook(data: bytes) -> list[list[str]]:
    inspect_workbook(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        rows = book.get_sheet_by_index(0).to_python()
    except (CalamineError, ZipError, OSError, ValueError, IndexError) as error:
        raise FileRefused("broken") from error
    return [[_cell(value) for value in cells] for cells in rows]


def _cell(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else cell_text(value)


def _text(data: bytes) -> list[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileRefused("not_workbook") from error
    if "\x00" in text:
        raise FileRefused("not_workbook")
    delimiter = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    return [[cell.strip() for cell in cells] for cells in csv.reader(io.StringIO(text), delimiter=delimiter)]
