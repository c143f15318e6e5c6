"""From a certificate to an authority that the portal trusts (RFC 5280, 6.1)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rss_portal.signing.choices import Reason

from . import algorithms
from .certificates import CertificateView
from .revocation import RevocationListView

LONGEST = 5


@dataclass(frozen=True)
class Trust:
    """The authorities that the installation was told to trust, others between, and their revocation lists."""

    roots: tuple[CertificateView, ...] = ()
    between: tuple[CertificateView, ...] = ()
    lists: tuple[RevocationListView, ...] = ()


@dataclass(frozen=True)
class Chain:
    """From the signer's certificate up to the trusted one; empty with the reason when there is none."""

    links: tuple[CertificateView, ...]
    reason: str = ""


def build(leaf: CertificateView, given: Iterable[CertificateView], trust: Trust) -> Chain:
    """A chain of right signatures from LEAF to a root of TRUST by certificates of it or GIVEN in the message.
    `algorithms.Unknown`, `algorithms.Weak`."""
    pool = {one.data: one for one in (*trust.roots, *trust.between, *given)}
    reasons: list[str] = []
    for links in _climb((leaf,), list(pool.values()), {one.data for one in trust.roots}, reasons):
        return Chain(links)
    worst = [one for one in (Reason.CHAIN_WRONG, Reason.NOT_AUTHORITY) if one in reasons]
    return Chain((), worst[0] if worst else Reason.UNTRUSTED)


def _climb(
    links: tuple[CertificateView, ...], pool: list[CertificateView], roots: set[bytes], reasons: list[str]
) -> Iterator[tuple[CertificateView, ...]]:
    if len(links) > 1 and links[-1].data in roots:
        yield links
        return
    if len(links) >= LONGEST:
        return
    for issuer in pool:
        if issuer not in links and _names(issuer, links[-1]):
            reason = _fault(issuer, links)
            if reason:
                reasons.append(reason)
            else:
                yield from _climb((*links, issuer), pool, roots, reasons)


def _names(issuer: CertificateView, below: CertificateView) -> bool:
    """Whether ISSUER is the one that BELOW names."""
    if issuer.subject != below.issuer:
        return False
    wanted = below.issuer_key_identifier
    return wanted is None or issuer.key_identifier is None or wanted == issuer.key_identifier


def _fault(issuer: CertificateView, links: tuple[CertificateView, ...]) -> str:
    below = links[-1]
    if not issuer.is_authority:
        return Reason.NOT_AUTHORITY
    between = sum(not one.is_self_issued for one in links[1:])
    if issuer.path_length is not None and between > issuer.path_length:
        return Reason.NOT_AUTHORITY
    right = algorithms.is_right(
        issuer.key, below.parsed["algorithm"], None, below.tbs.dump(), bytes(below.parsed["signature"])
    )
    same = below.parsed["algorithm"].dump() == below.tbs["signature"].dump()
    return "" if right and same else Reason.CHAIN_WRONG
