"""A region plan in force with two indicators, two measures and the people around it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.management import call_command

from planning_docs.choices import (
    ActKind,
    BodyKind,
    CompletionForm,
    DocumentKind,
    DocumentState,
    EditionState,
    ElementKind,
    FundingSource,
    IndicatorKind,
)
from planning_docs.models import (
    Body,
    DocumentEdition,
    Element,
    Indicator,
    IndicatorValue,
    Measure,
    MeasureFunding,
    MeasureQuantity,
    PlanningDocument,
)
from rss_portal.accounts.choices import Role
from rss_portal.accounts.models import RoleGrant, User
from tests.factories import make_user

YEAR = 2025


@dataclass
class MonitoringWorld:
    country: dict[str, Any]
    document: PlanningDocument
    edition: DocumentEdition
    bodies: dict[str, Body]
    people: dict[str, User]
    indicators: dict[str, Indicator]
    measures: dict[str, Measure]


def make_body(code: str, territory: Any, kind: str = BodyKind.LOCAL) -> Body:
    return Body.objects.create(
        code=code, kind=kind, name_kk=f"{code} басқармасы", name_ru=f"Управление {code}", territory=territory,
        valid_from=date(2020, 1, 1),
    )  # fmt: skip


def make_person(username: str, role: str, body: str = "", territory: str = "110000000") -> User:
    user = make_user(username, email=f"{username}@example.kz")
    RoleGrant.objects.create(user=user, role=role, territory_code=territory, body_code=body)
    return user


def make_document(developer: Body, kind: str = DocumentKind.REGION_PLAN, **more: Any) -> PlanningDocument:
    values = {"title_kk": "Ақмола облысының даму жоспары", "title_ru": "План развития Акмолинской области",
              "territory": developer.territory, "year_from": YEAR, "year_to": YEAR + 4,
              "state": DocumentState.IN_FORCE, **more}  # fmt: skip
    return PlanningDocument.objects.create(kind=kind, developer=developer, **values)


def make_edition(document: PlanningDocument, **more: Any) -> DocumentEdition:
    values = {"number": 1, "state": EditionState.CURRENT, "act_kind": ActKind.MASLIKHAT, "act_number": "8С-20/2",
              "act_date": date(2025, 3, 5), **more}  # fmt: skip
    return DocumentEdition.objects.create(document=document, **values)


def make_indicator(edition: DocumentEdition, name: str, body: Body, plan: str, *co_executors: Body, **more: Any) -> Any:
    indicator = Indicator.objects.create(
        edition=edition, kind=IndicatorKind.TARGET, name_kk=name, name_ru=name, unit_kk="%", unit_ru="%",
        responsible=body, base_year=YEAR - 1, **more,
    )  # fmt: skip
    indicator.co_executors.set(co_executors)
    IndicatorValue.objects.create(indicator=indicator, year=YEAR - 1, plan=Decimal("50"), is_fact=True)
    IndicatorValue.objects.create(indicator=indicator, year=YEAR, plan=Decimal(plan))
    return indicator


def make_measure(edition: DocumentEdition, name: str, body: Body, **more: Any) -> Measure:
    values = {"starts_in": YEAR, "ends_in": YEAR + 1, "completion": CompletionForm.OBJECT, **more}
    return Measure.objects.create(edition=edition, name_kk=name, name_ru=name, responsible=body, **values)


def make_monitoring_world(country: dict[str, Any]) -> MonitoringWorld:
    """The plan of the northern region: the developer DEV, co-executors EDU and ROAD; a stranger from OTHER."""
    call_command("load_calendar", verbosity=0)
    bodies = {code: make_body(code, country["north"]) for code in ("DEV", "EDU", "ROAD", "OTHER")}
    document = make_document(bodies["DEV"])
    document.co_executors.set([bodies["EDU"], bodies["ROAD"]])
    edition = make_edition(document)
    goal = Element.objects.create(edition=edition, kind=ElementKind.GOAL, name_kk="Мақсат", name_ru="Цель")
    indicators = {
        "schools": make_indicator(edition, "Мектептер", bodies["EDU"], "60", element=goal),
        "roads": make_indicator(edition, "Жолдар", bodies["DEV"], "80", bodies["ROAD"], element=goal),
    }
    for place, plan in (("north_1", "70"), ("north_2", "40")):
        IndicatorValue.objects.create(
            indicator=indicators["schools"], year=YEAR, territory=country[place], plan=Decimal(plan)
        )
    measures = {
        "build": make_measure(edition, "Мектеп салу", bodies["EDU"], goal=goal),
        "repair": make_measure(edition, "Жол жөндеу", bodies["ROAD"], goal=goal, ends_in=YEAR),
    }
    MeasureFunding.objects.create(
        measure=measures["build"], year=YEAR, source=FundingSource.LOCAL, amount_mln=Decimal("120")
    )
    MeasureQuantity.objects.create(measure=measures["repair"], year=YEAR, quantity=Decimal("5"))
    return MonitoringWorld(country, document, edition, bodies, _people(), indicators, measures)


def _people() -> dict[str, User]:
    return {
        "editor": make_person("editor", Role.PLANNING_EDITOR, "DEV"),
        "edu": make_person("edu", Role.CO_EXECUTOR, "EDU"),
        "road": make_person("road", Role.CO_EXECUTOR, "ROAD"),
        "stranger": make_person("stranger", Role.CO_EXECUTOR, "OTHER"),
        "authority": make_person("authority", Role.PLANNING_AUTHORITY, "", "KZ"),
        "other_authority": make_person("other-authority", Role.PLANNING_AUTHORITY, "", "610000000"),
    }
