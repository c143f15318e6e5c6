"""Duties of a day: reminders, digests, clearing. Each is done once a day, by the background work.

An app registers a duty when it starts: `@duty("planning.reminders")` over a function that takes the day and gives
back plain data of what it did. It runs in a transaction of its own; one that fails does not keep the others.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from rss_portal.jobs.services import enqueue

from .models import DutyDay, DutyDone

logger = logging.getLogger(__name__)
JOB_KIND = "notices.daily"
Duty = Callable[[date], Mapping[str, Any] | None]
_duties: dict[str, Duty] = {}
_asked: set[date] = set()


def duty(name: str) -> Callable[[Duty], Duty]:
    """Register the work of NAME ("app.verb")."""

    def register(function: Duty) -> Duty:
        if name in _duties and _duties[name] is not function:
            raise ValueError(f"two duties {name}")
        _duties[name] = function
        return function

    return register


def duties() -> list[str]:
    return sorted(_duties)


def ask_for_today() -> bool:
    """Queue the duties of today when its hour has come and nobody has yet; whether this call did.

    Cheap: called every few seconds, it asks the database once a day and process.
    """
    now = timezone.localtime()
    if now.hour < settings.DAILY_DUTIES_HOUR or now.date() in _asked:
        return False
    try:
        with transaction.atomic():
            _, made = DutyDay.objects.get_or_create(day=now.date())
            if made:
                enqueue(JOB_KIND, {"day": now.date().isoformat()})
    except IntegrityError:  # another process was first
        made = False
    _asked.add(now.date())
    return made


def run_duties(day: date) -> dict[str, list[str]]:
    """Do what of the duties of DAY is not done yet; names of what was done and of what failed."""
    outcome: dict[str, list[str]] = {"done": [], "failed": []}
    done = set(DutyDone.objects.filter(day=day).values_list("name", flat=True))
    for name in duties():
        if name in done:
            continue
        outcome["done" if _run_one(name, day) else "failed"].append(name)
    return outcome


def _run_one(name: str, day: date) -> bool:
    try:
        with transaction.atomic():
            DutyDone.objects.create(name=name, day=day, result=dict(_duties[name](day) or {}))
    except Exception:  # the other duties of the day must not wait for this one
        logger.exception("duty failed", extra={"duty": name})
        return False
    return True
