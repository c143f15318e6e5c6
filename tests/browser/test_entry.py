"""Entering the inventory in a real browser: keyboard, autosave, warnings, conflicts, a lost connection."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from settlements import item_lists
from settlements.choices import Status
from settlements.models import InventoryReturn
from settlements.services.entries import save_entry
from tests.conftest import MOBILE, OFFICE
from tests.settlements.entry_world import LISTED, YEAR, World, make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCHOOL = "#row-116030100-EDU-01"


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch, transactional_db: None) -> World:
    monkeypatch.setattr(item_lists, "_provider", [lambda edition: dict.fromkeys(Status.values, LISTED)])
    return make_world()


@pytest.fixture
def open_entry(page: Any, live_server: Any, world: World, browser_sign_in: Callable[[Any], None]) -> Callable[..., Any]:
    def open_page(user: Any = None) -> Any:
        browser_sign_in(user or world.editor)
        address = reverse("settlements:entry", args=[world.village.kato, YEAR])
        page.goto(f"{live_server.url}{address}?direction=EDU")
        return page

    return open_page


def cell(page: Any, field: str, row: str = SCHOOL) -> Any:
    return page.locator(f"{row} [data-field={field}]")


def state_of(page: Any, row: str = SCHOOL) -> Any:
    return page.locator(row)


def test_values_are_entered_by_keyboard_alone_and_saved(open_entry: Callable[..., Any], world: World) -> None:
    page = open_entry()
    cell(page, "required").focus()
    for text in ("4", "1", "0", "2"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.type("0")
    page.keyboard.press("Enter")  # down into the next row: this one is saved
    expect(state_of(page)).to_have_attribute("data-state", "complete")
    expect(page.locator(f"{SCHOOL} [data-state-text]")).to_have_text("Сақталды")
    expect(page.locator(f"{SCHOOL} [data-existing]")).to_have_text("3")
    entry = world.entry(world.school)
    assert (entry.required, entry.good, entry.current_repair, entry.capital_repair, entry.emergency) == (4, 1, 0, 2, 0)


def test_a_wrong_value_is_told_at_its_cell_and_esc_takes_it_back(open_entry: Callable[..., Any], world: World) -> None:
    page = open_entry()
    cell(page, "good").fill("12,5")
    expect(page.locator(f"{SCHOOL} [data-cell=good] .cell-error")).to_have_text("12,5 табылды, бүтін сан керек")
    expect(cell(page, "good")).to_have_attribute("aria-invalid", "true")
    cell(page, "good").focus()
    page.keyboard.press("Escape")
    expect(cell(page, "good")).to_have_value("")
    expect(state_of(page)).to_have_attribute("data-state", "empty")
    assert world.entry(world.school) is None


def test_a_warning_is_confirmed_with_a_note_in_the_row(open_entry: Callable[..., Any], world: World) -> None:
    page = open_entry()
    cell(page, "good").fill("9")
    expect(state_of(page)).to_have_attribute("data-state", "confirm")
    page.locator(f"{SCHOOL} .confirm-note input").fill("Алты мектеп салынды")
    page.locator(f"{SCHOOL} .confirm-note button").click()
    expect(state_of(page)).to_have_attribute("data-state", "partial")
    assert world.entry(world.school).change_set.reason == "Алты мектеп салынды"


@pytest.mark.parametrize(("choice", "kept"), [(0, 2), (1, 3)])
def test_the_second_of_two_people_in_a_cell_chooses(
    open_entry: Callable[..., Any], world: World, choice: int, kept: int
) -> None:
    page = open_entry()
    save_entry(world.district_head, world.village, YEAR, world.school, {"good": 2}, seen_version=None)
    cell(page, "good").fill("3")
    expect(state_of(page)).to_have_attribute("data-state", "conflict")
    expect(page.locator(f"{SCHOOL} .message-conflict")).to_contain_text("district_head")
    page.locator(f"{SCHOOL} .message-buttons button").nth(choice).click()
    expect(state_of(page)).to_have_attribute("data-state", "partial")
    expect(cell(page, "good")).to_have_value(str(kept))
    assert world.entry(world.school).good == kept


def test_a_value_typed_without_connection_is_kept_and_saved_later(open_entry: Callable[..., Any], world: World) -> None:
    page = open_entry()
    page.context.set_offline(True)
    cell(page, "good").fill("3")
    expect(state_of(page)).to_have_attribute("data-state", "waiting")
    assert world.entry(world.school) is None
    page.context.set_offline(False)
    expect(state_of(page)).to_have_attribute("data-state", "partial", timeout=15_000)
    assert world.entry(world.school).good == 3


def test_values_that_were_not_saved_come_back_with_the_page(open_entry: Callable[..., Any], world: World) -> None:
    page = open_entry()
    page.on("dialog", lambda dialog: dialog.accept())
    page.route("**/entry/cell/", lambda route: route.abort())
    cell(page, "good").fill("3")
    expect(state_of(page)).to_have_attribute("data-state", "waiting")
    page.unroute("**/entry/cell/")
    page.reload()
    expect(state_of(page)).to_have_attribute("data-state", "partial")
    expect(cell(page, "good")).to_have_value("3")
    assert world.entry(world.school).good == 3


@pytest.fixture
def open_grid(page: Any, live_server: Any, world: World, browser_sign_in: Callable[[Any], None]) -> Callable[..., Any]:
    def open_page(query: str = "") -> Any:
        browser_sign_in(world.district_head)
        page.goto(live_server.url + reverse("settlements:grid", args=["116000000", YEAR, "EDU"]) + query)
        return page

    return open_page


def grid_cell(page: Any) -> Any:
    return page.locator("[data-open-cell*='/116030100/2025/EDU-01/']")


def test_a_cell_of_the_directions_grid_is_filled_in_where_it_is_by_keyboard_alone(
    open_grid: Callable[..., Any], world: World
) -> None:
    page = open_grid()
    grid_cell(page).focus()
    page.keyboard.press("Enter")
    expect(cell(page, "required")).to_be_focused()
    expect(page.locator(f"{SCHOOL} [data-cell=capital_repair] .cell-last")).to_contain_text("2")  # last year's
    for text in ("4", "1", "0", "2", "0"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    expect(state_of(page)).to_have_attribute("data-state", "complete")
    expect(grid_cell(page)).to_have_text("3 / 4")
    expect(page.locator("[data-entered=EDU-01]")).to_have_text("1")
    cell(page, "good").focus()
    page.keyboard.press("Escape")
    expect(grid_cell(page)).to_be_focused()
    expect(page.locator(SCHOOL)).to_have_count(0)
    assert world.entry(world.school).good == 1


def test_an_open_cell_with_a_wrong_value_stays_open_until_it_is_settled(
    open_grid: Callable[..., Any], world: World
) -> None:
    page = open_grid()
    grid_cell(page).click()
    cell(page, "good").fill("12,5")
    page.locator("[data-close-cell]").click()
    expect(page.locator(f"{SCHOOL} [data-cell=good] .cell-error")).to_have_text("12,5 табылды, бүтін сан керек")
    cell(page, "good").focus()
    page.keyboard.press("Escape")
    expect(cell(page, "good")).to_have_value("")
    page.keyboard.press("Escape")
    expect(page.locator(SCHOOL)).to_have_count(0)
    assert world.entry(world.school) is None


def test_the_second_of_two_people_in_a_cell_of_the_grid_is_told(open_grid: Callable[..., Any], world: World) -> None:
    page = open_grid()
    grid_cell(page).click()
    expect(cell(page, "required")).to_be_focused()
    save_entry(world.editor, world.village, YEAR, world.school, {"good": 2}, seen_version=None)
    cell(page, "good").fill("3")
    expect(page.locator(f"{SCHOOL} .message-conflict")).to_contain_text("Айгүл")
    page.locator(f"{SCHOOL} .message-buttons button").first.click()
    expect(grid_cell(page)).to_be_visible()
    assert world.entry(world.school).good == 2


@pytest.mark.parametrize("query", ["", "?item=EDU-01"], ids=["direction", "item"])
def test_the_districts_percent_in_the_foot_is_read_again_after_a_save(
    open_grid: Callable[..., Any], world: World, query: str
) -> None:
    page = open_grid(query)
    expect(page.locator("tfoot .entry-live")).to_contain_text("Зеренді ауданы")
    if not query:
        grid_cell(page).click()
    with page.expect_response(lambda answer: "/live/" in answer.url):
        cell(page, "required").fill("4")


def test_last_years_values_are_confirmed_for_all_only_after_a_question(
    open_entry: Callable[..., Any], world: World
) -> None:
    page = open_entry()
    button = page.locator("#same-form button[data-confirm]")
    button.click()
    page.locator("dialog.confirm .button-quiet").click()
    assert world.entry(world.school) is None
    button.click()
    with page.expect_navigation():
        page.locator("dialog.confirm button:not(.button-quiet)").click()
    assert world.entry(world.school).confirmed_same


@pytest.mark.one_database
@pytest.mark.parametrize("size", [MOBILE, OFFICE], ids=["phone", "office"])
def test_axe_finds_nothing_on_the_pages_of_entry(
    page: Any,
    live_server: Any,
    world: World,
    browser_sign_in: Callable[[Any], None],
    browser_language: Callable[[str], None],
    axe: Callable[[Any], list[str]],
    language: str,
    size: dict[str, int],
) -> None:
    save_entry(world.editor, world.village, YEAR, world.school, {"good": 3}, seen_version=None)
    InventoryReturn.objects.filter(settlement=world.village).update(state="submitted")
    type(world.district_head).objects.filter(pk=world.district_head.pk).update(language=language)
    browser_sign_in(world.district_head)
    browser_language(language)
    page.set_viewport_size(size)
    village = world.village.kato
    for address in (
        reverse("settlements:entry", args=[village, YEAR]) + "?direction=EDU",
        reverse("settlements:entry_panel", args=[village, YEAR, "EDU-01"]),
        reverse("settlements:grid", args=["116000000", YEAR, "EDU"]),
        reverse("settlements:grid", args=["116000000", YEAR, "EDU"]) + "?item=EDU-01",
        reverse("settlements:returns", args=[YEAR]),
        reverse("settlements:return", args=[YEAR, village]),
    ):
        page.goto(live_server.url + address)
        assert axe(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], address
    page.goto(live_server.url + reverse("settlements:grid", args=["116000000", YEAR, "EDU"]))
    grid_cell(page).click()
    expect(page.locator(SCHOOL)).to_be_visible()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
