"""Who signs with the stand-in: what the person chooses in place of NCALayer's window of certificates."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.db import models
from django.utils.translation import gettext_lazy as _

from .authority import REVOKED_SERIAL, Authority, Issued, Person, kept

OTHER_IIN, OTHER_BIN = "850505400019", "990840000019"


class Variant(models.TextChoices):
    """Which certificate; all but the first two are refused by the portal, each for its reason."""

    RSA = "rsa", _("Certificate of the person asked, RSA")
    GOST = "gost", _("Certificate of the person asked, GOST")
    AUTHENTICATION = "authentication", _("Certificate for signing in")
    EXPIRED = "expired", _("Expired certificate")
    REVOKED = "revoked", _("Revoked certificate")
    OTHER = "other", _("Certificate of somebody else")
    EMPLOYEE = "employee", _("Certificate of an employee without the right to sign")
    SELF_MADE = "self_made", _("Certificate of a self-made authority")
    CANCEL = "cancel", _("Cancel in the window of certificates")


def person(asked: Mapping[str, str], variant: str) -> Person:
    """The owner of the certificate: the one ASKED for (iin, bin, surname), or somebody else."""
    other = variant == Variant.OTHER
    iin = OTHER_IIN if other else asked.get("iin") or OTHER_IIN
    bin_number = (OTHER_BIN if other else asked.get("bin", "")) if asked.get("bin") else ""
    role = "individual" if not bin_number else "employee" if variant == Variant.EMPLOYEE else "head"
    surname = "БАСҚА" if other else asked.get("surname") or "СЫНАҚОВ"
    return Person(surname, "СЫНАҚ", iin, bin_number, "СЫНАҚ ҰЙЫМЫ" if bin_number else "", role)


def issue(variant: str, asked: Mapping[str, str], folder: Path) -> tuple[Issued, list[bytes]]:
    """The certificate of VARIANT with its key, and the certificates of the authority that go with it."""
    kind = "gost" if variant == Variant.GOST else "rsa"
    authority = Authority.make(kind) if variant == Variant.SELF_MADE else kept(kind, folder)
    now, owner = datetime.now(UTC), person(asked, variant)
    past = (now - timedelta(days=700), now - timedelta(days=300)) if variant == Variant.EXPIRED else None
    serial = REVOKED_SERIAL if variant == Variant.REVOKED else 0
    issued = authority.issue(owner, signing_in=variant == Variant.AUTHENTICATION, period=past, serial=serial)
    return issued, [authority.between.certificate]
