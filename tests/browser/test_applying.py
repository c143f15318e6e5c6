"""An entrepreneur files an application in a real browser: every check broken once, signed through the stand-in."""

import os
from typing import Any

import pytest

from infra_support.choices import Tick
from infra_support.models import Application
from infra_support.steps import EFFECT_COLUMNS
from tests.browser.looking import faults, follow
from tests.conftest import MOBILE, OFFICE
from tests.infra_support.applicant_world import BANK_BIN, HEAD_IIN, IIK, ApplicantWorld, make_applicants, pdf

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("RSS_SHOTS", "")
BANK = {"bank_name": "«Сынақ банк» АҚ", "bic": "HSBKKZKX", "iik": IIK, "bank_bin": BANK_BIN, "kbe": "17"}
COMMON = {"address": "Зеренді, Абай к-сі, 1", "phone": "8 (701) 000-00-01", **BANK}
LEGAL = {"head_name": "Асанов Асан Асанұлы", "head_iin": HEAD_IIN, **COMMON}
INDIVIDUAL = {
    "full_name": "Дәнов Дән", "identity_number": "012345678", "identity_issuer": "ҚР ІІМ", "identity_date": "2020-05-01",
    "start_place": "Зеренді", "start_date": "2021-03-01", **COMMON,
}  # fmt: skip
WRONG = {
    "head_iin": "900101300018", "phone": "1", "bic": "X", "iik": "KZ00", "bank_bin": "1", "kbe": "0",
    "identity_date": "2099-01-01",
}  # fmt: skip
PROJECT = {
    "project_name": "Сүт цехына су құбыры", "project_summary": "Сүт өңдеу", "place": "Ескенежал",
    "need_reason": "Су жоқ", "construction_cost": "45 000", "project_cost": "120000,5", "tax_regime": "Жалпы",
    "sector": "Тамақ өнеркәсібі", "oked": "10.51", "employees": "12",
}  # fmt: skip


class Journey:
    """The browser's page with what every step looks at."""

    def __init__(self, page: Any, axe: Any, name: str):
        self.page, self.axe, self.name, self.found = page, axe, name, []

    def look(self, what: str) -> None:
        if SHOTS:
            self.page.screenshot(path=f"{SHOTS}/{self.name}-{what}.png", full_page=True)
        self.found += [f"{what}: {line}" for line in self.axe(self.page)]
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        if self.page.evaluate(wide):
            self.found.append(f"{what}: wider than the screen")

    def fill(self, values: dict[str, str]) -> None:
        for name, value in values.items():
            if self.page.locator(f"[name={name}]").count():
                self.page.fill(f"[name={name}]", value)

    def go_on(self) -> None:
        with self.page.expect_navigation():
            self.page.click("form[data-draft] button:not([name])")

    def wrong(self) -> set[str]:
        """Names of the fields beside which an error stands."""
        inside = "els => els.map(el => (el.querySelector('input, textarea, select') || {}).name)"
        return set(self.page.eval_on_selector_all(".has-error", inside))


@pytest.mark.parametrize(
    ("who", "language", "viewport"), [("head", "kk", MOBILE), ("owner", "ru", OFFICE)], ids=["legal-kk", "person-ru"]
)
def test_an_application_is_filled_in_corrected_signed_and_submitted(
    page: Any, live_server: Any, stand_in: None, axe: Any, browser_sign_in: Any, browser_language: Any, who: str,
    language: str, viewport: Any,
) -> None:  # fmt: skip
    world = make_applicants()
    person = world.people[who]
    person.language = language
    person.save()
    page.set_viewport_size(viewport)
    browser_sign_in(person)
    browser_language(language)
    journey = Journey(page, axe, f"apply-{language}-{viewport['width']}")
    _begin(journey, live_server.url)
    _applicant(journey, LEGAL if who == "head" else INDIVIDUAL)
    _project(journey)
    _effect(journey)
    _documents(journey)
    _sign(journey)
    submitted = Application.objects.get()
    assert submitted.state == "submitted"
    assert submitted.number in page.inner_text("main")
    _follow(journey, live_server.url, submitted)
    assert not journey.found, "\n".join(journey.found)


def _begin(journey: Journey, address: str) -> None:
    journey.page.goto(f"{address}/support/cabinet/")
    journey.look("cabinet-empty")
    journey.page.goto(f"{address}/support/apply/")
    journey.look("begin")
    journey.page.click("main button[type=submit]")
    journey.page.wait_for_url("**/fill/")
    journey.look("tasks")


def _applicant(journey: Journey, values: dict[str, str]) -> None:
    page = journey.page
    with page.expect_navigation():  # else the fields would be looked for on the page before
        page.click(".task-name >> nth=0")
    wrong = {name: text for name, text in WRONG.items() if name in values}
    journey.fill({**values, **wrong})
    page.check("[name=one_village]")
    page.check("[name=line_no_debt][value=not_met]")
    journey.go_on()
    journey.look("applicant-wrong")
    answers = {"line_no_debt", "line_solvent", "line_not_affiliated", "line_allowed_activity"}
    assert journey.wrong() == {*wrong, "one_village", *answers}
    page.uncheck("[name=one_village]")
    journey.fill(values)
    for name in answers:
        page.check(f"[name={name}][value=met]")
    page.wait_for_function("document.querySelector('[data-draft-state]').textContent !== ''")
    journey.go_on()


def _project(journey: Journey) -> None:
    page = journey.page
    journey.fill({**PROJECT, "place": "Жоқауыл", "construction_cost": "көп", "oked": "47.11", "support_months": "40"})
    page.check("[value='production.food']")
    journey.fill({"shared_users": "2"})
    journey.go_on()
    journey.look("project-wrong")
    assert journey.wrong() == {"place", "construction_cost", "oked", "support_months", "shared_users"}
    assert page.input_value("[name=place]") == "Жоқауыл"
    assert page.input_value("[name=construction_cost]") == "көп"
    page.uncheck("[value='production.food']")
    page.check("[value='engineering.water']")
    journey.fill({**PROJECT, "support_months": "36", "shared_users": ""})
    journey.go_on()


def _effect(journey: Journey) -> None:
    page = journey.page
    assert page.locator(".effect-table").count(), page.inner_text("main")[:1500]
    journey.fill({"effect_jobs_fact": "5"})
    journey.go_on()
    journey.look("effect-wrong")
    assert len(journey.wrong()) == 11
    for kind in ("jobs", "taxes", "output"):
        journey.fill({f"effect_{kind}_{column}": "1 500,5" for column in EFFECT_COLUMNS})
    journey.go_on()


def _documents(journey: Journey) -> None:
    page = journey.page
    page.wait_for_selector("#file_business_plan")
    journey.go_on()
    assert page.locator(".document-add.has-error").count() == 3
    _send(page, "business_plan", "жоспар.pdf", b"PK not a pdf")
    page.wait_for_selector("#file_business_plan_error")
    journey.look("documents-wrong")
    for kind in ("business_plan", "design"):
        _send(page, kind, "құжат.pdf", pdf().read())
        page.wait_for_selector(f"#document_{kind} .row-line")
    journey.fill({"feasibility_ground": "ТЭН талап етілмейді"})
    journey.go_on()


def _send(page: Any, kind: str, name: str, content: bytes) -> None:
    page.set_input_files(f"#file_{kind}", {"name": name, "mimeType": "application/pdf", "buffer": content})
    with page.expect_navigation():
        page.click(f"#document_{kind} .document-add button")


def _sign(journey: Journey) -> None:
    page = journey.page
    page.wait_for_selector(f"[name=tick_{Tick.TRUE}]")
    journey.look("review")
    for tick in list(Tick)[1:]:
        page.check(f"[name=tick_{tick.value}]")
    journey.go_on()
    assert page.locator(".notice-error").count() == 1  # one tick is missing
    page.check(f"[name=tick_{Tick.GIVES_INFORMATION}]")
    journey.go_on()
    page.wait_for_url("**/signing/**")
    page.select_option("[data-variant]", "other")
    page.click("[data-stand-in]")
    page.wait_for_selector("#refusal")
    page.select_option("[data-variant]", "gost")
    page.click("[data-stand-in]")
    page.wait_for_url("**/submitted/")
    journey.look("submitted")


def _follow(journey: Journey, address: str, submitted: Application) -> None:
    page = journey.page
    page.context.clear_cookies(name="sessionid")
    page.goto(f"{address}/support/follow/")
    page.fill("[name=number]", submitted.number or "")
    page.fill("[name=code]", submitted.access_code.lower())
    page.click("main form button")
    page.wait_for_selector("#found")
    journey.look("followed")
    text = page.inner_text("main")
    assert not [secret for secret in (submitted.xin, submitted.iik, submitted.phone) if secret in text]


@pytest.mark.one_database
@pytest.mark.parametrize(("language", "viewport"), [("kk", MOBILE), ("ru", OFFICE)], ids=["kk-360", "ru-1366"])
def test_pages_before_the_cabinet_have_no_fault(
    page: Any, live_server: Any, axe: Any, browser_language: Any, language: str, viewport: Any
) -> None:
    make_applicants()
    browser_language(language)
    page.set_viewport_size(viewport)
    found = [
        fault
        for name in ("can-apply", "register", "register/sent", "follow")
        for fault in faults(page, axe, f"{live_server.url}/support/{name}/")
    ]
    page.goto(f"{live_server.url}/support/can-apply/")
    for radio in page.locator("[value=yes]").all():
        radio.check()
    follow(page, page.locator("main form button").first)
    journey = Journey(page, axe, f"apply-{language}-{viewport['width']}")
    journey.look("can-apply")
    assert page.locator(".notice-warning li").count() == 6
    page.goto(f"{live_server.url}/support/register/")
    follow(page, page.locator("main form button").first)
    journey.look("register-wrong")
    assert not found + journey.found, "\n".join(found + journey.found)


def test_without_scripts_a_draft_is_saved_step_by_step(browser: Any, live_server: Any, signed_in: Any) -> None:
    world: ApplicantWorld = make_applicants()
    from infra_support.services.drafts import start_draft

    draft = start_draft(world.people["head"], world.legal, world.country["north"])
    context = browser.new_context(java_script_enabled=False)
    morsel = signed_in(world.people["head"]).cookies["sessionid"]
    context.add_cookies([{"name": "sessionid", "value": morsel.value, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/support/applications/{draft.public_id}/fill/applicant/")
    page.fill("[name=head_iin]", "12")
    page.click("button[name=later]")
    page.wait_for_url("**/fill/")
    context.close()
    assert Application.objects.get().head_iin == "12"


def test_what_is_typed_after_the_session_ended_is_not_lost(
    page: Any, live_server: Any, browser_sign_in: Any, signed_in: Any
) -> None:
    world: ApplicantWorld = make_applicants()
    from infra_support.services.drafts import start_draft

    head = world.people["head"]
    draft = start_draft(head, world.legal, world.country["north"])
    browser_sign_in(head)
    address = f"{live_server.url}/support/applications/{draft.public_id}/fill/applicant/"
    page.goto(address)
    page.context.clear_cookies()
    page.fill("[name=head_name]", "Асанов Асан")
    page.click("form[data-draft] button:not([name])")
    page.wait_for_selector("[data-draft-state] a[target=_blank]")
    assert page.url == address
    assert page.input_value("[name=head_name]") == "Асанов Асан"
    browser_sign_in(head)
    with page.expect_navigation():
        page.click("form[data-draft] button:not([name])")
    assert Application.objects.get().head_name == "Асанов Асан"
