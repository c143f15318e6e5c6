"""Signatures of staff: the coordinator's acceptance (p.19), the protocol of a meeting (p.23)."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from infra_support.choices import ApplicationState, ClockKind, CouncilDecision
from infra_support.models import Application, CouncilMeeting
from infra_support.rules.workflow import Action, Condition, Step
from infra_support.services.clocks import start_clock, stop_clocks
from infra_support.services.conditions import condition
from infra_support.services.exceptions import StepRefused
from infra_support.services.telling import application_url
from infra_support.services.workflow import Given, move
from infra_support.signed_texts import acceptance_text, protocol_text
from rss_portal.access import Reason, decide, require
from rss_portal.changelog.services import log_change, open_change_set
from rss_portal.signing import purposes
from rss_portal.signing.models import SignatureRecord, SignatureRequest
from rss_portal.signing.services import Expected, accepted_record, request_signature

ACCEPTANCE, PROTOCOL = "support.acceptance", "support.protocol"
NOT_SIGNED = gettext_lazy("The acceptance is not signed yet.")
CHANGED = gettext_lazy("What was signed is no longer what is to be signed: sign again.")
NOT_HELD = gettext_lazy("A protocol is signed when the meeting has been held with a quorum.")
SIGNED_ALREADY = gettext_lazy("The protocol is signed already.")


def ask_for_acceptance(user: Any, application: Application) -> SignatureRequest:
    """Ask the coordinator to sign that APPLICATION is accepted for review. Raises `Refused`."""
    require(user, f"support.{Action.ACCEPT}", application)
    title = _("Acceptance of application %(number)s for review") % {"number": application}
    return _ask(user, ACCEPTANCE, application.pk, acceptance_text(application), title, application_url(application))


def ask_for_protocol(user: Any, meeting: CouncilMeeting) -> SignatureRequest:
    """Ask the secretary to sign the protocol of MEETING. Raises `Refused` and `StepRefused`."""
    require(user, "support.sign_protocol", meeting)
    _may_be_signed(meeting)
    title = _("Protocol № %(number)s of the council's meeting") % {"number": meeting.number}
    url = reverse("support:meeting", args=[meeting.pk])
    return _ask(user, PROTOCOL, meeting.pk, protocol_text(meeting), title, url)


def _ask(user: Any, purpose: str, key: Any, content: bytes, title: str, url: str) -> SignatureRequest:
    expected = Expected(surname=user.last_name, any_role=True)
    return request_signature(user, purpose, key, content, title=title, expected=expected, next_url=url)


def _may_be_signed(meeting: CouncilMeeting) -> None:
    if not meeting.has_decisions:
        raise StepRefused(NOT_HELD)
    if meeting.protocol_signed_at:
        raise StepRefused(SIGNED_ALREADY)


def accept_signed(user: Any, record: SignatureRecord) -> None:
    """The acceptance was signed: the application goes under review."""
    application = Application.objects.select_related("region").get(pk=record.request.object_key)
    _same(record, acceptance_text(application))
    move(user, application, Action.ACCEPT)


@transaction.atomic
def protocol_signed(user: Any, record: SignatureRecord) -> None:
    """The protocol was signed: its term ends, three working days to forward the approved projects begin (p.25)."""
    found = CouncilMeeting.objects.select_for_update(of=("self",)).select_related("region")
    meeting = found.get(pk=record.request.object_key)
    require(user, "support.sign_protocol", meeting)
    _may_be_signed(meeting)
    _same(record, protocol_text(meeting))
    meeting.protocol_signed_at = timezone.now()
    meeting.version += 1
    meeting.save(update_fields=["protocol_signed_at", "version"])
    change_set = open_change_set("support.meeting.protocol", actor=user, territory_code=meeting.region_id)
    log_change(change_set, "infra_support.councilmeeting", meeting.pk, {}, {"protocol_signed": True})
    _turn_clocks(meeting)


def _turn_clocks(meeting: CouncilMeeting) -> None:
    for item in meeting.items.filter(decided_at__isnull=False).select_related("application"):
        stop_clocks(item.application, [ClockKind.PROTOCOL])
        waits = item.application.state == ApplicationState.APPROVED
        if item.decision == CouncilDecision.APPROVED and waits:
            start_clock(item.application, ClockKind.FORWARD, timezone.localdate())


def _same(record: SignatureRecord, content: bytes) -> None:
    if bytes(record.request.content) != content:
        raise StepRefused(CHANGED)


@condition(Condition.ACCEPTANCE_SIGNED)
def acceptance_signed(application: Application, step: Step, given: Given) -> Reason | None:
    return None if accepted_record(ACCEPTANCE, application.pk) else NOT_SIGNED


def _sees_application(user: Any, key: str) -> bool:
    found = Application.objects.select_related("region").filter(pk=key).first()
    return found is not None and bool(decide(user, "support.see_application", found))


def _sees_meeting(user: Any, key: str) -> bool:
    found = CouncilMeeting.objects.select_related("region").filter(pk=key).first()
    return found is not None and bool(decide(user, "support.see_council", found.region))


def register_purposes() -> None:
    """What staff's signatures are for; called once when the app starts."""
    accept = gettext_lazy("Acceptance of an application")
    protocol = gettext_lazy("Protocol of the council")
    purposes.register(purposes.Purpose(ACCEPTANCE, accept, accept_signed, _sees_application))
    purposes.register(purposes.Purpose(PROTOCOL, protocol, protocol_signed, _sees_meeting))
