"""A region plan with a national plan above it, made through the services, and the people around it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from planning_docs.choices import DocumentState, EditionState
from planning_docs.models import Body, DocumentEdition, Element, Indicator, Measure, PlanningDocument
from planning_docs.rules.reading import Planned
from planning_docs.services.documents import create_document
from planning_docs.services.rows import add_row
from planning_docs.services.values import Cell, save_measure_years, save_value
from rss_portal.accounts.choices import Role
from rss_portal.accounts.models import RoleGrant
from tests.factories import make_user

FIRST, LAST = 2026, 2030


@dataclass
class PlanningWorld:
    country: dict[str, Any]
    ministry: Body
    akimat: Body
    editor: Any  # of the akimat
    author: Any  # of the ministry
    stranger: Any  # editor of another akimat
    authority: Any
    national: PlanningDocument
    plan: PlanningDocument
    edition: DocumentEdition
    direction: Element
    goal: Element
    indicator: Indicator
    measure: Measure
    higher: Indicator


def make_body(code: str, kind: str, name: str, territory: str) -> Body:
    return Body.objects.create(
        code=code, kind=kind, name_kk=name, name_ru=name, territory_id=territory, valid_from=date(2022, 1, 1)
    )


def grant(user: Any, role: str, body: Body) -> Any:
    RoleGrant.objects.create(user=user, role=role, territory_code=body.territory_id, body_code=body.code)
    return user


def begin(user: Any, body: Body, kind: str, title: str, **more: Any) -> PlanningDocument:
    values = {
        "kind": kind, "developer": body, "title_kk": title, "title_ru": title, "year_from": FIRST, "year_to": LAST,
        "restricted": False, **more,
    }  # fmt: skip
    return create_document(user, values)


def draft_of(document: PlanningDocument) -> DocumentEdition:
    return document.editions.select_related("document").get(state=EditionState.DRAFT)


def add_indicator(user: Any, edition: DocumentEdition, name: str, **more: Any) -> Indicator:
    values = {
        "kind": "target", "name_kk": name, "name_ru": name, "unit_kk": "бірлік", "unit_ru": "единица",
        "source_kk": "Ресми статистика", "source_ru": "Официальная статистика", "additive": True, **more,
    }  # fmt: skip
    made = add_row(user, edition, Indicator, values)
    for year in range(FIRST, LAST + 1):
        save_value(user, edition, Cell(made.key, year), Planned(Decimal(year - FIRST + 10)))
    return made


def put_in_force(document: PlanningDocument) -> None:
    """As approval leaves it; the way there has tests of its own."""
    document.editions.filter(state=EditionState.DRAFT).update(
        state=EditionState.CURRENT, act_kind="order", act_number="1", act_date=date(2025, 12, 20)
    )
    PlanningDocument.objects.filter(pk=document.pk).update(state=DocumentState.IN_FORCE)
    document.refresh_from_db()


def make_planning_world(country: dict[str, Any]) -> PlanningWorld:
    ministry = make_body("MNE", "central", "Ұлттық экономика министрлігі", "KZ")
    akimat = make_body("AKIMAT-11", "local", "Ақмола облысының әкімдігі", country["north"].kato)
    other = make_body("AKIMAT-61", "local", "Түркістан облысының әкімдігі", country["south"].kato)
    editor = grant(make_user("editor"), Role.PLANNING_EDITOR, akimat)
    author = grant(make_user("author"), Role.PLANNING_EDITOR, ministry)
    stranger = grant(make_user("stranger"), Role.PLANNING_EDITOR, other)
    authority = make_user("authority", Role.PLANNING_AUTHORITY, "KZ")
    national = begin(author, ministry, "national_plan", "Ұлттық даму жоспары")
    top = draft_of(national)
    priority = add_row(
        author, top, Element, {"kind": "priority", "name_kk": "Халық әл-ауқаты", "name_ru": "Благосостояние"}
    )
    higher = add_indicator(
        author, top, "Жұмыс орындары", kind="strategic", element=priority, responsible=ministry, co_executors=[akimat]
    )  # fmt: skip
    put_in_force(national)
    plan = begin(editor, akimat, "region_plan", "Ақмола облысының даму жоспары", parents=[national])
    edition = draft_of(plan)
    direction = add_row(editor, edition, Element, {"kind": "direction", "name_kk": "Экономика", "name_ru": "Экономика"})
    goal = add_row(
        editor, edition, Element, {"kind": "goal", "parent": direction, "name_kk": "Жұмыспен қамту", "name_ru": "Занятость"}
    )  # fmt: skip
    indicator = add_indicator(
        editor, edition, "Облыстағы жұмыс орындары", element=goal, responsible=akimat,
        parent_document_id=national.pk, parent_key=higher.key, share_percent=Decimal(40),
    )  # fmt: skip
    measure = add_row(
        editor, edition, Measure,
        {"name_kk": "Зауыт салу", "name_ru": "Строительство завода", "goal": goal, "indicator": indicator,
         "completion": "object", "starts_in": FIRST, "ends_in": FIRST + 1, "responsible": akimat},
    )  # fmt: skip
    save_measure_years(editor, edition, measure.key, {}, {(FIRST, "local"): Decimal("12.5")})
    measure.refresh_from_db()
    return PlanningWorld(
        country, ministry, akimat, editor, author, stranger, authority, national, plan, edition, direction, goal,
        indicator, measure, higher,
    )  # fmt: skip
