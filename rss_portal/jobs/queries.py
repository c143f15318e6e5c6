"""Reads for the pages of background work."""

from datetime import datetime

from django.utils import timezone

from .choices import JobState
from .models import Job


def remaining_seconds(job: Job, now: datetime | None = None) -> int | None:
    """Estimate from the pace so far, in whole seconds; None while there is nothing to judge by."""
    if job.state != JobState.RUNNING or not job.done or not job.total or job.started_at is None:
        return None
    spent = ((now or timezone.now()) - job.started_at).total_seconds()
    return max(0, round(spent * (job.total - job.done) / job.done))
