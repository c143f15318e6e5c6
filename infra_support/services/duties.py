"""What the portal does by itself every day: remind of terms that end, tell of those that are over."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from infra_support import council_notices as kinds
from infra_support.models import Clock
from infra_support.rules.clocks import reminder_on
from infra_support.services.clocks import recount_running
from infra_support.services.telling import tell_of_clock
from rss_portal.calendar.services import working_calendar
from rss_portal.changelog.services import log_change, open_change_set


@transaction.atomic
def watch_clocks(today: date | None = None) -> dict[str, int]:
    """Remind those in charge one working day before a term ends; tell them and the central authority when it is
    over. Once each, however often it is called. Returns how many of both."""
    today = today or timezone.localdate()
    calendar = working_calendar()
    counts = {"reminded": 0, "overdue": 0}
    running = Clock.objects.select_for_update(of=("self",)).filter(stopped_at=None).select_related("application")
    for clock in running.filter(overdue_told_at=None):
        if clock.due_on < today:
            tell_of_clock(clock, kinds.TERM_OVER, central=True)
            clock.overdue_told_at = timezone.now()
            counts["overdue"] += 1
        elif clock.reminded_at is None and reminder_on(clock.due_on, calendar) <= today:
            tell_of_clock(clock, kinds.TERM_NEAR)
            clock.reminded_at = timezone.now()
            counts["reminded"] += 1
        else:
            continue
        clock.save(update_fields=["overdue_told_at", "reminded_at"])
    return counts


@transaction.atomic
def follow_calendar(user: Any, year: int) -> int:
    """The calendar of YEAR changed: running terms are moved, logged and told. Returns how many moved."""
    moved = recount_running([year])
    for clock, old in moved:
        change_set = open_change_set(
            "support.clock.move", actor=user, territory_code=clock.application.region_id, detail=str(clock.kind)
        )
        log_change(change_set, "infra_support.clock", clock.pk, {"due_on": str(old)}, {"due_on": str(clock.due_on)})
        tell_of_clock(clock, kinds.TERM_MOVED, old=old)
    return len(moved)
