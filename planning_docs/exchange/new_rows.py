"""Sheets of empty rows in the workbooks of a document: a filled row becomes a row of the document.

A row is read by the form of the page, and tried by the service in a transaction that is taken back, so that the
examination of a file says all that the acceptance would refuse. The hidden key of an empty row is the key that its
row will have: a workbook that comes twice adds nothing twice.
"""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from planning_docs.forms.fields import RowForm
from planning_docs.models import DocumentEdition, EditionRow, Element
from planning_docs.rules.reading import NotANumber
from planning_docs.services.editing import PlanningRefused
from rss_portal.exchange.forms import Choice, Column, SheetForm
from rss_portal.exchange.reading import Sheet, cell_text, column_letter
from rss_portal.exchange.results import CellProblem, Difference, Examination

from .common import NUMBER_FROM, DocumentWorkbook, both, raw_text
from .words import NO, YES, in_both

EMPTY_ROWS = 40
YES_NO = (("on", both(*YES)), ("", both(*NO)))
# Errors of the form's fields as problems of cells.
INSTEAD = {"kind": "element"}  # the kind is read from the element: none, where it lacks
FIELD_PROBLEMS = {"required": "needed", "invalid_choice": "not_a_choice", "max_length": "too_long"}


@dataclass(frozen=True)
class NewRow:
    """A filled row: the cleaned fields of the page's form, and what its year columns hold."""

    key: UUID
    values: Mapping[str, Any]
    years: Mapping[int, Any]
    more: Mapping[str, str]  # what the cells say, for columns that the page's form has not


class _TakenBack(Exception):
    """Ends the trial of a row."""


class WithNewRows(DocumentWorkbook):
    """A workbook that also adds rows of MODEL."""

    adds_rows = True
    model: type[EditionRow]

    @abstractmethod
    def new_form(self, edition: DocumentEdition, data: dict[str, Any]) -> RowForm:
        """The page's form with DATA, texts by column; defaults are filled in."""

    @abstractmethod
    def read_year(self, text: str, data: Mapping[str, Any]) -> Any:
        """TEXT of a year column of the row DATA. Raises `NotANumber`."""

    @abstractmethod
    def add(self, user: Any, edition: DocumentEdition, row: NewRow, origin: str) -> None:
        """Write ROW through the services."""

    def wrong_together(self, data: Mapping[str, Any], years: Mapping[int, Any]) -> tuple[str, str] | None:
        """A column and the problem that lies in how cells of a row stand together."""
        return None

    # --- writing and reading ----------------------------------------------------------------------------------

    def empty_rows(self, form: SheetForm) -> Iterator[tuple[str, list[Any]]]:
        for _number in range(EMPTY_ROWS):
            yield str(uuid4()), [None] * len(form.columns)

    def examine_new(
        self, user: Any, edition: DocumentEdition, form: SheetForm, sheet: Sheet, result: Examination
    ) -> None:
        stored = set(self.model._default_manager.filter(edition=edition).values_list("key", flat=True))
        for number, cells in sheet.data():
            hidden = cell_text(cells[sheet.columns["key"]]) if len(cells) > sheet.columns["key"] else ""
            row = _Read(form, sheet, number, cells, result)
            if not any(row.texts.values()):
                continue
            result.rows += 1
            key = _uuid(hidden.partition(NUMBER_FROM)[0])
            if key is None:
                row.problem("", "bad_key", hidden)
            elif key not in stored:  # else it came in with this workbook before
                stored.add(key)
                self._examine_row_of(user, edition, key, row)

    def _examine_row_of(self, user: Any, edition: DocumentEdition, key: UUID, row: "_Read") -> None:
        data = row.data()
        page = self.new_form(edition, data)
        for field, errors in () if page.is_valid() else page.errors.get_json_data().items():
            code = FIELD_PROBLEMS.get(errors[0]["code"], "refused")
            field = INSTEAD.get(field, field)
            row.problem(field, code, row.texts.get(field, ""), errors[0]["message"])
        years = row.years(lambda text: self.read_year(text, data))
        if together := self.wrong_together(data, years):
            row.problem(together[0], together[1], row.texts.get(together[0], ""))
        if row.wrong:
            return
        values = {name: value for name, value in page.values.items() if name != "key"}
        new = NewRow(key, {**values, "key": key}, years, {name: str(value) for name, value in data.items()})
        refusal = _trial(lambda: self.add(user, edition, new, ""))
        if refusal is not None:
            row.problem(refusal.field, "refused", row.texts.get(refusal.field, ""), str(refusal.reason))
            return
        row.accept(new)

    def apply_new(self, user: Any, edition: DocumentEdition, rows: Iterable[NewRow], origin: str) -> int:
        """Write ROWS; how many they are."""
        new = list(rows)
        for row in new:
            self.add(user, edition, row, origin)
        return len(new)


class _Read:
    """A row of the sheet as texts by column, with its place for problems."""

    def __init__(self, form: SheetForm, sheet: Sheet, number: int, cells: list[Any], result: Examination):
        self.form, self.sheet, self.number, self.result, self.wrong = form, sheet, number, result, False
        places = {one.code: sheet.columns[one.code] for one in form.columns if one.code in sheet.columns}
        self.texts = {code: raw_text(cells[at]) if at < len(cells) else "" for code, at in places.items()}

    def problem(self, field: str, code: str, found: Any = "", expected: Any = "") -> None:
        """A problem in the cell of FIELD, or of the whole row where the sheet has no such column."""
        self.wrong = True
        letter = column_letter(self.sheet.columns[field]) if field in self.texts else ""
        self.result.problem(CellProblem(self.sheet.name, self.number, letter, code, found, expected, field))

    def data(self) -> dict[str, Any]:
        """Texts as the page's form takes them: codes of choices; year columns are left out."""
        found: dict[str, Any] = {}
        for column in self.form.columns:
            text = self.texts.get(column.code, "")
            if column.kind == "value" or not text:
                continue
            if column.kind != "choice":
                found[column.code] = text
            elif (choice := next((one for one in column.choices if one.text == text), None)) is not None:
                found[column.code] = choice.code
            else:
                self.problem(column.code, "not_a_choice", text)
        return found

    def years(self, read: Callable[[str], Any]) -> dict[int, Any]:
        found = {}
        for column in self.form.columns:
            text = self.texts.get(column.code, "")
            if column.kind != "value" or not text:
                continue
            try:
                found[int(column.code.removeprefix("y"))] = read(text)
            except NotANumber:
                self.problem(column.code, "not_a_number", text)
        return found

    def accept(self, new: NewRow) -> None:
        self.result.good_rows += 1
        self.result.payload.append(new)
        self.result.states.append((str(new.key), "new"))
        name = self.texts.get("name_kk") or self.texts.get("name_ru", "")
        for code, text in self.texts.items():
            if text:
                self.result.difference(Difference("", name, code, None, text))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _trial(action: Callable[[], None]) -> PlanningRefused | None:
    """What ACTION would be refused with; nothing of it stays."""
    try:
        with transaction.atomic():
            action()
            raise _TakenBack
    except _TakenBack:
        return None
    except PlanningRefused as refusal:
        return refusal


# --- columns ----------------------------------------------------------------------------------------------------


def in_two(code: str, kazakh: str, russian: str, width: float) -> tuple[Column, Column]:
    """A text column for each language."""
    return (
        Column(f"{code}_kk", f"{kazakh} (қаз.)", f"{russian} (каз.)", "text", width),
        Column(f"{code}_ru", f"{kazakh} (орыс.)", f"{russian} (рус.)", "text", width),
    )


def choice(code: str, kazakh: str, russian: str, entries: Iterable[tuple[Any, str]], width: float = 26) -> Column:
    """A column with a drop-down of ENTRIES: what the form takes, and what the cell shows."""
    return Column(code, kazakh, russian, "choice", width, choices=tuple(Choice(*one) for one in entries))


def headings_of(words: Mapping[str, tuple[str, str]], doubled: Iterable[str]) -> dict[str, Column]:
    """Columns by code for the headings of differences; those of DOUBLED in each language."""
    columns = [
        one
        for code, said in words.items()
        for one in (in_two(code, *said, 0) if code in doubled else [Column(code, *said, "text")])
    ]
    return {one.code: one for one in columns}


def labels(codes: Any) -> list[tuple[str, str]]:
    """Entries of a list of codes, in both languages."""
    return [(code, both(*in_both(label))) for code, label in codes.choices]


def named(rows: Iterable[Any]) -> list[tuple[Any, str]]:
    return [(one.pk, both(one.name_kk, one.name_ru)) for one in rows]


def numbered_elements(elements: list[Element], kinds: Iterable[str]) -> list[tuple[Any, str]]:
    """Elements of KINDS with their numbers in the tree, so that two of the same name are told apart."""
    below: dict[int | None, list[Element]] = {}
    for one in elements:
        below.setdefault(one.parent_id, []).append(one)

    def walk(parent: int | None, before: str) -> Iterator[tuple[Element, str]]:
        for number, one in enumerate(below.get(parent, ()), 1):
            yield one, f"{before}{number}"
            yield from walk(one.pk, f"{before}{number}.")

    wanted = set(kinds)
    return [(one.pk, f"{mark}. {both(one.name_kk, one.name_ru)}") for one, mark in walk(None, "") if one.kind in wanted]
