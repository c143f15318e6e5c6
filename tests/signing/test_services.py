"""Asked, received, recorded, acted upon; refused with reasons, and nothing happens twice."""

import pytest
from django.db import connection

from rss_portal.access import Refused
from rss_portal.changelog.models import Change
from rss_portal.signing import purposes
from rss_portal.signing.choices import Reason, State
from rss_portal.signing.models import SignatureRecord, SignatureRequest
from rss_portal.signing.purposes import Purpose
from rss_portal.signing.rules.messages import read_certificate
from rss_portal.signing.rules.structures import ContentInfo
from rss_portal.signing.services import (
    Expected,
    SignatureClosed,
    SignatureRefused,
    accepted_record,
    receive,
    request_signature,
)
from rss_portal.signing.standin.authority import Person
from rss_portal.signing.standin.messages import sign
from tests.factories import make_user

from .conftest import BIN, CONTENT, HEAD, IIN

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return make_user("entrepreneur", "entrepreneur", last_name="Жұмабаев")


@pytest.fixture
def signed(authorities):
    return sign(CONTENT, [authorities["rsa"].issue(HEAD)])


@pytest.fixture
def acted(monkeypatch):
    """Objects that the purpose of the tests acted upon."""
    found: list[str] = []
    purpose = Purpose("tests.sign", "Тест", lambda user, record: found.append(record.request.object_key))
    monkeypatch.setitem(purposes._purposes, purpose.code, purpose)
    return found


def ask(user, key="1", content=CONTENT, **more):
    return request_signature(
        user, "tests.sign", key, content, title="Өтінім", **({"expected": Expected(IIN, BIN)} | more)
    )


def test_an_accepted_signature_is_kept_and_acted_upon_once(user, signed, acted):
    asked = ask(user)
    record = receive(user, asked, signed)
    assert acted == ["1"]
    assert (record.state, bytes(record.cms), record.signer_iin) == (State.ACCEPTED, signed, "••••••••0017")
    assert accepted_record("tests.sign", 1) == record
    with pytest.raises(SignatureClosed):
        receive(user, asked, signed)
    assert acted == ["1"]


def test_a_refused_signature_is_recorded_and_nothing_follows(user, authorities, acted):
    asked = ask(user)
    other = sign(CONTENT, [authorities["rsa"].issue(Person("БАСҚА", "АДАМ", "900101300025"))])
    with pytest.raises(SignatureRefused) as refused:
        receive(user, asked, other)
    assert refused.value.reasons == [Reason.OTHER_PERSON, Reason.NO_ORGANISATION]
    assert SignatureRecord.objects.get().state == State.REFUSED
    assert acted == []
    assert accepted_record("tests.sign", 1) is None
    asked.refresh_from_db()
    assert asked.closed_at is None


def test_the_iin_stands_nowhere_in_the_open(user, signed):
    receive(user, ask(user), signed)
    with connection.cursor() as cursor:
        for table in ("signing_signaturerequest", "signing_signaturerecord", "changelog_change"):
            cursor.execute(f"SELECT * FROM {table}")
            assert IIN not in str(cursor.fetchall())
    assert Change.objects.filter(object_type="signing.record").exists()


def test_the_same_file_is_not_accepted_for_another_object(user, signed, acted):
    receive(user, ask(user, "1"), signed)
    with pytest.raises(SignatureRefused) as refused:
        receive(user, ask(user, "2"), signed)
    assert refused.value.reasons == [Reason.USED]
    assert acted == ["1"]


def test_a_changed_object_closes_the_request_that_was_open(user, signed):
    first = ask(user)
    assert ask(user) == first
    second = ask(user, content=CONTENT + b"2")
    assert second != first
    with pytest.raises(SignatureClosed):
        receive(user, first, signed)
    with pytest.raises(SignatureRefused):
        receive(user, second, signed)


def test_what_the_purpose_refuses_undoes_the_acceptance(user, signed, monkeypatch):
    def refuse(user, record):
        raise RuntimeError("the object has changed")

    monkeypatch.setitem(purposes._purposes, "tests.sign", Purpose("tests.sign", "Тест", refuse))
    asked = ask(user)
    with pytest.raises(RuntimeError):
        receive(user, asked, signed)
    assert not SignatureRecord.objects.exists()
    assert SignatureRequest.objects.get().closed_at is None


def test_only_the_person_asked_signs(user, signed):
    with pytest.raises(Refused):
        receive(make_user("stranger", "entrepreneur"), ask(user), signed)


def test_without_iin_and_bin_the_surname_of_the_account_is_compared(user, authorities):
    asked = ask(user, expected=None)
    other = sign(CONTENT, [authorities["gost"].issue(Person("БАСҚА", "АДАМ", IIN))])
    with pytest.raises(SignatureRefused) as refused:
        receive(user, asked, other)
    assert refused.value.reasons == [Reason.OTHER_PERSON]
    assert receive(user, asked, sign(CONTENT, [authorities["gost"].issue(HEAD)])).state == State.ACCEPTED


def test_one_wrong_signature_beside_a_right_one_spoils_the_file(user, authorities, acted):
    pair = [authorities["rsa"].issue(HEAD), authorities["rsa"].issue(Person("ЕКІНШІ", "АДАМ", "900101300025"))]
    cms = sign(CONTENT, pair)
    serial = read_certificate(pair[1].certificate).serial
    second = next(
        bytes(one["signature"])
        for one in ContentInfo.load(cms)["content"]["signer_infos"]
        if one["sid"].chosen["serial_number"].native == serial
    )
    broken = cms.replace(second, bytes([second[0] ^ 1]) + second[1:])
    with pytest.raises(SignatureRefused) as refused:
        receive(user, ask(user), broken)
    assert refused.value.reasons == [Reason.SIGNATURE_WRONG]
    assert receive(user, ask(user), cms).signer_name.startswith("ЖҰМАБАЕВ")


def test_a_huge_file_is_refused_unread(user, settings):
    settings.SIGNING_MAX_BYTES = 100
    with pytest.raises(SignatureRefused) as refused:
        receive(user, ask(user), b"0" * 101)
    assert refused.value.reasons == [Reason.TOO_LARGE]
