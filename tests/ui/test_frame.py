"""The frame: language, theme, errors in three languages, lists, search, pages about the portal."""

import pytest
from django.conf import settings as django_settings
from django.test import Client, RequestFactory
from django.urls import reverse

from rss_portal.accounts.choices import Role
from rss_portal.ui.lists import Column, headings, ordered, page_of, page_size
from rss_portal.ui.search import search
from rss_portal.ui.views import ABOUT_PAGES
from settlements.models import Territory
from tests.factories import make_user

COOKIE = django_settings.LANGUAGE_COOKIE_NAME
LOGIN = "/accounts/login/"


def language_of(answer) -> str:
    return answer["Content-Language"]


def test_the_default_language_is_kazakh_whatever_the_browser_asks_for(client, db):
    assert language_of(client.get(LOGIN, headers={"accept-language": "en,ru;q=0.9"})) == "kk"


def test_a_visitor_chooses_a_language_and_returns_to_the_same_page(client, db):
    answer = client.post(reverse("ui:language"), {"language": "ru", "next": LOGIN})
    assert answer.url == LOGIN
    assert language_of(client.get(LOGIN)) == "ru"


def test_a_person_keeps_the_language_in_the_profile_on_any_device(country, signed_in):
    user = make_user("aya", Role.AKIMAT_EDITOR, "116000000")
    signed_in(user).post(reverse("ui:language"), {"language": "ru", "next": "/"})
    user.refresh_from_db()
    assert user.language == "ru"
    assert language_of(signed_in(user).get(reverse("accounts:profile"))) == "ru"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_the_switches_lead_nowhere_outside(client, db, target):
    for name, choice in (("language", "ru"), ("theme", "dark")):
        assert client.post(reverse(f"ui:{name}"), {name: choice, "next": target}).url == "/"


def test_an_unknown_language_or_theme_changes_nothing(client, db):
    client.post(reverse("ui:language"), {"language": "xx"})
    client.post(reverse("ui:theme"), {"theme": "pink"})
    assert COOKIE not in client.cookies and "theme" not in client.cookies


def test_the_chosen_theme_is_on_the_page(client, db):
    assert "data-theme" not in client.get(LOGIN).content.decode()
    client.post(reverse("ui:theme"), {"theme": "dark"})
    assert 'data-theme="dark"' in client.get(LOGIN).content.decode()


TITLES = {"kk": "Мұндай бет жоқ", "ru": "Такой страницы нет", "en": "There is no such page"}


@pytest.mark.parametrize("code", TITLES)
def test_an_error_page_speaks_three_languages_and_has_a_reference_number(client, db, code):
    client.cookies[COOKIE] = code
    answer = client.get("/no-such-page/")
    assert answer.status_code == 404
    assert TITLES[code] in answer.content.decode()
    assert answer["X-Request-ID"] in answer.content.decode()


def test_a_refusal_gives_its_reason(country, signed_in):
    answer = signed_in(make_user("aya", Role.AKIMAT_EDITOR, "116000000")).get(reverse("accounts:people"))
    assert answer.status_code == 403
    assert str(answer.context["reason"]) in answer.content.decode()
    assert answer["X-Request-ID"] in answer.content.decode()


def test_a_failure_tells_its_number_in_all_languages_and_nothing_else(monkeypatch, db):
    def fail(*_arguments, **_more):
        raise RuntimeError("secret detail")

    monkeypatch.setattr("rss_portal.ui.views.search", fail)
    answer = Client(raise_request_exception=False).get(reverse("ui:search"), {"q": "a"})
    page = answer.content.decode()
    assert answer.status_code == 500
    assert answer["X-Request-ID"] in page and "secret detail" not in page
    assert 'lang="ru"' in page and 'lang="en"' in page


def test_a_form_without_its_token_is_refused_in_words(db):
    answer = Client(enforce_csrf_checks=True).post(reverse("ui:language"), {"language": "ru"})
    assert answer.status_code == 403
    assert "<main" in answer.content.decode()


@pytest.mark.parametrize("name", ABOUT_PAGES)
def test_the_pages_about_the_portal_are_open_to_everybody(client, db, language, name):
    client.cookies[COOKIE] = language
    assert client.get(reverse("ui:about", args=[name])).status_code == 200


def test_there_is_no_other_page_about_the_portal(client, db):
    assert client.get(reverse("ui:about", args=["secret"])).status_code == 404


def test_the_component_page_is_for_demonstrations_and_staff_only(client, db, settings):
    assert client.get(reverse("ui:components")).status_code == 200
    settings.DEMONSTRATION = False
    assert client.get(reverse("ui:components")).status_code == 404


def test_territories_are_found_by_either_spelling_and_by_code(country):
    for text in ("зеренди", "ЗЕРЕНДІ", "116000000"):
        Territory.objects.filter(kato="116000000").update(search="|зеренди ауданы|116000000")
        hits = [hit for _label, group in search(text, None) for hit in group]
        assert reverse("standards:territory", args=["116000000"]) in [hit.url for hit in hits]
    assert search("  ", None) == []


COLUMNS = (Column("code", "Code", lambda row: row.kato, "kato"), Column("name", "Name", lambda row: row.name_kk))


def ask(query: str):
    return RequestFactory().get(f"/?{query}")


def test_a_list_sorts_only_by_columns_that_allow_it(country):
    rows = Territory.objects.filter(level="region")
    codes = lambda query: [row.kato for row in ordered(ask(query), rows, COLUMNS, ["kato"])]  # noqa: E731
    assert codes("") == codes("sort=code") == codes("sort=name") == codes("sort=kato__x") == ["110000000", "610000000"]
    assert codes("sort=-code") == ["610000000", "110000000"]


def test_a_heading_offers_the_other_direction():
    assert [head["sort"] for head in headings(ask("sort=code"), COLUMNS)] == ["-code", None]
    assert [head["direction"] for head in headings(ask("sort=-code"), COLUMNS)] == ["descending", ""]


def test_the_size_of_a_page_is_one_of_those_offered():
    assert page_size(ask("size=100")) == 100
    assert page_size(ask("size=100000")) == page_size(ask("size=x")) == 50
    assert page_of(ask("page=999&size=25"), range(30)).number == 2
