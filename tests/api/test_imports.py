"""A workbook through the API: downloaded, changed, sent with a mistake, corrected, accepted, sent again."""

import io
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from rss_portal.exchange import preparing
from rss_portal.exchange.forms import Subject, get_form
from settlements.models import InventoryEntry
from tests.api.conftest import OPEN


def download(client: Client, kato: str) -> Any:
    return client.get(f"/api/v1/workbooks/?territory={kato}&year={OPEN}")


def changed(data: bytes, kato: str, **values: int) -> bytes:
    """The workbook with other numbers in the row of the schools of the settlement KATO."""
    book = load_workbook(io.BytesIO(data))
    for sheet in book.worksheets:
        codes = [cell.value for cell in sheet[1]]
        for row in sheet.iter_rows(min_row=4):
            if str(row[0].value).startswith(f"{kato}/EDU-01/"):
                for name, value in values.items():
                    row[codes.index(name)].value = value
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def send(client: Client, kato: str, data: bytes) -> Any:
    file = io.BytesIO(data)
    file.name = "inventory.xlsx"
    return client.post("/api/v1/imports/", {"territory": kato, "year": OPEN, "file": file})


def test_a_workbook_goes_round_and_moves_the_percent(places, token_client):
    client = token_client("owner", "write")
    district, village = places["north_1"].kato, places["village_a"].kato
    data = b"".join(download(client, district).streaming_content)
    wrong = send(client, district, changed(data, village, good=-3)).json()
    assert (wrong["state"], wrong["problem_count"]) == ("checked", 1)
    problem = wrong["problems"][0]
    assert {"sheet", "row", "column", "found", "expected", "text"} <= set(problem)
    assert client.post(f"/api/v1/imports/{wrong['id']}/accept/").status_code == 409
    good = send(client, district, changed(data, village, good=2, capital_repair=1))
    assert good.status_code == 201, good.content
    accepted = client.post(f"/api/v1/imports/{good.json()['id']}/accept/").json()
    assert accepted["state"] == "accepted"
    entry = InventoryEntry.objects.get(settlement=village, year=OPEN, item="EDU-01")
    assert (entry.good, entry.capital_repair) == (2, 1)
    assert (entry.change_set.action, entry.change_set.origin) == ("entry.imported", "api")
    again = send(client, district, changed(data, village, good=2, capital_repair=1)).json()
    assert again["changed_values"] == 0


@pytest.mark.parametrize(("role", "status"), [("anonymous", 401), ("neighbour", 403), ("entrepreneur", 403)])
def test_foreign_workbooks_are_neither_seen_nor_sent(places, token_client, role, status):
    district = places["north_1"].kato
    assert download(token_client(role, "write"), district).status_code == status
    assert send(token_client(role, "write"), district, b"PK").status_code == status


def test_an_import_is_there_for_those_who_work_there_alone(places, token_client):
    made = send(token_client("owner", "write"), places["north_1"].kato, b"this is no workbook").json()
    assert made["state"] == "refused"
    assert made["refusal"]
    address = f"/api/v1/imports/{made['id']}/"
    found = {
        role: token_client(role).get(address).status_code for role in ("owner", "ministry", "neighbour", "anonymous")
    }
    assert found == {"owner": 200, "ministry": 200, "neighbour": 404, "anonymous": 401}
    assert token_client("neighbour", "write").post(f"{address}accept/").status_code == 404


@pytest.mark.parametrize(
    "body", [{}, {"territory": "x", "year": 2025}, {"territory": "KZ", "year": "soon"}, {"form": "x"}]
)
def test_an_upload_without_its_place_is_a_problem(token_client, places, body):
    answer = token_client("owner", "write").post("/api/v1/imports/", body)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


def test_a_large_workbook_is_given_as_it_was_prepared(places, token_client, people, monkeypatch, run_jobs):
    monkeypatch.setattr(preparing, "DOWNLOAD_AT_ONCE_ROWS", 0)
    client, district = token_client("owner", "write"), places["north_1"].kato
    early = download(client, district)
    assert (early.status_code, early.json()["code"]) == (409, "not_now")
    preparing.prepare(people["owner"], get_form("settlements.inventory"), Subject(district, OPEN))
    run_jobs()
    assert b"".join(download(client, district).streaming_content).startswith(b"PK")
