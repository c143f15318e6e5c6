"""The working calendar as people keep it: a change moves terms, an unconfirmed year is an error."""

from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse

from rss_portal.access import Refused
from rss_portal.calendar import events, services
from rss_portal.calendar.choices import DayKind
from rss_portal.calendar.loading import shipped_calendar
from rss_portal.calendar.models import CalendarDay, CalendarYear
from rss_portal.changelog.models import Change
from tests.factories import make_user

pytestmark = pytest.mark.django_db
HOLIDAY = {"kind": DayKind.DAY_OFF, "name_kk": "Мереке", "name_ru": "Праздник"}


@pytest.fixture
def calendar(country):
    call_command("load_calendar", verbosity=0)


@pytest.fixture
def keeper(calendar):
    return make_user("keeper", "ministry_analyst")


def test_the_kept_calendar_is_the_shipped_one_until_somebody_changes_it(calendar):
    assert services.working_calendar() == shipped_calendar()
    CalendarDay.objects.filter(date=date(2025, 12, 16)).delete()
    call_command("load_calendar", verbosity=0)
    assert services.is_working_day(date(2025, 12, 16))


def test_a_day_off_added_moves_a_term_and_is_logged_and_told(keeper, monkeypatch):
    told = []
    monkeypatch.setattr(events, "_listeners", [lambda user, year: told.append((user, year))])
    assert services.add_working_days(date(2025, 11, 17), 5) == date(2025, 11, 24)
    services.set_day(keeper, 2025, 1, date(2025, 11, 20), HOLIDAY)
    assert services.add_working_days(date(2025, 11, 17), 5) == date(2025, 11, 25)
    assert told == [(keeper, 2025)]
    assert Change.objects.get(object_type="calendar.day", object_key="2025-11-20").new["name_kk"] == "Мереке"


def test_a_year_that_is_only_proposed_is_an_error_until_it_is_confirmed(keeper):
    services.propose_year(keeper, 2027)
    with pytest.raises(services.MissingYear):
        services.add_working_days(date(2026, 12, 30), 5)
    services.confirm_year(keeper, 2027, "Еңбек кодексі")
    assert services.add_working_days(date(2026, 12, 30), 1) == date(2026, 12, 31)
    assert not services.is_working_day(date(2027, 1, 1))


def test_the_second_of_two_people_does_not_overwrite_the_first(keeper):
    services.set_day(keeper, 2025, 1, date(2025, 11, 20), HOLIDAY)
    with pytest.raises(services.CalendarChanged):
        services.remove_day(keeper, 2025, 1, date(2025, 11, 20))


@pytest.mark.parametrize(
    ("day", "kind", "code"),
    [(date(2024, 1, 5), DayKind.DAY_OFF, "other_year"), (date(2025, 11, 20), DayKind.WORKED, "working_day_worked")],
)
def test_a_day_that_cannot_stand_is_refused(keeper, day, kind, code):
    with pytest.raises(services.DayRefused) as refused:
        services.set_day(keeper, 2025, 1, day, HOLIDAY | {"kind": kind})
    assert refused.value.code == code


def test_only_keepers_change_the_calendar(calendar):
    clerk = make_user("clerk", "akimat_editor", "116000000")
    for action in (
        lambda: services.propose_year(clerk, 2030),
        lambda: services.confirm_year(clerk, 2025, ""),
        lambda: services.set_day(clerk, 2025, 1, date(2025, 11, 20), HOLIDAY),
        lambda: services.remove_day(clerk, 2025, 1, date(2025, 12, 16)),
    ):
        with pytest.raises(Refused):
            action()


def test_a_keeper_proposes_corrects_and_confirms_a_year_on_its_page(keeper, signed_in, language):
    client = signed_in(keeper)
    page = client.post(reverse("calendar:calendar"), {"year": 2027}).url
    sent = {"version": 1, "date": "2027-06-15", **HOLIDAY}
    assert client.post(reverse("calendar:set_day", args=[2027]), sent).status_code == 302
    wrong = client.post(reverse("calendar:set_day", args=[2027]), sent | {"version": 2, "date": "2026-06-15"})
    assert wrong.status_code == 422 and wrong.context["day_form"].errors["date"]
    removed = client.post(reverse("calendar:remove_day", args=[2027, "2027-06-15"]), {"version": 2})
    assert removed.status_code == 302
    client.post(reverse("calendar:confirm", args=[2027]), {"source": "№ 1"})
    assert CalendarYear.objects.get(pk=2027).state == "confirmed"
    assert client.get(page).status_code == 200
