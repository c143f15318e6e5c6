"""Drafts of the demonstration's entrepreneur: an individual entrepreneur with one begun and one almost full."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from infra_support.choices import ApplicantKind, EffectKind, EligibilityState, Tick
from infra_support.models import Application, Enterprise, EnterpriseMember, InfrastructureKind
from infra_support.rules.identity import control_digit
from infra_support.services.drafts import save_draft, start_draft
from infra_support.services.registration import account_number
from infra_support.steps import EFFECT_COLUMNS, LINE_FIELDS
from rss_portal.accounts.choices import Role
from rss_portal.accounts.models import RoleGrant
from rss_portal.personal import keyed_hash
from settlements.choices import Level
from settlements.models import Territory

NAME = "«Кәсіпбаев» ЖК"
BORN = "8501013"  # invented: a birth date and the sign of the century


@transaction.atomic
def make_drafts() -> int:
    """How many drafts were made; 0 when they are there already. LookupError without the demonstration's people."""
    if not settings.DEMONSTRATION:
        raise LookupError("drafts are invented only in a demonstration")
    grant = RoleGrant.objects.select_related("user").filter(role=Role.ENTREPRENEUR).order_by("pk").first()
    if grant is None:
        raise LookupError("no demonstration person is an entrepreneur; run demonstrate first")
    region = Territory.objects.get(pk=grant.territory_code)
    number = invented_iin()
    if Enterprise.objects.filter(xin_hash=keyed_hash(number)).exists():
        return 0
    enterprise = _make_enterprise(number, region, grant.user)
    begun = start_draft(grant.user, enterprise, region)
    save_draft(grant.user, begun, {"project_name": "Шағын наубайхана", "oked": "10710", "phone": "+7 701"})
    _fill(grant.user, start_draft(grant.user, enterprise, region), region)
    return 2


def invented_iin() -> str:
    """An IIN that nobody has been given, with a right control digit."""
    for serial in range(9990, 0, -1):
        digit = control_digit(f"{BORN}{serial:04d}")
        if digit is not None:
            return f"{BORN}{serial:04d}{digit}"
    raise LookupError("no number with a control digit")


def _make_enterprise(number: str, region: Territory, person: Any) -> Enterprise:
    made = Enterprise.objects.create(
        kind=ApplicantKind.INDIVIDUAL, xin=number, name=NAME, region=region, account_number="demo-draft"
    )
    made.account_number = account_number(made.pk)
    made.save(update_fields=["account_number"])
    EnterpriseMember.objects.create(enterprise=made, user=person, head=True, may_sign=True)
    return made


def _fill(person: Any, draft: Application, region: Territory) -> None:
    """Everything but the documents and the ticks."""
    place = Territory.objects.within(region).filter(level=Level.SETTLEMENT, valid_to=None).order_by("pk").first()
    kind = InfrastructureKind.objects.filter(shared=False).order_by("position").first()
    values: dict[str, Any] = {
        "full_name": person.get_full_name(), "identity_number": "000000000", "identity_issuer": "ҚР ІІМ",
        "identity_date": timezone.localdate().replace(year=2020, month=1, day=15), "address": "Көрсетілім к-сі, 1",
        "phone": "+7 700 000 00 00", "start_place": "Көрсетілім аудан",
        "start_date": timezone.localdate().replace(year=2021, month=3, day=1), "bank_name": "«Көрсетілім банк» АҚ",
        "bic": "DEMOKZKX", "kbe": "19", "project_name": "Балмұздақ цехына электр желісі",
        "project_summary": "Ауылда балмұздақ шығару", "place": place.pk if place else None,
        "kinds": [kind.pk] if kind else [], "need_reason": "Цехқа қуат жетпейді",
        "construction_cost": Decimal(38_000), "project_cost": Decimal(95_000), "tax_regime": "Арнаулы салық режимі",
        "sector": "Өңдеу өнеркәсібі", "oked": "10520", "employees": 6, "feasibility_ground": "ТЭН талап етілмейді",
        **dict.fromkeys(LINE_FIELDS, EligibilityState.MET),
        **{f"effect_{kind_of}_{column}": Decimal(number * 10) for kind_of in EffectKind.values
           for number, column in enumerate(EFFECT_COLUMNS, 1)},
        f"tick_{Tick.KNOWS_CONDITIONS}": True,
    }  # fmt: skip
    save_draft(person, draft, values)
