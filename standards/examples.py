"""Worked examples of provision: items, a village, an aggregate, the country of 2022; any of them may be absent."""

import csv
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

from rss_portal.operations.examples import Case, compare, same
from standards.rules.aggregates import Settlement, aggregate, weighted_mean
from standards.rules.formulas import exact
from standards.rules.item_scores import INPUTS, METHODS, ItemParameters
from standards.rules.methods import read_calculation
from standards.rules.provision import ListedEntry, Provision, settlement_provision

BASE = Path(__file__).resolve().parent.parent
REQUIREMENTS = BASE / "standards" / "data" / "2023" / "requirements.csv"
CATALOGUE = BASE / "settlements" / "data" / "items.csv"
METHOD = "2023-reference"
NOTES = ("note", "notes", "title", "source")


def recognises(data: Any) -> bool:
    return isinstance(data, Mapping) and any(kind_of(part) in PARTS for part in data)


def kind_of(part: str) -> str:
    """A part's name without its year: "country_2022" is a country."""
    name, _, year = part.rpartition("_")
    return name if name and year.isdecimal() else part


def cases(data: Mapping[str, Any]) -> Iterator[Case]:
    """Every case of the parts that are there; a part that nobody knows fails."""
    for part, content in data.items():
        if kind_of(part) in PARTS:
            yield from PARTS[kind_of(part)](content)
        elif part not in NOTES:
            yield Case(part, f"one of {', '.join(PARTS)}", "an unknown part")


def number(value: Any) -> Fraction | None:
    """An exact number; a yes or no is 1 or 0, None stays None."""
    return None if value is None else Fraction(int(value)) if isinstance(value, bool) else Fraction(str(value))


def entry_values(measure: str, entry: Mapping[str, Any]) -> dict[str, Fraction | None]:
    return {code: number(entry.get(code)) for code in INPUTS[measure]}


def unknown_values(name: str, measure: str, entry: Mapping[str, Any]) -> Iterator[Case]:
    for code in entry:
        if code not in INPUTS[measure]:
            yield Case(f"{name}.{code}", f"one of {', '.join(INPUTS[measure])}", "an unknown value")


# -- items ------------------------------------------------------------------------------------------------


def item_cases(items: list[Mapping[str, Any]]) -> Iterator[Case]:
    """The score of each item, times 100, by each method."""
    for item in items:
        name, measure = str(item.get("id", "item")), item["measure"]
        if measure not in METHODS:
            yield Case(name, f"one of {', '.join(METHODS)}", f"the measure {measure}")
            continue
        yield from unknown_values(name, measure, item["entry"])
        parameters = ItemParameters(target=Fraction(str(item.get("target") or 1)))
        values = entry_values(measure, item["entry"])
        for method, expected in item["expected_percent"].items():
            yield item_case(f"{name} by {method}", measure, method, parameters, values, expected)


def item_case(
    name: str,
    measure: str,
    method: str,
    parameters: ItemParameters,
    values: Mapping[str, Fraction | None],
    expected: Any,
) -> Case:
    function = METHODS[measure].get(method)
    if function is None:
        return Case(name, str(expected), f"no such method for a {measure}")
    return compare(name, expected, 100 * exact(function(parameters), values))


# -- village ----------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def catalogue() -> dict[str, tuple[str, str]]:
    """Direction and measure of every item, as shipped."""
    with CATALOGUE.open(encoding="utf-8-sig", newline="") as stream:
        return {row["code"]: (row["direction"], row["measure"]) for row in csv.DictReader(stream)}


@lru_cache(maxsize=1)
def lists() -> dict[str, list[tuple[str, str]]]:
    """(item, level) by status in the edition of 2023, as shipped."""
    found: dict[str, list[tuple[str, str]]] = {}
    with REQUIREMENTS.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            found.setdefault(row["status"], []).append((row["item"], row["level"]))
    return found


def listed_entry(item: str, level: str, entry: Any) -> ListedEntry:
    """An item with its ENTRY: values, None, or words that begin with "not applicable"."""
    direction, measure = catalogue()[item]
    if isinstance(entry, str):
        approved = "approved" in entry and "not approved" not in entry
        return ListedEntry(item, direction, measure, level, {}, na_reason=entry, na_approved=approved)
    values = None if entry is None else entry_values(measure, entry)
    return ListedEntry(item, direction, measure, level, values)


def village_cases(village: Mapping[str, Any]) -> Iterator[Case]:
    """Percent, band, directions and scores of a settlement by the edition of 2023."""
    listed, entries = lists().get(village["status"]), village["entries"]
    if listed is None:
        yield Case("village.status", f"one of {', '.join(lists())}", str(village["status"]))
        return
    on_list = {item for item, _ in listed}
    for item, entry in entries.items():
        if item not in on_list:
            yield Case(f"village.{item}", f"an item on the list of {village['status']}", item)
        elif isinstance(entry, Mapping):
            yield from unknown_values(f"village.{item}", catalogue()[item][1], entry)
    provision = settlement_provision(
        read_calculation(METHOD, {}), [listed_entry(item, level, entries.get(item)) for item, level in listed]
    )
    yield from provision_cases(village, provision)


def provision_cases(village: Mapping[str, Any], provision: Provision) -> Iterator[Case]:
    if "expected_percent" in village:
        yield compare("village", village["expected_percent"], provision.percent)
    if "expected_recommended" in village:
        yield compare("village, recommended", village["expected_recommended"], provision.recommended)
    if "band" in village:
        yield same("village, band", village["band"], provision.band)
    if "mandatory_counted" in village:
        yield same("village, items in the mean", village["mandatory_counted"], provision.counted)
    for direction, expected in village.get("expected_by_direction", {}).items():
        yield compare(f"village, {direction}", expected, provision.by_direction.get(direction))
    for item, expected in village.get("scores", {}).items():
        score = provision.scores.get(item)
        yield compare(f"village, {item}", expected, None if score is None else 100 * score)


# -- aggregates -------------------------------------------------------------------------------------------


def aggregate_cases(part: Mapping[str, Any]) -> Iterator[Case]:
    """Means, counts and bands of a list of settlements."""
    found = aggregate(
        Settlement(number(one.get("percent")), int(one.get("population") or 0)) for one in part["settlements"]
    )
    numbers = {
        "mean_of_settlements": found.mean,
        "population_weighted": found.population_weighted,
        "median": found.median,
        "min": found.least,
        "max": found.most,
    }
    for name, expected in part["expected"].items():
        if name in numbers:
            yield compare(f"aggregate, {name}", expected, numbers[name])
        elif name in ("counted", "no_return"):
            yield same(f"aggregate, {name}", expected, getattr(found, name))
        elif name == "bands":
            yield from band_cases(expected, found.bands)
        else:
            yield Case(f"aggregate, {name}", str(expected), "an unknown value")


def band_cases(expected: Mapping[str, Any], found: Mapping[str, tuple[int, int]]) -> Iterator[Case]:
    for code, counts in expected.items():
        settlements, people = found.get(code, (None, None))
        for name, got in (("settlements", settlements), ("people", people)):
            if name in counts:
                yield same(f"aggregate, {code}, {name}", counts[name], got)


def country_cases(part: Mapping[str, Any]) -> Iterator[Case]:
    """The mean over settlements from the printed means of villages and towns."""
    groups = [(Fraction(str(count)), Fraction(str(mean))) for count, mean in (part["rural"], part["urban"])]
    yield compare("country", part["expected_mean_of_settlements"], weighted_mean(groups))


PARTS: dict[str, Callable[[Any], Iterator[Case]]] = {
    "items": item_cases,
    "village": village_cases,
    "aggregate": aggregate_cases,
    "country": country_cases,
}
