"""The clerk's journey with the workbook, in a real browser: upload, problems, correction, acceptance."""

import os
from pathlib import Path

import pytest

from settlements.models import InventoryEntry
from tests.conftest import MOBILE, OFFICE
from tests.exchange.conftest import send, workbook, world  # noqa: F401  fixtures
from tests.exchange.test_round_trip import A, filled

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WHERE = "/exchange/upload/settlements.inventory/116000000/2025/"
SHOTS = os.environ.get("RSS_SHOTS", "")


def looked_at(page, name):
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("viewport", [MOBILE, OFFICE], ids=["360", "1366"])
def test_a_clerk_uploads_sees_every_mistake_corrects_and_accepts(
    world,
    workbook,
    page,
    live_server,
    browser_sign_in,
    browser_language,
    axe,
    language,
    viewport,
    tmp_path,  # noqa: F811
):
    page.set_viewport_size(viewport)
    world.editor.language = language
    world.editor.save()
    browser_sign_in(world.editor)
    browser_language(language)
    bad, good = tmp_path / "қате.xlsx", tmp_path / "дұрыс.xlsx"
    bad.write_bytes(filled(workbook, world).put("network", A, world.codes[2], covered=2000).data())
    good.write_bytes(filled(workbook, world).data())
    seen: list[str] = []

    def examined(name: str) -> None:
        looked_at(page, f"{name}-{language}-{viewport['width']}")
        seen.extend(f"{name}: {found}" for found in axe(page))
        assert fits(page), name

    page.goto(live_server.url + WHERE)
    examined("upload")
    with page.expect_download() as download:
        page.click("a[href*='/exchange/download/']")
    assert Path(download.value.path()).read_bytes().startswith(b"PK")
    page.set_input_files("#file", bad)
    page.click("#upload-form button")
    page.wait_for_url("**/exchange/imports/**")
    assert page.locator("#problems").is_visible()
    examined("problems")
    with page.expect_download() as download:
        page.click("a[href$='/marked/']")
    assert download.value.suggested_filename.startswith("corrections_")
    page.goto(live_server.url + WHERE)
    page.set_input_files("#file", good)
    page.click("#upload-form button")
    page.wait_for_url("**/exchange/imports/**")
    examined("differences")
    page.click("form[action$='/accept/'] button")
    page.wait_for_selector(".notice-success")
    examined("accepted")
    assert InventoryEntry.objects.count() == 3
    page.goto(live_server.url + "/exchange/imports/")
    examined("imports")
    assert seen == []
