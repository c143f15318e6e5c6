"""Reports of a year and their terms (p.29-32)."""

from collections.abc import Callable
from datetime import date

SCAN_WORKING_DAYS = 2
# Month and day of the year after the reporting one: status (p.32), monitoring and consolidated monitoring (p.31).
LAST_DAYS = {"status": (2, 10), "monitoring": (3, 31), "consolidated": (4, 10)}


def due_on(kind: str, year: int) -> date:
    """The last day for the report KIND of YEAR.

    The administrator gives it "before 1 April" (p.31): 31 March is the last day. The other two are due "not later
    than" their day.
    """
    month, day = LAST_DAYS[kind]
    return date(year + 1, month, day)


def scan_due_on(accepted: date, add_working_days: Callable[[date, int], date]) -> date:
    """The last day for the scan of an accepted report: two working days (p.30)."""
    return add_working_days(accepted, SCAN_WORKING_DAYS)


def days_late(due: date, given: date | None, today: date) -> int:
    """Calendar days after DUE until the report was GIVEN, or until TODAY while it is not; 0 in time."""
    return max(0, ((given or today) - due).days)


def completeness_percent(filled: int, needed: int) -> int:
    """Figures entered of those that the obligations ask for, in whole percent rounded down; 100 when none is."""
    return 100 if needed == 0 else 100 * filled // needed
