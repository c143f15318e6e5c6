"""All lists of an edition as one table: the columns of `requirements.csv`, with names beside the codes."""

import io
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from python_calamine import CalamineError, CalamineWorkbook

from rss_portal.exchange.file_safety import FileRefused, inspect_workbook, refuse_size
from rss_portal.exchange.reading import cell_text
from rss_portal.exchange.scanning import scan
from settlements.choices import Status
from settlements.models import Item
from standards.models import Edition
from standards.rules.edition_files import REQUIREMENT_COLUMNS, FileProblem, Known, read_requirements

COLUMNS = (*REQUIREMENT_COLUMNS, "condition")
NAMES = ("name_kk", "name_ru")


def list_rows(edition: Edition) -> list[list[Any]]:
    """Rows for the file: the codes that are read back, then the names of the item for the reader."""
    found = edition.requirements.select_related("item").order_by("status", "position")
    return [
        [row.status, row.item_id, row.level, row.position, row.provenance, row.note, row.condition]
        + [row.item.name_kk, row.item.name_ru]
        for row in found
    ]


def read_lists(upload: UploadedFile) -> tuple[list[dict[str, Any]], list[FileProblem]]:
    """The rows of the uploaded workbook and every problem in them; `FileRefused` for a file that is no workbook.

    Columns are found by their codes in the heading row, in any order; others are passed over.
    """
    rows = _table(_content(upload))
    problems: list[FileProblem] = []
    known = Known(set(Item.objects.values_list("code", flat=True)), set(Status.values))
    return read_requirements(rows, known, problems), problems


def _content(upload: UploadedFile) -> bytes:
    refuse_size(upload.size or 0)
    data = upload.read()
    scan(data)
    inspect_workbook(data)
    return data


def _table(data: bytes) -> list[dict[str, str]]:
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
        lines = [[cell_text(cell).strip() for cell in line] for line in sheet.to_python()]
    except CalamineError as error:
        raise FileRefused("broken") from error
    headed = next((number for number, line in enumerate(lines) if {"status", "item"} <= set(line)), None)
    if headed is None:
        return []
    return [dict(zip(lines[headed], line, strict=False)) for line in lines[headed + 1 :] if any(line)]
