"""New indicators and measures by workbook: made as on the page, every mistake at once, added once."""

from decimal import Decimal

import pytest

from planning_docs.models import Indicator, Measure
from rss_portal.changelog.models import ChangeSet
from rss_portal.exchange.forms import Subject, get_form
from rss_portal.exchange.services import accept
from tests.planning_docs.pages_world import FIRST, make_planning_world
from tests.planning_docs.test_exchange import column_of, download, upload

pytestmark = pytest.mark.django_db
INDICATORS, MEASURES = "Жаңа-Новые показатели", "Жаңа-Новые мероприятия"
BODY = "Ақмола облысының әкімдігі"


@pytest.fixture
def world(country):
    return make_planning_world(country)


@pytest.fixture
def subject(world):
    return Subject(str(world.plan.pk), FIRST)


def fill(book, title, number, **cells):
    """Write CELLS into the empty row NUMBER (0 is the first)."""
    for code, value in cells.items():
        book[title].cell(4 + number, column_of(book[title], code)).value = value


def good_indicator(**more):
    return {
        "element": "1.1. Жұмыспен қамту / Занятость", "name_kk": "Жаңа көрсеткіш", "name_ru": "Новый показатель",
        "unit_kk": "бірлік", "unit_ru": "единица", "source_kk": "Есеп", "source_ru": "Отчёт", "responsible": BODY,
        f"y{FIRST}": 5, f"y{FIRST + 1}": 7.5, **more,
    }  # fmt: skip


def test_a_filled_row_becomes_an_indicator_with_its_plans_and_only_once(world, subject):
    book = download("planning.indicators", world.editor, subject)
    fill(book, INDICATORS, 0, **good_indicator())
    fill(book, INDICATORS, 3, **good_indicator(name_kk="Екінші", better="Төмендеуі / Уменьшение"))
    staged = upload("planning.indicators", world.editor, subject, book)
    told = [(one["code"], one["found"]) for one in staged.problems if one["heading"] != "better"]
    assert told == []
    fill(book, INDICATORS, 3, better=None)
    staged = upload("planning.indicators", world.editor, subject, book)
    assert (staged.problem_count, staged.good_rows) == (0, 2)
    assert Indicator.objects.filter(edition=world.edition).count() == 1  # the trial left nothing
    assert not ChangeSet.objects.filter(origin="xlsx").exists()
    accept(world.editor, staged)
    made = Indicator.objects.get(edition=world.edition, name_ru="Новый показатель", name_kk="Жаңа көрсеткіш")
    assert (made.element_id, made.kind, made.responsible_id, made.better) == (
        world.goal.pk, "target", world.akimat.pk, "up",
    )  # fmt: skip
    assert made.district_statistics
    assert {one.year: one.plan for one in made.values.all()} == {FIRST: 5, FIRST + 1: Decimal("7.5")}
    again = upload("planning.indicators", world.editor, subject, book)
    assert (again.changed, again.problem_count) == (0, 0)


def test_every_mistake_is_told_with_its_sheet_row_and_column(world, subject):
    book = download("planning.indicators", world.editor, subject)
    fill(book, INDICATORS, 0, **good_indicator(element=None, name_ru=None, responsible="Белгісіз орган"))
    fill(book, INDICATORS, 1, **good_indicator(**{f"y{FIRST}": "көп", "base_year": "жыл"}))
    fill(book, INDICATORS, 2, **good_indicator(name_kk="Ұ" * 1001))
    staged = upload("planning.indicators", world.editor, subject, book)
    told = {(one["sheet"], one["row"], one["heading"], one["code"]) for one in staged.problems}
    assert told == {
        (INDICATORS, 4, "element", "needed"), (INDICATORS, 4, "name_ru", "needed"),
        (INDICATORS, 4, "responsible", "not_a_choice"), (INDICATORS, 5, f"y{FIRST}", "not_a_number"),
        (INDICATORS, 5, "base_year", "refused"), (INDICATORS, 6, "name_kk", "too_long"),
    }  # fmt: skip
    assert all(one["column"] for one in staged.problems)
    form = get_form("planning.indicators")
    assert all(form.problem_text(one["code"], one["found"], one["expected"]) for one in staged.problems)


def test_what_the_service_refuses_is_told_before_acceptance(world, subject):
    book = download("planning.measures", world.editor, subject)
    row = {"name_kk": "Мектеп салу", "name_ru": "Строительство школы", "completion": "Құқықтық акт / Правовой акт",
           "starts_in": str(FIRST + 2), "ends_in": str(FIRST), "source": "Жергілікті бюджет / Местный бюджет"}  # fmt: skip
    fill(book, MEASURES, 0, **row)
    staged = upload("planning.measures", world.editor, subject, book)
    assert [(one["heading"], one["code"]) for one in staged.problems] == [("ends_in", "refused")]


def test_a_measure_comes_with_its_money_or_its_quantities(world, subject):
    book = download("planning.measures", world.editor, subject)
    row = {"goal": "1.1. Жұмыспен қамту / Занятость", "indicator": "Облыстағы жұмыс орындары", "name_kk": "Мектеп салу",
           "name_ru": "Строительство школы", "completion": "Құқықтық акт / Правовой акт", "starts_in": FIRST,
           "ends_in": FIRST + 1, "responsible": BODY}  # fmt: skip
    fill(book, MEASURES, 0, **row, source="Жергілікті бюджет / Местный бюджет", **{f"y{FIRST}": 100.5})
    fill(book, MEASURES, 1, **row, unit_kk="мектеп", unit_ru="школа", **{f"y{FIRST + 1}": 3})
    fill(book, MEASURES, 2, **row, **{f"y{FIRST + 1}": 3})
    staged = upload("planning.measures", world.editor, subject, book)
    assert [(one["row"], one["heading"], one["code"]) for one in staged.problems] == [(6, "source", "unit_or_source")]
    accept(world.editor, staged, only_good=True)
    money, counted = Measure.objects.filter(edition=world.edition, name_ru="Строительство школы").order_by("position")
    assert money.indicator_id == world.indicator.pk and money.goal_id == world.goal.pk
    assert list(money.funding.values_list("year", "source", "amount_mln")) == [(FIRST, "local", Decimal("100.5"))]
    assert list(counted.quantities.values_list("year", "quantity")) == [(FIRST + 1, 3)]
