"""The frame, signing in and the components in a real browser, on a phone and in an office."""

import pytest
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import expect

from rss_portal.accounts.choices import Role
from rss_portal.accounts.models import User
from tests.browser.looking import faults, follow
from tests.conftest import MOBILE, OFFICE
from tests.factories import make_country, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OPEN = [
    "/accounts/login/",
    "/accounts/password/reset/",
    "/ui/components/",
    "/ui/search/?q=116",
    "/ui/search/?q=qqq",
    "/no-such/",
]
OPEN += [f"/ui/about/{name}/" for name in ("licence", "contacts", "accessibility", "tour")]
SIGNED_IN = [
    "/accounts/profile/",
    "/accounts/password/",
    "/accounts/second-factor/",
    "/accounts/people/",
    "/accounts/people/new/",
]
PASSWORD = "parol-123456"
WEIGHT_LIMIT = 300_000


@pytest.fixture
def administrator() -> User:
    make_country()
    make_user("editor", Role.AKIMAT_EDITOR, "116000000", last_name="Үлгібаева", first_name="Айгүл")
    return make_user("admin", Role.ADMINISTRATOR, "KZ", last_name="Әкімшиева", first_name="Мадина")


@pytest.mark.one_database
@pytest.mark.parametrize("code", ["kk", "ru"])
def test_open_pages_have_no_fault_of_access_and_do_not_overflow(
    page, live_server, administrator, axe, browser_language, code
):
    browser_language(code)
    found = [line for path in OPEN for line in faults(page, axe, live_server.url + path, dark=True)]
    assert not found, "\n".join(found)


@pytest.mark.one_database
@pytest.mark.parametrize("code", ["kk", "ru"])
def test_pages_of_people_have_no_fault_of_access_and_do_not_overflow(
    page, live_server, administrator, axe, browser_sign_in, code
):
    User.objects.update(language=code)
    browser_sign_in(administrator)
    person = reverse("accounts:person", args=[User.objects.get(username="editor").pk])
    paths = [*SIGNED_IN, person, f"{person}edit/"]
    found = [line for path in paths for line in faults(page, axe, live_server.url + path, dark=True)]
    assert not found, "\n".join(found)


def test_the_pages_of_a_refused_form_and_of_the_second_factor_are_accessible(
    page, live_server, administrator, axe, browser_sign_in
):
    page.goto(f"{live_server.url}/accounts/login/")
    page.fill("#id_username", "admin")
    page.fill("#id_password", "wrong")
    follow(page, page.locator("main button[type=submit]"))
    page.wait_for_selector(".error-summary:focus")
    assert not axe(page)
    TOTPDevice.objects.create(user=administrator, name="totp", confirmed=True)
    browser_sign_in(administrator)
    page.goto(f"{live_server.url}/accounts/profile/")
    assert "/accounts/login/code/" in page.url
    assert not axe(page)


def test_a_person_signs_in_sees_role_and_place_and_signs_out(page, live_server, administrator):
    page.goto(f"{live_server.url}/accounts/login/?next=/accounts/profile/")
    page.fill("#id_username", "editor")
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url("**/accounts/profile/")
    account = page.locator(".top-tools details.menu").last
    assert "Зеренді ауданы" in account.inner_text()
    account.locator("summary").click()
    follow(page, account.get_by_role("button"))
    page.goto(f"{live_server.url}/accounts/profile/")
    assert "/accounts/login/" in page.url


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("size", [OFFICE, MOBILE], ids=["office", "phone"])
def test_the_language_is_switched_on_the_same_page(browser, live_server, administrator, scripts, size):
    context = browser.new_context(java_script_enabled=scripts, viewport=size)
    page = context.new_page()
    page.goto(f"{live_server.url}/ui/search/?q=116")
    menu = page.locator(".top-tools details.menu").first if size is OFFICE else page.locator(".top-menu")
    menu.locator("summary").first.click()
    follow(page, menu.get_by_role("button", name="Русский"))
    assert page.url.endswith("/ui/search/?q=116")
    assert page.locator("html").get_attribute("lang") == "ru"
    context.close()


def test_light_and_dark_follow_the_device_until_the_person_chooses(page, live_server, administrator):
    canvas = "getComputedStyle(document.body).backgroundColor"
    page.emulate_media(color_scheme="dark")
    page.goto(f"{live_server.url}/accounts/login/")
    assert page.evaluate(canvas) == "rgb(15, 26, 34)"
    page.emulate_media(color_scheme="light")
    assert page.evaluate(canvas) == "rgb(244, 247, 249)"
    page.locator(".top-tools details.menu summary").first.click()
    page.locator(".top-tools button[name=theme]").click()
    assert page.evaluate(canvas) == "rgb(15, 26, 34)"
    page.goto(f"{live_server.url}/ui/about/tour/")
    assert page.evaluate(canvas) == "rgb(15, 26, 34)"


def test_the_first_tab_stop_skips_to_the_content(page, live_server, administrator):
    page.goto(f"{live_server.url}/ui/about/tour/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    assert page.locator(".skip-link").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_escape_closes_a_menu_and_returns_the_focus(page, live_server, administrator):
    page.goto(f"{live_server.url}/ui/about/tour/")
    summary = page.locator(".top-tools details.menu summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator(".top-tools details.menu").first.get_attribute("open") is not None
    page.keyboard.press("Escape")
    assert page.locator(".top-tools details.menu").first.get_attribute("open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_role_is_taken_back_only_after_a_question(browser, live_server, administrator, signed_in, settings, scripts):
    context = browser.new_context(java_script_enabled=scripts, viewport=OFFICE)
    cookie = signed_in(administrator).cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    page = context.new_page()
    editor = User.objects.get(username="editor")
    page.goto(live_server.url + reverse("accounts:person", args=[editor.pk]))
    ask = page.locator(
        f'details.ask:has(form[action="{reverse("accounts:revoke", args=[editor.role_grants.get().pk])}"])'
    )
    assert not ask.get_by_role("button").is_visible()
    ask.locator("summary").click()
    follow(page, ask.get_by_role("button"))
    assert not User.objects.get(pk=editor.pk).grants
    context.close()


def test_a_form_that_asks_in_a_dialog_is_sent_only_after_a_yes(page, live_server, administrator):
    page.goto(f"{live_server.url}/ui/components/")
    page.locator("form[data-confirm] button").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button").last.click()
    expect(dialog).to_have_count(0)
    assert page.url.endswith("/ui/components/")
    page.locator("form[data-confirm] button").click()
    page.get_by_role("dialog").get_by_role("button").first.click()
    page.wait_for_url("**/ui/components/?*")


def test_pages_break_no_rule_of_the_content_policy_and_load_little(page, live_server, administrator):
    said, weights = [], []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("response", lambda answer: weights.append(len(answer.body())))
    page.goto(f"{live_server.url}/ui/components/", wait_until="networkidle")
    assert not said
    assert sum(weights) < WEIGHT_LIMIT
