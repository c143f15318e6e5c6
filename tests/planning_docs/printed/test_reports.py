"""Forms of reports and conclusions: columns, statuses, sums, districts, lower documents, final reports."""

from datetime import date
from decimal import Decimal

import pytest

from planning_docs.models import ConceptOpinion, ConceptOpinionRow, MeasureFunding, PlanningDocument
from planning_docs.printed.asked import Asked
from planning_docs.printed.catalogue import build, report_annex
from planning_docs.printed.reading import read
from planning_docs.printed.report_texts import ConclusionTexts, Factor, ReportTexts
from rss_portal.documents import render
from tests.documents.reading import docx_text
from tests.planning_docs.printed.test_plans import body, heading, numbers, tables
from tests.planning_docs.printed.world import add_fact, add_measure_fact, make_world

pytestmark = pytest.mark.django_db
REPORTS = {
    ("national", "10"): {
        "kk": ["№", "Атауы", "Өлшем бірлігі", "Негізгі (бастапқы) мән", "жоспар", "факт", "ауытқу", "Орындалмау себептері"],
        "ru": ["№", "Наименование", "Единица измерения", "Базовое (исходное) значение", "план", "факт", "отклонение", "Причины неисполнения"],
    },
    ("concept", "12"): {
        "kk": ["№", "Реформалардың/негізгі іс-шаралардың атауы", "Аяқтау нысаны/өлшем бірлігі", "Жауапты орындаушылар", "жоспар", "факт", "Түсініктеме"],
        "ru": ["№", "Наименование реформ/основных мероприятий", "Форма завершения/единица измерения", "Ответственные исполнители", "план", "факт", "Пояснение"],
    },
    ("body", "13"): {
        "kk": ["Нысаналы индикатордың атауы", "Ақпарат көзі", "Өлшем бірлігі", "Жоспар", "Нақты", "Ескерту (орындалуы / орындалмауы туралы ақпарат)"],
        "ru": ["Наименование целевого индикатора", "Источник информации", "Единица измерения", "План", "Факт", "Примечание (информация об исполнении / неисполнении)"],
    },
    ("region", "14"): {
        "kk": ["№", "Атауы", "Өлшем бірлігі", "Ақпарат көзі", "Жауапты орындаушылар", "базалық (бастапқы) мән", "жоспар", "нақты", "Қаржыландыру көздері", "Бюджеттік бағдарламаның коды", "Орындалуы туралы ақпарат"],
        "ru": ["№", "Наименование", "Единица измерения", "Источник информации", "Ответственные исполнители", "базовое (исходное) значение", "план", "факт", "Источники финансирования", "Код бюджетной программы", "Информация об исполнении"],
    },
}  # fmt: skip


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def reported(world):
    """Facts of 2026: one indicator reached, one not; one measure half paid, one done, one without a word."""
    region = world["region"]
    add_fact(region["macro"], 2026, 12)
    add_fact(region["linked"], 2026, 51, "Құрылыс кешікті")
    add_fact(region["linked"], 2026, 20, "Әкім орынбасары Б. Сәрсен", territory="116000000")
    add_measure_fact(region["funded"], 2026, {"local": (90, 90), "republican": (10, "8.04")})
    add_measure_fact(region["counted"], 2026, quantity=4)
    add_fact(world["national"]["strategic"], 2026, "61.5", "Сыртқы нарық")
    return world


@pytest.mark.parametrize("code", ["kk", "ru"])
@pytest.mark.parametrize("name, annex", REPORTS)
def test_a_report_has_the_columns_of_its_annex(world, name, annex, code):
    table = tables(world, name, annex, code, year=2026)[0]
    expected = REPORTS[name, annex][code]
    assert heading(table) == expected
    assert numbers(table) == [str(place + 1) for place in range(len(expected))]


def test_the_report_of_a_region_judges_indicators_and_measures(reported):
    table, money, districts = tables(reported, "region", "14", "kk", year=2026)
    found = {line[1]: line for line in body(table) if len(line) > 1}
    assert found["Макро (қаз)"][5:] == ["12", "12", "12", "", "", "Орындалды"]
    assert found["Байланысты (қаз)"][5:8] == ["52", "52", "51"]
    assert found["Байланысты (қаз)"][10] == "Ішінара орындалды. Құрылыс кешікті (қаз)"
    # The local budget was amended to 90; another source keeps its plan of 7.
    assert found["Құбыр (қаз)"][5:8] == ["117,5", "107,0", "98,0"]
    assert found["Құбыр (қаз)"][2:4] == ["млн теңге", ""]
    assert found["Құбыр (қаз)"][10] == "Орындалған жоқ"
    assert found["Лекция (қаз)"][5:] == ["4", "4", "4", "", "", "Орындалды"]
    assert found["Жеке (қаз)"][5:8] == ["2,0", "2,0", ""] and found["Жеке (қаз)"][10] == "Орындалған жоқ"
    assert [line[1:] for line in body(money)] == [
        ["10,0", "8,0", "Конкурс кешікті"], ["92,0", "90,0", ""], ["7,0", "0,0", ""], ["109,0", "98,0", ""]
    ]  # fmt: skip
    assert [line[0] for line in body(money)][-1] == "Жиыны"
    own = {line[1]: line for line in body(districts)}
    assert own["Зеренді ауданы"][3:] == ["26", "26", "20", "Орындалған жоқ. Әкім орынбасары Б. Сәрсен (қаз)"]


def test_the_base_column_is_the_plan_before_corrections(reported):
    region = reported["region"]
    value = region["linked"].values.get(year=2026, territory=None)
    value.amended_plan = Decimal("49")
    value.save()
    region["edition"].number = 2
    region["edition"].save()
    first = type(region["edition"]).objects.create(document=region["edition"].document, number=1, state="past")
    held = region["funded"]
    old = type(held).objects.create(
        edition=first, key=held.key, name_kk="x", name_ru="x", completion="object", starts_in=2026, ends_in=2027
    )
    MeasureFunding.objects.create(measure=old, year=2026, source="local", amount_mln=Decimal("80"))
    found = {line[1]: line for line in body(tables(reported, "region", "14", "kk", year=2026)[0]) if len(line) > 1}
    assert found["Байланысты (қаз)"][5:8] == ["52", "49", "51"]
    assert found["Құбыр (қаз)"][5] == "80,0"


def test_a_final_report_repeats_its_columns_for_every_year(reported):
    table = tables(reported, "region", "14", "kk", year=2030)[0]
    assert heading(table)[5:8] == ["базалық (бастапқы) мән, 2026", "жоспар, 2026", "нақты, 2026"]
    assert len(numbers(table)) == 5 + 3 * 5 + 3
    national = tables(reported, "national", "10", "ru", year=2027)[0]
    assert heading(national)[4:8] == ["план, 2026", "факт, 2026", "план, 2027", "факт, 2027"]


def test_the_national_report_lists_what_carries_each_strategic_indicator(reported):
    reached, measures = tables(reported, "national", "10", "ru", year=2026)
    found = body(reached)
    assert found[0] == ["1. Общенациональный приоритет: Басымдық (рус)"]
    assert found[1] == [
        "1.1.", "Стратегиялық (рус)", "процент", "60", "62", "61,5", "\u22120,5", "Сыртқы нарық (рус)"
    ]  # fmt: skip
    assert [line[0] for line in found[2:]] == ["1.1.1.", "1.1.2.", "1.1.3."]
    assert [line[1].split(":")[0] for line in found[2:]] == [
        "Индикатор А (рус) (Концепция",
        "Байланысты (рус) (План развития государственного органа",
        "Байланысты (рус) (План развития области, города республиканского значения, столицы",
    ]
    assert found[4][4:7] == ["52", "51", "\u22121"]
    rows = body(measures)
    assert rows[1][:2] == ["1.1", "Стратегиялық (рус)"] and rows[2][:2] == ["", ""]
    assert any(line[2].startswith("Лекция (рус)") and line[3] == "" for line in rows[1:])


def test_a_restricted_lower_document_is_not_told_of_to_those_who_may_not_see_it(reported):
    reported["region"]["edition"].document.restricted = True
    reported["region"]["edition"].document.save()
    told = str(body(tables(reported, "national", "10", "ru", year=2026)[0]))
    assert "Ақмола жоспары" not in told and "Тұжырымдама" in told
    whole = tables(reported, "national", "10", "ru", year=2026, visible=PlanningDocument.objects.all())[0]
    assert "Ақмола жоспары" in str(body(whole))


def test_the_report_of_a_concept_has_its_indicators_reforms_and_factors(reported):
    concept = reported["concept"]
    add_fact(concept["first"], 2026, "4.5")
    add_measure_fact(concept["reform"], 2026, fully_completed=True)
    texts = ReportTexts(
        "<p>Жазба мәтіні</p>", factors=[Factor(True, "Кадр тапшылығы", "Оқыту"), Factor(False, "Баға", "")]
    )
    table, factors = tables(reported, "concept", "12", "kk", year=2026, texts=texts)
    found = body(table)
    assert found[0] == [
        "", "1-нысаналы индикатор. Индикатор А (қаз)", "пайыз", "А. Әлиев, орынбасар\nҰлттық экономика министрлігі (қаз)",
        "4,5", "4,5", "Орындалды",
    ]  # fmt: skip
    assert found[1][0] == "1" and found[1][6] == "Орындалды"
    assert [line[0] for line in found] == ["", "1", "", "2", "3"]
    assert found[3][6] == "Орындалмады"
    assert body(factors) == [["Ішкі факторлар:"], ["Кадр тапшылығы", "Оқыту"], ["Сыртқы факторлар:"], ["Баға", ""]]


def test_the_note_and_the_signature_are_printed(reported):
    texts = ReportTexts("<p>Жазба мәтіні</p>", signed_by="Қ. Сейітов")
    form = build("13", Asked(read(reported["body"]["edition"]), "kk", 2026, texts))
    text = docx_text(render(form, "docx"))
    assert "Жазба мәтіні" in text and "Қ. Сейітов" in text and "Мемлекеттік органның бірінші басшысы" in text
    assert "10.12.2025 № 17-е" in text


def test_a_conclusion_has_seven_rows(world, language):
    form = build(
        "11",
        Asked(read(world["national"]["edition"]), language, 2026, conclusion=ConclusionTexts("<p>А</p>", "<p>Б</p>")),
    )
    text = docx_text(render(form, "docx"))
    assert all(f"{number}. " in text for number in range(1, 8))
    assert "2026–2027" in text and "17-е" in text


def test_an_opinion_has_thirteen_rows_of_which_the_portal_knows_three(world):
    opinion = ConceptOpinion.objects.create(
        edition=world["concept"]["edition"], body=world["ministry"], issued_on=date(2026, 1, 9)
    )
    ConceptOpinionRow.objects.create(opinion=opinion, number=13, text_kk="Мақұлдансын", text_ru="Одобрить")
    found = body(tables(world, "concept", "2", "kk")[0])
    assert [line[0] for line in found] == [f"{number}." for number in range(1, 14)]
    assert found[0][2] == found[1][2] == "Ұлттық экономика министрлігі (қаз)"
    assert (found[2][2], found[12][1:]) == ("Тұжырымдама (қаз)", ["Ұсынымдар", "Мақұлдансын"])


@pytest.mark.parametrize(
    "kind, code", [("national_plan", "10"), ("concept", "12"), ("body_plan", "13"), ("region_plan", "14")]
)
def test_a_yearly_report_has_its_annex(kind, code):
    annex = report_annex(kind)
    assert annex and annex.code == code
    assert report_annex("strategy") is None


def test_a_report_costs_the_same_however_long_the_document_is(reported, django_assert_max_num_queries):
    for name, annex, most in (("region", "14", 17), ("national", "10", 24), ("concept", "12", 14), ("body", "13", 14)):
        with django_assert_max_num_queries(most):
            build(annex, Asked(read(reported[name]["edition"]), "kk", 2026))
