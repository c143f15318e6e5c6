"""Reads a CSV or XLSX table of a reference import: a header row, then rows with their numbers."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook


class UnreadableTable(Exception):
    """The file is no table that can be read; the text says why."""


@dataclass(frozen=True)
class TableRow:
    """One row: its number in the file (the header is row 1 of a file without blank lines above) and its cells
    as text by column heading."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, heading: str) -> str:
        return self.cells.get(heading, "")


@dataclass(frozen=True)
class Table:
    headings: list[str]
    rows: Iterator[TableRow]


def read_table(path: Path) -> Table:
    """The first sheet or the text of PATH, blank rows left out; raises `UnreadableTable`."""
    lines = _workbook_lines(path) if _is_zip(path) else _text_lines(path)
    for _number, cells in lines:
        if any(cells):
            headings = [cell.strip().casefold() for cell in cells]
            return Table(headings, _rows(headings, lines))
    raise UnreadableTable(_("The file is empty."))


def _rows(headings: list[str], lines: Iterator[tuple[int, list[str]]]) -> Iterator[TableRow]:
    for number, cells in lines:
        if any(cells):
            yield TableRow(number, dict(zip(headings, cells, strict=False)))


def _is_zip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == b"PK"


def _workbook_lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    except CalamineError as error:
        raise UnreadableTable(_("The workbook cannot be read: %(why)s") % {"why": error}) from error
    first = (sheet.start or (0, 0))[0] + 1
    rows = sheet.to_python(skip_empty_area=True)
    return ((first + index, [_text(cell) for cell in row]) for index, row in enumerate(rows))


def _text(cell: Any) -> str:
    """A cell as text: whole numbers without a decimal point, dates as ISO."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def _text_lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    raw = path.read_bytes()
    if b"\x00" in raw[:4096]:
        raise UnreadableTable(_("The file is neither an XLSX workbook nor a text table."))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1251", errors="replace")
    heading = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=heading.count)
    return enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), start=1)
