"""The grid of yearly values: its cells, and what is posted from it, cell by cell or as a whole form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from planning_docs.indicator_rows import shown_plan
from planning_docs.models import Indicator, IndicatorValue
from planning_docs.services.values import Cell
from rss_portal.ui.formats import name

PREFIX, SEEN, STORED = "v", "s", "o"  # what was typed, the version that was seen, the text that stood there


@dataclass(frozen=True)
class GridCell:
    """An input of the grid; `stored` is what the database holds as people read it."""

    cell: Cell
    stored: str
    version: int
    text: str = ""  # what was typed, where it could not be saved
    problem: str = ""

    @property
    def code(self) -> str:
        return ":".join([str(self.cell.indicator), str(self.cell.year), self.cell.territory])

    @property
    def value(self) -> str:
        return self.text or self.stored


@dataclass(frozen=True)
class GridRow:
    label: str
    unit: str
    cells: Sequence[GridCell]
    key: str = ""


@dataclass(frozen=True)
class Posted:
    """A cell of the form that differs from what stood there."""

    cell: Cell
    text: str
    seen: int


def grid_rows(indicators: Sequence[Indicator], years: Sequence[int]) -> list[GridRow]:
    """A row an indicator, a cell a year, of the whole; one query."""
    stored = _stored(indicators, {"territory": None})
    return [
        GridRow(name(one), one.unit_kk, [_cell(stored, one, year, "") for year in years], str(one.key))
        for one in indicators
    ]


def district_rows(indicator: Indicator, districts: Sequence[Any], years: Sequence[int]) -> list[GridRow]:
    """A row a district of one indicator (Annex 7); one query."""
    stored = _stored([indicator], {"territory__isnull": False})
    return [
        GridRow(name(one), indicator.unit_kk, [_cell(stored, indicator, year, one.kato) for year in years], one.kato)
        for one in districts
    ]


def _stored(indicators: Sequence[Indicator], where: dict[str, Any]) -> dict[Any, IndicatorValue]:
    rows = IndicatorValue.objects.filter(indicator__in=[one.pk for one in indicators], **where)
    return {(row.indicator_id, row.year, row.territory_id or ""): row for row in rows}


def _cell(stored: Mapping[Any, IndicatorValue], indicator: Indicator, year: int, territory: str) -> GridCell:
    value = stored.get((indicator.pk, year, territory))
    return GridCell(Cell(indicator.key, year, territory), shown_plan(value), value.version if value else 0)


def cell_of(code: str) -> Cell:
    """The cell that an input is named after; ValueError for anything else."""
    key, year, territory = code.split(":")
    if not year.isdecimal() or len(year) > 4 or len(territory) > 9:
        raise ValueError(code)
    return Cell(UUID(key), int(year), territory)


def posted(data: Mapping[str, str]) -> Iterator[Posted]:
    """Cells of the form that a person changed."""
    for field, text in data.items():
        prefix, _colon, code = field.partition("-")
        if prefix != PREFIX or text.strip() == data.get(f"{STORED}-{code}", "").strip():
            continue
        seen = data.get(f"{SEEN}-{code}", "0")
        yield Posted(cell_of(code), text, int(seen) if seen.isdecimal() else 0)


def with_problems(rows: Sequence[GridRow], problems: Mapping[str, tuple[str, str]]) -> list[GridRow]:
    """ROWS with what was typed and why it was not saved, by code of the cell."""
    return [
        GridRow(row.label, row.unit, [_with_problem(cell, problems) for cell in row.cells], row.key) for row in rows
    ]


def _with_problem(cell: GridCell, problems: Mapping[str, tuple[str, str]]) -> GridCell:
    found = problems.get(cell.code)
    return GridCell(cell.cell, cell.stored, cell.version, *found) if found else cell
