"""Personal data go when their time is over: forgotten drafts, ended applications, links that were never opened."""

from dataclasses import asdict, dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from infra_support.choices import ApplicationState
from infra_support.models import Application, ApplicationDocument, Invitation, Registration
from infra_support.rules.workflow import ENDED
from infra_support.services.signatures import ACCEPTANCE
from infra_support.services.submission import PURPOSE
from rss_portal.changelog.services import log_change, open_change_set
from rss_portal.signing.erasure import erase_signatures

PERSONAL = (
    "head_name", "head_iin", "full_name", "iin", "identity_number", "identity_issuer", "address", "phone",
    "start_place", "iik", "bic", "bank_bin", "kbe", "typed", "access_code",
)  # fmt: skip
BATCH = 200


@dataclass
class Erased:
    """How many drafts were deleted, applications emptied of personal data, links removed."""

    drafts: int = 0
    applications: int = 0
    links: int = 0


def erase_due() -> dict[str, int]:
    """Erase what is due today by RETENTION_DRAFT_DAYS and RETENTION_ENDED_DAYS; the counts come back."""
    now = timezone.now()
    drafts = Application.objects.filter(
        state=ApplicationState.DRAFT, changed_at__lt=now - timedelta(days=settings.RETENTION_DRAFT_DAYS)
    )
    ended = Application.objects.filter(
        state__in=ENDED,
        state_since__lt=now - timedelta(days=settings.RETENTION_ENDED_DAYS),
        personal_erased_at=None,
    )
    done = Erased()
    for application in drafts.order_by("pk")[:BATCH]:
        done.drafts += _delete_draft(application)
    for application in ended.order_by("pk")[:BATCH]:
        done.applications += _empty(application)
    done.links = _delete_links(now)
    return asdict(done)


@transaction.atomic
def _delete_draft(application: Application) -> bool:
    held = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if held.state != ApplicationState.DRAFT or held.changed_at != application.changed_at:
        return False  # somebody went on filling it in meanwhile
    _log(held, "support.draft_erased")
    _delete_files(held)
    _erase_signatures(held)
    held.delete()
    return True


@transaction.atomic
def _empty(application: Application) -> bool:
    """Take the personal data out; number, project, states and dates stay for the statistics."""
    held = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    for name in PERSONAL:
        setattr(held, name, "")
    held.identity_date = held.start_date = None
    held.personal_erased_at = timezone.now()
    held.save()
    for text in held.texts.all():
        text.content = b""
        text.save(update_fields=["content"])
    _delete_files(held)
    _erase_signatures(held)
    _log(held, "support.personal_erased")
    return True


def _erase_signatures(application: Application) -> None:
    """Of the applicant (the signed text is the whole form) and of the coordinator who accepted it. A council's
    protocol is about many and has its own term."""
    for purpose in (PURPOSE, ACCEPTANCE):
        erase_signatures(purpose, application.pk)


def _delete_files(application: Application) -> None:
    documents: list[ApplicationDocument] = list(application.documents.all())
    for document in documents:
        transaction.on_commit(partial(document.file.storage.delete, str(document.file.name)))
        document.delete()


def _delete_links(now: Any) -> int:
    counts = [model.objects.filter(expires_at__lt=now).delete()[0] for model in (Registration, Invitation)]
    return sum(counts)


def _log(application: Application, action: str) -> None:
    change_set = open_change_set(action, territory_code=application.region_id)
    log_change(change_set, "infra_support.application", application.pk, {}, {"personal_data": "erased"})
