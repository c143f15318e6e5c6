"""Terms by the kept calendar, and the changes of it: every one is checked, logged and told."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from rss_portal.access import require
from rss_portal.changelog.services import log_change, open_change_set
from rss_portal.ui.sources import KNOWN_HOLIDAYS

from . import events
from .choices import DayKind, YearState
from .models import CalendarDay, CalendarYear
from .proposing import proposed_days
from .rules import working_days as rules
from .rules.working_days import Calendar, MissingYear

__all__ = ["MissingYear", "add_working_days", "is_working_day", "working_calendar", "working_days_between"]

MANAGE = "calendar.manage"
DAY_FIELDS = ("kind", "name_kk", "name_ru", "name_en")


class CalendarChanged(ValueError):
    """Somebody else changed the year since the page was read."""


class DayRefused(ValueError):
    """The day cannot stand in the calendar; `code` is "other_year", "working_day_worked" or "taken"."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


def working_calendar() -> Calendar:
    """Every confirmed year, by two queries. Pass it to the rules when several terms are computed."""
    days: dict[int, dict[str, set[date]]] = {
        year: {DayKind.DAY_OFF: set(), DayKind.WORKED: set()}
        for year in CalendarYear.objects.filter(state=YearState.CONFIRMED).values_list("year", flat=True)
    }
    for year, day, kind in CalendarDay.objects.filter(year__in=list(days)).values_list("year", "date", "kind"):
        days[year][kind].add(day)
    return {
        year: rules.CalendarYear(year, frozenset(kinds[DayKind.DAY_OFF]), frozenset(kinds[DayKind.WORKED]))
        for year, kinds in days.items()
    }


def add_working_days(start: date, count: int, calendar: Calendar | None = None) -> date:
    """The COUNT-th working day after START; `MissingYear` when a year of the term is not confirmed."""
    return rules.add_working_days(start, count, working_calendar() if calendar is None else calendar)


def working_days_between(start: date, end: date, calendar: Calendar | None = None) -> int:
    """Working days after START up to and including END, negative when END is earlier; `MissingYear`."""
    return rules.working_days_between(start, end, working_calendar() if calendar is None else calendar)


def is_working_day(day: date, calendar: Calendar | None = None) -> bool:
    """Whether DAY is worked; `MissingYear`."""
    return rules.is_working_day(day, working_calendar() if calendar is None else calendar)


@transaction.atomic
def load_year(year: int, days: Iterable[Mapping[str, Any]], *, source: str) -> bool:
    """Bring the shipped YEAR into an installation that lacks it; one that people keep is left as it is."""
    _, made = CalendarYear.objects.get_or_create(year=year, defaults={"state": YearState.CONFIRMED, "source": source})
    if made:
        CalendarDay.objects.bulk_create(CalendarDay(year_id=year, **day) for day in days)
        log_change(open_change_set("calendar.load"), "calendar.year", year, {}, {"source": source})
        events.tell(None, year)
    return made


@transaction.atomic
def propose_year(user: Any, year: int) -> CalendarYear:
    """YEAR with the holidays that are known of it, to be confirmed by a person; the one there is when it exists."""
    require(user, MANAGE)
    held, made = CalendarYear.objects.get_or_create(year=year, defaults={"source": KNOWN_HOLIDAYS})
    if made:
        CalendarDay.objects.bulk_create(CalendarDay(year=held, **day) for day in proposed_days(year))
        log_change(open_change_set("calendar.propose", actor=user), "calendar.year", year, {}, {"state": held.state})
    return held


@transaction.atomic
def confirm_year(user: Any, year: int, source: str) -> CalendarYear:
    """Let terms be counted by YEAR; SOURCE names the decree or the law it was compared with."""
    held = _locked(user, year)
    old = {"state": held.state, "source": held.source}
    held.state, held.source = YearState.CONFIRMED, source
    held.confirmed_by, held.confirmed_at = user, timezone.now()
    held.save()
    new = {"state": held.state, "source": held.source}
    log_change(open_change_set("calendar.confirm", actor=user), "calendar.year", year, old, new)
    events.tell(user, year)
    return held


@transaction.atomic
def set_day(user: Any, year: int, version: int, day: date, values: Mapping[str, Any]) -> CalendarDay:
    """Put DAY into the calendar or change what it is. `CalendarChanged`, `DayRefused`."""
    held = _locked(user, year, version)
    _refuse_day(year, day, values["kind"])
    kept = CalendarDay.objects.filter(date=day).first()
    old = {name: getattr(kept, name) for name in DAY_FIELDS} if kept else {}
    row = kept or CalendarDay(year=held, date=day)
    for name in DAY_FIELDS:
        setattr(row, name, values.get(name, ""))
    row.save()
    _changed(user, held, day, old, {name: getattr(row, name) for name in DAY_FIELDS})
    return row


@transaction.atomic
def remove_day(user: Any, year: int, version: int, day: date) -> None:
    """Take DAY out: it is again what the week says. `CalendarChanged`; `CalendarDay.DoesNotExist`."""
    held = _locked(user, year, version)
    row = CalendarDay.objects.get(year=held, date=day)
    old = {name: getattr(row, name) for name in DAY_FIELDS}
    row.delete()
    _changed(user, held, day, old, {})


def _refuse_day(year: int, day: date, kind: str) -> None:
    if day.year != year:
        raise DayRefused("other_year")
    if kind == DayKind.WORKED and day.weekday() < rules.SATURDAY:
        raise DayRefused("working_day_worked")


def _locked(user: Any, year: int, version: int | None = None) -> CalendarYear:
    require(user, MANAGE)
    held = CalendarYear.objects.select_for_update().get(pk=year)
    if version is not None and held.version != version:
        raise CalendarChanged(year)
    return held


def _changed(user: Any, held: CalendarYear, day: date, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    held.version += 1
    held.save(update_fields=["version"])
    log_change(open_change_set("calendar.change", actor=user), "calendar.day", day.isoformat(), old, new)
    if held.state == YearState.CONFIRMED:
        events.tell(user, held.pk)
