"""Revocation lists (RFC 5280, 5): files that the installation was given; nobody is asked over the network."""

from dataclasses import dataclass
from datetime import datetime

from . import algorithms
from .certificates import CertificateView, without_armour
from .structures import RevocationList, absent


class RevocationListView:
    """A parsed list. Properties may raise on a broken one; `messages.reading` guards the loading."""

    def __init__(self, data: bytes):
        self.parsed = RevocationList.load(without_armour(data), strict=True)
        self.tbs = self.parsed["tbs"]
        self.issuer: bytes = self.tbs["issuer"].dump()
        self.made: datetime = self.tbs["this_update"].native
        self.next: datetime | None = self.tbs["next_update"].native
        self.serials = self._serials()

    def _serials(self) -> dict[int, datetime]:
        """Serial numbers with the moment of revocation; a hold that was lifted is none."""
        given = self.tbs["revoked"]
        if absent(given):
            return {}
        return {
            int(one["user_certificate"].native): one["revocation_date"].native
            for one in given
            if one.crl_reason_value is None or one.crl_reason_value.native != "remove_from_crl"
        }

    def is_signed_by(self, issuer: CertificateView) -> bool:
        """Whether the authority itself signed the list. `algorithms.Unknown`, `algorithms.Weak`."""
        if issuer.usages and "crl_sign" not in issuer.usages:
            return False
        signature = bytes(self.parsed["signature"])
        return algorithms.is_right(issuer.key, self.parsed["algorithm"], None, self.tbs.dump(), signature)


@dataclass(frozen=True)
class Standing:
    """What the lists say of a certificate: "revoked", "good", "no_list", "list_forged" or "list_old"."""

    code: str
    made: datetime | None = None
    revoked_at: datetime | None = None


def standing(
    certificate: CertificateView, issuer: CertificateView, lists: tuple[RevocationListView, ...], now: datetime
) -> Standing:
    """The standing of CERTIFICATE by the newest list of its ISSUER."""
    own = sorted((one for one in lists if one.issuer == certificate.issuer), key=lambda one: one.made, reverse=True)
    signed = [one for one in own if _is_signed(one, issuer)]
    if not signed:
        return Standing("list_forged" if own else "no_list")
    newest = signed[0]
    if certificate.serial in newest.serials:
        return Standing("revoked", newest.made, newest.serials[certificate.serial])
    if newest.made > now or newest.next is None or newest.next < now:
        return Standing("list_old", newest.made)
    return Standing("good", newest.made)


def _is_signed(held: RevocationListView, issuer: CertificateView) -> bool:
    try:
        return held.is_signed_by(issuer)
    except (algorithms.Unknown, algorithms.Weak):
        return False
