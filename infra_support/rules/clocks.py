"""When a term of the rules ends and how much of it is left (p.17, p.19, p.23, p.25, p.27). No clock of its own."""

from datetime import date, timedelta

from rss_portal.calendar.rules.working_days import Calendar, add_working_days, is_working_day, working_days_between

REMINDER_WORKING_DAYS = 1


def due_on(started_on: date, days: int, calendar: Calendar, *, working: bool) -> date:
    """The last day of the term: day one is the working (calendar) day after STARTED_ON.
    Raises `MissingYear` when the calendar does not reach so far."""
    return add_working_days(started_on, days, calendar) if working else started_on + timedelta(days=days)


def days_left(today: date, due: date, calendar: Calendar, *, working: bool) -> int:
    """Days that remain after TODAY up to and including DUE; negative by as many as it is late."""
    return working_days_between(today, due, calendar) if working else (due - today).days


def reminder_on(due: date, calendar: Calendar) -> date:
    """The working day before DUE, on which the actor is reminded (spec 60.6)."""
    day = due - timedelta(days=1)
    while not is_working_day(day, calendar):
        day -= timedelta(days=1)
    return day


def overdue(due: date, done_on: date) -> bool:
    """Whether what was done on DONE_ON (or is still not done today) came after DUE."""
    return done_on > due
