"""Reading an edition from files: every problem at once, nothing half read (spec 20, section 1).

A folder holds `edition.json` (or `edition.toml`), the table of requirements that it names and, if it names one,
a table of norms.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .methods import BadParameters, read_calculation

TEXTS = ("code", "title_kk", "title_ru", "method")
STATES = ("draft", "in_force", "closed")
LEVELS = ("mandatory", "recommended")
REQUIREMENT_COLUMNS = ("status", "item", "level", "position", "provenance", "note")
NORM_COLUMNS = ("item", "population_from", "population_to", "required", "kind_kk", "kind_ru", "kind_en")


@dataclass(frozen=True)
class FileProblem:
    """What is wrong: file, row (0 for the file as a whole), column, what was expected and what was found."""

    file: str
    row: int
    column: str
    expected: str
    found: str

    def __str__(self) -> str:
        place = f"{self.file}, row {self.row}" if self.row else self.file
        return f"{place}, {self.column}: expected {self.expected}, found {self.found!r}"


@dataclass(frozen=True)
class Known:
    """What the files may name: codes of items and statuses."""

    items: Collection[str]
    statuses: Collection[str]


@dataclass
class EditionFiles:
    """An edition as read; usable when `problems` is empty."""

    values: dict[str, Any] = field(default_factory=dict)
    requirements: list[dict[str, Any]] = field(default_factory=list)
    norms: list[dict[str, Any]] = field(default_factory=list)
    problems: list[FileProblem] = field(default_factory=list)


Row = Mapping[str, str]


def read_edition(
    head: Mapping[str, Any], requirements: Sequence[Row], norms: Sequence[Row], known: Known
) -> EditionFiles:
    """The edition of HEAD (the content of edition.json) with its tables, and every problem of the three."""
    files = EditionFiles()
    files.values = read_head(head, files.problems)
    files.requirements = read_requirements(requirements, known, files.problems)
    files.norms = read_norms(norms, known, files.problems)
    return files


def read_date(value: Any, column: str, problems: list[FileProblem], *, empty: bool = False) -> date | None:
    if empty and value in (None, ""):
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        problems.append(FileProblem("edition", 0, column, "a date YYYY-MM-DD", str(value)))
        return None


def read_head(head: Mapping[str, Any], problems: list[FileProblem]) -> dict[str, Any]:
    """Columns of the edition's row."""
    act = head.get("act")
    if not isinstance(act, Mapping):
        problems.append(FileProblem("edition", 0, "act", "kind, number and date of the legal act", str(act)))
        act = {}
    for name in TEXTS:
        if not isinstance(head.get(name), str) or not head[name].strip():
            problems.append(FileProblem("edition", 0, name, "a text", str(head.get(name))))
    if head.get("state", "draft") not in STATES:
        problems.append(FileProblem("edition", 0, "state", f"one of {', '.join(STATES)}", str(head.get("state"))))
    parameters = head.get("parameters", {})
    try:
        read_calculation(str(head.get("method")), parameters)
    except BadParameters as bad:
        problems += [FileProblem("edition", 0, one.place, one.expected, one.found) for one in bad.problems]
    texts = {name: str(head.get(name) or "").strip() for name in ("title_en", "note_kk", "note_ru", "note_en", *TEXTS)}
    return {
        **texts,
        "act_kind": str(act.get("kind", "")),
        "act_number": str(act.get("number", "")),
        "act_date": read_date(act.get("date"), "act.date", problems),
        "in_force_from": read_date(head.get("in_force_from"), "in_force_from", problems),
        "in_force_to": read_date(head.get("in_force_to"), "in_force_to", problems, empty=True),
        "state": head.get("state", "draft"),
        "parameters": parameters,
    }


def read_whole(value: str | None) -> int | None:
    """A whole number of at least 0, None for an empty cell; ValueError otherwise."""
    text = (value or "").strip()
    if not text:
        return None
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


class Table:
    """Checks the cells of one row after another and remembers what is wrong."""

    def __init__(self, file: str, known: Known, problems: list[FileProblem]):
        self.file, self.known, self.problems = file, known, problems
        self.row_number = 1

    def refuse(self, column: str, expected: str, found: Any) -> None:
        self.problems.append(FileProblem(self.file, self.row_number, column, expected, str(found)))

    def one_of(self, row: Row, column: str, allowed: Collection[str], expected: str) -> str:
        value = (row.get(column) or "").strip()
        if value not in allowed:
            self.refuse(column, expected, value)
        return value

    def whole(self, row: Row, column: str, *, empty: bool) -> int | None:
        try:
            value = read_whole(row.get(column))
        except ValueError:
            value = None
            self.refuse(column, "a whole number of at least 0", row.get(column))
            return value
        if value is None and not empty:
            self.refuse(column, "a whole number of at least 0", "")
        return value

    def headed(self, rows: Sequence[Row], columns: Sequence[str], needed: int) -> bool:
        """Whether the table has its columns; one problem for those that are not there."""
        absent = [name for name in columns[:needed] if not rows or name not in rows[0]]
        if absent:
            self.problems.append(
                FileProblem(self.file, 0, "header", f"columns {', '.join(columns)}", f"no {', '.join(absent)}")
            )
        return not absent


def read_requirements(rows: Sequence[Row], known: Known, problems: list[FileProblem]) -> list[dict[str, Any]]:
    """Rows of the lists; a pair of status and item may stand once."""
    table = Table("requirements", known, problems)
    if not table.headed(rows, REQUIREMENT_COLUMNS, 4):
        return []
    seen: set[tuple[str, str]] = set()
    read = []
    for table.row_number, row in enumerate(rows, start=2):
        status = table.one_of(row, "status", known.statuses, "a code of a status")
        item = table.one_of(row, "item", known.items, "a code of the catalogue")
        if (status, item) in seen:
            table.refuse("item", "an item once per status", f"{status} {item}")
        seen.add((status, item))
        read.append(
            {
                "status": status,
                "item_id": item,
                "level": table.one_of(row, "level", LEVELS, "mandatory or recommended"),
                "position": table.whole(row, "position", empty=False),
                "condition": (row.get("condition") or "").strip(),
                "provenance": (row.get("provenance") or "").strip(),
                "note": (row.get("note") or "").strip(),
            }
        )
    return read


def read_norms(rows: Sequence[Row], known: Known, problems: list[FileProblem]) -> list[dict[str, Any]]:
    """Rows of the norms; ranges of one item may not overlap."""
    table = Table("norms", known, problems)
    if not rows or not table.headed(rows, NORM_COLUMNS, 4):
        return []
    read: list[dict[str, Any]] = []
    for table.row_number, row in enumerate(rows, start=2):
        norm = {
            "item_id": table.one_of(row, "item", known.items, "a code of the catalogue"),
            "population_from": table.whole(row, "population_from", empty=False),
            "population_to": table.whole(row, "population_to", empty=True),
            "required": table.whole(row, "required", empty=True),
            **{name: (row.get(name) or "").strip() for name in NORM_COLUMNS[4:]},
        }
        if any(overlap(norm, other) for other in read):
            table.refuse("population_from", "a range apart from the others of the item", row.get("population_from"))
        read.append(norm)
    return read


def overlap(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two norms of one item share a population."""
    if one["item_id"] != other["item_id"]:
        return False
    ends = [float("inf") if norm["population_to"] is None else norm["population_to"] for norm in (one, other)]
    starts = [norm["population_from"] or 0 for norm in (one, other)]
    return starts[0] <= ends[1] and starts[1] <= ends[0]
