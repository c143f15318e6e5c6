"""The readable page of the API and the page of a person's tokens."""

import pytest
from django.test import Client

from rss_portal.api.choices import Scope
from rss_portal.api.models import ApiToken
from rss_portal.api.schema_views import read_schema
from rss_portal.api.services import create_token
from tests.factories import make_user


@pytest.mark.django_db
def test_the_page_shows_every_address_and_every_parameter_of_the_schema(language):
    text = Client().get(f"/api/v1/docs/?lang={language}").content.decode()
    for path, methods in read_schema()["paths"].items():
        assert path in text
        for operation in methods.values():
            assert all(f"<code>{one['name']}</code>" in text for one in operation.get("parameters", []))


@pytest.mark.django_db
def test_every_declared_parameter_is_known_to_the_address():
    for path, methods in read_schema()["paths"].items():
        for parameter in methods.get("get", {}).get("parameters", []):
            if parameter["in"] != "query" or "{" in path:
                continue
            problem = Client().get(path, {parameter["name"]: "\x00"})
            named = [error["name"] for error in problem.json()["errors"]]
            assert parameter["name"] in named, (path, parameter["name"])
            assert "unknown" not in named


@pytest.mark.django_db
def test_a_token_is_shown_once_and_revoked_by_its_owner_alone(signed_in):
    owner, other = make_user("token-owner"), make_user("token-other")
    client = signed_in(owner)
    answer = client.post("/api/v1/tokens/", {"name": "Көшіру", "scope": Scope.READ, "days": 30})
    token = answer.context["shown"]
    assert token.startswith("rsp_") and token in answer.content.decode()
    assert token not in client.get("/api/v1/tokens/").content.decode()
    row = ApiToken.objects.get()
    assert signed_in(other).post(f"/api/v1/tokens/{row.pk}/revoke/").status_code == 404
    assert client.post(f"/api/v1/tokens/{row.pk}/revoke/").status_code == 302
    assert Client(headers={"Authorization": f"Bearer {token}"}).get("/api/v1/directions/").status_code == 401


@pytest.mark.django_db
def test_visitors_are_sent_to_sign_in_for_tokens():
    assert Client().get("/api/v1/tokens/").status_code == 302


@pytest.mark.one_database
@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("path", ["docs", "tokens"])
@pytest.mark.parametrize("code", ["kk", "ru"])
def test_the_pages_have_no_barrier_for_anybody(page, live_server, browser_sign_in, browser_language, axe, path, code):
    user = make_user("reader", language=code)
    create_token(user, "Сынақ", Scope.READ)
    browser_sign_in(user)
    browser_language(code)
    page.goto(f"{live_server.url}/api/v1/{path}/")
    assert axe(page) == []
