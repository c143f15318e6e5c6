"""The shipped working calendar."""

import csv
from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from .rules.working_days import Calendar, CalendarYear

FILE = Path(__file__).parent / "data" / "working_calendar.csv"


@cache
def shipped_days() -> dict[int, list[dict[str, Any]]]:
    """Rows of `data/working_calendar.csv` by year."""
    days: dict[int, list[dict[str, Any]]] = defaultdict(list)
    with FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            day = date.fromisoformat(row["date"])
            days[day.year].append({**row, "date": day})
    return dict(days)


@cache
def shipped_calendar() -> Calendar:
    """Calendar of every shipped year, keyed by year."""
    return {year: _year(year, days) for year, days in shipped_days().items()}


def _year(year: int, days: list[dict[str, Any]]) -> CalendarYear:
    of_kind = {kind: frozenset(day["date"] for day in days if day["kind"] == kind) for kind in ("day_off", "worked")}
    return CalendarYear(year, of_kind["day_off"], of_kind["worked"])
