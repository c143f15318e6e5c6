"""A coordinator keeps an object and its users in a real browser; the public sees the free places."""

import pytest
from django.urls import reverse

from infra_support.models import InfrastructureObject
from tests.access.support_objects import support_objects
from tests.browser.looking import faults, follow
from tests.factories import make_country, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_coordinator_gives_places_and_the_public_sees_what_is_left(page, live_server, axe, browser_sign_in):
    country, ministry = make_country(), make_user("ministry", "ministry_analyst")
    support_objects(country, {"ministry": ministry})
    held = InfrastructureObject.objects.get()
    browser_sign_in(make_user("coordinator", "coordinator", country["north"].kato))
    address = live_server.url + reverse("support:object", args=[held.pk])
    assert not faults(page, axe, address)
    page.goto(address)
    follow(page, page.locator(".page-actions .button").first)
    page.fill("[name=user_name]", "«Жаңа» ЖШС")
    page.fill("[name=places]", "4")
    page.fill("[name=starts_on]", "2026-02-01")
    page.fill("[name=ends_on]", "2030-02-01")
    follow(page, page.locator("main form .button").first)
    page.wait_for_selector(".error-summary")
    assert "36" in page.inner_text(".error-summary")
    page.fill("[name=ends_on]", "2028-02-01")
    follow(page, page.locator("main form .button").first)
    page.wait_for_selector("#error_places, .error-summary")
    assert held.uses.count() == 1
    page.fill("[name=places]", "2")
    follow(page, page.locator("main form .button").first)
    page.wait_for_url("**/registers/uses/")
    assert held.uses.count() == 2
    for name in ("objects", "uses", "priorities"):
        assert not faults(page, axe, live_server.url + reverse("support:book", args=[name]))
    page.goto(live_server.url + reverse("support:public_objects"))
    assert page.inner_text("tbody tr td:last-child") == "1"
