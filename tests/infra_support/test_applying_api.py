"""Filing and following through the API: the same checks, rights and steps as on the pages."""

import base64
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from rss_portal.api.services import create_token
from rss_portal.signing.standin.authority import kept
from rss_portal.signing.standin.messages import sign
from tests.infra_support.applicant_world import ApplicantWorld, legal_values, make_applicants, pdf, signer

pytestmark = pytest.mark.django_db
BASE = "/api/v1/support/filing/"


class Api:
    def __init__(self, person: Any):
        self.client, self.token = Client(), create_token(person, "tests", "write")[1]

    def __call__(self, method: str, address: str, data: Any = None, **more: Any) -> Any:
        if "content_type" not in more and data is not None and method != "get":
            more["content_type"] = "application/json"
        return getattr(self.client, method)(address, data, headers={"Authorization": f"Bearer {self.token}"}, **more)


@pytest.fixture
def world(db: None) -> ApplicantWorld:
    return make_applicants()


def json_values() -> dict[str, Any]:
    return {
        name: str(value) if not isinstance(value, bool | int | list) else value
        for name, value in legal_values().items()
    }


def test_an_application_is_filed_and_followed_through_the_api(world: ApplicantWorld) -> None:
    api = Api(world.people["head"])
    made = api("post", BASE, {"enterprise": world.legal.pk, "region": "110000000"})
    assert made.status_code == 201, made.content
    address = f"{BASE}{made.json()['id']}/"
    filled = api("patch", address, {"values": json_values(), "seen_version": made.json()["version"]})
    assert filled.status_code == 200, filled.content
    assert set(filled.json()["problems"]) == {"document_business_plan", "document_design"}
    assert api("get", f"{address}signature/").status_code == 422
    for kind in ("business_plan", "design"):
        sent = api.client.post(
            f"{address}documents/", {"kind": kind, "file": pdf()}, headers={"Authorization": f"Bearer {api.token}"}
        )
        assert sent.status_code == 201, sent.content
    text = base64.b64decode(api("get", f"{address}signature/").json()["content"])
    issued = kept("rsa", settings.SIGNING_STAND_IN_DIR).issue(signer(world))
    wrong = api("post", f"{address}signature/", {"cms": base64.b64encode(b"not a signature").decode()})
    assert (wrong.status_code, wrong.json()["errors"][0]["code"]) == (422, "not_cms")
    done = api("post", f"{address}signature/", {"cms": base64.b64encode(sign(text, [issued])).decode()})
    assert done.status_code == 200, done.content
    found = done.json()
    assert found["state"] == "submitted"
    followed = Client().get("/api/v1/support/follow/", {"number": found["number"], "code": found["code"]})
    assert followed.json()["history"][0]["state"] == "submitted"
    assert not [
        secret for secret in (legal_values()["iik"], legal_values()["head_iin"]) if secret in followed.content.decode()
    ]


def test_the_api_refuses_what_the_pages_refuse(world: ApplicantWorld) -> None:
    head, stranger = Api(world.people["head"]), Api(world.people["stranger"])
    made = head("post", BASE, {"enterprise": world.legal.pk, "region": "110000000"}).json()
    address = f"{BASE}{made['id']}/"
    change = {"values": {"sector": "A"}, "seen_version": made["version"]}
    assert Client().get(BASE).status_code == 401
    assert Api(world.people["coordinator"])("get", BASE).status_code == 403
    assert stranger("post", BASE, {"enterprise": world.legal.pk, "region": "110000000"}).status_code == 400
    assert stranger("get", address).status_code == 404
    assert stranger("patch", address, change).status_code == 404
    assert head("patch", address, change).status_code == 200
    assert head("patch", address, change).status_code == 409
    assert head("patch", address, {"values": {"state": "approved"}, "seen_version": 2}).status_code == 400
    assert head("patch", address, {"values": {"sector": {}}, "seen_version": 2}).status_code == 400
    assert Client().get("/api/v1/support/follow/", {"number": "11-2026-00001", "code": "X"}).status_code == 404
