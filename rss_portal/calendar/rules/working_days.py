"""Terms in working days of Kazakhstan's calendar. No clock: the calendar of each year is passed in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

SATURDAY = 5


class MissingYear(LookupError):
    """No calendar for a year that the term touches: never read as "a year without holidays"."""

    def __init__(self, year: int):
        super().__init__(f"no working calendar for {year}")
        self.year = year


@dataclass(frozen=True)
class CalendarYear:
    """Days that differ from the plain week: holidays and moved days off, and weekends that are worked."""

    year: int
    days_off: frozenset[date] = field(default_factory=frozenset)
    worked_weekends: frozenset[date] = field(default_factory=frozenset)


Calendar = Mapping[int, CalendarYear]


def is_working_day(day: date, calendar: Calendar) -> bool:
    """Whether DAY is worked; raises MissingYear when its year has no calendar."""
    year = calendar.get(day.year)
    if year is None:
        raise MissingYear(day.year)
    if day in year.days_off:
        return False
    return day.weekday() < SATURDAY or day in year.worked_weekends


def add_working_days(start: date, count: int, calendar: Calendar) -> date:
    """The COUNT-th working day after START (day one is the working day after the event); COUNT >= 1."""
    if count < 1:
        raise ValueError("a term has at least one working day")
    day = start
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day, calendar)
    return day


def working_days_between(start: date, end: date, calendar: Calendar) -> int:
    """Working days after START up to and including END; negative when END is before START."""
    if end < start:
        return -working_days_between(end, start, calendar)
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(is_working_day(day, calendar) for day in days)
