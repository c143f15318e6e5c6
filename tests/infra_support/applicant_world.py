"""A region with its reference data, a legal entity and an individual entrepreneur with their people."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from pypdf import PdfWriter

from infra_support.choices import DocumentKind, EligibilityState, Tick
from infra_support.models import Application, Enterprise, EnterpriseMember, PriorityActivity
from infra_support.services.documents import attach_document
from infra_support.services.drafts import save_draft, start_draft
from infra_support.services.submission import ask_for_signature
from infra_support.steps import EFFECT_FIELDS, LINE_FIELDS
from rss_portal.accounts.choices import Role
from rss_portal.signing.models import SignatureRecord
from rss_portal.signing.services import receive
from rss_portal.signing.standin.authority import Person, kept
from rss_portal.signing.standin.messages import sign
from settlements.rules.names import search_text
from tests.factories import make_country, make_user

REGION, OTHER = "110000000", "610000000"
BIN, IIN, HEAD_IIN, BANK_BIN = "990940003030", "901123300258", "900101300017", "100140000003"
IIK = "KZ86125KZT5004100100"


@dataclass
class ApplicantWorld:
    country: dict[str, Any]
    people: dict[str, Any]
    legal: Enterprise
    individual: Enterprise


def make_applicants() -> ApplicantWorld:
    """«Сүт өңдеу» of `head` and `helper`, «Дән» of `owner`; `stranger` has neither; coordinators of two regions."""
    call_command("load_support", verbosity=0)
    call_command("load_calendar", verbosity=0)
    country = make_country()
    for unit in country.values():
        unit.search = search_text(unit.kato, unit.name_kk, unit.name_ru)
        unit.save(update_fields=["search"])
    names = {"head": "Асанов", "helper": "Көмекшиев", "owner": "Дәнов", "stranger": "Бөтенов"}
    people = {
        name: make_user(name, Role.ENTREPRENEUR, REGION, last_name=surname, email=f"{name}@example.kz")
        for name, surname in names.items()
    }
    people["coordinator"] = make_user("coordinator", Role.COORDINATOR, REGION, email="coordinator@example.kz")
    people["other_coordinator"] = make_user("other_coordinator", Role.COORDINATOR, OTHER)
    legal = _enterprise("legal", BIN, "«Сүт өңдеу» ЖШС", country["north"])
    individual = _enterprise("individual", IIN, "«Дән» ЖК", country["north"])
    EnterpriseMember.objects.create(enterprise=legal, user=people["head"], head=True, may_sign=True)
    EnterpriseMember.objects.create(enterprise=legal, user=people["helper"])
    EnterpriseMember.objects.create(enterprise=individual, user=people["owner"], head=True, may_sign=True)
    PriorityActivity.objects.create(
        region=country["north"], oked="10", name_kk="Тамақ өнімдері", name_ru="Продукты питания",
        valid_from=date(2026, 1, 1),
    )  # fmt: skip
    return ApplicantWorld(country, people, legal, individual)


def _enterprise(kind: str, xin: str, name: str, region: Any) -> Enterprise:
    return Enterprise.objects.create(kind=kind, xin=xin, name=name, account_number=f"JS-{xin[:8]}", region=region)


def legal_values() -> dict[str, Any]:
    """The whole form of a legal entity, right in every field."""
    return {
        "head_name": "Асанов Асан Асанұлы", "head_iin": HEAD_IIN, "address": "Зеренді, Абай к-сі, 1",
        "phone": "+7 701 000 00 01", "bank_name": "«Сынақ банк» АҚ", "bic": "HSBKKZKX", "iik": IIK,
        "bank_bin": BANK_BIN, "kbe": "17", **project_values(),
    }  # fmt: skip


def individual_values() -> dict[str, Any]:
    return {
        **{key: value for key, value in legal_values().items() if not key.startswith("head_")},
        "full_name": "Дәнов Дән", "identity_number": "012345678", "identity_issuer": "ҚР ІІМ",
        "identity_date": date(2020, 5, 1), "start_place": "Зеренді", "start_date": date(2021, 3, 1), "kbe": "19",
    }  # fmt: skip


def project_values() -> dict[str, Any]:
    return {
        "project_name": "Сүт цехына су құбыры", "project_summary": "Тәулігіне 5 тонна сүт өңдеу",
        "place": "116030100", "kinds": ["engineering.water"], "need_reason": "Цехта су жоқ",
        "construction_cost": Decimal("45000"), "project_cost": Decimal("120000.5"), "tax_regime": "Жалпыға бірдей",
        "sector": "Тамақ өнеркәсібі", "oked": "10510", "employees": 12,
        **{name: Decimal(5) for name in EFFECT_FIELDS}, "effect_other": "",
        "feasibility_ground": "Жоба ТЭН әзірлеуді талап етпейді",
        **dict.fromkeys(LINE_FIELDS, EligibilityState.MET), **{f"tick_{code}": True for code in Tick.values},
    }  # fmt: skip


def pdf(name: str = "құжат.pdf", pages: int = 1) -> SimpleUploadedFile:
    writer, target = PdfWriter(), BytesIO()
    for _number in range(pages):
        writer.add_blank_page(595, 842)
    writer.write(target)
    return SimpleUploadedFile(name, target.getvalue(), "application/pdf")


def full_draft(world: ApplicantWorld, who: str = "head") -> Application:
    """A draft of the person's enterprise in which nothing is missing."""
    person = world.people[who]
    enterprise = world.individual if who == "owner" else world.legal
    made = start_draft(person, enterprise, world.country["north"])
    made = save_draft(person, made, individual_values() if who == "owner" else legal_values())
    for kind in (DocumentKind.BUSINESS_PLAN, DocumentKind.DESIGN):
        attach_document(person, made, kind, pdf())
    return Application.objects.get(pk=made.pk)


def signer(world: ApplicantWorld, who: str = "head") -> Person:
    """The person as certificates name them."""
    if who == "owner":
        return Person("ДӘНОВ", "ДӘН", IIN)
    return Person("АСАНОВ", "АСАН", HEAD_IIN, BIN, "«Сүт өңдеу» ЖШС", "head")


def sign_and_submit(
    world: ApplicantWorld,
    application: Application,
    who: str = "head",
    *,
    kind: str = "rsa",
    person: Person | None = None,
    content: bytes = b"",
) -> SignatureRecord:
    """Sign with the test authority and hand the signature in. Raises `SignatureRefused`."""
    request = ask_for_signature(world.people[who], application)
    issued = kept(kind, settings.SIGNING_STAND_IN_DIR).issue(person or signer(world, who))
    return receive(world.people[who], request, sign(content or bytes(request.content), [issued]))
