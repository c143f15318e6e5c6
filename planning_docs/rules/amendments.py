"""When a document may be amended, and what an amendment may change (§208-213, §269, Annex 5 4.9)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planning_docs.choices import Better, DocumentKind

from .checks.values import DOCUMENT, ERROR, INDICATOR, Finding

REGION_LAST_DAY = (12, 15)  # §211, §269
UNDER_SPENDING_LAST_DAY = (9, 30)  # §210: the end of the third quarter
GOVERNED_LAST_YEAR = frozenset(
    {
        DocumentKind.NATIONAL_PLAN, DocumentKind.TERRITORIAL_PLAN, DocumentKind.CONCEPT, DocumentKind.BODY_PLAN,
        DocumentKind.REGION_PLAN,
    }
)  # fmt: skip


@dataclass(frozen=True)
class AmendmentIn:
    """An amendment that somebody wants to begin or to approve on a day."""

    kind: str
    year_from: int
    year_to: int
    on: date
    president_instruction: str = ""
    amended_before_on: Sequence[date] = ()  # acts of the document's earlier amendments


@dataclass(frozen=True)
class PlanChange:
    """A plan value of a year that differs between two editions. `under_spending`: lowered because money is
    expected not to be spent (§210)."""

    key: str
    name: str
    year: int
    old: Decimal | None
    new: Decimal | None
    better: str = Better.UP
    under_spending: bool = False
    base_corrected: bool = False  # column 7: the current year's plan replaced by its fact (Annex 5, 4.9)

    @property
    def lowers(self) -> bool:
        """Whether less is promised than before."""
        if self.old is None or self.new is None:
            return self.new is None
        return self.new > self.old if self.better == Better.DOWN else self.new < self.old


def may_amend(amendment: AmendmentIn) -> Iterator[Finding]:
    """What forbids the amendment as a whole."""
    yield from _last_year(amendment)
    if amendment.kind == DocumentKind.REGION_PLAN:
        yield from _region_terms(amendment)


def _last_year(amendment: AmendmentIn) -> Iterator[Finding]:
    """§209: none in the last year of implementation, unless by instruction of the President."""
    governed = amendment.kind in GOVERNED_LAST_YEAR
    if governed and amendment.on.year >= amendment.year_to and not amendment.president_instruction.strip():
        yield Finding("amendment_last_year", ERROR, "209", DOCUMENT, "", {"year": amendment.year_to})


def _region_terms(amendment: AmendmentIn) -> Iterator[Finding]:
    """§211, §269: a region's plan once a calendar year, and not after 15 December."""
    if (amendment.on.month, amendment.on.day) > REGION_LAST_DAY:
        yield Finding("amendment_after_december", ERROR, "211, 269", DOCUMENT, "", {"year": amendment.on.year})
    if any(one.year == amendment.on.year for one in amendment.amended_before_on):
        yield Finding("amendment_second", ERROR, "211, 269", DOCUMENT, "", {"year": amendment.on.year})


def may_change(amendment: AmendmentIn, changes: Sequence[PlanChange]) -> Iterator[Finding]:
    """What forbids single changes of plan values."""
    for change in changes:
        yield from _past_year(amendment, change)
        yield from _under_spending(amendment, change)


def _past_year(amendment: AmendmentIn, change: PlanChange) -> Iterator[Finding]:
    """§213: the plan of a year that has passed never changes; in the first year column 7 may become the fact."""
    first_year_correction = (
        change.base_corrected and amendment.on.year == amendment.year_from and change.year == amendment.year_from - 1
    )
    if change.year < amendment.on.year and change.old != change.new and not first_year_correction:
        values = {"name": change.name, "year": change.year}
        yield Finding("amendment_past_value", ERROR, "213", INDICATOR, change.key, values)


def _under_spending(amendment: AmendmentIn, change: PlanChange) -> Iterator[Finding]:
    """§210: a body's plan lowers an indicator because of under-spending only until 30 September."""
    late = (amendment.on.month, amendment.on.day) > UNDER_SPENDING_LAST_DAY
    concerned = amendment.kind == DocumentKind.BODY_PLAN and change.under_spending and change.lowers
    if concerned and late and change.year == amendment.on.year:
        values = {"name": change.name, "year": change.year}
        yield Finding("amendment_under_spending", ERROR, "210", INDICATOR, change.key, values)


def base_may_become_fact(year_from: int, on: date, year: int) -> bool:
    """Whether on the day ON the current year's plan in column 7 may be replaced by its fact (Annex 5, 4.9)."""
    return on.year == year_from and year == year_from - 1
