"""Whether the owner of a certificate is the one expected to sign."""

from dataclasses import dataclass

from rss_portal.signing.choices import Check, Reason, Result, Role

from .certificates import Owner
from .findings import Finding, SignerReport, failed, passed

MAY_SIGN = (Role.HEAD, Role.SIGNATORY)


@dataclass(frozen=True)
class Expected:
    """Who has to sign: a person by IIN, an organisation by BIN with somebody who may sign for it, or, where
    the portal knows neither, a person by the surname of the account. What is empty is not asked."""

    iin: str = ""
    bin: str = ""
    surname: str = ""
    any_role: bool = False  # an employee may sign too: a state body's officer


def check_identity(owner: Owner, expected: Expected) -> tuple[Finding, ...]:
    """Three lines: person, organisation, authority.

    Of a legal entity the head signs, or a person whom the certificate gives the right to sign: another person
    than the head is then not refused for the IIN.
    """
    return (_person(owner, expected), _organisation(owner, expected), _authority(owner, expected))


def judged(report: SignerReport, expected: Expected) -> SignerReport:
    """REPORT with the lines of identity added."""
    if report.owner is None:
        return report
    return SignerReport(**{**vars(report), "findings": (*report.findings, *check_identity(report.owner, expected))})


def _person(owner: Owner, expected: Expected) -> Finding:
    signs_for_head = bool(expected.bin) and owner.bin == expected.bin and Role.SIGNATORY in owner.roles
    if expected.iin and not signs_for_head:
        if not owner.iin:
            return failed(Check.SIGNER, Reason.NO_PERSON)
        return passed(Check.SIGNER) if owner.iin == expected.iin else failed(Check.SIGNER, Reason.OTHER_PERSON)
    if expected.surname and not expected.iin:
        same = owner.surname.casefold() == expected.surname.casefold()
        return passed(Check.SIGNER) if same else failed(Check.SIGNER, Reason.OTHER_PERSON)
    return Finding(Check.SIGNER, Result.NOT_NEEDED)


def _organisation(owner: Owner, expected: Expected) -> Finding:
    if not expected.bin:
        return Finding(Check.ORGANISATION, Result.NOT_NEEDED)
    if not owner.bin:
        return failed(Check.ORGANISATION, Reason.NO_ORGANISATION)
    if owner.bin != expected.bin:
        return failed(Check.ORGANISATION, Reason.OTHER_ORGANISATION)
    return passed(Check.ORGANISATION)


def _authority(owner: Owner, expected: Expected) -> Finding:
    if not expected.bin or expected.any_role or owner.bin != expected.bin:
        return Finding(Check.AUTHORITY, Result.NOT_NEEDED)
    may = any(role in owner.roles for role in MAY_SIGN)
    return passed(Check.AUTHORITY) if may else failed(Check.AUTHORITY, Reason.NO_AUTHORITY)
