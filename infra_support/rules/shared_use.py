"""Shared objects: who uses them, for how long, and which places are free (p.7)."""

from collections.abc import Iterable
from datetime import date

from .support_term import MONTHS_MOST, add_months

USERS_LEAST = 3


def enough_users(users: int) -> bool:
    """Whether a shared object may be created: at least three entrepreneurs use it (p.7)."""
    return users >= USERS_LEAST


def within_term(starts: date, ends: date, *, consent: bool) -> bool:
    """Whether a use lasts at most 36 months, or goes beyond with the consent of the local executive body (p.7)."""
    if ends < starts:
        return False
    return consent or ends < add_months(starts, MONTHS_MOST)


def taken_on(day: date, uses: Iterable[tuple[date, date, int]]) -> int:
    """Places taken on DAY by uses (first day, last day, places)."""
    return sum(places for starts, ends, places in uses if starts <= day <= ends)


def most_taken(uses: Iterable[tuple[date, date, int]]) -> int:
    """The most places taken on any one day."""
    held = list(uses)
    return max((taken_on(starts, held) for starts, _ends, _places in held), default=0)


def load_percent(taken: int, capacity: int) -> int | None:
    """Load of an object in whole percent; None without a capacity."""
    return None if capacity <= 0 else round(100 * taken / capacity)
