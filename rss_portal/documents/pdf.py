"""A form as PDF by typst. What people wrote goes in as data, never as source of the typesetter."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.utils import translation

from .blocks import CheckBoxes, Fields, Form, Heading, Items, PageBreak, Paragraph, Signature, Text
from .layout import PlacedBlock, PlacedBox, PlacedRow, PlacedScheme, PlacedTable, lay_out
from .texts import plain_text, runs_of
from .wrapping import breakable

SOURCE = Path(__file__).parent / "data" / "form.typ"
SAME_MOMENT = 946_684_800  # 1 January 2000, so that the same form gives the same bytes
PAGE_CHARACTERS = {False: 80, True: 118}  # bold ones of 9 points side by side, the cells' own margins left out


def render_pdf(form: Form) -> bytes:
    """FORM as a tagged PDF in Noto Sans."""
    with translation.override(form.language):
        data = _form(form)
    return typst.compile(
        str(SOURCE),
        root=str(SOURCE.parent),
        font_paths=[str(Path(settings.BASE_DIR) / "static" / "fonts")],
        ignore_system_fonts=True,
        sys_inputs={"form": json.dumps(data, ensure_ascii=False)},
        timestamp=SAME_MOMENT,
        pdf_tags=True,
    )


def _form(form: Form) -> dict[str, Any]:
    approval = form.approval
    return {
        "language": form.language,
        "landscape": form.landscape,
        "title": _runs(form.title),
        "title_text": plain_text(form.title),
        "subtitle": [_runs(line) for line in form.subtitle],
        "corner": [_runs(line) for line in form.corner],
        "approval": [_runs(approval.title), *map(_runs, approval.lines)] if approval else [],
        "notes": [_runs(note) for note in form.notes],
        "blocks": [_block(block, form) for block in lay_out(form)],
    }


def _runs(text: Text, capacity: float = 90) -> list[dict[str, Any]]:
    """Runs as data; words longer than CAPACITY characters may be broken."""
    return [
        {"text": breakable(str(run.text), capacity), "bold": run.bold, "italic": run.italic} for run in runs_of(text)
    ]


def _block(block: PlacedBlock, form: Form) -> dict[str, Any]:
    kind = type(block).__name__.removeprefix("Placed").lower()
    return {"kind": kind, **BLOCKS[type(block)](block, form)}


def _heading(block: Heading, form: Form) -> dict[str, Any]:
    return {"text": _runs(block.text), "level": block.level}


def _paragraph(block: Paragraph, form: Form) -> dict[str, Any]:
    return {"text": _runs(block.text), "align": block.align, "small": block.small}


def _items(block: Items, form: Form) -> dict[str, Any]:
    items = [
        {"text": _runs(item.text), "below": [_items(item.below, form)] if item.below else []} for item in block.items
    ]
    return {"items": items, "ordered": block.ordered}


def _fields(block: Fields, form: Form) -> dict[str, Any]:
    fields = [{"label": _runs(field.label, 30), "value": _runs(field.value, 45)} for field in block.fields]
    return {"fields": fields, "numbered": block.numbered}


def _boxes(block: CheckBoxes, form: Form) -> dict[str, Any]:
    return {"boxes": [{"text": _runs(box.text), "checked": box.checked} for box in block.boxes]}


def _signature(block: Signature, form: Form) -> dict[str, Any]:
    return {"position": _runs(block.position, 35), "name": _runs(block.name, 30), "hint": _runs(block.hint)}


def _table(block: PlacedTable, form: Form) -> dict[str, Any]:
    capacities = [width * PAGE_CHARACTERS[form.landscape] for width in block.widths]
    return {
        "widths": list(block.widths),
        "head": [_row(row, capacities) for row in block.head],
        "body": [_row(row, capacities) for row in block.body],
        "caption": _runs(block.caption) if block.show_caption else [],
        "size": 8 if len(block.widths) > 8 else 9,
    }


def _row(row: PlacedRow, capacities: list[float]) -> dict[str, Any]:
    return {"kind": row.kind, "cells": [_cell(cell, capacities) for cell in row.cells]}


def _cell(cell: Any, capacities: list[float]) -> dict[str, Any]:
    capacity = sum(capacities[cell.column : cell.column + cell.columns])
    place = {"x": cell.column, "y": cell.row, "columns": cell.columns, "rows": cell.rows}
    return {**place, "align": cell.align, "text": _runs(cell.runs, capacity)}


def _scheme(block: PlacedScheme, form: Form) -> dict[str, Any]:
    each = PAGE_CHARACTERS[form.landscape] / block.columns
    levels = [[_box(box, each) for box in level] for level in block.levels]
    return {"levels": levels, "columns": block.columns, "caption": _runs(block.caption)}


def _box(box: PlacedBox, each: float) -> dict[str, Any]:
    return {"text": _runs(box.runs, each * box.columns), "columns": box.columns, "heading": box.heading}


def _break(block: PageBreak, form: Form) -> dict[str, Any]:
    return {}


BLOCKS: dict[type, Callable[[Any, Form], dict[str, Any]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Items: _items,
    Fields: _fields,
    CheckBoxes: _boxes,
    Signature: _signature,
    PageBreak: _break,
    PlacedTable: _table,
    PlacedScheme: _scheme,
}
