"""What support does when the working calendar changes; runs inside the transaction of the change."""

from typing import Any

from infra_support.services.duties import follow_calendar
from rss_portal.calendar.events import calendar_changed


@calendar_changed
def move_running_terms(user: Any, year: int) -> None:
    """Terms that run are counted by the calendar as it is now."""
    follow_calendar(user, year)
