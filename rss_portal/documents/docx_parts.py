"""What python-docx has no words for: languages, repeating headings, borders, page numbers."""

from collections.abc import Sequence
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from .texts import Runs

FONT = "Times New Roman"
HEADINGS = {"Title": 14, "Heading 1": 13, "Heading 2": 12, "Heading 3": 12, "Caption": 11}
SMALLER = {"Corner": (11, 0), "Note": (10, 4), "Cell": (10, 0), "Gap": (6, 0)}


def make_styles(document: Any, language: str) -> None:
    """Black Times in all styles that are used, sizes as in official papers, the language of the text."""
    normal = document.styles["Normal"]
    normal.font.size = Pt(12)
    normal.paragraph_format.space_after = Pt(6)
    _face(normal)
    _language(document.styles, language)
    for name, size in HEADINGS.items():
        _heading(document.styles[name], size)
    for name, (size, after) in SMALLER.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        style.font.size = Pt(size)
        style.paragraph_format.space_after = Pt(after)


def _heading(style: Any, size: int) -> None:
    style.font.size, style.font.bold, style.font.italic = Pt(size), True, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(10), Pt(6)
    style.paragraph_format.keep_with_next = True
    _face(style)
    for line in style.element.findall(f".//{qn('w:pBdr')}"):  # the line under the title of the template
        line.getparent().remove(line)


def _face(style: Any) -> None:
    style.font.name = FONT
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)


def _language(styles: Any, language: str) -> None:
    defaults = styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    mark = defaults.find(qn("w:lang"))
    if mark is None:
        mark = OxmlElement("w:lang")
        defaults.append(mark)
    mark.set(qn("w:val"), {"kk": "kk-KZ", "ru": "ru-RU"}.get(language, language))


def write_runs(paragraph: Any, runs: Runs, size: Any = None) -> None:
    for run in runs:
        written = paragraph.add_run(str(run.text))
        written.bold, written.italic = run.bold or None, run.italic or None
        if size is not None:
            written.font.size = size


def merged(grid: list[list[Any]], row: int, column: int, rows: int, columns: int) -> Any:
    """The cell at ROW and COLUMN of GRID, merged with what it covers."""
    place = grid[row][column]
    if rows > 1 or columns > 1:
        place = place.merge(grid[row + rows - 1][column + columns - 1])
        for extra in place.paragraphs[1:]:
            extra._element.getparent().remove(extra._element)
    return place


def fixed_grid(table: Any, widths: Sequence[int]) -> None:
    """Columns of WIDTHS that Word does not change."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _element(parent: Any, name: str, **attributes: str) -> Any:
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    parent.append(made)
    return made


def boxed(cell: Any) -> None:
    """A border around one cell."""
    lines = _element(cell._tc.get_or_add_tcPr(), "tcBorders")
    for side in ("top", "left", "bottom", "right"):
        _element(lines, side, val="single", sz="6", space="0", color="000000")


def keep_row_whole(row: Any) -> None:
    _element(row._tr.get_or_add_trPr(), "cantSplit", val="true")


def add_page_number(paragraph: Any) -> None:
    """The number of the page in the middle, as a field that Word fills in."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    _element(run._r, "fldChar", fldCharType="begin")
    instruction = _element(run._r, "instrText")
    instruction.text = "PAGE"
    _element(run._r, "fldChar", fldCharType="end")
