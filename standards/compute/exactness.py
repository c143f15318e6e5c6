"""Puts exact percents in place of the doubles that lie too near a decision.

A decision is a band edge (80, 50) or a half of the 4th decimal. The double sum of at most 65 scores, each of a
handful of operations, is off by less than 1e-9 of a ten-thousandth's million, that is far less than
`NEAR` = 0.001 ten-thousandths (1e-7 percent). A double further than that from every decision therefore lies on
the same side of it as the exact percent, and rounds to the same 4 decimals; a nearer one is computed again as a
fraction by the very same rules. So what is stored is always the exact percent, half up.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

from settlements.models import InventoryEntry
from standards.rules.bands import HIGH_ABOVE, LOW_BELOW
from standards.rules.formulas import Values, exact
from standards.rules.item_scores import INPUTS
from standards.rules.methods import EXCLUDE, Calculation
from standards.rules.provision import ListedEntry, Provision, settlement_provision
from standards.rules.rounding import E4, to_e4

from .dialects import Backend
from .plan import ListedItem, Plan
from .tables import fetch, insert_rows

NEAR = 0.001
HIGH_EDGE, LOW_EDGE = int(HIGH_ABOVE * E4), int(LOW_BELOW * E4)
CODES = tuple(dict.fromkeys(code for codes in INPUTS.values() for code in codes))


def as_fraction(value: Any) -> Fraction | None:
    """A stored value as an exact number; a boolean is 1 or 0."""
    return None if value is None else Fraction(int(value) if isinstance(value, bool) else value)


def listed_entry(one: ListedItem, row: Any) -> ListedEntry:
    """An item of the list with its entry ROW, an `InventoryEntry` or None where there is none."""
    if row is None:
        return ListedEntry(one.item, one.direction, one.measure, one.level, None)
    values = {code: as_fraction(getattr(row, code)) for code in INPUTS[one.measure]}
    return ListedEntry(one.item, one.direction, one.measure, one.level, values, row.na_reason, row.na_approved)


class RememberedScores:
    """Scores by item and values: a country has far fewer different entries than entries."""

    def __init__(self) -> None:
        self.known: dict[tuple[Any, ...], Fraction] = {}

    def __call__(self, calculation: Calculation, entry: ListedEntry) -> Fraction | None:
        if entry.not_applicable:
            return None
        if not entry.entered:
            return None if calculation.missing == EXCLUDE else Fraction(0)
        values: Values = entry.values or {}
        key = (entry.item, *values.values())
        score = self.known.get(key)
        if score is None:
            score = self.known[key] = exact(calculation.formula(entry.item, entry.measure), values)
        return score


def exact_provisions(plan: Plan, year: int, statuses: dict[str, str]) -> Iterator[tuple[str, Provision]]:
    """(КАТО, exact provision) of the settlements in STATUSES (КАТО -> status)."""
    scorer = RememberedScores()
    codes = list(statuses)
    for start in range(0, len(codes), 500):
        part = codes[start : start + 500]
        rows = InventoryEntry.objects.filter(year=year, settlement__in=part).only(
            "settlement_id", "item_id", "na_reason", "na_approved", *CODES
        )
        entries: dict[str, dict[str, InventoryEntry]] = {code: {} for code in part}
        for row in rows:
            entries[row.settlement_id][row.item_id] = row
        for code in part:
            listed = [listed_entry(one, entries[code].get(one.item)) for one in plan.by_status.get(statuses[code], [])]
            yield code, settlement_provision(plan.calculation, listed, scorer)


def near_a_half(backend: Backend, column: str) -> str:
    return f"ABS({column} - {backend.floored(column)} - 0.5) < {NEAR}"


def doubtful(backend: Backend) -> list[tuple[int, str, str]]:
    """(place, КАТО, status) of the settlements whose double lies too near a decision."""
    return fetch(
        "SELECT s.place, p.settlement, p.status FROM calc_settlement s JOIN calc_place p ON p.place = s.place "
        f"WHERE ABS(s.percent - {HIGH_EDGE}) < {NEAR} OR ABS(s.percent - {LOW_EDGE}) < {NEAR} "
        f"OR {near_a_half(backend, 's.percent')} OR {near_a_half(backend, 's.recommended')}"
    )


def fill_exact(plan: Plan, backend: Backend, year: int) -> int:
    """Compute the doubtful settlements exactly; how many there were."""
    found = doubtful(backend)
    places = {code: place for place, code, _ in found}
    statuses = {code: status for _, code, status in found}
    insert_rows("calc_exact", exact_rows(places, exact_provisions(plan, year, statuses)))
    return len(found)


def exact_rows(
    places: dict[str, int], provisions: Iterable[tuple[str, Provision]]
) -> Iterator[tuple[int, int | None, int | None, str]]:
    for code, one in provisions:
        yield places[code], to_e4(one.percent), to_e4(one.recommended), one.band
