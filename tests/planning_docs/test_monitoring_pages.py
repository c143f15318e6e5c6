"""The pages of monitoring: what they show, what they save, how much they ask the database."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from planning_docs.models import IndicatorFact, MeasureFact
from planning_docs.monitoring.models import DeadlineMark, Report
from planning_docs.monitoring.queries.monitored import MonitoredYear
from tests.planning_docs.monitoring_world import YEAR, make_document, make_edition, make_indicator

pytestmark = pytest.mark.django_db


def facts_address(world, **query):
    words = "&".join(f"{key}={value}" for key, value in {"year": YEAR, **query}.items())
    return f"{reverse('planning:facts', args=[world.document.pk])}?{words}"


def test_a_co_executor_sees_and_saves_its_own_rows_only(monitoring, signed_in):
    client = signed_in(monitoring.people["edu"])
    schools, roads = monitoring.indicators["schools"], monitoring.indicators["roads"]
    page = client.get(facts_address(monitoring)).content.decode()
    assert f"i-{schools.key}-value" in page
    assert f"i-{roads.key}-value" not in page
    sent = {f"i-{schools.key}-value": "61,5", f"i-{schools.key}-status": "preliminary", f"i-{schools.key}-version": "0"}
    sent |= {f"i-{roads.key}-value": "99", f"i-{roads.key}-status": "official", f"i-{roads.key}-version": "0"}
    assert client.post(facts_address(monitoring), sent).status_code == 302
    fact = IndicatorFact.objects.get()
    assert (fact.indicator_key, fact.value, fact.status) == (schools.key, Decimal("61.5"), "preliminary")
    assert fact.entered_by == monitoring.people["edu"]


def test_a_row_that_others_changed_meanwhile_is_not_overwritten(monitoring, signed_in):
    client = signed_in(monitoring.people["edu"])
    key = f"i-{monitoring.indicators['schools'].key}"
    first = {f"{key}-value": "61", f"{key}-status": "official", f"{key}-version": "0"}
    assert client.post(facts_address(monitoring), first).status_code == 302
    second = client.post(facts_address(monitoring), first | {f"{key}-value": "75"})
    assert second.status_code == 409
    assert IndicatorFact.objects.get().value == 61
    assert (
        client.post(facts_address(monitoring), first | {f"{key}-value": "75", f"{key}-version": "1"}).status_code == 302
    )
    assert IndicatorFact.objects.get().value == 75


def test_a_false_number_is_told_beside_its_field_and_nothing_is_saved(monitoring, signed_in):
    key = f"i-{monitoring.indicators['schools'].key}"
    sent = {f"{key}-value": "көп", f"{key}-status": "official", f"{key}-version": "0"}
    answer = signed_in(monitoring.people["edu"]).post(facts_address(monitoring), sent)
    assert answer.status_code == 422
    assert f"{key}-value_error" in answer.content.decode()
    assert not IndicatorFact.objects.exists()


def test_money_of_a_measure_is_saved_by_source_and_its_status_follows(monitoring, signed_in):
    """Less allocated than planned, but absorbed in full: partly done."""
    key = f"m-{monitoring.measures['build'].key}"
    sent = {f"{key}-version": "0", f"{key}-local-allocated_mln": "60", f"{key}-local-absorbed_mln": "60"}
    client = signed_in(monitoring.people["edu"])
    assert client.post(facts_address(monitoring, part="measures"), sent).status_code == 302
    line = next(one for one in MonitoredYear(monitoring.document, YEAR).measures if one.fact)
    assert (line.case.allocated_mln, line.case.absorbed_mln, line.status) == (60, 60, "partly")
    assert MeasureFact.objects.get().entered_by == monitoring.people["edu"]


def test_districts_of_an_indicator_have_facts_of_their_own(monitoring, signed_in):
    schools = monitoring.indicators["schools"]
    address = f"{reverse('planning:facts_districts', args=[monitoring.document.pk, schools.key])}?year={YEAR}"
    north = monitoring.country["north_1"].pk
    sent = {}
    for place in (north, monitoring.country["north_2"].pk):
        sent |= {f"i-{schools.key}-{place}-status": "official", f"i-{schools.key}-{place}-version": "0"}
    sent[f"i-{schools.key}-{north}-value"] = "72"
    assert signed_in(monitoring.people["road"]).post(address, sent).status_code == 403
    assert signed_in(monitoring.people["edu"]).post(address, sent).status_code == 302
    fact = IndicatorFact.objects.get()
    assert (fact.territory_id, fact.value) == (north, 72)


def test_the_calendar_shows_dates_states_and_marks(monitoring, signed_in):
    client = signed_in(monitoring.people["editor"])
    address = f"{reverse('planning:deadlines')}?year=2026&document={monitoring.document.pk}"
    page = client.get(address).content.decode()
    assert "15.02.2026" in page
    assert "266-тармақ" in page
    sent = {"step": "report_on_site", "about": "2025", "number": "0", "done_on": "2026-02-27", "year": "2026"}
    assert client.post(reverse("planning:deadline_mark", args=[monitoring.document.pk]), sent).status_code == 302
    assert DeadlineMark.objects.get().done_on == date(2026, 2, 27)
    assert "27.02.2026" in client.get(address).content.decode()
    client.post(reverse("planning:deadline_unmark", args=[monitoring.document.pk]), sent)
    assert not DeadlineMark.objects.exists()


@pytest.mark.parametrize("change", [{"step": "brief_table"}, {"done_on": "2990-01-01"}, {"about": "2019"}])
def test_a_step_that_is_not_due_or_lies_ahead_is_not_marked(monitoring, signed_in, change):
    sent = {"step": "report_on_site", "about": "2025", "number": "0", "done_on": "2026-02-27"} | change
    signed_in(monitoring.people["editor"]).post(reverse("planning:deadline_mark", args=[monitoring.document.pk]), sent)
    assert not DeadlineMark.objects.exists()


def test_the_public_feed_has_unrestricted_documents_only(monitoring, client):
    hidden = make_document(monitoring.bodies["DEV"], title_kk="Құпия жоспар", restricted=True)
    make_edition(hidden)
    feed = client.get(reverse("planning:deadlines_feed"))
    events = Calendar.from_ical(feed.content).walk("VEVENT")
    assert {event["summary"].split(" · ")[1] for event in events} == {"Ақмола облысының даму жоспары"}
    assert feed["Content-Type"].startswith("text/calendar")
    assert "План развития" in client.get(f"{reverse('planning:deadlines_feed')}?lang=ru").content.decode()


def test_a_personal_feed_opens_by_its_secret_address_until_it_is_renewed(monitoring, signed_in, client):
    mine = signed_in(monitoring.people["edu"])
    mine.post(reverse("planning:deadlines_renew"))
    page = mine.get(reverse("planning:deadlines")).content.decode()
    address = re.search(r'value="http://testserver([^"]+\.ics)"', page)[1]
    names = {
        str(event["uid"]).split("-")[1] for event in Calendar.from_ical(client.get(address).content).walk("VEVENT")
    }
    assert "co_executor_information" in names
    assert "report_on_site" not in names
    mine.post(reverse("planning:deadlines_renew"))
    assert client.get(address).status_code == 404
    assert client.get(address.replace(".ics", "x.ics")).status_code == 404


def test_the_way_of_a_report_from_beginning_to_acceptance(monitoring, signed_in, run_jobs):
    editor, authority = signed_in(monitoring.people["editor"]), signed_in(monitoring.people["authority"])
    pk = monitoring.document.pk
    assert editor.post(reverse("planning:reports", args=[pk]), {"year": YEAR, "quarter": 0}).status_code == 302
    args = [pk, YEAR, 0]
    edu = signed_in(monitoring.people["edu"])
    words = {"EDU-text_kk": "Мектептер ашылды", "EDU-text_ru": "Школы открыты"}
    assert edu.post(reverse("planning:report_information", args=[*args, "EDU"]), words).status_code == 302
    assert edu.post(reverse("planning:report_information", args=[*args, "ROAD"]), words).status_code == 403
    editor.post(reverse("planning:report_prepare", args=args))
    run_jobs()
    report = Report.objects.get()
    assert report.figures["bodies_asked"] == 2
    assert "Мектеп салу" in report.note_kk
    step = reverse("planning:report_step", args=args)
    for client, action in ((editor, "sign"), (editor, "submit"), (authority, "accept")):
        assert client.post(step, {"action": action}).status_code == 302
    report.refresh_from_db()
    assert report.state == "accepted"
    assert DeadlineMark.objects.filter(step="report_to_authority", about=YEAR).exists()
    assert editor.get(reverse("planning:report", args=args)).status_code == 200


def fill(world, count):
    for number in range(count):
        make_indicator(world.edition, f"Индикатор {number}", world.bodies["DEV"], "60", world.bodies["EDU"])


@pytest.mark.parametrize("page", ["facts", "reports", "deadlines"])
def test_the_questions_asked_do_not_grow_with_rows(monitoring, signed_in, page, django_assert_max_num_queries):
    client = signed_in(monitoring.people["editor"])
    address = facts_address(monitoring) if page == "facts" else reverse("planning:deadlines")
    if page == "reports":
        address = reverse("planning:reports", args=[monitoring.document.pk])
    fill(monitoring, 12)
    for number in range(3):
        make_edition(make_document(monitoring.bodies["DEV"], title_kk=f"Жоспар {number}"))
    client.get(address)
    with django_assert_max_num_queries(15):
        assert client.get(address).status_code == 200


def test_a_report_asks_as_many_questions_for_fourteen_indicators_as_for_two(monitoring, signed_in):
    client = signed_in(monitoring.people["editor"])
    client.post(reverse("planning:reports", args=[monitoring.document.pk]), {"year": YEAR, "quarter": 0})
    address = reverse("planning:report", args=[monitoring.document.pk, YEAR, 0])
    client.get(address)
    with CaptureQueriesContext(connection) as before:
        client.get(address)
    fill(monitoring, 12)
    with CaptureQueriesContext(connection) as after:
        assert client.get(address).status_code == 200
    assert len(after) == len(before)


def test_a_restricted_document_is_in_no_public_page_of_monitoring(monitoring, client):
    document = monitoring.document
    Report.objects.create(document=document, year=YEAR, state="accepted")
    document.restricted = True
    document.save()
    pages = [facts_address(monitoring), reverse("planning:reports", args=[document.pk])]
    pages += [
        reverse("planning:report", args=[document.pk, YEAR, 0]),
        reverse("planning:document_deadlines", args=[document.pk]),
    ]
    assert [client.get(page).status_code for page in pages] == [403] * 4
    assert document.title_kk not in client.get(f"{reverse('planning:deadlines')}?year=2026").content.decode()
