"""Finds work that was lost on the way or dropped by a dead worker."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from ..choices import JobState
from ..models import Job
from ..phrases import WORKER_LOST
from .dispatch import send


@dataclass(frozen=True)
class Sweep:
    """How many jobs were sent again, given up, and stopped as their owner had asked."""

    sent: int
    failed: int
    cancelled: int


def sweep() -> Sweep:
    """Send again what waits too long or whose lease ran out; end what has no attempts left.

    Runs every few seconds: by beat where several machines work, by the supervisor on one machine.
    Sending twice is harmless, as a job is claimed once.
    """
    now = timezone.now()
    dropped = Job.objects.filter(state=JobState.RUNNING, lease_until__lt=now)
    cancelled = dropped.filter(cancel_requested=True).update(state=JobState.CANCELLED, finished_at=now)
    failed = dropped.filter(attempts__gte=settings.JOBS_MAX_ATTEMPTS).update(
        state=JobState.FAILED, finished_at=now, error=WORKER_LOST, error_values={}
    )
    unsent = now - timedelta(seconds=settings.JOBS_RESEND_SECONDS)
    waiting = Job.objects.filter(state=JobState.QUEUED, sent_at__lt=unsent)
    lost = sorted({*dropped.values_list("pk", flat=True), *waiting.values_list("pk", flat=True)})
    sent = [job_id for job_id in lost if send(job_id)]
    Job.objects.filter(pk__in=sent).update(sent_at=now)
    return Sweep(len(sent), failed, cancelled)
