"""What a form is made of. Plain values that know nothing of how they are drawn.

Text is a string (lazy ones too), a `Run`, or several of them one after another. A value of a table is text, a
number, None (an empty cell) or a `Cell`. Line breaks in text are kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from django.utils.functional import Promise


@dataclass(frozen=True)
class Run:
    """A piece of text in one face."""

    text: str | Promise
    bold: bool = False
    italic: bool = False


Text: TypeAlias = str | Promise | Run | Sequence[str | Promise | Run]


@dataclass(frozen=True)
class Cell:
    """A cell with more to it than its value.

    `number` is printed with `places` decimals (as many as it has, when None) and is a number in XLSX.
    `signed` numbers have their plus too. `columns` and `rows` are what it covers; 0 columns: all that are left.
    `align` is left, center or right.
    """

    text: Text = ""
    number: Decimal | int | None = None
    places: int | None = None
    signed: bool = False
    bold: bool = False
    align: str = ""
    columns: int = 1
    rows: int = 1


Value: TypeAlias = Cell | Text | Decimal | int | float | None


@dataclass(frozen=True)
class Row:
    """A row of a table: body, group (a heading across it), subtotal or total."""

    cells: Sequence[Value]
    kind: str = "body"


def row(*cells: Value) -> Row:
    return Row(cells)


def group(text: Text, *, level: int = 1) -> Row:
    """A row across the table that heads the rows below; LEVEL 1 stands in bold in the middle."""
    if level == 1:
        return Row([Cell(text, columns=0, bold=True, align="center")], "group")
    return Row([Cell(text, columns=0, bold=level == 2)], "group")


def subtotal(*cells: Value) -> Row:
    return Row(cells, "subtotal")


def total(*cells: Value) -> Row:
    return Row(cells, "total")


@dataclass(frozen=True)
class Column:
    """A column of a table. `width` is its share beside the others; numbers stand at the right."""

    heading: Text = ""
    width: float = 10
    numeric: bool = False
    align: str = ""


@dataclass(frozen=True)
class Head:
    """A cell of a heading of several rows, over the columns and rows that it covers."""

    text: Text
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Table:
    """A table. `headings` are rows of a heading with spans; without them the columns' own headings are one row.

    `numbered` prints 1, 2, 3 … under the heading, as official forms have. `caption` names the table to screen
    readers and, when `show_caption`, above it.
    """

    columns: Sequence[Column]
    rows: Sequence[Row]
    headings: Sequence[Sequence[Head]] = ()
    numbered: bool = False
    caption: Text = ""
    show_caption: bool = False
    headless: bool = False
    empty: Text = ""  # said in the only row of a table without rows


@dataclass(frozen=True)
class Heading:
    """A heading inside the form; level 1 is a part, 2 and 3 are below it."""

    text: Text
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    text: Text
    align: str = "left"  # or center, right, justify
    small: bool = False


@dataclass(frozen=True)
class Item:
    """An item of a list, with the list below it."""

    text: Text
    below: "Items | None" = None


@dataclass(frozen=True)
class Items:
    """A list with bullets or numbers."""

    items: Sequence[Item]
    ordered: bool = False


@dataclass(frozen=True)
class Field:
    """A label and what stands after it; an empty value is printed as a line to write on."""

    label: Text
    value: Text = ""


@dataclass(frozen=True)
class Fields:
    """Labelled values under each other; `numbered` prints 1., 2. … before the labels."""

    fields: Sequence[Field]
    numbered: bool = False


@dataclass(frozen=True)
class CheckBox:
    text: Text
    checked: bool = False


@dataclass(frozen=True)
class CheckBoxes:
    boxes: Sequence[CheckBox]


@dataclass(frozen=True)
class Signature:
    """A line to sign on: who signs, the name when it is known, and the small words under the line."""

    position: Text
    name: Text = ""
    hint: Text = ""


@dataclass(frozen=True)
class Approval:
    """The block in the top right corner: what was done, by whom or by what, when."""

    title: Text
    lines: Sequence[Text] = ()


@dataclass(frozen=True)
class RichText:
    """Text that people wrote, as HTML; only paragraphs, lists, tables, bold and italic of it are taken over."""

    html: str


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page (in XLSX on a new sheet)."""


@dataclass(frozen=True)
class Box:
    """A box of a scheme over the columns that it covers; a heading box is drawn stronger."""

    text: Text
    columns: int = 1
    heading: bool = False


@dataclass(frozen=True)
class Scheme:
    """Boxes in levels from top to bottom; every level covers the same number of columns."""

    levels: Sequence[Sequence[Box]]
    caption: Text = ""


Block: TypeAlias = Heading | Paragraph | Items | Fields | Table | CheckBoxes | Signature | RichText | PageBreak | Scheme


@dataclass(frozen=True)
class Form:
    """An official form in one language (kk or ru).

    `corner` stands in the top right corner (the annex, the word "form"), `approval` below it; `subtitle` in
    the middle under the title; `notes` are small at the end; `file_name` is without its ending.
    """

    title: Text
    blocks: Sequence[Block]
    language: str = "kk"
    landscape: bool = False
    file_name: str = "form"
    corner: Sequence[Text] = ()
    approval: Approval | None = None
    subtitle: Sequence[Text] = ()
    notes: Sequence[Text] = ()
