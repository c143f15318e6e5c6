"""The shipped working calendar."""

import csv
from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path

from .rules.working_days import Calendar, CalendarYear

FILE = Path(__file__).parent / "data" / "working_calendar.csv"


@cache
def shipped_calendar() -> Calendar:
    """Calendar of every year in `data/working_calendar.csv`, keyed by year."""
    days: dict[int, dict[str, set[date]]] = defaultdict(lambda: {"day_off": set(), "worked": set()})
    with FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            day = date.fromisoformat(row["date"])
            days[day.year][row["kind"]].add(day)
    return {
        year: CalendarYear(year, frozenset(kinds["day_off"]), frozenset(kinds["worked"]))
        for year, kinds in days.items()
    }
