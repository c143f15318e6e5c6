"""Rows and cells of the entry pages: an entry as it is shown and typed, with last year's value beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rss_portal.ui.formats import NARROW_SPACE
from settlements.entry_sheets import EntryKey, Sheet, entries_of, open_sheet, values_of
from settlements.models import InventoryEntry, Item, ReturnRemark, SettlementYear, Territory
from settlements.phrases import (
    FIELD_HELP,
    Text,
    field_label,
    labelled_problem,
    problem_text,
    shown,
    shown_field,
)
from settlements.rules.entry_checks import Problem, complete, existing
from settlements.rules.measure_fields import COUNTS, DECIMALS, EXTRA_FIELDS, FLAGS, MAIN_FIELDS

__all__ = ["Cell", "Row", "Sheet", "entries_of", "make_row", "open_sheet", "typed_text"]


def kind_of(name: str) -> str:
    """What an input of the field NAME takes: "count", "decimal", "flag" or "text"."""
    if name in COUNTS:
        return "count"
    if name in DECIMALS:
        return "decimal"
    return "flag" if name in FLAGS else "text"


def typed_text(name: str, value: Any) -> str:
    """VALUE as the person would type it: no grouping, so that it can be edited."""
    if value is None or value == "":
        return ""
    if name in FLAGS:
        return "1" if value else "0"
    if name in COUNTS:
        return str(value)
    return shown(value).replace(NARROW_SPACE, "") if name in DECIMALS else str(value)


@dataclass
class Cell:
    """One field of one entry. `name` is the input's name and id; `text` what stands in it."""

    name: str
    field: str
    kind: str
    label: str
    help: Text
    text: str
    last_year: str
    problem: str = ""

    @property
    def invalid(self) -> bool:
        return bool(self.problem)


@dataclass
class Row:
    """One entry with all that its page shows of it."""

    key: EntryKey
    settlement: Territory
    item: Item
    level: str
    version: int
    entry: InventoryEntry | None
    main: list[Cell]
    extra: list[Cell]
    na_reason: str
    note: str
    existing: int | None
    existing_last_year: int | None
    has_last_year: bool
    unsettled: bool = False  # typed values that were not saved stand in the inputs
    editable: bool = True
    remarks: list[ReturnRemark] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    confirm: list[str] = field(default_factory=list)  # warnings that wait for a note
    conflict: str = ""

    @property
    def prefix(self) -> str:
        return ".".join(self.key)

    @property
    def anchor(self) -> str:
        """Id of the row in the page."""
        return f"row-{self.key[0]}-{self.key[1]}"

    @property
    def messages(self) -> list[str]:
        """Why the row is not saved."""
        return [*self.problems, *self.confirm, *([self.conflict] if self.conflict else [])]

    @property
    def has_extra(self) -> bool:
        """Whether the folded part holds anything, so that it is shown open."""
        return bool(self.na_reason or self.note or any(cell.text or cell.problem for cell in self.extra))

    @property
    def state(self) -> str:
        """Code of what the row's edge and icon show."""
        if self.problems:
            return "invalid"
        if self.conflict:
            return "conflict"
        if self.confirm:
            return "confirm"
        if self.remarks:
            return "remark"
        if not self.editable:
            return "locked"
        if self.na_reason:
            return "na"  # also while the reason is typed and not saved
        return entry_state(self.item, self.entry)


def entry_state(item: Item, entry: InventoryEntry | None) -> str:
    """Code of how far the ENTRY of ITEM is filled in."""
    if entry is None:
        return "empty"
    if entry.na_reason:
        return "na"
    return "complete" if complete(item.measure, values_of(item.measure, entry)) else "partial"


def make_cells(
    key: EntryKey, fields: Iterable[str], values: Mapping[str, Any], previous: Mapping[str, Any] | None
) -> list[Cell]:
    """Cells of FIELDS; last year's text is empty where there was no entry."""
    prefix = ".".join(key)
    return [
        Cell(
            name=f"{prefix}.{name}",
            field=name,
            kind=kind_of(name),
            label=field_label(name),
            help=FIELD_HELP[name],
            text=typed_text(name, values[name]),
            last_year=shown_field(name, previous[name]) if previous else "",
        )
        for name in fields
    ]


def make_row(
    settlement: Territory,
    item: Item,
    level: str,
    entry: InventoryEntry | None,
    previous: InventoryEntry | None,
    *,
    remarks: Iterable[ReturnRemark] = (),
    editable: bool = True,
) -> Row:
    """The row of ITEM in SETTLEMENT with its entry of this year and of the last."""
    key = (settlement.kato, item.code)
    values = values_of(item.measure, entry)
    before = values_of(item.measure, previous) if previous else None
    return Row(
        key=key,
        settlement=settlement,
        item=item,
        level=level,
        version=entry.version if entry else 0,
        entry=entry,
        main=make_cells(key, MAIN_FIELDS[item.measure], values, before),
        extra=make_cells(key, EXTRA_FIELDS[item.measure], values, before),
        na_reason=values["na_reason"],
        note=values["note"],
        existing=existing(values), existing_last_year=existing(before) if before else None,
        has_last_year=previous is not None,
        editable=editable, remarks=list(remarks),
    )  # fmt: skip


def sheet_rows(sheet: Sheet, items: Iterable[Item], remarks: Iterable[ReturnRemark], *, editable: bool) -> list[Row]:
    """Rows of one settlement for ITEMS."""
    by_item: dict[str, list[ReturnRemark]] = {}
    for remark in remarks:
        by_item.setdefault(remark.item_id or "", []).append(remark)
    return [
        make_row(
            sheet.settlement,
            item,
            sheet.levels[item.code],
            sheet.entries.get(item.code),
            sheet.previous.get(item.code),
            remarks=by_item.get(item.code, []),
            editable=editable,
        )
        for item in items
    ]


def keep_typed(row: Row, typed: Mapping[str, str]) -> None:
    """Put what the person typed back into the inputs of ROW, so that nothing is lost."""
    for cell in (*row.main, *row.extra):
        cell.text = typed.get(cell.field, cell.text)
    row.na_reason = typed.get("na_reason", row.na_reason)
    row.note = typed.get("note", row.note)
    row.unsettled = True


def mark_problems(row: Row, problems: Iterable[Problem]) -> None:
    """Write PROBLEMS to the row and to the cells that they are about."""
    cells = {cell.field: cell for cell in (*row.main, *row.extra)}
    for problem in problems:
        row.problems.append(labelled_problem(problem))
        if problem.field in cells:
            cells[problem.field].problem = problem_text(problem)


@dataclass(frozen=True)
class DirectionCount:
    """A direction in the page's list: how many of its items are complete."""

    direction: Any
    entered: int
    expected: int
    current: bool

    @property
    def done(self) -> bool:
        return self.entered == self.expected


def direction_counts(sheet: Sheet, current: str) -> list[DirectionCount]:
    """The directions of the sheet in the order of the catalogue."""
    groups: dict[str, list[Item]] = {}
    for item in sheet.items:
        groups.setdefault(item.direction_id, []).append(item)
    return [
        DirectionCount(items[0].direction, sum(is_complete(sheet, item) for item in items), len(items), code == current)
        for code, items in groups.items()
    ]


def is_complete(sheet: Sheet, item: Item) -> bool:
    entry = sheet.entries.get(item.code)
    return entry is not None and complete(item.measure, values_of(item.measure, entry))


def status_label(profile: SettlementYear) -> str:
    return str(profile.get_status_display())
