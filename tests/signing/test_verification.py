"""Every way in which a signature can be wrong is found, and named for what it is; RSA and GOST alike."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto import core, x509

from rss_portal.signing.choices import Check, Reason, Result, State
from rss_portal.signing.rules import algorithms
from rss_portal.signing.rules.chains import Trust
from rss_portal.signing.rules.identity import Expected, judged
from rss_portal.signing.rules.messages import read_certificate
from rss_portal.signing.rules.structures import Algorithm, ContentInfo, SignedData, SignerInfo
from rss_portal.signing.rules.verification import verify
from rss_portal.signing.standin.authority import (
    REVOKED_SERIAL,
    Authority,
    Issued,
    Person,
    _authority_extensions,
    certify,
)
from rss_portal.signing.standin.keys import RsaKey
from rss_portal.signing.standin.messages import armoured, sign
from rss_portal.signing.trust import read_list

from .conftest import BIN, CONTENT, HEAD, IIN

NOW = datetime.now(UTC)
KINDS = pytest.mark.parametrize("kind", ["rsa", "gost"])


def report(cms: bytes, trust: Trust, content: bytes = CONTENT, expected: Expected | None = None):
    (found,) = verify(cms, content, trust, datetime.now(UTC))
    return judged(found, expected or Expected(IIN, BIN))


def changed(data: bytes, part: bytes) -> bytes:
    """DATA with the middle byte of PART changed."""
    assert data.count(part) == 1
    at = data.index(part) + len(part) // 2
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def signer_of(cms: bytes) -> SignerInfo:
    return ContentInfo.load(cms)["content"]["signer_infos"][0]


@pytest.mark.parametrize("attached", [True, False])
def test_a_right_signature_is_accepted(head, trust, attached):
    found = report(sign(CONTENT, [head], attached=attached), trust)
    assert found.state == State.ACCEPTED, found.reasons
    assert (found.owner.iin, found.owner.bin, found.owner.roles) == (IIN, BIN, ("head",))
    assert found.of(Check.REVOCATION).result == Result.PASSED


def test_ncalayer_answers_in_pem_and_is_read(head, trust):
    assert report(armoured(sign(CONTENT, [head])).encode(), trust).state == State.ACCEPTED


def test_one_byte_changed_in_the_content_inside(head, trust):
    cms = changed(sign(CONTENT, [head]), CONTENT)
    assert report(cms, trust).reasons == (Reason.OTHER_CONTENT,)


def test_one_byte_changed_in_the_content_beside(head, trust):
    cms = sign(CONTENT, [head], attached=False)
    assert report(cms, trust, CONTENT + b" ").reasons == (Reason.DIGEST_DIFFERS,)


def test_one_byte_changed_in_the_signature(head, trust):
    cms = sign(CONTENT, [head])
    assert report(changed(cms, bytes(signer_of(cms)["signature"])), trust).reasons == (Reason.SIGNATURE_WRONG,)


def test_one_byte_changed_in_the_signed_attributes(head, trust):
    cms = sign(CONTENT, [head], at=NOW - timedelta(hours=1))
    stamp = core.UTCTime((NOW - timedelta(hours=1)).replace(microsecond=0)).contents
    inside = signer_of(cms)["signed_attributes"].dump()
    assert stamp in inside
    assert Reason.SIGNATURE_WRONG in report(changed(cms, stamp), trust).reasons


def test_the_digest_in_the_attributes_replaced_by_that_of_another_text(head, trust):
    cms = sign(CONTENT, [head], attached=False)
    forged = cms.replace(head.key.digest(CONTENT), head.key.digest(b"other"))
    assert report(forged, trust, b"other").reasons == (Reason.SIGNATURE_WRONG,)


def test_the_signature_of_another_object(head, trust):
    assert report(sign("Өтінім № 2".encode(), [head]), trust).reasons == (Reason.OTHER_CONTENT,)


@KINDS
def test_an_expired_certificate(authorities, trust, kind):
    past = (NOW - timedelta(days=400), NOW - timedelta(days=35))
    issued = authorities[kind].issue(HEAD, period=past)
    for moment in (NOW, NOW - timedelta(days=100)):  # signed after it expired, and while it was in force
        found = report(sign(CONTENT, [issued], at=moment), trust)
        assert found.reasons == (Reason.EXPIRED,)
        assert found.is_sound


@KINDS
def test_a_certificate_that_is_not_in_force_yet(authorities, trust, kind):
    issued = authorities[kind].issue(HEAD, period=(NOW + timedelta(days=1), NOW + timedelta(days=9)))
    assert report(sign(CONTENT, [issued]), trust).reasons == (Reason.NOT_YET,)


def test_a_time_of_signing_in_the_future(head, trust):
    assert report(sign(CONTENT, [head], at=NOW + timedelta(days=2)), trust).reasons == (Reason.TIME_AHEAD,)


@KINDS
def test_a_revoked_certificate(authorities, trust, kind):
    issued = authorities[kind].issue(HEAD, serial=REVOKED_SERIAL)
    assert report(sign(CONTENT, [issued]), trust).reasons == (Reason.REVOKED,)


def test_without_a_list_revocation_is_not_checked_and_said_so(head, trust):
    found = report(sign(CONTENT, [head]), replace(trust, lists=()))
    assert found.state == State.ACCEPTED
    assert (found.of(Check.REVOCATION).result, found.of(Check.REVOCATION).reason) == (
        Result.NOT_CHECKED,
        Reason.NO_LIST,
    )


@KINDS
def test_a_forged_list_revokes_nobody_and_an_old_one_is_told(authorities, trust, kind):
    stranger, issued = Authority.make(kind), authorities[kind].issue(HEAD)
    forged = stranger.revocation_list([read_certificate(issued.certificate).serial])
    found = report(sign(CONTENT, [issued]), replace(trust, lists=(read_list(forged),)))
    assert found.of(Check.REVOCATION).reason in (Reason.NO_LIST, Reason.LIST_FORGED)
    old = authorities[kind].revocation_list([1], made=NOW - timedelta(days=800))
    found = report(sign(CONTENT, [issued]), replace(trust, lists=(read_list(old),)))
    assert (found.of(Check.REVOCATION).result, found.of(Check.REVOCATION).reason) == (
        Result.NOT_CHECKED,
        Reason.LIST_OLD,
    )


@KINDS
def test_a_certificate_for_signing_in(authorities, trust, kind):
    issued = authorities[kind].issue(HEAD, signing_in=True)
    assert report(sign(CONTENT, [issued]), trust).reasons == (Reason.AUTHENTICATION,)


@pytest.mark.parametrize(
    ("expected", "reasons"),
    [
        (Expected(IIN, BIN), ()),
        (Expected("", BIN), ()),
        (Expected(IIN), ()),
        (Expected(surname="жұмабаев"), ()),
        (Expected(IIN, "000140000025"), (Reason.OTHER_ORGANISATION,)),
        (Expected("900101300025", BIN), (Reason.OTHER_PERSON,)),
        (Expected(surname="Аймауытов"), (Reason.OTHER_PERSON,)),
    ],
)
def test_the_person_and_the_organisation_of_the_certificate(authorities, trust, expected, reasons):
    issued = authorities["rsa"].issue(HEAD)
    assert report(sign(CONTENT, [issued]), trust, expected=expected).reasons == reasons


@pytest.mark.parametrize(
    ("role", "iin", "reasons"),
    [
        ("signatory", "900101300025", ()),
        ("employee", IIN, (Reason.NO_AUTHORITY,)),
        ("hr", IIN, (Reason.NO_AUTHORITY,)),
        ("financial", IIN, (Reason.NO_AUTHORITY,)),
    ],
)
def test_for_an_organisation_its_head_signs_or_one_with_the_right_to(authorities, trust, role, iin, reasons):
    issued = authorities["rsa"].issue(replace(HEAD, role=role, iin=iin))
    assert report(sign(CONTENT, [issued]), trust).reasons == reasons


def test_a_certificate_of_an_individual_does_not_sign_for_an_organisation(authorities, trust):
    issued = authorities["rsa"].issue(Person("ЖҰМАБАЕВ", "МАҒЖАН", IIN))
    assert report(sign(CONTENT, [issued]), trust).reasons == (Reason.NO_ORGANISATION,)


@KINDS
def test_a_self_made_chain_is_untrusted_even_when_it_is_sent_along(trust, kind):
    stranger = Authority.make(kind, title="ҰКО 3.0")
    cms = sign(CONTENT, [stranger.issue(HEAD)], chain=[stranger.between.certificate, stranger.root])
    assert report(cms, trust).reasons == (Reason.UNTRUSTED,)


@KINDS
def test_a_self_made_chain_under_the_names_of_the_trusted_one(trust, kind):
    stranger = Authority.make(kind)
    cms = sign(CONTENT, [stranger.issue(HEAD)], chain=[stranger.between.certificate, stranger.root])
    assert report(cms, trust).reasons == (Reason.CHAIN_WRONG,)


def test_a_person_cannot_issue_certificates(authorities, trust):
    """The certificate of a person as the issuer of another one: basic constraints are asked."""
    person = authorities["rsa"].issue(HEAD)
    key, subject = RsaKey.make(), HEAD.subject()
    issuer = read_certificate(person.certificate).tbs["subject"]
    forged = certify(subject, key, issuer, person.key, (NOW - timedelta(1), NOW + timedelta(9)), [])
    cms = sign(CONTENT, [Issued(forged, key)], chain=[person.certificate])
    assert Reason.NOT_AUTHORITY in report(cms, trust).reasons


def test_an_authority_below_one_that_may_have_none_is_refused(authorities, trust):
    """The intermediate has a path length of 0: it may issue to people, not to further authorities."""
    own, key = authorities["rsa"], RsaKey.make()
    name = x509.Name.build({"common_name": "АСТЫҢҒЫ", "country_name": "KZ"})
    period = (NOW - timedelta(1), NOW + timedelta(9))
    below = certify(name, key, own.name, own.between.key, period, _authority_extensions(None))
    issued = Authority("rsa", own.root, Issued(below, key)).issue(HEAD)
    assert report(sign(CONTENT, [issued], chain=[below]), trust).reasons == (Reason.NOT_AUTHORITY,)


def test_an_unknown_algorithm_is_never_valid(authorities, trust):
    info = ContentInfo.load(sign(CONTENT, [authorities["rsa"].issue(HEAD)]))
    signer = info["content"]["signer_infos"][0]
    signer["signature_algorithm"] = Algorithm({"algorithm": "1.2.3.4"})
    assert report(rebuilt(info, signer), trust).state == State.NOT_VERIFIED


def test_sha1_is_too_weak_for_a_new_signature(authorities, trust):
    info = ContentInfo.load(sign(CONTENT, [authorities["rsa"].issue(HEAD)]))
    signer = info["content"]["signer_infos"][0]
    signer["signature_algorithm"] = Algorithm(
        {"algorithm": "1.2.840.113549.1.1.5", "parameters": core.Any(core.Null())}
    )
    assert report(rebuilt(info, signer), trust).reasons == (Reason.ALGORITHM_WEAK,)


def rebuilt(info: ContentInfo, signer: SignerInfo) -> bytes:
    old = info["content"]
    parts = {name: old[name] for name in ("version", "digest_algorithms", "content", "certificates")}
    fresh = SignedData({**parts, "signer_infos": [signer]})
    return ContentInfo({"content_type": info["content_type"], "content": fresh}).dump()


def test_two_signers_have_two_reports(authorities, trust):
    cms = sign(CONTENT, [authorities["rsa"].issue(HEAD), authorities["gost"].issue(HEAD)])
    found = verify(cms, CONTENT, trust, NOW)
    assert {one.algorithm for one in found} == {"RSA", "GOST R 34.10-2015 (512)"}
    assert all(one.state == State.ACCEPTED for one in found)


def test_rsa_pss_is_verified():
    from asn1crypto.algos import RSASSAPSSParams
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding

    key = RsaKey.make()
    parameters = RSASSAPSSParams(
        {
            "hash_algorithm": {"algorithm": "sha256"},
            "mask_gen_algorithm": {"algorithm": "mgf1", "parameters": {"algorithm": "sha256"}},
            "salt_length": 32,
        }
    )
    algorithm = Algorithm({"algorithm": algorithms.PSS, "parameters": core.Any(parameters)})
    signature = key.private.sign(CONTENT, padding.PSS(padding.MGF1(hashes.SHA256()), 32), hashes.SHA256())
    assert algorithms.is_right(key.public, algorithm, None, CONTENT, signature)
    assert not algorithms.is_right(key.public, algorithm, None, CONTENT + b"!", signature)


def test_a_short_rsa_key_is_too_weak():
    key = RsaKey.make(1024)
    with pytest.raises(algorithms.Weak):
        algorithms.is_right(key.public, key.algorithm, None, CONTENT, key.sign(CONTENT))


def test_the_second_opinion_of_pyhanko_agrees_on_rsa(authorities):
    from asn1crypto import cms as other_cms
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    data = sign(CONTENT, [authorities["rsa"].issue(HEAD)])
    for content, intact in ((CONTENT, True), (CONTENT + b" ", False)):
        parsed = other_cms.ContentInfo.load(data)["content"]
        certificate = parsed["certificates"][0].chosen
        digest = authorities["rsa"].between.key.digest(content)
        found = validate_sig_integrity(parsed["signer_infos"][0], certificate, "data", digest)
        assert found == (intact, True)  # the content is as signed; the signature over the attributes is right
