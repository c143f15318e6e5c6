"""Tables as files. Text that a spreadsheet would run as a formula is made harmless."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.http import HttpResponse

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def harmless(value: Any) -> Any:
    """Text that begins like a formula gets an apostrophe before it; signed numbers stay as they are."""
    if not isinstance(value, str) or not value.startswith(FORMULA_STARTS):
        return value
    number = value[1:].replace(",", "").replace(".", "").replace("\u202f", "")
    return value if value[0] in "+-" and number.isdigit() else f"'{value}"


def csv_response(name: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A CSV in UTF-8 with a mark that spreadsheets need to read Kazakh letters."""
    text = io.StringIO()
    text.write("\ufeff")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([harmless(heading) for heading in headings])
    writer.writerows([harmless("" if value is None else value) for value in row] for row in rows)
    return _attachment(text.getvalue().encode(), "text/csv; charset=utf-8", f"{name}.csv")


def xlsx_response(
    name: str, headings: Sequence[str], rows: Iterable[Sequence[Any]], *, title: str = "", source: str = ""
) -> HttpResponse:
    """A workbook of one sheet: title, headings, rows with numbers as numbers, source line."""
    output = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(output, options) as book:
        write_sheet(book, book.add_worksheet(), headings, rows, title=title, source=source)
    return _attachment(output.getvalue(), XLSX_TYPE, f"{name}.xlsx")


def write_sheet(
    book: Any, sheet: Any, headings: Sequence[str], rows: Iterable[Sequence[Any]], *, title: str = "", source: str = ""
) -> None:
    """Put a table on SHEET: title, headings, rows with numbers as numbers, source line."""
    bold = book.add_format({"bold": True, "text_wrap": True})
    first = 0
    if title:
        sheet.write_string(0, 0, title, book.add_format({"bold": True}))
        first = 2
    for column, heading in enumerate(headings):
        sheet.write_string(first, column, str(heading), bold)
    row_number = first
    for row_number, row in enumerate(rows, first + 1):
        for column, value in enumerate(row):
            _write(sheet, row_number, column, value)
    if source:
        sheet.write_string(row_number + 2, 0, source)
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, max(1, len(headings) - 1), 18)
    sheet.freeze_panes(first + 1, 1)


def _write(sheet: Any, row: int, column: int, value: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(row, column, float(value))
    else:
        sheet.write_string(row, column, str(value))


def _attachment(content: bytes, content_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
