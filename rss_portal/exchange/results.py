"""What the examination of a workbook found: problems in cells, and differences from what is stored."""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

SHOWN_PROBLEMS = 5000
SHOWN_DIFFERENCES = 3000


@dataclass(frozen=True)
class CellProblem:
    """A problem with its place in the file; COLUMN is a letter, empty for a whole row, ROW 0 for a sheet.

    CODE with FOUND and EXPECTED make the sentence; HEADING is the column's code in the form.
    """

    sheet: str
    row: int
    column: str
    code: str
    found: Any = ""
    expected: Any = ""
    heading: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "sheet": self.sheet, "row": self.row, "column": self.column, "code": self.code,
            "found": _plain(self.found), "expected": _plain(self.expected), "heading": self.heading,
        }  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """One value that would change. CONFLICT: somebody changed it after the file was downloaded."""

    unit: str
    item: str
    field: str
    old: Any
    new: Any
    conflict: bool = False

    def as_json(self) -> dict[str, Any]:
        return {
            "unit": self.unit, "item": self.item, "field": self.field, "old": _plain(self.old),
            "new": _plain(self.new), "conflict": self.conflict,
        }  # fmt: skip


@dataclass
class Examination:
    """The answer of a form. `payload` is what the form needs to apply it; pages never see it."""

    rows: int = 0
    good_rows: int = 0  # rows that would change something and have no problem
    changed_values: int = 0
    conflicts: int = 0
    problem_count: int = 0
    problems: list[CellProblem] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    notices: list[tuple[str, str]] = field(default_factory=list)  # code of the sentence, what it is about
    states: list[tuple[Any, ...]] = field(default_factory=list)  # what is stored under the rows that change
    payload: Any = None

    def problem(self, problem: CellProblem) -> None:
        """Count PROBLEM and keep it while the list is readable."""
        self.problem_count += 1
        if len(self.problems) < SHOWN_PROBLEMS:
            self.problems.append(problem)

    def difference(self, difference: Difference) -> None:
        self.changed_values += 1
        self.conflicts += difference.conflict
        if len(self.differences) < SHOWN_DIFFERENCES:
            self.differences.append(difference)

    @property
    def base(self) -> str:
        """Alike for two examinations of one file exactly when what is stored did not change between them."""
        return sha256(repr(sorted(self.states)).encode()).hexdigest()


def _plain(value: Any) -> Any:
    """VALUE as JSON keeps it; decimals as text, exact."""
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


class ChangedMeanwhile(Exception):
    """What is stored is not what the differences were shown against; nothing was written."""
