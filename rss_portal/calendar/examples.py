"""Worked examples of terms in working days."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from rss_portal.calendar.loading import shipped_calendar
from rss_portal.calendar.rules.working_days import MissingYear, add_working_days
from rss_portal.operations.examples import Case, same


def recognises(data: Any) -> bool:
    listed = data.get("cases") if isinstance(data, Mapping) else None
    return isinstance(listed, list) and any("working_days" in one for one in listed)


def cases(data: Mapping[str, Any]) -> Iterator[Case]:
    """The day on which each term ends, by the calendar that comes with the portal."""
    for one in data["cases"]:
        name = f"{one['working_days']} working days from {one['from']}"
        try:
            due = add_working_days(date.fromisoformat(one["from"]), one["working_days"], shipped_calendar())
        except MissingYear as missing:
            yield Case(name, one["due"], str(missing))
            continue
        yield same(name, one["due"], due.isoformat())
