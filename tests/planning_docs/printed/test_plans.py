"""Forms of plans: the columns of every annex, and the rows of a small world, in Kazakh and Russian."""

from decimal import Decimal

import pytest

from planning_docs.printed.asked import Asked, Change
from planning_docs.printed.catalogue import annexes_of, build
from planning_docs.printed.reading import read
from rss_portal.documents import Run, render
from rss_portal.documents.layout import PlacedTable, lay_out
from tests.planning_docs.printed.world import YEARS, make_world

pytestmark = pytest.mark.django_db
PLANNED = [str(year) for year in YEARS]


@pytest.fixture
def world(db):
    return make_world()


def tables(world, name, annex, language, **more):
    """The tables of the form as they are drawn, with the texts of their cells."""
    form = build(annex, Asked(read(world[name]["edition"]), language, **more))
    return [block for block in lay_out(form) if isinstance(block, PlacedTable)]


def heading(table):
    """The heading read column by column: the lowest cell that covers each."""
    found = {}
    for line in table.head:
        for cell in line.cells if line.kind == "head" else ():
            for column in range(cell.column, cell.column + cell.columns):
                found[column] = cell.text
    return [found[column] for column in range(len(table.widths))]


def numbers(table):
    return [cell.text for line in table.head if line.kind == "numbers" for cell in line.cells]


def body(table):
    return [[cell.text.replace("\u202f", "") for cell in line.cells] for line in table.body]


HEADINGS = {
    ("concept", "1"): {
        "kk": ["№", "Реформалардың/негізгі іс-шаралардың атауы", "Аяқтау нысаны", "Аяқталу мерзімі", "Жауапты орындаушылар"],
        "ru": ["№", "Наименование реформ/основных мероприятий", "Форма завершения", "Срок завершения", "Ответственные исполнители"],
    },
    ("body", "3"): {
        "kk": ["№", "Индикатор", "Жауаптылар", "Ақпарат көзі", "Өлшем бірлігі", "Есепті жыл (2024)", "Ағымдағы жылдың жоспары (факт), 2025", *PLANNED],
        "ru": ["№", "Индикатор", "Ответственные", "Источник информации", "Единица измерения", "Отчётный год (2024)", "План (факт) текущего года, 2025", *PLANNED],
    },
    ("region", "5"): {
        "kk": ["р/с №", "Атауы", "Жауаптылар", "Ақпарат көзі", "Өлшем бірлігі", "Есепті жыл (2024)", "Ағымдағы жылдың жоспары (факт), 2025", *PLANNED],
        "ru": ["№ п/п", "Наименование", "Ответственные", "Источник информации", "Единица измерения", "Отчётный год (2024)", "План (факт) текущего года, 2025", *PLANNED],
    },
    ("region", "6"): {
        "kk": ["№", "Құрылымдық элемент", "Қолданыстағы редакция", "Ұсынылып отырған редакция", "Негіздеме"],
        "ru": ["№", "Структурный элемент", "Действующая редакция", "Предлагаемая редакция", "Обоснование"],
    },
    ("region", "7"): {
        "kk": ["р/с №", "Атауы", "Өлшем бірлігі", "Есепті жыл (2024)", "Ағымдағы жылдың жоспары (нақты), 2025", *PLANNED],
        "ru": ["№ п/п", "Наименование", "Единица измерения", "Отчётный год (2024)", "План (факт) текущего года, 2025", *PLANNED],
    },
    ("region", "8"): {
        "kk": ["№", "Атауы", "Өлшем бірлігі", "Аяқтау нысаны", "Орындау мерзімдері", "Орындалуына жауаптылар", *PLANNED, "Барлығы", "Қаржыландыру көздері", "Бюджеттік бағдарламаның коды"],
        "ru": ["№", "Наименование", "Единица измерения", "Форма завершения", "Сроки исполнения", "Ответственные за исполнение", *PLANNED, "Всего", "Источники финансирования", "Код бюджетной программы"],
    },
    ("region", "9"): {
        "kk": ["№", "Бюджеттік бағдарламалар әкімшілерінің атауы", *PLANNED, "Барлығы"],
        "ru": ["№", "Наименование администраторов бюджетных программ", *PLANNED, "Всего"],
    },
}  # fmt: skip
NOT_NUMBERED = {"6"}


@pytest.mark.parametrize("code", ["kk", "ru"])
@pytest.mark.parametrize("name, annex", HEADINGS)
def test_a_form_has_the_columns_of_its_annex(world, name, annex, code):
    table = tables(world, name, annex, code)[0]
    expected = HEADINGS[name, annex][code]
    assert heading(table) == expected
    assert numbers(table) == ([] if annex in NOT_NUMBERED else [str(place + 1) for place in range(len(expected))])


def test_the_need_for_money_has_fourteen_columns(world):
    table = tables(world, "body", "4", "kk")[0]
    assert numbers(table) == [str(number) for number in range(1, 15)]
    assert heading(table)[:5] == ["№", "Мақсаттың атауы", "Нысаналы индикатордың атауы", "Барлығы", "2026"]
    assert heading(table)[9].startswith("Бюджеттік бағдарламаның (бюджеттік кіші бағдарламаның) атауы")
    assert heading(table)[13] == "Мақсаттың, нысаналы индикатордың басымдығы (1, 2, 3)*"


def test_reforms_of_a_concept_stand_under_their_indicators_and_their_numbers_run_through(world):
    found = body(tables(world, "concept", "1", "kk")[0])
    assert [line[0] for line in found] == [
        "1-бағыт. Бірінші (қаз)", "1-нысаналы индикатор. Индикатор А (қаз), пайыз: 2026 – 4,5; 2027 – 5",
        "1",
        "2-бағыт. Екінші (қаз)", "1-нысаналы индикатор. Индикатор Б (қаз), пайыз: 2026 – 1; 2027 – 2",
        "2", "3",
    ]  # fmt: skip
    assert found[2] == ["1", "Реформа 1 (қаз)", "Құқықтық акт", "01.06.2026", "Ұлттық экономика министрлігі (қаз)"]
    assert [line[3] for line in found if line[0] in ("2", "3")] == ["2026 жыл", "2026–2027 жылдар"]


def test_a_body_s_plan_puts_macro_indicators_before_the_goals(world):
    table, resources = tables(world, "body", "3", "ru")
    found = body(table)
    assert [line[0] for line in found] == [
        "Стратегическое направление 1. Стратегиялық (рус)", "Макроиндикаторы", "1", "Цель 1.1. Мақсат (рус)",
        "Целевые индикаторы, взаимоувязанные с бюджетными программами", "2",
    ]  # fmt: skip
    assert found[5][5:] == ["20", "21", "22", "23", "24", "25", "26"]
    assert found[5][2] == "А. Алиев, заместитель\nҰлттық экономика министрлігі (рус)"
    assert heading(resources)[:4] == [
        "Ресурсы",
        "Единица измерения",
        "Отчётный период (2024)",
        "План текущего периода (2025)",
    ]
    assert [line[2:5] for line in body(resources)] == [["100,0", "110,0", "150,0"], ["", "", "30,0"], ["", "", "250"]]


def test_the_architecture_leads_from_the_country_s_indicators_to_programmes(world):
    form = build("3", Asked(read(world["body"]["edition"]), "kk"))
    scheme = next(block for block in lay_out(form) if type(block).__name__ == "PlacedScheme")
    texts = ["".join(str(run.text) for run in box.runs) for level in scheme.levels for box in level]
    assert "Стратегиялық (қаз)" in texts[1] and texts[1].startswith("Қазақстан Республикасының Ұлттық даму жоспары")
    assert texts[3:] == [
        "1-стратегиялық бағыт. Стратегиялық (қаз)",
        "1.1-мақсат. Мақсат (қаз)",
        "217.001 Жоспарлау (қаз)",
    ]


def test_the_need_for_money_adds_up_and_leaves_macro_indicators_out(world):
    found = body(tables(world, "body", "4", "ru")[0])
    assert [line[:6] for line in found] == [
        ["1", "Мақсат (рус)", "", "25,5", "12,5", "13,0"],
        ["1.1", "", "Байланысты (рус)", "25,5", "12,5", "13,0"],
    ]
    assert found[1][9:] == ["217.001 Планирование (рус)", "Поручение", "Эффект", "0,1 %", "1"]


def test_a_region_s_plan_has_a_table_a_goal_and_resources_by_source(world):
    goal, resources = tables(world, "region", "5", "kk")
    assert [line[0] for line in body(goal)] == [
        "Макроиндикаторлар", "1", "Қаржылық шығыстармен өзара байланысты нысаналы индикаторлар", "2"
    ]  # fmt: skip
    assert body(goal)[3][2].endswith("бірлесіп орындаушылар: Өңір су (қаз)")
    assert heading(resources)[:3] == ["р/с №", "Бағыттың атауы", "2026"]
    assert [line[1:4] for line in body(resources)] == [
        ["Мақсат (қаз)", "27,5", "27,0"], ["республикалық бюджет", "", ""], ["жергілікті бюджет", "26,0", "27,0"],
        ["басқа да көздер", "1,5", ""],
        ["БАРЛЫҒЫ", "27,5", "27,0"], ["республикалық бюджет", "", ""], ["жергілікті бюджет", "26,0", "27,0"],
        ["басқа да көздер", "1,5", ""],
    ]  # fmt: skip


def test_only_indicators_with_district_statistics_are_broken_down(world):
    world["region"]["macro"].district_statistics = False
    world["region"]["macro"].save()
    found = body(tables(world, "region", "7", "kk")[0])
    assert [line[:2] for line in found if line[0].startswith("1")] == [["1", "Макро (қаз)"]]
    assert [line[:6] for line in found if line[0].startswith("2")] == [
        ["2", "Байланысты (қаз)", "пайыз", "50", "51", "52"],
        ["2.1.", "Көкшетау қ.", "пайыз", "", "", ""],
        ["2.2.", "Ақкөл ауданы", "пайыз", "24", "25", "26"],
        ["2.3.", "Зеренді ауданы", "пайыз", "24", "25", "26"],
    ]


def test_starred_cells_of_a_plan_of_measures_stay_empty(world):
    found = {line[1] if len(line) > 1 else line[0]: line for line in body(tables(world, "region", "8", "kk")[0])}
    indicator = found["Байланысты (қаз)"]
    assert [place + 1 for place, text in enumerate(indicator) if text == "*"] == [4, 5, 12, 13, 14]
    assert indicator[6:11] == ["52", "53", "54", "55", "56"]
    assert found["Құбыр (қаз)"][2] == "*"
    assert found["Құбыр (қаз)"][6:] == [
        "117,5", "50,0", "", "", "", "167,5",
        "Республикалық бюджет, Жергілікті бюджет, Тікелей шетелдік және отандық инвестициялар", "253.113",
    ]  # fmt: skip
    assert found["Лекция (қаз)"][2] == "дана" and found["Лекция (қаз)"][6:] == ["4", "5", "", "", "", "", "", ""]
    assert [line[0] for line in found.values()][1:] == ["1.1", "1.2", "1.2.1", "1.2.2", "1.3"]


def test_expenditure_is_summed_by_level_of_the_budget_without_other_sources(world):
    found = body(tables(world, "region", "9", "ru")[0])
    assert [line[:4] for line in found] == [
        ["Республиканский бюджет"], ["1", "Ақмола әкімдігі (рус)", "10,0", ""],
        ["", "Итого: Республиканский бюджет", "10,0", ""],
        ["Местный бюджет"], ["1", "Ақмола әкімдігі (рус)", "100,5", "50,0"], ["2", "Администратор не указан", "2,0", ""],
        ["", "Итого: Местный бюджет", "102,5", "50,0"], ["", "Всего", "112,5", "50,0"],
    ]  # fmt: skip
    assert found[-1][-1] == "162,5"


def test_passports_of_a_region_are_for_its_own_additional_indicators_only(world):
    listed, algorithm = tables(world, "region", "1-1", "kk")
    assert [line[1] for line in body(listed)] == ["Байланысты (қаз)"]
    assert [line[0] for line in body(algorithm)] == ["1.", "2.", "3.", "4.", "4.1", "4.2", "5."]


def test_a_passport_names_the_higher_indicator_and_the_share_in_it(world):
    listed, *algorithms = tables(world, "body", "1-1", "ru")
    assert body(listed)[1] == ["2.", "Байланысты (рус)", "процент", "Официальная статистическая информация"]
    assert body(algorithms[1])[0][2] == "Определение"
    assert body(algorithms[1])[6][2] == "Связь\n«Ұлттық жоспар (рус)»: Стратегиялық (рус); доля вклада 40 %"


def test_the_changed_part_of_a_wording_is_bold(world):
    change = Change("1-мақсат", "бұрын", ["жаңа ", Run("бөлік", bold=True)], "себеп")
    table = tables(world, "region", "6", "kk", changes=[change])[0]
    assert body(table) == [["1", "1-мақсат", "бұрын", "жаңа бөлік", "себеп"]]
    assert [run.bold for run in table.body[0].cells[3].runs] == [False, True]


@pytest.mark.parametrize(
    "name, expected",
    [
        ("concept", ["1", "1-1", "2", "6", "11", "12"]),
        ("body", ["1-1", "3", "4", "6", "11", "13"]),
        ("region", ["1-1", "5", "6", "7", "8", "9", "11", "14"]),
        ("national", ["1-1", "6", "10", "11"]),
    ],
)
def test_a_document_has_the_forms_of_its_kind_and_each_can_be_given_out(world, name, expected, language):
    edition = world[name]["edition"]
    annexes = annexes_of(edition.document.kind)
    assert [annex.code for annex in annexes] == expected
    for annex in annexes:
        form = build(annex.code, Asked(read(edition), language, year=2026))
        assert render(form, "docx") and render(form, "pdf") and form.language == language


def test_a_longer_plan_has_as_many_columns_as_years(world):
    world["region"]["edition"].document.year_to = 2032
    world["region"]["edition"].document.save()
    assert heading(tables(world, "region", "8", "ru")[0])[6:13] == [*PLANNED, "2031", "2032"]


def test_reading_a_form_costs_the_same_however_long_the_document_is(world, django_assert_max_num_queries):
    from tests.planning_docs.printed.world import add_indicator, add_measure, plan_values

    region = world["region"]
    for number in range(5):
        one = add_indicator(
            region["edition"], region["goal"], f"Тағы {number}", plan_values(1), responsible=region["akimat"]
        )
        add_measure(region["edition"], one, "Іс", {(2026, "local"): Decimal(1)}, responsible=region["akimat"])
    for annex, most in (("5", 9), ("7", 7), ("8", 10), ("9", 7)):
        with django_assert_max_num_queries(most):
            build(annex, Asked(read(region["edition"]), "kk"))
