"""Writing the generated country: register, profiles, campaigns, returns, entries with their history."""

import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from rss_portal import bulk
from rss_portal.accounts.models import User
from rss_portal.changelog.choices import Origin
from rss_portal.changelog.models import ChangeSet
from rss_portal.changelog.services import open_change_set
from rss_portal.ui.sources import DEMONSTRATION
from settlements.choices import Kind, Level, ReturnState
from settlements.models import (
    Campaign,
    EntryRevision,
    InventoryEntry,
    InventoryReturn,
    ReturnEvent,
    ReturnRemark,
    SettlementYear,
    Territory,
)
from settlements.rules.names import search_text

from .inventory import ListedMeasure, entries_by_year, people_in
from .tree import ZERENDI_DISTRICT, ZERENDI_VILLAGE, Unit

ACTION = "standards.demonstrate"
EDITION = "2023"
REGISTER_FROM = date(2000, 1, 1)
VALUE_COLUMNS = (
    "required",
    "good",
    "current_repair",
    "capital_repair",
    "emergency",
    "lacking_equipment",
    "distance_km",
    "total",
    "covered",
    "normative",
    "available",
    "share_served",
    "cost_thousand_tenge",
)
ENTRY_COLUMNS = (
    "settlement_id",
    "year",
    "item_id",
    *VALUE_COLUMNS,
    "na_reason",
    "na_approved",
    "change_set_id",
)
PUBLISHED_STATES = ((ReturnState.ACCEPTED_MINISTRY, 0.985), ("", 1.0))
OPEN_STATES = (
    ("", 0.08),  # nothing has come from the settlement yet
    (ReturnState.DRAFT, 0.35),
    (ReturnState.RETURNED, 0.43),
    (ReturnState.SUBMITTED, 0.65),
    (ReturnState.ACCEPTED_DISTRICT, 0.88),
    (ReturnState.ACCEPTED_REGION, 1.0),
)
STATE_PATH = (
    ReturnState.DRAFT,
    ReturnState.SUBMITTED,
    ReturnState.ACCEPTED_DISTRICT,
    ReturnState.ACCEPTED_REGION,
)
REMARKS = (
    "Күрделі жөндеуді қажет ететін объектілер саны өткен жылмен салыстырғанда күрт өзгерген, тексеріңіз.",
    "Қамтылған үй шаруашылықтарының саны растайтын құжатпен сәйкес келмейді.",
    "Деректер толық емес: қажетті санын көрсетіңіз.",
)


def write_register(units: Sequence[Unit]) -> int:
    """Make the country and UNITS; units that exist already are left as they are."""
    country = Territory(
        kato="KZ",
        level=Level.COUNTRY,
        kind=Kind.COUNTRY,
        name_kk="Қазақстан Республикасы",
        name_ru="Республика Казахстан",
        name_en="Republic of Kazakhstan",
        valid_from=REGISTER_FROM,
        search=search_text("KZ", "Қазақстан Республикасы", "Республика Казахстан"),
    )
    rows = [country, *(_territory(unit) for unit in units)]
    Territory.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
    return len(units)


def _territory(unit: Unit) -> Territory:
    return Territory(
        kato=unit.kato,
        level=unit.level,
        kind=unit.kind,
        type_code=unit.type_code,
        parent_id=unit.parent,
        region_id=unit.region,
        district_id=unit.district,
        okrug_id=unit.okrug,
        name_kk=unit.name_kk,
        name_ru=unit.name_ru,
        search=search_text(unit.kato, unit.name_kk, unit.name_ru),
        valid_from=REGISTER_FROM,
        monitored=unit.monitored,
        demonstration=unit.demonstration,
        latitude=unit.latitude,
        longitude=unit.longitude,
    )


def write_profiles(settlements: Sequence[Unit], years: Sequence[int]) -> int:
    rows = [_profile(unit, year) for year in years for unit in settlements]
    SettlementYear.objects.bulk_create(rows, batch_size=1000)
    return len(rows)


def _profile(unit: Unit, year: int) -> SettlementYear:
    people = people_in(unit, year)
    return SettlementYear(
        settlement_id=unit.kato,
        year=year,
        region_id=unit.region,
        district_id=unit.district,
        okrug_id=unit.okrug,
        population=people,
        households=max(1, people * 10 // 36),
        population_source=DEMONSTRATION,
        population_date=date(year, 12, 31),
        status=unit.status,
        urban=bool(unit.city_kind),
        city_kind=unit.city_kind,
        is_district_centre=unit.centre == "district",
        is_okrug_centre=bool(unit.centre),
        is_anchor=unit.anchor,
        satellite_of_id=unit.satellite_of,
        is_border=unit.border,
        is_small_town=bool(unit.city_kind) and people < 50_000,
    )


def write_campaigns(years: Sequence[int]) -> None:
    """A campaign per year: the last is open from today on, the earlier are published."""
    for year in years[:-1]:
        published = timezone.make_aware(datetime(year + 1, 6, 1, 10))
        _campaign(year, date(year + 1, 2, 10), published_at=published)
    _campaign(years[-1], timezone.localdate() + timedelta(days=30), published_at=None)


def _campaign(year: int, akimat_closes_on: date, published_at: datetime | None) -> None:
    closings = {
        f"{level}_closes_on": akimat_closes_on + timedelta(days=15 * place)
        for place, level in enumerate(("akimat", "district", "region", "ministry"))
    }
    Campaign.objects.create(
        year=year, edition_code=EDITION, opens_on=date(year + 1, 1, 10), published_at=published_at, **closings
    )


def state_of(unit: Unit, year: int, open_year: int) -> str:
    """State of the return of UNIT for YEAR, empty where there is none; the example's village has one."""
    if unit.kato == ZERENDI_VILLAGE:
        return ReturnState.DRAFT if year == open_year else ReturnState.ACCEPTED_MINISTRY
    if unit.city_kind and year != open_year:
        return ReturnState.ACCEPTED_MINISTRY
    luck = random.Random(f"return {unit.kato} {year}").random()  # noqa: S311
    states = OPEN_STATES if year == open_year else PUBLISHED_STATES
    return next(state for state, up_to in states if luck < up_to)


def write_returns(settlements: Sequence[Unit], years: Sequence[int], people: dict[str, User]) -> None:
    """Returns of all YEARS, with the steps and the remarks of those being collected."""
    rows = [
        InventoryReturn(campaign_id=year, settlement_id=unit.kato, state=state)
        for year in years
        for unit in settlements
        if (state := state_of(unit, year, years[-1]))
    ]
    InventoryReturn.objects.bulk_create(rows, batch_size=1000)
    current = list(InventoryReturn.objects.filter(campaign_id=years[-1]).select_related("settlement"))
    steps = [step for row in current for step in _steps(row, people)]
    ReturnEvent.objects.bulk_create(steps, batch_size=1000)
    remarks = [_remark(row, people) for row in current if row.state == ReturnState.RETURNED]
    ReturnRemark.objects.bulk_create(remarks, batch_size=1000)


def _actor(row: InventoryReturn, role: str, people: dict[str, User]) -> User:
    """A person of the demonstration who may take the step; outside their places the ministry's analyst."""
    if row.settlement.district_id == ZERENDI_DISTRICT or (role == "region" and row.settlement.region_id == "110000000"):
        return people[role]
    return people["ministry"]


def _steps(row: InventoryReturn, people: dict[str, User]) -> Iterator[ReturnEvent]:
    reached = ReturnState.SUBMITTED if row.state == ReturnState.RETURNED else row.state
    path = STATE_PATH[: STATE_PATH.index(ReturnState(reached)) + 1]
    roles = ("editor", "district", "region")
    for role, before, after in zip(roles, path, path[1:], strict=False):
        yield ReturnEvent(inventory_return=row, actor=_actor(row, role, people), from_state=before, to_state=after)
    if row.state == ReturnState.RETURNED:
        yield ReturnEvent(
            inventory_return=row,
            actor=_actor(row, "district", people),
            from_state=reached,
            to_state=row.state,
        )


def _remark(row: InventoryReturn, people: dict[str, User]) -> ReturnRemark:
    number = int(row.settlement_id) // 100
    return ReturnRemark(
        inventory_return=row,
        item_id=("EDU-01", "ENG-02", "HLT-01")[number % 3],
        text=REMARKS[number % 3],
        author=_actor(row, "district", people),
        due_on=timezone.localdate() + timedelta(days=14),
    )


def write_entries(
    settlements: Sequence[Unit],
    years: Sequence[int],
    lists: dict[str, list[ListedMeasure]],
    people: dict[str, User],
) -> int:
    """Entries of all YEARS with their first revisions, a change set per district and year; their number."""
    sets = _change_sets(settlements, years, people)
    rows = _entry_rows(settlements, years, lists, sets)
    key = ("year", "settlement_id", "item_id")
    written = bulk.upsert(InventoryEntry, ENTRY_COLUMNS, rows, unique=key, update=("version",))
    columns = [field.attname for field in EntryRevision._meta.concrete_fields if not field.primary_key]
    made = (min(sets.values()), max(sets.values()))
    bulk.insert_selected(EntryRevision, InventoryEntry, columns, "change_set_id BETWEEN %s AND %s", made)
    return written.inserted


def _change_sets(
    settlements: Sequence[Unit], years: Sequence[int], people: dict[str, User]
) -> dict[tuple[str, int], int]:
    """Id of the change set of each (district or region, year)."""
    places = dict.fromkeys(unit.district or unit.region for unit in settlements)
    sets = {}
    for year in years:
        at = min(timezone.now(), timezone.make_aware(datetime(year + 1, 1, 20, 11)))
        for place in places:
            actor = people["editor"] if place == ZERENDI_DISTRICT else None
            change_set = open_change_set(
                ACTION, actor=actor, origin=Origin.COMMAND, territory_code=place, detail=DEMONSTRATION
            )
            ChangeSet.objects.filter(pk=change_set.pk).update(at=at)
            sets[place, year] = change_set.pk
    return sets


def _entry_rows(
    settlements: Iterable[Unit],
    years: Sequence[int],
    lists: dict[str, list[ListedMeasure]],
    sets: dict[tuple[str, int], int],
) -> Iterator[tuple[Any, ...]]:
    for unit in settlements:
        for year, entries in entries_by_year(unit, lists[unit.status], years):
            state = state_of(unit, year, years[-1])
            if not state:
                continue
            missing = random.Random(f"missing {unit.kato} {year}")  # noqa: S311
            share = 0.35 if state == ReturnState.DRAFT else 0.012
            change_set = sets[unit.district or unit.region, year]
            for item, values in entries.items():
                if missing.random() >= share or item == "EDU-01":
                    yield _entry_row(unit.kato, year, item, values, change_set)


def _entry_row(kato: str, year: int, item: str, values: dict[str, Any], change_set: int) -> tuple[Any, ...]:
    given = values.get
    numbers = (given(name) for name in VALUE_COLUMNS)
    return (kato, year, item, *numbers, given("na_reason", ""), given("na_approved", False), change_set)
