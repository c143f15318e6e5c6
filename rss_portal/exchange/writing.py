"""Writes the workbook of a form: instruction, one sheet per `SheetForm`, and the hidden imprint."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any, BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from .forms import Column, Imprint, SheetForm
from .reading import IMPRINT_CODE, MARK

HEADING_FILL, LABEL_FILL, LAST_YEAR_INK, LINE = "#D8EAF0", "#F4F7F9", "#4E5F6C", "#D5DDE3"
FIRST_DATA_ROW = 3  # below the hidden row of codes and the headings in kk and ru
MAX_LIST_TEXT = 255  # what a drop-down may hold inside its own cell rule
SHEET_ROWS = 1_048_576

Row = tuple[str, Sequence[Any]]  # the row's key, and its values in the order of the columns


class FormWriter:
    """A workbook being written into TARGET row by row; `close()` finishes it.

    Texts that begin with "=", "+", "-" or "@" stay texts, and no address becomes a link.
    """

    def __init__(self, target: BinaryIO, imprint: Imprint, *, frugal: bool = False):
        options = {"constant_memory": frugal, "strings_to_formulas": False, "strings_to_urls": False}
        self.book = Workbook(target, options)
        self.book.set_properties({"title": f"{imprint.form} {imprint.territory} {imprint.year}"})
        self.imprint = imprint
        self._frugal = frugal
        self._formats = _formats(self.book)
        self._lists: list[tuple[str, tuple[str, ...]]] = []

    def write_instruction(self, title: str, lines: Iterable[tuple[str, str]]) -> None:
        """The first sheet: LINES of a style ("title", "heading", "text") and a text."""
        sheet = self.book.add_worksheet(title)
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 84, self._formats["text_block"])
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.protect()
        for number, (style, text) in enumerate(lines):
            if style == "title":
                sheet.set_row(number, 28)
            sheet.write_string(number, 0, text, self._formats[f"{style}_block"])

    def write_sheet(self, form: SheetForm, rows: Iterable[Row], *, leave_out: frozenset[str] = frozenset()) -> int:
        """One sheet of FORM with ROWS, without the columns LEAVE_OUT; how many rows were written."""
        columns = [column for column in form.columns if column.code not in leave_out]
        positions = [number for number, column in enumerate(form.columns) if column.code not in leave_out]
        sheet = self.book.add_worksheet(form.title)
        self._write_headings(sheet, form.code, columns)
        count = 0
        for key, values in rows:
            self._write_row(sheet, FIRST_DATA_ROW + count, key, columns, [values[at] for at in positions])
            count += 1
        self._finish_sheet(sheet, columns, max(count, 1))
        return count

    def close(self) -> None:
        """Write the hidden sheets and the file itself."""
        self._write_lists()
        self._write_imprint()
        self.book.close()

    def _write_headings(self, sheet: Worksheet, code: str, columns: list[Column]) -> None:
        sheet.set_column(0, 0, 20, self._formats["label"], {"hidden": True})
        for number, column in enumerate(columns, 1):
            # A frugal file leaves empty cells out: there the column's own format opens them for input.
            sheet.set_column(number, number, column.width, self._formats[column.kind] if self._frugal else None)
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.write_string(0, 0, MARK + code)
        for number, column in enumerate(columns, 1):
            sheet.write_string(0, number, column.code)
        for row, names in enumerate(([c.heading_kk for c in columns], [c.heading_ru for c in columns]), 1):
            sheet.set_row(row, 48)
            for number, name in enumerate(names, 1):
                style = "heading_kk" if row == 1 else "heading_ru"
                sheet.write_string(row, number, name, self._formats[style])

    def _write_row(self, sheet: Worksheet, row: int, key: str, columns: list[Column], values: Sequence[Any]) -> None:
        sheet.write_string(row, 0, key)
        for number, (column, value) in enumerate(zip(columns, values, strict=True), 1):
            if value is None or value == "":
                if not self._frugal:
                    sheet.write_blank(row, number, None, self._formats[column.kind])
            elif isinstance(value, str):
                sheet.write_string(row, number, value, self._formats[column.kind])
            else:
                sheet.write_number(row, number, float(value), self._formats[column.kind])

    def _finish_sheet(self, sheet: Worksheet, columns: list[Column], count: int) -> None:
        last = FIRST_DATA_ROW + count - 1
        for number, column in enumerate(columns, 1):
            if rule := self._validation(column):
                sheet.data_validation(FIRST_DATA_ROW, number, last, number, rule)
        labels = sum(column.kind == "label" for column in columns)
        sheet.freeze_panes(FIRST_DATA_ROW, min(labels, 5) if labels else 1)
        sheet.autofilter(FIRST_DATA_ROW - 1, 0, last, len(columns))
        sheet.protect("", {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True})
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(1, 2)

    def _validation(self, column: Column) -> dict[str, Any] | None:
        """What the spreadsheet itself checks while one types."""
        hint = {
            "input_title": column.heading_kk[:32],
            "input_message": f"{column.help_kk}\n{column.help_ru}"[:255],
            "error_title": "Қате / Ошибка",
        }
        if column.kind == "choice":
            return {"validate": "list", "source": self._list(column), **hint}
        if column.kind == "count":
            message = "Бүтін сан керек: 0 немесе одан көп / Нужно целое число: 0 или больше"
            bounds = {"criteria": "between", "minimum": 0, "maximum": column.maximum}
            return {"validate": "integer", **bounds, "error_message": message, **hint}
        if column.kind == "decimal":
            message = "Сан керек: 0 немесе одан көп / Нужно число: 0 или больше"
            bounds = {"criteria": "between", "minimum": 0, "maximum": column.maximum}
            return {"validate": "decimal", **bounds, "error_message": message, **hint}
        return None

    def _list(self, column: Column) -> Any:
        texts = tuple(choice.text for choice in column.choices)
        # A comma would divide an entry of a list that stands inside the rule.
        if len(",".join(texts)) <= MAX_LIST_TEXT and not any("," in text for text in texts):
            return list(texts)
        if all(code != column.code for code, _ in self._lists):
            self._lists.append((column.code, texts))
        at = next(number for number, (code, _) in enumerate(self._lists) if code == column.code)
        letter = xl_col_to_name(at)
        return f"=_lists!${letter}$1:${letter}${len(texts)}"

    def _write_lists(self) -> None:
        """The entries of long drop-downs, row by row as a frugal workbook needs them."""
        if not self._lists:
            return
        sheet = self.book.add_worksheet("_lists")
        sheet.very_hidden()
        for row in range(max(len(texts) for _, texts in self._lists)):
            for column, (_, texts) in enumerate(self._lists):
                if row < len(texts):
                    sheet.write_string(row, column, texts[row])

    def _write_imprint(self) -> None:
        sheet = self.book.add_worksheet("_rss")
        sheet.very_hidden()
        sheet.write_string(0, 0, MARK + IMPRINT_CODE)
        sheet.write_string(0, 1, "value")
        for row, (name, value) in enumerate(asdict(self.imprint).items(), 1):
            sheet.write_string(row, 0, name)
            sheet.write_string(row, 1, str(value))


def _formats(book: Workbook) -> dict[str, Format]:
    cell = {"font_name": "Arial", "font_size": 10, "valign": "top"}
    boxed = {**cell, "border": 1, "border_color": LINE}
    heading = {**boxed, "bg_color": HEADING_FILL, "text_wrap": True, "valign": "vcenter", "align": "center"}
    locked = {**boxed, "bg_color": LABEL_FILL}
    styles: dict[str, dict[str, Any]] = {
        "heading_kk": {**heading, "bold": True},
        "heading_ru": {**heading, "font_color": LAST_YEAR_INK},
        "label": {**locked, "text_wrap": False},
        "last_year": {**locked, "font_color": LAST_YEAR_INK, "italic": True},
        "count": {**boxed, "locked": False, "num_format": "#,##0"},
        "decimal": {**boxed, "locked": False, "num_format": "#,##0.##"},
        "value": {**boxed, "locked": False, "align": "right"},
        "choice": {**boxed, "locked": False},
        "text": {**boxed, "locked": False, "num_format": "@"},
        "title_block": {**cell, "bold": True, "font_size": 16, "text_wrap": True},
        "heading_block": {**cell, "bold": True, "font_size": 12, "text_wrap": True, "bottom": 1, "bottom_color": LINE},
        "text_block": {**cell, "text_wrap": True},
    }
    return {name: book.add_format(style) for name, style in styles.items()}
