"""Nothing that anybody may read, and no log, holds an IIN, a bank detail, a phone, an address or a document of identity.

Recognisable values are put into every personal field there is; then every address is asked for as a visitor would,
in every format, and what came out is searched, the insides of workbooks and archives included.
"""

import io
import logging
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from infra_support.models import (
    Application,
    ApplicationText,
    CoordinatorRecord,
    EligibilityLine,
    Enterprise,
    Invitation,
    Registration,
)
from rss_portal.accounts.models import User
from rss_portal.operations.logs import JsonFormatter
from tests.access.asking import ASKED, address_of, answer
from tests.access.world import AccessWorld, addresses

pytestmark = pytest.mark.django_db
MARK = "QZX"  # stands in every text below and nowhere else in the portal
NUMBERS = {
    "head_iin": "850817399811", "iin": "850817399822", "bank_bin": "850817399833", "identity_number": "850817399844",
    "iik": "KZ85081739985508173985", "phone": "+7 707 850 81 73", "bic": "QZXBKZKA",
}  # fmt: skip
TEXTS = ("head_name", "full_name", "identity_issuer", "address", "start_place", "bank_name", "access_code")
SECRETS = (MARK, "8508173998", "KZ850817", "707 850 81 73", "7078508173", "1983-04-05", "05.04.1983")
VARIANTS = ("export=csv", "export=xlsx", "format=csv", "format=xlsx", "format=json", "format=geojson")
BY_LETTER = ("support:invitation",)  # shows its own e-mail address to whoever has the secret link of the letter
CHARTS = ("chart=states&format=csv", "chart=jobs&format=xlsx")


@pytest.fixture
def marked(world: AccessWorld) -> AccessWorld:
    _mark_applications()
    enterprise = Enterprise.objects.create(
        kind="individual", xin=NUMBERS["iin"], name="«Дән» ЖК", account_number="KZ-77"
    )
    Application.objects.filter(number="11-2026-00002").update(enterprise=enterprise, applicant_kind="individual")
    region = Application.objects.filter(number="11-2026-00001").get().region
    Registration.objects.create(
        email=f"{MARK}@example.kz", email_hash="1" * 64, kind="individual", xin=NUMBERS["iin"], name="«Дән» ЖК",
        last_name=MARK, first_name=MARK, region=region, token_hash="2" * 64,
        expires_at=timezone.now() + timedelta(days=1),
    )  # fmt: skip
    Invitation.objects.update(email=f"{MARK}@example.kz")
    User.objects.filter(username="entrepreneur").update(last_name=MARK, first_name=MARK, email=f"{MARK}@example.kz")
    for kind in ("consultation", "operator", "proposal"):
        CoordinatorRecord.objects.create(
            region=region, kind=kind, date=timezone.localdate(), subject=f"Сұрақ {MARK}", who=f"{MARK} +7 707 850 81 73",
            text=MARK, answer=MARK,
        )  # fmt: skip
    cache.clear()
    return world


def _mark_applications() -> None:
    for application in Application.objects.all():
        for name, value in NUMBERS.items():
            setattr(application, name, value)
        for name in TEXTS:
            setattr(application, name, f"{MARK} {name}"[:12])
        application.typed = f'{{"address": "{MARK}"}}'
        application.identity_date = application.start_date = date(1983, 4, 5)
        application.save()
        ApplicationText.objects.create(application=application, number=9, content=MARK.encode(), sha256="0" * 64)
        EligibilityLine.objects.filter(application=application).update(evidence=MARK)


def texts_of(found: Any) -> Iterator[str]:
    """What a reader of the answer can get at: headers, the body, the insides of a workbook or an archive."""
    yield str(found.headers)
    data = found.body
    yield data.decode("utf-8", errors="replace")
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield archive.read(name).decode("utf-8", errors="replace")


def asked_by(world: AccessWorld, client: Client, variants: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """Every address with its answers: plain, and those of VARIANTS that are given."""
    for name, pattern in addresses():
        if name in BY_LETTER:
            continue
        address = address_of(world, name, pattern)
        found = answer(client, "get", name, address)
        yield name, found
        if found.status_code != 200:
            continue
        for variant in variants:
            asked = {**ASKED.get(name, {}), **dict(pair.split("=") for pair in variant.split("&"))}
            page = client.get(address, asked)
            page.body = b"".join(page.streaming_content) if page.streaming else page.content
            yield f"{name}?{variant}", page


def telling(world: AccessWorld, client: Client, variants: tuple[str, ...] = ()) -> dict[str, list[str]]:
    """Addresses whose answer holds a secret, with what it holds."""
    told: dict[str, list[str]] = {}
    for name, found in asked_by(world, client, variants):
        held = " ".join(texts_of(found))
        secrets = [secret for secret in SECRETS if secret in held]
        if secrets:
            told[name] = secrets
    return told


def logged(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Secrets in what was logged, as the lines are written."""
    formatter = JsonFormatter()
    written = " ".join(formatter.format(record) for record in caplog.records)
    assert "rss_portal.requests" in written
    return [secret for secret in SECRETS if secret in written]


def test_nothing_that_a_visitor_opens_or_downloads_holds_personal_data(
    marked: AccessWorld, clients: dict[str, Client], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    assert telling(marked, clients["anonymous"], VARIANTS + CHARTS) == {}
    assert logged(caplog) == []


def test_following_by_number_and_code_shows_no_personal_data(marked: AccessWorld, clients: dict[str, Client]) -> None:
    application = Application.objects.get(number="11-2026-00001")
    application.access_code = "ABCDEFGH"
    application.save()
    sent = {"number": application.number, "code": "ABCDEFGH"}
    page = clients["anonymous"].get("/api/v1/support/follow/", sent)
    assert page.status_code == 200 and application.number in page.content.decode()
    assert not [secret for secret in SECRETS if secret in page.content.decode()]


def test_the_applicant_does_see_them_and_still_nothing_is_logged(
    marked: AccessWorld, clients: dict[str, Client], caplog: pytest.LogCaptureFixture
) -> None:
    """Else the test above could not fail."""
    caplog.set_level(logging.DEBUG)
    told = telling(marked, clients["entrepreneur"])
    assert told.keys() >= {"support:fill_step", "support:application_form", "api:filing_one"}
    for name, pattern in addresses():
        answer(clients["entrepreneur"], "post", name, address_of(marked, name, pattern))
    assert logged(caplog) == []


def test_what_is_typed_into_a_search_or_a_form_is_not_logged(
    marked: AccessWorld, clients: dict[str, Client], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    iin, phone = NUMBERS["iin"], NUMBERS["phone"]
    clients["anonymous"].get("/ui/search/", {"q": iin})
    clients["ministry"].get("/support/queue/", {"q": iin, "view": "all"})
    clients["anonymous"].get("/api/v1/support/follow/", {"number": iin, "code": "QZXQZXQZ"})
    clients["anonymous"].post("/support/register/", {"xin": iin, "email": f"{MARK}@example.kz", "name": MARK})
    clients["anonymous"].post("/support/follow/", {"number": "11-2026-00001", "code": "QZXQZXQZ"})
    draft = marked.objects["support_draft"]
    sent = {"head_iin": iin, "phone": phone, "address": MARK, "version": 1}
    clients["entrepreneur"].post(f"/support/applications/{draft}/fill/applicant/", sent)
    assert logged(caplog) == []
