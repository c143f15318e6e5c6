"""An object with a user, a trade object, a funded project and a report with its scan: what registers and
monitoring are tried with."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from infra_support.models import (
    Application,
    InfrastructureCategory,
    InfrastructureKind,
    InfrastructureObject,
    ObjectUse,
    PriorityActivity,
    ShelfPlacement,
    TradeObject,
    YearlyReport,
)


def support_objects(country: dict[str, Any], people: dict[str, Any]) -> dict[str, Any]:
    """The objects by the names of the arguments."""
    region, settlement = country["north"], country["village_a"]
    category, _made = InfrastructureCategory.objects.get_or_create(
        code="shared", defaults={"name_kk": "Ортақ", "name_ru": "Общая"}
    )
    kind, _made = InfrastructureKind.objects.get_or_create(
        code="shared-1", defaults={"category": category, "name_kk": "Цех", "name_ru": "Цех", "shared": True}
    )
    held = InfrastructureObject.objects.create(
        region=region, settlement=settlement, kind=kind, name_kk="Ортақ цех", name_ru="Общий цех", shared=True,
        planned_users=3, route="executive", stage="working", commissioned_on=date(2026, 1, 10), capacity=5,
    )  # fmt: skip
    ObjectUse.objects.create(
        object=held, user_name="«Дән» ЖШС", places=2, starts_on=date(2026, 1, 10), ends_on=date(2028, 1, 9)
    )
    trade = TradeObject.objects.create(
        region=region, settlement=settlement, name="«Базар» орталығы", trade_area_m2=Decimal(800)
    )
    ShelfPlacement.objects.create(
        trade_object=trade,
        producer="«Сүт» ЖК",
        area_m2=Decimal(10),
        starts_on=date(2026, 1, 1),
        ends_on=date(2027, 1, 1),
    )
    PriorityActivity.objects.create(
        region=region, oked="10", name_kk="Тамақ", name_ru="Пищевая", valid_from=date(2026, 1, 1)
    )
    Application.objects.filter(state="approved").update(state="funded")
    report = YearlyReport.objects.create(
        region=region, year=2025, kind="status", given_at=timezone.now(), given_by=people["ministry"],
        accepted_on=date(2026, 2, 3), scan_at=timezone.now(),
    )  # fmt: skip
    report.scan.save("scan.pdf", ContentFile(b"%PDF-1.4"), save=True)
    return {
        "region_code": region.kato, "book": "objects", "book_row": held.pk, "infra_object": held.pk,
        "trade_object": trade.pk, "yearly_report": report.public_id, "yearly_kind": "monitoring", "report_year": 2025,
    }  # fmt: skip
