"""One signature judged: content, attributes, cryptography, chain, time, usage, revocation."""

from datetime import datetime, timedelta
from hmac import compare_digest

from rss_portal.signing.choices import Check, Reason

from . import algorithms, chains, revocation
from .certificates import CLIENT_AUTHENTICATION, EMAIL_PROTECTION, CertificateView
from .chains import Chain, Trust
from .findings import Finding, SignerReport, failed, not_checked, passed
from .messages import Message, Signer, Unreadable, read_message, reading

CLOCKS_DIFFER = timedelta(minutes=10)
REVOCATION_REASONS = {
    "no_list": Reason.NO_LIST,
    "list_forged": Reason.LIST_FORGED,
    "list_old": Reason.LIST_OLD,
}


def verify(data: bytes, content: bytes, trust: Trust, now: datetime) -> tuple[SignerReport, ...]:
    """A report for every signer of the CMS in DATA over CONTENT, by what TRUST knows and at the moment NOW.
    A file that cannot be read, or that nobody signed, gives one report that says so."""
    try:
        message = read_message(data)
        if not message.signers:
            return (SignerReport((failed(Check.STRUCTURE, Reason.NO_SIGNER),)),)
        return tuple(_report(one, message, content, trust, now) for one in message.signers)
    except Unreadable:
        return (SignerReport((failed(Check.STRUCTURE, Reason.NOT_CMS),)),)


@reading
def _report(signer: Signer, message: Message, content: bytes, trust: Trust, now: datetime) -> SignerReport:
    certificate = signer.certificate
    start = [passed(Check.STRUCTURE), check_content(signer, message, content)]
    if certificate is None:
        return SignerReport((*start, failed(Check.SIGNATURE, Reason.NO_CERTIFICATE)), signed_at=signer.signed_at)
    chain, chain_finding = check_chain(certificate, message, trust, now)
    findings = (
        *start,
        check_signature(signer, certificate, content),
        chain_finding,
        check_validity(certificate, signer.signed_at, now),
        check_usage(certificate),
        check_revocation(chain, trust, now),
    )
    return SignerReport(
        findings,
        algorithm=algorithms.title(certificate.key, signer.signature_algorithm),
        signed_at=signer.signed_at,
        owner=certificate.owner,
        issuer=certificate.issuer_name,
        serial=f"{certificate.serial:X}",
        period=certificate.period,
        stamped=signer.stamped,
    )


def check_content(signer: Signer, message: Message, content: bytes) -> Finding:
    """The bytes inside an attached signature are CONTENT, and the digest in the signed attributes is its own."""
    if message.content is not None and not compare_digest(message.content, content):
        return failed(Check.CONTENT, Reason.OTHER_CONTENT)
    if signer.attributes is None:
        return passed(Check.CONTENT)  # the signature itself is over the content
    if signer.said_digest is None or signer.said_type != message.content_type:
        return failed(Check.CONTENT, Reason.ATTRIBUTES)
    try:
        digest = algorithms.digest(signer.digest_algorithm, content)
    except algorithms.Weak as weak:
        return failed(Check.CONTENT, Reason.ALGORITHM_WEAK, algorithm=str(weak))
    except algorithms.Unknown as unknown:
        return not_checked(Check.CONTENT, Reason.ALGORITHM_UNKNOWN, algorithm=str(unknown))
    if not compare_digest(digest, signer.said_digest):
        return failed(Check.CONTENT, Reason.DIGEST_DIFFERS)
    return passed(Check.CONTENT)


def check_signature(signer: Signer, certificate: CertificateView, content: bytes) -> Finding:
    """The signature fits the key of the certificate."""
    signed = content if signer.attributes is None else signer.attributes
    try:
        right = algorithms.is_right(
            certificate.key, signer.signature_algorithm, signer.digest_algorithm, signed, signer.signature
        )
    except algorithms.Weak as weak:
        return failed(Check.SIGNATURE, Reason.ALGORITHM_WEAK, algorithm=str(weak))
    except algorithms.Unknown as unknown:
        return not_checked(Check.SIGNATURE, Reason.ALGORITHM_UNKNOWN, algorithm=str(unknown))
    return passed(Check.SIGNATURE) if right else failed(Check.SIGNATURE, Reason.SIGNATURE_WRONG)


def check_chain(certificate: CertificateView, message: Message, trust: Trust, now: datetime) -> tuple[Chain, Finding]:
    """The certificate leads to a trusted authority, and every authority on the way is in force."""
    try:
        chain = chains.build(certificate, message.certificates, trust)
    except algorithms.Weak as weak:
        return Chain(()), failed(Check.CHAIN, Reason.ALGORITHM_WEAK, algorithm=str(weak))
    except algorithms.Unknown as unknown:
        return Chain(()), not_checked(Check.CHAIN, Reason.ALGORITHM_UNKNOWN, algorithm=str(unknown))
    if not chain.links:
        return chain, failed(Check.CHAIN, chain.reason, issuer=certificate.issuer_name)
    for one in chain.links[1:]:
        if not one.period[0] <= now <= one.period[1]:
            return chain, failed(Check.CHAIN, Reason.AUTHORITY_EXPIRED, until=one.period[1].isoformat())
    return chain, passed(Check.CHAIN, issuer=certificate.issuer_name)


def check_validity(certificate: CertificateView, signed_at: datetime | None, now: datetime) -> Finding:
    """In force when it was signed (as the signer's computer says) and now."""
    begins, ends = certificate.period
    if signed_at is not None and signed_at > now + CLOCKS_DIFFER:
        return failed(Check.VALIDITY, Reason.TIME_AHEAD, at=signed_at.isoformat())
    moments = [now] if signed_at is None else [signed_at, now]
    if any(moment > ends for moment in moments):
        return failed(Check.VALIDITY, Reason.EXPIRED, until=ends.isoformat())
    if any(moment < begins for moment in moments):
        return failed(Check.VALIDITY, Reason.NOT_YET, since=begins.isoformat())
    return passed(Check.VALIDITY, since=begins.isoformat(), until=ends.isoformat())


def check_usage(certificate: CertificateView) -> Finding:
    """The certificate for signatures, not the one for signing in: both are issued to everybody.

    The Kazakh authority marks the first by e-mail protection and non-repudiation, the second by client
    authentication.
    """
    extended = certificate.extended_usages
    if CLIENT_AUTHENTICATION in extended and EMAIL_PROTECTION not in extended:
        return failed(Check.USAGE, Reason.AUTHENTICATION)
    signs = {"digital_signature", "non_repudiation"} <= certificate.usages
    if not signs or EMAIL_PROTECTION not in extended or certificate.critical_unknown:
        return failed(Check.USAGE, Reason.NOT_FOR_SIGNING)
    return passed(Check.USAGE)


def check_revocation(chain: Chain, trust: Trust, now: datetime) -> Finding:
    """By the lists that the installation has; the certificates of the authorities between as well."""
    if not chain.links:
        return not_checked(Check.REVOCATION, Reason.NO_LIST)
    pairs = list(zip(chain.links, chain.links[1:], strict=False))
    standings = [revocation.standing(one, issuer, trust.lists, now) for one, issuer in pairs]
    for one in standings:
        if one.code == "revoked":
            at = one.revoked_at.isoformat() if one.revoked_at else ""
            return failed(Check.REVOCATION, Reason.REVOKED, at=at)
    own = standings[0]
    made = own.made.isoformat() if own.made else ""
    if own.code != "good":
        return not_checked(Check.REVOCATION, REVOCATION_REASONS[own.code], made=made)
    return passed(Check.REVOCATION, made=made)
