"""Settlements by year: opening a year, statuses, imports by КАТО, changes of a profile."""

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from rss_portal.access import Refused
from rss_portal.accounts.choices import Role
from rss_portal.changelog.models import Change, ChangeSet
from settlements.choices import URBAN, ChangeKind, Kind, Level, Status
from settlements.events import profiles_changed
from settlements.models import SettlementYear, Territory
from settlements.rules import reference_rows
from settlements.rules.statuses import CITY_KINDS, Marks, default_marks, effective_status, is_urban
from settlements.services.profiles import ProfileRefused, YearFrozen, open_year, set_profile
from tests.factories import make_campaign, make_country, make_profiles, make_territory, make_user

db = pytest.mark.django_db


@given(st.sampled_from(["", *CITY_KINDS]), st.booleans(), st.booleans(), st.booleans())
def test_the_effective_status_is_the_first_that_applies(city_kind, centre, okrug_centre, anchor):
    status = effective_status(Marks(city_kind, centre, okrug_centre, anchor))
    applies = {
        Status.DISTRICT_CENTRE: centre,
        Status.OKRUG_CENTRE: okrug_centre,
        Status.ANCHOR_VILLAGE: anchor,
        Status.OTHER_VILLAGE: True,
        **{kind: kind == city_kind for kind in CITY_KINDS},
    }
    assert status == next(candidate for candidate in Status if applies[candidate])
    assert is_urban(status) == (status in URBAN) == bool(city_kind)


@pytest.mark.parametrize(
    ("kato", "level", "kind", "above", "status"),
    [
        ("710000000", Level.REGION, Kind.CITY_REPUBLICAN, Kind.COUNTRY, Status.CITY_REPUBLICAN),
        ("111010000", Level.OKRUG, Kind.CITY, Kind.CITY_ADMINISTRATION, Status.CITY_OBLAST),
        ("114620100", Level.SETTLEMENT, Kind.CITY, Kind.TOWN_ADMINISTRATION, Status.CITY_DISTRICT),
        ("116030100", Level.SETTLEMENT, Kind.VILLAGE, Kind.OKRUG, Status.OKRUG_CENTRE),
        ("116030300", Level.SETTLEMENT, Kind.VILLAGE, Kind.OKRUG, Status.OTHER_VILLAGE),
        ("113430100", Level.SETTLEMENT, Kind.TOWNSHIP, Kind.TOWN_ADMINISTRATION, Status.OKRUG_CENTRE),
        ("116030100", Level.SETTLEMENT, Kind.VILLAGE, Kind.DISTRICT, Status.OTHER_VILLAGE),
    ],
)
def test_without_other_knowledge_the_status_follows_from_the_classifier(kato, level, kind, above, status):
    assert effective_status(default_marks(kato, level, kind, above)) == status


@pytest.mark.parametrize(
    ("text", "value"), [("1 234", 1234), ("1\xa0234,0", 1234), ("0", 0), ("12.0", 12), ("1\u202f000", 1000)]
)
def test_counts_are_read_as_people_write_them(text, value):
    assert reference_rows.whole_number(text) == value


@pytest.mark.parametrize("text", ["", "-1", "12,5", "много", "1e400", "nan", "99999999999"])
def test_what_is_no_count_is_refused(text):
    with pytest.raises(reference_rows.BadCell):
        reference_rows.whole_number(text)


@given(st.integers(0, 2_000_000_000))
def test_every_grouped_number_is_read_back(value):
    assert reference_rows.whole_number(f"{value:,}".replace(",", "\xa0")) == value


@pytest.fixture
def country(db):
    return make_country()


def heard(year_log):
    def receiver(sender, year, **kwargs):
        year_log.append(year)

    profiles_changed.connect(receiver, weak=False)
    return receiver


@pytest.fixture
def told():
    """Years for which profiles_changed was sent."""
    years = []
    receiver = heard(years)
    yield years
    profiles_changed.disconnect(receiver)


def table(tmp_path, name, *lines):
    path = tmp_path / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def run(command, path, *options):
    out, err = StringIO(), StringIO()
    call_command(command, path, *options, stdout=out, stderr=err)
    return out.getvalue() + err.getvalue()


@db
def test_opening_a_year_makes_a_profile_for_every_monitored_settlement(country, told):
    opened = open_year(2025)
    assert (opened.made, opened.monitored) == (5, 5)
    statuses = dict(SettlementYear.objects.values_list("settlement_id", "status"))
    assert statuses["116030100"] == Status.OKRUG_CENTRE
    assert statuses["111010000"] == Status.CITY_OBLAST
    assert told == [2025]


@db
def test_opening_a_year_carries_the_marks_of_the_year_before_but_not_its_population(country):
    profiles = make_profiles(country, 2024)
    SettlementYear.objects.filter(pk=profiles["village_b"].pk).update(is_anchor=True, is_border=True)
    open_year(2025)
    village = SettlementYear.objects.get(settlement=country["village_b"], year=2025)
    assert (village.status, village.is_border, village.population) == (Status.ANCHOR_VILLAGE, True, None)


@db
def test_opening_a_year_again_brings_it_to_the_register(country, told):
    open_year(2025)
    Territory.objects.filter(kato="116030300").update(valid_to=date(2025, 6, 1))
    Territory.objects.filter(kato="116030100").update(district=country["north_2"])
    make_territory("116030500", Level.SETTLEMENT, Kind.VILLAGE, "Жаңа а.", country["okrug"], monitored=True)
    opened = open_year(2025)
    assert (opened.made, opened.replaced, opened.left, opened.monitored) == (1, 1, 1, 5)
    assert SettlementYear.objects.get(settlement="116030100", year=2025).district_id == "113200000"
    again = open_year(2025)
    assert (again.made, again.replaced, again.left) == (0, 0, 0)
    assert told == [2025, 2025]


@db
def test_a_recoded_settlement_carries_the_marks_of_its_earlier_code(country):
    make_profiles(country, 2024)
    SettlementYear.objects.filter(settlement="116030300").update(is_anchor=True)
    new = make_territory("116030700", Level.SETTLEMENT, Kind.VILLAGE, "Ескенежал а.", country["okrug"], monitored=True)
    Territory.objects.filter(kato="116030300").update(
        valid_to=date(2025, 6, 1), successor=new, closed_as=ChangeKind.RECODED
    )
    open_year(2025)
    assert SettlementYear.objects.get(settlement=new, year=2025).is_anchor


@db
def test_a_published_year_is_not_opened_again(country):
    make_campaign(2025, published_at="2026-05-01T00:00:00Z")
    with pytest.raises(YearFrozen):
        open_year(2025)


@db
def test_population_is_imported_logged_and_told(country, tmp_path, told):
    make_profiles(country, 2025)
    path = table(
        tmp_path,
        "people.csv",
        "kato;year;population;households;source;date",
        "116030100;2025;14 500;4100;БНС;31.12.2025",
        "116030300;2025;0;;;",
    )
    text = run("import_population", path)
    village = SettlementYear.objects.get(settlement="116030100", year=2025)
    assert (village.population, village.households, village.population_date) == (14500, 4100, date(2025, 12, 31))
    assert SettlementYear.objects.get(settlement="116030300", year=2025).population == 0
    assert "warning, row 3" in text
    change = Change.objects.get(object_key="116030100:2025")
    assert (change.old["population"], change.new["population"]) == (1000, 14500)
    assert ChangeSet.objects.get(action="profiles.import_population").detail == "people.csv"
    assert told == [2025]


@db
def test_the_same_population_file_twice_changes_nothing(country, tmp_path, told):
    make_profiles(country, 2025)
    path = table(tmp_path, "people.csv", "kato,year,population", "116030100,2025,14500")
    run("import_population", path)
    assert "changed 0" in run("import_population", path)
    assert ChangeSet.objects.count() == 1
    assert told == [2025]


@db
def test_all_errors_of_a_population_file_are_told_at_once_and_nothing_is_written(country, tmp_path):
    make_profiles(country, 2025)
    make_campaign(2024, published_at="2025-05-01T00:00:00Z")
    Territory.objects.filter(kato="116030300").update(monitored=False, valid_to=date(2025, 1, 1))
    path = table(
        tmp_path,
        "people.csv",
        "kato,year,population",
        "116030100,2025,14500",
        "116030100,2025,14501",
        "999999999,2025,5",
        "116030300,2025,5",
        "113230100,2024,5",
        "113230100,2025,много",
        "11323,1999,5",
    )
    err = StringIO()
    with pytest.raises(CommandError):
        call_command("import_population", path, stderr=err)
    rows = [line.split(",")[0] for line in err.getvalue().splitlines()]
    assert rows == ["row 3", "row 4", "row 5", "row 6", "row 7", "row 8", "row 8"]
    assert SettlementYear.objects.get(settlement="116030100", year=2025).population == 1000
    assert not ChangeSet.objects.exists()


@db
def test_with_skip_bad_the_good_rows_are_written_and_the_others_listed(country, tmp_path):
    make_profiles(country, 2025)
    path = table(tmp_path, "people.csv", "kato,year,population", "116030100,2025,14500", "999999999,2025,5")
    text = run("import_population", path, "--skip-bad")
    assert "row 3" in text
    assert SettlementYear.objects.get(settlement="116030100", year=2025).population == 14500


@db
def test_a_dry_run_checks_and_writes_nothing(country, tmp_path):
    make_profiles(country, 2025)
    path = table(tmp_path, "people.csv", "kato,year,population", "116030100,2025,14500")
    run("import_population", path, "--dry-run")
    assert SettlementYear.objects.get(settlement="116030100", year=2025).population == 1000


@db
def test_population_of_a_year_without_profiles_makes_them_with_their_status(country, tmp_path):
    path = table(tmp_path, "people.csv", "kato,year,population", "111010000,2025,150000")
    run("import_population", path)
    city = SettlementYear.objects.get(year=2025)
    assert (city.settlement_id, city.population, city.status, city.urban) == (
        "111010000", 150000, Status.CITY_OBLAST, True,
    )  # fmt: skip


@db
def test_statuses_are_imported_and_the_effective_status_follows(country, tmp_path, told):
    make_profiles(country, 2025)
    path = table(
        tmp_path,
        "statuses.csv",
        "kato,year,anchor,satellite_of,border",
        "116030300,2025,иә,,1",
        "113230100,2025,нет,116030300,0",
    )
    run("import_statuses", path)
    anchor = SettlementYear.objects.get(settlement="116030300", year=2025)
    satellite = SettlementYear.objects.get(settlement="113230100", year=2025)
    assert (anchor.status, anchor.is_border) == (Status.ANCHOR_VILLAGE, True)
    assert (satellite.satellite_of_id, satellite.status) == ("116030300", Status.OTHER_VILLAGE)
    assert told == [2025]


@db
@pytest.mark.parametrize("anchor", ["113230100", "999999999"])
def test_a_satellite_of_itself_or_of_an_unknown_settlement_is_an_error(country, tmp_path, anchor):
    make_profiles(country, 2025)
    path = table(tmp_path, "statuses.csv", "kato,year,satellite_of", f"113230100,2025,{anchor}")
    with pytest.raises(CommandError):
        run("import_statuses", path)


@db
def test_coordinates_are_imported_once_and_places_outside_the_country_refused(country, tmp_path):
    path = table(tmp_path, "places.csv", "kato,lat,lon", "116030100,52.91,69.13")
    run("import_coordinates", path)
    assert Territory.objects.get(kato="116030100").latitude == Decimal("52.91")
    assert "changed 0" in run("import_coordinates", path)
    with pytest.raises(CommandError):
        run("import_coordinates", table(tmp_path, "swapped.csv", "kato,lat,lon", "116030100,69.13,52.91"))


@db
def test_a_table_without_a_needed_column_is_refused(country, tmp_path):
    with pytest.raises(CommandError, match="population"):
        run("import_population", table(tmp_path, "people.csv", "kato,year", "116030100,2025"))


@db
def test_the_ministry_changes_marks_with_a_reason_and_the_status_follows(country, told):
    make_profiles(country, 2025)
    analyst = make_user("analyst", Role.MINISTRY_ANALYST)
    profile = set_profile(analyst, country["village_b"], 2025, {"is_anchor": True}, reason="Бұйрық № 7")
    assert profile.status == Status.ANCHOR_VILLAGE
    change_set = ChangeSet.objects.get(action="profiles.set")
    assert (change_set.reason, change_set.actor) == ("Бұйрық № 7", analyst)
    change = change_set.changes.get()
    assert change.new == {"is_anchor": True, "status": "anchor_village"}
    assert told == [2025]


@db
def test_saving_a_profile_without_a_difference_logs_nothing(country, told):
    make_profiles(country, 2025)
    set_profile(make_user("analyst", Role.MINISTRY_ANALYST), country["village_b"], 2025, {"is_anchor": False})
    assert (ChangeSet.objects.count(), told) == (0, [])


@db
@pytest.mark.parametrize(
    ("role", "territory"),
    [(Role.AKIMAT_EDITOR, "116000000"), (Role.AKIMAT_HEAD, "113200000"), (Role.SECTOR_ANALYST, "KZ")],
)
def test_others_do_not_change_a_profile(country, role, territory):
    make_profiles(country, 2025)
    with pytest.raises(Refused):
        set_profile(make_user("person", role, territory), country["village_b"], 2025, {"is_anchor": True})


@db
def test_an_anchor_is_no_satellite_and_nobody_is_a_satellite_of_itself(country):
    make_profiles(country, 2025)
    analyst = make_user("analyst", Role.MINISTRY_ANALYST)
    with pytest.raises(ProfileRefused):
        set_profile(analyst, country["village_b"], 2025, {"satellite_of_id": "116030300"})
    with pytest.raises(ProfileRefused):
        set_profile(analyst, country["village_b"], 2025, {"satellite_of_id": "116030100", "is_anchor": True})
