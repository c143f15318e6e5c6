"""A certification authority of the project's own: root, intermediate, certificates for people, revocation list."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from asn1crypto import core, x509

from rss_portal.signing.rules.certificates import CLIENT_AUTHENTICATION, EMAIL_PROTECTION, ORGANISATION, ROLES
from rss_portal.signing.rules.structures import Certificate, RevocationList, TbsCertificate, TbsRevocationList

from .keys import MAKERS, Key

REVOKED_SERIAL = 0x5EED  # the list names it from the beginning: what carries it is revoked
YEAR = timedelta(days=365)
SIGNING, SIGNING_IN = ("digital_signature", "non_repudiation"), ("digital_signature", "key_encipherment")
ROLE_NUMBERS = {role: number for number, role in ROLES.items()}


@dataclass(frozen=True)
class Issued:
    """A certificate with its key."""

    certificate: bytes
    key: Key


@dataclass(frozen=True)
class Person:
    """For whom a certificate is made. `role` is a code of `choices.Role`; a BIN makes it an organisation's."""

    surname: str
    name: str
    iin: str
    bin: str = ""
    organisation: str = ""
    role: str = "individual"

    def subject(self) -> x509.Name:
        parts = {
            "common_name": f"{self.surname} {self.name}",
            "surname": self.surname,
            "serial_number": f"IIN{self.iin}",
            "country_name": "KZ",
        }
        if self.bin:
            parts |= {"organization_name": self.organisation or "—", "organizational_unit_name": f"BIN{self.bin}"}
        return x509.Name.build(parts)

    def usages(self) -> list[str]:
        owner = [ORGANISATION] if self.bin else []
        return [*owner, ROLE_NUMBERS[self.role]]  # type: ignore[index]


@dataclass(frozen=True)
class Authority:
    """Root and intermediate of one family of algorithms."""

    kind: str
    root: bytes
    between: Issued

    @classmethod
    def make(cls, kind: str, title: str = "СЫНАҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҒЫ") -> "Authority":
        root_key, key, now = MAKERS[kind].make(), MAKERS[kind].make(), datetime.now(UTC)
        names = [
            x509.Name.build({"common_name": f"{title} {level} ({kind.upper()})", "country_name": "KZ"})
            for level in (1, 2)
        ]
        period = (now - YEAR, now + 5 * YEAR)
        root = certify(names[0], root_key, names[0], root_key, period, _authority_extensions(None))
        between = certify(names[1], key, names[0], root_key, period, _authority_extensions(0))
        return cls(kind, root, Issued(between, key))

    @property
    def name(self) -> x509.Name:
        return Certificate.load(self.between.certificate)["tbs"]["subject"]

    def issue(
        self,
        person: Person,
        *,
        signing_in: bool = False,
        period: tuple[datetime, datetime] | None = None,
        serial: int = 0,
    ) -> Issued:
        """A certificate for PERSON: for signatures, or for signing in."""
        key, now = MAKERS[self.kind].make(), datetime.now(UTC)
        usages, first = (SIGNING_IN, CLIENT_AUTHENTICATION) if signing_in else (SIGNING, EMAIL_PROTECTION)
        extensions = [
            _extension("key_usage", x509.KeyUsage(set(usages)), critical=True),
            _extension("extended_key_usage", x509.ExtKeyUsageSyntax([first, *person.usages()])),
        ]
        period = period or (now - timedelta(days=1), now + YEAR)
        subject, issuer = person.subject(), self.between
        return Issued(certify(subject, key, self.name, issuer.key, period, extensions, serial), key)

    def revocation_list(self, serials: Iterable[int] = (REVOKED_SERIAL,), made: datetime | None = None) -> bytes:
        """A list signed by the intermediate, good for a year from MADE."""
        made = (made or datetime.now(UTC) - timedelta(minutes=1)).replace(microsecond=0)
        tbs = TbsRevocationList(
            {
                "version": 1,
                "signature": self.between.key.algorithm,
                "issuer": self.name,
                "this_update": _time(made),
                "next_update": _time(made + YEAR),
                "revoked": [{"user_certificate": one, "revocation_date": _time(made)} for one in serials],
            }
        )
        signature = self.between.key.sign(tbs.dump())
        return RevocationList({"tbs": tbs, "algorithm": self.between.key.algorithm, "signature": signature}).dump()


def certify(
    subject: x509.Name,
    key: Key,
    issuer: x509.Name,
    issuer_key: Key,
    period: tuple[datetime, datetime],
    extensions: list[x509.Extension],
    serial: int = 0,
) -> bytes:
    """A certificate of KEY for SUBJECT, signed by ISSUER."""
    begins, ends = (one.replace(microsecond=0) for one in period)
    tbs = TbsCertificate(
        {
            "version": 2,
            "serial_number": serial or secrets.randbits(120) + 1,
            "signature": issuer_key.algorithm,
            "issuer": issuer,
            "validity": {"not_before": _time(begins), "not_after": _time(ends)},
            "subject": subject,
            "subject_public_key_info": key.public,
            "extensions": extensions,
        }
    )
    signature = issuer_key.sign(tbs.dump())
    return Certificate({"tbs": tbs, "algorithm": issuer_key.algorithm, "signature": signature}).dump()


def _time(moment: datetime) -> x509.Time:
    return x509.Time(name="utc_time", value=core.UTCTime(moment))


def _extension(name: str, value: Any, critical: bool = False) -> x509.Extension:
    return x509.Extension({"extn_id": name, "critical": critical, "extn_value": core.ParsableOctetString(value.dump())})


def _authority_extensions(path_length: int | None) -> list[x509.Extension]:
    said: dict[str, Any] = {"ca": True}
    if path_length is not None:
        said["path_len_constraint"] = path_length
    return [
        _extension("basic_constraints", x509.BasicConstraints(said), critical=True),
        _extension("key_usage", x509.KeyUsage({"key_cert_sign", "crl_sign"}), critical=True),
    ]


def keep(authority: Authority, folder: Path) -> None:
    """Write AUTHORITY where `trust` reads (roots, intermediates, crl) and its key beside."""
    kind = authority.kind
    files = {
        f"roots/{kind}.cer": authority.root,
        f"intermediates/{kind}.cer": authority.between.certificate,
        f"crl/{kind}.crl": authority.revocation_list(),
        f"keys/{kind}": authority.between.key.to_bytes(),
    }
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (folder / "keys" / kind).chmod(0o600)


def kept(kind: str, folder: Path) -> Authority:
    """The authority of KIND kept in FOLDER, made at the first call."""
    if not (folder / "keys" / kind).exists():
        keep(Authority.make(kind), folder)
    key = MAKERS[kind].from_bytes((folder / "keys" / kind).read_bytes())
    between = Issued((folder / "intermediates" / f"{kind}.cer").read_bytes(), key)
    return Authority(kind, (folder / "roots" / f"{kind}.cer").read_bytes(), between)
