"""What the addresses answer, as fixed for checks from outside."""

import re

import pytest
from django.test import Client

from settlements.models import Territory
from tests.api.conftest import PUBLISHED

FIXED = (
    "settlements", "counted", "no_return", "mean", "population_weighted", "median", "min", "max", "bands",
    "completeness", "by_direction",
)  # fmt: skip
LISTS = (
    "territories/", "settlements/", "directions/", "items/", "editions/", "entries/", "published/",
    "published/items/", "published/bands/", "provision/settlements/",
)  # fmt: skip
PERCENT = re.compile(r"\d{1,3}\.\d{4}")

pytestmark = pytest.mark.usefixtures("places")


def get(address: str, client: Client | None = None, **headers: str) -> dict:
    response = (client or Client()).get(f"/api/v1/{address}", headers=headers)
    assert response.status_code == 200, response.content
    return response.json()


def test_provision_has_the_fixed_fields_and_percents_with_four_places():
    figures = get("provision/?territory=KZ&year=2024&edition=2023&scope=all")
    assert set(FIXED) <= set(figures)
    assert (figures["settlements"], figures["counted"], figures["no_return"]) == (5, 3, 2)
    assert set(figures["bands"]) == {"high", "medium", "low"}
    assert all(set(band) == {"settlements", "people"} for band in figures["bands"].values())
    percents = [figures[name] for name in ("mean", "population_weighted", "median", "min", "max", "completeness")]
    assert all(PERCENT.fullmatch(percent) for percent in percents)
    assert PERCENT.fullmatch(figures["by_direction"]["EDU"])


def test_scopes_split_the_settlements():
    counts = {scope: get(f"provision/?scope={scope}")["settlements"] for scope in ("all", "urban", "rural")}
    assert counts == {"all": 5, "urban": 1, "rural": 4}


def test_the_published_example_is_explained_to_the_fourth_place(places):
    answer = get(f"explain/?settlement={places['village_a'].kato}&year={PUBLISHED}")
    school = next(item for item in answer["items"] if item["item"] == "EDU-01")
    assert school["score"] == "80.8333"
    assert school["entry"]["required"] == 4
    assert "97/120" in school["score_exact"]
    assert answer["raises"]


def test_settlements_without_a_return_have_no_percent(places):
    rows = get(f"provision/settlements/?year={PUBLISHED}&within={places['north_1'].kato}")["results"]
    percents = {row["kato"]: row["percent"] for row in rows}
    assert set(percents) == {places["village_a"].kato, places["village_b"].kato}
    assert percents[places["village_b"].kato] is None
    assert PERCENT.fullmatch(percents[places["village_a"].kato])


@pytest.mark.parametrize("address", LISTS)
def test_a_list_answers_pages_fields_and_csv(address):
    whole = get(address)
    assert set(whole) == {"results", "next"}
    if not whole["results"]:
        return
    first = next(iter(whole["results"][0]))
    narrow = get(f"{address}?fields={first}&page_size=1")
    assert [list(row) for row in narrow["results"]] == [[first]]
    assert Client().get(f"/api/v1/{address}?format=csv").content.decode("utf-8-sig").startswith(f"{first},")


def test_pages_by_key_neither_skip_nor_double_rows_while_rows_come_and_go(places):
    seen, address = [], "/api/v1/territories/?page_size=3&fields=kato"
    everything = [row["kato"] for row in get("territories/?fields=kato")["results"]]
    while address:
        page = Client().get(address).json()
        seen += [row["kato"] for row in page["results"]]
        address = page["next"]
        Territory.objects.filter(kato=places["village_d"].kato).update(monitored=False)
        Territory.objects.get_or_create(
            kato="000000001",
            defaults={"level": "region", "kind": "oblast", "name_kk": "Алдында", "valid_from": "2000-01-01"},
        )
    assert seen == everything


def test_sorting_by_percent_puts_missing_percents_at_the_end_of_the_fall(places):
    rows = get("provision/settlements/?ordering=-percent&fields=percent")["results"]
    percents = [row["percent"] for row in rows]
    given = [float(percent) for percent in percents if percent]
    assert given == sorted(given, reverse=True)
    assert percents[len(given) :] == [None, None]


def test_geojson_has_points_where_coordinates_are_known(places):
    Territory.objects.filter(pk=places["village_a"].pk).update(latitude="52.9", longitude="69.1")
    answer = get("provision/settlements/?format=geojson")
    points = [feature["geometry"]["coordinates"] for feature in answer["features"] if feature["geometry"]]
    assert points == [[69.1, 52.9]]


@pytest.mark.parametrize(
    ("address", "status", "name"),
    [
        ("provision/?territory=999999999", 404, None),
        ("provision/?territory=abc", 400, "territory"),
        ("provision/?scope=everything", 400, "scope"),
        ("provision/?year=soon", 400, "year"),
        ("provision/?year=1991", 404, None),
        ("provision/?edition=1066", 404, None),
        ("provision/?colour=red", 400, "colour"),
        ("explain/", 400, "settlement"),
        ("territories/?page_size=10001", 400, "page_size"),
        ("territories/?fields=kato,secret", 400, "fields"),
        ("territories/?ordering=search", 400, "ordering"),
        ("territories/?cursor=zzz", 400, "cursor"),
        ("territories/?on=yesterday", 400, "on"),
        ("nothing/", 404, None),
    ],
)
@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_errors_have_one_shape_and_name_the_parameter(address, status, name, lang):
    joined = "&" if "?" in address else "?"
    response = Client().get(f"/api/v1/{address}{joined}lang={lang}")
    problem = response.json()
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    assert {"type", "title", "status", "detail", "instance", "reference"} <= set(problem)
    assert response["Content-Language"] == lang
    if name:
        assert [error["name"] for error in problem["errors"]] == [name]


def test_an_error_speaks_the_language_asked_for_and_kazakh_without_one():
    titles = {
        lang: Client().get(f"/api/v1/provision/?territory=999999999{lang}").json()["detail"]
        for lang in ("", "&lang=kk", "&lang=ru", "&lang=en")
    }
    assert titles[""] == titles["&lang=kk"]
    assert len({titles["&lang=kk"], titles["&lang=ru"], titles["&lang=en"]}) == 3
    assert "999999999" in titles["&lang=en"]


def test_an_unchanged_answer_is_304_until_a_figure_changes(places, token_client, django_assert_max_num_queries):
    address = f"/api/v1/provision/settlements/?year={PUBLISHED}"
    etag = Client().get(address)["ETag"]
    with django_assert_max_num_queries(10):
        unchanged = Client().get(address, headers={"If-None-Match": etag})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    from standards.models import Edition, Series
    from standards.services.recompute import recompute_settlements

    before = Series.objects.get(edition="2023", year=PUBLISHED).version
    recompute_settlements(Edition.objects.get(pk="2023"), PUBLISHED, [places["village_a"].kato])
    assert Series.objects.get(edition="2023", year=PUBLISHED).version > before
    assert Client().get(address, headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("address", LISTS)
def test_a_list_asks_as_often_for_many_rows_as_for_one(address, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.get(f"/api/v1/{address}?page_size=1")
    with CaptureQueriesContext(connection) as one:
        client.get(f"/api/v1/{address}?page_size=1")
    with django_assert_num_queries(len(one)):
        client.get(f"/api/v1/{address}?page_size=1000")


def test_requests_above_the_limit_are_told_when_to_come_back(settings):
    settings.API_RATES = {"anonymous": 2, "person": 2, "write": 2}
    answers = [Client().get("/api/v1/directions/") for _ in range(3)]
    assert [answer["RateLimit-Remaining"] for answer in answers] == ["1", "0", "0"]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 1 <= int(answers[-1]["Retry-After"]) <= 60
    assert answers[-1].json()["code"] == "too_many_requests"
