"""Workbooks of planning documents: out, changed, back; refused where the page refuses."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from planning_docs.models import IndicatorFact, IndicatorValue, MeasureFundingFact, PlanningDocument
from planning_docs.rules.reading import Planned
from planning_docs.services.values import Cell, save_value
from rss_portal.access import Refused
from rss_portal.exchange.forms import Subject, get_form
from rss_portal.exchange.services import accept, stage
from tests.planning_docs.pages_world import FIRST, make_planning_world, put_in_force

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(country):
    return make_planning_world(country)


def download(form, user, subject):
    target = BytesIO()
    get_form(form).write(user, subject, target)
    return load_workbook(BytesIO(target.getvalue()))


def column_of(sheet, code):
    return next(cell.column for cell in sheet[1] if cell.value == code)


def row_of(sheet, key):
    return next(row[0].row for row in sheet.iter_rows(min_row=4) if str(row[0].value or "").startswith(key))


def put(book, title, key, code, value):
    sheet = book[title]
    sheet.cell(row_of(sheet, key), column_of(sheet, code)).value = value


def upload(form, user, subject, book):
    target = BytesIO()
    book.save(target)
    return stage(user, form, subject, SimpleUploadedFile("жоспар.xlsx", target.getvalue()))


def test_plans_of_indicators_and_districts_come_back_changed(world):
    subject = Subject(str(world.plan.pk), FIRST)
    book = download("planning.indicators", world.editor, subject)
    sheet, key, district = "Көрсеткіштер-Показатели", str(world.indicator.key), world.country["north_1"].kato
    put(book, sheet, f"{key}/|", f"y{FIRST}", 77.5)
    put(book, sheet, f"{key}/{district}|", f"y{FIRST}", 5)
    staged = upload("planning.indicators", world.editor, subject, book)
    assert (staged.changed, staged.problem_count, staged.good_rows) == (2, 0, 2)
    accept(world.editor, staged)
    whole = IndicatorValue.objects.get(indicator=world.indicator, year=FIRST, territory=None)
    assert whole.plan == Decimal("77.5")
    assert IndicatorValue.objects.get(indicator=world.indicator, territory=district).plan == 5
    again = upload("planning.indicators", world.editor, subject, book)
    assert again.changed == 0


def test_a_value_that_somebody_changed_meanwhile_is_told_as_a_conflict(world):
    subject = Subject(str(world.plan.pk), FIRST)
    book = download("planning.indicators", world.editor, subject)
    save_value(world.editor, world.edition, Cell(world.indicator.key, FIRST), Planned(Decimal(3)))
    put(book, "Көрсеткіштер-Показатели", f"{world.indicator.key}/|", f"y{FIRST}", 77)
    staged = upload("planning.indicators", world.editor, subject, book)
    assert (staged.changed, staged.conflicts) == (1, 1)


def test_what_is_no_number_is_a_problem_of_its_cell(world):
    subject = Subject(str(world.plan.pk), FIRST)
    book = download("planning.indicators", world.editor, subject)
    put(book, "Көрсеткіштер-Показатели", f"{world.indicator.key}/|", f"y{FIRST}", "көп")
    staged = upload("planning.indicators", world.editor, subject, book)
    assert [(one["code"], one["found"]) for one in staged.problems] == [("not_a_number", "көп")]


def test_money_of_measures_comes_back_changed(world):
    subject = Subject(str(world.plan.pk), FIRST)
    book = download("planning.measures", world.editor, subject)
    put(book, "Іс-шаралар-Мероприятия", f"{world.measure.key}/local|", f"y{FIRST + 1}", 40)
    staged = upload("planning.measures", world.editor, subject, book)
    accept(world.editor, staged)
    money = world.measure.funding.order_by("year").values_list("year", "source", "amount_mln")
    assert list(money) == [(FIRST, "local", Decimal("12.5")), (FIRST + 1, "local", Decimal(40))]


def test_strangers_and_frozen_editions_are_refused(world):
    subject = Subject(str(world.plan.pk), FIRST)
    form = get_form("planning.indicators")
    with pytest.raises(Refused):
        form.require_download(world.stranger, subject)
    put_in_force(world.plan)
    form.require_download(world.stranger, subject)
    for user in (world.stranger, world.editor):
        with pytest.raises(Refused):
            form.require_upload(user, subject)


def test_facts_of_a_year_come_back_entered(world):
    PlanningDocument.objects.filter(pk=world.plan.pk).update(year_from=date.today().year)
    put_in_force(world.plan)
    year = max(FIRST, date.today().year)
    subject = Subject(str(world.plan.pk), year)
    book = download("planning.facts", world.editor, subject)
    put(book, "Көрсеткіштер-Показатели", f"{world.indicator.key}/|", "value", 9.25)
    put(book, "Қаражат-Средства", f"{world.measure.key}/local|", "absorbed_mln", 12)
    staged = upload("planning.facts", world.editor, subject, book)
    assert staged.problem_count == 0
    accept(world.editor, staged)
    assert IndicatorFact.objects.get(indicator_key=world.indicator.key).value == Decimal("9.25")
    assert MeasureFundingFact.objects.get().absorbed_mln == 12
    with pytest.raises(Refused):
        get_form("planning.facts").require_upload(world.authority, subject)


def test_the_pages_of_the_exchange_open_for_a_document(world, signed_in):
    client = signed_in(world.editor)
    for form in ("planning.indicators", "planning.measures"):
        for page in ("upload", "download"):
            assert client.get(reverse(f"exchange:{page}", args=[form, world.plan.pk, FIRST])).status_code == 200
    assert client.get(reverse("exchange:upload", args=["planning.indicators", 999999, FIRST])).status_code == 404
