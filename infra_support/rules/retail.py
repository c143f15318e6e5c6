"""Space for local producers in modern trade objects (p.10-11)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from .support_term import add_months

SMALL_M2, LARGE_M2 = Decimal(1000), Decimal(3000)
LEAST_MONTHS = 6


def minimum_percent(trade_area_m2: Decimal) -> int | None:
    """Percent of the trade area that the object gives at least: 5 up to 1000 m2, 3 above it up to 3000 m2;
    None above 3000 m2, where the rules set none (p.11)."""
    if trade_area_m2 <= SMALL_M2:
        return 5
    return 3 if trade_area_m2 <= LARGE_M2 else None


def minimum_area(trade_area_m2: Decimal, *, state_utilities: bool) -> Decimal | None:
    """Square metres due to local producers; None where none is set: utilities up to the border of the plot were
    not paid by the state, or the object is larger than 3000 m2 (p.11)."""
    percent = minimum_percent(trade_area_m2)
    if percent is None or not state_utilities:
        return None
    return trade_area_m2 * percent / 100


def term_allowed(starts: date, ends: date) -> bool:
    """Whether space is given for at least six months, both days counted (p.11)."""
    return ends >= least_end(starts)


def least_end(starts: date) -> date:
    """The earliest last day of a placement that begins with STARTS."""
    return date.fromordinal(add_months(starts, LEAST_MONTHS).toordinal() - 1)


def given_on(day: date, placements: Iterable[tuple[date, date, Decimal]]) -> Decimal:
    """Square metres given on DAY by placements (first day, last day, area)."""
    return sum((area for starts, ends, area in placements if starts <= day <= ends), Decimal(0))


def most_given(placements: Iterable[tuple[date, date, Decimal]]) -> Decimal:
    """The largest area given on any one day: it is reached on a first day of some placement."""
    held = list(placements)
    return max((given_on(starts, held) for starts, _ends, _area in held), default=Decimal(0))
