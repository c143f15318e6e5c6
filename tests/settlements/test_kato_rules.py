"""What a code and a name of the classifier say about a unit: every trap of spec 10.1, and properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from settlements.choices import Kind, Level
from settlements.rules.kato import KatoRow, kind_of, level_of, parent_of, read_edition
from settlements.rules.kato_changes import Known, compare
from settlements.rules.names import clean, fold, search_text

codes = st.from_regex(r"[1-9]\d{8}", fullmatch=True)


def rows(*pairs):
    return [KatoRow(number, kato, ru, kk) for number, (kato, ru, kk) in enumerate(pairs, start=2)]


def units(*pairs):
    return {unit.kato: unit for unit in read_edition(rows(*pairs)).units}


def known(edition):
    return {kato: Known(unit, closed=False) for kato, unit in edition.items()}


def changes(before, after):
    return compare(known(units(*before)), units(*after).values())


REGION = ("110000000", "Акмолинская область", "Ақмола облысы")
DISTRICT = ("116000000", "Зерендинский район", "Зеренді ауданы")
OKRUG = ("116030000", "Зерендинский с.о.", "Зеренді а.о.")
VILLAGE = ("116030100", "с.Зеренда", "Зеренді а.")
FRAME = (REGION, DISTRICT, OKRUG)


@pytest.mark.parametrize(
    ("kato", "level"),
    [
        ("110000000", Level.REGION),
        ("116000000", Level.DISTRICT),
        ("116030000", Level.OKRUG),
        ("711110000", Level.OKRUG),
        ("116030100", Level.SETTLEMENT),
        ("116030102", Level.SUB_PLACE),
        ("115630280", Level.SUB_PLACE),
    ],
)
def test_the_level_follows_from_the_code(kato, level):
    assert level_of(kato) == level


@pytest.mark.parametrize(
    ("level", "name_ru", "name_kk", "kind"),
    [
        (Level.REGION, "область Абай", "Абай облысы", Kind.OBLAST),
        (Level.REGION, "г.Астана", "Астана қ.", Kind.CITY_REPUBLICAN),
        (Level.DISTRICT, "Кокшетау Г.А.", "Көкшетау Қ.Ә.", Kind.CITY_ADMINISTRATION),
        (Level.DISTRICT, "район Биржан сал", "Біржан сал ауданы", Kind.DISTRICT),
        (Level.OKRUG, "г.Кокшетау", "Көкшетау қ.", Kind.CITY),
        (Level.OKRUG, "г.Қонаев", "Қонаев қ.", Kind.CITY),
        (Level.OKRUG, "г.а.Алтай", "Алтай қ.ә.", Kind.TOWN_ADMINISTRATION),
        (Level.OKRUG, "Аягоз г.а.", "Аягөз қ.ә.", Kind.TOWN_ADMINISTRATION),
        (Level.OKRUG, "п.а.Жибек жолы", "Жібек жолы к.ә.", Kind.TOWN_ADMINISTRATION),
        (Level.OKRUG, "С.Сейфуллинская п.а.", "С.Сейфуллин к.ә.", Kind.TOWN_ADMINISTRATION),
        (Level.OKRUG, "с.а.Тайтобе", "Тайтөбе а.ә.", Kind.TOWN_ADMINISTRATION),
        (Level.OKRUG, "Кенгирбайбийский с.о", "Кеңгірбай би а.о.", Kind.OKRUG),
        (Level.OKRUG, "с.о.имени Омара Шипина", "Омар Шипин атындағы а.о.", Kind.OKRUG),
        (Level.OKRUG, "район Алматы", "Алматы ауданы", Kind.CITY_PART),
        (Level.OKRUG, "р.а. им.Казыбек би", "Қазыбек би атын. а.ә.", Kind.CITY_PART),
        (Level.SETTLEMENT, "район Астана", "Астана ауданы", Kind.CITY_PART),
        (Level.SETTLEMENT, "г.Степняк", "Степняк қ.", Kind.CITY),
        (Level.SETTLEMENT, "п.Аршалы", "Аршалы к.", Kind.TOWNSHIP),
        (Level.SETTLEMENT, "с.Зеренда", "Зеренді а.", Kind.VILLAGE),
        (Level.SETTLEMENT, "рзд.18 км", "рзд.18 км", Kind.VILLAGE),
        (Level.SETTLEMENT, "Бегенский лесхоз", "Беген орманшар", Kind.VILLAGE),
        (Level.SUB_PLACE, "п.Чаган", "Шаған к.", Kind.SUB_PLACE),
    ],
)
def test_what_a_unit_is_follows_from_its_name_where_the_level_does_not_tell(level, name_ru, name_kk, kind):
    assert kind_of(level, name_ru, name_kk) == kind


def test_city_districts_of_a_republican_city_hang_on_the_city():
    found = units(("710000000", "г.Астана", "Астана қ."), ("711110000", "район Алматы", "Алматы ауданы"))
    part = found["711110000"]
    assert (part.parent, part.region, part.district, part.kind) == ("710000000", "710000000", None, Kind.CITY_PART)


def test_a_city_is_monitored_once_as_its_own_row_and_neither_its_administration_nor_its_districts():
    found = units(
        REGION,
        ("150000000", "Актюбинская область", "Ақтөбе облысы"),
        ("151000000", "Актобе Г.А.", "Ақтөбе Қ.Ә."),
        ("151010000", "г.Актобе", "Ақтөбе қ."),
        ("151011100", "район Астана", "Астана ауданы"),
        ("710000000", "г.Астана", "Астана қ."),
        ("711110000", "район Алматы", "Алматы ауданы"),
    )
    assert {kato for kato, unit in found.items() if unit.monitored} == {"151010000", "710000000"}


def test_sub_places_hang_on_their_main_settlement_and_are_not_monitored():
    found = units(*FRAME, VILLAGE, ("116030102", "зимовка Жанабаз", "Жаңабаз қыстауы"))
    assert found["116030102"].parent == "116030100"
    assert [kato for kato, unit in found.items() if unit.monitored] == ["116030100"]


def test_a_sub_place_without_a_main_settlement_climbs_to_the_okrug():
    found = units(*FRAME, ("116030280", "с.Айдарлы", "Айдарлы а."))
    assert found["116030280"].parent == "116030000"


def test_a_village_without_an_okrug_row_climbs_to_the_district():
    found = units(REGION, DISTRICT, VILLAGE)
    assert (found["116030100"].parent, found["116030100"].okrug) == ("116000000", None)


@given(codes, st.sets(codes, max_size=30))
def test_a_parent_exists_lies_above_and_nothing_nearer_exists(kato, existing):
    parent = parent_of(kato, existing)
    if parent == "KZ":
        nearer = [kato[:digits].ljust(9, "0") for digits in (2, 4, 6, 7)]
    else:
        assert parent in existing
        assert parent != kato
        stem = parent.rstrip("0")
        assert kato.startswith(stem)
        nearer = [kato[:d].ljust(9, "0") for d in (2, 4, 6, 7) if kato[:d].ljust(9, "0") > parent]
    assert not [code for code in nearer if code in existing and code != kato]


@given(st.sets(codes, min_size=1, max_size=40))
def test_every_unit_of_an_edition_reaches_the_country_without_a_circle(existing):
    found = units(*((kato, "с.Село", "") for kato in existing))
    for unit in found.values():
        steps = 0
        while unit.parent != "KZ":
            unit, steps = found[unit.parent], steps + 1
            assert steps < 6


@pytest.mark.parametrize(
    ("raw", "stored", "why"),
    [
        ("Қарабұлақ  \xa0а.ә.", "Қарабұлақ а.ә.", ("spaces",)),
        ('с."Ќоянды"', 'с."Қоянды"', ("old_font",)),
        ("Нўрғазы а.", "Нұрғазы а.", ("old_font",)),
        ("Кїшік жал  а.", "Күшік жал а.", ("spaces", "old_font")),
        ("Кјркес а.", "Кәркес а.", ("old_font",)),
        ("Көкшетау қ.", "Көкшетау қ.", ()),
    ],
)
def test_names_are_cleaned_and_the_repair_is_told(raw, stored, why):
    name = clean(raw)
    assert (name.text, name.repairs) == (stored, why)


@given(st.text(max_size=60))
def test_cleaning_and_folding_twice_is_the_same_as_once(text):
    assert clean(clean(text).text).repairs == ()
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("kazakh", "russian"), [("Қарағанды", "Караганды"), ("Шыңғыс", "Шынгыс"), ("Әуезов", "Ауезов"), ("Өмір", "Омир")]
)
def test_search_does_not_tell_kazakh_from_russian_letters(kazakh, russian):
    assert fold(kazakh) == fold(russian)


def test_the_search_column_holds_code_and_folded_names_once():
    assert search_text("116030100", "Зеренді а.", "с.Зеренда", "Зеренді а.") == "|116030100|зеренди а|с зеренда"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (KatoRow(2, "11603010", "с.А"), "code"),
        (KatoRow(2, "1160301OO", "с.А"), "code"),
        (KatoRow(2, "116030100", " ", "\xa0"), "name"),
    ],
)
def test_a_wrong_row_is_named_with_its_number(row, code):
    (problem,) = read_edition([row]).problems
    assert (problem.number, problem.code) == (2, code)


def test_a_code_that_stands_twice_is_a_problem_of_the_second_row():
    edition = read_edition([*rows(VILLAGE), KatoRow(9, VILLAGE[0], "с.Другое")])
    assert [(p.number, p.code) for p in edition.problems] == [(9, "twice")]


def test_the_same_edition_changes_nothing():
    assert changes([*FRAME, VILLAGE], [*FRAME, VILLAGE]).empty


def test_a_chain_of_renames_is_two_renames_and_no_recoding():
    first, second = ("116030100", "с.Алга", "Алға а."), ("116030200", "с.Бирлик", "Бірлік а.")
    found = changes(
        [*FRAME, first, second],
        [*FRAME, ("116030100", "с.Бирлик", "Бірлік а."), ("116030200", "с.Енбек", "Еңбек а.")],
    )
    assert [(c.unit.kato, c.old["name_ru"], c.new["name_ru"]) for c in found.renamed] == [
        ("116030100", "с.Алга", "с.Бирлик"),
        ("116030200", "с.Бирлик", "с.Енбек"),
    ]
    assert (found.recoded, found.closed, found.added) == ([], [], [])


def test_the_same_name_and_region_under_a_new_code_is_proposed_as_a_recoding():
    found = changes([*FRAME, VILLAGE], [*FRAME, ("116035700", "с.Зеренда", "Зеренді а.")])
    assert [(a.kato, b.kato) for a, b in found.recoded] == [("116030100", "116035700")]


def test_the_same_name_in_another_region_is_no_recoding():
    other = ("150000000", "Актюбинская область", "Ақтөбе облысы")
    found = changes([*FRAME, other, VILLAGE], [*FRAME, other, ("153230100", "с.Зеренда", "Зеренді а.")])
    assert found.recoded == []


def test_a_city_is_not_recoded_to_a_village_of_its_name():
    found = changes([*FRAME, ("116030100", "г.Алга", "Алға қ.")], [*FRAME, ("116030200", "с.Алга", "Алға а.")])
    assert found.recoded == []


def test_names_repeated_inside_an_okrug_are_not_proposed():
    found = changes(
        [*FRAME, ("116030100", "с.Актас", "Ақтас а."), ("116030200", "с.Актас", "Ақтас а.")],
        [*FRAME, ("116030300", "с.Актас", "Ақтас а."), ("116030400", "с.Актас", "Ақтас а.")],
    )
    assert found.recoded == []


def test_repeated_names_are_told_apart_by_the_name_of_the_unit_above():
    okrugs = (("116031000", "Бирликский с.о.", "Бірлік а.о."), ("116033000", "Енбекский с.о.", "Еңбек а.о."))
    moved = (("116041000", "Бирликский с.о.", "Бірлік а.о."), ("116043000", "Енбекский с.о.", "Еңбек а.о."))
    found = changes(
        [*FRAME, *okrugs, ("116031100", "с.Актас", "Ақтас а."), ("116033100", "с.Актас", "Ақтас а.")],
        [*FRAME, *moved, ("116041200", "с.Актас", "Ақтас а."), ("116043200", "с.Актас", "Ақтас а.")],
    )
    assert [(a.kato, b.kato) for a, b in found.recoded] == [
        ("116031000", "116041000"),
        ("116031100", "116041200"),
        ("116033000", "116043000"),
        ("116033100", "116043200"),
    ]


def test_a_village_whose_okrug_is_abolished_moves_to_the_district():
    found = changes([*FRAME, VILLAGE], [REGION, DISTRICT, VILLAGE])
    assert [(c.unit.kato, c.old["parent"], c.new["parent"]) for c in found.moved] == [
        ("116030100", "116030000", "116000000")
    ]


def test_a_kazakh_name_filled_in_for_the_first_time_is_no_renaming():
    found = changes([*FRAME, ("116030100", "с.Зеренда", "")], [*FRAME, VILLAGE])
    assert (len(found.altered), found.renamed) == (1, [])


def test_a_file_without_kazakh_names_does_not_erase_them():
    russian_only = [(kato, ru, "") for kato, ru, _kk in (*FRAME, VILLAGE)]
    assert changes([*FRAME, VILLAGE], russian_only).empty
