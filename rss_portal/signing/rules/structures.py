"""The ASN.1 of certificates, revocation lists and CMS signatures (RFC 5280, RFC 5652), as far as it is read here.

Own classes, since those of asn1crypto refuse a public key whose algorithm they do not know.
"""

from typing import Any

from asn1crypto import core
from asn1crypto.crl import RevokedCertificates
from asn1crypto.x509 import Extensions, Name, Time, Validity

DATA = "1.2.840.113549.1.7.1"
SIGNED_DATA = "1.2.840.113549.1.7.2"
CONTENT_TYPE = "1.2.840.113549.1.9.3"
MESSAGE_DIGEST = "1.2.840.113549.1.9.4"
SIGNING_TIME = "1.2.840.113549.1.9.5"
TIME_STAMP = "1.2.840.113549.1.9.16.2.14"


class Algorithm(core.Sequence):
    _fields = [("algorithm", core.ObjectIdentifier), ("parameters", core.Any, {"optional": True})]


class Algorithms(core.SetOf):
    _child_spec = Algorithm


class Numbers(core.SequenceOf):
    """Parameters of a GOST key: the curve, then the digest."""

    _child_spec = core.ObjectIdentifier


class PublicKeyInfo(core.Sequence):
    _fields = [("algorithm", Algorithm), ("public_key", core.OctetBitString)]


class TbsCertificate(core.Sequence):
    _fields = [
        ("version", core.Integer, {"explicit": 0, "default": 0}),
        ("serial_number", core.Integer),
        ("signature", Algorithm),
        ("issuer", Name),
        ("validity", Validity),
        ("subject", Name),
        ("subject_public_key_info", PublicKeyInfo),
        ("issuer_unique_id", core.OctetBitString, {"implicit": 1, "optional": True}),
        ("subject_unique_id", core.OctetBitString, {"implicit": 2, "optional": True}),
        ("extensions", Extensions, {"explicit": 3, "optional": True}),
    ]


class Certificate(core.Sequence):
    _fields = [("tbs", TbsCertificate), ("algorithm", Algorithm), ("signature", core.OctetBitString)]


class TbsRevocationList(core.Sequence):
    _fields = [
        ("version", core.Integer, {"optional": True}),
        ("signature", Algorithm),
        ("issuer", Name),
        ("this_update", Time),
        ("next_update", Time, {"optional": True}),
        ("revoked", RevokedCertificates, {"optional": True}),
        ("extensions", core.Any, {"explicit": 0, "optional": True}),
    ]


class RevocationList(core.Sequence):
    _fields = [("tbs", TbsRevocationList), ("algorithm", Algorithm), ("signature", core.OctetBitString)]


class Values(core.SetOf):
    _child_spec = core.Any


class Attribute(core.Sequence):
    _fields = [("type", core.ObjectIdentifier), ("values", Values)]


class Attributes(core.SetOf):
    _child_spec = Attribute


class IssuerAndSerial(core.Sequence):
    _fields = [("issuer", Name), ("serial_number", core.Integer)]


class SignerIdentifier(core.Choice):
    _alternatives = [
        ("issuer_and_serial", IssuerAndSerial),
        ("key_identifier", core.OctetString, {"implicit": 0}),
    ]


class SignerInfo(core.Sequence):
    _fields = [
        ("version", core.Integer),
        ("sid", SignerIdentifier),
        ("digest_algorithm", Algorithm),
        ("signed_attributes", Attributes, {"implicit": 0, "optional": True}),
        ("signature_algorithm", Algorithm),
        ("signature", core.OctetString),
        ("unsigned_attributes", Attributes, {"implicit": 1, "optional": True}),
    ]


class SignerInfos(core.SetOf):
    _child_spec = SignerInfo


class EncapsulatedContent(core.Sequence):
    _fields = [
        ("content_type", core.ObjectIdentifier),
        ("content", core.OctetString, {"explicit": 0, "optional": True}),
    ]


class AnySet(core.SetOf):
    _child_spec = core.Any


class SignedData(core.Sequence):
    _fields = [
        ("version", core.Integer),
        ("digest_algorithms", Algorithms),
        ("content", EncapsulatedContent),
        ("certificates", AnySet, {"implicit": 0, "optional": True}),
        ("revocation_lists", AnySet, {"implicit": 1, "optional": True}),
        ("signer_infos", SignerInfos),
    ]


class ContentInfo(core.Sequence):
    _fields = [("content_type", core.ObjectIdentifier), ("content", SignedData, {"explicit": 0})]


def absent(field: Any) -> bool:
    """Whether an optional field is not there. (`native` would parse all that is inside.)"""
    return isinstance(field, core.Void)


def oid(field: Any) -> str:
    """The dotted number of an object identifier."""
    return str(field.dotted)
