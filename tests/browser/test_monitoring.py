"""Monitoring of planning documents in a real browser: every page in both languages and widths, and a whole journey."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse

from planning_docs.models import PlanningDocument
from planning_docs.monitoring.demonstration import build_planning
from planning_docs.monitoring.models import Report
from rss_portal.accounts.models import User
from tests.browser.looking import faults, follow
from tests.conftest import MOBILE, OFFICE
from tests.factories import make_country
from tests.planning_docs.monitoring_world import YEAR, make_monitoring_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("RSS_PICTURES", "")


@pytest.fixture
def region_plan(settings: Any) -> PlanningDocument:
    """The first region plan of the demonstration."""
    settings.DEMONSTRATION = True
    make_country()
    call_command("load_calendar", verbosity=0)
    build_planning()
    return PlanningDocument.objects.filter(kind="region_plan").order_by("pk")[0]


def addresses(document: PlanningDocument) -> dict[str, str]:
    facts = reverse("planning:facts", args=[document.pk])
    indicator = document.editions.get().indicators.filter(additive=True).get()
    return {
        "deadlines": f"{reverse('planning:deadlines')}?year=2026&document={document.pk}",
        "indicators": f"{facts}?year=2025",
        "measures": f"{facts}?year=2025&part=measures",
        "districts": f"{reverse('planning:facts_districts', args=[document.pk, indicator.key])}?year=2025",
        "provision": reverse("planning:facts_provision", args=[document.pk, indicator.key]),
        "reports": reverse("planning:reports", args=[document.pk]),
        "report": reverse("planning:report", args=[document.pk, 2025, 0]),
        "accepted": reverse("planning:report", args=[document.pk, 2024, 0]),
    }


@pytest.mark.one_database
@pytest.mark.parametrize("code", ["kk", "ru"])
def test_no_page_of_monitoring_has_a_fault(page, live_server, region_plan, axe, browser_sign_in, code):
    editor = User.objects.get(username="redaktor")
    editor.language = code
    editor.save()
    browser_sign_in(editor)
    found: list[str] = []
    for name, address in addresses(region_plan).items():
        found += faults(page, axe, live_server.url + address)
        for size in (MOBILE, OFFICE) if PICTURES else ():
            page.set_viewport_size(size)
            page.screenshot(path=Path(PICTURES) / f"{name}-{code}-{size['width']}.png", full_page=True)
    assert not found, "\n".join(found)


def test_two_co_executors_the_editor_and_the_authority_carry_a_report_through(
    page, live_server, browser_sign_in, run_jobs
):
    world = make_monitoring_world(make_country())
    facts = f"{live_server.url}{reverse('planning:facts', args=[world.document.pk])}?year={YEAR}"
    report = live_server.url + reverse("planning:report", args=[world.document.pk, YEAR, 0])

    browser_sign_in(world.people["edu"])
    page.goto(facts)
    key = world.indicators["schools"].key
    page.locator(f"#id_i-{key}-value").fill("61,5")
    follow(page, page.locator(".save-bar button"))
    assert page.locator(".notice-success").is_visible()
    assert page.locator(".fact .badge-good").is_visible()

    browser_sign_in(world.people["editor"])
    page.goto(live_server.url + reverse("planning:reports", args=[world.document.pk]))
    page.locator("#id_year").select_option(str(YEAR))
    follow(page, page.locator("section[aria-labelledby=begin] button"))
    page.wait_for_url(report)

    for person, code in (("edu", "EDU"), ("road", "ROAD")):
        browser_sign_in(world.people[person])
        page.goto(report)
        page.locator(f"#id_{code}-text_kk").fill("Орындалды")
        page.locator(f"#id_{code}-text_ru").fill("Исполнено")
        follow(page, page.locator("section[aria-labelledby=information] form button"))

    browser_sign_in(world.people["editor"])
    page.goto(report)
    follow(page, page.locator("section[aria-labelledby=figures] form button"))
    run_jobs()
    page.goto(report)
    page.locator(".page-actions button").click()
    follow(page, page.locator("dialog[open] button").first)
    page.wait_for_selector(".page-actions button[value=submit]")
    follow(page, page.locator(".page-actions button[value=submit]"))

    browser_sign_in(world.people["authority"])
    page.goto(report)
    page.locator(".page-actions button[value=accept]").click()
    page.wait_for_selector(".notice-success")
    held = Report.objects.get()
    assert (held.state, held.figures["bodies_in_time"]) == ("accepted", 2)
