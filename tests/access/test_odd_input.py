"""What no person types and a program may send: every answer is a refusal that says so, never a failure."""

import json

import pytest
from django.test import Client

from settlements.models import InventoryEntry
from tests.dashboards.world import OPEN
from tests.factories import make_user

pytestmark = pytest.mark.django_db
VILLAGE = "116030100"


@pytest.fixture
def owner(clients):
    return clients["owner"]


@pytest.fixture
def person(db, signed_in):
    """Somebody signed in, for what is refused before any place is looked for."""
    return signed_in(make_user("owner", "akimat_editor", "116000000"))


def send(client: Client, body: str):
    return client.post("/settlements/entry/cell/", body, content_type="application/json")


def cell(world, value: str, name: str = "good") -> str:
    """The body of an autosave; VALUE is JSON as it stands, also what `json.dumps` would not write."""
    item = world.objects["item"]
    version = InventoryEntry.objects.get(settlement=VILLAGE, year=OPEN, item=item).version
    asked = {"settlement": VILLAGE, "year": OPEN, "item": item, "seen_version": version, "values": {name: "?"}}
    return json.dumps(asked).replace('"?"', value)


@pytest.mark.parametrize(
    "value", ["9" * 30, f'"{"9" * 30}"', f'"{"9" * 39},5"', "Infinity", "-Infinity", "NaN", "1e400"]
)
def test_a_number_beyond_all_bounds_is_a_problem_of_its_cell(world, owner, value):
    found = send(owner, cell(world, value))
    assert found.status_code == 422, found.content
    assert found.json()["problems"][0]["text"]


def test_a_null_character_in_a_note_is_left_out(world, owner):
    found = send(owner, cell(world, '"қос\\u0000ымша"', "note"))
    assert (found.status_code, found.json()["values"]["note"]) == (200, "қосымша")


@pytest.mark.parametrize("body", ["[" * 100_000, "{", "", "null", '{"settlement": "\\ud800"}'])
def test_a_body_that_is_no_request_is_called_malformed(person, body):
    assert send(person, body).status_code == 400


@pytest.mark.parametrize("version", ["²", "9" * 5000, "-1", "x"])
def test_an_odd_version_is_an_unknown_version(world, owner, version):
    item = world.objects["item"]
    address = f"/settlements/entry/{VILLAGE}/{OPEN}/{item}/clear/"
    assert owner.post(address, {"seen_version": version}).status_code == 302
    assert InventoryEntry.objects.filter(settlement=VILLAGE, year=OPEN, item=item).exists()


@pytest.mark.parametrize("size", ["²", "9" * 5000, "-1", ""])
def test_an_odd_size_of_page_is_the_usual_one(person, size):
    assert person.get("/jobs/", {"size": size}).status_code == 200


def test_a_form_with_a_null_character_is_refused(person):
    asked = {"action": "submit", "settlement": "\x00"}
    assert person.post(f"/settlements/returns/{OPEN}/move/", asked).status_code == 400


def test_the_api_calls_a_body_without_end_malformed(person):
    found = person.post("/api/v1/recompute/", "[" * 100_000, content_type="application/json")
    assert (found.status_code, found["Content-Type"]) == (400, "application/problem+json")


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "javascript:alert(1)", "/\\evil.example"])
def test_nobody_is_sent_to_another_site(person, target):
    assert person.post("/ui/language/", {"language": "kk", "next": target})["Location"] == "/"
    sent = {"username": "owner", "password": "parol-123456", "next": target}
    assert "evil" not in Client().post("/accounts/login/", sent).get("Location", "")
