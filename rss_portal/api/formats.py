"""The same rows as JSON, CSV, XLSX or GeoJSON."""

import csv
import io
from collections.abc import Sequence
from typing import Any

import orjson
import xlsxwriter
from django.http import HttpResponse

from .operations import Field

FORMATS = ("json", "csv", "xlsx", "geojson")
XLSX_MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A cell beginning with one of these is taken for a formula by spreadsheet programs.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

Rows = Sequence[Sequence[Any]]


def answer_in(kind: str, fields: Sequence[Field], rows: Rows, following: str | None) -> HttpResponse:
    """ROWS of FIELDS in the format KIND; FOLLOWING is the address of the next page."""
    return {"json": _json, "csv": _csv, "xlsx": _xlsx, "geojson": _geojson}[kind](fields, rows, following)


def _json(fields: Sequence[Field], rows: Rows, following: str | None) -> HttpResponse:
    names = [field.name for field in fields]
    data = {"results": [dict(zip(names, row, strict=True)) for row in rows], "next": following}
    return HttpResponse(orjson.dumps(data, default=str), content_type="application/json")


def plain_cell(value: Any) -> Any:
    """VALUE for a sheet; text that a spreadsheet would run as a formula begins with an apostrophe."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def _csv(fields: Sequence[Field], rows: Rows, following: str | None) -> HttpResponse:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([field.name for field in fields])
    writer.writerows([plain_cell(value) for value in row] for row in rows)
    return HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")


def _xlsx(fields: Sequence[Field], rows: Rows, following: str | None) -> HttpResponse:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("data")
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, [field.name for field in fields], book.add_format({"bold": True}))
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, [plain_cell(value) for value in row])
    response = HttpResponse(file.getvalue(), content_type=XLSX_MEDIA)
    response["Content-Disposition"] = 'attachment; filename="data.xlsx"'
    return response


def _geojson(fields: Sequence[Field], rows: Rows, following: str | None) -> HttpResponse:
    """Points of the rows that have coordinates; the fields are their properties."""
    names = [field.name for field in fields]
    features = []
    for row in rows:
        properties = dict(zip(names, row, strict=True))
        latitude, longitude = properties.pop("latitude", None), properties.pop("longitude", None)
        point = {"type": "Point", "coordinates": [float(longitude), float(latitude)]} if latitude else None
        features.append({"type": "Feature", "geometry": point, "properties": properties})
    data = {"type": "FeatureCollection", "features": features, "next": following}
    return HttpResponse(orjson.dumps(data, default=str), content_type="application/geo+json")
