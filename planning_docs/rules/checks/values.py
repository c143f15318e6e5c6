"""A planning document as the checks see it: plain values, and what a check finds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

ERROR, WARNING = "error", "warning"
DOCUMENT, SECTION, ELEMENT, INDICATOR, MEASURE, RESOURCE = (
    "document", "section", "element", "indicator", "measure", "resource",
)  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """A rule that is broken: `error` keeps from submitting, `warning` does not. `paragraph` is the methodology's;
    `thing` and `key` name the element concerned, `values` fill in the sentence of `code`."""

    code: str
    severity: str
    paragraph: str
    thing: str = DOCUMENT
    key: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ElementIn:
    """A goal or a task. `parent` is the key of the element above it."""

    key: str
    kind: str
    name: str
    parent: str = ""
    ends_in: int | None = None


@dataclass(frozen=True)
class IndicatorIn:
    """An indicator. `planned` are the years that have a value (both bounds for a range)."""

    key: str
    kind: str
    name: str
    element: str = ""
    indicator_class: str = ""
    unit: str = ""
    source: str = ""
    responsible: str = ""
    responsible_may: bool = True  # the body may be responsible (§42, §55)
    planned: frozenset[int] = frozenset()
    programmes: tuple[str, ...] = ()
    parent_key: str = ""
    own_additional: bool = False
    has_passport: bool = False


@dataclass(frozen=True)
class MeasureIn:
    """A measure. `money` are (year, source, amount in mln tenge)."""

    key: str
    name: str
    goal: str = ""
    indicator: str = ""
    completion: str = ""
    starts_in: int = 0
    ends_in: int = 0
    programme: str = ""
    money: Sequence[tuple[int, str, Decimal | None]] = ()


@dataclass(frozen=True)
class ExpenditureIn:
    """A line of resources; `ground` is why it may be tied to no indicator (§145)."""

    key: str
    goal: str
    programme: str
    amount: Decimal | None
    ground: str = ""


@dataclass(frozen=True)
class AssignedIn:
    """An indicator of a higher document that is assigned to the body or region of this one."""

    key: str
    name: str
    document_kind: str
    strategic: bool = False  # of the map of strategic indicators or of a national project (§141)


@dataclass(frozen=True)
class DocumentIn:
    """Everything that the checks of one edition look at."""

    kind: str
    year_from: int
    year_to: int
    elements: Sequence[ElementIn] = ()
    indicators: Sequence[IndicatorIn] = ()
    measures: Sequence[MeasureIn] = ()
    expenditures: Sequence[ExpenditureIn] = ()
    assigned: Sequence[AssignedIn] = ()
    sections: Mapping[str, int] = field(default_factory=dict)  # characters without markup, tables counted, by code
    structured: int = 0  # characters of the structured tables as they are printed
    higher_goals: Sequence[str] = ()  # wordings of goals of the parent documents
    shared_programmes: frozenset[str] = frozenset()  # codes that may serve several goals (Annex 3, 4)
    approved_on: date | None = None

    @property
    def years(self) -> range:
        return range(self.year_from, self.year_to + 1)

    def of_kind(self, kind: str) -> list[ElementIn]:
        return [one for one in self.elements if one.kind == kind]

    def indicators_of(self, element: str, kinds: Sequence[str]) -> list[IndicatorIn]:
        return [one for one in self.indicators if one.element == element and one.kind in kinds]
