"""Amendments that 40.5 forbids (§209-211, §213, §269): refused on the page, by the API and by workbook alike."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from planning_docs.models import Indicator, IndicatorValue, PlanningDocument
from planning_docs.services import amendments
from planning_docs.services.life import record_act
from rss_portal.access import Refused
from rss_portal.api.services import create_token
from rss_portal.exchange.forms import Subject, get_form
from rss_portal.exchange.services import accept
from tests.planning_docs.life_world import THIS_YEAR, make_plan_world
from tests.planning_docs.test_amendments import ACT
from tests.planning_docs.test_exchange import download, put, upload

pytestmark = pytest.mark.django_db
SHEET = "Көрсеткіштер-Показатели"
JUNE = date(THIS_YEAR, 6, 1)


@pytest.fixture
def today(monkeypatch):
    """Sets the day; the first of June until it is set."""

    def set_day(day):
        monkeypatch.setattr(timezone, "localdate", lambda *_: day)

    set_day(JUNE)
    return set_day


@pytest.fixture
def world(today):
    made = make_plan_world()
    record_act(made.edition, {**ACT, "act_number": "1", "act_date": date(THIS_YEAR - 1, 12, 10)})
    PlanningDocument.objects.update(state="in_force")
    made.document.refresh_from_db()
    return made


class Writer:
    """Writes one plan of the amendment in each of the three ways; each answers the words of its refusal."""

    def __init__(self, world, signed_in):
        self.editor, self.document = world.people["editor"], world.document
        self.page = signed_in(self.editor)
        _row, token = create_token(self.editor, "tests", "write")
        self.api = Client(headers={"Authorization": f"Bearer {token}"})
        self.indicator = Indicator.objects.filter(edition__document=self.document, edition__state="draft").first()

    def by_page(self, year, value):
        body = {"cell": f"{self.indicator.key}:{year}:", "text": str(value), "seen_version": self._version(year)}
        address = reverse("planning:save_cell", args=[self.document.pk])
        answer = self.page.post(address, body, content_type="application/json").json()
        return "" if answer["status"] == "saved" else answer["text"]

    def _version(self, year):
        return IndicatorValue.objects.get(indicator=self.indicator, year=year, territory=None).version

    def by_api(self, year, value):
        rows = [{"indicator": str(self.indicator.key), "year": year, "value": str(value)}]
        address = f"/api/v1/planning-documents/{self.document.pk}/values/?lang=en"
        answer = self.api.patch(address, {"values": rows}, content_type="application/json")
        return "" if answer.status_code == 200 else answer.json()["detail"]

    def by_workbook(self, year, value):
        """A refusal of the whole file, or the problems of its cells; a good file is accepted."""
        form, subject = get_form("planning.indicators"), Subject(str(self.document.pk), THIS_YEAR)
        try:
            form.require_upload(self.editor, subject)
        except Refused as refused:
            return str(refused.reason)
        book = download("planning.indicators", self.editor, subject)
        put(book, SHEET, f"{self.indicator.key}/|", f"y{year}", value)
        staged = upload("planning.indicators", self.editor, subject, book)
        if not staged.problem_count:
            accept(self.editor, staged)
        return " ".join(form.problem_text(one["code"], one["found"], one["expected"]) for one in staged.problems)

    @property
    def ways(self):
        return (self.by_page, self.by_api, self.by_workbook)

    def planned(self, year):
        return IndicatorValue.objects.get(indicator=self.indicator, year=year, territory=None).planned


@pytest.fixture
def writer(world, signed_in):
    amendments.begin(world.people["editor"], world.document, "Бюджет нақтыланды")
    return Writer(world, signed_in)


def test_in_its_term_the_amendment_is_written_in_each_way(writer):
    for number, way in enumerate(writer.ways):
        assert way(THIS_YEAR + 2, 60 + number) == ""
        assert writer.planned(THIS_YEAR + 2) == 60 + number


@pytest.mark.parametrize("way", ["by_page", "by_api", "by_workbook"])
def test_the_plan_of_a_year_that_has_passed_is_refused(writer, today, way):
    today(date(THIS_YEAR + 1, 6, 1))
    told = getattr(writer, way)(THIS_YEAR, 99)
    assert "213" in told and str(THIS_YEAR) in told
    assert writer.planned(THIS_YEAR) != 99


@pytest.mark.parametrize("way", ["by_page", "by_api", "by_workbook"])
@pytest.mark.parametrize(("day", "paragraph"), [(date(THIS_YEAR + 4, 3, 1), "209"), (date(THIS_YEAR, 12, 16), "211")])
def test_an_amendment_out_of_its_term_is_refused(writer, today, way, day, paragraph):
    today(day)
    assert paragraph in getattr(writer, way)(THIS_YEAR + 4, 99)
    assert writer.planned(THIS_YEAR + 4) != 99


@pytest.mark.parametrize("way", ["by_page", "by_api", "by_workbook"])
def test_a_second_amendment_in_a_year_is_refused(writer, world, way):
    first = world.document.editions.get(state="draft")
    type(first).objects.create(
        document=world.document, number=9, state="past", act_date=date(THIS_YEAR, 2, 1), act_number="5"
    )
    assert "211" in getattr(writer, way)(THIS_YEAR + 2, 99)


@pytest.mark.parametrize("way", ["by_page", "by_api", "by_workbook"])
def test_a_body_lowers_because_of_under_spending_until_the_end_of_september(writer, world, today, way):
    PlanningDocument.objects.update(kind="body_plan")
    edition = world.document.editions.get(state="draft")
    amendments.give_reason(
        writer.editor, edition, "indicator", writer.indicator.key, "Қаражат игерілмейді", "Не освоить",
        under_spending=True,
    )  # fmt: skip
    today(date(THIS_YEAR, 10, 1))
    low = writer.planned(THIS_YEAR) - Decimal(1)
    assert "210" in getattr(writer, way)(THIS_YEAR, int(low))
    today(date(THIS_YEAR, 9, 30))
    assert getattr(writer, way)(THIS_YEAR, int(low)) == ""


@pytest.mark.parametrize(
    ("day", "more", "paragraph"),
    [
        (date(THIS_YEAR + 4, 3, 1), {}, "209"),
        (date(THIS_YEAR, 12, 16), {}, "211"),
        (JUNE, {"second": True}, "211"),
    ],
)
def test_a_forbidden_amendment_is_begun_neither_on_the_page_nor_by_the_api(
    world, signed_in, today, day, more, paragraph
):
    if more:
        world.document.editions.create(number=2, state="past", act_date=date(THIS_YEAR, 2, 1), act_number="5")
    today(day)
    editor, document = world.people["editor"], world.document
    page = signed_in(editor).post(reverse("planning:amendment_begin", args=[document.pk]), {"reason": "Нақтылау"})
    assert page.status_code == 422 and paragraph in page.content.decode()
    _row, token = create_token(editor, "tests", "write")
    answer = Client(headers={"Authorization": f"Bearer {token}"}).post(
        f"/api/v1/planning-documents/{document.pk}/amendments/", {"reason": "Нақтылау"},
        content_type="application/json",
    )  # fmt: skip
    assert answer.status_code == 422 and paragraph in answer.json()["errors"][0]["reason"]
    assert not document.editions.filter(state="draft").exists()


def test_an_amendment_out_of_its_term_can_still_be_thrown_away(writer, world, today):
    today(date(THIS_YEAR, 12, 20))
    amendments.drop(writer.editor, world.document.editions.get(state="draft"))
    assert not world.document.editions.filter(state="draft").exists()


@pytest.mark.parametrize("way", ["by_page", "by_api", "by_workbook"])
def test_in_the_first_year_the_current_plan_is_replaced_by_its_fact(writer, world, today, way):
    """Column 7 (Annex 5, 4.9): the plan of the year before the period; a year later it is past like any other."""
    column_7 = IndicatorValue.objects.create
    for indicator in Indicator.objects.filter(key=writer.indicator.key):
        column_7(indicator=indicator, year=THIS_YEAR - 1, plan=Decimal(40))
    assert getattr(writer, way)(THIS_YEAR - 1, 42) == ""
    value = IndicatorValue.objects.get(indicator=writer.indicator, year=THIS_YEAR - 1)
    assert (value.plan, value.amended_plan, value.is_fact) == (40, 42, True)
    assert not {one.code for one in amendments.broken_rules(value.indicator.edition)} & {"amendment_past_value"}
    IndicatorValue.objects.filter(pk=value.pk).update(is_fact=False)
    today(date(THIS_YEAR + 1, 6, 1))
    assert "213" in getattr(writer, way)(THIS_YEAR - 1, 43)
