"""Which algorithm a signature names, whether this installation can verify it, and whether it is right."""

import hashlib
from collections.abc import Callable
from typing import Any

from asn1crypto.algos import RSASSAPSSParams
from asn1crypto.core import OctetString
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key

from . import gost
from .structures import Algorithm, Numbers, PublicKeyInfo, oid

LEAST_RSA_BITS = 2048
RSA_KEY = "1.2.840.113549.1.1.1"
PSS = "1.2.840.113549.1.1.10"
STREEBOG = {"1.2.398.3.10.1.3.2": 32, "1.2.398.3.10.1.3.3": 64, "1.2.643.7.1.1.2.2": 32, "1.2.643.7.1.1.2.3": 64}
SHA = {"2.16.840.1.101.3.4.2.1": "sha256", "2.16.840.1.101.3.4.2.2": "sha384", "2.16.840.1.101.3.4.2.3": "sha512"}
SHA_OF_RSA = {"1.2.840.113549.1.1.11": "sha256", "1.2.840.113549.1.1.12": "sha384", "1.2.840.113549.1.1.13": "sha512"}
WEAK = {
    "1.3.14.3.2.26",  # SHA-1
    "1.2.840.113549.2.5",  # MD5
    "1.2.840.113549.1.1.4",  # MD5 with RSA
    "1.2.840.113549.1.1.5",  # SHA-1 with RSA
}
GOST_KEYS = {"1.2.398.3.10.1.1.2.1": 32, "1.2.398.3.10.1.1.2.2": 64, "1.2.643.7.1.1.1.1": 32, "1.2.643.7.1.1.1.2": 64}
GOST_SIGNATURES = {
    "1.2.398.3.10.1.1.2.3.1": 32,
    "1.2.398.3.10.1.1.2.3.2": 64,
    "1.2.643.7.1.1.3.2": 32,
    "1.2.643.7.1.1.3.3": 64,
}
HASHES: dict[str, Callable[[], Any]] = {"sha256": hashes.SHA256, "sha384": hashes.SHA384, "sha512": hashes.SHA512}


class Unknown(Exception):
    """The installation cannot verify this algorithm."""


class Weak(Exception):
    """The algorithm is known and too weak for a new signature."""


def digest(algorithm: Algorithm, data: bytes) -> bytes:
    """The digest of DATA by ALGORITHM. `Unknown`, `Weak`."""
    number = oid(algorithm["algorithm"])
    if number in WEAK:
        raise Weak(number)
    if number in SHA:
        return hashlib.new(SHA[number], data).digest()
    if number in STREEBOG:
        return gost.streebog(STREEBOG[number], data)
    raise Unknown(number)


def title(key: PublicKeyInfo, signature: Algorithm) -> str:
    """The algorithm in words that are the same in every language."""
    number = oid(key["algorithm"]["algorithm"])
    if number == RSA_KEY:
        return "RSA-PSS" if oid(signature["algorithm"]) == PSS else "RSA"
    if number in GOST_KEYS:
        return f"GOST R 34.10-2015 ({GOST_KEYS[number] * 8})"
    return number


def is_right(
    key: PublicKeyInfo,
    signature_algorithm: Algorithm,
    digest_algorithm: Algorithm | None,
    data: bytes,
    signature: bytes,
) -> bool:
    """Whether SIGNATURE over DATA was made with KEY. `Unknown`, `Weak`.

    DIGEST_ALGORITHM is that of a CMS signer; a certificate names it in the signature's algorithm alone.
    """
    number = oid(key["algorithm"]["algorithm"])
    if number == RSA_KEY:
        return _rsa_is_right(key, signature_algorithm, digest_algorithm, data, signature)
    if number in GOST_KEYS:
        return _gost_is_right(key, signature_algorithm, digest_algorithm, data, signature)
    raise Unknown(number)


def _rsa_is_right(
    key: PublicKeyInfo,
    signature_algorithm: Algorithm,
    digest_algorithm: Algorithm | None,
    data: bytes,
    signature: bytes,
) -> bool:
    scheme, name = _rsa_scheme(signature_algorithm, digest_algorithm)
    try:
        public = load_der_public_key(key.dump())
    except (ValueError, UnsupportedAlgorithm) as error:
        raise Unknown("key") from error
    if not isinstance(public, RSAPublicKey):
        raise Unknown("key")
    if public.key_size < LEAST_RSA_BITS:
        raise Weak(f"RSA {public.key_size}")
    try:
        public.verify(signature, data, scheme, HASHES[name]())
    except InvalidSignature:
        return False
    return True


def _rsa_scheme(signature_algorithm: Algorithm, digest_algorithm: Algorithm | None) -> tuple[Any, str]:
    number = oid(signature_algorithm["algorithm"])
    if number in WEAK:
        raise Weak(number)
    if number == PSS:
        return _pss(signature_algorithm)
    if number in SHA_OF_RSA:
        return padding.PKCS1v15(), SHA_OF_RSA[number]
    if number == RSA_KEY and digest_algorithm is not None:
        return padding.PKCS1v15(), _sha(oid(digest_algorithm["algorithm"]))
    raise Unknown(number)


def _pss(algorithm: Algorithm) -> tuple[Any, str]:
    given = RSASSAPSSParams.load(algorithm["parameters"].dump(), strict=True)
    name = _sha(str(given["hash_algorithm"]["algorithm"].dotted))
    mask = given["mask_gen_algorithm"]["parameters"]
    mask_name = _sha(str(mask["algorithm"].dotted))
    return padding.PSS(padding.MGF1(HASHES[mask_name]()), int(given["salt_length"].native)), name


def _sha(number: str) -> str:
    if number in WEAK:
        raise Weak(number)
    if number not in SHA:
        raise Unknown(number)
    return SHA[number]


def _gost_is_right(
    key: PublicKeyInfo,
    signature_algorithm: Algorithm,
    digest_algorithm: Algorithm | None,
    data: bytes,
    signature: bytes,
) -> bool:
    size = GOST_KEYS[oid(key["algorithm"]["algorithm"])]
    number = oid(signature_algorithm["algorithm"])
    named = GOST_SIGNATURES.get(number) or GOST_KEYS.get(number)
    hashed = STREEBOG.get(oid(digest_algorithm["algorithm"])) if digest_algorithm is not None else named
    if named != size or hashed != size:
        raise Unknown(number)
    curve = gost.CURVES.get(_curve_number(key))
    if curve is None or curve.size != size:
        raise Unknown("curve")
    return gost.is_right(curve, gost_key(key), gost.streebog(size, data), signature)


def _curve_number(key: PublicKeyInfo) -> str:
    numbers = Numbers.load(key["algorithm"]["parameters"].dump(), strict=True)
    return str(numbers[0].dotted)


def gost_key(key: PublicKeyInfo) -> bytes:
    """The bytes of the point: x then y, little-endian, inside an octet string."""
    return bytes(OctetString.load(bytes(key["public_key"]), strict=True))
