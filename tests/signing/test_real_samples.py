"""Signatures of the national authority's test certificates: right, and made with expired certificates."""

from datetime import UTC, datetime

import pytest

from rss_portal.signing.choices import Check, Reason, Result, State
from rss_portal.signing.rules.chains import build
from rss_portal.signing.rules.messages import read_certificate
from rss_portal.signing.rules.verification import verify

pytestmark = pytest.mark.shared
CONTENT = b"test123"
THEN = datetime(2021, 12, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "algorithms"),
    [
        ("attached_1signer_rsa.p7s", ["RSA"]),
        ("attached_2signers_gost2015+rsa.p7s", ["GOST R 34.10-2015 (512)", "RSA"]),
    ],
)
def test_the_samples_are_cryptographically_right_and_not_accepted_for_their_expired_certificates(
    shared_eds, shared_trust, name, algorithms
):
    found = verify((shared_eds / "cms" / name).read_bytes(), CONTENT, shared_trust, datetime.now(UTC))
    assert [one.algorithm for one in found] == algorithms
    for one in found:
        assert one.is_sound
        assert one.state == State.REFUSED
        assert one.of(Check.VALIDITY).reason == Reason.EXPIRED
        assert one.of(Check.REVOCATION).reason == Reason.LIST_OLD
        assert one.of(Check.USAGE).result == Result.PASSED


@pytest.mark.parametrize("name", ["attached_1signer_rsa.p7s", "attached_2signers_gost2015+rsa.p7s"])
def test_any_byte_changed_in_a_sample_is_never_sound_with_another_content(shared_eds, shared_trust, name):
    data = bytearray((shared_eds / "cms" / name).read_bytes())
    data[data.index(CONTENT)] ^= 1
    changed = b"uest123"
    for content in (CONTENT, changed):
        assert not any(one.is_sound for one in verify(bytes(data), content, shared_trust, THEN))


@pytest.mark.parametrize(
    ("name", "bin_number", "roles"),
    [
        ("leaf_IIN123456789011_rsa.cer", "", ("individual",)),
        ("leaf_IIN123456789011_gost2015_valid_2026-2027.cer", "", ("individual",)),
        ("leaf_IIN123456789012_gost2015.cer", "", ("individual",)),
        ("ceo_valid_sign_2004_gost.cer", "123456789021", ("head",)),
    ],
)
def test_iin_bin_and_right_are_read_from_the_certificate(shared_eds, name, bin_number, roles):
    owner = read_certificate((shared_eds / "certs" / name).read_bytes()).owner
    assert owner.iin in name or (owner.iin, owner.organisation) == ("123456789011", 'АО "ТЕСТ"')
    assert (owner.bin, owner.roles) == (bin_number, roles)


def test_the_chains_of_rsa_and_gost_are_right(shared_eds, shared_trust):
    for name in ("leaf_IIN123456789011_rsa.cer", "leaf_IIN123456789011_gost2015_valid_2026-2027.cer"):
        assert build(read_certificate((shared_eds / "certs" / name).read_bytes()), (), shared_trust).links


def test_the_revocation_lists_are_signed_by_their_authorities(shared_trust):
    for held in shared_trust.lists:
        issuers = [one for one in shared_trust.roots if one.subject == held.issuer]
        assert [held.is_signed_by(one) for one in issuers] == [True]


def test_pyhanko_agrees_on_the_rsa_sample(shared_eds):
    import hashlib

    from asn1crypto import cms
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    signed = cms.ContentInfo.load((shared_eds / "cms" / "attached_1signer_rsa.p7s").read_bytes())["content"]
    digest = hashlib.sha256(CONTENT).digest()
    found = validate_sig_integrity(signed["signer_infos"][0], signed["certificates"][0].chosen, "data", digest)
    assert found == (True, True)
