"""The classifier's file in its three shapes: the workbook of the statistics bureau, the flat table, and the
table of earlier editions (names in Russian only)."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from settlements.exchange.reading import Table, TableRow, UnreadableTable, read_table
from settlements.rules.kato import KatoRow


def _own_header(row: TableRow) -> KatoRow:
    """te,ab,cd,ef,hij,k,kaz_name,rus_name,nn"""
    code = row["te"].strip().zfill(9) if row["te"].strip() else _composed(row)
    return KatoRow(row.number, code, row["rus_name"], row["kaz_name"], row["k"].strip()[:1])


def _composed(row: TableRow) -> str:
    parts = (("ab", 2), ("cd", 2), ("ef", 2), ("hij", 3))
    return "".join(row[name].strip().zfill(width) for name, width in parts)


def _flat_header(row: TableRow) -> KatoRow:
    """kato,kato_version,level,type_code,name_ru,name_kk"""
    return KatoRow(row.number, row["kato"].strip(), row["name_ru"], row["name_kk"], row["type_code"].strip()[:1])


def _earlier_header(row: TableRow) -> KatoRow:
    """id;parent_id;code;name"""
    return KatoRow(row.number, row["code"].strip(), row["name"])


_SHAPES: list[tuple[set[str], Callable[[TableRow], KatoRow]]] = [
    ({"te", "kaz_name", "rus_name"}, _own_header),
    ({"kato", "name_ru"}, _flat_header),
    ({"code", "name"}, _earlier_header),
]
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_POINTED_DATE = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})")


def read_kato(path: Path) -> Iterator[KatoRow]:
    """Rows of the classifier's file PATH; raises `UnreadableTable` when its header is none of the known."""
    table = read_table(path)
    shape = _shape_of(table)
    return (shape(row) for row in table.rows)


def _shape_of(table: Table) -> Callable[[TableRow], KatoRow]:
    for needed, shape in _SHAPES:
        if needed <= set(table.headings):
            return shape
    found = ", ".join(table.headings)
    expected = " | ".join(", ".join(sorted(needed)) for needed, _shape in _SHAPES)
    raise UnreadableTable(
        _("The columns of the classifier were not found: found %(found)s, expected %(expected)s.")
        % {"found": found, "expected": expected}
    )


def edition_in_name(path: Path) -> date | None:
    """The date in the file's name (2026-07-17 or 17.07.2026), which is how editions are told apart."""
    iso = _ISO_DATE.search(path.name)
    if iso:
        return date(*(int(part) for part in iso.groups()))
    pointed = _POINTED_DATE.search(path.name)
    return date(*(int(part) for part in reversed(pointed.groups()))) if pointed else None
