"""A workbook of several tables, a sheet each."""

import io
import re
from collections.abc import Iterable

import xlsxwriter
from django.http import HttpResponse

from .charts import Chart
from .exports import XLSX_TYPE, write_sheet

SHEET_NAME_LENGTH = 31  # of the format
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


def workbook_response(name: str, charts: Iterable[Chart]) -> HttpResponse:
    """The tables behind CHARTS, each on a sheet of its own with its title and source line."""
    output = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(output, options) as book:
        for number, chart in enumerate(charts, 1):
            sheet = book.add_worksheet(sheet_name(number, chart.title))
            write_sheet(book, sheet, chart.headings(), chart.rows(), title=chart.title, source=chart.source)
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return HttpResponse(output.getvalue(), content_type=XLSX_TYPE, headers=headers)


def sheet_name(number: int, title: str) -> str:
    """A name that is unique in the workbook and has none of the characters that sheets may not have."""
    return f"{number} {FORBIDDEN.sub(' ', title)}"[:SHEET_NAME_LENGTH].strip()
