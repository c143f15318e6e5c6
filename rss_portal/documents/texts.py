"""Text and numbers of a form as they are printed in its language."""

import re
from collections.abc import Sequence
from decimal import Decimal

from django.utils.functional import Promise

from rss_portal.ui import formats

from .blocks import Cell, Run, Text, Value

OFFICIAL = ("kk", "ru")
# What XML cannot hold: control characters, halves of pairs, the two non-characters; and marks that turn the
# direction of writing, by which a text can be made to read as another.
NOT_PRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
NATURAL_PLACES = 4  # decimals of a number that says nothing else, zeros at the end left out

Runs = tuple[Run, ...]


def form_language(code: str) -> str:
    """The language of a form for a page in CODE: Kazakh or Russian; English readers get Russian."""
    return code if code in OFFICIAL else "ru"


def clean(text: str | Promise) -> str:
    """TEXT without characters that no document can hold, with one kind of line break."""
    return NOT_PRINTABLE.sub("", str(text).replace("\r\n", "\n").replace("\r", "\n"))


def runs_of(text: Text, *, bold: bool = False) -> Runs:
    """TEXT as runs; empty ones are left out."""
    pieces: Sequence[str | Promise | Run] = (text,) if isinstance(text, str | Promise | Run) else text
    found = (piece if isinstance(piece, Run) else Run(piece) for piece in pieces)
    cleaned = (Run(clean(run.text), run.bold or bold, run.italic) for run in found)
    return tuple(run for run in cleaned if run.text)


def plain_text(text: Text) -> str:
    return "".join(str(run.text) for run in runs_of(text))


def natural_places(number: Decimal) -> int:
    """How many decimals NUMBER has, at most four, without zeros at its end."""
    exponent = formats.half_up(number, NATURAL_PLACES).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def number_text(number: Decimal, places: int | None, language: str, *, signed: bool = False) -> str:
    text = formats.decimal(number, natural_places(number) if places is None else places, language)
    return f"+{text}" if signed and number > 0 else text


def cell_of(value: Value) -> Cell:
    """VALUE as a cell; a number keeps its exact value."""
    if isinstance(value, Cell):
        return value
    if value is None:
        return Cell()
    if isinstance(value, bool):
        return Cell(str(value))
    if isinstance(value, int | float | Decimal):
        return Cell(number=Decimal(str(value)))
    return Cell(value)
