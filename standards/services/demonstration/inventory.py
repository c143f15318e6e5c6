"""Invented inventory of a settlement: entries by year that grow from each other and pass the checks at entry.

Each settlement aims at a level of provision (`Unit.level_2022`). Its items have a lasting order of ease: the
easiest exist first, and as the level rises with the years more of them do, more of the networks is covered
and less is worn out.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from settlements.choices import Measure, NotApplicable

from .tree import ZERENDI_VILLAGE, Unit

# Share of what lacked in 2022 that is made up by a year, so that the rural mean goes 55 -> 66 by 2024.
MADE_UP = {2022: 0.0, 2023: 0.12, 2024: 0.245, 2025: 0.3}
USUAL_EASE = 60.0  # percent, where the printed item figures have none
PEOPLE_PER_FACILITY = {
    "EDU-01": 3000,
    "EDU-03": 2500,
    "EDU-06": 9000,
    "HLT-01": 6000,
    "HLT-03": 2500,
    "CUL-01": 9000,
    "CUL-08": 6000,
    "CUL-09": 2000,
    "LEI-01": 8000,
    "SAF-01": 5000,
    "SAF-07": 900,
    "SAF-09": 900,
    "HOU-01": 1500,
    "HOU-02": 600,
    "HOU-03": 700,
    "TRN-07": 5000,
    "TRN-08": 7000,
    "TRN-09": 7000,
    "TRN-10": 7000,
    "ICT-01": 8000,
    "SRV-06": 9000,
}
COST_OF_ONE = {
    "EDU-01": 1_900_000,
    "EDU-03": 620_000,
    "HLT-01": 240_000,
    "CUL-01": 410_000,
    "CUL-07": 780_000,
}
USUAL_COST = 45_000  # thousand tenge
# The published example: of 3 schools 2 need capital repair, and one more is needed.
ZERENDI_SCHOOLS = {
    "required": 4,
    "good": 1,
    "current_repair": 0,
    "capital_repair": 2,
    "emergency": 0,
    "lacking_equipment": 0,
}

Values = dict[str, Any]


@dataclass(frozen=True)
class ListedMeasure:
    """An item on the list of a status with what is counted of it and how common it is (percent)."""

    code: str
    measure: str
    mandatory: bool
    ease: float


@dataclass(frozen=True)
class _Trait:
    """What stays of an item in one settlement through the years; every number is between 0 and 1."""

    item: ListedMeasure
    wear: float
    reach: float
    luck: float


def level_in(unit: Unit, year: int, pace: float) -> float:
    """The provision that UNIT aims at in YEAR, 0 to 1; PACE 1 is the usual speed of growth."""
    if year < 2022:
        return max(0.05, unit.level_2022 * (1 - 0.05 * (2022 - year)))
    made_up = MADE_UP.get(year, max(MADE_UP.values())) * pace
    return min(0.985, max(0.05, unit.level_2022 + (1 - unit.level_2022) * made_up))


def people_in(unit: Unit, year: int) -> int:
    """Invented population at the end of YEAR: villages shrink a little, cities grow."""
    return max(1, round(unit.population * (1 + (0.012 if unit.city_kind else -0.006) * (year - 2022))))


def entries_by_year(
    unit: Unit, listed: Sequence[ListedMeasure], years: Sequence[int]
) -> Iterator[tuple[int, dict[str, Values]]]:
    """For each of YEARS the values of UNIT by item code. The same on every call."""
    dice = random.Random(f"inventory {unit.kato}")  # noqa: S311
    pace = dice.uniform(0.2, 1.8) if dice.random() > 0.06 else -0.4
    ordered = sorted(listed, key=lambda item: -(item.ease + dice.gauss(0, 16)))
    traits = [_Trait(item, dice.random(), dice.random(), dice.random()) for item in ordered]
    for year in years:
        level = level_in(unit, year, pace)
        people = people_in(unit, year)
        there = _existing_items(traits, level)
        entries = {trait.item.code: _values(trait, trait.item.code in there, level, people) for trait in traits}
        _exceptions(unit, entries, there)
        yield year, entries


def _existing_items(traits: Sequence[_Trait], level: float) -> set[str]:
    """Codes of the existing items: mandatory ones from the easiest on, until LEVEL is reached on average."""
    mandatory = [trait for trait in traits if trait.item.mandatory]
    wanted = level * len(mandatory)
    usual = _usual_scores(level)
    there = {trait.item.code for trait in traits if not trait.item.mandatory and trait.luck < level * 0.7}
    for trait in mandatory:
        score = usual[trait.item.measure]
        if wanted < score * (0.25 + 0.5 * trait.luck):
            break
        there.add(trait.item.code)
        wanted -= score
    return there


def _usual_scores(level: float) -> Mapping[str, float]:
    """About what an existing item of each measure scores at LEVEL; decides how many items exist."""
    return {
        Measure.FACILITY: 0.955,
        Measure.NETWORK: (0.55 + 0.43 * level) * (0.5 + 0.5 * (0.72 + 0.25 * level)),
        Measure.SERVICE: 0.95,
    }


def _values(trait: _Trait, there: bool, level: float, people: int) -> Values:
    if trait.item.measure == Measure.FACILITY:
        return _facility(trait, there, level, people)
    if trait.item.measure == Measure.NETWORK:
        return _network(trait, there, level, people)
    return _service(trait, there, level)


def _facility(trait: _Trait, there: bool, level: float, people: int) -> Values:
    code = trait.item.code
    required = 1 + min(99, people // PEOPLE_PER_FACILITY.get(code, 60_000))
    if not there:
        return {
            "required": required,
            "good": 0,
            "current_repair": 0,
            "capital_repair": 0,
            "emergency": 0,
            "lacking_equipment": 0,
            "distance_km": Decimal(3 + int(trait.reach * 40)),
            "cost_thousand_tenge": required * COST_OF_ONE.get(code, USUAL_COST),
        }
    existing = max(1, round(required * min(1.0, 0.6 + 0.4 * level + 0.2 * trait.reach)))
    values = {"required": required, **_conditions(existing, trait.wear, level)}
    to_build = required - existing
    if to_build or values["capital_repair"]:
        one = COST_OF_ONE.get(code, USUAL_COST)
        values["cost_thousand_tenge"] = to_build * one + values["capital_repair"] * one // 4
    return values


def _conditions(existing: int, wear: float, level: float) -> Values:
    """EXISTING split by condition: the lower LEVEL and the higher WEAR, the more is worn out."""
    worn = wear * (1.15 - 0.5 * level)
    counts = {
        "good": existing,
        "current_repair": 0,
        "capital_repair": 0,
        "emergency": 0,
        "lacking_equipment": 0,
    }
    steps = (("current_repair", 0.42), ("capital_repair", 0.62), ("emergency", 0.97))
    if existing == 1:
        state = "good"
        for name, threshold in steps:
            state = name if worn > threshold else state
        counts["good"], counts[state] = 0, 1
    else:
        for name, share in (("current_repair", 0.3), ("capital_repair", 0.22), ("emergency", 0.03)):
            counts[name] = int(existing * worn * share)
            counts["good"] -= counts[name]
    counts["lacking_equipment"] = int(existing * worn * 0.8)
    return counts


def _network(trait: _Trait, there: bool, level: float, people: int) -> Values:
    total = max(2, people // 4 if trait.item.code != "ROA-01" else people // 90 + 2)
    if not there:
        return {"total": total, "covered": 0, "normative": 0, "cost_thousand_tenge": total * 950}
    share = min(1.0, 0.42 + 0.43 * level + 0.26 * trait.reach)
    covered = max(1, round(total * share))
    return {
        "total": total,
        "covered": covered,
        "normative": min(covered, round(covered * (0.6 + 0.25 * level + 0.24 * (1 - trait.wear)))),
        "cost_thousand_tenge": (total - covered) * 950,
    }


def _service(trait: _Trait, there: bool, level: float) -> Values:
    if not there:
        return {"available": False}
    if trait.luck < 0.7:
        return {"available": True}
    return {
        "available": True,
        "share_served": Decimal(min(100, round(100 * (0.55 + 0.3 * level + 0.2 * trait.reach)))),
    }


def _exceptions(unit: Unit, entries: dict[str, Values], there: set[str]) -> None:
    """Where there is a school nobody is carried to another one; and the published example."""
    if "EDU-02" in entries:
        own_school = {"na_reason": NotApplicable.OWN_SCHOOL.value, "na_approved": True}
        carried = {"available": unit.level_2022 * 100 % 3 < 1.2}
        entries["EDU-02"] = own_school if "EDU-01" in there else carried
    if unit.kato == ZERENDI_VILLAGE:
        entries["EDU-01"] = dict(ZERENDI_SCHOOLS)
