"""T3 and T5: what a REST client and a person wait for."""

from typing import Any

import orjson
from django.db import connection
from django.test import Client
from django.urls import reverse

from rss_portal.accounts.models import User
from rss_portal.api.lists import percent_text
from rss_portal.operations.settling import settle
from standards.models import Edition, Series
from standards.services.demonstration.tree import ZERENDI_DISTRICT, ZERENDI_VILLAGE

from .measuring import Measured, in_child, p95, queries_of

REQUESTS, PAGES = 100, 40


def answered(client: Client, address: str, status: int = 200, **headers: str) -> Any:
    response = client.get(address, headers=headers)
    if response.status_code != status:
        raise RuntimeError(f"{address} answered {response.status_code}")
    return response


def measure_rest(edition: Edition, year: int) -> list[Measured]:
    """1 000 settlements with percents through the whole application, and the same answer unchanged."""
    address = f"{reverse('api:provision_settlements')}?year={year}&page_size=1000"
    run = Series.objects.get(edition=edition, year=year).current_run_id

    def work() -> tuple[float, float, float, int, int]:
        settle()
        client = Client()
        first = answered(client, address)
        etag = first["ETag"]
        rows = len(first.json()["results"])
        whole = p95(lambda: answered(client, address), REQUESTS)
        unchanged = p95(lambda: answered(client, address, 304, if_none_match=etag), REQUESTS)
        floor = p95(lambda: plain_rows(run), REQUESTS)
        return whole, unchanged, floor, rows, queries_of(lambda: answered(client, address))

    (whole, unchanged, floor, rows, queries), peak = in_child(work)
    return [
        Measured(
            "T3", f"REST, {rows:,} settlements, p95", whole, 0.06, rows, floor, peak_megabytes=peak, queries=queries
        ),
        Measured("T3", "REST, unchanged (304), p95", unchanged, 0.005),
    ]


def plain_rows(run: int | None) -> bytes:
    """The same rows by the driver and the JSON writer alone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.settlement_id, t.name_kk, t.name_ru, t.name_en, p.region_id, p.district_id, p.okrug_id, "
            "p.status, p.urban, p.population, p.percent_e4, p.recommended_e4, p.band, p.counted, p.expected, "
            "p.entered, t.latitude, t.longitude FROM standards_settlementprovision p "
            "JOIN settlements_territory t ON t.kato = p.settlement_id WHERE p.run_id = %s "
            "ORDER BY p.settlement_id LIMIT 1000",
            [run],
        )
        names = [column[0] for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    for row in rows:
        row["percent_e4"] = percent_text(row["percent_e4"])
    return orjson.dumps(rows, default=str)


def measure_pages(user: User, year: int) -> list[Measured]:
    """Country dashboard, a district's grid and a settlement's passport, as a person of the ministry sees them."""
    pages = {
        "country dashboard": reverse("standards:country"),
        "district grid": reverse("settlements:grid", args=[ZERENDI_DISTRICT, year, "EDU"]),
        "settlement passport": reverse("standards:passport", args=[ZERENDI_VILLAGE]),
    }
    return [measure_page("T5", name, address, user) for name, address in pages.items()]


def measure_page(code: str, name: str, address: str, user: User) -> Measured:
    """The page at ADDRESS as USER opens it again and again: at most 100 ms and 15 queries."""

    def work() -> tuple[float, int]:
        settle()
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        answered(client, address)
        return p95(lambda: answered(client, address), PAGES), queries_of(lambda: answered(client, address))

    (taken, queries), peak = in_child(work)
    return Measured(code, f"{name}, p95", taken, target=0.1, peak_megabytes=peak, queries=queries, most_queries=15)
