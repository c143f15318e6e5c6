"""Opens an uploaded workbook and finds the sheets and columns of a form by their hidden codes.

Nothing depends on names of sheets, on the language of headings or on the order of columns: a sheet says its
code in the corner of its row of codes, and that row names the columns.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, XmlError, ZipError

from rss_portal.bulk import many_objects

from .file_safety import FileRefused, inspect_workbook

MARK = "rss:"
IMPRINT_CODE = "form"
SEARCHED_ROWS, SEARCHED_COLUMNS = 30, 30
HEADING_ROWS = 2  # kk and ru, below the row of codes

Cells = list[Any]


@dataclass(frozen=True)
class Sheet:
    """A sheet of a form as it stands in the file."""

    name: str
    code: str
    columns: dict[str, int]  # index by column code; "key" is the column of row codes
    rows: list[Cells]
    code_row: int

    def data(self) -> Iterator[tuple[int, Cells]]:
        """The row number in the file and the cells of every row below the headings."""
        first = self.code_row + 1 + HEADING_ROWS
        yield from enumerate(self.rows[first:], first + 1)


class Workbook:
    """A workbook that was found safe. Sheets without a code are other people's and are left alone."""

    def __init__(self, data: bytes):
        inspect_workbook(data)
        try:
            book = CalamineWorkbook.from_filelike(BytesIO(data))
            with many_objects():
                self._sheets = [
                    found
                    for name in book.sheet_names
                    if (found := _find(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)))
                ]
        except PasswordError as error:
            raise FileRefused("encrypted") from error
        except (CalamineError, ZipError, XmlError, OSError, ValueError) as error:
            raise FileRefused("broken") from error
        if not any(sheet.code == IMPRINT_CODE for sheet in self._sheets):
            raise FileRefused("foreign_workbook")

    @property
    def sheets(self) -> list[Sheet]:
        """The sheets with data, in the order of the file."""
        return [sheet for sheet in self._sheets if sheet.code != IMPRINT_CODE]

    @cached_property
    def imprint(self) -> dict[str, str]:
        """What the hidden sheet says, as text by name."""
        sheet = next(sheet for sheet in self._sheets if sheet.code == IMPRINT_CODE)
        key, value = sheet.columns["key"], sheet.columns.get("value", 1)
        return {
            str(cells[key]): cell_text(cells[value])
            for cells in sheet.rows[sheet.code_row + 1 :]
            if len(cells) > max(key, value) and cells[key]
        }


def _find(name: str, rows: list[Cells]) -> Sheet | None:
    """The sheet when one of its first cells says the code of a form's sheet."""
    for number, cells in enumerate(rows[:SEARCHED_ROWS]):
        for index, cell in enumerate(cells[:SEARCHED_COLUMNS]):
            if isinstance(cell, str) and cell.startswith(MARK):
                columns = {code: at for at, code in enumerate(cells) if isinstance(code, str) and code}
                del columns[cell]
                return Sheet(name, cell.removeprefix(MARK), {**columns, "key": index}, rows, number)
    return None


def cell_text(value: Any) -> str:
    """A cell as text; whole numbers without ".0" (spreadsheets turn codes into numbers)."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def column_letter(index: int) -> str:
    """ "A" for 0, "AA" for 26."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
