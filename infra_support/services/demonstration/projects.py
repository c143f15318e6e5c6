"""Invented enterprises and their projects; numbers are made up and carry a right control digit."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile

from infra_support.choices import DocumentKind, EffectKind, EligibilityCode, EligibilityState, Tick
from infra_support.models import (
    Application,
    ApplicationDocument,
    EffectLine,
    EligibilityLine,
    Enterprise,
    InfrastructureKind,
)
from infra_support.rules.identity import control_digit
from infra_support.services.registration import account_number
from infra_support.services.submission import next_number
from rss_portal.documents.blocks import Form, Paragraph
from rss_portal.documents.giving import render
from settlements.choices import Level
from settlements.models import Territory


@dataclass(frozen=True)
class Project:
    """What an invented applicant wants."""

    name: str
    oked: str
    sector: str
    kind: str  # of infrastructure, by its code's beginning
    cost: int  # thousand tenge


PROJECTS = (
    Project("Сүт өңдеу цехы", "10510", "Өңдеу өнеркәсібі", "engineering", 320_000),
    Project("Ұлттық тағамдар шағын цехы", "10850", "Өңдеу өнеркәсібі", "production", 145_000),
    Project("Жүн жуу және өңдеу орталығы", "13100", "Өңдеу өнеркәсібі", "production", 210_000),
    Project("Көкөніс сақтау және буып-түю орны", "52109", "Логистика", "logistics", 260_000),
    Project("Қонақжай этноауыл", "55200", "Туризм", "tourism", 180_000),
    Project("Тігін шеберханасы", "14130", "Жеңіл өнеркәсіп", "production", 96_000),
    Project("Құс фабрикасына су құбыры", "01470", "Ауыл шаруашылығы", "engineering", 540_000),
    Project("Жергілікті өнім шағын нарығы", "47810", "Сауда", "sales", 75_000),
    Project("Керуен-сарай кемпингі", "55300", "Туризм", "tourism", 132_000),
    Project("Бал қаптау желісі", "10890", "Өңдеу өнеркәсібі", "engineering", 88_000),
)
NAMES = ("Береке", "Дархан", "Жайлау", "Көктем", "Ырыс", "Сарыарқа", "Бәйтерек", "Тұмар", "Алтын дән", "Шаңырақ")
ANSWERS = {EligibilityCode.NO_DEBT, EligibilityCode.SOLVENT, EligibilityCode.NOT_AFFILIATED}


def make_enterprise(number: int, region: Territory) -> Enterprise:
    """The NUMBER-th invented legal entity of REGION."""
    made = Enterprise(kind="legal", name=f"«{NAMES[number % len(NAMES)]}-{number + 1}» ЖШС", region=region)
    made.xin = invented_number(f"2001400{number:04d}")
    made.account_number = f"demo-{number}"
    made.save()
    made.account_number = account_number(made.pk)
    made.save(update_fields=["account_number"])
    return made


def invented_number(first: str) -> str:
    """FIRST eleven digits with their control digit; the next number that has one when these have none."""
    digit = control_digit(first)
    while digit is None:
        first = f"{int(first) + 1:011d}"
        digit = control_digit(first)
    return f"{first}{digit}"


def make_application(number: int, enterprise: Enterprise, place: Territory, registered_at: datetime) -> Application:
    """The NUMBER-th application, filled in and registered at REGISTERED_AT; every fifth of a priority programme."""
    project = PROJECTS[number % len(PROJECTS)]
    region = enterprise.region
    if region is None:
        raise ValueError("an invented enterprise lies in a region")
    application = Application.objects.create(
        enterprise=enterprise, region=region, place=place, state="submitted", registered_at=registered_at,
        number=next_number(region, registered_at.year), access_code=f"DEMO{number:04d}", priority=number % 5 == 0,
        auyl_amanaty=number % 5 == 0, applicant_kind="legal", applicant_name=enterprise.name, bin=enterprise.xin,
        head_name="Көрсетілімов Үлгі", head_iin=invented_number(f"90010130{number:03d}"),
        address="көрсетілімге арналған мекенжай", phone="+7 700 000 00 00", bank_name="Көрсетілім банкі",
        bic="KZDEMOKX", iik="KZ000000000000000000", kbe="17", project_name=f"{project.name} ({number + 1})",
        project_summary="Көрсетілімге ойдан алынған жоба.", need_reason="Инфрақұрылым жетіспейді.",
        construction_cost=Decimal(project.cost) * 2 / 5, project_cost=project.cost, tax_regime="Оңайлатылған",
        sector=project.sector, oked=project.oked, employees=8 + number % 20, ticks=list(Tick.values),
        feasibility_ground="Жобаға ТЭН талап етілмейді.", support_months=36, shared_users=3 + number % 4,
    )  # fmt: skip
    application.kinds.set(InfrastructureKind.objects.filter(category__code__startswith=project.kind[:4])[:1])
    _parts(application, project)
    return application


def _parts(application: Application, project: Project) -> None:
    for kind, start in (
        (EffectKind.JOBS, 6),
        (EffectKind.TAXES, project.cost // 40),
        (EffectKind.OUTPUT, project.cost),
    ):
        line = EffectLine(application=application, kind=kind, fact=0)
        line.forecast_1, line.forecast_2, line.forecast_3 = start, start * 3 // 2, start * 2
        line.save()
    EligibilityLine.objects.bulk_create(
        EligibilityLine(application=application, code=code, state=EligibilityState.MET)
        if code in ANSWERS
        else EligibilityLine(application=application, code=code)
        for code in EligibilityCode
    )


def attach_documents(application: Application, content: bytes) -> None:
    """A business plan and design documentation of CONTENT."""
    for kind, name in ((DocumentKind.BUSINESS_PLAN, "biznes-zhospar.pdf"), (DocumentKind.DESIGN, "smeta.pdf")):
        document = ApplicationDocument(application=application, kind=kind, name=name, size=len(content), pages=1)
        document.file.save(name, ContentFile(content), save=True)


def demonstration_pdf() -> bytes:
    """A page that says that it is invented."""
    text = "Бұл құжат көрсетілімге ойдан алынған. Документ вымышлен для демонстрации."
    return render(Form(title="Көрсетілім құжаты", blocks=[Paragraph(text)]), "pdf")


def places_of(region: Territory) -> list[Any]:
    """Some settlements of REGION for the projects."""
    found = Territory.objects.filter(region=region, level=Level.SETTLEMENT, valid_to=None).order_by("kato")[:12]
    return list(found) or [region]
