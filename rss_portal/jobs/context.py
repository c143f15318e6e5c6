"""What a handler is given: it reports progress, asks whether to stop, and writes behind the fence."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from .choices import JobState
from .exceptions import ClaimLost, JobCancelled
from .models import Job

PROGRESS_INTERVAL_SECONDS = 0.5


def lease_end() -> datetime:
    """The moment until which a claim renewed now is respected by other workers."""
    return timezone.now() + timedelta(seconds=settings.JOBS_LEASE_SECONDS)


def write_under_claim(job_id: int, claim: UUID, **values: Any) -> None:
    """Change the job's row while CLAIM is the newest one; `ClaimLost` when it is not.

    Inside a transaction the row stays locked to its end: nobody can take the job over meanwhile.
    """
    held = Job.objects.filter(pk=job_id, claim=claim, state=JobState.RUNNING).update(**values)
    if not held:
        raise ClaimLost(f"job {job_id} was taken over")


class JobContext:
    """The running job, as its handler sees it."""

    def __init__(self, job: Job):
        if job.claim is None:
            raise ValueError("only a claimed job has a context")
        self.job = job
        self.claim: UUID = job.claim
        self._last_report = 0.0

    def advance(self, done: int, total: int, message_code: str = "") -> None:
        """Tell that DONE of TOTAL steps are behind; written at most twice a second and at the end.

        Inside `fenced()` the figures become visible only when its transaction ends.
        """
        changed_step = message_code != self.job.message
        due = time.monotonic() - self._last_report >= PROGRESS_INTERVAL_SECONDS
        if not (due or changed_step or done >= total):
            return
        self._last_report = time.monotonic()
        self.job.done, self.job.total, self.job.message = done, total, message_code
        write_under_claim(
            self.job.pk, self.claim, done=done, total=total, message=message_code, lease_until=lease_end()
        )

    def check_cancelled(self) -> None:
        """Return when the work may go on; raise `JobCancelled`, or `ClaimLost` when it was taken over."""
        row = Job.objects.filter(pk=self.job.pk, claim=self.claim).values_list("cancel_requested", flat=True).first()
        if row is None:
            raise ClaimLost(f"job {self.job.pk} was taken over")
        if row:
            raise JobCancelled

    @contextmanager
    def fenced(self) -> Iterator[None]:
        """A transaction that commits only while this worker holds the job."""
        with transaction.atomic():
            write_under_claim(self.job.pk, self.claim, lease_until=lease_end())
            yield
            write_under_claim(self.job.pk, self.claim, lease_until=lease_end())
