"""Signing in a real browser: through the stand-in for NCALayer over its WebSocket, every refusal in words."""

from typing import Any

import pytest
from django.urls import reverse

from rss_portal.signing.models import SignatureRecord
from rss_portal.signing.services import Expected, request_signature
from tests.browser.looking import faults
from tests.factories import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXT = "Өтінім № 110000000-2026-1\nӨтініш беруші: «Дән» ЖШС\nЖоба: қойма салу\n".encode()
REFUSED = {
    "authentication": "authentication",
    "expired": "expired",
    "revoked": "revoked",
    "other": "other_person",
    "employee": "no_authority",
    "self_made": "chain_wrong",
}


def ask(user: Any, number: int) -> str:
    expected = Expected("900101300017", "000140000017")
    asked = request_signature(user, "tests.sign", number, TEXT, title="Өтінім № 1", expected=expected)
    return reverse("signing:sign", args=[asked.public_id])


def press(page: Any, variant: str) -> None:
    page.select_option("[data-variant]", variant)
    page.click("[data-stand-in]")


def test_a_person_signs_with_the_stand_in_and_is_told_why_when_it_is_refused(
    page, live_server, stand_in, axe, browser_sign_in
):
    user = make_user("signer", "entrepreneur", last_name="Жұмабаев")
    browser_sign_in(user)
    address = live_server.url + ask(user, 1)
    assert not faults(page, axe, address)
    page.goto(address)
    press(page, "cancel")
    page.wait_for_selector("[data-state=cancelled]:visible")
    for variant, reason in REFUSED.items():
        press(page, variant)
        page.wait_for_selector("#refusal")
        record = SignatureRecord.objects.latest("received_at")
        assert reason in record.reasons
        page.goto(address)
    for variant, algorithm in (("rsa", "RSA"), ("gost", "GOST")):
        page.goto(live_server.url + ask(user, 1 if variant == "rsa" else 2))
        press(page, variant)
        page.wait_for_url("**/signing/records/**")
        assert algorithm in page.inner_text("main")
        assert not faults(page, axe, page.url)


def test_without_ncalayer_the_page_says_so(page, live_server, browser_sign_in):
    user = make_user("signer", "entrepreneur", last_name="Жұмабаев")
    browser_sign_in(user)
    page.goto(live_server.url + ask(user, 1))
    page.click("#way-ncalayer ~ p [data-sign]")
    page.wait_for_selector("[data-state=not_running]:visible", timeout=10_000)
