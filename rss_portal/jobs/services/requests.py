"""What people and other services ask of background work: start, stop, repeat."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from rss_portal.access import require

from ..choices import JobState
from ..exceptions import JobNotAllowed
from ..models import Job
from ..registry import get_handler
from .dispatch import send_after_commit


def enqueue(kind: str, arguments: Mapping[str, Any], *, owner: Any = None, territory_code: str = "") -> Job:
    """A new job of KIND with JSON ARGUMENTS, sent to a worker when the running transaction commits.

    KeyError when no app registered the kind. Called inside the transaction of the data it works on, so
    that either both exist or neither.
    """
    get_handler(kind)
    job = Job.objects.create(
        kind=kind,
        arguments=dict(arguments),
        owner=owner if getattr(owner, "pk", None) else None,
        territory_code=territory_code,
        sent_at=timezone.now(),
    )
    send_after_commit(job.pk)
    return job


@transaction.atomic
def cancel(job: Job, actor: Any) -> Job:
    """Stop the job: at once when it waits, at the handler's next check when it runs.

    `Refused` when ACTOR may not, `JobNotAllowed` when it has ended already.
    """
    require(actor, "jobs.cancel", job)
    job = Job.objects.select_for_update().get(pk=job.pk)
    if job.finished:
        raise JobNotAllowed(job.state)
    job.cancel_requested = True
    if job.state == JobState.QUEUED:
        job.state, job.finished_at = JobState.CANCELLED, timezone.now()
    job.save(update_fields=["cancel_requested", "state", "finished_at"])
    return job


@transaction.atomic
def retry(job: Job, actor: Any) -> Job:
    """Queue a failed or cancelled job once more, with the same arguments and fresh attempts.

    `Refused` when ACTOR may not, `JobNotAllowed` when the job runs, waits or is done.
    """
    require(actor, "jobs.retry", job)
    job = Job.objects.select_for_update().get(pk=job.pk)
    if job.state not in (JobState.FAILED, JobState.CANCELLED):
        raise JobNotAllowed(job.state)
    job.state, job.sent_at = JobState.QUEUED, timezone.now()
    job.started_at = job.finished_at = job.claim = job.lease_until = None
    job.done = job.total = job.attempts = 0
    job.message = job.error = ""
    job.cancel_requested, job.error_values, job.result = False, {}, {}
    job.save()
    send_after_commit(job.pk)
    return job
