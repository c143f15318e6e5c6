"""What was looked at and found, line by line."""

from dataclasses import dataclass, field
from datetime import datetime

from rss_portal.signing.choices import Check, Reason, Result, State

from .certificates import Owner

CRYPTOGRAPHIC = {Check.STRUCTURE, Check.CONTENT, Check.SIGNATURE}


@dataclass(frozen=True)
class Finding:
    """One line of a report. `values` fill in the sentence (dates as ISO text)."""

    check: str
    result: str
    reason: str = ""
    values: dict[str, str] = field(default_factory=dict)

    def as_row(self) -> dict[str, object]:
        return {"check": self.check, "result": self.result, "reason": self.reason, "values": self.values}


def passed(check: str, **values: str) -> Finding:
    return Finding(check, Result.PASSED, "", values)


def failed(check: str, reason: str, **values: str) -> Finding:
    return Finding(check, Result.FAILED, reason, values)


def not_checked(check: str, reason: str, **values: str) -> Finding:
    return Finding(check, Result.NOT_CHECKED, reason, values)


@dataclass(frozen=True)
class SignerReport:
    """One signer of a message and what was found of the signature."""

    findings: tuple[Finding, ...]
    algorithm: str = ""
    signed_at: datetime | None = None  # as the signer's computer says
    owner: Owner | None = None
    issuer: str = ""
    serial: str = ""
    period: tuple[datetime, datetime] | None = None
    stamped: bool = False  # a time stamp is there; it is not checked

    @property
    def reasons(self) -> tuple[str, ...]:
        """Reasons of refusal, in the order of the checks."""
        return tuple(one.reason for one in self.findings if one.result == Result.FAILED)

    @property
    def state(self) -> str:
        """Refused when any check failed; not verified when an algorithm is not known here; else accepted."""
        if self.reasons:
            return State.REFUSED
        return State.NOT_VERIFIED if self.unknown else State.ACCEPTED

    @property
    def unknown(self) -> bool:
        return any(one.reason == Reason.ALGORITHM_UNKNOWN for one in self.findings)

    @property
    def is_sound(self) -> bool:
        """Whether content and signature are cryptographically right, whoever signed."""
        good = {one.check for one in self.findings if one.result == Result.PASSED}
        return good >= CRYPTOGRAPHIC

    @property
    def faults(self) -> tuple[str, ...]:
        """Reasons for which content and signature are not cryptographically right."""
        return tuple(one.reason for one in self.findings if one.result == Result.FAILED and one.check in CRYPTOGRAPHIC)

    def of(self, check: str) -> Finding | None:
        return next((one for one in self.findings if one.check == check), None)
