"""An application under review, a planned and a held meeting, a package: what the addresses of support name."""

from datetime import date, time
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from infra_support.models import (
    AgendaItem,
    Application,
    ApplicationDocument,
    ApplicationEvent,
    BudgetPackage,
    CouncilMeeting,
    CouncilMember,
    Enterprise,
    EnterpriseMember,
    Recusal,
)


def council_objects(country: dict[str, Any], people: dict[str, Any]) -> dict[str, Any]:
    """The objects by the names of the arguments; the entrepreneur of the matrix is the applicant."""
    region = country["north"]
    enterprise = Enterprise.objects.create(kind="legal", xin="200140000018", name="«Сүт» ЖШС", account_number="KZ-1")
    EnterpriseMember.objects.create(enterprise=enterprise, user=people["entrepreneur"], head=True)
    application = _application(enterprise, region, "under_review", "11-2026-00001")
    refused = ApplicationEvent(application=application, action="refuse", from_state="under_review", to_state="refused")
    refused.reason, refused.reason_codes, refused.actor = "Құжаттар толық емес", ["not_conforming"], people["ministry"]
    refused.save()
    document = ApplicationDocument(application=application, kind="business_plan", name="жоспар.pdf", size=8)
    document.file.save("plan.pdf", ContentFile(b"%PDF-1.4"), save=True)
    member = CouncilMember.objects.create(
        region=region, full_name="Мүше", seat_kind="business", valid_from=date(2020, 1, 1)
    )
    waiting = _application(enterprise, region, "on_agenda", "11-2026-00002")
    planned, item = _meeting(region, 1, "planned", waiting)
    held, _decided = _meeting(region, 2, "closed", _application(enterprise, region, "approved", "11-2026-00003"))
    recusal = Recusal.objects.create(item=item, member=member, reason="Мүдде қайшылығы")
    package = BudgetPackage.objects.create(region=region, meeting=held, sent_by=people["ministry"])
    return {
        "application": application.public_id, "document": document.pk, "letter": "refusal", "language_code": "kk",
        "file_kind": "docx", "panel": "recommend", "meeting_action": "open", "member": member.pk,
        "meeting": planned.pk, "held_meeting": held.pk, "agenda_item": item.pk, "recusal": recusal.pk,
        "package": package.pk,
    }  # fmt: skip


def _application(enterprise: Enterprise, region: Any, state: str, number: str) -> Application:
    return Application.objects.create(
        enterprise=enterprise, region=region, state=state, number=number, registered_at=timezone.now(),
        applicant_name=enterprise.name, bin=enterprise.xin, project_name="Сүт цехы", project_cost=300_000,
    )  # fmt: skip


def _meeting(region: Any, number: int, state: str, application: Application) -> tuple[CouncilMeeting, AgendaItem]:
    meeting = CouncilMeeting.objects.create(
        region=region, number=number, held_on=timezone.localdate(), begins_at=time(10), place="Көкшетау", state=state,
        members_count=12, business_count=6, attending_count=9, protocol_due_on=timezone.localdate(),
    )  # fmt: skip
    return meeting, AgendaItem.objects.create(meeting=meeting, application=application, position=1)
