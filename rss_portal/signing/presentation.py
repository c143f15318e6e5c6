"""The record of a signature in words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rss_portal.ui import formats

from .choices import Check, Reason, Result, Role
from .models import SignatureRecord

BADGES = {
    Result.PASSED: "high",
    Result.FAILED: "low",
    Result.NOT_CHECKED: "medium",
    Result.NOT_NEEDED: "plain",
}
VALUES = {
    "until": _("until %(value)s"),
    "since": _("since %(value)s"),
    "at": _("at %(value)s"),
    "made": _("revocation list of %(value)s"),
    "issuer": _("issued by %(value)s"),
    "algorithm": _("algorithm %(value)s"),
}
MOMENTS = ("until", "since", "at", "made")


@dataclass(frozen=True)
class Line:
    """One check: its name, result with the kind of badge, the sentence of the reason, further values."""

    label: str | Promise
    result: str | Promise
    badge: str
    reason: str | Promise
    detail: str


@dataclass(frozen=True)
class SignerPart:
    """One signer of the record."""

    row: dict[str, Any]
    lines: list[Line]
    roles: list[str | Promise]
    signed_at: datetime | None
    valid_from: datetime | None
    valid_to: datetime | None


def signer_parts(record: SignatureRecord) -> list[SignerPart]:
    return [
        SignerPart(
            row,
            [_line(one) for one in row["findings"]],
            [Role(one).label for one in row["roles"]],
            *(parse_datetime(row[name]) if row[name] else None for name in ("signed_at", "valid_from", "valid_to")),
        )
        for row in record.reports
    ]


def reason_labels(reasons: list[str]) -> list[str | Promise]:
    """The sentences of REASONS."""
    return [Reason(one).label for one in reasons]


def _line(row: dict[str, Any]) -> Line:
    details = [str(VALUES[name]) % {"value": _value(name, value)} for name, value in row["values"].items() if value]
    return Line(
        label=Check(row["check"]).label,
        result=Result(row["result"]).label,
        badge=BADGES[Result(row["result"])],
        reason=Reason(row["reason"]).label if row["reason"] else "",
        detail=", ".join(details),
    )


def _value(name: str, value: str) -> str:
    moment = parse_datetime(value) if name in MOMENTS else None
    return str(formats.moment(moment)) if moment else value
