"""The invented tree below the regions: districts, towns, okrugs and villages with their marks.

Codes keep the structure of КАТО (2 region, 2 district, 2 okrug, 3 settlement). Their district digits begin at
80, which the classifier does not use, so that an invented unit never has the code of a real one.
"""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from settlements.choices import Kind, Level, Status

from .names import place_name
from .plan import RegionPlan, Scale

FIRST_DISTRICT = 80
ZERENDI_DISTRICT = "118000000"
ZERENDI_NEIGHBOUR = "118100000"
ZERENDI_OKRUG = "118030000"
ZERENDI_VILLAGE = "118030100"
ZERENDI = ("Зеренді", "Зеренда", 52.908, 69.155)  # the village that the slides show, with its coordinates


@dataclass
class Unit:
    """A unit of the tree; what follows `longitude` is meant for monitored settlements only."""

    kato: str
    level: str
    kind: str
    name_kk: str
    name_ru: str
    parent: str
    region: str
    type_code: str = "2"
    district: str | None = None
    okrug: str | None = None
    demonstration: bool = True
    latitude: float | None = None
    longitude: float | None = None
    status: str = ""
    population: int = 0
    level_2022: float = 0.0  # provision in 2022 that the inventory aims at, 0 to 1
    centre: str = ""  # "district" or "okrug": it is the centre of its unit
    city_kind: str = ""
    anchor: bool = False
    satellite_of: str | None = None
    border: bool = False

    @property
    def monitored(self) -> bool:
        return bool(self.status)


@dataclass
class _Draft:
    """A village before it has its place: how well off it is decides how many people live there."""

    fortune: float  # standard normal
    population: int = field(init=False)

    def settle(self, dice: random.Random) -> "_Draft":
        spread = 0.75 * self.fortune + 0.66 * dice.gauss(0, 1)
        self.population = max(4, round(math.exp(6.22 + 1.3 * spread)))
        return self


def region_units(region: RegionPlan) -> list[Unit]:
    """REGION itself and everything below it; the same on every call."""
    dice = random.Random(f"demonstration {region.kato2}")  # noqa: S311
    if region.kind == Kind.CITY_REPUBLICAN:
        return [_republican_city(region)]
    top = Unit(
        region.kato,
        Level.REGION,
        Kind.OBLAST,
        region.name_kk,
        region.name_ru,
        "KZ",
        region.kato,
        type_code="0",
        demonstration=False,
    )
    return [top, *_cities(region, dice), *_districts(region, dice)]


def all_units(scale: Scale) -> list[Unit]:
    return [unit for region in scale.regions for unit in region_units(region)]


def _republican_city(region: RegionPlan) -> Unit:
    population = {"71": 1_354_000, "75": 2_161_000, "79": 1_192_000}[region.kato2]
    return Unit(
        region.kato,
        Level.REGION,
        Kind.CITY_REPUBLICAN,
        region.name_kk,
        region.name_ru,
        "KZ",
        region.kato,
        type_code="1",
        demonstration=False,
        latitude=region.south,
        longitude=region.west,
        population=population,
        status=Status.CITY_REPUBLICAN,
        city_kind=Status.CITY_REPUBLICAN,
        level_2022=region.urban_2022 / 100,
    )


def _cities(region: RegionPlan, dice: random.Random) -> Iterator[Unit]:
    """Cities of oblast significance, each under a city administration of its own."""
    for index in range(region.cities_oblast):
        prefix = f"{region.kato2}{FIRST_DISTRICT + region.districts + index}"
        name_kk, name_ru = place_name(int(prefix) * 7)
        district = f"{prefix}00000"
        yield Unit(
            district,
            Level.DISTRICT,
            Kind.CITY_ADMINISTRATION,
            f"{name_kk} Қ.Ә.",
            f"{name_ru} Г.А.",
            region.kato,
            region.kato,
            "1",
            district,
        )
        yield _city(region, f"{prefix}10000", district, Status.CITY_OBLAST, (name_kk, name_ru), dice)


def _city(
    region: RegionPlan, kato: str, district: str, status: str, name: tuple[str, str], dice: random.Random
) -> Unit:
    usual = 11.6 if status == Status.CITY_OBLAST else 9.8
    latitude, longitude = _point(region, dice)
    return Unit(
        kato,
        Level.OKRUG,
        Kind.CITY,
        f"{name[0]} қ.",
        f"г. {name[1]}",
        district,
        region.kato,
        "1",
        district,
        kato,
        latitude=latitude,
        longitude=longitude,
        status=status,
        city_kind=status,
        population=round(math.exp(dice.gauss(usual, 0.5))),
        level_2022=min(0.98, max(0.5, region.urban_2022 / 100 + dice.gauss(0, 0.04))),
    )


def _districts(region: RegionPlan, dice: random.Random) -> Iterator[Unit]:
    villages = [_Draft(dice.gauss(0, 1)).settle(dice) for _ in range(region.villages)]
    okrugs = _shares(region.okrugs, region.districts)
    offset = 0
    for index in range(region.districts):
        sizes = _shares(region.villages, region.districts)
        members = villages[offset : offset + sizes[index]]
        offset += sizes[index]
        towns = _shares(region.cities_district, region.districts)[index]
        yield from _district(region, index, members, okrugs[index], towns, dice)


def _shares(total: int, parts: int) -> list[int]:
    """TOTAL in PARTS whole shares, as equal as can be."""
    return [total // parts + (index < total % parts) for index in range(parts)]


def _district(
    region: RegionPlan, index: int, members: list[_Draft], okrugs: int, towns: int, dice: random.Random
) -> Iterator[Unit]:
    prefix = f"{region.kato2}{FIRST_DISTRICT + index}"
    kato = f"{prefix}00000"
    name_kk, name_ru = ("Зеренді", "Зеренда") if kato == ZERENDI_DISTRICT else place_name(int(prefix) * 5)
    district_ru = "Зерендинский район" if kato == ZERENDI_DISTRICT else f"район {name_ru}"
    yield Unit(
        kato,
        Level.DISTRICT,
        Kind.DISTRICT,
        f"{name_kk} ауданы",
        district_ru,
        region.kato,
        region.kato,
        "2",
        kato,
    )
    for number in range(towns):
        name = place_name(int(prefix) * 11 + number)
        yield _city(region, f"{prefix}{10 + 2 * number}000", kato, Status.CITY_DISTRICT, name, dice)
    corner = _point(region, dice)
    if f"{prefix}00000" == ZERENDI_DISTRICT:
        corner = ZERENDI[2:]
    members.sort(key=lambda draft: -draft.population)
    rural: list[Unit] = []
    for number in range(okrugs):
        rural += _okrug(region, prefix, number, members[number::okrugs], corner, dice)
    _mark_satellites([unit for unit in rural if unit.monitored], dice)
    yield from rural


def _okrug(
    region: RegionPlan,
    prefix: str,
    number: int,
    members: list[_Draft],
    corner: tuple[float, float],
    dice: random.Random,
) -> Iterator[Unit]:
    """An okrug with its villages; the most populous is its centre, and in the first the district's too."""
    district = f"{prefix}00000"
    kato = f"{prefix}{30 + number}000"
    is_zerendi = kato == ZERENDI_OKRUG
    name_kk, name_ru = ("Зеренді", "Зерендинский") if is_zerendi else place_name(int(kato) // 1000 * 3)
    names = f"{name_kk} а.о.", f"{name_ru} с.о."
    yield Unit(kato, Level.OKRUG, Kind.OKRUG, *names, district, region.kato, "2", district, kato)
    border = region.border and int(prefix[2:]) < FIRST_DISTRICT + 2
    villages = [
        _village(region, kato, place, draft, corner, dice, border=border) for place, draft in enumerate(members)
    ]
    _mark(villages, number, dice)
    yield from villages


def _village(
    region: RegionPlan,
    okrug: str,
    place: int,
    draft: _Draft,
    corner: tuple[float, float],
    dice: random.Random,
    *,
    border: bool,
) -> Unit:
    kato = f"{okrug[:6]}{(place + 1) * 100:03d}"
    name_kk, name_ru = place_name(int(kato) // 100)
    latitude, longitude = _near(region, corner, dice)
    if kato == ZERENDI_VILLAGE:
        name_kk, name_ru, latitude, longitude = ZERENDI
    names, district = (f"{name_kk} а.", f"с. {name_ru}"), f"{okrug[:4]}00000"
    return Unit(
        kato, Level.SETTLEMENT, Kind.VILLAGE, *names, okrug, region.kato, "2", district, okrug,
        latitude=latitude, longitude=longitude, status=Status.OTHER_VILLAGE,
        population=draft.population,
        level_2022=_village_level(region, draft.fortune),
        border=border,
    )  # fmt: skip


def _village_level(region: RegionPlan, fortune: float) -> float:
    """Provision of 2022 by FORTUNE: log-normal about the region's printed mean, as the printed bands are."""
    median = region.rural_2022 / 100 * 0.922
    return min(0.97, max(0.10, median * math.exp(0.345 * fortune)))


def _mark(villages: list[Unit], okrug_number: int, dice: random.Random) -> None:
    """Give the villages of an okrug their centre and anchor marks, and the status that follows."""
    if not villages:
        return
    centre = villages[0]
    centre.centre = "okrug" if okrug_number else "district"
    centre.status = Status.OKRUG_CENTRE if okrug_number else Status.DISTRICT_CENTRE
    for village in villages:
        share = 0.37 if village is centre else 0.09
        village.anchor = dice.random() < share
        if village.anchor and village is not centre:
            village.status = Status.ANCHOR_VILLAGE


def _mark_satellites(villages: list[Unit], dice: random.Random) -> None:
    """About half of the other villages of a district, but for its centre, are satellites of the nearest anchor."""
    anchors = [village for village in villages if village.anchor]
    for village in villages:
        if anchors and not village.anchor and dice.random() < 0.47 and village.centre != "district":
            village.satellite_of = min(anchors, key=lambda anchor: _apart(anchor, village)).kato


def _apart(one: Unit, other: Unit) -> float:
    """Square of the distance in degrees: enough to say which of two places is nearer."""
    return ((one.latitude or 0) - (other.latitude or 0)) ** 2 + ((one.longitude or 0) - (other.longitude or 0)) ** 2


def _point(region: RegionPlan, dice: random.Random) -> tuple[float, float]:
    return round(dice.uniform(region.south, region.north), 5), round(dice.uniform(region.west, region.east), 5)


def _near(region: RegionPlan, corner: tuple[float, float], dice: random.Random) -> tuple[float, float]:
    """A point within about 60 km of CORNER and inside the region's frame."""
    latitude = min(region.north, max(region.south, corner[0] + dice.gauss(0, 0.25)))
    longitude = min(region.east, max(region.west, corner[1] + dice.gauss(0, 0.4)))
    return round(latitude, 5), round(longitude, 5)
