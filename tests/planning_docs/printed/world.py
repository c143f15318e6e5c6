"""Four small documents, one of each monitored kind, with everything that their forms print."""

from datetime import date
from decimal import Decimal
from typing import Any

from planning_docs.models import (
    Body,
    BudgetProgramme,
    CalculationPassport,
    DocumentEdition,
    Element,
    FinancialNeed,
    Indicator,
    IndicatorFact,
    IndicatorValue,
    Measure,
    MeasureFact,
    MeasureFunding,
    MeasureFundingFact,
    MeasureQuantity,
    PlanningDocument,
    ResourceLine,
    Section,
)
from settlements.models import Territory
from tests.factories import make_country

YEARS = (2026, 2027, 2028, 2029, 2030)
START = date(2020, 1, 1)


def make_body(code: str, name: str, kind: str = "central", territory: str = "KZ") -> Body:
    return Body.objects.create(
        code=code, kind=kind, name_kk=f"{name} (қаз)", name_ru=f"{name} (рус)", territory_id=territory, valid_from=START
    )


def make_document(kind: str, developer: Body, title: str, **more: Any) -> DocumentEdition:
    """The edition in force of a document of KIND."""
    years = {"year_from": more.pop("year_from", YEARS[0]), "year_to": more.pop("year_to", YEARS[-1])}
    document = PlanningDocument.objects.create(
        kind=kind,
        developer=developer,
        title_kk=f"{title} (қаз)",
        title_ru=f"{title} (рус)",
        territory=developer.territory,
        state=more.pop("state", "in_force"),
        **years,
        **more,
    )
    return DocumentEdition.objects.create(
        document=document, number=1, state="current", act_kind="order", act_number="17-е", act_date=date(2025, 12, 10)
    )


def add_element(edition: DocumentEdition, kind: str, name: str, parent: Element | None = None, **more: Any) -> Element:
    position = Element.objects.filter(edition=edition).count()
    return Element.objects.create(
        edition=edition,
        kind=kind,
        name_kk=f"{name} (қаз)",
        name_ru=f"{name} (рус)",
        parent=parent,
        position=position,
        **more,
    )


def add_indicator(
    edition: DocumentEdition, element: Element | None, name: str, values: dict[int, Any], **more: Any
) -> Indicator:
    position = Indicator.objects.filter(edition=edition).count()
    given = {"kind": "target", "indicator_class": "budget_linked", "base_year": 2024, **more}
    indicator = Indicator.objects.create(
        edition=edition,
        element=element,
        position=position,
        name_kk=f"{name} (қаз)",
        name_ru=f"{name} (рус)",
        unit_kk="пайыз",
        unit_ru="процент",
        source_kk="Ресми статистика",
        source_ru="Официальная статистика",
        official_kk="А. Әлиев, орынбасар",
        official_ru="А. Алиев, заместитель",
        **given,
    )
    for year, plan in values.items():
        IndicatorValue.objects.create(indicator=indicator, year=year, plan=Decimal(str(plan)), is_fact=year < 2025)
    return indicator


def add_measure(
    edition: DocumentEdition, indicator: Indicator | None, name: str, money: dict[tuple[int, str], Any] | None = None,
    quantities: dict[int, Any] | None = None, **more: Any,
) -> Measure:  # fmt: skip
    position = Measure.objects.filter(edition=edition).count()
    measure = Measure.objects.create(
        edition=edition,
        indicator=indicator,
        position=position,
        name_kk=f"{name} (қаз)",
        name_ru=f"{name} (рус)",
        unit_kk="дана",
        unit_ru="единица",
        completion=more.pop("completion", "object"),
        starts_in=more.pop("starts_in", 2026),
        ends_in=more.pop("ends_in", 2027),
        **more,
    )
    for (year, source), amount in (money or {}).items():
        MeasureFunding.objects.create(measure=measure, year=year, source=source, amount_mln=Decimal(str(amount)))
    for year, quantity in (quantities or {}).items():
        MeasureQuantity.objects.create(measure=measure, year=year, quantity=Decimal(str(quantity)))
    return measure


def add_fact(indicator: Indicator, year: int, value: Any, comment: str = "", territory: str | None = None) -> None:
    IndicatorFact.objects.create(
        document=indicator.edition.document,
        indicator_key=indicator.key,
        year=year,
        value=Decimal(str(value)),
        status="official",
        comment_kk=comment and f"{comment} (қаз)",
        comment_ru=comment and f"{comment} (рус)",
        territory_id=territory,
    )


def add_measure_fact(measure: Measure, year: int, money: dict[str, tuple[Any, Any]] | None = None, **more: Any) -> None:
    """MONEY: allocated and absorbed by source."""
    fact = MeasureFact.objects.create(document=measure.edition.document, measure_key=measure.key, year=year, **more)
    for source, (allocated, absorbed) in (money or {}).items():
        reason = "" if allocated == absorbed else "Конкурс кешікті"
        MeasureFundingFact.objects.create(
            fact=fact, source=source, allocated_mln=Decimal(str(allocated)), absorbed_mln=Decimal(str(absorbed)),
            reason_kk=reason, reason_ru=reason and "Конкурс задержан",
        )  # fmt: skip


def add_sections(edition: DocumentEdition, *codes: str) -> None:
    for position, code in enumerate(codes):
        Section.objects.create(
            edition=edition, code=code, position=position, title_kk=code, title_ru=code,
            text_kk=f"<p>{code} мәтіні</p>", text_ru=f"<p>{code} текст</p>",
        )  # fmt: skip


def plan_values(first: int) -> dict[int, int]:
    """The reported, the current and the planned years."""
    return {2024: first, 2025: first + 1, **{year: first + number for number, year in enumerate(YEARS, 2)}}


def make_region_plan() -> dict[str, Any]:
    """A direction, a goal, a macro indicator, one linked to money with districts, three measures, resources."""
    akimat = make_body("AKM", "Ақмола әкімдігі", "local", "110000000")
    helper = make_body("KGP", "Өңір су", "quasi_state", "110000000")
    edition = make_document("region_plan", akimat, "Ақмола жоспары")
    add_sections(edition, "passport", "vision", "analysis", "goals", "resources")
    direction = add_element(edition, "direction", "Бағыт")
    goal = add_element(edition, "goal", "Мақсат", direction, ways_kk="<p>Жолдары</p>", ways_ru="<p>Пути</p>")
    macro = add_indicator(edition, goal, "Макро", plan_values(10), indicator_class="macro", responsible=akimat)
    linked = add_indicator(edition, goal, "Байланысты", plan_values(50), own_additional=True, responsible=akimat)
    linked.co_executors.add(helper)
    for year in (2024, 2025, 2026):
        for kato in ("116000000", "113200000"):
            IndicatorValue.objects.create(indicator=linked, year=year, territory_id=kato, plan=Decimal(year - 2000))
    programme = BudgetProgramme.objects.create(
        code="253.113", name_kk="Су (қаз)", name_ru="Вода (рус)", administrator=akimat
    )
    money = {(2026, "local"): "100.5", (2027, "local"): "50", (2026, "republican"): "10", (2026, "investments"): "7"}
    funded = add_measure(edition, linked, "Құбыр", money, programme=programme, goal=goal, responsible=akimat)
    counted = add_measure(edition, linked, "Лекция", None, {2026: 4, 2027: 5}, goal=goal, completion="informing")
    loose = add_measure(edition, None, "Жеке", {(2026, "local"): "2"}, goal=goal, starts_in=2026, ends_in=2026)
    for year in YEARS:
        ResourceLine.objects.create(
            edition=edition, kind="financial", goal=goal, source="local", year=year, amount=Decimal(year - 2000)
        )
    ResourceLine.objects.create(
        edition=edition, kind="financial", goal=goal, source="grants", year=2026, amount=Decimal("1.5")
    )
    return {
        "edition": edition, "macro": macro, "linked": linked, "funded": funded, "counted": counted, "loose": loose,
        "goal": goal, "akimat": akimat, "programme": programme,
    }  # fmt: skip


def make_concept(developer: Body) -> dict[str, Any]:
    edition = make_document("concept", developer, "Тұжырымдама", year_to=2027)
    one = add_element(edition, "direction", "Бірінші")
    two = add_element(edition, "direction", "Екінші")
    first = add_indicator(edition, one, "Индикатор А", {2026: "4.5", 2027: 5}, responsible=developer)
    second = add_indicator(edition, two, "Индикатор Б", {2026: 1, 2027: 2})
    reform = add_measure(
        edition, first, "Реформа 1", responsible=developer, due_on=date(2026, 6, 1), completion="legal_act"
    )
    add_measure(edition, second, "Реформа 2", ends_in=2026)
    add_measure(edition, second, "Реформа 3")
    return {"edition": edition, "first": first, "second": second, "reform": reform}


def make_body_plan(developer: Body) -> dict[str, Any]:
    edition = make_document("body_plan", developer, "Министрлік жоспары")
    add_sections(edition, "mission", "architecture", "goals", "resources")
    direction = add_element(edition, "direction", "Стратегиялық")
    goal = add_element(edition, "goal", "Мақсат", direction)
    macro = add_indicator(edition, direction, "Макро", plan_values(3), indicator_class="macro")
    linked = add_indicator(edition, goal, "Байланысты", plan_values(20), responsible=developer)
    programme = BudgetProgramme.objects.create(
        code="217.001", name_kk="Жоспарлау (қаз)", name_ru="Планирование (рус)", administrator=developer
    )
    linked.programmes.add(programme)
    FinancialNeed.objects.create(
        edition=edition, indicator=linked, programme=programme, grounds_kk="Тапсырма", grounds_ru="Поручение",
        effect_kk="Әсер", effect_ru="Эффект", growth_share="0,1 %", priority=1,
        amounts_mln={"2026": "12.5", "2027": "13"},
    )  # fmt: skip
    for year, amount in ((2024, 100), (2025, 110), (2026, 120)):
        ResourceLine.objects.create(edition=edition, kind="financial", year=year, amount=amount, programme=programme)
    ResourceLine.objects.create(edition=edition, kind="national_project", goal=goal, year=2026, amount=30)
    ResourceLine.objects.create(edition=edition, kind="human", year=2026, amount=250)
    add_measure(edition, linked, "Іс-шара", {(2026, "republican"): "40"}, goal=goal, ends_in=2026)
    CalculationPassport.objects.create(
        document=edition.document, indicator_key=linked.key, data_kind="official",
        definition_kk="Анықтама", definition_ru="Определение", link_kk="Байланыс", link_ru="Связь",
    )  # fmt: skip
    return {"edition": edition, "macro": macro, "linked": linked, "goal": goal, "programme": programme}


def make_national_plan(developer: Body, *lower: Indicator) -> dict[str, Any]:
    """A priority with a strategic indicator that LOWER ones carry."""
    edition = make_document("national_plan", developer, "Ұлттық жоспар", year_to=2027)
    priority = add_element(edition, "priority", "Басымдық")
    strategic = add_indicator(
        edition, priority, "Стратегиялық", {2024: 60, 2026: 62, 2027: 63}, kind="strategic", indicator_class=""
    )
    for one in lower:
        one.parent_key, one.parent_document = strategic.key, edition.document
        one.share_percent = Decimal("40")
        one.save()
    return {"edition": edition, "strategic": strategic}


def make_world() -> dict[str, Any]:
    """Keyed: country, ministry, region, concept, body, national; each document as its own dictionary."""
    country: dict[str, Territory] = make_country()
    ministry = make_body("MNE", "Ұлттық экономика министрлігі")
    region, concept, body = make_region_plan(), make_concept(ministry), make_body_plan(ministry)
    national = make_national_plan(ministry, region["linked"], concept["first"], body["linked"])
    return {
        "country": country, "ministry": ministry, "region": region, "concept": concept, "body": body,
        "national": national,
    }  # fmt: skip
