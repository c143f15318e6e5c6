"""The pages of signing: upload, refusal in words, record, who may open them, and the content policy."""

import json
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from rss_portal.signing.models import SignatureRecord
from rss_portal.signing.services import Expected, request_signature
from rss_portal.signing.standin.messages import armoured, sign
from tests.factories import make_user

from .conftest import BIN, CONTENT, HEAD, IIN

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return make_user("signer", "entrepreneur", last_name="Жұмабаев")


@pytest.fixture
def asked(user):
    return request_signature(user, "tests.page", "7", CONTENT, title="Өтінім", expected=Expected(IIN, BIN))


@pytest.fixture
def page(asked):
    return reverse("signing:sign", args=[asked.public_id])


@pytest.fixture
def signed(authorities):
    return sign(CONTENT, [authorities["gost"].issue(HEAD)])


def test_the_page_shows_the_text_and_may_reach_ncalayer_alone(client, user, page, settings):
    client.force_login(user)
    answer = client.get(page)
    assert CONTENT.decode() in answer.content.decode()
    policy = answer.headers["Content-Security-Policy"]
    stand_in = f"ws://127.0.0.1:{settings.SIGNING_STAND_IN_PORT}"
    assert f"connect-src 'self' wss://127.0.0.1:13579 {stand_in}" in policy
    assert "127.0.0.1" not in client.get("/calendar/").headers["Content-Security-Policy"]


def test_the_document_is_given_out_byte_for_byte(client, user, asked):
    client.force_login(user)
    assert client.get(reverse("signing:content", args=[asked.public_id])).content == CONTENT


@pytest.mark.parametrize("way", ["file", "ncalayer"])
def test_a_signature_uploaded_or_made_by_ncalayer_is_accepted(client, user, page, signed, way, language):
    client.force_login(user)
    data = {"file": SimpleUploadedFile("a.cms", signed)} if way == "file" else {"signature": armoured(signed)}
    answer = client.post(page, data)
    record = SignatureRecord.objects.get()
    assert answer.headers["Location"] == reverse("signing:record", args=[record.public_id])
    shown = client.get(answer.headers["Location"]).content.decode()
    assert "GOST R 34.10-2015 (512)" in shown
    assert "••••••••0017" in shown
    assert IIN not in shown
    assert client.get(reverse("signing:cms", args=[record.public_id])).content == (
        signed if way == "file" else armoured(signed).encode()
    )


def test_the_way_goes_on_where_the_asking_app_said_and_nowhere_else(client, user, signed):
    client.force_login(user)
    for number, (next_url, goes) in enumerate(
        [("/calendar/", "/calendar/"), ("https://evil.example/", "/signing/records/")]
    ):
        content = CONTENT + bytes([48 + number])
        asked = request_signature(user, "tests.page", str(number), content, title="Өтінім", next_url=next_url)
        cms = sign(content, [_head()])
        answer = client.post(reverse("signing:sign", args=[asked.public_id]), {"file": SimpleUploadedFile("a", cms)})
        assert answer.headers["Location"].startswith(goes)


def _head():
    from django.conf import settings

    from rss_portal.signing.standin.authority import kept

    return kept("rsa", settings.SIGNING_STAND_IN_DIR).issue(HEAD)


def test_a_refusal_says_its_reason_and_leads_to_the_record(client, user, page, authorities, language):
    client.force_login(user)
    answer = client.post(page, {"file": SimpleUploadedFile("a.cms", sign(b"other", [authorities["rsa"].issue(HEAD)]))})
    assert answer.status_code == 422
    record = SignatureRecord.objects.get()
    text = answer.content.decode()
    assert str(record.reports[0]["findings"][1]["reason"]) == "other_content"
    assert reverse("signing:record", args=[record.public_id]) in text
    assert client.get(reverse("signing:record", args=[record.public_id])).status_code == 200


@pytest.mark.parametrize(
    "data",
    [{}, {"signature": ""}, {"signature": "\x00жоқ"}, {"signature": "-----BEGIN CMS-----\nAA\n-----END CMS-----"}],
)
def test_nothing_and_nonsense_are_answered(client, user, page, data):
    client.force_login(user)
    assert client.post(page, data).status_code in (400, 422)


def test_a_stranger_opens_neither_page_nor_record_nor_file(client, user, asked, page, signed):
    client.force_login(user)
    client.post(page, {"file": SimpleUploadedFile("a.cms", signed)})
    record = SignatureRecord.objects.get()
    client.force_login(make_user("stranger", "entrepreneur"))
    for name, key in [("sign", asked), ("content", asked), ("record", record), ("cms", record)]:
        assert client.get(reverse(f"signing:{name}", args=[key.public_id])).status_code == 403
        assert client.get(reverse(f"signing:{name}", args=[uuid4()])).status_code == 404


def test_in_production_there_is_no_stand_in(client, user, page, settings):
    client.force_login(user)
    assert "stand-in" in client.get(page).content.decode()
    settings.DEMONSTRATION = False
    assert "stand-in" not in client.get(page).content.decode()
    with pytest.raises(CommandError):
        call_command("ncalayer_stand_in")


@pytest.mark.shared
def test_the_stand_in_answers_as_the_recorded_exchanges_do(shared_eds, settings, authorities):
    from rss_portal.signing.standin.server import answer

    recorded = json.loads((shared_eds / "ncalayer" / "ncalayer_client_transcript.json").read_text())
    tried = 0
    for one in recorded:
        request = json.loads(one["request"])
        arguments = request.get("args")
        if request.get("module") != "kz.gov.pki.knca.basics" or isinstance(arguments["data"], list):
            continue
        if arguments["format"] != "cms":
            continue
        wanted = json.loads(one["response"])
        variant = "cancel" if wanted.get("body") == {} else "rsa"
        found = answer(request, {"variant": variant}, settings.SIGNING_STAND_IN_DIR)
        tried += 1
        assert found.keys() == wanted.keys()
        assert found["status"] == wanted["status"]
        if wanted["status"]:
            assert found["body"].keys() == wanted["body"].keys()
            assert variant == "cancel" or found["body"]["result"].startswith("-----BEGIN CMS-----")
        else:
            assert found == wanted
    assert tried > 10
