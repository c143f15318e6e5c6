"""Keys of the stand-in: RSA and GOST R 34.10-2015, able to sign."""

import secrets
from dataclasses import dataclass
from typing import Protocol

from asn1crypto import core
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from rss_portal.signing.rules import gost
from rss_portal.signing.rules.structures import Algorithm, Numbers, PublicKeyInfo

GOST_KEY, GOST_CURVE = "1.2.398.3.10.1.1.2.2", "1.2.398.3.10.1.1.2.2.1"
GOST_DIGEST, GOST_SIGNATURE = "1.2.398.3.10.1.3.3", "1.2.398.3.10.1.1.2.3.2"
SHA256, SHA256_WITH_RSA = "2.16.840.1.101.3.4.2.1", "1.2.840.113549.1.1.11"
CURVE = gost.CURVES[GOST_CURVE]


class Key(Protocol):
    """What signs: the parts that CMS and certificates ask of it."""

    @property
    def public(self) -> PublicKeyInfo: ...
    @property
    def algorithm(self) -> Algorithm: ...
    @property
    def digest_algorithm(self) -> Algorithm: ...
    def digest(self, data: bytes) -> bytes: ...
    def sign(self, data: bytes) -> bytes: ...
    def to_bytes(self) -> bytes: ...


def _algorithm(number: str) -> Algorithm:
    return Algorithm({"algorithm": number, "parameters": core.Any(core.Null())})


@dataclass(frozen=True)
class RsaKey:
    private: RSAPrivateKey

    @classmethod
    def make(cls, bits: int = 2048) -> "RsaKey":
        return cls(rsa.generate_private_key(public_exponent=65537, key_size=bits))

    @classmethod
    def from_bytes(cls, data: bytes) -> "RsaKey":
        held = serialization.load_pem_private_key(data, None)
        assert isinstance(held, RSAPrivateKey)
        return cls(held)

    def to_bytes(self) -> bytes:
        encoding, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
        return self.private.private_bytes(encoding, form, serialization.NoEncryption())

    @property
    def public(self) -> PublicKeyInfo:
        encoding, form = serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        return PublicKeyInfo.load(self.private.public_key().public_bytes(encoding, form))

    @property
    def algorithm(self) -> Algorithm:
        return _algorithm(SHA256_WITH_RSA)

    @property
    def digest_algorithm(self) -> Algorithm:
        return _algorithm(SHA256)

    def digest(self, data: bytes) -> bytes:
        hasher = hashes.Hash(hashes.SHA256())
        hasher.update(data)
        return hasher.finalize()

    def sign(self, data: bytes) -> bytes:
        return self.private.sign(data, padding.PKCS1v15(), hashes.SHA256())


@dataclass(frozen=True)
class GostKey:
    """A key of 512 bits on the curve that Kazakhstan uses."""

    number: int

    @classmethod
    def make(cls) -> "GostKey":
        return cls(1 + secrets.randbelow(CURVE.order - 1))

    @classmethod
    def from_bytes(cls, data: bytes) -> "GostKey":
        return cls(int(data, 16))

    def to_bytes(self) -> bytes:
        return b"%x" % self.number

    @property
    def public(self) -> PublicKeyInfo:
        point = CURVE.multiply(self.number, CURVE.base)
        assert point is not None
        raw = b"".join(half.to_bytes(CURVE.size, "little") for half in point)
        numbers = core.Any(Numbers([GOST_CURVE, GOST_DIGEST]))
        algorithm = Algorithm({"algorithm": GOST_KEY, "parameters": numbers})
        return PublicKeyInfo({"algorithm": algorithm, "public_key": core.OctetString(raw).dump()})

    @property
    def algorithm(self) -> Algorithm:
        return _algorithm(GOST_SIGNATURE)

    @property
    def digest_algorithm(self) -> Algorithm:
        return _algorithm(GOST_DIGEST)

    def digest(self, data: bytes) -> bytes:
        return gost.streebog(CURVE.size, data)

    def sign(self, data: bytes) -> bytes:
        """GOST R 34.10-2015, 6.1."""
        e = gost.number_to_sign(CURVE, self.digest(data))
        while True:
            k = 1 + secrets.randbelow(CURVE.order - 1)
            point = CURVE.multiply(k, CURVE.base)
            assert point is not None
            r = point[0] % CURVE.order
            s = (r * self.number + k * e) % CURVE.order
            if r and s:
                return r.to_bytes(CURVE.size, "little") + s.to_bytes(CURVE.size, "little")


MAKERS: dict[str, type[RsaKey] | type[GostKey]] = {"rsa": RsaKey, "gost": GostKey}
