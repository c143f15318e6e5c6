"""Brings the territory register to an edition of the classifier КАТО (spec 10.1)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from rss_portal.bulk import create_many
from rss_portal.changelog.models import Change
from rss_portal.changelog.services import open_change_set
from settlements.choices import ChangeKind, Kind, Level
from settlements.models import RegisterEdition, Territory, TerritoryChange
from settlements.rules.kato import COUNTRY_CODE, Edition, KatoRow, Repair, RowProblem, Unit, read_edition
from settlements.rules.kato_changes import COMPARED, Altered, Changes, Known, compare
from settlements.rules.names import search_text

OBJECT_TYPE = "settlements.territory"
# Units of the first edition are older than any year of the inventory; the classifier does not say since when.
SINCE_EVER = date(1991, 12, 16)
LARGEST_CLOSING_SHARE = 0.25
BATCH = 2000
_COLUMNS = {"parent": "parent_id", "region": "region_id", "district": "district_id", "okrug": "okrug_id"}
_UPDATED = [
    "level",
    "kind",
    "type_code",
    "name_kk",
    "name_ru",
    "parent",
    "region",
    "district",
    "okrug",
    "search",
]


class KatoRefused(Exception):
    """The edition cannot be imported; nothing was written. `problems` are the rows that are wrong."""

    def __init__(self, text: str, problems: Iterable[RowProblem] = ()):
        super().__init__(text)
        self.problems = list(problems)


@dataclass
class KatoReport:
    """What an import found and did (or, in a dry run, would do)."""

    edition: date
    first: bool
    units: int
    changes: Changes
    repairs: list[Repair] = field(default_factory=list)
    urban: int = 0
    rural: int = 0
    names_filled: int = 0  # names in Kazakh that the register did not have


def ensure_country() -> Territory:
    """The root of the register."""
    country, _made = Territory.objects.get_or_create(
        kato=COUNTRY_CODE,
        defaults={
            "level": Level.COUNTRY,
            "kind": Kind.COUNTRY,
            "name_kk": "Қазақстан Республикасы",
            "name_ru": "Республика Казахстан",
            "name_en": "Republic of Kazakhstan",
            "search": search_text(COUNTRY_CODE, "Қазақстан Республикасы", "Республика Казахстан"),
            "valid_from": SINCE_EVER,
        },
    )
    return country


def import_edition(
    rows: Iterable[KatoRow],
    edition_date: date,
    *,
    file_name: str = "",
    actor: Any = None,
    dry_run: bool = False,
    close_many: bool = False,
) -> KatoReport:
    """Bring the register to the edition of ROWS, in one transaction; nothing is deleted.

    Raises `KatoRefused` when rows are wrong, when the register already is at a newer edition, or when more
    than a quarter of the units would be closed (a file with a part of the country) and CLOSE_MANY does not
    allow it.
    """
    edition = read_edition(rows)
    if edition.problems:
        raise KatoRefused(_("The file has rows that are wrong."), edition.problems)
    with transaction.atomic():
        report = _plan(edition, edition_date)
        _check_plan(report, close_many=close_many)
        if not dry_run:
            _carry_out(report, edition, file_name, actor)
    return report


def _plan(edition: Edition, edition_date: date) -> KatoReport:
    known = _known_units()
    changes = compare(known, edition.units)
    cities = (Kind.CITY, Kind.CITY_REPUBLICAN)
    monitored = [unit for unit in edition.units if unit.monitored]
    urban = sum(unit.kind in cities for unit in monitored)
    return KatoReport(
        edition=edition_date,
        first=not known,
        units=len(edition.units),
        changes=changes,
        repairs=edition.repairs,
        urban=urban,
        rural=len(monitored) - urban,
        names_filled=sum("name_kk" in c.new and not c.old["name_kk"] for c in changes.altered),
    )


def _known_units() -> dict[str, Known]:
    """The register without the country and without invented units of the demonstration."""
    columns = ["kato", *(_COLUMNS.get(name, name) for name in COMPARED), "monitored", "valid_to"]
    rows = Territory.objects.exclude(kato=COUNTRY_CODE).filter(demonstration=False).values_list(*columns)
    known = {}
    for (
        kato,
        level,
        kind,
        type_code,
        name_kk,
        name_ru,
        parent,
        region,
        district,
        okrug,
        monitored,
        valid_to,
    ) in rows:
        unit = Unit(
            kato, level, kind, type_code, name_kk, name_ru, parent, region, district, okrug, monitored
        )  # fmt: skip
        known[kato] = Known(unit, closed=valid_to is not None)
    return known


def _check_plan(report: KatoReport, *, close_many: bool) -> None:
    newest = RegisterEdition.objects.first()
    if newest and newest.date > report.edition:
        raise KatoRefused(
            _("The register is at the edition of %(newest)s; an older one is not imported.")
            % {"newest": newest.date.isoformat()}
        )
    stays = report.units - len(report.changes.added)
    closing = len(report.changes.closed)
    if closing > LARGEST_CLOSING_SHARE * (closing + stays) and not close_many:
        raise KatoRefused(
            _("The file would close %(closing)s units, more than a quarter of the register. Is it whole?")
            % {"closing": closing}
        )


def _carry_out(report: KatoReport, edition: Edition, file_name: str, actor: Any) -> None:
    ensure_country()
    if not RegisterEdition.objects.filter(date=report.edition).exists():
        RegisterEdition.objects.create(date=report.edition, file_name=file_name[:200], units=report.units)
    changes = report.changes
    if changes.empty:
        return
    since = SINCE_EVER if report.first else report.edition
    altered = [*changes.altered, *changes.reopened]
    create_many(Territory, (_territory(unit, since) for unit in changes.added))
    _update(altered)
    _reopen(changes.reopened)
    _close(changes.closed, report.edition)
    if not report.first:
        _record(report)
    _log(report, file_name, actor)


def _update(altered: list[Altered]) -> None:
    """Write what the edition states of units that stay; what people entered (coordinates, monitored) is kept,
    but for a unit that became another kind (a village made a city)."""
    create_many(
        Territory,
        (_territory(change.unit, SINCE_EVER) for change in altered),
        update_conflicts=True,
        unique_fields=["kato"],
        update_fields=_UPDATED,
    )
    for monitored in (True, False):
        codes = [c.unit.kato for c in altered if "kind" in c.new and c.unit.monitored == monitored]
        Territory.objects.filter(kato__in=codes).update(monitored=monitored)


def _reopen(reopened: list[Altered]) -> None:
    codes = [change.unit.kato for change in reopened]
    Territory.objects.filter(kato__in=codes).update(valid_to=None, successor=None, closed_as="")


def _close(closed: list[Unit], edition_date: date) -> None:
    codes = [unit.kato for unit in closed]
    for start in range(0, len(codes), BATCH):
        Territory.objects.filter(kato__in=codes[start : start + BATCH]).update(
            valid_to=edition_date - timedelta(days=1), closed_as=ChangeKind.ABOLISHED
        )


def _territory(unit: Unit, since: date) -> Territory:
    return Territory(
        kato=unit.kato,
        level=unit.level,
        kind=unit.kind,
        type_code=unit.type_code,
        name_kk=unit.name_kk,
        name_ru=unit.name_ru,
        search=search_text(unit.kato, unit.name_kk, unit.name_ru),
        parent_id=unit.parent,
        region_id=unit.region,
        district_id=unit.district,
        okrug_id=unit.okrug,
        monitored=unit.monitored,
        valid_from=since,
    )


def _record(report: KatoReport) -> None:
    """The history that a unit's page shows, and the recodings that wait for a person."""
    changes, day = report.changes, report.edition
    proposed = {before.kato for before, _after in changes.recoded}
    rows = [_change(day, ChangeKind.ADDED, unit.kato) for unit in changes.added]
    rows += [_change(day, ChangeKind.ADDED, change.unit.kato) for change in changes.reopened]
    rows += [_altered(day, ChangeKind.RENAMED, change, ("name_kk", "name_ru", "kind")) for change in changes.renamed]
    rows += [_altered(day, ChangeKind.MOVED, change, ("parent",)) for change in changes.moved]
    rows += [_change(day, ChangeKind.ABOLISHED, u.kato) for u in changes.closed if u.kato not in proposed]
    rows += [
        _change(day, ChangeKind.RECODED, before.kato, successor_id=after.kato, proposed=True)
        for before, after in changes.recoded
    ]
    create_many(TerritoryChange, rows)


def _change(day: date, kind: ChangeKind, kato: str, **more: Any) -> TerritoryChange:
    return TerritoryChange(edition_date=day, kind=kind, territory_id=kato, **more)


def _altered(day: date, kind: ChangeKind, change: Altered, names: tuple[str, ...]) -> TerritoryChange:
    old = {name: change.old[name] for name in names if name in change.old}
    new = {name: change.new[name] for name in names if name in change.new}
    return _change(day, kind, change.unit.kato, old=old, new=new)


def _log(report: KatoReport, file_name: str, actor: Any) -> None:
    """One change set for the edition, one change for every unit that differs."""
    change_set = open_change_set(
        "register.import",
        actor=actor,
        territory_code=COUNTRY_CODE,
        detail=f"{file_name} {report.edition}".strip(),
    )
    closing = {
        "valid_to": (report.edition - timedelta(days=1)).isoformat(),
        "closed_as": ChangeKind.ABOLISHED,
    }
    create_many(
        Change,
        (
            Change(change_set=change_set, object_type=OBJECT_TYPE, object_key=kato, old=old, new=new)
            for kato, old, new in _differences(report.changes, closing)
        ),
    )


def _differences(changes: Changes, closing: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Code, old and new values of every unit that differs."""
    yield from ((u.kato, {}, _stated(u)) for u in changes.added)
    yield from ((c.unit.kato, c.old, c.new) for c in changes.altered)
    yield from ((c.unit.kato, c.old, {**c.new, "valid_to": None, "closed_as": ""}) for c in changes.reopened)
    yield from ((u.kato, {"valid_to": None, "closed_as": ""}, closing) for u in changes.closed)


def _stated(unit: Unit) -> dict[str, Any]:
    return {name: getattr(unit, name) for name in ("level", "kind", "name_kk", "name_ru", "parent", "monitored")}
