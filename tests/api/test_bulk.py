"""Many entries in one request: all or none, or each on its own."""

import pytest
from django.test import Client

from settlements.models import EntryRevision, InventoryEntry
from tests.api.conftest import OPEN


@pytest.fixture
def send(places, token_client):
    """`send("owner", rows, mode="each")` is the answer to a bulk request for the first northern district."""

    def post(role: str, rows: list, scope: str = "write", **more):
        client: Client = token_client(role, scope)
        body = {"territory": places["north_1"].kato, "year": OPEN, "rows": rows, **more}
        return client.post("/api/v1/entries/bulk/", body, content_type="application/json")

    return post


def row(settlement, item: str, version: int = 0, **values) -> dict:
    return {"settlement": settlement.kato, "item": item, "version": version, "values": values}


def test_good_rows_are_written_with_history_and_move_the_percent(places, send, token_client):
    address = f"/api/v1/provision/?territory={places['north_1'].kato}&year={OPEN}"
    before = token_client("owner").get(address).json()["counted"]
    answer = send("owner", [
        row(places["village_a"], "EDU-01", 1, good=2, capital_repair=1),
        row(places["village_b"], "ENG-01", total=100, covered=60),
    ])  # fmt: skip
    assert answer.status_code == 200, answer.content
    assert {name: answer.json()[name] for name in ("inserted", "updated", "refused")} == {
        "inserted": 1, "updated": 1, "refused": 0,
    }  # fmt: skip
    revision = EntryRevision.objects.get(settlement=places["village_b"], year=OPEN, item="ENG-01")
    assert (revision.covered, revision.change_set.origin) == (60, "api")
    assert token_client("owner").get(address).json()["counted"] == before + 1


def test_one_bad_row_keeps_all_out_unless_each_stands_alone(places, send):
    rows = [
        row(places["village_b"], "ENG-01", total=100, covered=60),
        row(places["village_b"], "ENG-02", total=1, covered=9),
    ]
    refused = send("owner", rows)
    assert refused.status_code == 422
    assert [(error["row"], error["name"], error["code"]) for error in refused.json()["errors"]] == [
        (1, "covered", "covered_above_total")
    ]
    assert not InventoryEntry.objects.filter(settlement=places["village_b"], year=OPEN).exists()
    answer = send("owner", rows, mode="each").json()
    assert (answer["inserted"], answer["refused"]) == (1, 1)


def test_the_same_request_again_is_told_about_the_versions_and_changes_nothing(places, send):
    rows = [row(places["village_b"], "ENG-01", total=100, covered=60)]
    assert send("owner", rows).status_code == 200
    again = send("owner", rows)
    assert [error["code"] for error in again.json()["errors"]] == ["version_conflict"]
    rows[0]["version"] = 1
    assert send("owner", rows).json()["unchanged"] == 1


@pytest.mark.parametrize(
    ("role", "scope", "status"),
    [("neighbour", "write", 403), ("entrepreneur", "write", 403), ("owner", "read", 403), ("ministry", "write", 200)],
)
def test_only_those_who_work_there_write(places, send, role, scope, status):
    assert send(role, [row(places["village_b"], "ENG-01", total=10, covered=6)], scope).status_code == status


def test_rows_outside_the_territory_or_the_list_are_refused(places, send):
    found = send(
        "owner", [row(places["village_c"], "ENG-01", total=1, covered=1), row(places["village_b"], "CUL-06", good=1), 7]
    )
    assert [(error["row"], error.get("name", "")) for error in found.json()["errors"]] == [
        (0, "settlement"),
        (1, "item"),
        (2, ""),
    ]


@pytest.mark.parametrize("body", [[], {"rows": []}, {"rows": "x"}, {"rows": [], "colour": 1}, {"rows": [{}] * 10_001}])
def test_a_malformed_request_is_a_problem(places, token_client, body):
    if isinstance(body, dict) and body != {"rows": []}:
        body = {"territory": places["north_1"].kato, "year": OPEN, **body}
    answer = token_client("owner", "write").post("/api/v1/entries/bulk/", body, content_type="application/json")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
