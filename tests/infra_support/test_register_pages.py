"""Registers, monitoring and public pages: rules at the field, rights by region, import, reports, no personal data."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from infra_support.applicant_phrases import PDF_PROBLEMS
from infra_support.models import (
    Application,
    CounterObligation,
    Enterprise,
    InfrastructureObject,
    ObjectUse,
    PriorityActivity,
    ProjectFact,
    ProjectYear,
    ShelfPlacement,
    TradeObject,
    YearlyReport,
)
from infra_support.monitoring_queries import figures, report_states
from infra_support.services import reports
from infra_support.services.registers import REGISTERS, RowChanged, RowRefused, save
from rss_portal.access import Refused
from rss_portal.changelog.models import Change
from tests.access.support_objects import support_objects
from tests.factories import make_user
from tests.infra_support.applicant_world import pdf
from tests.infra_support.bad_files import BAD_FILES

pytestmark = pytest.mark.django_db
BIN = "200140000018"


@pytest.fixture
def people(country):
    region = country["north"].kato
    return {
        "coordinator": make_user("coordinator", "coordinator", region),
        "budget": make_user("budget", "budget_administrator", region),
        "planning": make_user("planning", "planning_authority", region),
        "other": make_user("other", "coordinator", country["south"].kato),
        "ministry": make_user("ministry", "ministry_analyst"),
    }


@pytest.fixture
def application(country):
    enterprise = Enterprise.objects.create(kind="legal", xin=BIN, name="«Сүт» ЖШС", account_number="KZ-1")
    return Application.objects.create(
        enterprise=enterprise, region=country["north"], state="approved", number="11-2026-00001", bin=BIN,
        applicant_name="«Сүт» ЖШС", project_name="Сүт цехы", phone="+77011234567",
    )  # fmt: skip


@pytest.fixture
def world(country, people, application):
    call_command("load_calendar", verbosity=0)
    return support_objects(country, people)


def row_of(code):
    return REGISTERS[code].model.objects.first()


def refused(user, code, row, **values):
    with pytest.raises(RowRefused) as error:
        save(user, REGISTERS[code], row, values)
    return error.value.field


def test_the_seventh_priority_activity_is_refused(world, people, country):
    user, region = people["coordinator"], country["north"]
    for number in range(11, 16):
        values = {"region": region, "oked": str(number), "name_kk": "Т", "name_ru": "Т", "valid_from": date(2026, 1, 1)}
        save(user, REGISTERS["priorities"], PriorityActivity(), values)
    seventh = {**values, "oked": "20"}
    assert refused(user, "priorities", PriorityActivity(), **seventh) == "oked"
    ended = PriorityActivity.objects.get(oked="10")
    save(user, REGISTERS["priorities"], ended, {"valid_to": date(2026, 5, 31)})
    save(user, REGISTERS["priorities"], PriorityActivity(), {**seventh, "valid_from": date(2026, 6, 1)})


def test_places_terms_and_users_of_an_object_follow_the_rules(world, people):
    user, held = people["coordinator"], InfrastructureObject.objects.get()
    use = {"object": held, "user_name": "А", "starts_on": date(2026, 2, 1), "ends_on": date(2027, 2, 1)}
    assert refused(user, "uses", ObjectUse(), **use, places=4) == "places"
    long = {**use, "ends_on": date(2030, 2, 1), "places": 1}
    assert refused(user, "uses", ObjectUse(), **long) == "ends_on"
    save(user, REGISTERS["uses"], ObjectUse(), {**long, "consent_number": "7", "consent_on": date(2026, 1, 5)})
    assert refused(user, "objects", held, planned_users=2) == "planned_users"
    assert refused(user, "objects", held, capacity=2) == "capacity"
    assert refused(user, "uses", ObjectUse(), **use, places=1, account_number="KZ-404") == "account_number"


def test_shelf_space_is_given_for_six_months_and_within_the_trade_area(world, people):
    user, held = people["coordinator"], TradeObject.objects.get()
    placement = {"trade_object": held, "producer": "А", "starts_on": date(2026, 2, 1), "ends_on": date(2026, 7, 31)}
    assert (
        refused(user, "shelves", ShelfPlacement(), **{**placement, "ends_on": date(2026, 7, 30)}, area_m2=1)
        == "ends_on"
    )
    assert refused(user, "shelves", ShelfPlacement(), **placement, area_m2=Decimal(791)) == "area_m2"
    made = save(user, REGISTERS["shelves"], ShelfPlacement(), {**placement, "area_m2": Decimal(30)})
    save(user, REGISTERS["shelves"], made, {"ends_on": date(2027, 7, 31)})
    assert Change.objects.filter(object_type="infra_support.shelfplacement").count() == 2


def test_a_neighbours_coordinator_and_another_office_write_nothing(world, people, country):
    for name in ("other", "budget", "ministry"):
        with pytest.raises(Refused):
            save(people[name], REGISTERS["objects"], InfrastructureObject.objects.get(), {"operator": "Х"})
    with pytest.raises(Refused):
        save(
            people["coordinator"],
            REGISTERS["objects"],
            InfrastructureObject.objects.get(),
            {"region": country["south"]},
        )


def test_the_second_of_two_people_does_not_overwrite_the_first(world, people):
    held = InfrastructureObject.objects.get()
    save(people["coordinator"], REGISTERS["objects"], held, {"operator": "Бірінші"}, 1)
    with pytest.raises(RowChanged):
        save(people["coordinator"], REGISTERS["objects"], held, {"operator": "Екінші"}, 1)
    assert InfrastructureObject.objects.get().operator == "Бірінші"


@pytest.mark.parametrize("code", list(REGISTERS))
def test_every_register_lists_exports_and_has_a_form(client, world, people, application, code, language):
    Application.objects.update(state="funded")
    fact = {"application": application, "year": 2025}
    ProjectFact.objects.create(**fact, kind="taxes", value=1)
    ProjectYear.objects.create(**fact, source="district", planned=1, absorbed=1)
    client.force_login(people["coordinator"])
    assert client.get(reverse("support:book", args=[code])).status_code == 200
    assert client.get(reverse("support:book", args=[code]), {"export": "csv", "q": "а"}).status_code == 200
    assert client.get(reverse("support:book_new", args=[code])).status_code == 200
    assert client.post(reverse("support:book_new", args=[code]), {}).status_code == 422
    if row_of(code):
        assert client.get(reverse("support:book_change", args=[code, row_of(code).pk])).status_code == 200


def test_an_object_is_made_and_changed_on_its_page(client, world, people, country):
    client.force_login(people["coordinator"])
    kind = InfrastructureObject.objects.get().kind_id
    data = {
        "region": country["north"].kato, "settlement": country["village_a"].kato, "kind": kind, "name_kk": "Қойма",
        "name_ru": "Склад", "route": "sec", "stage": "planned", "planned_users": "0", "capacity": "4",
    }  # fmt: skip
    answer = client.post(reverse("support:book_new", args=["objects"]), data)
    made = InfrastructureObject.objects.get(name_ru="Склад")
    assert answer.headers["Location"] == reverse("support:object", args=[made.pk])
    for page in ("support:object",):
        assert "Қойма" in client.get(reverse(page, args=[made.pk])).content.decode()
    change = reverse("support:book_change", args=["objects", made.pk])
    assert client.post(change, {**data, "stage": "working", "version": "1"}).status_code == 422
    assert client.post(change, {**data, "name_ru": "Склад 2", "version": "1"}).status_code == 302
    assert client.post(change, {**data, "name_ru": "Склад 3", "version": "1"}).status_code == 422
    wrong = client.post(change, {**data, "settlement": "999", "version": "2"})
    assert wrong.status_code == 422
    made.refresh_from_db()
    assert made.name_ru == "Склад 2"


def load(client, text):
    upload = SimpleUploadedFile("қатарлар.csv", text.encode())
    return client.post(reverse("support:book_load", args=["priorities"]), {"file": upload})


def test_a_file_is_written_whole_or_not_at_all_with_every_mistake_named(client, world, people, country):
    client.force_login(people["coordinator"])
    region = country["north"].kato
    head = "region;oked;name_kk;name_ru;valid_from\n"
    bad = load(client, head + f"{region};20;А;А;2026-13-01\n{region};;Ә;А;2026-01-01\n{region};21;Ә;А;2026-01-01\n")
    assert bad.status_code == 422
    assert bad.content.decode().count("<code>valid_from</code></th>") == 1
    assert bad.content.decode().count("<code>oked</code></th>") == 1
    assert PriorityActivity.objects.count() == 1
    assert load(client, head + "".join(f"{region};{20 + n};А;А;2026-01-01\n" for n in range(6))).status_code == 422
    assert PriorityActivity.objects.count() == 1
    assert load(client, head + "".join(f"{region};{20 + n};А;А;2026-01-01\n" for n in range(5))).status_code == 302
    assert PriorityActivity.objects.count() == 6


@pytest.mark.parametrize("data", [b"", b"\x00\x01", b"PK\x03\x04broken", "oked\n10\n".encode("utf-16")])
def test_broken_files_get_an_answer_and_change_nothing(client, world, people, data):
    client.force_login(people["coordinator"])
    upload = SimpleUploadedFile("a.xlsx", data)
    assert client.post(reverse("support:book_load", args=["priorities"]), {"file": upload}).status_code == 422
    assert PriorityActivity.objects.count() == 1


@pytest.fixture
def funded(world, application):
    Application.objects.filter(pk=application.pk).update(state="funded")
    for kind, planned in (("permanent_jobs", 12), ("taxes", 3000)):
        CounterObligation.objects.create(application=application, year=2025, kind=kind, planned=planned)
    return application


def test_plan_fact_and_money_give_completeness_and_totals(funded, people, country):
    user = people["budget"]
    assert figures(country["north"], 2025).completeness == 0
    save(
        user,
        REGISTERS["facts"],
        ProjectFact(),
        {"application": funded, "year": 2025, "kind": "permanent_jobs", "value": 10},
    )
    money = {
        "application": funded,
        "year": 2025,
        "source": "district",
        "planned": Decimal(100),
        "absorbed": Decimal(80),
    }
    assert refused(user, "project-years", ProjectYear(), **money) == "reason"
    save(user, REGISTERS["project-years"], ProjectYear(), {**money, "reason": "Ауа райы"})
    found = figures(country["north"], 2025)
    assert (found.completeness, found.reached_total("permanent_jobs"), found.total("absorbed")) == (66, 10, 80)


def test_each_report_is_given_once_by_its_own_office(funded, people, country):
    YearlyReport.objects.all().delete()
    region, owners = country["north"], {"status": "coordinator", "monitoring": "budget", "consolidated": "planning"}
    for kind, owner in owners.items():
        for name, person in people.items():
            if name != owner:
                with pytest.raises(Refused):
                    reports.give(person, region, 2025, kind)
        reports.give(people[owner], region, 2025, kind)
        with pytest.raises(reports.ReportRefused):
            reports.give(people[owner], region, 2025, kind)
    with pytest.raises(reports.ReportRefused):
        reports.give(people["coordinator"], region, 2026, "status")
    states = report_states(region, 2025, date(2026, 11, 27))
    assert [state.report is not None for state in states] == [True, True, True]
    assert all(BIN not in str(report.content) for report in YearlyReport.objects.all())


@pytest.mark.parametrize("code", BAD_FILES)
def test_a_scan_is_checked_by_its_content_as_documents_are(funded, people, code):
    report = YearlyReport.objects.get()
    before = report.scan.name
    with pytest.raises(reports.ReportRefused) as refused:
        reports.keep_scan(people["coordinator"], report, date(2026, 2, 3), BAD_FILES[code]())
    assert str(refused.value) == str(PDF_PROBLEMS[code.split()[0]])
    report.refresh_from_db()
    assert report.scan.name == before


def test_a_report_is_not_accepted_in_the_future(funded, people):
    with pytest.raises(reports.ReportRefused):
        reports.keep_scan(people["coordinator"], YearlyReport.objects.get(), date(2999, 1, 1), pdf())


def test_the_scan_has_a_term_of_two_working_days(funded, people, country):
    report = YearlyReport.objects.get()
    kept = reports.keep_scan(people["coordinator"], report, date(2026, 2, 6), pdf())
    assert kept.scan.read().startswith(b"%PDF-")
    state = report_states(country["north"], 2025, date(2026, 11, 27))[0]
    assert state.scan_due == date(2026, 2, 10)  # a Friday, and two working days
    assert state.scan_late_days > 0


@pytest.mark.parametrize("kind", ["status", "monitoring", "consolidated"])
@pytest.mark.parametrize("file_kind", ["docx", "pdf", "xlsx"])
def test_every_report_comes_out_in_both_languages(client, funded, people, country, kind, file_kind):
    client.force_login(people["planning"])
    for code in ("kk", "ru"):
        answer = client.get(reverse("support:report", args=[country["north"].kato, 2025, kind, code, file_kind]))
        assert answer.status_code == 200
        assert len(answer.content) > 2000


def test_the_pages_of_monitoring_open_for_the_region_and_the_centre(client, funded, people, country, language):
    for name in ("coordinator", "budget", "planning", "ministry"):
        client.force_login(people[name])
        assert client.get(reverse("support:monitoring"), follow=True).status_code == 200
        assert (
            client.get(reverse("support:monitoring_region", args=[country["north"].kato]), {"year": 2025}).status_code
            == 200
        )
    client.force_login(people["other"])
    assert client.get(reverse("support:monitoring_region", args=[country["north"].kato])).status_code == 403


def test_the_public_pages_show_free_places_and_no_personal_data(client, funded, country, language):
    Application.objects.filter(pk=funded.pk).update(state="on_agenda")
    pages = ["public", "public_priorities", "public_objects", "public_trade"]
    texts = [client.get(reverse(f"support:{page}")).content.decode() for page in pages]
    texts.append(client.get(reverse("support:public_waiting", args=[country["north"].kato])).content.decode())
    assert "11-2026-00001" in texts[-1]
    assert ">3<" in texts[2]  # 5 places, 2 taken
    for text in texts:
        for secret in (BIN, "+77011234567", "«Сүт» ЖШС", "Сүт цехы"):
            assert secret not in text


def test_lists_ask_as_few_questions_for_many_rows_as_for_one(client, world, people, django_assert_max_num_queries):
    held = InfrastructureObject.objects.get()
    for number in range(5):
        held.pk, held.name_kk = None, f"Цех {number}"
        held.save(force_insert=True)
    with django_assert_max_num_queries(15):
        client.get(reverse("support:public_objects"))
    client.force_login(people["coordinator"])
    with django_assert_max_num_queries(15):
        client.get(reverse("support:book", args=["objects"]))
    with django_assert_max_num_queries(15):
        client.get(reverse("support:monitoring_region", args=[held.region_id]))


@pytest.mark.parametrize("resource", ["priorities", "objects", "trade-space", "waiting-list"])
@pytest.mark.parametrize("kind", ["json", "csv"])
def test_open_data_has_rows_and_names_nobody(client, funded, country, resource, kind):
    Application.objects.filter(pk=funded.pk).update(state="submitted", registered_at=timezone.now())
    asked = {"region": country["north"].kato, "format": kind}
    answer = client.get(f"/api/v1/support/{resource}/", asked)
    assert answer.status_code == 200
    text = b"".join(answer).decode() if answer.streaming else answer.content.decode()
    assert country["north"].kato in text
    for secret in (BIN, "«Сүт» ЖШС", "+77011234567", "Сүт цехы", "«Дән» ЖШС"):
        assert secret not in text
