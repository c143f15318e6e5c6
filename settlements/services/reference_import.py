"""Population, statuses and coordinates by КАТО: all rows are checked first, written in one transaction."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction

from rss_portal.changelog.models import Change
from rss_portal.changelog.services import open_change_set
from settlements.events import profiles_changed
from settlements.models import Campaign, SettlementYear, Territory
from settlements.rules.reference_rows import RowError
from settlements.services.profiles import BATCH, LOGGED, logged_values, make_profiles, profile_key, restate
from settlements.services.profiles import OBJECT_TYPE as PROFILE_TYPE
from settlements.services.territory import OBJECT_TYPE as TERRITORY_TYPE

# Kazakhstan lies between 40.5 and 55.5 degrees north, 46.4 and 87.4 east; anything wider is a mix-up.
LATITUDES, LONGITUDES = (Decimal(40), Decimal(56)), (Decimal(46), Decimal(88))
_MARK_COLUMNS = {
    "district_centre": "is_district_centre",
    "okrug_centre": "is_okrug_centre",
    "anchor": "is_anchor",
    "satellite_of": "satellite_of_id",
    "border": "is_border",
    "remote": "is_remote",
    "mono_town": "is_mono_town",
    "small_town": "is_small_town",
    "undeveloped": "is_undeveloped",
}
_PEOPLE_COLUMNS = {
    "population": "population",
    "households": "households",
    "source": "population_source",
    "date": "population_date",
}


@dataclass(frozen=True)
class ReferenceRow:
    """A row that was read: its number in the file, and values by column."""

    number: int
    values: dict[str, Any]

    @property
    def kato(self) -> str:
        return self.values["kato"]

    @property
    def year(self) -> int:
        return self.values["year"]


@dataclass
class ImportReport:
    """What an import did. `errors` are the rows left out (skip_bad) or, when nothing was `written`, why."""

    rows: int
    changed: int = 0
    made: int = 0  # profiles that the year did not have
    errors: list[RowError] = field(default_factory=list)
    warnings: list[RowError] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    written: bool = False


def import_population(rows: Iterable[ReferenceRow], errors: Iterable[RowError] = (), **more: Any) -> ImportReport:
    """Population (and households, source, date) by settlement and year; ERRORS come from reading the file."""
    rows = list(rows)
    report = _import_profiles(rows, list(errors), _PEOPLE_COLUMNS, "profiles.import_population", **more)
    report.warnings = [
        RowError(row.number, "population", "0", "more_than_none") for row in rows if row.values.get("population") == 0
    ]
    return report


def import_statuses(rows: Iterable[ReferenceRow], errors: Iterable[RowError] = (), **more: Any) -> ImportReport:
    """Marks by settlement and year; the effective status follows. A column left out changes nothing."""
    rows, wrong = list(rows), list(errors)
    known = set(Territory.objects.filter(monitored=True).values_list("kato", flat=True))
    for row in rows:
        anchor = row.values.get("satellite_of")
        if anchor and (anchor == row.kato or anchor not in known):
            wrong.append(RowError(row.number, "satellite_of", anchor, "anchor_village"))
    return _import_profiles(rows, wrong, _MARK_COLUMNS, "profiles.import_statuses", **more)


@transaction.atomic
def _import_profiles(
    rows: list[ReferenceRow],
    errors: list[RowError],
    columns: dict[str, str],
    action: str,
    *,
    actor: Any = None,
    file_name: str = "",
    skip_bad: bool = False,
    dry_run: bool = False,
) -> ImportReport:
    """Nothing is written when a row is wrong, unless SKIP_BAD leaves the wrong rows out."""
    settlements = {unit.kato: unit for unit in Territory.objects.filter(monitored=True).select_related("parent")}
    errors = sorted([*errors, *_register_errors(rows, settlements)], key=lambda error: error.number)
    report = ImportReport(rows=len(rows), errors=errors)
    if (errors and not skip_bad) or dry_run:
        return report
    wrong = {error.number for error in errors}
    good = [row for row in rows if row.number not in wrong]
    profiles, report.made = _profiles_of(good, settlements)
    changed = _apply(good, profiles, columns)
    report.changed, report.written = len(changed), True
    report.years = sorted({profile.year for profile, _old in changed} | _years(good, report.made))
    _write(changed, action, actor, file_name)
    for year in report.years:
        profiles_changed.send(sender=_import_profiles, year=year)
    return report


def _years(rows: list[ReferenceRow], made: int) -> set[int]:
    return {row.year for row in rows} if made else set()


def _register_errors(rows: list[ReferenceRow], settlements: dict[str, Territory]) -> list[RowError]:
    frozen = set(Campaign.objects.exclude(published_at=None).values_list("year", flat=True))
    closed = set(Territory.objects.filter(valid_to__isnull=False).values_list("kato", flat=True))
    errors, seen = [], set()
    for row in rows:
        if row.year in frozen:
            errors.append(RowError(row.number, "year", str(row.year), "unpublished_year"))
        if row.kato not in settlements:
            expected = "open_code" if row.kato in closed else "known_settlement"
            errors.append(RowError(row.number, "kato", row.kato, expected))
        if (row.kato, row.year) in seen:
            errors.append(RowError(row.number, "kato", row.kato, "once"))
        seen.add((row.kato, row.year))
    return errors


def _profiles_of(
    rows: list[ReferenceRow], settlements: dict[str, Territory]
) -> tuple[dict[tuple[str, int], SettlementYear], int]:
    """Profiles of all ROWS by code and year, made where the year has none; and how many were made."""
    years = sorted({row.year for row in rows})
    profiles = {(p.settlement_id, p.year): p for p in SettlementYear.objects.filter(year__in=years)}
    made = 0
    for year in years:
        absent = [settlements[r.kato] for r in rows if r.year == year and (r.kato, year) not in profiles]
        fresh = make_profiles(absent, year)
        profiles.update(((p.settlement_id, p.year), p) for p in fresh)
        made += len(fresh)
    return profiles, made


def _apply(
    rows: list[ReferenceRow], profiles: dict[tuple[str, int], SettlementYear], columns: dict[str, str]
) -> list[tuple[SettlementYear, dict[str, Any]]]:
    """Set the values of ROWS; the profiles that differ, with their old values."""
    changed = []
    for row in rows:
        profile = profiles[row.kato, row.year]
        old = logged_values(profile)
        for column, name in columns.items():
            if column in row.values:
                setattr(profile, name, row.values[column])
        restate(profile)
        if logged_values(profile) != old:
            changed.append((profile, old))
    return changed


def _write(changed: list[tuple[SettlementYear, dict[str, Any]]], action: str, actor: Any, file_name: str) -> None:
    if not changed:
        return
    names = [name for name in LOGGED if name != "satellite_of_id"] + ["satellite_of"]
    for start in range(0, len(changed), BATCH):
        SettlementYear.objects.bulk_create(
            [_without_key(profile) for profile, _old in changed[start : start + BATCH]],
            update_conflicts=True,
            unique_fields=["settlement", "year"],
            update_fields=names,
        )
    change_set = open_change_set(action, actor=actor, territory_code="KZ", detail=file_name)
    Change.objects.bulk_create([_change(change_set, profile, old) for profile, old in changed], batch_size=BATCH)


def _without_key(profile: SettlementYear) -> SettlementYear:
    """The row as a new one: its natural key (settlement, year) finds it again."""
    profile.pk = None
    return profile


def _change(change_set: Any, profile: SettlementYear, old: dict[str, Any]) -> Change:
    new = logged_values(profile)
    differing = [name for name in new if new[name] != old[name]]
    return Change(
        change_set=change_set,
        object_type=PROFILE_TYPE,
        object_key=profile_key(profile),
        old={name: old[name] for name in differing},
        new={name: new[name] for name in differing},
    )


@transaction.atomic
def import_coordinates(
    rows: Iterable[ReferenceRow],
    errors: Iterable[RowError] = (),
    *,
    actor: Any = None,
    file_name: str = "",
    skip_bad: bool = False,
    dry_run: bool = False,
) -> ImportReport:
    """Places of units (degrees, WGS 84) by code."""
    rows = list(rows)
    units = Territory.objects.in_bulk([row.kato for row in rows])
    found = [error for row in rows if (error := _place_error(row, units))]
    report = ImportReport(rows=len(rows), errors=sorted([*errors, *found], key=lambda error: error.number))
    if (report.errors and not skip_bad) or dry_run:
        return report
    wrong = {error.number for error in report.errors}
    changed = [(units[r.kato], r) for r in rows if r.number not in wrong and _differs(units[r.kato], r)]
    if changed:
        change_set = open_change_set("register.import_coordinates", actor=actor, territory_code="KZ", detail=file_name)
        Change.objects.bulk_create([_move(change_set, unit, row) for unit, row in changed], batch_size=BATCH)
        Territory.objects.bulk_update([u for u, _row in changed], ["latitude", "longitude"], batch_size=BATCH)
    report.changed, report.written = len(changed), True
    return report


def _place_error(row: ReferenceRow, units: dict[str, Territory]) -> RowError | None:
    if row.kato not in units:
        return RowError(row.number, "kato", row.kato, "known_settlement")
    latitude, longitude = row.values["latitude"], row.values["longitude"]
    if not LATITUDES[0] <= latitude <= LATITUDES[1]:
        return RowError(row.number, "latitude", str(latitude), "territory")
    if not LONGITUDES[0] <= longitude <= LONGITUDES[1]:
        return RowError(row.number, "longitude", str(longitude), "territory")
    return None


def _differs(unit: Territory, row: ReferenceRow) -> bool:
    return (unit.latitude, unit.longitude) != (row.values["latitude"], row.values["longitude"])


def _move(change_set: Any, unit: Territory, row: ReferenceRow) -> Change:
    """Take the place over into UNIT; the change for the log."""
    old = {
        name: None if getattr(unit, name) is None else str(getattr(unit, name)) for name in ("latitude", "longitude")
    }
    unit.latitude, unit.longitude = row.values["latitude"], row.values["longitude"]
    new = {"latitude": str(unit.latitude), "longitude": str(unit.longitude)}
    return Change(change_set=change_set, object_type=TERRITORY_TYPE, object_key=unit.kato, old=old, new=new)
