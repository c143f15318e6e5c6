"""What a form of exchange is: its sheets and columns are described once, for writing and for reading.

An app registers its forms from its `exchange` package; pages, API, jobs and commands find them by code.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from .reading import Workbook
from .results import Examination

Progress = Callable[[int], None]  # rows that are behind
Reader = Callable[[Any], tuple[Any, Any]]  # a raw cell -> the typed value, and a problem or None


@dataclass(frozen=True)
class Choice:
    """An entry of a drop-down: the stored code and what the cell shows."""

    code: Any
    text: str


@dataclass(frozen=True)
class Column:
    """One column. KIND is "label" (protected text), "count", "decimal", "value" (any number, or a text that the
    form reads), "choice", "text" or "last_year"."""

    code: str
    heading_kk: str
    heading_ru: str
    kind: str
    width: float = 10
    help_kk: str = ""
    help_ru: str = ""
    choices: tuple[Choice, ...] = ()
    maximum: float | None = None
    max_length: int | None = None
    read: Reader | None = None
    numeric_label: bool = False  # a last-year column that holds numbers

    @property
    def editable(self) -> bool:
        return self.kind not in ("label", "last_year")


@dataclass(frozen=True)
class SheetForm:
    """One sheet: its code is kept in the hidden row, whatever the sheet is called."""

    code: str
    title: str
    columns: tuple[Column, ...]

    def column(self, code: str) -> Column:
        return next(column for column in self.columns if column.code == code)

    @property
    def editable(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.editable)


@dataclass(frozen=True)
class Imprint:
    """What the hidden sheet says: which form, edition, territory and year the file was made for."""

    form: str
    version: int
    edition: str
    edition_name: str
    territory: str
    year: int
    created_at: str


@dataclass(frozen=True)
class Subject:
    """Whose workbook: a unit of the form - a territory (КАТО or KZ), or another thing by its number - and a year."""

    territory: str
    year: int


@dataclass
class Applied:
    """What an acceptance wrote."""

    rows: int
    values: int
    change_set_id: int | None = None
    detail: dict[str, Any] = field(default_factory=dict)


class ExchangeForm(ABC):
    """A file form of an app: who may use it, how it is written, examined and applied."""

    code: str
    version: int
    sheets: Sequence[SheetForm]

    @abstractmethod
    def title(self) -> str:
        """Name of the form in the current language."""

    @abstractmethod
    def subject_name(self, subject: Subject) -> str:
        """Name of the territory in the current language; LookupError for an unknown one."""

    @abstractmethod
    def require_download(self, user: Any, subject: Subject) -> None:
        """Return, or raise `access.Refused`; LookupError for an unknown territory or year."""

    @abstractmethod
    def require_upload(self, user: Any, subject: Subject) -> None:
        """Return, or raise `access.Refused`; LookupError for an unknown territory or year."""

    def place_code(self, subject: Subject) -> str:
        """The territory whose people may see the jobs of SUBJECT."""
        return subject.territory

    def accepted_text(self) -> str:
        """What a person is told after an acceptance, in the current language."""
        return _("The changes were accepted.")

    @abstractmethod
    def count_rows(self, subject: Subject) -> int:
        """How many rows the workbook of SUBJECT has; LookupError for an unknown territory or year."""

    @abstractmethod
    def write(self, user: Any, subject: Subject, target: BinaryIO, *, told: Progress | None = None) -> int:
        """Write the prefilled workbook into TARGET; how many rows it has. TOLD hears now and then how many
        rows are behind, and may stop the writing by raising."""

    @abstractmethod
    def examine(self, user: Any, subject: Subject, workbook: Workbook) -> Examination:
        """Everything that is wrong in WORKBOOK and everything that it would change; nothing is written."""

    @abstractmethod
    def apply(self, user: Any, subject: Subject, examination: Examination, *, origin: str, detail: str) -> Applied:
        """Write the good rows of EXAMINATION inside the caller's transaction."""

    @abstractmethod
    def problem_text(self, code: str, found: Any, expected: Any) -> str:
        """The sentence of a problem in the current language, without its place."""

    @abstractmethod
    def unit_names(self, codes: set[str]) -> dict[str, str]:
        """Names of the settlements (or other units) CODES in the current language."""

    @abstractmethod
    def item_names(self, codes: set[str]) -> dict[str, str]:
        """Names of the items CODES in the current language."""

    @abstractmethod
    def heading(self, code: str) -> str:
        """Heading of the column CODE in the current language."""

    @abstractmethod
    def shown(self, field_code: str, value: Any) -> str:
        """A stored value as a person reads it in the current language."""


_forms: dict[str, ExchangeForm] = {}


def register(form: ExchangeForm) -> ExchangeForm:
    if form.code in _forms:
        raise ValueError(f"two forms of exchange with the code {form.code}")
    _forms[form.code] = form
    return form


def get_form(code: str) -> ExchangeForm:
    """The form of CODE; KeyError when no app registered one."""
    return _forms[code]


def forms() -> list[ExchangeForm]:
    return [_forms[code] for code in sorted(_forms)]
