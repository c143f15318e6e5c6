"""Sends problems back inside the person's own file: marked cells and a column of messages."""

from collections import defaultdict
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook as Book
from openpyxl import load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from .forms import get_form
from .models import StagedImport
from .reading import HEADING_ROWS, MARK, SEARCHED_ROWS

MARKED_UP_TO_BYTES = 3 * 1024 * 1024  # above this the problems come as a workbook of their own
BAD_FILL = PatternFill("solid", start_color="FFF9DCD9", end_color="FFF9DCD9")
BAD_FONT = Font(color="FFA5302A", bold=True)
NO_FILL = PatternFill()
MESSAGES = "messages"


def marked_file(staged: StagedImport) -> bytes:
    """The file of STAGED with its problems marked, texts in the current language."""
    data = staged.content()
    return _own_list(staged) if len(data) > MARKED_UP_TO_BYTES else _marked(data, staged)


def text_of(staged: StagedImport, problem: dict[str, Any]) -> str:
    return get_form(staged.form).problem_text(problem["code"], problem["found"], problem["expected"])


def _marked(data: bytes, staged: StagedImport) -> bytes:
    book = load_workbook(BytesIO(data))
    by_sheet: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for problem in staged.problems:
        by_sheet[problem["sheet"]].append(problem)
    for sheet in book.worksheets:
        code_row = _code_row(sheet)
        if code_row:
            _mark_sheet(sheet, code_row, by_sheet[sheet.title], staged)
    return _saved(book)


def _code_row(sheet: Worksheet) -> int:
    """Number of the row of codes; 0 for a sheet without one."""
    for cells in sheet.iter_rows(max_row=SEARCHED_ROWS):
        for cell in cells:
            if isinstance(cell.value, str) and cell.value.startswith(MARK) and sheet.max_column > 3:
                return cell.row
    return 0


def _mark_sheet(sheet: Worksheet, code_row: int, problems: list[dict[str, Any]], staged: StagedImport) -> None:
    column = _message_column(sheet, code_row)
    _unmark(sheet, code_row, column)
    sheet.cell(code_row, column, MESSAGES)
    for offset in range(1, HEADING_ROWS + 1):
        sheet.cell(code_row + offset, column, _("What to correct")).font = BAD_FONT
    sheet.column_dimensions[sheet.cell(code_row, column).column_letter].width = 60
    texts: dict[int, list[str]] = defaultdict(list)
    for problem in problems:
        place = f"{problem['column']}: " if problem["column"] else ""
        texts[problem["row"]].append(place + text_of(staged, problem))
        if problem["column"] and problem["row"]:
            sheet[f"{problem['column']}{problem['row']}"].fill = BAD_FILL
    for row, said in texts.items():
        cell = sheet.cell(row or code_row + HEADING_ROWS, column, "\n".join(said))
        cell.font, cell.alignment, cell.data_type = BAD_FONT, Alignment(wrap_text=True, vertical="top"), "s"


def _message_column(sheet: Worksheet, code_row: int) -> int:
    """The column of messages of an earlier answer, or the first free one."""
    for cell in sheet[code_row]:
        if cell.value == MESSAGES:
            return cell.column
    return sheet.max_column + 1


def _unmark(sheet: Worksheet, code_row: int, column: int) -> None:
    """Take away the marks of an earlier answer."""
    for cells in sheet.iter_rows(min_row=code_row + 1):
        if len(cells) >= column and cells[column - 1].value:
            cells[column - 1].value = None
            for cell in cells:
                if cell.fill.start_color.rgb == BAD_FILL.start_color.rgb:
                    cell.fill = NO_FILL


def _own_list(staged: StagedImport) -> bytes:
    """The problems of a large file as a table of their own."""
    book = Book()
    sheet = book.active
    sheet.append([_("Sheet"), _("Row"), _("Column"), _("What to correct")])
    for problem in staged.problems:
        sheet.append([problem["sheet"], problem["row"], problem["column"], text_of(staged, problem)])
        sheet.cell(sheet.max_row, 4).data_type = "s"  # a found "=1+1" stays a text
        sheet.cell(sheet.max_row, 1).data_type = "s"
    sheet.freeze_panes = "A2"
    for letter, width in {"A": 24, "B": 8, "C": 10, "D": 90}.items():
        sheet.column_dimensions[letter].width = width
    return _saved(book)


def _saved(book: Book) -> bytes:
    target = BytesIO()
    book.save(target)
    return target.getvalue()
