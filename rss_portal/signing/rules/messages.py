"""A CMS signature (RFC 5652), read into plain values; nothing of it is believed yet."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from asn1crypto.cms import Time

from .certificates import CertificateView, without_armour
from .structures import (
    CONTENT_TYPE,
    DATA,
    MESSAGE_DIGEST,
    SIGNED_DATA,
    SIGNING_TIME,
    TIME_STAMP,
    Algorithm,
    ContentInfo,
    SignedData,
    SignerInfo,
    absent,
    oid,
)

MOST_SIGNERS, MOST_CERTIFICATES = 20, 20
SET, INDEFINITE = b"\x31", 0x80
P = ParamSpec("P")
R = TypeVar("R")


class Unreadable(ValueError):
    """The bytes are not what they should be."""


def reading(function: Callable[P, R]) -> Callable[P, R]:
    """Whatever a broken file makes the parser raise is `Unreadable`."""

    @wraps(function)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except (ValueError, KeyError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError) as error:
            raise Unreadable(str(error)[:200]) from error

    return wrapped


@dataclass(frozen=True)
class Signer:
    """One signer: the algorithms, the bytes that were signed, and what the signed attributes say."""

    certificate: CertificateView | None
    digest_algorithm: Algorithm
    signature_algorithm: Algorithm
    signature: bytes
    attributes: bytes | None  # as they are signed; None when the content itself is
    said_digest: bytes | None
    said_type: str
    signed_at: datetime | None
    stamped: bool


@dataclass(frozen=True)
class Message:
    content: bytes | None  # None when the signature is detached
    content_type: str
    certificates: tuple[CertificateView, ...]
    signers: tuple[Signer, ...]


@reading
def read_message(data: bytes) -> Message:
    """The message in DATA (DER, BER or PEM, of any label). `Unreadable`."""
    whole = ContentInfo.load(without_armour(data), strict=True)
    if oid(whole["content_type"]) != SIGNED_DATA:
        raise Unreadable("not signed data")
    signed: SignedData = whole["content"]
    certificates = tuple(_certificates(signed))
    content = signed["content"]["content"].native
    infos = list(signed["signer_infos"])[: MOST_SIGNERS + 1]
    if len(infos) > MOST_SIGNERS:
        raise Unreadable("too many signers")
    signers = tuple(_signer(one, certificates) for one in infos)
    return Message(content, oid(signed["content"]["content_type"]), certificates, signers)


@reading
def read_certificate(data: bytes) -> CertificateView:
    """The certificate in DATA (DER or PEM), its parts parsed. `Unreadable`."""
    view = CertificateView(without_armour(data))
    _touch(view)
    return view


def _touch(view: CertificateView) -> None:
    """Parse what is read lazily, so that a broken certificate is found here."""
    _ = (view.period, view.usages, view.extended_usages, view.owner, view.is_authority, view.path_length)
    _ = (view.key_identifier, view.issuer_key_identifier, view.issuer_name, view.critical_unknown)
    view.key["public_key"].native  # noqa: B018


def _certificates(signed: SignedData) -> list[CertificateView]:
    given = signed["certificates"]
    if absent(given):
        return []
    if len(given) > MOST_CERTIFICATES:
        raise Unreadable("too many certificates")
    found = []
    for one in given:
        raw = one.dump()
        if raw[:1] == b"\x30":  # other kinds than certificates carry a tag of their own
            view = CertificateView(raw)
            _touch(view)
            found.append(view)
    return found


def _signer(info: SignerInfo, certificates: tuple[CertificateView, ...]) -> Signer:
    given = info["signed_attributes"]
    attributes = None if absent(given) else given
    said = _said(attributes)
    return Signer(
        certificate=_certificate_of(info, certificates),
        digest_algorithm=info["digest_algorithm"],
        signature_algorithm=info["signature_algorithm"],
        signature=bytes(info["signature"]),
        attributes=None if attributes is None else _as_set(attributes.dump()),
        said_digest=said.get(MESSAGE_DIGEST, [None])[0],
        said_type=said.get(CONTENT_TYPE, [""])[0],
        signed_at=said.get(SIGNING_TIME, [None])[0],
        stamped=_is_stamped(info),
    )


def _as_set(raw: bytes) -> bytes:
    """Signed attributes are signed under the tag of a SET, not under the one they travel with (RFC 5652, 5.4)."""
    if raw[1] == INDEFINITE:
        raise Unreadable("attributes of indefinite length")
    return SET + raw[1:]


def _said(attributes: Any) -> dict[str, list[Any]]:
    """What the signed attributes say; one that stands twice or has two values is an error (RFC 5652, 11)."""
    found: dict[str, list[Any]] = {}
    for one in attributes or ():
        number = oid(one["type"])
        if number in found:
            raise Unreadable("an attribute stands twice")
        if number in (CONTENT_TYPE, MESSAGE_DIGEST, SIGNING_TIME):
            if len(one["values"]) != 1:
                raise Unreadable("an attribute with several values")
            found[number] = [_value(number, one["values"][0])]
    return found


def _value(number: str, value: Any) -> Any:
    if number == SIGNING_TIME:
        return Time.load(value.dump(), strict=True).native
    parsed = value.parse()
    return parsed.dotted if number == CONTENT_TYPE else bytes(parsed.native)


def _is_stamped(info: SignerInfo) -> bool:
    given = info["unsigned_attributes"]
    return not absent(given) and any(oid(one["type"]) == TIME_STAMP for one in given)


def _certificate_of(info: SignerInfo, certificates: tuple[CertificateView, ...]) -> CertificateView | None:
    sid = info["sid"]
    if sid.name == "key_identifier":
        wanted = bytes(sid.chosen.native)
        return next((one for one in certificates if one.key_identifier == wanted), None)
    issuer, serial = sid.chosen["issuer"].dump(), int(sid.chosen["serial_number"].native)
    return next((one for one in certificates if (one.issuer, one.serial) == (issuer, serial)), None)


__all__ = ["DATA", "Message", "Signer", "Unreadable", "read_certificate", "read_message", "reading"]
