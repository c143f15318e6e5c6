"""A form as DOCX that officials go on editing: real headings, repeating table headings, the language marked."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import docx
from django.utils import translation
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Cm, Mm

from .blocks import CheckBoxes, Fields, Form, Heading, Items, PageBreak, Paragraph, Run, Signature
from .docx_parts import (
    add_page_number,
    boxed,
    fixed_grid,
    keep_row_whole,
    make_styles,
    merged,
    write_runs,
)
from .docx_tables import table_element
from .layout import PlacedBlock, PlacedScheme, PlacedTable, lay_out
from .texts import Runs, plain_text, runs_of

SAME_MOMENT = datetime(2000, 1, 1)
ZIP_MOMENT = (1980, 1, 1, 0, 0, 0)
ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
PAGE = (Mm(210), Mm(297))
MARGINS = {
    False: {"left": Mm(25), "right": Mm(15), "top": Mm(20), "bottom": Mm(20)},
    True: {"left": Mm(20), "right": Mm(10), "top": Mm(20), "bottom": Mm(15)},  # of a lying page
}
LINE = "_" * 24
SIGNED_ON = "_" * 16  # fits its third of an upright page in any face


def render_docx(form: Form) -> bytes:
    with translation.override(form.language):
        writer = _Writer(form)
        writer.top()
        for block in lay_out(form):
            writer.block(block)
        writer.notes()
    output = io.BytesIO()
    writer.document.save(output)
    return _with_same_moment(output.getvalue())


def _with_same_moment(content: bytes) -> bytes:
    """The archive with one moment for all its members, so that the same form gives the same bytes."""
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in given.namelist():
            kept.writestr(zipfile.ZipInfo(name, ZIP_MOMENT), given.read(name), zipfile.ZIP_DEFLATED)
    return output.getvalue()


class _Writer:
    def __init__(self, form: Form):
        self.form = form
        self.document = docx.Document()
        self._properties()
        make_styles(self.document, form.language)
        self._page()
        self.drawers: dict[type, Callable[[Any], None]] = {
            Heading: self.heading,
            Paragraph: self.paragraph,
            Items: self.items,
            Fields: self.fields,
            PlacedTable: self.table,
            CheckBoxes: self.check_boxes,
            Signature: self.signature,
            PageBreak: self.page_break,
            PlacedScheme: self.scheme,
        }

    def _properties(self) -> None:
        properties = self.document.core_properties
        properties.title = plain_text(self.form.title)[:255]
        properties.language = f"{self.form.language}-KZ"
        properties.author = properties.last_modified_by = properties.comments = ""
        properties.created = properties.modified = SAME_MOMENT

    def _page(self) -> None:
        section = self.document.sections[0]
        width, height = PAGE
        if self.form.landscape:
            section.orientation = WD_ORIENT.LANDSCAPE
            width, height = height, width
        section.page_width, section.page_height = width, height
        margins = MARGINS[self.form.landscape]
        for side, size in margins.items():
            setattr(section, f"{side}_margin", size)
        self.width = width - margins["left"] - margins["right"]
        add_page_number(section.footer.paragraphs[0])

    def block(self, block: PlacedBlock) -> None:
        self.drawers[type(block)](block)

    # --- text ----------------------------------------------------------------------------------------------

    def line(self, runs: Runs, style: str = "Normal", align: str = "left") -> Any:
        paragraph = self.document.add_paragraph(style=style)
        paragraph.alignment = ALIGN[align]
        write_runs(paragraph, runs)
        return paragraph

    def top(self) -> None:
        for line in self.form.corner:
            self._in_corner(runs_of(line))
        if self.form.approval:
            self._in_corner(runs_of(self.form.approval.title, bold=True))
            for line in self.form.approval.lines:
                self._in_corner(runs_of(line))
        self.line(runs_of(self.form.title), "Title", "center")
        for line in self.form.subtitle:
            self.line(runs_of(line), align="center")

    def _in_corner(self, runs: Runs) -> None:
        paragraph = self.line(runs, "Corner")
        paragraph.paragraph_format.left_indent = int(self.width * 0.58)

    def notes(self) -> None:
        for note in self.form.notes:
            for line in str(note).split("\n"):  # a line broken inside a justified paragraph would be stretched
                self.line(runs_of(line), "Note", "justify")

    def heading(self, heading: Heading) -> None:
        align = "center" if heading.level == 1 else "left"
        self.line(runs_of(heading.text), f"Heading {min(3, heading.level)}", align)

    def paragraph(self, paragraph: Paragraph) -> None:
        self.line(runs_of(paragraph.text), "Note" if paragraph.small else "Normal", paragraph.align)

    def items(self, items: Items, depth: int = 0) -> None:
        for number, item in enumerate(items.items, 1):
            marker = f"{number}." if items.ordered else "•"
            paragraph = self.line((Run(f"{marker}\t"), *runs_of(item.text)))
            indent = Cm(0.7 * (depth + 1))
            paragraph.paragraph_format.left_indent = indent
            paragraph.paragraph_format.first_line_indent = -Cm(0.7)
            paragraph.paragraph_format.tab_stops.add_tab_stop(indent)
            if item.below:
                self.items(item.below, depth + 1)

    def fields(self, fields: Fields) -> None:
        for number, field in enumerate(fields.fields, 1):
            mark = f"{number}. " if fields.numbered else ""
            value = runs_of(field.value) or (Run(LINE),)
            self.line((Run(mark, True), *runs_of(field.label, bold=True), Run(": "), *value))

    def check_boxes(self, boxes: CheckBoxes) -> None:
        for box in boxes.boxes:
            self.line((Run("☒ " if box.checked else "☐ "), *runs_of(box.text)))

    def signature(self, signature: Signature) -> None:
        """Who signs, the line, the name, side by side without borders."""
        table = self.document.add_table(rows=2 if signature.hint else 1, cols=3)
        fixed_grid(table, [int(self.width * share) for share in (0.42, 0.25, 0.33)])
        for place, runs in enumerate((runs_of(signature.position), (Run(SIGNED_ON),), runs_of(signature.name))):
            write_runs(table.cell(0, place).paragraphs[0], runs)
        if signature.hint:
            hint = table.cell(1, 1).merge(table.cell(1, 2)).paragraphs[0]
            hint.style = self.document.styles["Note"]
            write_runs(hint, runs_of(signature.hint))
        for row in table.rows:
            keep_row_whole(row)

    def page_break(self, _block: PageBreak) -> None:
        self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    # --- tables --------------------------------------------------------------------------------------------

    def table(self, placed: PlacedTable) -> None:
        if placed.caption and placed.show_caption:
            self.line(placed.caption, "Caption")
        made = table_element(placed, self.width, 18 if len(placed.widths) > 8 else 20)
        self.document.element.body.insert_element_before(made, "w:sectPr")
        self.line((), "Gap")

    def scheme(self, scheme: PlacedScheme) -> None:
        if scheme.caption:
            self.line(scheme.caption, "Caption")
        table = self.document.add_table(rows=2 * len(scheme.levels) - 1, cols=scheme.columns)
        fixed_grid(table, [self.width // scheme.columns] * scheme.columns)
        grid = [list(row.cells) for row in table.rows]
        for number, level in enumerate(scheme.levels):
            if number:
                arrow = merged(grid, 2 * number - 1, 0, 1, scheme.columns).paragraphs[0]
                arrow.style, arrow.alignment = self.document.styles["Cell"], WD_ALIGN_PARAGRAPH.CENTER
                write_runs(arrow, (Run("↓"),))
            self._boxes(grid, 2 * number, level)
        self.line((), "Gap")

    def _boxes(self, grid: list[list[Any]], row: int, level: Sequence[Any]) -> None:
        column = 0
        for box in level:
            place = merged(grid, row, column, 1, box.columns)
            boxed(place)
            paragraph = place.paragraphs[0]
            paragraph.style, paragraph.alignment = self.document.styles["Cell"], WD_ALIGN_PARAGRAPH.CENTER
            write_runs(paragraph, box.runs)
            column += box.columns
