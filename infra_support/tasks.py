"""Background work of support."""

from datetime import date
from typing import Any

from infra_support.services.duties import watch_clocks
from infra_support.services.erasure import erase_due
from rss_portal.notices.daily import duty


@duty("support.terms")
def terms(day: date) -> dict[str, Any]:
    """Reminders one working day before a term ends, and word of terms that are over."""
    return watch_clocks(day)


@duty("support.erasure")
def erasure(day: date) -> dict[str, Any]:
    """Forgotten drafts and personal data whose time is over."""
    return erase_due()
