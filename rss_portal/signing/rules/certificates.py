"""What a certificate says: whose it is, for what it may be used, when it is in force.

IIN and BIN stand in the subject as the Kazakh certification authority writes them: serialNumber "IIN...",
organizational unit "BIN..."; the owner's right within the organisation is an extended key usage.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from asn1crypto import pem

from rss_portal.signing.choices import Role

from .structures import Certificate, absent

EMAIL_PROTECTION, CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.2"
ORGANISATION = "1.2.398.3.3.4.1.2"
ROLES = {
    "1.2.398.3.3.4.1.2.1": Role.HEAD,
    "1.2.398.3.3.4.1.2.2": Role.SIGNATORY,
    "1.2.398.3.3.4.1.2.3": Role.FINANCIAL,
    "1.2.398.3.3.4.1.2.4": Role.HR,
    "1.2.398.3.3.4.1.2.5": Role.EMPLOYEE,
    "1.2.398.3.3.4.1.1": Role.INDIVIDUAL,
}
_IIN, _BIN = re.compile(r"IIN(\d{12})"), re.compile(r"BIN(\d{12})")


@dataclass(frozen=True)
class Owner:
    """The subject of a certificate, as far as a signature needs it."""

    name: str
    surname: str
    iin: str
    bin: str
    organisation: str
    roles: tuple[str, ...]


class CertificateView:
    """A parsed certificate. Every property may raise ValueError, KeyError or TypeError on a broken one."""

    def __init__(self, data: bytes):
        self.data = data
        self.parsed = Certificate.load(data, strict=True)
        self.tbs = self.parsed["tbs"]
        self.serial = int(self.tbs["serial_number"].native)
        self.subject: bytes = self.tbs["subject"].dump()
        self.issuer: bytes = self.tbs["issuer"].dump()
        self.key = self.tbs["subject_public_key_info"]

    @cached_property
    def period(self) -> tuple[datetime, datetime]:
        validity = self.tbs["validity"]
        return validity["not_before"].native, validity["not_after"].native

    @cached_property
    def _extensions(self) -> dict[str, Any]:
        given = self.tbs["extensions"]
        if absent(given):
            return {}
        return {str(one["extn_id"].dotted): one["extn_value"].parsed for one in given}

    @cached_property
    def critical_unknown(self) -> bool:
        """Whether an extension that must be understood is not."""
        understood = {"2.5.29.15", "2.5.29.19", "2.5.29.37", "2.5.29.32", "2.5.29.35", "2.5.29.14", "2.5.29.31"}
        given = self.tbs["extensions"]
        if absent(given):
            return False
        return any(one["critical"].native and str(one["extn_id"].dotted) not in understood for one in given)

    @cached_property
    def usages(self) -> set[str]:
        found = self._extensions.get("2.5.29.15")
        return set(found.native) if found is not None else set()

    @cached_property
    def extended_usages(self) -> set[str]:
        found = self._extensions.get("2.5.29.37")
        return {str(one.dotted) for one in found} if found is not None else set()

    @cached_property
    def key_identifier(self) -> bytes | None:
        found = self._extensions.get("2.5.29.14")
        return bytes(found.native) if found is not None else None

    @cached_property
    def issuer_key_identifier(self) -> bytes | None:
        found = self._extensions.get("2.5.29.35")
        return found["key_identifier"].native if found is not None else None

    @property
    def is_authority(self) -> bool:
        """Basic constraints say so and the key may sign certificates (RFC 5280, 4.2.1.9 and 4.2.1.3)."""
        found = self._extensions.get("2.5.29.19")
        may_sign = "key_cert_sign" in self.usages if self.usages else False
        return bool(found is not None and found["ca"].native and may_sign)

    @property
    def path_length(self) -> int | None:
        """How many further authorities may stand below; None when it is not limited."""
        found = self._extensions.get("2.5.29.19")
        return None if found is None else found["path_len_constraint"].native

    @property
    def is_self_issued(self) -> bool:
        return self.subject == self.issuer

    @cached_property
    def owner(self) -> Owner:
        said = self._names(self.tbs["subject"])
        numbers = " ".join(said.get("serial_number", []))
        units = " ".join(said.get("organizational_unit_name", []))
        iin, bin_number = _IIN.search(numbers), _BIN.search(units)
        name = " ".join(said.get("common_name", [])[:1] + said.get("given_name", [])[:1])
        return Owner(
            name=name,
            surname=" ".join(said.get("surname", [])[:1]),
            iin=iin[1] if iin else "",
            bin=bin_number[1] if bin_number else "",
            organisation=" ".join(said.get("organization_name", [])[:1]),
            roles=tuple(str(role) for number, role in ROLES.items() if number in self.extended_usages),
        )

    @property
    def issuer_name(self) -> str:
        return " ".join(self._names(self.tbs["issuer"]).get("common_name", []))

    @staticmethod
    def _names(name: Any) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for part in name.chosen:
            for pair in part:
                found.setdefault(str(pair["type"].native), []).append(str(pair["value"].native))
        return found


def without_armour(data: bytes) -> bytes:
    """DATA as DER: PEM armour of any label is taken off, other bytes are given back. ValueError on a broken one."""
    return pem.unarmor(data)[2] if pem.detect(data) else data
