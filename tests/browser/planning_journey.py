"""Hands for the long journey of a region's plan: forms filled by the names of their fields, pages of one document."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from playwright.sync_api import expect

from planning_docs.models import Body, BudgetProgramme, DocumentEdition, Element, Indicator, PlanningDocument
from planning_docs.services.documents import create_document
from tests.factories import make_country
from tests.planning_docs.life_world import REGION, grant, make_body
from tests.planning_docs.pages_world import put_in_force

FIRST, LAST = 2025, 2029


@dataclass
class JourneyWorld:
    country: dict[str, Any]
    people: dict[str, Any]
    national: PlanningDocument
    assigned: Indicator
    programme: BudgetProgramme


def make_journey_world() -> JourneyWorld:
    """A national plan that assigns an indicator to the region; the region has no plan yet."""
    country = make_country()
    akimat = make_body("akimat-11", country["north"], "local")
    ministry = make_body("MNE", country["country"])
    make_body("EDU", country["north"], "local")
    make_body("ROAD", country["north"], "local")
    make_body("SCHOOL", country["north"], "subordinate")
    people = {
        "author": grant("author", "planning_editor", "KZ", "MNE"),
        "editor": grant("editor", "planning_editor", REGION, "akimat-11"),
        "edu": grant("edu", "co_executor", REGION, "EDU"),
        "road": grant("road", "co_executor", REGION, "ROAD"),
        "authority": grant("authority", "planning_authority", REGION),
    }
    programme = BudgetProgramme.objects.create(
        code="253.113", name_kk="Бағдарлама", name_ru="Программа", administrator=akimat
    )
    national = _national(people["author"], ministry)
    assigned = _assigned(national.editions.get(), ministry, akimat)
    put_in_force(national)
    return JourneyWorld(country, people, national, assigned, programme)


def _national(author: Any, ministry: Body) -> PlanningDocument:
    values = {
        "kind": "national_plan", "developer": ministry, "title_kk": "Ұлттық даму жоспары",
        "title_ru": "Национальный план развития", "year_from": FIRST, "year_to": LAST, "restricted": False,
    }  # fmt: skip
    return create_document(author, values)


def _assigned(edition: DocumentEdition, ministry: Body, akimat: Body) -> Indicator:
    priority = Element.objects.create(edition=edition, kind="priority", name_kk="Әл-ауқат", name_ru="Благосостояние")
    made = Indicator.objects.create(
        edition=edition, element=priority, kind="strategic", name_kk="Жұмыс орындары", name_ru="Рабочие места",
        unit_kk="бірлік", unit_ru="единиц", responsible=ministry,
    )  # fmt: skip
    made.co_executors.set([akimat])
    return made


class Hands:
    """What a person does on the pages of one document. `pk` is known once the document is begun."""

    def __init__(self, page: Any, server: Any, sign_in: Callable[[Any], None]):
        self.page, self.server, self.sign_in, self.pk = page, server, sign_in, 0

    def open(self, name: str, *more: Any, query: str = "") -> None:
        args = [self.pk, *more] if self.pk else list(more)
        answer = self.page.goto(f"{self.server.url}{reverse(f'planning:{name}', args=args)}{query}")
        assert answer.status == 200, f"{name}: {answer.status}"

    def fill(self, **fields: Any) -> None:
        for name, value in fields.items():
            self._fill_one(self.page.locator(f"main [name='{name}']").first, value)

    def _fill_one(self, field: Any, value: Any) -> None:
        kind = field.evaluate("one => one.tagName === 'SELECT' ? 'select' : one.type")
        if kind == "select":
            field.select_option(value if isinstance(value, list) else str(value))
        elif kind == "checkbox":
            field.set_checked(value)
        else:
            field.fill(str(value))

    def press(self, within: str, *, expect_status: int = 302) -> None:
        """Press the button of the part WITHIN and be on the page that follows; the server answers EXPECT_STATUS."""
        posted = self.page.expect_response(lambda answer: answer.request.method == "POST")
        with self.page.expect_navigation(), posted as found:
            self.page.locator(f"{within} button").first.click()
        assert found.value.status == expect_status, f"{self.page.url}: {found.value.status}\n{self.said()}"

    def said(self) -> str:
        return self.page.locator("main").inner_text()

    def save(self, *, expect_status: int = 302) -> str:
        """Save the form of a row; the key that the page then leads to."""
        self.press("main form .button-row", expect_status=expect_status)
        return self.page.url.partition("#")[2]

    def add(self, what: str, under: str = "", **fields: Any) -> str:
        self.open("new_row", what, query=f"?under={under}" if under else "")
        self.fill(**fields)
        return self.save()

    def change(self, what: str, key: str, **fields: Any) -> None:
        self.open("row", what, key)
        self.fill(**fields)
        self.save()

    def write(self, section: str, text: str) -> None:
        """The Kazakh text of a section, in the editor of rich text."""
        key = DocumentEdition.objects.filter(document=self.pk).latest("number").sections.get(code=section).key
        self.open("row", "sections", key)
        self.page.locator("[contenteditable=true]").first.fill(text)
        self.save()

    def plan(self, *, start: int = 10) -> None:
        """Every empty cell of the period, left one after the other as people do."""
        self.open("values")
        for number, cell in enumerate(self.page.locator("td[data-cell]").all()):
            field = cell.locator(".pd-input")
            year = int((cell.get_attribute("data-cell") or "").split(":")[1])
            if year >= FIRST and not field.input_value():
                field.fill(str(start + number))
                field.press("Tab")
                expect(cell).to_have_attribute("data-state", "saved")

    def step(self, action: str, **fields: Any) -> None:
        """A step of the life of the document."""
        self.open("life")
        self.fill(**{f"{action}-{name}": value for name, value in fields.items()})
        self.press(f"[aria-labelledby=step-{action}]")

    @contextmanager
    def as_person(self, person: Any) -> Iterator[None]:
        self.sign_in(person)
        yield
