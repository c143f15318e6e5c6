"""Which part of the country a person's role grants cover, and querysets narrowed to it."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from rss_portal.accounts.choices import Role
from settlements.choices import ChangeKind, Level
from settlements.models import Campaign, SettlementYear, Territory

STAFF = frozenset(Role) - {Role.ENTREPRENEUR}
_SAME_UNIT = (ChangeKind.RECODED, ChangeKind.RENAMED)

M = TypeVar("M", bound=Model)


def grants_of(user: Any) -> list[Any]:
    """Role grants in force; [] for a visitor who has not signed in."""
    return user.grants if getattr(user, "is_authenticated", False) else []


def is_staff(user: Any) -> bool:
    """Whether USER works with the data: holds any role but the entrepreneur's."""
    return any(grant.role in STAFF for grant in grants_of(user))


def granted_territories(user: Any, *roles: str) -> list[Territory]:
    """The units for which USER holds one of ROLES (any staff role when none is named).

    A code that was recoded counts together with its successors and predecessors: the same place keeps its
    people in every year's tree.
    """
    wanted = frozenset(roles) or STAFF
    codes = frozenset(grant.territory_code for grant in grants_of(user) if grant.role in wanted)
    return _territories_of(user, codes)


def _territories_of(user: Any, codes: frozenset[str]) -> list[Territory]:
    """The units of CODES with their other codes, read once per request."""
    if not codes:
        return []
    known: dict[frozenset[str], list[Territory]] = user.__dict__.setdefault("_territories_by_codes", {})
    if codes not in known:
        known[codes] = same_places(codes)
    return known[codes]


def same_places(codes: Iterable[str]) -> list[Territory]:
    """The units with CODES and every unit that is the same place under an earlier or later code."""
    wanted = list(codes)
    of_them = Q(kato__in=wanted) | Q(successor__in=wanted, closed_as__in=_SAME_UNIT)
    found = {unit.kato: unit for unit in Territory.objects.filter(of_them)}
    fresh = [unit for unit in found.values() if unit.kato not in wanted or _later_code(unit)]
    while fresh:
        near = Q(successor__in=[unit.kato for unit in fresh], closed_as__in=_SAME_UNIT)
        near |= Q(kato__in=[code for code in map(_later_code, fresh) if code])
        fresh = list(Territory.objects.filter(near).exclude(kato__in=list(found)))
        found.update((unit.kato, unit) for unit in fresh)
    return list(found.values())


def _later_code(unit: Territory) -> str:
    """The code that UNIT was recoded to, if it was."""
    return (unit.successor_id or "") if unit.closed_as in _SAME_UNIT else ""


def covers(territory: Territory, place: Territory | SettlementYear) -> bool:
    """Whether PLACE (a unit, or a settlement in a year's tree) is TERRITORY or lies inside it."""
    if territory.level == Level.COUNTRY:
        return True
    own_code = place.settlement_id if isinstance(place, SettlementYear) else place.kato
    return territory.kato in (own_code, place.region_id, place.district_id, place.okrug_id)


def inside(territories: Iterable[Territory], *, own: str, prefix: str = "") -> Q:
    """Condition "lies in one of TERRITORIES": PREFIX is put before region, district and okrug, and OWN names
    the field with the row's own code ("settlement_id", "kato")."""
    condition = Q(pk__in=[])
    for territory in territories:
        if territory.level == Level.COUNTRY:
            return Q()
        condition |= Q(**{own: territory.kato})
        if territory.level in (Level.REGION, Level.DISTRICT, Level.OKRUG):
            condition |= Q(**{f"{prefix}{territory.level}_id": territory.kato})
    return condition


def is_published(year: int | Campaign) -> bool:
    """Whether the figures of YEAR are open to everybody; a campaign at hand answers without a statement."""
    if isinstance(year, Campaign):
        return year.published
    return Campaign.objects.filter(year=year, published_at__isnull=False).exists()


def visible_settlement_years(user: Any, year: int, *, published: bool | None = None) -> QuerySet[SettlementYear]:
    """Profiles of YEAR that USER may see: all when it is PUBLISHED (asked when it is not given), else those in
    the granted subtrees."""
    profiles = SettlementYear.objects.filter(year=year)
    if is_published(year) if published is None else published:
        return profiles
    return profiles.filter(inside(granted_territories(user), own="settlement_id"))
