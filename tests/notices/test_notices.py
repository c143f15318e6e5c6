"""Notices reach people in their language, in the portal and by letter, once; duties of a day are done once."""

from datetime import date

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from rss_portal.jobs.models import Job
from rss_portal.notices import daily, mailing, registry, services
from rss_portal.notices.models import DutyDone, Letter, Notice
from tests.factories import make_user

pytestmark = pytest.mark.django_db
PLACE = {"kk": "Ақмола облысы", "ru": "Акмолинская область", "en": "Akmola region"}


@pytest.fixture(autouse=True)
def kind(monkeypatch):
    monkeypatch.setattr(registry, "_kinds", dict(registry._kinds))
    registry.kind("tests.moved", title=_("Notices"), text="%(place)s: %(due_on)s")


@pytest.fixture
def person(country):
    return make_user("person", "akimat_editor", "116000000", email="person@example.kz", language="ru")


def told(*people, **more):
    return services.tell(people, "tests.moved", {"place": PLACE, "due_on": "2026-03-09"}, **more)


def test_a_notice_is_said_in_the_language_of_who_reads_it(person):
    (notice,) = told(person)
    for code, place in (("kk", "Ақмола облысы"), ("ru", "Акмолинская область")):
        with translation.override(code):
            assert registry.find_kind(notice.kind).said(notice.values) == f"{place}: 09.03.2026"


def test_a_letter_goes_out_in_the_person_s_language_once(person, run_jobs):
    told(person, person, url="/calendar/")
    run_jobs()
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [(["person@example.kz"], "Уведомления")]
    assert "Акмолинская область" in mail.outbox[0].body and "http://127.0.0.1:8000/calendar/" in mail.outbox[0].body
    assert mailing.mail_notices(Notice.objects.values_list("pk", flat=True)) == 0


def test_who_wants_letters_once_a_day_gets_one_with_everything_unread(person, run_jobs):
    services.set_mailing(person, "daily")
    told(person), told(person)
    run_jobs()
    assert mail.outbox == []
    assert mailing.mail_digests() == 1 and len(mail.outbox) == 1
    assert mail.outbox[0].body.count("Акмолинская") == 2
    assert mailing.mail_digests() == 0


def test_who_wants_none_and_who_is_gone_get_none(person, run_jobs):
    services.set_mailing(person, "none")
    gone = make_user("gone", "akimat_editor", "116000000", email="gone@example.kz", is_active=False)
    assert len(told(person, gone)) == 1
    run_jobs()
    assert mail.outbox == [] and mailing.mail_digests() == 0


def test_a_failing_mail_server_loses_no_notice_and_the_letter_goes_out_later(person, run_jobs, monkeypatch):
    def down(*arguments, **more):
        raise OSError("the server is down")

    with monkeypatch.context() as broken:
        broken.setattr(mailing, "send_mail", down)
        told(person)
        run_jobs()
    assert Job.objects.get(kind="notices.mail").state == "failed"
    assert Notice.objects.filter(person=person).count() == 1 and mailing.mail_forgotten() == 1


def test_a_letter_to_an_address_is_sent_and_the_address_forgotten(run_jobs):
    services.write_to("citizen@example.kz", "kk", "tests.moved", {"place": PLACE, "due_on": "2026-03-09"})
    assert "citizen" not in str(Job.objects.get().arguments)
    run_jobs()
    assert mail.outbox[0].to == ["citizen@example.kz"] and "Ақмола" in mail.outbox[0].body
    assert Letter.objects.get().address == ""


def test_the_unread_are_counted_in_the_frame_without_a_query_and_go_down_when_opened(person, signed_in):
    told(person, url="/calendar/"), told(person)
    client = signed_in(person)
    page = client.get(reverse("notices:notices")).content.decode()
    assert 'class="top-notices-count">2' in page
    first = Notice.objects.last()
    assert client.post(reverse("notices:open", args=[first.pk])).url == "/calendar/"
    person.refresh_from_db()
    assert person.unread_notices == 1
    client.post(reverse("notices:read_all"))
    person.refresh_from_db()
    assert person.unread_notices == 0


def test_nobody_opens_the_notice_of_another(person, signed_in):
    (notice,) = told(person)
    stranger = make_user("stranger", "akimat_editor", "113200000")
    assert signed_in(stranger).post(reverse("notices:open", args=[notice.pk])).status_code == 403


def test_a_page_of_many_notices_costs_as_many_queries_as_one(person, signed_in, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = signed_in(person)
    counts = []
    for number in (1, 20):
        for _unused in range(number):
            told(person)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("notices:notices"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.fixture
def duties(monkeypatch):
    monkeypatch.setattr(daily, "_duties", {})
    monkeypatch.setattr(daily, "_asked", set())
    return daily._duties


def test_the_duties_of_a_day_are_asked_for_once_and_done_once(duties, run_jobs, settings):
    settings.DAILY_DUTIES_HOUR = 0
    done = []
    daily.duty("tests.count")(lambda day: done.append(day))
    assert daily.ask_for_today() and not daily.ask_for_today()
    run_jobs()
    assert len(done) == 1
    assert daily.run_duties(done[0]) == {"done": [], "failed": []}


def test_a_duty_that_fails_keeps_no_other_from_being_done_and_is_done_when_repeated(duties):
    day = date(2026, 3, 9)
    answers = [RuntimeError("once")]

    def unsure(day):
        if answers:
            raise answers.pop()

    daily.duty("tests.a_unsure")(unsure)
    daily.duty("tests.b_sure")(lambda day: {"sent": 1})
    assert daily.run_duties(day) == {"done": ["tests.b_sure"], "failed": ["tests.a_unsure"]}
    assert daily.run_duties(day) == {"done": ["tests.a_unsure"], "failed": []}
    assert DutyDone.objects.get(name="tests.b_sure").result == {"sent": 1}
