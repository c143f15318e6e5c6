"""Pages of a document with 60 goals, 300 indicators and 1 000 measures, measured for `manage.py benchmark`."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.core.management import call_command
from django.urls import reverse

from planning_docs.choices import EditionState
from planning_docs.models import Body, DocumentEdition, Element, Indicator, IndicatorValue, Measure, MeasureFunding
from planning_docs.services.documents import create_document
from rss_portal.accounts.models import User
from standards.benchmark.measuring import Measured
from standards.benchmark.reading import measure_page

EDITOR, BODY = "akimat-jospar", "AKIMAT-11"
FIRST, LAST = 2026, 2030
GOALS, INDICATORS, MEASURES = 60, 300, 1000
PAGES = {"document": "planning:document", "measures": "planning:measures", "values": "planning:values"}


def measure() -> list[Measured]:
    """The pages that a planning editor has open all day, of a document of the largest size."""
    user = User.objects.get(username=EDITOR)
    pk = make_large_document(user)
    what = f"plan with {INDICATORS} indicators, {MEASURES:,} measures:"
    return [measure_page("P", f"{what} {name}", reverse(url, args=[pk]), user) for name, url in PAGES.items()]


def make_large_document(user: User) -> int:
    """A draft plan of a region written by USER; its number."""
    call_command("load_bodies", verbosity=0)
    body = Body.objects.get(code=BODY)
    title = {"title_kk": "Даму жоспары", "title_ru": "План развития"}
    period = {"year_from": FIRST, "year_to": LAST, "restricted": False}
    document = create_document(user, {"kind": "region_plan", "developer": body, **title, **period})
    edition = DocumentEdition.objects.get(document=document, state=EditionState.DRAFT)
    direction = Element.objects.create(edition=edition, kind="direction", name_kk="Экономика", name_ru="Экономика")
    fill_large(edition, direction, body)
    return document.pk


def fill_large(edition: DocumentEdition, direction: Element, body: Body) -> None:
    """Goals under DIRECTION with indicators, their yearly plans and measures with money, BODY's own."""
    goals = Element.objects.bulk_create(
        Element(edition=edition, kind="goal", parent=direction, name_kk=f"Мақсат {n}", name_ru=f"Цель {n}", position=n)
        for n in range(GOALS)
    )
    _fill_indicators(edition, goals, body)
    _fill_measures(edition, goals, body)


def _fill_indicators(edition: DocumentEdition, goals: Sequence[Element], body: Body) -> None:
    rows = Indicator.objects.bulk_create(
        Indicator(
            edition=edition, kind="target", element=goals[n % GOALS], name_kk=f"Көрсеткіш {n}",
            name_ru=f"Показатель {n}", unit_kk="%", source_kk="Статистика", responsible=body,
        )
        for n in range(INDICATORS)
    )  # fmt: skip
    IndicatorValue.objects.bulk_create(
        IndicatorValue(indicator=one, year=year, plan=Decimal(year % 100))
        for one in rows
        for year in range(FIRST, LAST + 1)
    )


def _fill_measures(edition: DocumentEdition, goals: Sequence[Element], body: Body) -> None:
    common: dict[str, Any] = {"completion": "object", "starts_in": FIRST, "ends_in": LAST, "responsible": body}
    rows = Measure.objects.bulk_create(
        Measure(edition=edition, goal=goals[n % GOALS], name_kk=f"Іс-шара {n}", name_ru=f"Мероприятие {n}", **common)
        for n in range(MEASURES)
    )
    MeasureFunding.objects.bulk_create(
        MeasureFunding(measure=one, year=FIRST, source="local", amount_mln=Decimal(5)) for one in rows
    )
