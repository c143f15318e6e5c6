"""Indicators by workbook: what goes out comes back, new rows make goals, bad cells are told."""

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from planning_docs.effectiveness.models import EvaluatedIndicator
from rss_portal.access import Refused
from rss_portal.exchange.forms import Subject, get_form
from rss_portal.exchange.services import accept, stage
from tests.effectiveness.world import AKIMAT, YEAR, make_evaluation, make_world

pytestmark = pytest.mark.django_db
FORM, SUBJECT = "effectiveness.indicators", Subject(AKIMAT, YEAR)


@pytest.fixture
def world():
    found = make_world()
    make_evaluation(found)
    return found


class Book:
    """A downloaded workbook whose cells are set by row number and column code."""

    def __init__(self, user):
        target = BytesIO()
        get_form(FORM).write(user, SUBJECT, target)
        self.book = openpyxl.load_workbook(BytesIO(target.getvalue()))
        self.sheet = self.book["Көрсеткіштер-Показатели"]
        self.at = {cell.value: cell.column for cell in self.sheet[1]}

    def put(self, row, **values):
        for code, value in values.items():
            self.sheet.cell(row, self.at[code]).value = value
        return self

    def upload(self):
        target = BytesIO()
        self.book.save(target)
        return SimpleUploadedFile("көрсеткіштер.xlsx", target.getvalue())


def new_row(book):
    return next(row for row in range(4, 200) if str(book.sheet.cell(row, 1).value).startswith("new-"))


def test_what_went_out_comes_back_without_a_difference(world):
    user = world.people["evaluator"]
    staged = stage(user, FORM, SUBJECT, Book(user).upload())
    assert (staged.problem_count, staged.changed) == (0, 0)
    assert staged.rows == EvaluatedIndicator.objects.count()


def test_a_changed_fact_and_a_new_indicator_are_written(world):
    user = world.people["evaluator"]
    book = Book(user)
    names = {"goal_kk": "Жаңа мақсат", "goal_ru": "Новая цель", "name_kk": "Жаңа", "name_ru": "Новый"}
    book.put(4, fact="60,5").put(new_row(book), **names, plan="10", fact="9", previous=5)
    accept(user, stage(user, FORM, SUBJECT, book.upload()))
    made = EvaluatedIndicator.objects.get(name_kk="Жаңа")
    assert (made.goal.name_ru, made.plan, made.origin) == ("Новая цель", 10, "workbook")
    assert EvaluatedIndicator.objects.filter(fact="60.5").count() == 1


def test_bad_cells_are_problems_with_their_place(world, language):
    user = world.people["evaluator"]
    book = Book(user)
    book.put(4, fact="көп", better="жоғары").put(new_row(book), goal_kk="Мақсат")
    staged = stage(user, FORM, SUBJECT, book.upload())
    assert {one["code"] for one in staged.problems} == {"not_a_number", "not_a_choice", "needed"}
    assert all(get_form(FORM).problem_text(one["code"], one["found"], one["expected"]) for one in staged.problems)


def test_only_the_evaluator_sends_a_workbook(world):
    book = Book(world.people["evaluator"])
    for name in ("editor", "expert", "administration", "stranger"):
        with pytest.raises(Refused):
            stage(world.people[name], FORM, SUBJECT, book.upload())
