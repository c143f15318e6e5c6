"""What would raise a settlement's percent: single improvements of one entry (spec 20, section 6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from .formulas import Values
from .item_scores import CONDITIONS, FACILITY, NETWORK, ItemParameters

REPAIRS = {
    "repair_current": "current_repair",
    "repair_capital": "capital_repair",
    "replace_emergency": "emergency",
}


@dataclass(frozen=True)
class Improvement:
    """An improvement of AMOUNT objects (or units of a network) and the entry as it would then be."""

    code: str  # build, repair_current, repair_capital, replace_emergency, equip, cover, renew, provide
    amount: int
    values: Values


def improvements(measure: str, values: Values | None, parameters: ItemParameters) -> Iterator[Improvement]:
    """Every single improvement of an entry (None: no entry): of one object and of all of a kind."""
    known: dict[str, Fraction | None] = dict(values or {})
    if measure == FACILITY:
        yield from _of_objects(known)
    elif measure == NETWORK:
        yield from _of_network(known, parameters.target)
    elif known.get("share_served") is not None:
        yield Improvement("provide", 1, {**known, "available": Fraction(1), "share_served": Fraction(100)})
    elif not known.get("available"):
        yield Improvement("provide", 1, {**known, "available": Fraction(1)})


def one_and_all(count: Fraction) -> list[int]:
    return sorted({1, int(count)}) if count > 0 else []


def _of_objects(known: dict[str, Fraction | None]) -> Iterator[Improvement]:
    counts = {code: known.get(code) or Fraction(0) for code in CONDITIONS}
    needed = max(known.get("required") or Fraction(1), Fraction(1))
    for amount in one_and_all(needed - sum(counts.values())):
        yield Improvement("build", amount, {**known, "good": counts["good"] + amount})
    for code, condition in REPAIRS.items():
        for amount in one_and_all(counts[condition]):
            moved = {condition: counts[condition] - amount, "good": counts["good"] + amount}
            yield Improvement(code, amount, {**known, **moved})
    lacking = known.get("lacking_equipment") or Fraction(0)
    for amount in one_and_all(lacking):
        yield Improvement("equip", amount, {**known, "lacking_equipment": lacking - amount})


def _of_network(known: dict[str, Fraction | None], target: Fraction) -> Iterator[Improvement]:
    """Cover up to the target (what is new is in normative condition), or renew what is not."""
    total, covered = known.get("total") or Fraction(0), known.get("covered") or Fraction(0)
    normative = known.get("normative")
    added = ceil(total * target) - covered
    if added > 0:
        more = {"covered": covered + added}
        if normative is not None:
            more["normative"] = normative + added
        yield Improvement("cover", int(added), {**known, **more})
    if normative is not None and covered > normative:
        yield Improvement("renew", int(covered - normative), {**known, "normative": covered})
