"""The term of support (p.7): up to 36 months, extendable with the consent of the local executive body."""

from datetime import date, timedelta

MONTHS_MOST = 36


def add_months(start: date, months: int) -> date:
    """The same day MONTHS later, or the last day of that month where it has no such day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    first_of_next = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = (first_of_next - timedelta(days=1)).day
    return date(year, month + 1, min(start.day, last))


def term_allowed(months: int) -> bool:
    """Whether the first term is from 1 to 36 months (p.7)."""
    return 1 <= months <= MONTHS_MOST


def support_until(commissioned_on: date, months: int) -> date:
    """The last day of a term of MONTHS that begins with COMMISSIONED_ON; ValueError beyond 36 months."""
    if not term_allowed(months):
        raise ValueError(f"a term of support has 1 to {MONTHS_MOST} months, not {months}")
    return add_months(commissioned_on, months) - timedelta(days=1)


def extension_allowed(until: date, new_until: date, *, consent: bool) -> bool:
    """Whether a term that ends UNTIL may be moved to NEW_UNTIL: later, and with consent (p.7)."""
    return consent and new_until > until
