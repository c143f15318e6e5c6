"""The classifier's import: files in three shapes, a newer edition, a person's word; nothing is lost."""

from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
import xlsxwriter
from django.core.management import CommandError, call_command

from rss_portal.access import Refused
from rss_portal.accounts.choices import Role
from rss_portal.changelog.models import Change, ChangeSet
from settlements.choices import ChangeKind, Kind
from settlements.exchange.kato_file import edition_in_name, read_kato
from settlements.exchange.reading import UnreadableTable
from settlements.models import SettlementYear, Territory, TerritoryChange
from settlements.permissions import granted_territories
from settlements.services.kato_import import SINCE_EVER, KatoRefused, import_edition
from settlements.services.territory import ChangeSettled, confirm_recoding, reject_recoding, set_coordinates
from tests.factories import make_profile, make_user

pytestmark = pytest.mark.django_db
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "real" / "kato"
OLD, NEW = date(2022, 10, 17), date(2026, 7, 17)

FLAT = '''kato,kato_version,level,type_code,name_ru,name_kk
110000000,NK RK 11,oblast,0,Акмолинская область,Ақмола облысы
116000000,NK RK 11,district,2,Зерендинский район,Зеренді ауданы
116030000,NK RK 11,sub_district,2,Зерендинский с.о.,Зеренді  а.о.
116030100,NK RK 11,settlement,2,с.Зеренда,Зеренді а.
116030200,NK RK 11,settlement,2,"с.""Ќоянды""",Қоянды а.
116030202,NK RK 11,settlement,2,отг.Новое,Жаңа ж.
'''
EARLIER = (
    "\ufeffid;parent_id;code;name\n1;0;110000000;Акмолинская область\n2;1;116000000;Зерендинский район\n"
    '3;2;116030000;Зерендинский с.о.\n4;3;116030100;с.Зеренда\n5;3;116030200;"с.""Ќоянды"""\n'
    "6;5;116030202;отг.Новое\n"
)


def written(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def workbook(tmp_path):
    """The statistics bureau's own workbook: codes as numbers, components apart."""
    path = tmp_path / "КАТО_17.07.2026.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["te", "ab", "cd", "ef", "hij", "k", "kaz_name", "rus_name", "nn"])
    rows = [
        (110000000, 11, 0, 0, 0, 0, "Ақмола облысы", "Акмолинская область"),
        (116000000, 11, 60, 0, 0, 2, "Зеренді ауданы", "Зерендинский район"),
        ("", 11, 60, 30, 0, 2, "Зеренді  а.о.", "Зерендинский с.о."),
        (116030100, 11, 60, 30, 100, 2, "Зеренді а.", "с.Зеренда"),
        (116030200, 11, 60, 30, 200, 2, "Қоянды а.", 'с."Ќоянды"'),
        (116030202, 11, 60, 30, 202, 2, "Жаңа ж.", "отг.Новое"),
    ]
    for number, row in enumerate(rows, start=1):
        sheet.write_row(number, 0, row)
    book.close()
    return path


def load(path, edition=NEW, **more):
    return import_edition(read_kato(path), edition, file_name=path.name, **more)


def shown():
    return list(Territory.objects.order_by("kato").values_list("kato", "parent_id", "kind", "name_ru", "monitored"))


SHAPES = {
    "flat": lambda tmp_path: written(tmp_path, "flat.csv", FLAT),
    "own workbook": workbook,
    "earlier": lambda tmp_path: written(tmp_path, "earlier.csv", EARLIER),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_of_the_file_gives_the_same_register(tmp_path, shape):
    load(SHAPES[shape](tmp_path))
    assert shown() == [
        ("110000000", "KZ", "oblast", "Акмолинская область", False),
        ("116000000", "110000000", "district", "Зерендинский район", False),
        ("116030000", "116000000", "okrug", "Зерендинский с.о.", False),
        ("116030100", "116030000", "village", "с.Зеренда", True),
        ("116030200", "116030000", "village", 'с."Қоянды"', True),
        ("116030202", "116030200", "sub_place", "отг.Новое", False),
        ("KZ", None, "country", "Республика Казахстан", False),
    ]


def test_a_file_with_unknown_columns_is_refused_with_what_was_expected(tmp_path):
    with pytest.raises(UnreadableTable, match="name_ru"):
        load(written(tmp_path, "other.csv", "a,b\n1,2\n"))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"\x00\x01\x02\x03"])
def test_a_broken_file_is_refused_and_changes_nothing(tmp_path, content):
    path = tmp_path / "broken.xlsx"
    path.write_bytes(content)
    with pytest.raises(CommandError):
        call_command("import_kato", str(path))
    assert not Territory.objects.exists()


def test_all_wrong_rows_are_told_at_once_and_nothing_is_written(tmp_path):
    path = written(tmp_path, "wrong.csv", FLAT + "11603,x,settlement,2,с.А,А а.\n116030100,x,settlement,2,с.Б,Б а.\n")
    with pytest.raises(KatoRefused) as caught:
        load(path)
    assert [(p.number, p.code) for p in caught.value.problems] == [(8, "code"), (9, "twice")]
    assert not Territory.objects.exists()


def test_the_first_edition_is_valid_for_the_years_before_it(tmp_path):
    report = load(written(tmp_path, "flat.csv", FLAT))
    assert (report.first, report.units, report.urban, report.rural) == (True, 6, 0, 2)
    assert set(Territory.objects.values_list("valid_from", flat=True)) == {SINCE_EVER}
    assert not TerritoryChange.objects.exists()
    assert {repair.why for repair in report.repairs} == {("spaces",), ("old_font",)}


def test_the_same_file_twice_changes_nothing_and_logs_nothing(tmp_path):
    path = written(tmp_path, "flat.csv", FLAT)
    load(path)
    before, logged = shown(), Change.objects.count()
    assert logged == 6
    assert load(path).changes.empty
    assert (shown(), Change.objects.count(), ChangeSet.objects.count()) == (before, logged, 1)


def test_a_dry_run_gives_the_same_report_and_writes_nothing(tmp_path):
    path = written(tmp_path, "kato_2026-07-17.csv", FLAT)
    reports = []
    for options in (["--dry-run"], []):
        out = StringIO()
        call_command("import_kato", str(path), *options, stdout=out)
        reports.append([line for line in out.getvalue().splitlines() if "dry run" not in line])
        assert Territory.objects.exists() == (not options)
    assert reports[0] == reports[1]


NEWER = """kato,kato_version,level,type_code,name_ru,name_kk
110000000,NK RK 11,oblast,0,Акмолинская область,Ақмола облысы
116000000,NK RK 11,district,2,Зерендинский район,Зеренді ауданы
116030000,NK RK 11,sub_district,2,Зерендинский с.о.,Зеренді а.о.
116030200,NK RK 11,settlement,2,с.Қоянды,Қоянды а.
116030300,NK RK 11,settlement,2,с.Акан,Ақан а.
116030700,NK RK 11,settlement,2,с.Зеренда,Зеренді а.
"""


@pytest.fixture
def upgraded(tmp_path):
    """An inventory of 2021 on the old register, then the newer edition."""
    load(written(tmp_path, "old.csv", FLAT), OLD)
    village = Territory.objects.get(kato="116030100")
    make_profile(village, 2021, "okrug_centre", 5000)
    set_coordinates(village, Decimal("53.1"), Decimal("69.2"), actor=None)
    return load(written(tmp_path, "new.csv", NEWER), NEW, close_many=True)


def test_a_newer_edition_reports_added_renamed_recoded_and_closed(upgraded):
    found = upgraded.changes
    assert [unit.kato for unit in found.added] == ["116030300", "116030700"]
    assert [change.unit.kato for change in found.renamed] == ["116030200"]
    assert [(a.kato, b.kato) for a, b in found.recoded] == [("116030100", "116030700")]
    assert [unit.kato for unit in found.closed] == ["116030100", "116030202"]


def test_a_closed_unit_keeps_its_data_and_its_end(upgraded):
    village = Territory.objects.get(kato="116030100")
    assert (village.valid_to, village.closed_as) == (date(2026, 7, 16), ChangeKind.ABOLISHED)
    assert SettlementYear.objects.get(settlement=village, year=2021).population == 5000
    kinds = dict(TerritoryChange.objects.values_list("territory_id", "kind"))
    assert kinds == {
        "116030300": "added",
        "116030700": "added",
        "116030200": "renamed",
        "116030202": "abolished",
        "116030100": "recoded",
    }


def test_every_change_of_the_upgrade_is_in_the_change_log(upgraded):
    change_set = ChangeSet.objects.filter(action="register.import").latest("id")
    logged = {change.object_key: change for change in change_set.changes.all()}
    assert set(logged) == {"116030100", "116030200", "116030202", "116030300", "116030700"}
    assert logged["116030200"].old["name_ru"] == 'с."Қоянды"'
    assert logged["116030100"].new["valid_to"] == "2026-07-16"


def test_a_confirmed_recoding_links_the_codes_and_carries_grants_and_coordinates(upgraded):
    analyst = make_user("analyst", Role.MINISTRY_ANALYST)
    editor = make_user("editor", Role.AKIMAT_EDITOR, "116030100")
    proposal = TerritoryChange.objects.get(proposed=True)
    confirm_recoding(proposal.pk, actor=analyst, reason="Бұйрық № 5")
    old, new = Territory.objects.get(kato="116030100"), Territory.objects.get(kato="116030700")
    assert (old.successor_id, old.closed_as) == ("116030700", ChangeKind.RECODED)
    assert (new.latitude, new.monitored) == (Decimal("53.100000"), True)
    assert {unit.kato for unit in granted_territories(editor)} == {"116030100", "116030700"}
    assert ChangeSet.objects.get(action="register.confirm_recoding").reason == "Бұйрық № 5"
    with pytest.raises(ChangeSettled):
        confirm_recoding(proposal.pk, actor=analyst)


def test_a_rejected_recoding_stays_an_abolition_and_is_not_proposed_again(upgraded, tmp_path):
    analyst = make_user("analyst", Role.MINISTRY_ANALYST)
    reject_recoding(TerritoryChange.objects.get(proposed=True).pk, actor=analyst)
    assert load(written(tmp_path, "new.csv", NEWER), NEW).changes.empty
    assert not TerritoryChange.objects.filter(proposed=True).exists()
    assert Territory.objects.get(kato="116030100").successor_id is None


def test_recodings_are_confirmed_by_the_ministry_alone(upgraded):
    head = make_user("head", Role.AKIMAT_HEAD, "110000000")
    with pytest.raises(Refused):
        confirm_recoding(TerritoryChange.objects.get(proposed=True).pk, actor=head)
    assert TerritoryChange.objects.filter(proposed=True).exists()


def test_the_command_confirms_all_recodings_when_told_to(tmp_path):
    load(written(tmp_path, "old.csv", FLAT), OLD)
    path = written(tmp_path, "kato_2026-07-17.csv", NEWER)
    call_command("import_kato", str(path), "--confirm-recoded", "--close-many", stdout=StringIO())
    assert Territory.objects.get(kato="116030100").successor_id == "116030700"


def test_a_unit_that_comes_back_is_open_again(upgraded, tmp_path):
    load(written(tmp_path, "back.csv", FLAT), date(2027, 1, 1))
    village = Territory.objects.get(kato="116030100")
    assert (village.valid_to, village.closed_as) == (None, "")
    assert village.years.count() == 1


def test_an_older_edition_than_the_registers_is_refused(upgraded, tmp_path):
    with pytest.raises(KatoRefused):
        load(written(tmp_path, "old.csv", FLAT), OLD)


def test_a_file_with_a_part_of_the_country_does_not_close_the_rest(tmp_path):
    load(written(tmp_path, "flat.csv", FLAT))
    part = "\n".join(FLAT.splitlines()[:4]) + "\n"
    with pytest.raises(KatoRefused):
        load(written(tmp_path, "part.csv", part), date(2027, 1, 1))
    assert not Territory.objects.exclude(valid_to=None).exists()


def test_invented_units_of_the_demonstration_are_never_closed(tmp_path):
    load(written(tmp_path, "flat.csv", FLAT))
    Territory.objects.filter(kato="116030202").update(demonstration=True)
    without = FLAT.replace("116030202,NK RK 11,settlement,2,отг.Новое,Жаңа ж.\n", "")
    assert load(written(tmp_path, "without.csv", without), date(2027, 1, 1)).changes.closed == []


def test_what_people_entered_outlives_an_edition(tmp_path):
    load(written(tmp_path, "flat.csv", FLAT))
    Territory.objects.filter(kato="116030200").update(monitored=False, latitude=Decimal("53"), longitude=Decimal("69"))
    renamed = FLAT.replace('"с.""Ќоянды""",Қоянды а.', "с.Коянды,Қоянды а.")
    load(written(tmp_path, "renamed.csv", renamed), date(2027, 1, 1))
    unit = Territory.objects.get(kato="116030200")
    assert (unit.name_ru, unit.monitored, unit.latitude) == ("с.Коянды", False, Decimal("53"))


def test_a_village_that_becomes_a_city_is_a_city(tmp_path):
    load(written(tmp_path, "flat.csv", FLAT))
    city = FLAT.replace("с.Зеренда,Зеренді а.", "г.Зеренда,Зеренді қ.")
    load(written(tmp_path, "city.csv", city), date(2027, 1, 1))
    unit = Territory.objects.get(kato="116030100")
    assert (unit.kind, unit.monitored) == (Kind.CITY, True)


@pytest.mark.parametrize(
    ("name", "found"),
    [("kato_2026-07-17_ru_kk.csv", NEW), ("КАТО_17.07.2026.xlsx", NEW), ("kato.csv", None)],
)
def test_the_edition_is_read_from_the_files_name(name, found):
    assert edition_in_name(Path(name)) == found


@pytest.mark.shared
def test_the_real_edition_of_2026_has_its_known_counts():
    report = load(SHARED / "kato_2026-07-17_ru_kk.csv")
    assert (report.units, report.urban, report.rural) == (15594, 90, 5959)
    assert Territory.objects.get(kato="711110000").parent_id == "710000000"
    assert Territory.objects.get(kato="151011100").kind == Kind.CITY_PART
    assert not Territory.objects.filter(name_kk__regex="[ЌќўїЎЇ\u00a0]|  ").exists()
    assert len(report.repairs) == 229


@pytest.mark.shared
def test_the_real_upgrade_of_2022_to_2026_reports_its_known_counts_and_deletes_nothing():
    load(SHARED / "kato_2022-10-17_ru.csv", OLD)
    changes = load(SHARED / "kato_2026-07-17_ru_kk.csv").changes
    counts = [len(x) for x in (changes.added, changes.renamed, changes.moved, changes.recoded, changes.closed)]
    assert counts == [582, 150, 3, 546, 1252]
    assert Territory.objects.count() == 1 + 16264 + 582
    assert Territory.objects.filter(valid_to=None).count() == 1 + 15594
