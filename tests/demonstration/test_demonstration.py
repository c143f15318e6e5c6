"""The generated country: complete, plausible, the same everywhere, and safe to make twice."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from rss_portal.accounts.choices import Role
from rss_portal.accounts.demonstration import DEMO_PASSWORD, demonstration_users, make_demo_users
from rss_portal.accounts.models import RoleGrant, User
from settlements.choices import ReturnState, Status
from settlements.models import Campaign, EntryRevision, InventoryEntry, InventoryReturn, SettlementYear, Territory
from settlements.rules.entry_checks import check_values, errors
from settlements.rules.measure_fields import MEASURE_FIELDS
from standards import queries
from standards.models import Edition, Series
from standards.services.demonstration import country_scale, small_scale
from standards.services.demonstration.inventory import ListedMeasure, entries_by_year
from standards.services.demonstration.tree import ZERENDI_VILLAGE, Unit, all_units

EVERYTHING = (Territory, SettlementYear, Campaign, InventoryReturn, InventoryEntry, EntryRevision, User, RoleGrant)


@pytest.fixture(scope="module")
def country_units() -> list[Unit]:
    return all_units(country_scale())


@pytest.fixture
def demonstration(db: None) -> str:
    """The small demonstration, made by its command; what the command printed."""
    printed = io.StringIO()
    call_command("demonstrate", years=2, stdout=printed)
    return printed.getvalue()


def test_the_country_has_20_regions_6293_villages_and_89_towns(country_units):
    monitored = [unit for unit in country_units if unit.monitored]
    assert len({unit.region for unit in country_units}) == 20
    assert sum(bool(unit.city_kind) for unit in monitored) == 89
    assert sum(not unit.city_kind for unit in monitored) == 6293


def test_marks_of_villages_are_near_the_numbers_of_the_concept(country_units):
    anchors = sum(unit.anchor for unit in country_units)
    satellites = sum(bool(unit.satellite_of) for unit in country_units)
    assert abs(anchors - 1173) < 60
    assert abs(satellites - 2388) < 120


def test_codes_are_unique_keep_the_structure_and_miss_those_of_the_classifier(country_units):
    codes = [unit.kato for unit in country_units]
    assert len(set(codes)) == len(codes)
    assert all(len(code) == 9 and code.isdigit() for code in codes)
    invented = [unit for unit in country_units if unit.demonstration]
    assert all(unit.kato[2:4] >= "80" for unit in invented)
    assert {unit.kato[2:] for unit in country_units if not unit.demonstration} == {"0000000"}


@pytest.mark.shared
def test_no_invented_code_is_one_of_the_real_register(country_units, shared_dir):
    real: set[str] = set()
    for path in (shared_dir / "data" / "real" / "kato").glob("kato_*.csv"):
        for line in path.read_text(encoding="utf-8-sig").splitlines()[1:]:
            real.update(cell for cell in line.replace(";", ",").split(",") if len(cell) == 9 and cell.isdigit())
    assert not real & {unit.kato for unit in country_units if unit.demonstration}


def test_settlements_lie_in_kazakhstan_under_a_parent_that_exists(country_units):
    codes = {unit.kato for unit in country_units} | {"KZ"}
    assert all(unit.parent in codes for unit in country_units)
    points = [(unit.latitude, unit.longitude) for unit in country_units if unit.monitored]
    assert all(40.5 < latitude < 55.5 and 46 < longitude < 87.5 for latitude, longitude in points)


def test_the_generator_gives_the_same_country_every_time():
    assert all_units(small_scale()) == all_units(small_scale())


def test_entries_pass_the_checks_and_rarely_jump_from_year_to_year():
    listed = [
        ListedMeasure("EDU-01", "facility", True, 80.0),
        ListedMeasure("ENG-02", "network", True, 60.0),
        ListedMeasure("TRN-01", "service", True, 50.0),
        ListedMeasure("CUL-02", "facility", False, 30.0),
    ]
    units = [unit for unit in all_units(small_scale()) if unit.monitored]
    found = [problem for unit in units for problem in _problems(unit, listed)]
    assert not errors(found)
    assert len(found) < len(units) / 10


def _problems(unit: Unit, listed: list[ListedMeasure]) -> Iterator[Any]:
    before: dict[str, Any] = {}
    for _, entries in entries_by_year(unit, listed, (2022, 2023, 2024, 2025)):
        for item in listed:
            values = entries[item.code]
            yield from check_values(
                item.measure,
                values,
                level="mandatory" if item.mandatory else "recommended",
                previous=before.get(item.code),
            )
            assert set(values) <= {*MEASURE_FIELDS[item.measure], "na_reason", "na_approved"}
        before = entries


def test_the_small_one_shows_every_state_and_is_computed(demonstration):
    states = set(InventoryReturn.objects.values_list("state", flat=True))
    assert states == set(ReturnState.values)
    assert set(SettlementYear.objects.values_list("status", flat=True)) == set(Status.values) - {Status.CITY_REPUBLICAN}
    years = dict(Campaign.objects.values_list("year", "published_at"))
    assert [bool(published) for _, published in sorted(years.items())] == [True, False]
    assert Campaign.objects.get(year=2025).akimat_closes_on > timezone.localdate()
    assert Series.objects.filter(current_run__isnull=False).count() == 4
    assert EntryRevision.objects.count() == InventoryEntry.objects.count() > 10_000
    figures = queries.territory_figures(
        queries.Selection(Territory.objects.get(pk="KZ"), 2024, Edition.objects.get(pk="2023"))
    )
    assert 550_000 < (figures.mean_e4 or 0) < 750_000
    assert figures.no_return > 0


def test_zerendi_reproduces_the_published_example(demonstration):
    answer = Client().get(f"/api/v1/explain/?settlement={ZERENDI_VILLAGE}&year=2024&item=EDU-01").json()
    assert answer["items"][0]["score"] == "80.8333"
    presence = (
        Client()
        .get(f"/api/v1/explain/?settlement={ZERENDI_VILLAGE}&year=2024&item=EDU-01&edition=2019-presence")
        .json()
    )
    assert presence["items"][0]["score"] == "100.0000"


def test_there_is_a_person_for_every_role_and_the_password_is_printed(demonstration):
    assert {grant.role for user in demonstration_users() for grant in user.role_grants.all()} == set(Role.values)
    assert all(user.check_password(DEMO_PASSWORD) for user in demonstration_users()[:2])
    assert DEMO_PASSWORD in demonstration


def test_a_second_run_changes_nothing_not_even_what_people_changed(demonstration):
    InventoryEntry.objects.filter(settlement=ZERENDI_VILLAGE, item="EDU-01", year=2025).update(good=3, capital_repair=0)
    before = [model.objects.count() for model in EVERYTHING]
    printed = io.StringIO()
    call_command("demonstrate", years=2, stdout=printed)
    assert "nothing changed" in printed.getvalue()
    assert [model.objects.count() for model in EVERYTHING] == before
    assert InventoryEntry.objects.get(settlement=ZERENDI_VILLAGE, item="EDU-01", year=2025).good == 3
    with pytest.raises(CommandError, match="another scale"):
        call_command("demonstrate", years=3, stdout=printed)


@pytest.mark.django_db
def test_invented_villages_are_not_mixed_into_a_real_register(country):
    with pytest.raises(CommandError, match="real register"):
        call_command("demonstrate", stdout=io.StringIO())
    assert not Territory.objects.filter(demonstration=True).exists()


@pytest.mark.django_db
def test_production_makes_no_demonstration_accounts(monkeypatch):
    monkeypatch.setattr(settings, "DEMONSTRATION", False)
    with pytest.raises(CommandError):
        call_command("demonstrate", stdout=io.StringIO())
    with pytest.raises(ValueError, match="never"):
        make_demo_users("118000000", "118100000", "110000000")
    assert demonstration_users() == []
