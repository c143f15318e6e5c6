"""A district with its workbook: downloaded, changed as a person would, uploaded again."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from rss_portal.exchange.forms import Subject, get_form
from rss_portal.exchange.services import stage
from settlements import item_lists
from settlements.choices import Status
from settlements.item_lists import ListedItem
from settlements.models import Campaign, Item
from tests.factories import make_campaign, make_country, make_profiles, make_user

YEAR = 2025
FORM = "settlements.inventory"


@pytest.fixture
def world(catalogue: None, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The small country with a campaign; every status reports six items of the three measures."""
    country = make_country()
    for year in (YEAR - 1, YEAR):
        make_profiles(country, year)
    campaign = make_campaign(YEAR)
    Campaign.objects.filter(pk=campaign.pk).update(opens_on=date(2020, 1, 1), akimat_closes_on=date(2099, 1, 1))
    codes = [
        code
        for measure in ("facility", "network", "service")
        for code in Item.objects.filter(measure=measure).order_by("code").values_list("code", flat=True)[:2]
    ]
    listed = [ListedItem(code, "mandatory", number) for number, code in enumerate(codes)]
    monkeypatch.setattr(item_lists, "_provider", [lambda edition: dict.fromkeys(Status.values, listed)])
    return SimpleNamespace(
        country=country,
        codes=codes,
        editor=make_user("editor", "akimat_editor", "116000000"),
        neighbour=make_user("neighbour", "akimat_editor", "113200000"),
        subject=Subject("116000000", YEAR),
        form=get_form(FORM),
    )


class Book:
    """The workbook as openpyxl sees it, addressed by settlement, item and field."""

    def __init__(self, data: bytes):
        self.book = load_workbook(BytesIO(data))

    def sheet(self, code: str) -> Any:
        return next(one for one in self.book.worksheets if one["A1"].value == f"rss:{code}")

    def cell(self, measure: str, kato: str, item: str, field: str) -> Any:
        sheet = self.sheet(measure)
        column = next(one.column for one in sheet[1] if one.value == field)
        row = next(one.row for one in sheet["A"] if str(one.value).startswith(f"{kato}/{item}/"))
        return sheet.cell(row, column)

    def put(self, measure: str, kato: str, item: str, **values: Any) -> "Book":
        for name, value in values.items():
            self.cell(measure, kato, item, name).value = value
        return self

    def data(self) -> bytes:
        target = BytesIO()
        self.book.save(target)
        return target.getvalue()


@pytest.fixture
def workbook(world: SimpleNamespace) -> Callable[[], Book]:
    """`workbook()` downloads the district's workbook as it is now."""

    def download() -> Book:
        target = BytesIO()
        world.form.write(world.editor, world.subject, target)
        return Book(target.getvalue())

    return download


@pytest.fixture
def send(world: SimpleNamespace) -> Callable[..., Any]:
    """`send(data)` stages the file in the editor's name."""

    def upload(data: bytes, name: str = "есеп.xlsx", user: Any = None) -> Any:
        return stage(user or world.editor, FORM, world.subject, SimpleUploadedFile(name, data))

    return upload
