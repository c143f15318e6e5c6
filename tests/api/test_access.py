"""Who may read and write through the API, and what never leaves it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from rss_portal.api.models import ApiToken
from rss_portal.api.services import create_token, revoke_token
from settlements.models import EntryRevision, InventoryEntry
from tests.api.conftest import OPEN, PUBLISHED

pytestmark = pytest.mark.usefixtures("places")
ROLES = ("anonymous", "entrepreneur", "owner", "neighbour", "ministry")


def statuses(token_client, address: str) -> dict[str, int]:
    return {role: token_client(role).get(f"/api/v1/{address}").status_code for role in ROLES}


def test_a_published_year_is_open_to_everybody(places, token_client):
    kato = places["village_a"].kato
    for address in (
        f"provision/settlements/?year={PUBLISHED}",
        f"entries/?year={PUBLISHED}&settlement={kato}",
        f"explain/?settlement={kato}&year={PUBLISHED}",
        f"entries/{kato}/{PUBLISHED}/EDU-01/",
    ):
        assert set(statuses(token_client, address).values()) == {200}, address


def test_sums_of_an_unpublished_year_are_for_the_staff(token_client):
    found = statuses(token_client, f"provision/?year={OPEN}")
    assert found == {"anonymous": 403, "entrepreneur": 403, "owner": 200, "neighbour": 200, "ministry": 200}


@pytest.mark.parametrize(
    "address",
    [
        "provision/settlements/?year=2025&within={district}",
        "entries/?year=2025&within={district}",
        "entries/?year=2025&settlement={village}",
        "settlements/?year=2025&within={district}",
        "explain/?settlement={village}&year=2025",
        "provision/?territory={village}&year=2025",
        "entries/{village}/2025/EDU-01/",
    ],
)
def test_rows_of_an_unpublished_year_are_for_those_who_work_there(places, token_client, address):
    address = address.format(district=places["north_1"].kato, village=places["village_a"].kato)
    found = statuses(token_client, address)
    assert found == {"anonymous": 403, "entrepreneur": 403, "owner": 200, "neighbour": 403, "ministry": 200}


def test_entries_of_an_unpublished_year_without_a_place_are_ones_own(places, token_client):
    rows = token_client("neighbour").get(f"/api/v1/entries/?year={OPEN}").json()["results"]
    assert {row["settlement"] for row in rows} == {places["village_c"].kato}


def change(client: Client, kato: str, version: str = "1", **values):
    return client.patch(
        f"/api/v1/entries/{kato}/{OPEN}/EDU-01/",
        {"values": values},
        content_type="application/json",
        headers={"If-Match": version},
    )


def test_writing_needs_a_token_that_writes_and_the_own_territory(places, token_client):
    kato = places["village_a"].kato
    tried = {
        (role, scope): change(token_client(role, scope), kato, good=1).status_code
        for role in ("owner", "neighbour", "entrepreneur")
        for scope in ("read", "write")
    }
    assert tried == {
        ("owner", "read"): 403, ("owner", "write"): 200, ("neighbour", "read"): 403,
        ("neighbour", "write"): 403, ("entrepreneur", "read"): 403, ("entrepreneur", "write"): 403,
    }  # fmt: skip
    assert change(Client(), kato, good=2).status_code == 401


def test_a_change_is_checked_logged_and_moves_the_percent(places, token_client):
    client, kato = token_client("owner", "write"), places["village_a"].kato

    def district() -> str:
        return client.get(f"/api/v1/provision/?territory={places['north_1'].kato}&year={OPEN}").json()["mean"]

    before = district()
    answer = change(client, kato, good=2, capital_repair=1)
    assert answer.status_code == 200, answer.content
    assert answer.json()["version"] == 2
    assert answer["ETag"] == '"2"'
    revision = EntryRevision.objects.get(settlement=places["village_a"], year=OPEN, item="EDU-01", version=2)
    assert (revision.change_set.origin, revision.change_set.actor.username) == ("api", "owner")
    assert district() > before


def test_two_writers_never_overwrite_each_other(places, token_client):
    client, kato = token_client("owner", "write"), places["village_a"].kato
    assert change(client, kato, good=2).status_code == 200
    late = change(client, kato, good=3)
    assert late.status_code == 412
    assert late.json()["current"]["values"]["good"] == 2
    assert InventoryEntry.objects.get(settlement=places["village_a"], year=OPEN, item="EDU-01").good == 2


def test_a_change_must_say_which_version_was_seen(places, token_client):
    address = f"/api/v1/entries/{places['village_a'].kato}/{OPEN}/EDU-01/"
    answer = token_client("owner", "write").patch(address, {"values": {"good": 2}}, content_type="application/json")
    assert answer.status_code == 428


def test_bad_values_are_refused_with_every_problem(places, token_client):
    answer = change(token_client("owner", "write"), places["village_a"].kato, good="few", lacking_equipment="many")
    assert answer.status_code == 422
    assert {error["name"] for error in answer.json()["errors"]} == {"good", "lacking_equipment"}


def test_a_session_writes_only_with_the_page_s_csrf_token(places, people):
    client = Client(enforce_csrf_checks=True)
    client.force_login(people["owner"], backend="django.contrib.auth.backends.ModelBackend")
    assert change(client, places["village_a"].kato, good=2).status_code == 403


def test_a_revoked_or_expired_token_is_refused_not_taken_for_nobody(people):
    row, token = create_token(people["ministry"], "old", "read")
    late = create_token(people["ministry"], "late", "read", timezone.now() - timedelta(seconds=1))[1]
    revoke_token(people["ministry"], row)
    for bad in (token, late, "rsp_unknown"):
        answer = Client(headers={"Authorization": f"Bearer {bad}"}).get("/api/v1/directions/")
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")


def test_a_token_is_kept_as_a_digest_alone(people):
    token = create_token(people["owner"], "mine", "read")[1]
    row = ApiToken.objects.get()
    kept = [str(getattr(row, field.attname)) for field in ApiToken._meta.concrete_fields]
    assert token not in kept
    assert len(row.digest) == 64


def test_a_recomputation_is_started_by_those_who_may(places, token_client):
    def start(role):
        return token_client(role, "write").post(
            "/api/v1/recompute/", {"edition": "2023", "year": PUBLISHED}, content_type="application/json"
        )

    assert start("neighbour").status_code == 403
    job = start("ministry")
    assert job.status_code == 202, job.content
    identifier = job.json()["id"]
    assert token_client("ministry").get(f"/api/v1/jobs/{identifier}/").json()["id"] == identifier
    assert token_client("neighbour").get(f"/api/v1/jobs/{identifier}/").status_code == 403
    assert Client().get(f"/api/v1/jobs/{identifier}/").status_code == 401


@pytest.mark.parametrize(
    "body", [[], {"year": 2024}, {"edition": "2023", "year": "x"}, {"edition": 1, "year": 2024, "a": 1}]
)
def test_a_malformed_recomputation_is_a_problem_not_a_failure(token_client, body):
    client = token_client("ministry", "write")
    assert client.post("/api/v1/recompute/", body, content_type="application/json").status_code == 400


def test_no_name_of_a_person_leaves_in_a_public_answer(places, people, token_client):
    people["owner"].last_name = "Құпиябаев"
    people["owner"].save()
    assert (
        change(token_client("owner", "write"), places["village_a"].kato, note="ИИН 900101300123", good=2).status_code
        == 200
    )
    InventoryEntry.objects.filter(settlement=places["village_a"]).update(note="Құпиябаев")
    client = token_client("ministry")
    kato = places["village_a"].kato
    for address in (
        f"explain/?settlement={kato}&year={OPEN}",
        f"entries/?year={OPEN}",
        f"entries/{kato}/{OPEN}/EDU-01/",
    ):
        text = client.get(f"/api/v1/{address}").content.decode()
        assert "Құпиябаев" not in text and "900101300123" not in text and "owner" not in text, address
