"""Provision of a settlement from the scores of its items (spec 20, section 3)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from .bands import band
from .formulas import Values, exact
from .item_scores import ANSWERS
from .methods import EXCLUDE, Calculation

MANDATORY, RECOMMENDED = "mandatory", "recommended"
HUNDRED = 100


@dataclass(frozen=True)
class ListedEntry:
    """An item on the list of a settlement with what was entered; `values` None: no entry at all."""

    item: str
    direction: str
    measure: str
    level: str
    values: Values | None
    na_reason: str = ""
    na_approved: bool = False

    @property
    def not_applicable(self) -> bool:
        """ "Not applicable" counts only when it is approved."""
        return bool(self.na_reason) and self.na_approved

    @property
    def entered(self) -> bool:
        """Whether the entry says anything: a value of its measure, or "not applicable" with a reason."""
        if self.values is None:
            return False
        return bool(self.na_reason) or any(self.values.get(code) is not None for code in ANSWERS[self.measure])


@dataclass(frozen=True)
class Provision:
    """Percents of a settlement, exact; None where there is nothing to take a mean of."""

    percent: Fraction | None
    recommended: Fraction | None
    band: str
    counted: int  # mandatory items in the mean
    expected: int
    entered: int
    scores: Mapping[str, Fraction | None]  # by item; None leaves the mean
    by_direction: Mapping[str, Fraction | None]  # mandatory items only


def item_score(calculation: Calculation, entry: ListedEntry) -> Fraction | None:
    """Score of one item between 0 and 1; None when it leaves the mean."""
    if entry.not_applicable:
        return None
    if not entry.entered:
        return None if calculation.missing == EXCLUDE else Fraction(0)
    return exact(calculation.formula(entry.item, entry.measure), entry.values or {})


def weighted_percent(pairs: Iterable[tuple[Fraction, Fraction]]) -> Fraction | None:
    """100 x sum(weight x score) / sum(weight) over (weight, score); None over nothing."""
    listed = list(pairs)
    weights = sum((weight for weight, _ in listed), Fraction(0))
    if weights == 0:
        return None
    return HUNDRED * sum((weight * score for weight, score in listed), Fraction(0)) / weights


Scorer = Callable[[Calculation, ListedEntry], Fraction | None]


def settlement_provision(
    calculation: Calculation, entries: Iterable[ListedEntry], scorer: Scorer = item_score
) -> Provision:
    """P = 100 x mean of the scores of mandatory applicable items; recommended items have their own percent.

    A settlement with no entries at all has no percent: "no return" is not 0. SCORER may remember scores.
    """
    listed = list(entries)
    entered = sum(one.entered for one in listed)
    scores = {one.item: scorer(calculation, one) for one in listed} if entered else {}
    percent = _percent(calculation, listed, scores, MANDATORY)
    return Provision(
        percent=percent,
        recommended=_percent(calculation, listed, scores, RECOMMENDED),
        band=band(percent),
        counted=sum(one.level == MANDATORY and scores.get(one.item) is not None for one in listed),
        expected=len(listed),
        entered=entered,
        scores=scores,
        by_direction=_by_direction(calculation, listed, scores),
    )


def _percent(
    calculation: Calculation, listed: list[ListedEntry], scores: Mapping[str, Fraction | None], level: str
) -> Fraction | None:
    return weighted_percent(
        (calculation.weight(one.item, one.direction), score)
        for one in listed
        if one.level == level and (score := scores.get(one.item)) is not None
    )


def _by_direction(
    calculation: Calculation, listed: list[ListedEntry], scores: Mapping[str, Fraction | None]
) -> dict[str, Fraction | None]:
    """Percent of every direction that has a mandatory item on the list, in the order of the list."""
    pairs: dict[str, list[tuple[Fraction, Fraction]]] = {}
    for one in listed:
        if one.level != MANDATORY:
            continue
        mine = pairs.setdefault(one.direction, [])
        score = scores.get(one.item)
        if score is not None:
            mine.append((calculation.item_weight(one.item), score))
    return {direction: weighted_percent(found) for direction, found in pairs.items()}
