"""A form as a workbook: numbers are numbers, text stays text, ready to print on A4.

Tables of the same columns share a sheet; a table of other columns begins a new one, so that no cell of a body
has to be merged. What stands before the first table is on the first sheet, what follows the last on the last.
"""

import io
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils import translation

from .blocks import CheckBoxes, Fields, Form, Heading, Items, PageBreak, Paragraph, Run, Signature
from .layout import PlacedBlock, PlacedCell, PlacedRow, PlacedScheme, PlacedTable, lay_out
from .texts import Runs, natural_places, plain_text, runs_of

FONT, SIZE = "Times New Roman", 11
CELL_LIMIT = 32_767  # characters of the format
PAGE_CHARACTERS = {False: 92, True: 138}  # that stand side by side on A4 upright and lying
PLAIN_COLUMNS = 6  # of a sheet without a table
MANY_COLUMNS, WIDER = 8, 1.25  # sheets with more columns are made wider and printed smaller
LINE_POINTS = 14
MOST_LINES = 29  # a row of the format is 409 points high at most
SAME_MOMENT = datetime(2000, 1, 1)
FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\']|[^\u0000-\uffff]")  # of sheets; Excel counts the last as two


def render_xlsx(form: Form) -> bytes:
    output = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with translation.override(form.language), xlsxwriter.Workbook(output, options) as book:
        book.set_properties({"title": plain_text(form.title)[:255], "created": SAME_MOMENT})
        writer = _Book(book, form)
        parts = list(_parts(lay_out(form)))
        for number, part in enumerate(parts, 1):
            writer.sheet(number, part, last=number == len(parts))
    return output.getvalue()


def _parts(blocks: Sequence[PlacedBlock]) -> Iterator[list[PlacedBlock]]:
    """BLOCKS by sheet."""
    part: list[PlacedBlock] = []
    grid: tuple[float, ...] = ()
    for block in blocks:
        widths = block.widths if isinstance(block, PlacedTable) else ()
        if isinstance(block, PageBreak) or widths and grid and widths != grid:
            before, part = _without_tail(part) if widths else (part, [])
            yield before
            grid = ()
        if not isinstance(block, PageBreak):
            part.append(block)
        grid = widths or grid
    yield part


def _without_tail(part: list[PlacedBlock]) -> tuple[list[PlacedBlock], list[PlacedBlock]]:
    """PART without the headings and short texts at its end, which belong to the table that follows."""
    at = len(part)
    while at and isinstance(part[at - 1], Heading | Paragraph):
        at -= 1
    return part[:at], part[at:]


class _Book:
    """Formats of a workbook, made once each."""

    def __init__(self, book: Any, form: Form):
        self.book, self.form = book, form
        self.known: dict[tuple[tuple[str, Any], ...], Any] = {}

    def format(self, **properties: Any) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self.known:
            base = {"font_name": FONT, "font_size": SIZE, "text_wrap": True, "valign": "top"}
            self.known[key] = self.book.add_format({**base, **properties})
        return self.known[key]

    def sheet(self, number: int, part: list[PlacedBlock], *, last: bool) -> None:
        writer = _Sheet(self, self.book.add_worksheet(self._name(number, part)), part)
        if number == 1:
            writer.top()
        for block in part:
            writer.block(block)
        if last:
            writer.finish()

    def _name(self, number: int, part: list[PlacedBlock]) -> str:
        heading = next((plain_text(block.text) for block in part if isinstance(block, Heading)), "")
        caption = next((block.caption_text for block in part if isinstance(block, PlacedTable)), "")
        title = caption or heading or plain_text(self.form.title)
        return f"{number} {' '.join(FORBIDDEN_IN_NAMES.sub(' ', title).split())}"[:31].strip()


class _Sheet:
    """Writes blocks under each other."""

    def __init__(self, book: _Book, sheet: Any, part: list[PlacedBlock]):
        self.book, self.sheet, self.form = book, sheet, book.form
        self.row = 0
        tables = [block for block in part if isinstance(block, PlacedTable)]
        self.single = len(tables) == 1
        shares = tables[0].widths if tables else (1 / PLAIN_COLUMNS,) * PLAIN_COLUMNS
        whole = PAGE_CHARACTERS[self.form.landscape] * (WIDER if len(shares) > MANY_COLUMNS else 1)
        self.widths = [max(4.0, share * whole) for share in shares]
        self._set_up()

    def _set_up(self) -> None:
        for column, width in enumerate(self.widths):
            self.sheet.set_column(column, column, width)
        self.sheet.set_paper(9)
        self.sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer("&C&P / &N")
        self.sheet.hide_gridlines(2)
        if self.form.landscape:
            self.sheet.set_landscape()

    @property
    def last(self) -> int:
        return len(self.widths) - 1

    # --- text across the sheet -----------------------------------------------------------------------------

    def line(self, runs: Runs, *, first: int = 0, **properties: Any) -> None:
        """RUNS across the sheet from column FIRST on, in a row as high as they need."""
        first = min(first, self.last)
        bold = bool(runs) and all(run.bold for run in runs)
        look = self.book.format(**({"bold": True} if bold else {}), **properties)
        if first < self.last:
            self.sheet.merge_range(self.row, first, self.row, self.last, "", look)
        self.write_runs(self.row, first, runs, look)
        scale = properties.get("font_size", SIZE) / SIZE
        self.sheet.set_row(self.row, LINE_POINTS * scale * self._lines(runs, sum(self.widths[first:]) / scale))
        self.row += 1

    def _lines(self, runs: Runs, width: float) -> int:
        """How many lines RUNS take in WIDTH characters, as words are wrapped; bold is a little wider."""
        text = "".join(str(run.text) for run in runs)
        room = max(3, int(width * (0.84 if any(run.bold for run in runs) else 0.9)))
        return min(MOST_LINES, sum(_wrapped(line, room) for line in text.split("\n")) or 1)

    def write_runs(self, row: int, column: int, runs: Runs, look: Any) -> None:
        """Text of one face as a plain string, of several as a rich one; never as a formula."""
        text = "".join(str(run.text) for run in runs)
        faces = {(run.bold, run.italic) for run in runs}
        if not text:
            self.sheet.write_blank(row, column, None, look)
        elif len(faces) == 1 or len(text) > CELL_LIMIT:
            self.sheet.write_string(row, column, _shortened(text), look)
        else:
            self.sheet.write_rich_string(row, column, *self._pieces(runs), look)

    def _pieces(self, runs: Runs) -> list[Any]:
        pieces: list[Any] = []
        for run in runs:
            pieces += [self.book.format(bold=run.bold, italic=run.italic), str(run.text)]
        return pieces

    def top(self) -> None:
        """The corner, the approval, the title."""
        right = max(0, self.last - max(1, self.last // 3))
        approval = self.form.approval
        corner = [runs_of(line) for line in self.form.corner]
        if approval:
            corner += [runs_of(approval.title, bold=True), *(runs_of(line) for line in approval.lines)]
        for runs in corner:
            self.line(runs, first=right)
        self.line(runs_of(self.form.title, bold=True), align="center", font_size=13)
        for line in self.form.subtitle:
            self.line(runs_of(line), align="center")
        self.row += 1

    def finish(self) -> None:
        if self.form.notes:
            self.row += 1
        for note in self.form.notes:
            self.line(runs_of(note), font_size=9)

    # --- blocks --------------------------------------------------------------------------------------------

    def block(self, block: PlacedBlock) -> None:
        if isinstance(block, PlacedTable):
            self.table(block)
        elif isinstance(block, Heading):
            align = "center" if block.level == 1 else "left"
            self.line(runs_of(block.text, bold=True), align=align, font_size=SIZE + (block.level == 1))
        elif isinstance(block, Paragraph):
            align = block.align if block.align in ("center", "right") else "left"
            self.line(runs_of(block.text), align=align, font_size=9 if block.small else SIZE)
        elif isinstance(block, Items):
            self.items(block, 0)
        elif isinstance(block, Fields):
            self.fields(block)
        elif isinstance(block, CheckBoxes):
            for box in block.boxes:
                self.line((Run("☒ " if box.checked else "☐ "), *runs_of(box.text)))
        elif isinstance(block, Signature):
            self.signature(block)
        elif isinstance(block, PlacedScheme):
            self.scheme(block)

    def items(self, items: Items, depth: int) -> None:
        for number, item in enumerate(items.items, 1):
            marker = f"{number}. " if items.ordered else "• "
            self.line((Run(marker), *runs_of(item.text)), indent=depth + 1)
            if item.below:
                self.items(item.below, depth + 1)

    def fields(self, fields: Fields) -> None:
        for number, field in enumerate(fields.fields, 1):
            mark = f"{number}. " if fields.numbered else ""
            label = "".join(str(run.text) for run in runs_of(field.label))
            value: Runs = runs_of(field.value) or (Run("_" * 30),)
            self.line((Run(f"{mark}{label}: ", bold=True), *value))
        self.row += 1

    def signature(self, signature: Signature) -> None:
        self.row += 1
        self.line((*runs_of(signature.position), Run(" ____________________ "), *runs_of(signature.name)))
        if signature.hint:
            self.line(runs_of(signature.hint), font_size=9, align="center")

    def scheme(self, scheme: PlacedScheme) -> None:
        """Each box over its share of the columns; what does not fit beside stands below."""
        if scheme.caption:
            self.line(scheme.caption, bold=True)
        for number, level in enumerate(scheme.levels):
            if number:
                self.line((Run("↓"),), align="center")
            if scheme.columns > len(self.widths):
                for box in level:
                    self.line(box.runs, align="center", border=1)
            else:
                self._boxes(scheme, level)
        self.row += 1

    def _boxes(self, scheme: PlacedScheme, level: Sequence[Any]) -> None:
        each, column, lines = len(self.widths) / scheme.columns, 0.0, 1
        for box in level:
            first, last = round(column), max(round(column), round(column + box.columns * each) - 1)
            look = self.book.format(align="center", border=1, **({"bold": True} if box.heading else {}))
            if first < last:
                self.sheet.merge_range(self.row, first, self.row, last, "", look)
            self.write_runs(self.row, first, box.runs, look)
            lines = max(lines, self._lines(box.runs, sum(self.widths[first : last + 1])))
            column += box.columns * each
        self.sheet.set_row(self.row, LINE_POINTS * lines)
        self.row += 1

    # --- tables --------------------------------------------------------------------------------------------

    def table(self, table: PlacedTable) -> None:
        if table.caption and table.show_caption:
            self.line(table.caption, bold=True)
        first = self.row
        self.rows(table.head)
        if self.single and table.head:
            self.sheet.repeat_rows(first, self.row - 1)
        self.rows(table.body)
        self.row += 1

    def rows(self, rows: Sequence[PlacedRow]) -> None:
        first = self.row
        for row in rows:
            height = 1
            for cell in row.cells:
                self.cell(first, row.kind, cell)
                if cell.rows == 1:
                    height = max(height, self._lines(cell.runs, self._width(cell)))
            self.sheet.set_row(self.row, LINE_POINTS * height + 2)
            self.row += 1

    def _width(self, cell: PlacedCell) -> float:
        return sum(self.widths[cell.column : cell.column + cell.columns])

    def cell(self, first: int, kind: str, cell: PlacedCell) -> None:
        row, look = first + cell.row, self._look(kind, cell)
        if cell.rows > 1 or cell.columns > 1:
            last = (row + cell.rows - 1, cell.column + cell.columns - 1)
            self.sheet.merge_range(row, cell.column, *last, "", look)
        if cell.number is not None:
            self.sheet.write_number(row, cell.column, float(cell.number), look)
        else:
            self.write_runs(row, cell.column, cell.runs, look)

    def _look(self, kind: str, cell: PlacedCell) -> Any:
        look: dict[str, Any] = {"border": 1, "align": cell.align, "font_size": 10}
        if cell.bold:
            look["bold"] = True
        if kind in ("head", "numbers"):
            look |= {"valign": "vcenter"}
        if cell.number is not None:
            places = natural_places(Decimal(cell.number)) if cell.places is None else cell.places
            shape = "#,##0" + ("." + "0" * places if places else "")
            look["num_format"] = f"+{shape};-{shape};{shape}" if cell.signed else shape
        return self.book.format(**look)


def _wrapped(text: str, room: int) -> int:
    """Lines of TEXT where ROOM characters stand beside each other; a longer word goes on in the next line."""
    lines, used = 1, 0
    for word in text.split():
        if used and used + 1 + len(word) > room:
            lines, used = lines + 1, 0
        used += (1 if used else 0) + len(word)
        lines, used = lines + (used - 1) // room, (used - 1) % room + 1
    return lines


def _shortened(text: str) -> str:
    return text if len(text) <= CELL_LIMIT else text[: CELL_LIMIT - 1] + "…"
