"""Writing a planning document in a real browser: pages without faults, the grid saves by cell, conflicts are chosen."""

import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import expect

from planning_docs.models import IndicatorFact, IndicatorValue, Section
from planning_docs.rules.reading import Planned
from planning_docs.services.values import Cell, save_value
from tests.browser.looking import faults, follow
from tests.conftest import MOBILE, OFFICE
from tests.factories import make_country
from tests.planning_docs.pages_world import FIRST, LAST, PlanningWorld, make_planning_world, put_in_force

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("RSS_SCREENSHOTS", "")  # a folder, to look at the pages


@pytest.fixture
def world(transactional_db: None) -> PlanningWorld:
    cache.clear()
    return make_planning_world(make_country())


def address(live_server: Any, name: str, *args: Any) -> str:
    return live_server.url + reverse(f"planning:{name}", args=args)


def pages(live_server: Any, world: PlanningWorld) -> list[str]:
    plan, key = world.plan.pk, world.indicator.key
    asked = [
        ("documents",), ("dashboard",), ("bodies",), ("body", "AKIMAT-11"), ("new_document",), ("document", plan),
        ("messages", plan), ("sections", plan), ("measures", plan), ("resources", plan), ("passports", plan),
        ("passport", plan, key), ("changes", plan), ("values", plan), ("districts", plan, key),
        ("decomposition", plan), ("indicator_tree", plan, key), ("carried", plan, key), ("link", plan, key),
        ("measure_years", plan, world.measure.key), ("new_row", plan, "resources"), ("row", plan, "indicators", key),
        ("row", plan, "elements", world.goal.key), ("row", plan, "sections", world.edition.sections.first().key),
    ]  # fmt: skip
    found = [address(live_server, *one) for one in asked]
    return [*found, f"{address(live_server, 'document', plan)}?node={world.goal.key}"]


def shoot(page: Any, code: str) -> None:
    """A picture of every width for people to look at, where a folder is named."""
    for width, size in (("mobile", MOBILE), ("office", OFFICE)) if SHOTS else ():
        page.set_viewport_size(size)
        name = page.url.split("/planning/")[1].replace("/", "_").split("?")[0] or "list"
        page.screenshot(path=Path(SHOTS) / f"{name[:24]}_{code}_{width}.png", full_page=True)


@pytest.mark.one_database
@pytest.mark.parametrize("code", ["kk", "ru"])
def test_no_page_of_the_editor_has_a_fault(page, live_server, world, axe, browser_sign_in, code):
    IndicatorFact.objects.create(
        document=world.plan, indicator_key=world.indicator.key, year=FIRST, value=Decimal("9.5"), status="official"
    )
    world.editor.language = code
    world.editor.save(update_fields=["language"])
    browser_sign_in(world.editor)
    found: list[str] = []
    for one in pages(live_server, world):
        found += faults(page, axe, one)
        shoot(page, code)
    assert not found, "\n".join(found)


def cell(page: Any, world: PlanningWorld, year: int) -> Any:
    return page.locator(f'[data-cell="{world.indicator.key}:{year}:"]')


def test_a_cell_is_saved_when_one_leaves_it_and_the_second_person_chooses(page, live_server, world, browser_sign_in):
    browser_sign_in(world.editor)
    page.goto(address(live_server, "values", world.plan.pk))
    first = cell(page, world, FIRST)
    first.locator(".pd-input").fill("21,5")
    page.keyboard.press("Tab")
    expect(first).to_have_attribute("data-state", "saved")
    assert IndicatorValue.objects.get(indicator=world.indicator, year=FIRST).plan == Decimal("21.5")
    save_value(world.editor, world.edition, Cell(world.indicator.key, LAST), Planned(Decimal(50)))
    last = cell(page, world, LAST)
    last.locator(".pd-input").fill("60")
    page.keyboard.press("Tab")
    expect(last.locator("[data-problem]")).to_contain_text("50")
    last.get_by_role("button").first.click()
    expect(last).to_have_attribute("data-state", "saved")
    assert IndicatorValue.objects.get(indicator=world.indicator, year=LAST).plan == 60


def test_a_section_is_written_with_the_editor_of_rich_text(page, live_server, world, browser_sign_in):
    browser_sign_in(world.editor)
    section = world.edition.sections.get(code="vision")
    page.goto(address(live_server, "row", world.plan.pk, "sections", section.key))
    editor = page.locator("[contenteditable=true]").first
    editor.click()
    page.keyboard.type("Аумақтың пайымы")
    page.locator("form .button[type=submit]").last.scroll_into_view_if_needed()
    with page.expect_navigation():
        page.locator("main form").first.evaluate("form => form.requestSubmit()")
    page.wait_for_url("**/sections/**")
    expect(page.locator("main")).to_contain_text("Аумақтың пайымы")
    assert "Аумақтың пайымы" in Section.objects.get(pk=section.pk).text_kk


def test_an_indicator_is_removed_only_after_it_was_asked(page, live_server, world, browser_sign_in):
    browser_sign_in(world.editor)
    page.goto(address(live_server, "row", world.plan.pk, "indicators", world.indicator.key))
    page.locator("details.ask summary").click()
    follow(page, page.locator("details.ask button"))
    page.wait_for_url(f"**/planning/{world.plan.pk}/**")
    assert not world.edition.indicators.exists()


@pytest.mark.one_database
def test_a_published_document_reads_well_without_signing_in(page, live_server, world, axe):
    put_in_force(world.plan)
    names = ("documents", "dashboard")
    found = [line for name in names for line in faults(page, axe, address(live_server, name))]
    found += faults(page, axe, address(live_server, "document", world.plan.pk))
    assert not found, "\n".join(found)
