"""The workbook of goals, tasks and indicators of an evaluation, for a body whose document is not in the portal.

The subject's "territory" is the code of the evaluated body.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, BinaryIO

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from planning_docs.choices import Better
from planning_docs.effectiveness.models import EvaluatedIndicator, Evaluation
from planning_docs.effectiveness.services.importing import FIELDS, NUMBERS, TEXTS, Line, import_lines, values_of
from rss_portal.access import require
from rss_portal.exchange.forms import Applied, Choice, Column, ExchangeForm, Imprint, Progress, SheetForm, Subject
from rss_portal.exchange.phrases import own_problem_text
from rss_portal.exchange.reading import Sheet, Workbook, cell_text, column_letter
from rss_portal.exchange.results import CellProblem, Difference, Examination
from rss_portal.exchange.writing import FormWriter, Row
from rss_portal.ui.formats import NO_DATA
from rss_portal.ui.formats import name as name_of

NEW_ROWS = 100
LARGEST = Decimal(10) ** 16
BETTER = (
    Choice(Better.UP.value, "Өсуі жақсы / Лучше рост"),
    Choice(Better.DOWN.value, "Төмендеуі жақсы / Лучше снижение"),
    Choice(Better.RANGE.value, "Аралықта болуы жақсы / Лучше в пределах"),
)
HEADINGS = {
    "goal_kk": ("Мақсат (қазақша)", "Цель (на казахском)", 28),
    "goal_ru": ("Мақсат (орысша)", "Цель (на русском)", 28),
    "task_kk": ("Міндет (қазақша)", "Задача (на казахском)", 28),
    "task_ru": ("Міндет (орысша)", "Задача (на русском)", 28),
    "name_kk": ("Көрсеткіш (қазақша)", "Показатель (на казахском)", 34),
    "name_ru": ("Көрсеткіш (орысша)", "Показатель (на русском)", 34),
    "unit_kk": ("Өлшем бірлігі (қазақша)", "Единица измерения (на казахском)", 14),
    "unit_ru": ("Өлшем бірлігі (орысша)", "Единица измерения (на русском)", 14),
    "better": ("Қайсысы жақсы", "Что лучше", 20),
    "previous": ("Алдыңғы жылдың факті", "Факт предыдущего года", 14),
    "plan": ("Жоспар", "План", 14),
    "low": ("Төменгі шегі", "Нижняя граница", 14),
    "high": ("Жоғарғы шегі", "Верхняя граница", 14),
    "fact": ("Ресми факт", "Официальный факт", 14),
    "operational_fact": ("Жедел факт", "Оперативный факт", 14),
}
NOT_A_NUMBER, NOT_A_CHOICE, NEEDED, TOO_LONG, NO_RANGE = (
    "not_a_number",
    "not_a_choice",
    "needed",
    "too_long",
    "no_range",
)
UNKNOWN_ROW, ROW_TWICE = "unknown_row", "row_twice"
PROBLEMS = {
    NOT_A_NUMBER: gettext_lazy("“%(found)s” was found, a number is needed."),
    NOT_A_CHOICE: gettext_lazy("“%(found)s” was found, one of the list is needed."),
    NEEDED: gettext_lazy("The cell is empty, a text is needed."),
    TOO_LONG: gettext_lazy("The text is longer than %(expected)s characters."),
    NO_RANGE: gettext_lazy("A range needs both ends, the lower one first."),
    UNKNOWN_ROW: gettext_lazy("The row belongs to an indicator that is not there any more."),
    ROW_TWICE: gettext_lazy("The row of this indicator stands in the file twice."),
}
LONGEST = {**dict.fromkeys(TEXTS, 1000), "unit_kk": 100, "unit_ru": 100}
NEEDED_TEXTS = ("goal_kk", "goal_ru", "name_kk", "name_ru")


def read_number(raw: Any) -> tuple[Decimal | None, str | None]:
    """A cell as a number, with a comma or a point; a problem code when it is none."""
    text = "".join(cell_text(raw).split()).replace(",", ".").replace("−", "-")
    if not text:
        return None, None
    try:
        value = Decimal(text)
    except ArithmeticError:
        return None, NOT_A_NUMBER
    if not value.is_finite() or abs(value) >= LARGEST:
        return None, NOT_A_NUMBER
    return value.quantize(Decimal("0.0001")).normalize() + 0, None


def read_better(raw: Any) -> tuple[str, str | None]:
    """A cell as a code of what is better; an empty one is "a rise"."""
    text = cell_text(raw)
    if not text:
        return Better.UP.value, None
    known = {choice.text: choice.code for choice in BETTER} | {choice.code: choice.code for choice in BETTER}
    return (known[text], None) if text in known else ("", NOT_A_CHOICE)


def _column(code: str) -> Column:
    kk, ru, width = HEADINGS[code]
    kind = "choice" if code == "better" else "text"  # numbers as text: a minus and a comma are allowed
    return Column(code, kk, ru, kind, width, choices=BETTER if code == "better" else ())


SHEET = SheetForm("indicators", "Көрсеткіштер-Показатели", tuple(_column(code) for code in FIELDS))
INSTRUCTION = (
    ("title", "Мақсаттар, міндеттер және көрсеткіштер / Цели, задачи и показатели"),
    ("text", "Әр жол — бір көрсеткіш. Міндет бағаны бос болса, бұл мақсаттың нысаналы индикаторы."),
    ("text", "Каждая строка — один показатель. Если задача не указана, это целевой индикатор цели."),
    ("text", "Бар жолдардың мақсаты мен міндеті файл арқылы өзгермейді; бос жолдарға жаңа көрсеткіш жазыңыз."),
    ("text", "Цель и задача имеющихся строк файлом не меняются; новые показатели пишите в пустые строки."),
)


@dataclass
class Payload:
    """Good rows that change something."""

    lines: list[Line]


class IndicatorsForm(ExchangeForm):
    """One sheet: what exists, then empty rows for what is new."""

    code = "effectiveness.indicators"
    version = 1
    sheets = (SHEET,)

    def title(self) -> str:
        return _("Workbook of evaluated indicators")

    def evaluation(self, subject: Subject) -> Evaluation:
        """The evaluation of the body and year; a LookupError when there is none."""
        known = Evaluation.objects.select_related("body", "edition").filter(body=subject.territory, year=subject.year)
        found = known.order_by("-edition__act_date").first()
        if found is None:
            raise LookupError(subject.territory)
        return found

    def subject_name(self, subject: Subject) -> str:
        return name_of(self.evaluation(subject).body)

    def require_download(self, user: Any, subject: Subject) -> None:
        require(user, "effectiveness.evaluate", self.evaluation(subject))

    def require_upload(self, user: Any, subject: Subject) -> None:
        require(user, "effectiveness.evaluate", self.evaluation(subject))

    def _stored(self, subject: Subject) -> list[EvaluatedIndicator]:
        rows = EvaluatedIndicator.objects.filter(goal__evaluation=self.evaluation(subject))
        return list(rows.select_related("goal", "task").order_by("goal__position", "task__position", "position", "pk"))

    def count_rows(self, subject: Subject) -> int:
        return len(self._stored(subject)) + NEW_ROWS

    def write(self, user: Any, subject: Subject, target: BinaryIO, *, told: Progress | None = None) -> int:
        stored = self._stored(subject)
        edition = self.evaluation(subject).edition
        imprint = Imprint(
            self.code, self.version, edition.pk, f"{edition.title_kk} / {edition.title_ru}", subject.territory,
            subject.year, timezone.localtime().isoformat(timespec="seconds"),
        )  # fmt: skip
        writer = FormWriter(target, imprint)
        writer.write_instruction("Нұсқаулық-Инструкция", INSTRUCTION)
        count = writer.write_sheet(SHEET, _rows(stored))
        writer.close()
        return count

    def examine(self, user: Any, subject: Subject, workbook: Workbook) -> Examination:
        result = Examination(payload=Payload([]))
        wanted = {"form": self.code, "territory": subject.territory, "year": str(subject.year)}
        for what, value in wanted.items():
            if (found := workbook.imprint.get(what, "")) != value:
                result.problem(CellProblem("", 0, "", f"other_{what}", found, value))
        stored = {row.pk: row for row in self._stored(subject)}
        for sheet in workbook.sheets if not result.problem_count else []:
            if sheet.code == SHEET.code:
                _Reading(sheet, stored, result).run()
            else:
                result.problem(CellProblem(sheet.name, 0, "", "unknown_sheet", sheet.code))
        return result

    def apply(self, user: Any, subject: Subject, examination: Examination, *, origin: str, detail: str) -> Applied:
        lines = examination.payload.lines
        import_lines(user, self.evaluation(subject).pk, lines, detail)
        return Applied(len(lines), examination.changed_values)

    def problem_text(self, code: str, found: Any, expected: Any) -> str:
        if code in PROBLEMS:
            return str(PROBLEMS[code]) % {"found": found, "expected": expected}
        return own_problem_text(code, found, expected)

    def unit_names(self, codes: set[str]) -> dict[str, str]:
        return {code: code for code in codes}

    def item_names(self, codes: set[str]) -> dict[str, str]:
        return {code: code for code in codes}

    def heading(self, code: str) -> str:
        kk, ru, _width = HEADINGS[code]
        return kk if (get_language() or "kk").startswith("kk") else ru

    def shown(self, field_code: str, value: Any) -> str:
        if value in (None, ""):
            return NO_DATA
        return str(Better(value).label) if field_code == "better" else str(value)


def _rows(stored: list[EvaluatedIndicator]) -> Iterator[Row]:
    texts = {choice.code: choice.text for choice in BETTER}
    for row in stored:
        values = values_of(row)
        yield str(row.pk), [_cell(code, values[code], texts) for code in FIELDS]
    for number in range(NEW_ROWS):
        yield f"new-{number}", [None] * len(FIELDS)


def _cell(code: str, value: Any, texts: dict[str, str]) -> Any:
    if code == "better":
        return texts[value]
    return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value


class _Reading:
    """The rows of the sheet against what is stored."""

    def __init__(self, sheet: Sheet, stored: dict[int, EvaluatedIndicator], result: Examination):
        self.sheet, self.stored, self.result = sheet, stored, result
        self.met: set[int] = set()

    def run(self) -> None:
        for number, cells in self.sheet.data():
            raw = {code: self._raw(cells, code) for code in FIELDS if code in self.sheet.columns}
            if any(cell_text(value) for value in raw.values()):
                self.result.rows += 1
                self._examine(number, self._raw(cells, "key"), raw)

    def _raw(self, cells: list[Any], code: str) -> Any:
        at = self.sheet.columns[code]
        return cells[at] if at < len(cells) else None

    def _examine(self, number: int, key: Any, raw: dict[str, Any]) -> None:
        text = cell_text(key)
        pk = int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
        held = self.stored.get(pk) if pk else None
        if pk and (held is None or pk in self.met):
            self._problem(number, "", UNKNOWN_ROW if held is None else ROW_TWICE)
            return
        self.met.add(pk or 0)
        before = self.result.problem_count
        values = self._values(number, raw, held)
        if self.result.problem_count == before:
            self._keep(pk, values, held)

    def _values(self, number: int, raw: dict[str, Any], held: EvaluatedIndicator | None) -> dict[str, Any]:
        """Typed values; those of columns that the file lacks stay as stored."""
        values = values_of(held) if held else dict.fromkeys(FIELDS, "")
        for code in raw:
            values[code], problem = _read(code, raw[code])
            if problem:
                self._problem(number, code, problem, cell_text(raw[code]), LONGEST.get(code, ""))
        for code in NEEDED_TEXTS:
            if not values[code]:
                self._problem(number, code, NEEDED)
        low, high = values["low"], values["high"]
        if values["better"] == Better.RANGE and (
            not isinstance(low, Decimal) or not isinstance(high, Decimal) or low > high
        ):
            self._problem(number, "low", NO_RANGE)
        return values

    def _problem(self, number: int, code: str, problem: str, found: str = "", expected: Any = "") -> None:
        column = column_letter(self.sheet.columns[code]) if code in self.sheet.columns else ""
        self.result.problem(CellProblem(self.sheet.name, number, column, problem, found[:200], expected, code))

    def _keep(self, pk: int | None, values: dict[str, Any], held: EvaluatedIndicator | None) -> None:
        old = values_of(held) if held else dict.fromkeys(FIELDS)
        changed = [
            code for code in FIELDS if (values[code] or None) != (old[code] or None) or _zero(values[code], old[code])
        ]
        if not changed:
            return
        self.result.good_rows += 1
        for code in changed:
            self.result.difference(Difference(values["goal_kk"], values["name_kk"], code, old[code], values[code]))
        self.result.states.append((pk or 0, values["name_kk"], *(str(old[code]) for code in FIELDS)))
        self.result.payload.lines.append(Line(pk, values))


def _zero(new: Any, old: Any) -> bool:
    """Whether a zero stands against nothing."""
    return (new is None) != (old is None) and Decimal(0) in (new, old)


def _read(code: str, raw: Any) -> tuple[Any, str | None]:
    if code == "better":
        return read_better(raw)
    if code in NUMBERS:
        return read_number(raw)
    text = cell_text(raw)
    return text, TOO_LONG if len(text) > LONGEST[code] else None
