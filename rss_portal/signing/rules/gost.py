"""GOST R 34.10-2015 (as in Kazakhstan: OIDs 1.2.398.3.10.1.1.2) over GOST R 34.11-2015 (Streebog).

Keys and the halves of a signature are little-endian, the signature is r then s, and the digest is read as a
little-endian number.
"""

from dataclasses import dataclass

from gostcrypto import gosthash
from gostcrypto.gostsignature import CURVES_R_1323565_1_024_2019 as NAMED

Point = tuple[int, int] | None  # None is the point at infinity


@dataclass(frozen=True)
class Curve:
    """y² = x³ + ax + b modulo p, with the base point `base` of order `order`; numbers take `size` bytes."""

    p: int
    a: int
    b: int
    order: int
    base: tuple[int, int]
    size: int

    def add(self, one: Point, two: Point) -> Point:
        if one is None or two is None:
            return one or two
        (x1, y1), (x2, y2), p = one, two, self.p
        if x1 == x2 and (y1 + y2) % p == 0:
            return None
        if one == two:
            slope = (3 * x1 * x1 + self.a) * pow(2 * y1, -1, p) % p
        else:
            slope = (y2 - y1) * pow(x2 - x1, -1, p) % p
        x3 = (slope * slope - x1 - x2) % p
        return x3, (slope * (x1 - x3) - y1) % p

    def multiply(self, times: int, point: Point) -> Point:
        result: Point = None
        while times:
            if times & 1:
                result = self.add(result, point)
            point, times = self.add(point, point), times >> 1
        return result

    def holds(self, point: tuple[int, int]) -> bool:
        """Whether POINT lies on the curve: a key that does not is no key."""
        x, y = point
        return x < self.p and y < self.p and (y * y - x * x * x - self.a * x - self.b) % self.p == 0


def _curve(name: str) -> Curve:
    known = NAMED[name]
    size = 64 if "-512-" in name else 32
    return Curve(known["p"], known["a"], known["b"], known["q"], (known["x"], known["y"]), size)


_512A = _curve("id-tc26-gost-3410-12-512-paramSetA")
CURVES = {
    "1.2.398.3.10.1.1.2.2.1": _512A,
    "1.2.643.7.1.2.1.2.1": _512A,
    "1.2.643.7.1.2.1.2.2": _curve("id-tc26-gost-3410-12-512-paramSetB"),
    "1.2.643.7.1.2.1.1.1": _curve("id-tc26-gost-3410-2012-256-paramSetA"),
    "1.2.643.7.1.2.1.1.2": _curve("id-tc26-gost-3410-2012-256-paramSetB"),
}


def streebog(size: int, data: bytes) -> bytes:
    """The digest of DATA in SIZE (32 or 64) bytes."""
    return bytes(gosthash.new(f"streebog{size * 8}", data=bytearray(data)).digest())


def number_to_sign(curve: Curve, digest: bytes) -> int:
    """The digest as the number e of the standard: modulo the order, 1 in place of 0."""
    return int.from_bytes(digest, "little") % curve.order or 1


def is_right(curve: Curve, key: bytes, digest: bytes, signature: bytes) -> bool:
    """Whether SIGNATURE over DIGEST was made by the owner of the public KEY (GOST R 34.10-2015, 6.2)."""
    size = curve.size
    if len(key) != 2 * size or len(signature) != 2 * size:
        return False
    point = int.from_bytes(key[:size], "little"), int.from_bytes(key[size:], "little")
    r, s = int.from_bytes(signature[:size], "little"), int.from_bytes(signature[size:], "little")
    if not (0 < r < curve.order and 0 < s < curve.order and curve.holds(point)):
        return False
    inverse = pow(number_to_sign(curve, digest), -1, curve.order)
    found = curve.add(
        curve.multiply(s * inverse % curve.order, curve.base),
        curve.multiply(-r * inverse % curve.order, point),
    )
    return found is not None and found[0] % curve.order == r
