"""Terms of applications: reminders, overdue, a calendar that changes."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from infra_support.choices import ClockKind
from infra_support.models import Clock
from infra_support.services.clocks import start_clock, stop_clocks
from infra_support.services.duties import watch_clocks
from rss_portal.accounts.choices import Role
from rss_portal.calendar.models import CalendarYear
from rss_portal.calendar.services import set_day
from rss_portal.changelog.models import Change
from rss_portal.notices.models import Notice
from tests.factories import make_user
from tests.infra_support.council_world import World, make_world

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 6, 1)


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def test_a_review_has_five_working_days_after_the_day_of_receipt(world):
    clock = start_clock(world.application("submitted"), ClockKind.REVIEW, MONDAY)
    assert clock.due_on == date(2026, 6, 8)


def test_the_coordinator_is_reminded_once_one_working_day_before(world):
    start_clock(world.application("submitted"), ClockKind.REVIEW, MONDAY)
    assert watch_clocks(date(2026, 6, 4)) == {"reminded": 0, "overdue": 0}
    assert watch_clocks(date(2026, 6, 5)) == {"reminded": 1, "overdue": 0}  # Friday before Monday
    assert watch_clocks(date(2026, 6, 8)) == {"reminded": 0, "overdue": 0}
    notice = Notice.objects.get()
    assert (notice.person, notice.kind) == (world.people["coordinator"], "support.term_near")


def test_an_overdue_review_is_told_to_the_coordinator_and_the_central_authority_once(world):
    start_clock(world.application("submitted"), ClockKind.REVIEW, MONDAY)
    assert watch_clocks(date(2026, 6, 9))["overdue"] == 1
    assert watch_clocks(date(2026, 6, 10))["overdue"] == 0
    told = set(Notice.objects.filter(kind="support.term_over").values_list("person__username", flat=True))
    assert told == {"coordinator", "ministry"}


def test_a_stopped_term_is_neither_reminded_of_nor_moved(world):
    application = world.application("submitted")
    start_clock(application, ClockKind.REVIEW, MONDAY)
    assert stop_clocks(application, [ClockKind.REVIEW]) == 1
    assert watch_clocks(date(2026, 7, 1)) == {"reminded": 0, "overdue": 0}


def test_a_new_day_off_moves_running_terms_logs_it_and_says_so(world):
    administrator = make_user("calendar", Role.ADMINISTRATOR, "KZ")
    running = start_clock(world.application("submitted"), ClockKind.REVIEW, MONDAY)
    calendar_days = start_clock(world.application("in_budget"), ClockKind.RESOLUTION, MONDAY)
    done = start_clock(world.application("approved"), ClockKind.FORWARD, MONDAY)
    Clock.objects.filter(pk=done.pk).update(stopped_at=timezone.now())
    version = CalendarYear.objects.get(pk=2026).version
    values = {"kind": "day_off", "name_kk": "Ауыстырылған демалыс", "name_ru": "Перенос", "name_en": "Moved"}
    set_day(administrator, 2026, version, date(2026, 6, 3), values)
    for clock, due in ((running, date(2026, 6, 9)), (calendar_days, date(2026, 6, 15)), (done, date(2026, 6, 4))):
        clock.refresh_from_db()
        assert clock.due_on == due
    change = Change.objects.get(object_type="infra_support.clock")
    assert (change.old["due_on"], change.new["due_on"]) == ("2026-06-08", "2026-06-09")
    notice = Notice.objects.get(kind="support.term_moved")
    assert (notice.person.username, notice.values["old_on"], notice.values["due_on"]) == (
        "coordinator", "2026-06-08", "2026-06-09",
    )  # fmt: skip


def test_a_term_that_was_told_as_over_is_watched_again_when_it_is_moved(world):
    clock = start_clock(world.application("submitted"), ClockKind.REVIEW, MONDAY)
    watch_clocks(date(2026, 6, 9))
    administrator = make_user("calendar", Role.ADMINISTRATOR, "KZ")
    values = {"kind": "day_off", "name_kk": "Демалыс", "name_ru": "Выходной", "name_en": "Off"}
    set_day(administrator, 2026, CalendarYear.objects.get(pk=2026).version, date(2026, 6, 5), values)
    clock.refresh_from_db()
    assert (clock.due_on, clock.overdue_told_at) == (date(2026, 6, 9), None)
    assert watch_clocks(clock.due_on + timedelta(days=1))["overdue"] == 1
