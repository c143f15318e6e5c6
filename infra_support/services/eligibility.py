"""The check list of an application as the coordinator fills it in (p.5, p.9, p.13)."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from infra_support.choices import EligibilityCode, EligibilityState
from infra_support.models import Application, EligibilityLine
from infra_support.services.workflow import locked
from rss_portal.access import require
from rss_portal.changelog.services import log_change, open_change_set


@transaction.atomic
def check_line(
    user: Any, application: Application, code: EligibilityCode, state: EligibilityState, evidence: str
) -> EligibilityLine:
    """Record what the coordinator found for the line CODE, by which evidence. Raises `Refused`."""
    held = locked(application.pk)
    require(user, "support.check_eligibility", held)
    line, _made = EligibilityLine.objects.get_or_create(application=held, code=code)
    old = {"state": line.state, "evidence": line.evidence}
    line.state, line.evidence = state, evidence.strip()
    checked = state != EligibilityState.UNKNOWN
    line.checked_by, line.checked_at = (user, timezone.now()) if checked else (None, None)
    line.save()
    new = {"state": str(line.state), "evidence": line.evidence}
    change_set = open_change_set("support.eligibility", actor=user, territory_code=held.region_id)
    log_change(change_set, "infra_support.eligibilityline", f"{held.pk}/{code}", old, new)
    return line


@transaction.atomic
def reveal_personal(user: Any, application: Application) -> None:
    """USER is going to read the personal data of APPLICATION: allowed and logged, without the data. `Refused`."""
    require(user, "support.reveal_personal", application)
    change_set = open_change_set("support.reveal", actor=user, territory_code=application.region_id)
    log_change(change_set, "infra_support.application", application.pk, {}, {"personal_data": "read"})
