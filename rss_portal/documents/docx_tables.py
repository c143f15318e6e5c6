"""Tables of DOCX built at once. python-docx makes them cell by cell, which takes half a minute for a thousand rows."""

from collections.abc import Sequence
from textwrap import wrap
from typing import Any

from docx.oxml.ns import nsmap, qn
from lxml import etree

from .layout import PlacedCell, PlacedRow, PlacedTable
from .texts import Runs
from .wrapping import SOFT_HYPHEN, breakable

SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
BOLD = 0.85  # of the letters of a line fit when they are bold
LINE = 13.6  # twentieths of a point that a line takes for each half point of its letters
LETTER = 7.4  # twentieths of a point that a letter takes for each half point of its size, bold ones and capitals
TWIPS = 635  # English metric units in a twentieth of a point
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def table_element(table: PlacedTable, width: int, half_points: int) -> Any:
    """TABLE as `w:tbl`, WIDTH wide (in the units of python-docx); its heading repeats on every page."""
    made = etree.Element(qn("w:tbl"), nsmap={"w": nsmap["w"]})
    widths = [int(share * width / TWIPS) for share in table.widths]
    _properties(made, sum(widths))
    grid = _sub(made, "tblGrid")
    for one in widths:
        _sub(grid, "gridCol", w=str(one))
    for rows, heading in ((table.head, True), (table.body, False)):
        heights = _heights(rows, widths, half_points) if heading else {}
        for number, cells in enumerate(_by_row(rows)):
            _row(made, rows[number], number, cells, widths, half_points, heading=heading, height=heights.get(number, 0))
    return made


def _heights(rows: Sequence[PlacedRow], widths: list[int], half_points: int) -> dict[int, int]:
    """The least height of the last row under each heading that spans rows: where a heading repeats, it is only as
    high as its rows are, and a long one in a narrow column would be cut."""
    line = half_points * LINE
    least = {
        number: max((_lines(cell, widths, half_points) for cell in row.cells if cell.rows == 1), default=1) * line
        for number, row in enumerate(rows)
    }
    found: dict[int, int] = {}
    for row in rows:
        for cell in row.cells:
            last = cell.row + cell.rows - 1
            others = sum(least[number] for number in range(cell.row, last))
            if cell.rows > 1:
                found[last] = max(found.get(last, 0), int(_lines(cell, widths, half_points) * line - others))
    return found


def _lines(cell: PlacedCell, widths: list[int], half_points: int) -> int:
    """How many lines the text of CELL takes at most."""
    room = _room(cell, widths, half_points)
    text = breakable("".join(str(run.text) for run in cell.runs), room).replace(SOFT_HYPHEN, " ")
    return sum(max(1, len(wrap(part, max(2, int(room * BOLD))))) for part in text.split("\n"))


def _room(cell: PlacedCell, widths: list[int], half_points: int) -> float:
    """How many letters stand beside each other in CELL."""
    return sum(widths[cell.column : cell.column + cell.columns]) / (half_points * LETTER)


def _sub(parent: Any, name: str, **attributes: str) -> Any:
    return etree.SubElement(parent, qn(f"w:{name}"), {qn(f"w:{key}"): value for key, value in attributes.items()})


def _properties(made: Any, width: int) -> None:
    properties = _sub(made, "tblPr")
    _sub(properties, "tblW", w=str(width), type="dxa")
    lines = _sub(properties, "tblBorders")
    for side in SIDES:
        _sub(lines, side, val="single", sz="4", space="0", color="000000")
    _sub(properties, "tblLayout", type="fixed")
    margins = _sub(properties, "tblCellMar")
    for side in ("left", "right"):
        _sub(margins, side, w="57", type="dxa")


def _by_row(rows: Sequence[PlacedRow]) -> list[list[PlacedCell]]:
    """The cells of each row, those from above that reach into it among them, from left to right."""
    found: list[list[PlacedCell]] = [[] for _ in rows]
    for line in rows:
        for cell in line.cells:
            for down in range(cell.rows):
                found[cell.row + down].append(cell)
    return [sorted(cells, key=lambda cell: cell.column) for cells in found]


def _row(
    made: Any,
    line: PlacedRow,
    number: int,
    cells: list[PlacedCell],
    widths: list[int],
    half_points: int,
    *,
    heading: bool,
    height: int,
) -> None:
    row = _sub(made, "tr")
    properties = _sub(row, "trPr")
    _sub(properties, "cantSplit")
    if height > 0:
        _sub(properties, "trHeight", val=str(height), hRule="atLeast")
    if heading:
        _sub(properties, "tblHeader")
    for cell in cells:
        first = cell.row == number
        place = _sub(row, "tc")
        _cell_properties(place, cell, widths, first=first, middle=heading)
        room = _room(cell, widths, half_points)
        _paragraph(
            place, cell.runs if first else (), cell.align, half_points, room, keep=heading or line.kind == "group"
        )


def _cell_properties(place: Any, cell: PlacedCell, widths: list[int], *, first: bool, middle: bool) -> None:
    properties = _sub(place, "tcPr")
    _sub(properties, "tcW", w=str(sum(widths[cell.column : cell.column + cell.columns])), type="dxa")
    if cell.columns > 1:
        _sub(properties, "gridSpan", val=str(cell.columns))
    if cell.rows > 1:
        _sub(properties, "vMerge", val="restart" if first else "continue")
    if middle:
        _sub(properties, "vAlign", val="center")


def _paragraph(place: Any, runs: Runs, align: str, half_points: int, room: float, *, keep: bool) -> None:
    """RUNS in a cell that holds ROOM letters beside each other; longer words may be divided."""
    paragraph = _sub(place, "p")
    properties = _sub(paragraph, "pPr")
    _sub(properties, "pStyle", val="Cell")
    if keep:
        _sub(properties, "keepNext")
    _sub(properties, "jc", val={"justify": "both"}.get(align, align))
    for run in runs:
        _run(paragraph, breakable(str(run.text), room), half_points, bold=run.bold, italic=run.italic)


def _run(paragraph: Any, text: str, half_points: int, *, bold: bool, italic: bool) -> None:
    run = _sub(paragraph, "r")
    properties = _sub(run, "rPr")
    if bold:
        _sub(properties, "b")
    if italic:
        _sub(properties, "i")
    _sub(properties, "sz", val=str(half_points))
    for number, line in enumerate(text.split("\n")):
        if number:
            _sub(run, "br")
        for place, piece in enumerate(line.split(SOFT_HYPHEN)):
            if place:
                _sub(run, "softHyphen")
            written = _sub(run, "t")
            written.text = piece.replace("\t", " ")
            written.set(SPACE, "preserve")
