"""A region's plan from nothing to its yearly report: every rule broken once and put right, agreed, discussed,
approved, amended, monitored, printed."""

import io
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from docx import Document as Docx
from openpyxl import load_workbook

from planning_docs.models import Agreement, Indicator, PlanningDocument, PublicComment
from planning_docs.monitoring.models import Report
from tests.browser.looking import follow
from tests.browser.planning_journey import FIRST, LAST, Hands, JourneyWorld, make_journey_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FILES = os.environ.get("RSS_FILES", "")  # a folder, to look at the printed report
# Paragraphs that the page names while the plan is wrong. A task without a goal (§46) and a measure with money but
# no source (§185) cannot be made on the pages; passports (§59) are due a month after approval.
BROKEN = (
    "127-тармақ", "35, 140-тармақтар", "49-тармақ", "48-тармақ", "39, 53-тармақтар", "42, 55-тармақтар", "141-тармақ",
    "143-тармақ", "145-тармақ", "136-тармақ", "8-қосымша", "1-қосымша",
)  # fmt: skip


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> Any:
    """`day(date)` makes the portal live on that day; it begins in the plan's first spring."""

    def choose(chosen: date) -> None:
        monkeypatch.setattr(timezone, "localdate", lambda *_: chosen)

    choose(date(FIRST, 6, 2))
    return choose


@pytest.fixture
def world(transactional_db: None, day: Any, settings: Any) -> JourneyWorld:
    settings.PUBLIC_FORM_LEAST_SECONDS = 0
    call_command("load_calendar", verbosity=0)
    return make_journey_world()


@pytest.fixture
def hands(page: Any, live_server: Any, world: JourneyWorld, browser_sign_in: Any) -> Hands:
    return Hands(page, live_server, browser_sign_in)


def test_a_region_s_plan_goes_from_nothing_to_its_report(hands, world, day, run_jobs):
    hands.sign_in(world.people["editor"])
    keys = begin_wrongly(hands, world)
    look_at_messages(hands)
    put_right(hands, world, keys)
    agree_and_discuss(hands, world)
    day(date(FIRST, 6, 3))
    approve(hands, world)
    amend(hands, world, keys)
    day(date(FIRST + 1, 1, 20))
    monitor(hands, world, run_jobs)
    printed(hands)


def begin_wrongly(hands: Hands, world: JourneyWorld) -> dict[str, str]:
    """The plan with every mistake that the pages let through; keys of its rows."""
    hands.open("new_document")
    hands.fill(
        kind="region_plan", developer="akimat-11", title_kk="Ақмола облысының даму жоспары",
        title_ru="План развития Акмолинской области", year_from=FIRST, year_to=LAST - 1,
        parents=[str(world.national.pk)], co_executors=["EDU", "ROAD"],
    )  # fmt: skip
    hands.save()
    hands.pk = PlanningDocument.objects.get(kind="region_plan").pk
    keys = _tree(hands)
    _rows(hands, world, keys)
    hands.write("analysis", "Талдау сөзі. " * 400)
    return keys


def _tree(hands: Hands) -> dict[str, str]:
    keys = {"direction": hands.add("elements", name_kk="Экономика", name_ru="Экономика")}
    for name, title in (("empty", "Жұмыспен қамту"), ("goal", "Білім беру")):
        keys[name] = hands.add("elements", keys["direction"], name_kk=title, name_ru=title)
    keys["task"] = hands.add("elements", keys["goal"], name_kk="Мектептер", name_ru="Школы", ends_in=FIRST + 2)
    hands.change("elements", keys["goal"], ends_in=FIRST + 1)
    hands.open("new_row", "elements", query=f"?under={keys['goal']}")
    hands.fill(name_kk="Кеш міндет", name_ru="Поздняя задача", ends_in=FIRST + 2)
    hands.save(expect_status=422)
    assert "48-тармақ" in hands.said()
    return keys


def _rows(hands: Hands, world: JourneyWorld, keys: dict[str, str]) -> None:
    hands.open("new_row", "indicators", query=f"?under={keys['goal']}")
    assert "SCHOOL органы" not in hands.page.locator("[name=responsible]").inner_text()  # §42, §55
    hands.fill(kind="target", name_kk="Мектеппен қамту", name_ru="Обеспеченность школами", own_additional=True)
    keys["schools"] = hands.save()
    informing = {"completion": "informing", "starts_in": FIRST, "ends_in": FIRST}
    for number in (1, 2, 3):
        title = f"Есеп {number}"
        keys[f"measure{number}"] = hands.add("measures", name_kk=title, name_ru=f"Отчёт {number}", **informing)
    hands.open("measure_years", keys["measure1"])
    hands.fill(**{f"local-{FIRST}": "12,5"})
    hands.save()
    keys["resource"] = hands.add(
        "resources", kind="financial", programme=world.programme.pk, source="local", year=FIRST, amount="12.5"
    )


def look_at_messages(hands: Hands) -> None:
    """Each mistake is told with its paragraph: on the page of messages and where the plan is sent from."""
    for name in ("messages", "life"):
        hands.open(name)
        said = hands.said()
        lacking = [paragraph for paragraph in BROKEN if paragraph not in said]
        assert not lacking, f"{name}: {lacking}\n{said}"


def put_right(hands: Hands, world: JourneyWorld, keys: dict[str, str]) -> None:
    hands.open("change_document")
    hands.fill(year_to=LAST)
    hands.save()
    hands.change("elements", keys["goal"], ends_in="")
    whole = {
        "unit_kk": "%", "unit_ru": "%", "source_kk": "Ресми статистика", "source_ru": "Официальная статистика",
        "responsible": "akimat-11", "co_executors": ["EDU"],
    }  # fmt: skip
    hands.change("indicators", keys["schools"], own_additional=False, programmes=[str(world.programme.pk)], **whole)
    roads = {**whole, "co_executors": ["ROAD"], "additive": True}
    keys["jobs"] = hands.add("indicators", keys["empty"], kind="target", name_kk="Орындар", name_ru="Места", **roads)
    keys["gone"] = hands.add("indicators", keys["goal"], kind="target", name_kk="Артық", name_ru="Лишний", **whole)
    keys["result"] = hands.add("indicators", keys["task"], kind="result", name_kk="Нәтиже", name_ru="Итог", **whole)
    _link(hands, world, keys["jobs"])
    hands.plan()
    _districts(hands, world, keys["jobs"])
    hands.change("measures", keys["measure1"], completion="object", programme=world.programme.pk, responsible="EDU")
    hands.change("measures", keys["measure2"], responsible="ROAD")
    hands.write("analysis", "Талдау.")
    hands.write("vision", "Пайым мен перспектива. " * 20)
    hands.open("messages")
    assert hands.page.locator(".pd-error").count() == 0, hands.said()


def _link(hands: Hands, world: JourneyWorld, key: str) -> None:
    hands.open("link", key)
    hands.fill(parent=f"{world.national.pk}:{world.assigned.key}", share_percent="40")
    hands.save()


def _districts(hands: Hands, world: JourneyWorld, key: str) -> None:
    hands.open("districts", key)
    for place, planned in (("north_1", "6"), ("north_2", "9")):
        cell = hands.page.locator(f"[data-cell='{key}:{FIRST}:{world.country[place].kato}']")
        cell.locator(".pd-input").fill(planned)
        cell.locator(".pd-input").press("Tab")
        hands.page.wait_for_selector(f"[data-cell='{key}:{FIRST}:{world.country[place].kato}'][data-state=saved]")


def agree_and_discuss(hands: Hands, world: JourneyWorld) -> None:
    hands.step("send_to_agree")  # the co-executors are ticked already
    for person, opinion in (("edu", "agree"), ("road", "remarks")):
        hands.sign_in(world.people[person])
        hands.open("life")
        asked = Agreement.objects.get(body=person.upper())
        form = f"form[action$='/agreements/{asked.pk}/']"
        hands.page.locator(f"{form} [name=opinion][value={opinion}]").check()
        hands.page.locator(f"{form} [name=text]").fill("Жолдарды нақтылау")
        hands.press(form)
    hands.sign_in(world.people["editor"])
    hands.step("open_discussion", until=str(date(FIRST, 6, 2)))
    _comment(hands)
    hands.sign_in(world.people["editor"])
    hands.open("discussion")
    answer = f"form[action$='/{PublicComment.objects.get().pk}/answer/']"
    hands.page.locator("details:has(form[action$='/answer/']) > summary").click()
    hands.page.locator(f"{answer} [name=state]").select_option("accepted")
    hands.page.locator(f"{answer} [name=answer]").fill("Жоспарға енгізілді")
    hands.press(answer)


def _comment(hands: Hands) -> None:
    """Somebody without an account writes."""
    hands.page.context.clear_cookies()
    hands.open("discussion")
    hands.fill(author_name="Азамат", text="Ауылға мектеп керек")
    hands.press("[aria-labelledby=write]")
    assert "Ауылға мектеп керек" in hands.said()


def approve(hands: Hands, world: JourneyWorld) -> None:
    hands.step("submit")
    hands.sign_in(world.people["authority"])
    hands.step("approve", act_number="8С-20/2", act_date=str(date(FIRST, 6, 3)))
    hands.step("put_in_force")


def amend(hands: Hands, world: JourneyWorld, keys: dict[str, str]) -> None:
    """A second edition: an indicator more, one less, a measure with another name."""
    hands.sign_in(world.people["editor"])
    hands.open("amendment")
    hands.fill(reason="Нақтылау")
    hands.press("[aria-labelledby=begin]")
    added = {"unit_kk": "%", "unit_ru": "%", "source_kk": "Статистика", "source_ru": "Статистика"}
    hands.add(
        "indicators", keys["goal"], kind="target", name_kk="Жаңа көрсеткіш", name_ru="Новый показатель",
        responsible="akimat-11", **added,
    )  # fmt: skip
    hands.plan(start=20)
    hands.open("row", "indicators", keys["gone"])
    hands.page.locator("details.ask summary").click()
    hands.press("details.ask form")
    hands.change("measures", keys["measure1"], name_kk="Мектеп салу", name_ru="Строительство школы")
    _submit_amendment(hands)
    hands.sign_in(world.people["authority"])
    hands.open("amendment")
    hands.fill(act_number="9С-1/1", act_date=str(date(FIRST, 6, 3)))
    hands.press("form[action$='/amendment/approve/']")
    _compare(hands)


def _submit_amendment(hands: Hands) -> None:
    hands.open("amendment")
    for field in hands.page.locator("textarea[name$='.kk'], textarea[name$='.ru']").all():
        field.fill("Мәслихаттың ұсынысы")
    hands.press("form[action$='/amendment/reasons/']")
    hands.press("form[action$='/amendment/submit/']")


def _compare(hands: Hands) -> None:
    hands.open("comparison")
    said, rows = hands.said(), hands.page.locator(".table-compare tbody tr")
    assert rows.filter(has_text="Жаңа көрсеткіш").filter(has_text="Жоқ").count() >= 1, said
    assert rows.filter(has_text="Артық").filter(has_text="алып тасталсын").count() >= 1, said
    changed = rows.filter(has_text="Мектеп салу")
    bold = " ".join(changed.locator("strong").all_inner_texts())
    assert "Мектеп" in bold and "Жергілікті" not in bold, bold  # only what differs


def monitor(hands: Hands, world: JourneyWorld, run_jobs: Any) -> None:
    """Two co-executors fill what is theirs; the editor gathers, signs and submits; the authority accepts."""
    current = Indicator.objects.filter(edition__document=hands.pk, edition__state="current")
    schools, jobs = current.get(name_kk="Мектеппен қамту"), current.get(name_kk="Орындар")
    hands.sign_in(world.people["edu"])
    _enter(hands, f"?year={FIRST}", {f"i-{schools.key}-value": "61,5"}, unseen=str(jobs.key))
    hands.sign_in(world.people["road"])
    _enter(hands, f"?year={FIRST}", {f"i-{jobs.key}-value": "16"}, unseen=str(schools.key))
    places = {f"i-{jobs.key}-{world.country[one].kato}-value": fact for one, fact in (("north_1", 7), ("north_2", 9))}
    hands.open("facts_districts", jobs.key, query=f"?year={FIRST}")
    hands.fill(**places)
    hands.press(".save-bar")
    _report(hands, world, run_jobs)


def _enter(hands: Hands, query: str, facts: dict[str, str], unseen: str) -> None:
    hands.open("facts", query=query)
    assert hands.page.locator(f"[name*='{unseen}']").count() == 0  # the other's row is not theirs
    hands.fill(**facts)
    hands.press(".save-bar")


def _report(hands: Hands, world: JourneyWorld, run_jobs: Any) -> None:
    hands.sign_in(world.people["editor"])
    hands.open("reports")
    hands.page.locator("#id_year").select_option(str(FIRST))
    hands.press("section[aria-labelledby=begin]")
    for person in ("edu", "road"):
        hands.sign_in(world.people[person])
        hands.open("report", FIRST, 0)
        code = person.upper()
        hands.fill(**{f"{code}-text_kk": "Орындалды", f"{code}-text_ru": "Исполнено"})
        hands.press("section[aria-labelledby=information] form")
    hands.sign_in(world.people["editor"])
    hands.open("report", FIRST, 0)
    hands.press("section[aria-labelledby=figures] form")
    run_jobs()
    hands.open("report", FIRST, 0)
    hands.page.locator(".page-actions button").first.click()
    follow(hands.page, hands.page.locator("dialog[open] button").first)
    hands.page.wait_for_selector(".page-actions button[value=submit]")
    follow(hands.page, hands.page.locator(".page-actions button[value=submit]"))
    hands.page.wait_for_selector(".notice-success")
    hands.sign_in(world.people["authority"])
    hands.open("report", FIRST, 0)
    follow(hands.page, hands.page.locator(".page-actions button[value=accept]"))
    hands.page.wait_for_selector(".notice-success")
    assert Report.objects.get().state == "accepted"


def printed(hands: Hands) -> None:
    """Annex 14 in both languages: on the screen, as DOCX and as XLSX, with its district table."""
    for language, words in (("kk", ("Зеренді ауданы", "Орындар")), ("ru", ("Зеренді ауданы", "Места"))):
        query = f"?year={FIRST}&language={language}"
        hands.open("form", "14", query=query)
        texts = {
            "page": hands.said(),
            "docx": _docx(_file(hands, query, "docx")),
            "xlsx": _xlsx(_file(hands, query, "xlsx")),
        }
        for kind, text in texts.items():
            assert all(word in text for word in words), f"{language} {kind}\n{text[:3000]}"


def _file(hands: Hands, query: str, kind: str) -> bytes:
    address = hands.page.url.partition("?")[0]
    answer = hands.page.request.get(f"{address}{query}&format={kind}")
    assert answer.status == 200
    if FILES:
        Path(FILES, f"annex14-{query[-2:]}.{kind}").write_bytes(answer.body())
    return answer.body()


def _docx(data: bytes) -> str:
    document = Docx(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([one.text for one in document.paragraphs] + cells)


def _xlsx(data: bytes) -> str:
    book = load_workbook(io.BytesIO(data))
    return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell)
