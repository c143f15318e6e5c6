"""What the workbooks of a planning document share: rows with versions of their cells in the hidden key, problems,
differences. What is written goes through the services of the pages, so their rules and permissions hold."""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, BinaryIO

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from planning_docs.check_phrases import sentence
from planning_docs.models import DocumentEdition, PlanningDocument
from planning_docs.queries.documents import edition_for
from planning_docs.rules.checks import Finding
from planning_docs.rules.checks.values import ERROR, INDICATOR
from planning_docs.rules.reading import NotANumber
from rss_portal.access import require
from rss_portal.exchange.forms import Applied, Column, ExchangeForm, Imprint, Progress, SheetForm, Subject
from rss_portal.exchange.phrases import own_problem_text
from rss_portal.exchange.reading import Sheet, Workbook, cell_text, column_letter
from rss_portal.exchange.results import CellProblem, Difference, Examination
from rss_portal.exchange.writing import FormWriter
from rss_portal.ui.formats import name

PLACES = 4
RULE = "rule."  # before the code of a rule of the methodology, as the code of a problem
NUMBER_FROM = "|"  # between the key of a row and the versions of its cells
NEW_ROWS_SAID = (
    ("text", "Жаңа жолдарды «Жаңа» деп басталатын парақтың бос жолдарына жазыңыз."),
    ("text", "Новые строки вписывайте в пустые строки листа, название которого начинается с «Новые»."),
)
OWN_PROBLEMS = {
    "not_a_number": lambda: _("%(found)s found, a number is needed"),
    "not_a_choice": lambda: _("%(found)s found, one of the entries of the list is needed"),
    "needed": lambda: _("the cell is empty, a value is needed"),
    "too_long": lambda: _("the text is too long: %(expected)s"),
    "unit_or_source": lambda: _("values by year need a source of funding (money) or a unit (quantity)"),
    "refused": lambda: "%(expected)s",
    "unknown_row": lambda: _("this row is not in the document any more"),
    "other_document": lambda: _("the workbook was made for another document or edition; download a fresh one"),
}


@dataclass(frozen=True)
class Line:
    """A row of a sheet: its key, what is shown, the stored value and version of every cell that may change."""

    key: str
    labels: tuple[str, ...]
    values: Mapping[str, Any]  # typed values by code of the column
    versions: Mapping[str, int]
    item: str = ""  # what a difference is about, and where
    unit: str = ""
    source: Any = None  # what the form needs to save the row

    def hidden(self, columns: Sequence[Column]) -> str:
        versions = [str(self.versions.get(column.code, 0)) for column in columns if column.editable]
        return f"{self.key}{NUMBER_FROM}{'.'.join(versions)}"


@dataclass
class Change:
    """A row of the file that changes something: typed values by column."""

    line: Line
    sheet: str
    values: dict[str, Any] = field(default_factory=dict)


Forbidding = Callable[[Line, Column, Any], Iterable[Finding]]


@dataclass(frozen=True)
class _Reading:
    """A sheet of the file with its form and with what the rules forbid of its cells."""

    form: SheetForm
    sheet: Sheet
    forbidden: Forbidding

    def problem(self, row: int, at: int, code: str, found: Any, expected: Any, column: Column) -> CellProblem:
        return CellProblem(self.sheet.name, row, column_letter(at), code, found, expected, column.code)


def rule_code(finding: Finding) -> str:
    """The code of a problem that says FINDING in the language of whoever reads it."""
    return f"{RULE}{finding.code}{NUMBER_FROM}{finding.paragraph}"


def rule_words(finding: Finding) -> tuple[Any, Any]:
    """The year and the name in the sentence of FINDING."""
    return finding.values.get("year", ""), finding.values.get("name", "")


class DocumentWorkbook(ExchangeForm):
    """A form whose subject is a planning document by its number, and a year."""

    version = 1
    adds_rows = False
    sheets: Sequence[SheetForm] = ()

    # --- what a form says -------------------------------------------------------------------------------------

    @abstractmethod
    def sheets_of(self, document: PlanningDocument, year: int) -> list[SheetForm]:
        """The sheets with their columns for this document."""

    @abstractmethod
    def lines(self, edition: DocumentEdition, year: int, sheet: str) -> list[Line]:
        """The rows of a sheet as stored."""

    @abstractmethod
    def typed(self, line: Line, column: Column, text: str) -> Any:
        """TEXT of a cell as a value that compares with the stored one. Raises `NotANumber`."""

    @abstractmethod
    def cell(self, line: Line, column: Column) -> Any:
        """The stored value as it is written into the workbook."""

    @abstractmethod
    def save(self, user: Any, edition: DocumentEdition, year: int, changes: Sequence[Change], origin: str) -> None:
        """Write CHANGES through the services."""

    def new_sheets(self, edition: DocumentEdition) -> list[SheetForm]:
        """Sheets whose filled rows become new rows of the document (`new_rows.WithNewRows`)."""
        return []

    def empty_rows(self, form: SheetForm) -> Iterable[tuple[str, list[Any]]]:
        """The rows of a new sheet."""
        return ()

    def examine_new(
        self, user: Any, edition: DocumentEdition, form: SheetForm, sheet: Sheet, result: Examination
    ) -> None:
        """What the filled rows of a new sheet would add."""

    def apply_new(self, user: Any, edition: DocumentEdition, rows: Iterable[Any], origin: str) -> int:
        """Write the new rows; how many they are."""
        return 0

    def forbidden(self, edition: DocumentEdition) -> Forbidding:
        """What the rules forbid of single cells, asked for every cell that changes."""
        return lambda line, column, value: []

    # --- the subject ------------------------------------------------------------------------------------------

    def document(self, subject: Subject) -> PlanningDocument:
        number = int(subject.territory) if subject.territory.isdecimal() else 0
        return PlanningDocument.objects.select_related("territory").get(pk=number)

    def edition(self, user: Any, subject: Subject) -> DocumentEdition:
        """The edition that USER exchanges: the draft where they may see it, else the one in force."""
        document = self.document(subject)
        found = edition_for(user, document)
        if found is None:
            raise PlanningDocument.DoesNotExist(document.pk)
        return found

    def subject_name(self, subject: Subject) -> str:
        return name(self.document(subject))

    def place_code(self, subject: Subject) -> str:
        return self.document(subject).territory_id

    def require_download(self, user: Any, subject: Subject) -> None:
        require(user, "planning.see", self.document(subject))

    def require_upload(self, user: Any, subject: Subject) -> None:
        require(user, "planning.see", self.document(subject))
        require(user, "planning.edit", self.edition(user, subject))

    def count_rows(self, subject: Subject) -> int:
        edition = self.document(subject).editions.select_related("document").latest("number")
        return sum(
            len(self.lines(edition, subject.year, form.code)) for form in self.sheets_of(edition.document, subject.year)
        )

    # --- writing ----------------------------------------------------------------------------------------------

    def write(self, user: Any, subject: Subject, target: BinaryIO, *, told: Progress | None = None) -> int:
        edition = self.edition(user, subject)
        now = timezone.localtime().isoformat(timespec="seconds")
        document = edition.document
        imprint = Imprint(
            self.code, self.version, str(edition.number), f"{document.title_kk} / {document.title_ru}",
            subject.territory, subject.year, now,
        )  # fmt: skip
        writer = FormWriter(target, imprint)
        writer.write_instruction("Нұсқаулық-Инструкция", self._instruction(document))
        count = 0
        for form in self.sheets_of(document, subject.year):
            count += writer.write_sheet(form, self._rows(form, self.lines(edition, subject.year, form.code)))
            if told:
                told(count)
        for form in self.new_sheets(edition):
            writer.write_sheet(form, self.empty_rows(form))
        writer.close()
        return count

    def _rows(self, form: SheetForm, lines: Iterable[Line]) -> Iterable[tuple[str, list[Any]]]:
        for line in lines:
            editable = [self.cell(line, column) for column in form.editable]
            yield line.hidden(form.columns), [*line.labels, *editable]

    def _instruction(self, document: PlanningDocument) -> list[tuple[str, str]]:
        return [
            ("title", document.title_kk),
            ("title", document.title_ru),
            ("text", "Ақ ұяшықтарды толтырып, файлды порталға қайта жүктеңіз. Бар жолдарды өшірмеңіз."),
            ("text", "Заполните белые ячейки и загрузите файл на портал. Имеющиеся строки не удаляйте."),
            *(NEW_ROWS_SAID if self.adds_rows else ()),
            ("text", "Аралықпен берілетін мәнді «2-4» түрінде жазыңыз. / Значение в диапазоне пишите как «2-4»."),
            ("text", "Бос ұяшық порталдағы мәнді өшіреді. / Пустая ячейка стирает значение на портале."),
        ]

    # --- reading ----------------------------------------------------------------------------------------------

    def examine(self, user: Any, subject: Subject, workbook: Workbook) -> Examination:
        result = Examination(payload=[])
        edition = self.edition(user, subject)
        if not self._is_ours(edition, subject, workbook, result):
            return result
        known = {one.code: one for one in self.sheets_of(edition.document, subject.year)}
        new = {one.code: one for one in self.new_sheets(edition)}
        forbidden = self.forbidden(edition)
        for sheet in workbook.sheets:
            if sheet.code in new:
                self.examine_new(user, edition, new[sheet.code], sheet, result)
            elif sheet.code in known:
                lines = {line.key: line for line in self.lines(edition, subject.year, sheet.code)}
                self._examine_sheet(_Reading(known[sheet.code], sheet, forbidden), lines, result)
            else:
                result.problem(CellProblem(sheet.name, 0, "", "unknown_sheet", sheet.code))
        return result

    def _is_ours(self, edition: DocumentEdition, subject: Subject, workbook: Workbook, result: Examination) -> bool:
        wanted = {
            "form": self.code, "version": str(self.version), "territory": subject.territory,
            "year": str(subject.year), "edition": str(edition.number),
        }  # fmt: skip
        for what, value in wanted.items():
            found = workbook.imprint.get(what, "")
            if found != value:
                code = "other_document" if what in ("territory", "edition") else f"other_{what}"
                result.problem(CellProblem("", 0, "", code, found, value))
        return not result.problem_count

    def _examine_sheet(self, reading: "_Reading", lines: Mapping[str, Line], result: Examination) -> None:
        met: dict[str, int] = {}
        sheet = reading.sheet
        for number, cells in sheet.data():
            hidden = cell_text(cells[sheet.columns["key"]]) if len(cells) > sheet.columns["key"] else ""
            if not hidden and not any(cell_text(cell) for cell in cells):
                continue
            key, _bar, versions = hidden.partition(NUMBER_FROM)
            result.rows += 1
            if key in met or key not in lines:
                code = "duplicate_row" if key in met else "unknown_row"
                result.problem(CellProblem(sheet.name, number, "", code, key, met.get(key, "")))
                continue
            met[key] = number
            self._examine_row(reading, number, cells, lines[key], versions, result)

    def _examine_row(
        self, reading: "_Reading", number: int, cells: list[Any], line: Line, versions: str, result: Examination
    ) -> None:
        change, before = Change(line, reading.form.code), result.problem_count
        seen = dict(zip((column.code for column in reading.form.editable), versions.split("."), strict=False))
        for column in reading.form.editable:
            at = reading.sheet.columns.get(column.code)
            if at is None:
                continue
            try:
                value = self.typed(line, column, raw_text(cells[at] if at < len(cells) else None))
            except NotANumber as error:
                code = "not_a_choice" if column.kind == "choice" else "not_a_number"
                result.problem(reading.problem(number, at, code, str(error), "", column))
                continue
            old = line.values.get(column.code)
            if value == old:
                continue
            change.values[column.code] = value
            conflict = seen.get(column.code, "0") != str(line.versions.get(column.code, 0))
            result.difference(Difference(line.unit, line.item, column.code, _plain(old), _plain(value), conflict))
            for one in reading.forbidden(line, column, value):
                result.problem(reading.problem(number, at, rule_code(one), *rule_words(one), column))
        if change.values and result.problem_count == before:
            result.good_rows += 1
            result.payload.append(change)
            result.states.append((line.key, *sorted(line.versions.items())))

    def apply(self, user: Any, subject: Subject, examination: Examination, *, origin: str, detail: str) -> Applied:
        edition = self.edition(user, subject)
        changes = [one for one in examination.payload if isinstance(one, Change)]
        new = [one for one in examination.payload if not isinstance(one, Change)]
        if changes:
            self.save(user, edition, subject.year, changes, origin)
        added = self.apply_new(user, edition, new, origin)
        values = sum(len(one.values) + len(getattr(one, "years", ())) for one in examination.payload)
        return Applied(len(changes) + added, values)

    # --- words ------------------------------------------------------------------------------------------------

    def problem_text(self, code: str, found: Any, expected: Any) -> str:
        if code.startswith(RULE):
            rule, paragraph = code.removeprefix(RULE).split(NUMBER_FROM)
            return sentence(Finding(rule, ERROR, paragraph, INDICATOR, "", {"name": expected, "year": found}))
        if code in OWN_PROBLEMS:
            return OWN_PROBLEMS[code]() % {"found": found, "expected": expected}
        return own_problem_text(code, found, expected)

    def heading(self, code: str) -> str:
        column = self.headings().get(code)
        if column is None:
            return code.removeprefix("y")
        return column.heading_kk if get_language() == "kk" else column.heading_ru

    def headings(self) -> dict[str, Column]:
        """Columns that are the same for every document, by code."""
        return {}

    def shown(self, field_code: str, value: Any) -> str:
        return "—" if value in (None, "") else str(value)


def raw_text(value: Any) -> str:
    """A raw cell as a person would type it; a number of a worksheet to four decimals."""
    if isinstance(value, float):
        return f"{value:.{PLACES}f}".rstrip("0").rstrip(".")
    return cell_text(value)


def both(kazakh: str, russian: str) -> str:
    return kazakh if russian in ("", kazakh) else f"{kazakh} / {russian}"


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value if value is None or isinstance(value, str | bool) else str(value)
