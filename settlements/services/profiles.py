"""Profiles: a year is opened with the marks of the year before, a profile is changed and logged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from rss_portal.access import require
from rss_portal.changelog.models import Change
from rss_portal.changelog.services import log_change, open_change_set
from settlements.choices import ChangeKind
from settlements.events import profiles_changed
from settlements.models import SettlementYear, Territory
from settlements.queries import last_day
from settlements.rules.statuses import Marks, default_marks, effective_status, is_urban
from settlements.scope import is_published

OBJECT_TYPE = "settlements.settlement_year"
BATCH = 1000
MARKS = (
    "city_kind", "is_district_centre", "is_okrug_centre", "is_anchor", "satellite_of_id", "is_border",
    "is_remote", "is_mono_town", "is_small_town", "is_undeveloped",
)  # fmt: skip
PEOPLE = ("population", "households", "population_source", "population_date")
LOGGED = (*PEOPLE, *MARKS, "monitored", "status", "urban")
PLACE = ("region_id", "district_id", "okrug_id")


class YearFrozen(Exception):
    """The year is published: its tree, population and statuses no longer change."""


@dataclass(frozen=True)
class OpenedYear:
    """What opening a year did: rows made, rows whose place in the tree was brought up to date, rows of
    settlements that the register has closed since, and all monitored rows now."""

    made: int
    replaced: int
    left: int
    monitored: int


def profile_key(profile: SettlementYear) -> str:
    """Key of a profile in the change log."""
    return f"{profile.settlement_id}:{profile.year}"


def logged_values(profile: SettlementYear, names: Iterable[str] = LOGGED) -> dict[str, Any]:
    """Values of PROFILE as the change log keeps them."""
    values = {name: getattr(profile, name) for name in names}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def restate(profile: SettlementYear) -> None:
    """Bring the effective status and urban to the marks (spec 10.2)."""
    profile.status = effective_status(Marks.of({name: getattr(profile, name) for name in MARKS}))
    profile.urban = is_urban(profile.status)


@transaction.atomic
def open_year(year: int, *, actor: Any = None) -> OpenedYear:
    """Profiles of YEAR for every monitored settlement on that year's tree, with the marks of the year before.

    Repeating it brings an unpublished year to the register: new settlements come in, moved ones change their
    place, closed ones stay with their data and are no longer monitored. Raises `YearFrozen`.
    """
    if is_published(year):
        raise YearFrozen(year)
    settlements = list(
        Territory.objects.filter(monitored=True).valid_on(last_day(year)).select_related("parent").order_by("kato")
    )
    held = {profile.settlement_id: profile for profile in SettlementYear.objects.filter(year=year)}
    made = make_profiles([unit for unit in settlements if unit.kato not in held], year)
    in_force = {unit.kato: unit for unit in settlements}
    moved = [profile for profile in held.values() if _put_in_place(profile, in_force.get(profile.settlement_id))]
    SettlementYear.objects.bulk_update(moved, PLACE, batch_size=BATCH)
    gone = [p for p in held.values() if p.monitored and p.settlement_id not in in_force]
    SettlementYear.objects.filter(pk__in=[profile.pk for profile in gone]).update(monitored=False)
    if made or moved or gone:
        _log_opening(year, made, moved, gone, actor)
        profiles_changed.send(sender=open_year, year=year)
    monitored = SettlementYear.objects.filter(year=year, monitored=True).count()
    return OpenedYear(len(made), len(moved), len(gone), monitored)


def _put_in_place(profile: SettlementYear, unit: Territory | None) -> bool:
    """Take over the place of UNIT in the tree; whether it differed."""
    if unit is None or all(getattr(profile, name) == getattr(unit, name) for name in PLACE):
        return False
    for name in PLACE:
        setattr(profile, name, getattr(unit, name))
    return True


def _log_opening(
    year: int, made: list[SettlementYear], moved: list[SettlementYear], gone: list[SettlementYear], actor: Any
) -> None:
    change_set = open_change_set("profiles.open_year", actor=actor, territory_code="KZ", detail=str(year))
    rows: list[tuple[str, dict[str, Any], dict[str, Any]]]
    rows = [(profile_key(p), {}, logged_values(p, (*MARKS, "status"))) for p in made]
    rows += [(profile_key(p), {}, logged_values(p, PLACE)) for p in moved]
    rows += [(profile_key(p), {"monitored": True}, {"monitored": False}) for p in gone]
    Change.objects.bulk_create(
        [Change(change_set=change_set, object_type=OBJECT_TYPE, object_key=k, old=o, new=n) for k, o, n in rows],
        batch_size=BATCH,
    )


def make_profiles(settlements: list[Territory], year: int) -> list[SettlementYear]:
    """Rows of YEAR for SETTLEMENTS (their `parent` loaded), written, with last year's marks."""
    before = _year_before(settlements, year)
    profiles = [_new_profile(unit, year, before.get(unit.kato)) for unit in settlements]
    return SettlementYear.objects.bulk_create(profiles, batch_size=BATCH)


def _year_before(settlements: list[Territory], year: int) -> dict[str, SettlementYear]:
    """Profiles of the year before, by today's code: a recoded settlement finds those of its earlier code."""
    profiles = {p.settlement_id: p for p in SettlementYear.objects.filter(year=year - 1)}
    earlier = Territory.objects.filter(successor__isnull=False, closed_as=ChangeKind.RECODED)
    for old_code, new_code in earlier.values_list("kato", "successor_id"):
        if old_code in profiles:
            profiles.setdefault(new_code, profiles[old_code])
    return {unit.kato: profiles[unit.kato] for unit in settlements if unit.kato in profiles}


def _new_profile(unit: Territory, year: int, before: SettlementYear | None) -> SettlementYear:
    profile = SettlementYear(
        settlement=unit,
        year=year,
        region_id=unit.region_id,
        district_id=unit.district_id,
        okrug_id=unit.okrug_id,
    )
    if before:
        for name in MARKS:
            setattr(profile, name, getattr(before, name))
        profile.monitored = before.monitored
    else:
        marks = default_marks(unit.kato, unit.level, unit.kind, unit.parent.kind if unit.parent else None)
        profile.city_kind, profile.is_okrug_centre = marks.city_kind, marks.is_okrug_centre
    restate(profile)
    return profile


class ProfileRefused(Exception):
    """The values contradict each other; `field` says where."""

    def __init__(self, field: str, text: str):
        super().__init__(text)
        self.field = field


@transaction.atomic
def set_profile(
    user: Any, settlement: Territory, year: int, values: Mapping[str, Any], *, reason: str = ""
) -> SettlementYear:
    """Change population, marks or monitoring of SETTLEMENT in YEAR; status and urban follow. VALUES holds the
    fields that change (of `LOGGED`, without status and urban). Raises `Refused`, `ProfileRefused`."""
    require(user, "settlements.edit_profile", (settlement, year))
    profile = (
        SettlementYear.objects.select_for_update(of=("self",)).filter(settlement=settlement, year=year).first()
        or make_profiles([settlement], year)[0]
    )
    _check_marks(profile, values)
    old = logged_values(profile)
    for name, value in values.items():
        setattr(profile, name, value)
    restate(profile)
    new = logged_values(profile)
    if old == new:
        return profile
    profile.save()
    change_set = open_change_set("profiles.set", actor=user, territory_code=settlement.kato, reason=reason)
    log_change(change_set, OBJECT_TYPE, profile_key(profile), old, new)
    profiles_changed.send(sender=set_profile, year=year)
    return profile


def _check_marks(profile: SettlementYear, values: Mapping[str, Any]) -> None:
    unknown = set(values) - {*PEOPLE, *MARKS, "monitored"}
    if unknown:
        raise ValueError(f"no fields of a profile: {sorted(unknown)}")
    anchor = values.get("satellite_of_id", profile.satellite_of_id)
    if anchor == profile.settlement_id:
        raise ProfileRefused("satellite_of", _("A settlement is not a satellite of itself."))
    if anchor and values.get("is_anchor", profile.is_anchor):
        raise ProfileRefused("satellite_of", _("An anchor village is not a satellite of another one."))
