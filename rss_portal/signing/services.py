"""Asking for signatures and receiving them: verified, recorded, and only then acted upon."""

import hashlib
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from rss_portal.access import require
from rss_portal.changelog.services import log_change, open_change_set
from rss_portal.personal import masked

from . import purposes
from .choices import Check, Reason, State
from .models import SignatureRecord, SignatureRequest
from .rules.findings import SignerReport, failed, passed
from .rules.identity import Expected, judged
from .rules.verification import verify
from .trust import load_trust

__all__ = ["Expected", "SignatureClosed", "SignatureRefused", "accepted_record", "receive", "request_signature"]


class SignatureRefused(ValueError):
    """The signature is not accepted; `reasons` are codes of `choices.Reason`, `record` says all that was found."""

    def __init__(self, reasons: list[str], record: SignatureRecord):
        super().__init__(", ".join(reasons))
        self.reasons = reasons
        self.record = record


class SignatureClosed(ValueError):
    """The document was signed already, or changed since and is asked for anew."""


@transaction.atomic
def request_signature(
    user: Any, purpose: str, object_key: Any, content: bytes,
    *, title: str, expected: Expected | None = None, next_url: str = "",
    media_type: str = "text/plain; charset=utf-8",
) -> SignatureRequest:  # fmt: skip
    """Ask USER to sign CONTENT for PURPOSE over the object; send the person to `signing:sign` with its public_id.

    The same bytes for the same object give the open request again; other bytes close it. Without EXPECTED
    the surname of the account is compared with that of the certificate.
    """
    require(user, "signing.ask")
    expected = expected or Expected(surname=user.last_name)
    digest = hashlib.sha256(content).hexdigest()
    subject = {"purpose": purpose, "object_key": str(object_key), "requested_by": user}
    open_ones = SignatureRequest.objects.filter(**subject, closed_at=None)
    for held in open_ones.filter(content_sha256=digest):
        if held.expected == expected:
            return held
    open_ones.update(closed_at=timezone.now())
    document = {"content": content, "content_sha256": digest, "media_type": media_type, "title": title[:300]}
    made = SignatureRequest.objects.create(**subject, **document, **_columns(expected), next_url=next_url)
    asked = {"purpose": purpose, "object": made.object_key, "sha256": digest}
    log_change(open_change_set("signing.ask", actor=user), "signing.request", made.public_id, {}, asked)
    return made


def _columns(expected: Expected) -> dict[str, Any]:
    """Whose signature the request waits for, as its row keeps it."""
    return {
        "expected_iin": expected.iin,
        "expected_bin": expected.bin,
        "expected_surname": expected.surname,
        "any_role": expected.any_role,
    }


def receive(user: Any, request: SignatureRequest, cms: bytes) -> SignatureRecord:
    """Verify CMS over the request's bytes, keep what was found, and do what the purpose means when it is accepted.

    `SignatureRefused` with the record (kept all the same, unless the caller rolls back), `SignatureClosed`.
    """
    record = _keep(user, request, cms)
    if record.state != State.ACCEPTED:
        raise SignatureRefused(record.reasons, record)
    return record


@transaction.atomic
def _keep(user: Any, request: SignatureRequest, cms: bytes) -> SignatureRecord:
    require(user, "signing.sign", request)
    held = SignatureRequest.objects.select_for_update().get(pk=request.pk)
    if held.closed_at is not None:
        raise SignatureClosed(held.public_id)
    now = timezone.now()
    record = _record(user, held, cms[: settings.SIGNING_MAX_BYTES], _reports(held, cms, now), now)
    change_set = open_change_set("signing.receive", actor=user)
    log_change(change_set, "signing.record", record.public_id, {}, {"state": record.state, "reasons": record.reasons})
    if record.state == State.ACCEPTED:
        held.closed_at = now
        held.save(update_fields=["closed_at"])
        purposes.find(held.purpose).on_signed(user, record)
    return record


def _reports(request: SignatureRequest, cms: bytes, now: datetime) -> list[SignerReport]:
    """The best signer first: the one that everything is right with."""
    content = bytes(request.content)
    if len(cms) > settings.SIGNING_MAX_BYTES:
        return [SignerReport((failed(Check.STRUCTURE, Reason.TOO_LARGE),))]
    found = [_once(judged(one, request.expected), request, cms) for one in verify(cms, content, load_trust(), now)]
    return sorted(found, key=lambda one: (one.state != State.ACCEPTED, len(one.reasons)))


def _once(report: SignerReport, request: SignatureRequest, cms: bytes) -> SignerReport:
    """With the line that the same file was not accepted for another object: two may have the same text."""
    if report.owner is None:
        return report
    digest = hashlib.sha256(cms).hexdigest()
    used = SignatureRecord.objects.filter(cms_sha256=digest, state=State.ACCEPTED).exclude(request=request).exists()
    line = failed(Check.ONCE, Reason.USED) if used else passed(Check.ONCE)
    return SignerReport(**{**vars(report), "findings": (*report.findings, line)})


def _outcome(reports: list[SignerReport]) -> tuple[str, list[str]]:
    """State and reasons of the whole: one signer is accepted, and no other signature in the file is wrong."""
    first, *others = reports
    reasons = [*first.reasons, *(one for other in others for one in other.faults)]
    if reasons:
        return State.REFUSED, list(dict.fromkeys(str(one) for one in reasons))
    if first.unknown or any(other.unknown for other in others):
        return State.NOT_VERIFIED, [str(Reason.ALGORITHM_UNKNOWN)]
    return State.ACCEPTED, []


def _record(
    user: Any, request: SignatureRequest, cms: bytes, reports: list[SignerReport], now: datetime
) -> SignatureRecord:
    state, reasons = _outcome(reports)
    first = reports[0]
    owner = first.owner
    return SignatureRecord.objects.create(
        request=request,
        state=state,
        reasons=reasons,
        received_by=user,
        received_at=now,
        cms=cms,
        cms_sha256=hashlib.sha256(cms).hexdigest(),
        signer_name=owner.name[:200] if owner else "",
        signer_iin=masked(owner.iin) if owner else "",
        organisation=owner.organisation[:300] if owner else "",
        organisation_bin=owner.bin if owner else "",
        algorithm=first.algorithm[:60],
        signed_at=first.signed_at,
        issuer=first.issuer[:200],
        reports=[as_row(one) for one in reports],
    )


def as_row(report: SignerReport) -> dict[str, Any]:
    """A report as it is kept: no full IIN."""
    owner = report.owner
    return {
        "findings": [one.as_row() for one in report.findings],
        "algorithm": report.algorithm,
        "signed_at": report.signed_at.isoformat() if report.signed_at else "",
        "name": owner.name if owner else "",
        "iin": masked(owner.iin) if owner else "",
        "organisation": owner.organisation if owner else "",
        "bin": owner.bin if owner else "",
        "roles": list(owner.roles) if owner else [],
        "issuer": report.issuer,
        "serial": report.serial,
        "valid_from": report.period[0].isoformat() if report.period else "",
        "valid_to": report.period[1].isoformat() if report.period else "",
        "stamped": report.stamped,
    }


def accepted_record(purpose: str, object_key: Any) -> SignatureRecord | None:
    """The newest accepted signature for the object, None when there is none."""
    return SignatureRecord.objects.filter(
        request__purpose=purpose, request__object_key=str(object_key), state=State.ACCEPTED
    ).first()
