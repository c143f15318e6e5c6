"""The way of an evaluation in a real browser, from the receipt of a late report to the final conclusion."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from planning_docs.effectiveness.models import EvaluatedIndicator, Evaluation
from planning_docs.effectiveness.services import schedule
from rss_portal.accounts.models import RoleGrant
from rss_portal.jobs.services import run_queued
from tests.browser.looking import follow
from tests.conftest import MOBILE, OFFICE
from tests.effectiveness.world import AKIMAT, TEXTS, YEAR, fill_goals, fill_influence, fill_marks, make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BASE = f"/effectiveness/bodies/{AKIMAT}/{YEAR}/"
SHOTS = os.environ.get("RSS_SHOTS", "")
PAGES = ("", "report/", "marks/", "indicators/", "influence/", "trace/", "what-if/", "conclusion/", "objections/",
         "versions/", "forms/", "forms/act/", "forms/conclusion/")  # fmt: skip


@pytest.fixture
def world():
    found = make_world()
    today = timezone.localdate()
    due = today - timedelta(days=3)
    evaluation = schedule.schedule(found.people["evaluator"], found.bodies[AKIMAT], YEAR, found.edition, due)
    found.evaluation = evaluation
    return found


class Journey:
    """The people at one browser, one after another; every page that is looked at must be without fault."""

    def __init__(self, world, page, live_server, sign_in, axe):
        self.world, self.page, self.url, self.sign_in, self.axe = world, page, live_server.url, sign_in, axe
        self.faults: list[str] = []

    def be(self, name):
        self.sign_in(self.world.people[name])

    def open(self, part=""):
        self.page.goto(f"{self.url}{BASE}{part}")

    def post(self, part, submit=True):
        """Press the button of the form that goes to PART."""
        form = self.page.locator(f'form[action$="/{AKIMAT}/{YEAR}/{part}"]')
        if not form.first.is_visible():
            form.first.locator("xpath=ancestor::details[1]/summary").click()
        follow(self.page, form.first.locator("button").first)

    def looked_at(self, name):
        self.faults += [f"{name}: {found}" for found in self.axe(self.page)]
        wide = self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        self.faults += [f"{name}: wider than the screen"] if wide else []
        if SHOTS:
            self.page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


@pytest.fixture
def journey(world, page, live_server, browser_sign_in, axe):
    return Journey(world, page, live_server, browser_sign_in, axe)


def test_from_a_late_report_to_the_final_conclusion(journey, world, page, tmp_path):
    proof = [tmp_path / "анықтама.pdf", tmp_path / "хат.pdf"]
    for file in proof:
        file.write_bytes(b"%PDF-1.4 proof")
    evaluate(journey, world, page)
    refuse_what_is_no_document(journey, page, tmp_path)
    object_twice(journey, page, proof)
    appoint(journey, world, page)
    decide(journey, page)
    object_late(journey, world, page, proof)
    sign(journey, page)
    journey.be("evaluator")
    journey.open()
    journey.post("finish/")
    assert Evaluation.objects.get().state == "final"
    page.context.clear_cookies()
    journey.open()
    assert "из 100" in page.inner_text("main") or "100 балдан" in page.inner_text("main")
    assert page.request.get(f"{journey.url}{BASE}trace/").status == 403
    journey.be("evaluator")
    see_every_page(journey, page)
    assert not journey.faults, "\n".join(journey.faults)


def evaluate(journey, world, page):
    """The evaluator records the late report, an expert marks, four facts are found false, the score is 70.94."""
    journey.be("evaluator")
    journey.open()
    page.fill("[name=received_on]", timezone.localdate().isoformat())
    journey.post("receive/")
    people, evaluation = world.people, world.evaluation
    fill_goals(people["evaluator"], evaluation)
    fill_influence(people["evaluator"], evaluation)
    evaluation.sectors.exclude(number__in=("1", "2", "3")).delete()
    mark_by_page(journey, page, evaluation)
    fill_marks(people["expert"], evaluation)
    journey.be("evaluator")
    for row in EvaluatedIndicator.objects.order_by("pk")[:4]:
        journey.open(f"report/verify/{row.pk}/")
        page.fill("[name=found_fact]", str(row.fact - 1).replace(".", ","))
        page.check("[name=is_false]")
        follow(page, page.locator("main form button").first)
    journey.open()
    journey.post("compute/")
    run_queued()
    journey.open()
    assert "70,94" in page.inner_text("main")
    journey.open("conclusion/")
    for name, text in TEXTS.items():
        page.fill(f"[name={name}]", text)
    journey.post("conclusion/texts/")
    journey.post("conclusion/send/")
    assert Evaluation.objects.get().state == "concluded"


def mark_by_page(journey, page, evaluation):
    journey.be("expert")
    row = evaluation.sectors.get(number="1")
    journey.open(f"marks/field/{row.pk}/")
    page.select_option("[name=q1]", "1")
    page.select_option("[name=q2]", "1")
    follow(page, page.locator("main form button").first)
    assert page.locator(".field-error, .error-summary").count() > 0, "a mark without a reason is refused"
    page.fill("[name=reason]", "Барлық негізгі проблемалар көрсетілген")
    follow(page, page.locator("main form button").first)
    assert row.marks.count() == 1


def fill_objection(page, about, text, proof, proposed=""):
    page.select_option("[name=about]", about)
    page.fill("[name=proposed]", proposed)
    page.fill("[name=text]", text)
    page.set_input_files("[name=documents]", [str(one) for one in proof])


def object_twice(journey, page, proof):
    """One objection to a fact, one to the lateness, each with two documents; a page that is not a PDF is refused."""
    journey.be("editor")
    row = EvaluatedIndicator.objects.get(name_kk="p1.2.1")
    for about, proposed in ((f"indicator:{row.pk}", "10"), ("late", "")):
        journey.open("objections/")
        fill_objection(page, about, "Құжат бойынша дұрыс емес", proof, proposed)
        journey.post("objections/new/")
    found = Evaluation.objects.get()
    assert [one.documents.count() for one in found.objections.all()] == [2, 2]


def refuse_what_is_no_document(journey, page, tmp_path):
    wrong = tmp_path / "бет.pdf"
    wrong.write_text("<html></html>")
    journey.be("editor")
    journey.open("objections/")
    fill_objection(page, "late", "Негіз", [wrong])
    journey.post("objections/new/")
    assert "бет.pdf" in page.inner_text(".error-summary")
    assert not Evaluation.objects.get().objections.exists()


def appoint(journey, world, page):
    """The expert who gave marks is refused by name; the commission without the expert is appointed."""
    RoleGrant.objects.create(user=world.people["expert"], role="commission_member", territory_code="KZ")
    journey.be("evaluator")
    for names, refused in ((("expert", 1, 2, 3, 4), True), ((1, 2, 3, 4, 5), False)):
        journey.open("objections/")
        for name in names:
            key = name if isinstance(name, str) else f"member_{name}"
            page.check(f'[name=member][value="{world.people[key].pk}"]')
        page.select_option("[name=chair]", str(world.people["member_1"].pk))
        journey.post("objections/commission/")
        assert Evaluation.objects.get().commission.exists() is not refused
        assert page.locator(".notice-error").count() == int(refused)


def decide(journey, page):
    """The commission sits; the first objection is accepted, the second refused, and nothing holds before the chair."""
    journey.be("member_1")
    journey.open("objections/")
    page.locator("[name=present]").first.check()
    page.fill("[name=invited]", "Әкімдік пен статистика бюросының өкілдері")
    journey.post("objections/sitting/")
    assert Evaluation.objects.get().sittings.get().present.count() == 1
    for number, accepted in ((1, "1"), (2, "0")):
        journey.open("objections/")
        form = page.locator(f'form[action$="objections/{number}/decide/"]')
        form.locator(f'input[type=radio][value="{accepted}"]').check()
        form.locator("textarea").fill("Құжаттар қаралды")
        follow(page, form.locator("button"))
    found = Evaluation.objects.get()
    assert list(found.objections.values_list("decision", flat=True)) == ["accepted", "rejected"]
    assert found.scores.count() == 1


def sign(journey, page):
    """The chair signs the table of disagreements after the term: the score is computed again, both are kept."""
    journey.be("member_1")
    journey.open("objections/")
    page.get_by_text("Кестеге қол қою").first.click()
    journey.post("objections/table/sign/")
    found = Evaluation.objects.get()
    assert found.table_signed_on and found.table_signed_by.username == "member_1"
    assert list(found.scores.order_by("number").values_list("number", flat=True)) == [1, 2]


def object_late(journey, world, page, proof):
    """The term ends; a third objection is refused with the paragraph."""
    journey.be("editor")
    journey.open("objections/")
    fill_objection(page, "other", "Кешіккен наразылық", proof)
    Evaluation.objects.update(objections_until=timezone.localdate() - timedelta(days=1))
    journey.post("objections/new/")
    assert "30-т." in page.inner_text(".error-summary")
    journey.open("objections/")
    assert page.locator("[name=documents]").count() == 0, "after the term there is no form"
    assert Evaluation.objects.get().objections.count() == 2


def see_every_page(journey, page):
    for viewport in (MOBILE, OFFICE):
        page.set_viewport_size(viewport)
        for part in PAGES:
            journey.open(part)
            journey.looked_at(f"kk-{viewport['width']}-{part.strip('/').replace('/', '-') or 'overview'}")
        for address in (
            "/effectiveness/",
            "/effectiveness/method/",
            "/effectiveness/fields/",
            f"/effectiveness/bodies/{AKIMAT}/",
        ):
            page.goto(journey.url + address)
            journey.looked_at(f"kk-{viewport['width']}-{Path(address).name}")
