"""How large the demonstration is: the regions with their numbers of villages and towns, and two scales."""

import csv
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

REGIONS_FILE = Path(__file__).resolve().parents[2] / "data" / "demonstration_regions.csv"
LAST_YEAR = 2025  # the year being collected; the years before it are published
AQMOLA = "11"


@dataclass(frozen=True)
class RegionPlan:
    """One region: real name and code, invented numbers below it. Percents are the printed ones of 2022."""

    kato2: str
    name_kk: str
    name_ru: str
    kind: str
    districts: int
    okrugs: int
    villages: int
    cities_oblast: int
    cities_district: int
    rural_2022: float
    urban_2022: float
    border: bool
    south: float
    north: float
    west: float
    east: float

    @property
    def kato(self) -> str:
        return f"{self.kato2}0000000"


@dataclass(frozen=True)
class Scale:
    """What is generated: the regions and for how many years, the last of them open for entry."""

    code: str
    regions: tuple[RegionPlan, ...]
    years: tuple[int, ...]


def _region(row: dict[str, str]) -> RegionPlan:
    values: dict[str, Any] = {name: row[name] for name in ("kato2", "name_kk", "name_ru", "kind")}
    counts = ("districts", "okrugs", "villages", "cities_oblast", "cities_district")
    decimals = ("rural_2022", "urban_2022", "south", "north", "west", "east")
    values |= {name: int(row[name]) for name in counts}
    values |= {name: float(row[name] or 0) for name in decimals}
    return RegionPlan(**values, border=row["border"] == "1")


@cache
def all_regions() -> tuple[RegionPlan, ...]:
    """The 20 regions of the country, in the order of their codes."""
    with REGIONS_FILE.open(encoding="utf-8") as lines:
        return tuple(_region(row) for row in csv.DictReader(lines))


def last_years(count: int) -> tuple[int, ...]:
    return tuple(range(LAST_YEAR - count + 1, LAST_YEAR + 1))


def country_scale(years: int = 4) -> Scale:
    """The whole country: 6 293 villages and 89 towns."""
    return Scale("country", all_regions(), last_years(years))


def small_scale(years: int = 4) -> Scale:
    """One region, Ақмола облысы, with five districts."""
    aqmola = next(region for region in all_regions() if region.kato2 == AQMOLA)
    small = replace(aqmola, districts=5, okrugs=58, villages=168, cities_oblast=1, cities_district=2)
    return Scale("small", (small,), last_years(years))
