"""The dashboards in a real browser: accessible in Kazakh and Russian, on a phone and in an office."""

import re

import pytest

from tests.browser.looking import faults, faults_in_the_dark, follow
from tests.conftest import MOBILE, OFFICE
from tests.dashboards.conftest import empty_cache  # noqa: F401  each test computes its own figures
from tests.dashboards.world import OPEN, PUBLISHED, World, make_world
from tests.factories import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OPEN_PAGES = {
    "country": f"/?year={PUBLISHED}",
    "country rural": f"/?year={PUBLISHED}&scope=rural&metric=low",
    "region": f"/territories/110000000/?year={PUBLISHED}",
    "district": f"/territories/116000000/?year={PUBLISHED}",
    "settlements": f"/territories/110000000/settlements/?year={PUBLISHED}",
    "passport": f"/passport/116030300/?year={PUBLISHED}",
    "items": "/items/",
    "item": "/items/EDU-01/",
    "direction": "/directions/EDU/",
    "explanation": f"/explain/116030100/{PUBLISHED}/",
    "explanation of an item": f"/explain/116030100/{PUBLISHED}/?item=EDU-01",
    "explanation of the country": f"/explain/KZ/{PUBLISHED}/",
    "figure": f"/?year={PUBLISHED}&chart=ranking",
    "method": "/method/",
    "editions": "/editions/",
    "edition": "/editions/2023/",
    "comparison": "/editions/compare/?first=2023&second=2019-presence",
    "no figures": "/?year=1999",
}
STAFF_PAGES = {"runs": "/runs/", "open year": f"/?year={OPEN}", "open passport": f"/passport/116030100/?year={OPEN}"}


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.mark.one_database
@pytest.mark.parametrize("code", ["kk", "ru"])
def test_no_page_has_a_fault_of_access_or_overflows(page, live_server, world, axe, browser_language, code):
    browser_language(code)
    found = [line for path in OPEN_PAGES.values() for line in faults(page, axe, live_server.url + path)]
    assert not found, "\n".join(found)


@pytest.mark.one_database
@pytest.mark.parametrize("code", ["kk", "ru"])
def test_no_page_of_the_staff_has_a_fault(page, live_server, world, axe, browser_sign_in, code):
    browser_sign_in(make_user("analyst", "ministry_analyst", language=code))
    found = [line for path in STAFF_PAGES.values() for line in faults(page, axe, live_server.url + path)]
    assert not found, "\n".join(found)


@pytest.mark.one_database
def test_in_the_dark_nothing_is_unreadable(page, live_server, world, axe):
    for path in (OPEN_PAGES["country"], OPEN_PAGES["passport"], OPEN_PAGES["district"]):
        page.goto(live_server.url + path)
        for size in (OFFICE, MOBILE):
            page.set_viewport_size(size)
            assert not faults_in_the_dark(page, axe), path


def test_a_reader_goes_from_the_country_down_to_one_entry(page, live_server, world):
    page.goto(f"{live_server.url}/?year={PUBLISHED}")
    follow(page, page.locator("section", has_text="Өңірлер").get_by_role("link", name="Ақмола облысы").first)
    follow(page, page.get_by_role("link", name="Зеренді ауданы").first)
    follow(page, page.locator("#settlements-card").get_by_role("link", name="Зеренді а."))
    assert f"year={PUBLISHED}" in page.url
    follow(page, page.locator(".dash-headline .why").first)
    assert f"/explain/116030100/{PUBLISHED}/" in page.url
    follow(page, page.get_by_role("link", name="Білім беру мектептері").first)
    assert "item=EDU-01" in page.url
    assert page.locator(".dash-formula").count() >= 1


def test_the_choice_of_year_works_without_scripts_and_stays(browser, live_server, world):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url)
    page.get_by_label("Жыл", exact=True).select_option("2023")
    follow(page, page.get_by_role("button", name="Көрсету").first)
    assert "year=2023" in page.url
    follow(page, page.get_by_role("link", name=re.compile("Ақмола облысы")).first)
    assert "year=2023" in page.url
    context.close()


def test_a_passport_prints_on_paper(page, live_server, world):
    page.goto(live_server.url + OPEN_PAGES["passport"])
    page.emulate_media(media="print")
    assert page.get_by_role("button", name="Көрсету").count() == 0
    assert page.locator(".dash-number").first.is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")
