"""Reference tables of settlements: population, marks, coordinates. Each column is described once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from settlements.exchange.reading import UnreadableTable, read_table
from settlements.rules import reference_rows as read
from settlements.rules.reference_rows import RowError
from settlements.services.reference_import import ReferenceRow

POPULATION = {
    "kato": read.kato,
    "year": read.year,
    "population": read.whole_number,
    "households": read.optional_whole_number,
    "source": read.plain_text,
    "date": read.optional_date,
}
STATUSES = {
    "kato": read.kato,
    "year": read.year,
    "district_centre": read.flag,
    "okrug_centre": read.flag,
    "anchor": read.flag,
    "satellite_of": read.optional_kato,
    "border": read.flag,
    "remote": read.flag,
    "mono_town": read.flag,
    "small_town": read.flag,
    "undeveloped": read.flag,
}
COORDINATES = {"kato": read.kato, "latitude": read.degrees(90), "longitude": read.degrees(180)}
_OTHER_HEADINGS = {
    "lat": "latitude",
    "lon": "longitude",
    "код като": "kato",
    "год": "year",
    "население": "population",
}

EXPECTED = {
    "whole_number": gettext_lazy("a whole number, 0 or more"),
    "year": gettext_lazy("a year between 2000 and 2100"),
    "kato": gettext_lazy("a КАТО code of 9 digits"),
    "flag": gettext_lazy("1 or 0, yes or no"),
    "date": gettext_lazy("a date such as 31.01.2025"),
    "degrees": gettext_lazy("degrees"),
    "known_settlement": gettext_lazy("a monitored settlement of the register"),
    "open_code": gettext_lazy("a code in force (this one was closed)"),
    "unpublished_year": gettext_lazy("a year that is not published"),
    "once": gettext_lazy("one row for a settlement and year"),
    "anchor_village": gettext_lazy("the code of another settlement"),
    "territory": gettext_lazy("a place inside Kazakhstan"),
}


@dataclass
class ReadTable:
    """Rows that could be read, and the errors of the others."""

    rows: list[ReferenceRow] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)


def read_reference(path: Path, columns: dict[str, Callable[[str], Any]], needed: set[str]) -> ReadTable:
    """Rows of PATH by COLUMNS; only columns that the file has are read, so that a column left out changes
    nothing. Raises `UnreadableTable` when a column of NEEDED is absent."""
    table = read_table(path)
    headings = {_OTHER_HEADINGS.get(heading, heading) for heading in table.headings}
    if not needed <= headings:
        missing = ", ".join(sorted(needed - headings))
        raise UnreadableTable(_("The file has no column %(missing)s.") % {"missing": missing})
    present = {name: reader for name, reader in columns.items() if name in headings}
    found = ReadTable()
    for row in table.rows:
        cells = {_OTHER_HEADINGS.get(name, name): text for name, text in row.cells.items()}
        values, errors = read.read_cells(row.number, cells, present)
        if errors:
            found.errors += errors
        else:
            found.rows.append(ReferenceRow(row.number, values))
    return found
