"""CMS signatures as NCALayer makes them."""

from collections.abc import Sequence
from datetime import UTC, datetime

from asn1crypto import cms, core, pem

from rss_portal.signing.rules.structures import (
    CONTENT_TYPE,
    DATA,
    MESSAGE_DIGEST,
    SIGNED_DATA,
    SIGNING_TIME,
    Algorithms,
    AnySet,
    Attribute,
    Attributes,
    Certificate,
    ContentInfo,
    EncapsulatedContent,
    IssuerAndSerial,
    SignedData,
    SignerIdentifier,
    SignerInfo,
    Values,
)

from .authority import Issued


def sign(
    content: bytes,
    signers: Sequence[Issued],
    *,
    attached: bool = True,
    chain: Sequence[bytes] = (),
    at: datetime | None = None,
) -> bytes:
    """The CMS of CONTENT signed by every one of SIGNERS (DER); CHAIN are certificates put in beside theirs."""
    inside = {"content_type": DATA} | ({"content": core.OctetString(content)} if attached else {})
    certificates = [Certificate.load(one) for one in (*(held.certificate for held in signers), *chain)]
    signed = SignedData(
        {
            "version": 1,
            "digest_algorithms": Algorithms([one.key.digest_algorithm for one in signers]),
            "content": EncapsulatedContent(inside),
            "certificates": AnySet([core.Any(one) for one in certificates]),
            "signer_infos": [signer_info(content, one, at) for one in signers],
        }
    )
    return ContentInfo({"content_type": SIGNED_DATA, "content": signed}).dump()


def signer_info(content: bytes, signer: Issued, at: datetime | None = None) -> SignerInfo:
    """The part of one signer, over the signed attributes."""
    attributes = Attributes(
        [
            _attribute(CONTENT_TYPE, core.ObjectIdentifier(DATA)),
            _attribute(SIGNING_TIME, cms.Time(name="utc_time", value=core.UTCTime(_now(at)))),
            _attribute(MESSAGE_DIGEST, core.OctetString(signer.key.digest(content))),
        ]
    )
    tbs = Certificate.load(signer.certificate)["tbs"]
    named = IssuerAndSerial({"issuer": tbs["issuer"], "serial_number": tbs["serial_number"]})
    return SignerInfo(
        {
            "version": 1,
            "sid": SignerIdentifier(name="issuer_and_serial", value=named),
            "digest_algorithm": signer.key.digest_algorithm,
            "signed_attributes": attributes,
            "signature_algorithm": signer.key.algorithm,
            "signature": signer.key.sign(attributes.dump()),
        }
    )


def _now(at: datetime | None) -> datetime:
    return (at or datetime.now(UTC)).replace(microsecond=0)


def _attribute(number: str, value: core.Asn1Value) -> Attribute:
    return Attribute({"type": number, "values": Values([core.Any(value)])})


def armoured(data: bytes) -> str:
    """As NCALayer answers: PEM with the label CMS."""
    return pem.armor("CMS", data).decode("ascii")
