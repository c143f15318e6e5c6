"""A small country for tests: two regions, two districts each, villages and a city. Kept tiny on purpose."""

from datetime import date
from typing import Any

from rss_portal.accounts.models import RoleGrant, User
from settlements.choices import Kind, Level, Status
from settlements.models import Campaign, SettlementYear, Territory

START = date(2000, 1, 1)


def make_territory(
    kato: str, level: str, kind: str, name: str, parent: Territory | None = None, **more: Any
) -> Territory:
    """A unit of the register; the chain columns follow from PARENT and LEVEL."""
    chain = {key: getattr(parent, f"{key}_id", None) for key in ("region", "district", "okrug")}
    if level in chain:
        chain[level] = kato
    values = {f"{key}_id": value for key, value in chain.items()}
    return Territory.objects.create(
        kato=kato,
        level=level,
        kind=kind,
        parent=parent,
        name_kk=name,
        name_ru=name,
        valid_from=START,
        **{**values, **more},
    )


def make_country() -> dict[str, Territory]:
    """Keyed: country, north, south (regions), north_1, north_2, south_1 (districts), okrug, village_a, village_b
    (both in north_1), village_c (north_2), village_d (south_1), city (in north)."""
    t: dict[str, Territory] = {}
    t["country"] = make_territory("KZ", Level.COUNTRY, Kind.COUNTRY, "Қазақстан Республикасы")
    t["north"] = make_territory("110000000", Level.REGION, Kind.OBLAST, "Ақмола облысы", t["country"])
    t["south"] = make_territory("610000000", Level.REGION, Kind.OBLAST, "Түркістан облысы", t["country"])
    t["north_1"] = make_territory("116000000", Level.DISTRICT, Kind.DISTRICT, "Зеренді ауданы", t["north"])
    t["north_2"] = make_territory("113200000", Level.DISTRICT, Kind.DISTRICT, "Ақкөл ауданы", t["north"])
    t["south_1"] = make_territory("614000000", Level.DISTRICT, Kind.DISTRICT, "Қазығұрт ауданы", t["south"])
    t["okrug"] = make_territory("116030000", Level.OKRUG, Kind.OKRUG, "Зеренді а.о.", t["north_1"])
    t["village_a"] = make_territory(
        "116030100", Level.SETTLEMENT, Kind.VILLAGE, "Зеренді а.", t["okrug"], monitored=True
    )
    t["village_b"] = make_territory(
        "116030300", Level.SETTLEMENT, Kind.VILLAGE, "Ескенежал а.", t["okrug"], monitored=True
    )
    t["village_c"] = make_territory(
        "113230100", Level.SETTLEMENT, Kind.VILLAGE, "Азат а.", t["north_2"], monitored=True
    )
    t["village_d"] = make_territory(
        "614030100", Level.SETTLEMENT, Kind.VILLAGE, "Қазығұрт а.", t["south_1"], monitored=True
    )
    t["city"] = make_territory("111010000", Level.OKRUG, Kind.CITY, "Көкшетау қ.", t["north"], monitored=True)
    return t


STATUSES = {
    "village_a": Status.DISTRICT_CENTRE,
    "village_b": Status.OTHER_VILLAGE,
    "village_c": Status.OTHER_VILLAGE,
    "village_d": Status.OKRUG_CENTRE,
    "city": Status.CITY_OBLAST,
}


def make_profile(settlement: Territory, year: int, status: str, population: int = 1000, **more: Any) -> SettlementYear:
    return SettlementYear.objects.create(
        settlement=settlement,
        year=year,
        region=settlement.region,
        district=settlement.district,
        okrug=settlement.okrug,
        population=population,
        status=status,
        urban=status.startswith("city"),
        **more,
    )


def make_profiles(country: dict[str, Territory], year: int) -> dict[str, SettlementYear]:
    return {key: make_profile(country[key], year, status) for key, status in STATUSES.items()}


def make_campaign(year: int, edition_code: str = "2023", **more: Any) -> Campaign:
    return Campaign.objects.create(
        year=year,
        edition_code=edition_code,
        opens_on=date(year + 1, 1, 10),
        akimat_closes_on=date(year + 1, 12, 31),
        district_closes_on=date(year + 1, 12, 31),
        region_closes_on=date(year + 1, 12, 31),
        ministry_closes_on=date(year + 1, 12, 31),
        **more,
    )


def make_user(username: str, role: str = "", territory_code: str = "KZ", **more: Any) -> User:
    user = User.objects.create_user(username, password="parol-123456", **more)
    if role:
        RoleGrant.objects.create(user=user, role=role, territory_code=territory_code)
    return user
