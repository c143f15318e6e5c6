"""Background work of support."""

from datetime import date
from typing import Any

from infra_support.services.duties import watch_clocks
from rss_portal.notices.daily import duty


@duty("support.terms")
def terms(day: date) -> dict[str, Any]:
    """Reminders one working day before a term ends, and word of terms that are over."""
    return watch_clocks(day)
