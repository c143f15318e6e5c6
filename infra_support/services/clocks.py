"""Starting, stopping and moving the terms of applications; the calendar of working days decides the due day."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from infra_support.choices import ClockKind
from infra_support.models import Application, Clock
from infra_support.rules.clocks import due_on
from infra_support.rules.workflow import TERMS
from rss_portal.calendar.services import working_calendar


def start_clock(application: Application, kind: ClockKind, started_on: date) -> Clock:
    """A running term of KIND, whose first day is the one after STARTED_ON; one that runs already is begun anew.
    Raises `MissingYear` when the calendar does not reach the due day."""
    term = TERMS[kind]
    due = due_on(started_on, term.days, working_calendar(), working=term.working)
    values = {"started_on": started_on, "days": term.days, "working": term.working, "due_on": due}
    clock, _made = Clock.objects.update_or_create(application=application, kind=kind, stopped_at=None, defaults=values)
    return clock


def stop_clocks(application: Application, kinds: Iterable[str]) -> int:
    """Stop the running terms of KINDS; returns how many there were."""
    running = Clock.objects.filter(application=application, kind__in=list(kinds), stopped_at=None)
    return running.update(stopped_at=timezone.now())


def recount_running(years: Iterable[int] | None = None) -> list[tuple[Clock, date]]:
    """Bring every running term in working days to the present calendar; the moved ones with their old due day.
    With YEARS only those that touch one of them are looked at."""
    running = Clock.objects.filter(stopped_at=None, working=True)
    wanted = set(years) if years is not None else None
    calendar = working_calendar()
    moved = []
    for clock in running.select_related("application"):
        if wanted is not None and wanted.isdisjoint({clock.started_on.year, clock.due_on.year}):
            continue
        due = due_on(clock.started_on, clock.days, calendar, working=True)
        if due != clock.due_on:
            moved.append((clock, clock.due_on))
            clock.due_on, clock.reminded_at, clock.overdue_told_at = due, None, None
    Clock.objects.bulk_update(
        [clock for clock, _old in moved], ["due_on", "reminded_at", "overdue_told_at"], batch_size=500
    )
    return moved
