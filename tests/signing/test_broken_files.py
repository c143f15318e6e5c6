"""Whatever is sent in place of a signature gets an answer and is never valid."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rss_portal.signing.choices import Reason, State
from rss_portal.signing.rules.verification import verify
from rss_portal.signing.standin.messages import sign

from .conftest import CONTENT, HEAD

NOW = datetime.now(UTC)
RELAXED = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="session")
def right(authorities):
    return sign(CONTENT, [authorities["rsa"].issue(HEAD)], chain=[authorities["rsa"].between.certificate])


@pytest.mark.parametrize(
    "data", [b"", b"0", b"0\x80", b"\x30\x84\xff\xff\xff\xff", b"%PDF-1.4", b"-----BEGIN CMS-----\n", b"0" * 5000]
)
def test_what_is_no_cms_is_called_so(trust, data):
    (found,) = verify(data, CONTENT, trust, NOW)
    assert found.reasons == (Reason.NOT_CMS,)


@RELAXED
@given(data=st.binary(max_size=400))
def test_random_bytes_are_answered(trust, data):
    assert all(one.state == State.REFUSED for one in verify(data, CONTENT, trust, NOW))


@RELAXED
@given(at=st.integers(0, 10_000), value=st.integers(0, 255), cut=st.integers(0, 10_000))
def test_a_signature_with_one_byte_changed_or_cut_is_answered_and_binds_the_content(trust, right, at, value, cut):
    broken = bytearray(right)
    broken[at % len(right)] = value
    for data in (bytes(broken), right[: cut % len(right)], right + bytes([value])):
        for one in verify(data, CONTENT, trust, NOW):
            assert one.state in State.values
        assert not any(one.is_sound for one in verify(data, CONTENT + b"!", trust, NOW))


def test_a_thousand_nested_sequences_are_answered(trust):
    data = b""
    for _ in range(1000):
        size = len(data)
        head = bytes([size]) if size < 128 else b"\x82" + size.to_bytes(2, "big")
        data = b"\x30" + head + data
    (found,) = verify(data, CONTENT, trust, NOW)
    assert found.reasons == (Reason.NOT_CMS,)
