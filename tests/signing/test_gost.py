"""The curve arithmetic against the example of the standard, and its ranges."""

from hypothesis import given, settings
from hypothesis import strategies as st

from rss_portal.signing.rules import gost
from rss_portal.signing.standin.keys import CURVE, GostKey

# GOST R 34.10-2012 / RFC 7091, annex A.1: curve, key, digest and signature of 256 bits.
EXAMPLE = gost.Curve(
    p=0x8000000000000000000000000000000000000000000000000000000000000431,
    a=7,
    b=0x5FBFF498AA938CE739B8E022FBAFEF40563F6E6A3472FC2A514C0CE9DAE23B7E,
    order=0x8000000000000000000000000000000150FE8A1892976154C59CFC193ACCF5B3,
    base=(2, 0x08E2A8A0E65147D4BD6316030E16D19C85C97F0A9CA267122B96ABBCEA7E8FC8),
    size=32,
)
KEY = (
    0x7F2B49E270DB6D90D8595BEC458B50C58585BA1D4E9B788F6689DBD8E56FD80B,
    0x26F1B489D6701DD185C8413A977B3CBBAF64D1C593D26627DFFB101A87FF77DA,
)
E_NUMBER = 0x2DFBC1B372D89A1188C09C52E0EEC61FCE52032AB1022E8E67ECE6672B043EE5
R = 0x41AA28D2F1AB148280CD9ED56FEDA41974053554A42767B83AD043FD39DC0493
S = 0x01456C64BA4642A1653C235A98A60249BCD6D3F746B631DF928014F6C5BF9C40


def _bytes(*numbers: int) -> bytes:
    return b"".join(one.to_bytes(32, "little") for one in numbers)


def test_the_example_of_the_standard_is_right():
    assert gost.is_right(EXAMPLE, _bytes(*KEY), _bytes(E_NUMBER), _bytes(R, S))
    assert not gost.is_right(EXAMPLE, _bytes(*KEY), _bytes(E_NUMBER ^ 1), _bytes(R, S))
    assert not gost.is_right(EXAMPLE, _bytes(*KEY), _bytes(E_NUMBER), _bytes(R, S ^ 1))


def test_numbers_out_of_range_and_points_off_the_curve_are_no_signature():
    digest = _bytes(E_NUMBER)
    assert not gost.is_right(EXAMPLE, _bytes(*KEY), digest, _bytes(0, S))
    assert not gost.is_right(EXAMPLE, _bytes(*KEY), digest, _bytes(R, 0))
    assert not gost.is_right(EXAMPLE, _bytes(*KEY), digest, _bytes(EXAMPLE.order, S))
    assert not gost.is_right(EXAMPLE, _bytes(KEY[0], KEY[1] ^ 1), digest, _bytes(R, S))
    assert not gost.is_right(EXAMPLE, b"", digest, b"")


@settings(max_examples=5, deadline=None)
@given(number=st.integers(1, CURVE.order - 1), text=st.binary(max_size=40))
def test_what_a_key_signs_its_public_half_finds_right(number, text):
    key = GostKey(number)
    raw = bytes(key.public["public_key"])[3:]
    signature = key.sign(text)
    assert gost.is_right(CURVE, raw, key.digest(text), signature)
    assert not gost.is_right(CURVE, raw, key.digest(text + b"."), signature)
