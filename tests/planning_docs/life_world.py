"""A region's plan that keeps every rule, with the people around it. Kept tiny."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from planning_docs.choices import BodyKind, ElementKind, IndicatorKind
from planning_docs.models import (
    Body,
    BudgetProgramme,
    DocumentEdition,
    Element,
    Indicator,
    IndicatorValue,
    Measure,
    MeasureFunding,
    PlanningDocument,
    Section,
)
from planning_docs.services.documents import create_document
from rss_portal.accounts.models import RoleGrant
from tests.factories import make_country, make_user

THIS_YEAR = date.today().year
REGION = "110000000"


@dataclass
class PlanWorld:
    country: dict[str, Any]
    bodies: dict[str, Body]
    people: dict[str, Any]
    document: PlanningDocument

    @property
    def edition(self) -> DocumentEdition:
        return self.document.editions.get(number=1)


def make_body(code: str, territory: Any, kind: str = BodyKind.CENTRAL) -> Body:
    return Body.objects.create(
        code=code, kind=kind, name_kk=f"{code} органы", name_ru=f"Орган {code}", territory=territory,
        valid_from=date(2000, 1, 1),
    )  # fmt: skip


def grant(name: str, role: str, territory: str = "KZ", body: str = "") -> Any:
    person = make_user(name, email=f"{name}@example.kz")
    RoleGrant.objects.create(
        user=person, role=role, territory_code=territory, body_code=body, valid_from=date(2000, 1, 1)
    )
    return person


def make_plan_world(*, restricted: bool = False) -> PlanWorld:
    """A whole region's plan in the state of a draft: one goal, two indicators, a measure."""
    country = make_country()
    bodies = {
        "akimat": make_body("akimat-11", country["north"], BodyKind.LOCAL),
        "MNE": make_body("MNE", country["country"]),
        "MH": make_body("MH", country["country"]),
    }
    people = {
        "editor": grant("editor", "planning_editor", REGION, "akimat-11"),
        "co_executor": grant("co_executor", "co_executor", "KZ", "MH"),
        "authority": grant("authority", "planning_authority"),
        "region_authority": grant("region_authority", "planning_authority", REGION),
        "other_authority": grant("other_authority", "planning_authority", "610000000"),
        "other_editor": grant("other_editor", "planning_editor", "KZ", "MNE"),
        "clerk": make_user("clerk", "akimat_editor", "116000000"),
    }
    values = {
        "kind": "region_plan", "developer": bodies["akimat"], "title_kk": "Ақмола облысының даму жоспары",
        "title_ru": "План развития Акмолинской области", "year_from": THIS_YEAR, "year_to": THIS_YEAR + 4,
        "restricted": restricted, "co_executors": [bodies["MH"]],
    }  # fmt: skip
    document = create_document(people["editor"], values)
    fill(document, bodies["akimat"])
    return PlanWorld(country, bodies, people, document)


def fill(document: PlanningDocument, responsible: Body) -> None:
    """A goal with an indicator for every year, and a measure with money of the local budget."""
    edition = document.editions.get(number=1)
    programme = BudgetProgramme.objects.create(
        code="253.113", name_kk="Бағдарлама", name_ru="Программа", administrator=responsible
    )
    direction = Element.objects.create(
        edition=edition, kind=ElementKind.DIRECTION, name_kk="Бағыт", name_ru="Направление"
    )
    goal = Element.objects.create(
        edition=edition, kind=ElementKind.GOAL, parent=direction, name_kk="Мақсат", name_ru="Цель", position=1
    )
    for number in (1, 2):
        indicator = Indicator.objects.create(
            edition=edition, element=goal, kind=IndicatorKind.TARGET, name_kk=f"{number}-индикатор",
            name_ru=f"Индикатор {number}", unit_kk="%", unit_ru="%", source_kk="Статистика", source_ru="Статистика",
            responsible=responsible, position=number,
        )  # fmt: skip
        indicator.programmes.add(programme)
        IndicatorValue.objects.bulk_create(
            IndicatorValue(indicator=indicator, year=year, plan=Decimal(50 + year - document.year_from))
            for year in document.years
        )
    measure = Measure.objects.create(
        edition=edition, goal=goal, indicator=indicator, name_kk="Мектеп салу", name_ru="Строительство школы",
        completion="object", starts_in=document.year_from, ends_in=document.year_to, responsible=responsible,
        programme=programme,
    )  # fmt: skip
    MeasureFunding.objects.create(measure=measure, year=document.year_from, source="local", amount_mln=Decimal("12.5"))
    Section.objects.filter(edition=edition, code="vision").update(text_kk="<p>Пайым</p>", text_ru="<p>Видение</p>")
