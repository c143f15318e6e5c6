"""Examines an uploaded inventory workbook: every row is read, compared with what is stored, and checked."""

import operator
from dataclasses import dataclass, field
from typing import Any

from rss_portal.exchange.forms import Column, SheetForm
from rss_portal.exchange.reading import Cells, Sheet, cell_text, column_letter
from rss_portal.exchange.results import SHOWN_DIFFERENCES, CellProblem, Difference, Examination
from settlements.models import EntryFile
from settlements.rules.entry_checks import COMPARED_FIELDS, Problem, check_values, errors, warnings
from settlements.services.bulk_entries import Batch, Cleared

from .inventory_columns import fields_of
from .inventory_facts import EntryKey, Facts, Stored, empty_values

_UNREAD = object()
MEMO_LIMIT = 20_000  # distinct raw values remembered per column


@dataclass
class Payload:
    """Good rows that change something, ready to be written."""

    batches: list[Batch] = field(default_factory=list)
    cleared: list[Cleared] = field(default_factory=list)


@dataclass(slots=True)
class _Row:
    """A row under examination."""

    number: int
    cells: Cells
    key: EntryKey
    seen_version: int
    values: tuple[Any, ...]
    unread: frozenset[int] = frozenset()  # positions whose column is not in the file


class _Reader:
    """Typed values of one column; a value met before is not read again."""

    def __init__(self, column: Column, index: int | None):
        self.column = column
        self.index = index
        empty = column.read("")[0] if column.read else None
        self.memo: dict[Any, Any] = {"": empty, None: empty}

    def read(self, raw: Any) -> tuple[Any, Problem | None]:
        if isinstance(raw, bool) and self.column.kind == "count":
            raw = str(raw)  # TRUE would pass for 1
        value, problem = self.column.read(raw) if self.column.read else (raw, None)
        if problem is None and len(self.memo) < MEMO_LIMIT:
            self.memo[raw] = value
        return value, problem


class SheetExamination:
    """One sheet of the workbook against the facts of its measure."""

    def __init__(self, facts: Facts, form: SheetForm, sheet: Sheet, editable: set[str], result: Examination):
        self.facts, self.form, self.sheet, self.result = facts, form, sheet, result
        self.measure = form.code
        self.editable = editable
        self.fields = fields_of(self.measure)
        self.current = facts.current(self.measure)
        self.compared = facts.compared(self.measure)
        self.compared_fields = COMPARED_FIELDS[self.measure]
        self.take_compared = operator.itemgetter(*map(self.fields.index, self.compared_fields))
        self.empty = empty_values(self.measure)
        self.no_entry = Stored(0, self.empty, False)
        self.readers = [_Reader(form.column(name), sheet.columns.get(name)) for name in self.fields]
        self.note_at = self.fields.index("note")
        self.reason_at = self.fields.index("na_reason")
        self.served_by_at = self.fields.index("served_by") if "served_by" in self.fields else None
        self.of_measure = {code for code, item in facts.items.items() if item.measure == self.measure}
        self.kato_index = sheet.columns.get("label.kato")
        self.first_met: dict[EntryKey, int] = {}
        self.moved: list[_Row] = []  # rows whose entry was changed after the download
        self.batch = Batch(self.measure, self.fields)
        self.cleared: list[tuple[Cleared, _Row]] = []
        self._note_missing_columns()

    def run(self) -> tuple[Batch, list[Cleared]]:
        """Examine every row; the rows to write and the entries to clear."""
        plain = all(reader.index is not None for reader in self.readers)
        at = [reader.index for reader in self.readers if reader.index is not None]
        memos = [(reader.memo, reader.index or 0) for reader in self.readers]
        key_at = self.sheet.columns["key"]
        for number, cells in self.sheet.data():
            raw_key = cells[key_at]
            if not raw_key:
                self._row_without_key(number, cells, at)
                continue
            self.result.rows += 1
            key, version = self._key(number, cells, raw_key)
            if key is None:
                continue
            if plain:
                values = tuple([memo.get(cells[index], _UNREAD) for memo, index in memos])
                row = _Row(number, cells, key, version, values)
            else:
                row = self._partial_row(number, cells, key, version)
            if _UNREAD in row.values and not self._read_slowly(row):
                continue
            self._compare(row)
        self._merge_moved()
        return self.batch, self._clearable()

    # --- reading ----------------------------------------------------------------------------------------------

    def _note_missing_columns(self) -> None:
        for reader in self.readers:
            if reader.index is None:
                self.result.notices.append(("column_missing", f"{self.sheet.name}: {reader.column.code}"))

    def _row_without_key(self, number: int, cells: Cells, at: list[int]) -> None:
        """A blank row is nobody's; one with values lost its code."""
        if any(cells[index] not in ("", None) for index in at):
            self._problem(number, "", "row_without_key")

    def _key(self, number: int, cells: Cells, raw: Any) -> tuple[EntryKey | None, int]:
        """Settlement and item of the row with the version that the file was made from."""
        parts = str(raw).split("/")
        if len(parts) != 3 or not parts[2].isdecimal():
            self._problem(number, "key", "bad_key", raw)
            return None, 0
        key = (parts[0], parts[1])
        code = self._key_problem(key)
        shown = cells[self.kato_index] if self.kato_index is not None else parts[0]
        if not code and shown != parts[0] and cell_text(shown) != parts[0]:
            self._problem(number, "label.kato", "key_changed", shown, parts[0])
            return None, 0
        if not code and self.first_met.setdefault(key, number) != number:
            self._problem(number, "", "duplicate_row", "", self.first_met[key])
            return None, 0
        if code:
            self._problem(number, "", code, parts[1] if code == "not_listed" else parts[0])
            return None, 0
        return key, int(parts[2])

    def _key_problem(self, key: EntryKey) -> str:
        place = self.facts.places.get(key[0])
        if place is None:
            return "outside_territory" if key[0] in self.facts.register else "unknown_settlement"
        listed = key[1] in self.facts.levels[place.status] and key[1] in self.of_measure
        return "" if listed else "not_listed"

    def _partial_row(self, number: int, cells: Cells, key: EntryKey, version: int) -> _Row:
        """A row of a file without some of the columns: their values stay as they are stored."""
        stored = self.current.get(key, self.no_entry).values
        values = tuple(
            stored[place] if reader.index is None else reader.memo.get(cells[reader.index], _UNREAD)
            for place, reader in enumerate(self.readers)
        )
        unread = frozenset(place for place, reader in enumerate(self.readers) if reader.index is None)
        return _Row(number, cells, key, version, values, unread)

    def _read_slowly(self, row: _Row) -> bool:
        """Read the cells that were met for the first time; False when one cannot be read."""
        values, readable = list(row.values), True
        for place, value in enumerate(values):
            if value is not _UNREAD:
                continue
            reader = self.readers[place]
            values[place], problem = reader.read(row.cells[reader.index or 0])
            if problem is not None:
                self._report(row, problem)
                readable = False
        row.values = tuple(values)
        return readable

    # --- comparing and checking -------------------------------------------------------------------------------

    def _compare(self, row: _Row) -> None:
        stored = self.current.get(row.key, self.no_entry)
        if row.values == stored.values:
            return
        if row.seen_version != stored.version:
            self.moved.append(row)
            return
        self._change(row, stored, frozenset())

    def _merge_moved(self) -> None:
        """Rows whose entry moved on after the download: only what the person typed counts as theirs."""
        seen_keys = {row.key: row.seen_version for row in self.moved if row.seen_version}
        seen = self.facts.revisions(self.measure, seen_keys)
        for row in self.moved:
            stored = self.current.get(row.key, self.no_entry)
            base = seen.get(row.key) if row.seen_version else self.empty
            typed = {
                place
                for place, value in enumerate(row.values)
                if place not in row.unread and (base is None or value != base[place])
            }
            row.values = tuple(
                value if place in typed else stored.values[place] for place, value in enumerate(row.values)
            )
            conflicts = {p for p in typed if base is None or stored.values[p] != base[p]}
            if row.values != stored.values:
                self._change(row, stored, frozenset(conflicts))

    def _change(self, row: _Row, stored: Stored, conflicts: frozenset[int]) -> None:
        """A row that differs from what is stored: checked, then kept for writing."""
        if row.key[0] not in self.editable:
            self._problem(row.number, "", "locked", row.key[0])
            return
        if not self._passes(row, stored):
            return
        self._count_differences(row, stored, conflicts)
        self.result.states.append((*row.key, stored.version))
        if row.values == self.empty:
            self.cleared.append((Cleared(*row.key, stored.version), row))
            return
        self.result.good_rows += 1
        keeps_approval = stored.na_approved and stored.values[self.reason_at] == row.values[self.reason_at]
        self.batch.rows.append((*row.key, stored.version + 1, keeps_approval, *row.values))

    def _passes(self, row: _Row, stored: Stored) -> bool:
        problems = self._check(row.key, row.values)
        served_by = self._served_by(row)
        if not problems and served_by is None:
            return True
        known = self._check(row.key, stored.values) if stored.version else []
        explained = row.values[self.note_at] and row.values[self.note_at] != stored.values[self.note_at]
        blocking = errors(problems) + ([served_by] if served_by else [])
        if not explained:
            blocking += [problem for problem in warnings(problems) if problem not in known]
        for problem in blocking:
            self._report(row, problem)
        return not blocking

    def _check(self, key: EntryKey, values: tuple[Any, ...]) -> list[Problem]:
        place = self.facts.places[key[0]]
        before = self.compared.get(key)
        if before == self.take_compared(values):
            before = None  # what is as it was warns of nothing
        return check_values(
            self.measure,
            dict(zip(self.fields, values, strict=False)),
            level=self.facts.levels[place.status][key[1]],
            previous=dict(zip(self.compared_fields, before, strict=True)) if before else None,
            population=place.population,
        )

    def _served_by(self, row: _Row) -> Problem | None:
        code = row.values[self.served_by_at] if self.served_by_at is not None else ""
        return Problem("unknown_settlement", "served_by", code) if code and code not in self.facts.register else None

    def _count_differences(self, row: _Row, stored: Stored, conflicts: frozenset[int]) -> None:
        if len(self.result.differences) >= SHOWN_DIFFERENCES and not conflicts:
            self.result.changed_values += sum(map(operator.ne, row.values, stored.values))
            return
        for place, (new, old) in enumerate(zip(row.values, stored.values, strict=True)):
            if new != old:
                name = self.fields[place]
                self.result.difference(Difference(*row.key, name, old, new, place in conflicts))

    def _clearable(self) -> list[Cleared]:
        """Entries to clear, without those that keep files."""
        wanted = {(one.settlement, one.item): row for one, row in self.cleared}
        held = EntryFile.objects.filter(entry__year=self.facts.year, entry__settlement__in={key[0] for key in wanted})
        names: dict[EntryKey, list[str]] = {}
        for settlement, item, name in held.values_list("entry__settlement_id", "entry__item_id", "name"):
            names.setdefault((settlement, item), []).append(name)
        for key in names.keys() & wanted.keys():
            self._report(wanted[key], Problem("files_attached", "", ", ".join(names[key])))
        good = [one for one, _ in self.cleared if (one.settlement, one.item) not in names]
        self.result.good_rows += len(good)
        return good

    # --- problems ---------------------------------------------------------------------------------------------

    def _report(self, row: _Row, problem: Problem) -> None:
        name = "good" if problem.field == "existing" else problem.field
        self._problem(row.number, name, problem.code, problem.found, problem.expected)

    def _problem(self, number: int, heading: str, code: str, found: Any = "", expected: Any = "") -> None:
        index = self.sheet.columns.get(heading)
        letter = "" if index is None else column_letter(index)
        self.result.problem(CellProblem(self.sheet.name, number, letter, code, found, expected, heading))
