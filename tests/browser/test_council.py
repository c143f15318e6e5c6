"""From submission to completion in a real browser: review, a council without and with a quorum, protocol, budget."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document
from playwright.sync_api import expect
from pypdf import PdfReader

from infra_support.choices import EligibilityCode, EligibilityState
from infra_support.models import Application, CouncilMeeting, EligibilityLine
from infra_support.services import signatures
from infra_support.services.clocks import start_clock
from rss_portal.signing.services import receive
from tests.browser.looking import faults, follow
from tests.infra_support.council_world import World, make_world, signature

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


class Journey:
    """The browser, the person who sits before it, and short words for what is done."""

    def __init__(self, page: Any, server: Any, sign_in: Any, world: World):
        self.page, self.server, self.sign_in, self.world = page, server, sign_in, world

    def as_(self, name: str, language: str = "kk") -> None:
        person = self.world.people[name]
        person.language = language
        person.save(update_fields=["language"])
        self.sign_in(person)

    def open(self, name: str, *args: Any) -> None:
        self.page.goto(self.server.url + reverse(name, args=args))

    def panel(self, application: Application, code: str, **values: str) -> None:
        """Fill in the panel CODE of an application's page and send it."""
        self.open("support:application", application.public_id)
        for field, value in values.items():
            self.page.locator(f"#panel-{code} [name={field}]").first.fill(value)
        follow(self.page, self.page.locator(f"#panel-{code} form button"))

    def confirm(self) -> None:
        follow(self.page, self.page.locator("dialog[open] button").first)

    def download(self, name: str, *args: Any) -> bytes:
        answer = self.page.request.get(self.server.url + reverse(name, args=args))
        assert answer.status == 200, (name, args, answer.status)
        return answer.body()


@pytest.fixture
def journey(page: Any, live_server: Any, browser_sign_in: Any, world: World) -> Journey:
    return Journey(page, live_server, browser_sign_in, world)


def under_review(journey: Journey, application: Application) -> None:
    """The coordinator accepts, signs, checks every line and recommends."""
    world = journey.world
    journey.as_("coordinator")
    journey.panel(application, "accept")
    coordinator = world.people["coordinator"]
    asked = signatures.ask_for_acceptance(coordinator, application)
    receive(coordinator, asked, signature(coordinator, bytes(asked.content)))
    journey.open("support:application", application.public_id)
    line = journey.page.locator(".check-list li").first
    line.locator("summary").click()
    line.locator("select").select_option("met")
    line.locator("button").click()  # without evidence
    expect(journey.page.locator(".check-list .field-error").first).to_be_visible()
    journey.page.locator(".check-list li").first.locator("textarea").fill("Өңірлік тізім, 2026 жыл")
    journey.page.locator(".check-list li").first.locator("button").click()
    expect(journey.page.locator(".check-list li").first.locator(".badge-good")).to_be_visible()
    EligibilityLine.objects.filter(application=application, checked_at=None).update(
        state=EligibilityState.MET, evidence="анықтама", checked_at=timezone.now(), checked_by=coordinator
    )
    journey.panel(application, "recommend")


def meeting(journey: Journey, attending: int) -> CouncilMeeting:
    """The secretary plans a meeting for today, opens it and marks who attends."""
    page, world = journey.page, journey.world
    journey.as_("secretary")
    journey.open("support:meeting_new", world.region.kato)
    page.fill("[name=held_on]", timezone.localdate().isoformat())
    page.fill("[name=begins_at]", "10:00")
    page.fill("[name=place]", "Көкшетау, Абай к-сі, 83")
    follow(page, page.locator("main form button"))
    follow(page, page.locator("form[action$='/do/open/'] button"))
    boxes = page.locator(".attendance input")
    for place in range(attending):
        boxes.nth(place).check()
    follow(page, page.locator("form[action$='/do/attendance/'] button"))
    return CouncilMeeting.objects.order_by("-number")[0]


def close(journey: Journey) -> None:
    journey.page.locator("form[action$='/do/close/'] button").click()
    journey.confirm()


def vote(journey: Journey, place: int, votes: tuple[int, int, int], reason: str = "") -> None:
    card = journey.page.locator(".agenda > li").nth(place)
    for name, count in zip(("votes_for", "votes_against", "abstained"), votes, strict=True):
        card.locator(f"[name={name}]").fill(str(count))
    if reason:
        card.locator("textarea").fill(reason)
    follow(journey.page, card.locator("form[action*='/votes/'] button"))


def texts(content: bytes, kind: str) -> str:
    if kind == "pdf":
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join([*(one.text for one in document.paragraphs), *cells])


def test_from_submission_to_completion(journey: Journey, world: World) -> None:
    good, bad = world.application("submitted"), world.application("submitted")
    for one in (good, bad):
        start_clock(one, "review", timezone.localdate())
        EligibilityLine.objects.filter(application=one).update(
            state="met", evidence="", checked_at=None, checked_by=None
        )
    page = journey.page
    under_review(journey, good)
    under_review(journey, bad)

    # a council that lacks its quorum decides nothing
    meeting(journey, attending=7)
    expect(page.locator(".quorum .badge-bad")).to_be_visible()
    expect(page.locator(".agenda form[action*='/votes/'] button").first).to_be_disabled()
    close(journey)
    expect(page.locator(".application-state")).to_contain_text("Кворум жоқ")
    assert set(Application.objects.values_list("state", flat=True)) == {"on_agenda"}

    # the next one meets: exactly two thirds approve, one vote less declines
    held = meeting(journey, attending=9)
    expect(page.locator(".quorum .badge-good")).to_be_visible()
    expect(page.locator(".needed").first).to_contain_text("6 керек")
    vote(journey, 0, (6, 3, 0))
    expect(page.locator(".agenda > li").nth(0).locator(".badge-good")).to_be_visible()
    vote(journey, 1, (5, 4, 0))  # the reasons are missing
    expect(page.locator(".agenda > li").nth(1).locator(".field-error").first).to_be_visible()
    vote(journey, 1, (5, 4, 0), "Тиімділік көрсеткіштері негізделмеген")
    expect(page.locator(".agenda > li").nth(1).locator(".badge-bad")).to_be_visible()
    close(journey)
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.state, bad.state) == ("approved", "declined")

    # the protocol, signed and read in both languages
    expect(page.locator("form[action$='/sign/'] button")).to_be_visible()
    secretary = world.people["secretary"]
    held.refresh_from_db()
    asked = signatures.ask_for_protocol(secretary, held)
    receive(secretary, asked, signature(secretary, bytes(asked.content)))
    for language, words in (("kk", "ХАТТАМА"), ("ru", "ПРОТОКОЛ")):
        for kind in ("pdf", "docx"):
            text = texts(journey.download("support:protocol", held.pk, language, kind), kind)
            assert words in text
            assert good.project_name in text

    # letters, package
    journey.as_("coordinator")
    for one in (good, bad):
        journey.panel(one, "notify")
    text = texts(journey.download("support:letter", bad.public_id, "decline", "kk", "docx"), "docx")
    assert "Тиімділік көрсеткіштері негізделмеген" in text
    assert "үштен екісінен" in text
    assert "двух третей" in texts(
        journey.download("support:letter", bad.public_id, "decline", "ru", "pdf"), "pdf"
    ).replace("\n", " ")
    assert "одобрил" in texts(journey.download("support:letter", good.public_id, "approval", "ru", "docx"), "docx")
    journey.open("support:meeting", held.pk)
    follow(page, page.locator("form[action$='/do/forward/'] button"))
    good.refresh_from_db()
    assert good.state == "with_budget"
    assert journey.download("support:package", good.budget.package_id)[:2] == b"PK"

    # the budget
    today = timezone.localdate()
    journey.as_("budget")
    journey.panel(
        good, "planning", programme_code="271", year=str(today.year), amount="120000", request_number="БС-1",
        sent_to_planning_on=today.isoformat(),
    )  # fmt: skip
    journey.as_("planning")
    journey.open("support:application", good.public_id)
    page.locator("#panel-opinion [name=opinion][value=positive]").check()
    page.fill("#panel-opinion [name=opinion_on]", today.isoformat())
    follow(page, page.locator("#panel-opinion form button"))
    journey.as_("budget")
    journey.open("support:application", good.public_id)
    page.locator("#panel-commission [name=commission][value=positive]").check()
    page.fill("#panel-commission [name=commission_on]", today.isoformat())
    page.fill("#panel-commission [name=commission_number]", "12")
    follow(page, page.locator("#panel-commission form button"))
    journey.panel(good, "include")
    journey.panel(good, "maslikhat", maslikhat_on=today.isoformat(), maslikhat_number="8-1")
    assert good.clocks.get(kind="resolution", stopped_at=None).due_on == today + timedelta(days=14)
    journey.panel(good, "fund", resolution_on=today.isoformat(), resolution_number="А-1/5")
    journey.panel(
        good, "plan", approved_on=today.isoformat(), number="1", year=str(today.year), month_1="70000", month_2="40000"
    )
    expect(page.locator("#panel-plan .field-error").first).to_be_visible()  # 110 000 of 120 000
    page.fill("#panel-plan [name=month_2]", "50000")
    follow(page, page.locator("#panel-plan form button"))
    journey.panel(good, "post")
    journey.as_("coordinator")
    journey.panel(
        good, "agreement", number="К-1", signed_on=today.isoformat(),
        **{f"plan_{today.year}_permanent_jobs": "12"},
    )  # fmt: skip
    journey.as_("budget")
    journey.panel(good, "complete", commissioned_on=today.isoformat(), act_number="А-7", months="36")
    good.refresh_from_db()
    assert good.state == "completed"
    assert not good.clocks.filter(stopped_at=None).exists()

    # the applicant reads it all in Russian, without seeing who reviews
    journey.as_("entrepreneur", "ru")
    journey.open("support:cabinet")
    expect(page.locator("main")).to_contain_text("Инфраструктура введена в эксплуатацию")


@pytest.mark.one_database
@pytest.mark.parametrize("code", ["kk", "ru"])
def test_no_page_of_review_and_council_has_a_fault(journey: Journey, world: World, axe: Any, code: str) -> None:
    reviewed = world.application("under_review", priority=True)
    start_clock(reviewed, "review", timezone.localdate() - timedelta(days=20))
    EligibilityLine.objects.filter(application=reviewed, code__in=list(EligibilityCode)[:2]).update(checked_at=None)
    funded = world.application("funded")
    opened = world.open(world.meeting(world.application("on_agenda"), world.application("on_agenda")), attending=9)
    journey.as_("coordinator", code)
    found = []
    for names in (
        ("support:queue",), ("support:workload",), ("support:application", reviewed.public_id),
        ("support:application", funded.public_id), ("support:council", world.region.kato),
        ("support:meeting_new", world.region.kato), ("support:member_new", world.region.kato),
    ):  # fmt: skip
        found += faults(journey.page, axe, journey.server.url + reverse(names[0], args=names[1:]))
    journey.as_("secretary", code)
    found += faults(journey.page, axe, journey.server.url + reverse("support:meeting", args=[opened.pk]))
    journey.as_("budget", code)
    found += faults(journey.page, axe, journey.server.url + reverse("support:application", args=[funded.public_id]))
    assert not found, "\n".join(found)
