"""What machines ask, and what the log says."""

import json
import logging
import re
import sys

import pytest
from django.test import RequestFactory

from rss_portal.operations import health
from rss_portal.operations.logs import JsonFormatter, mask
from rss_portal.operations.proxy import visitor_address
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def refuse() -> None:
    raise ConnectionError("redis://user:password@10.0.0.5 refused")


def test_alive_asks_nothing_of_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz").json() == {"status": "alive"}


def test_ready_when_all_parts_answer(client):
    assert client.get("/readyz").json() == {"status": "ready", "problems": {}}


@pytest.mark.parametrize("part", ["database", "broker", "storage"])
def test_not_ready_names_the_part_and_gives_nothing_away(client, monkeypatch, part):
    monkeypatch.setitem(health.PARTS, part, refuse)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "not ready", "problems": {part: "ConnectionError"}}
    assert "password" not in answer.content.decode()


def test_figures_are_for_the_bearer_of_the_token(client, settings):
    settings.DEMONSTRATION, settings.METRICS_TOKEN = False, "figures-token"
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer other"}).status_code == 404
    text = client.get("/metrics", headers={"Authorization": "Bearer figures-token"}).content.decode()
    assert 'rss_jobs{state="queued"} 0' in text
    assert 'rss_part_up{part="database"} 1' in text


def test_production_without_a_token_shows_no_figures(client, settings):
    settings.DEMONSTRATION, settings.METRICS_TOKEN = False, ""
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_a_request_is_logged_with_its_number_and_the_users_but_without_what_was_typed(client, caplog):
    user = make_user("ayгүл", first_name="Айгүл", last_name="Үлгібаева")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    lines = []
    handler = logging.StreamHandler(
        type("Stream", (), {"write": lambda _, text: lines.append(text), "flush": lambda _: 0})()
    )
    handler.setFormatter(JsonFormatter())
    logger = logging.getLogger("rss_portal.requests")
    logger.addHandler(handler)
    try:
        answer = client.get("/jobs/?state=Үлгібаева")
    finally:
        logger.removeHandler(handler)
    line = json.loads("".join(lines))
    assert (line["path"], line["status"], line["user_id"]) == ("/jobs/", 200, user.pk)
    assert line["request_id"] == answer["X-Request-ID"]
    assert "Үлгібаева" not in "".join(lines)


def test_a_traceback_in_the_log_is_masked():
    try:
        raise ValueError("Key (iin)=(900101300123) of aigul@example.kz, +7 701 123 45 67")
    except ValueError:
        record = logging.LogRecord("test", logging.ERROR, __file__, 1, "failed", None, sys.exc_info())
    text = JsonFormatter().format(record)
    assert "ValueError" in text
    for personal in ("900101300123", "aigul@example.kz", "701 123 45 67"):
        assert personal not in text


@pytest.mark.parametrize(
    "harmless",
    [
        "took 0.1234567890123 s",
        "bca64d4e-5b0a-4afd-82d2-7f9a05995a22",
        "2026-11-20 21:22:19",
        "КАТО 116030100",
    ],
)
def test_what_is_not_personal_stays_readable(harmless):
    assert mask(harmless) == harmless


def test_the_visitors_own_forwarded_address_is_not_believed():
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "1.2.3.4, 203.0.113.7"})
    assert visitor_address(request) == "203.0.113.7"
    assert visitor_address(RequestFactory().get("/")) == "127.0.0.1"


def test_every_setting_read_from_the_environment_is_documented(settings):
    """A setting that operators cannot find is a setting that does not exist."""
    folder = settings.BASE_DIR / "rss_portal" / "settings"
    read = set()
    for path in folder.glob("*.py"):
        read |= set(re.findall(r'from_environment\(\s*"(\w+)"', path.read_text(encoding="utf-8")))
    documented = (settings.BASE_DIR / "docs" / "operations.md").read_text(encoding="utf-8")
    assert {name for name in read if f"`{name}`" not in documented} == set()
