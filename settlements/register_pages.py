"""What the pages of the register read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from rss_portal.changelog.models import Change
from settlements.choices import Level
from settlements.models import Campaign, RegisterEdition, SettlementYear, Territory, TerritoryChange
from settlements.register_phrases import LoggedChange, described
from settlements.scope import covers, granted_territories

HISTORY_LENGTH = 30
CHAIN_LEVELS = (Level.REGION, Level.DISTRICT, Level.OKRUG)


@dataclass(frozen=True)
class RegisterLine:
    """A unit of the list: how many monitored settlements lie in it, and its profile of the year shown."""

    unit: Territory
    settlements: int
    profile: SettlementYear | None


def register_lines(units: Iterable[Territory], year: int | None) -> list[RegisterLine]:
    """Lines of UNITS (one page of the list), in a fixed number of queries. Profiles are those of the published
    YEAR."""
    units = list(units)
    counts = _settlements_inside([unit.kato for unit in units])
    codes = [unit.kato for unit in units if unit.monitored]
    held = SettlementYear.objects.filter(year=year, settlement__in=codes) if year else SettlementYear.objects.none()
    profiles = {profile.settlement_id: profile for profile in held}
    return [RegisterLine(unit, counts.get(unit.kato, 0), profiles.get(unit.kato)) for unit in units]


def _settlements_inside(codes: list[str]) -> dict[str, int]:
    """Monitored settlements in force inside each of the units CODES."""
    monitored = Territory.objects.filter(monitored=True, valid_to=None)
    counts: dict[str, int] = {}
    for level in CHAIN_LEVELS:
        rows = monitored.filter(**{f"{level}_id__in": codes}).values_list(f"{level}_id").annotate(n=Count("pk"))
        counts.update(rows.order_by())
    return counts


def newest_edition() -> RegisterEdition | None:
    """The edition of the classifier that the register is at."""
    return RegisterEdition.objects.first()


def profiles_seen_by(user: Any, unit: Territory) -> list[SettlementYear]:
    """Profiles of UNIT by year, newest first: of published years, and of the others where USER works."""
    published = set(Campaign.objects.exclude(published_at=None).values_list("year", flat=True))
    mine = granted_territories(user)
    profiles = SettlementYear.objects.filter(settlement=unit).select_related("district", "region", "satellite_of")
    return [
        profile
        for profile in profiles.order_by("-year")
        if profile.year in published or any(covers(territory, profile) for territory in mine)
    ]


def changes_of(unit: Territory) -> list[TerritoryChange]:
    """What editions of the classifier did to UNIT, and recodings that led to it, newest first."""
    found = TerritoryChange.objects.filter(Q(territory=unit) | Q(successor=unit))
    return list(found.select_related("territory", "successor").order_by("-edition_date", "-pk")[:HISTORY_LENGTH])


def logged_changes(unit: Territory) -> list[LoggedChange]:
    """The change log of UNIT and of its profiles, newest first."""
    own = Q(object_type="settlements.territory", object_key=unit.kato)
    profiles = Q(object_type="settlements.settlement_year", object_key__startswith=f"{unit.kato}:")
    found = Change.objects.filter(own | profiles).select_related("change_set__actor")
    return [described(change) for change in found.order_by("-pk")[:HISTORY_LENGTH]]


def predecessors_of(unit: Territory) -> list[Territory]:
    """Earlier codes of the same place, or units that became part of UNIT."""
    return list(unit.predecessors.order_by("kato"))


def register_changes() -> QuerySet[TerritoryChange]:
    """Changes of all editions, those that wait for a person first."""
    found = TerritoryChange.objects.select_related("territory__region", "territory__district", "successor__district")
    return found.order_by("-proposed", "-edition_date", "kind", "territory_id")


def waiting_recodings() -> int:
    """How many proposed recodings wait for a person."""
    return TerritoryChange.objects.filter(proposed=True).count()
