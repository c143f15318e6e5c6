"""Priority activities of a region (p.5)."""

from collections.abc import Iterable
from datetime import date

MOST = 6
Period = tuple[date, date | None]


def in_force_on(day: date, periods: Iterable[Period]) -> int:
    """How many of PERIODS (first day, last day or None) hold on DAY."""
    return sum(starts <= day and (ends is None or day <= ends) for starts, ends in periods)


def allowed(periods: Iterable[Period]) -> bool:
    """Whether at most six activities are in force on every day (p.5). The number grows on first days only."""
    held = list(periods)
    return all(in_force_on(starts, held) <= MOST for starts, _ends in held)
