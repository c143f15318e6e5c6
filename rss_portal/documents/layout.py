"""A form made ready to be drawn: texts as runs, values as cells in their places, rich text as blocks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeAlias

from django.utils import translation
from django.utils.translation import pgettext

from .blocks import (
    Block,
    Box,
    Cell,
    CheckBoxes,
    Fields,
    Form,
    Head,
    Heading,
    Item,
    Items,
    PageBreak,
    Paragraph,
    RichText,
    Row,
    Run,
    Scheme,
    Signature,
    Table,
)
from .rich_text import blocks_of
from .texts import Runs, cell_of, number_text, runs_of


@dataclass(frozen=True)
class PlacedCell:
    """A cell with the place of its corner and what it covers; `number` where it is one."""

    row: int
    column: int
    rows: int
    columns: int
    runs: Runs
    align: str
    number: Decimal | None = None
    text: str = ""
    places: int | None = None
    signed: bool = False

    @property
    def bold(self) -> bool:
        return bool(self.runs) and all(run.bold for run in self.runs)


@dataclass(frozen=True)
class PlacedRow:
    kind: str
    cells: tuple[PlacedCell, ...]


@dataclass(frozen=True)
class PlacedTable:
    """A table on its grid. The first `heading_rows` rows are its heading and repeat on every page."""

    widths: tuple[float, ...]  # shares, together 1
    head: tuple[PlacedRow, ...]
    body: tuple[PlacedRow, ...]
    caption: Runs = ()
    show_caption: bool = False
    minimum: str = ""  # how wide it must be to be read on a screen

    @property
    def percents(self) -> list[str]:
        """Widths of the columns for HTML, in percent with a point."""
        return [f"{width * 100:.2f}" for width in self.widths]

    @property
    def caption_text(self) -> str:
        return _joined(self.caption)


@dataclass(frozen=True)
class PlacedBox:
    runs: Runs
    columns: int
    heading: bool


@dataclass(frozen=True)
class PlacedScheme:
    levels: tuple[tuple[PlacedBox, ...], ...]
    columns: int
    caption: Runs


PlacedBlock: TypeAlias = (
    Heading | Paragraph | Items | Fields | PlacedTable | CheckBoxes | Signature | PageBreak | PlacedScheme
)


def lay_out(form: Form) -> list[PlacedBlock]:
    """The blocks of FORM ready to be drawn, the texts of tables and lists in the form's language."""
    with translation.override(form.language):
        return [placed for block in form.blocks for placed in _placed(block, form.language)]


def _placed(block: Block, language: str) -> Iterable[PlacedBlock]:
    if isinstance(block, RichText):
        return [_place_one(inner, language) for inner in blocks_of(block.html)]
    return [_place_one(block, language)]


def _place_one(block: Block, language: str) -> PlacedBlock:
    if isinstance(block, Table):
        return place_table(block, language)
    if isinstance(block, Scheme):
        return _place_scheme(block)
    if isinstance(block, Items):
        return _with_runs(block)
    assert not isinstance(block, RichText)
    return block


def _with_runs(items: Items) -> Items:
    return Items(
        [Item(runs_of(item.text), _with_runs(item.below) if item.below else None) for item in items.items],
        items.ordered,
    )


def _place_scheme(scheme: Scheme) -> PlacedScheme:
    levels = tuple(tuple(_place_box(box) for box in level) for level in scheme.levels)
    columns = max((sum(box.columns for box in level) for level in levels), default=1)
    return PlacedScheme(levels, columns, runs_of(scheme.caption))


def _place_box(box: Box) -> PlacedBox:
    return PlacedBox(runs_of(box.text, bold=box.heading), box.columns, box.heading)


# --- tables -----------------------------------------------------------------------------------------------


def place_table(table: Table, language: str) -> PlacedTable:
    """TABLE on its grid, with the row of column numbers and with a row that says so when it has none."""
    count = len(table.columns)
    whole = sum(column.width for column in table.columns) or 1
    head_rows = _headings(table)
    rows = table.rows or [Row([Cell(table.empty or pgettext("form", "No data"), columns=0, align="center")])]
    return PlacedTable(
        tuple(column.width / whole for column in table.columns),
        _place_rows(head_rows, table, count, language),
        _place_rows(rows, table, count, language),
        runs_of(table.caption),
        table.show_caption,
        "wide" if count > 8 else "middle" if count > 4 else "",
    )


def _headings(table: Table) -> list[Row]:
    if table.headless:
        return []
    given = table.headings or [[Head(column.heading) for column in table.columns]]
    rows = [Row([_head_cell(head) for head in line], "head") for line in given]
    if table.numbered:
        numbers = [Cell(str(number), align="center") for number in range(1, len(table.columns) + 1)]
        rows.append(Row(numbers, "numbers"))
    return rows


def _head_cell(head: Head) -> Cell:
    return Cell(head.text, bold=True, align="center", columns=head.columns, rows=head.rows)


def _place_rows(rows: Sequence[Row], table: Table, count: int, language: str) -> tuple[PlacedRow, ...]:
    """Cells go from left to right into places that no cell from above covers."""
    covered: set[tuple[int, int]] = set()
    placed = []
    for number, line in enumerate(rows):
        cells, column = [], 0
        for value in line.cells:
            while (number, column) in covered:
                column += 1
            if column >= count:
                break
            cell = _fitted(cell_of(value), _free(covered, number, column, count), len(rows) - number)
            covered |= {(number + down, column + right) for down in range(cell.rows) for right in range(cell.columns)}
            cells.append(_place_cell(cell, number, column, table, line.kind, language))
            column += cell.columns
        cells += _filled(number, count, covered)
        placed.append(PlacedRow(line.kind, tuple(cells)))
    return tuple(placed)


def _free(covered: set[tuple[int, int]], number: int, column: int, count: int) -> int:
    """How many places in a row are free from COLUMN on."""
    return next((at - column for at in range(column, count) if (number, at) in covered), count - column)


def _fitted(cell: Cell, columns_left: int, rows_left: int) -> Cell:
    columns = min(cell.columns or columns_left, columns_left)
    return replace(cell, columns=columns, rows=min(cell.rows, rows_left))


def _filled(number: int, count: int, covered: set[tuple[int, int]]) -> list[PlacedCell]:
    """Empty cells where a row was shorter than its table."""
    free = [column for column in range(count) if (number, column) not in covered]
    covered |= {(number, column) for column in free}
    return [PlacedCell(number, column, 1, 1, (), "left") for column in free]


def _place_cell(cell: Cell, number: int, column: int, table: Table, kind: str, language: str) -> PlacedCell:
    bold = cell.bold or kind in ("subtotal", "total")
    shape = table.columns[column]
    align = cell.align or shape.align or ("right" if shape.numeric or cell.number is not None else "left")
    if cell.number is None:
        runs = runs_of(cell.text, bold=bold)
        return PlacedCell(number, column, cell.rows, cell.columns, runs, align, text=_joined(runs))
    value = Decimal(str(cell.number))
    text = number_text(value, cell.places, language, signed=cell.signed)
    runs = (Run(text, bold),)
    return PlacedCell(number, column, cell.rows, cell.columns, runs, align, value, text, cell.places, cell.signed)


def _joined(runs: Runs) -> str:
    return "".join(str(run.text) for run in runs)
