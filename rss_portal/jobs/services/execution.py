"""One attempt at a job: claim the row, do the work, write the outcome while the claim holds."""

import logging
import uuid
from contextlib import ExitStack
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection
from django.db.models import F, Q
from django.utils import timezone, translation

from rss_portal.changelog.choices import Origin
from rss_portal.changelog.middleware import origin_of

from ..choices import JobState
from ..context import JobContext, lease_end, write_under_claim
from ..exceptions import ClaimLost, JobCancelled, JobFailed
from ..heartbeat import renewed_lease
from ..models import Job
from ..phrases import UNEXPECTED_ERROR, UNKNOWN_KIND
from ..registry import find_handler

logger = logging.getLogger(__name__)


def execute(job_id: int) -> None:
    """Do the job if it is free to take; nothing when another worker holds it or it has ended."""
    job = claim(job_id)
    if job is None:
        logger.info("job %s is not free to take", job_id)
        return
    context = JobContext(job)
    try:
        outcome = _attempt(context)
        write_under_claim(job.pk, context.claim, **{"finished_at": timezone.now(), **outcome})
    except ClaimLost as lost:
        logger.warning("%s; this worker wrote nothing more", lost)


def run_queued() -> int:
    """Do every waiting job here and now, one after another; how many there were (commands and tests)."""
    waiting = list(Job.objects.filter(state=JobState.QUEUED).order_by("pk").values_list("pk", flat=True))
    for job_id in waiting:
        execute(job_id)
    return len(waiting)


def claim(job_id: int) -> Job | None:
    """The job, now ours under a new token, or None when it is not free.

    One conditional UPDATE, so that of two workers exactly one succeeds on either database.
    """
    now, token = timezone.now(), uuid.uuid4()
    free = Q(state=JobState.QUEUED) | Q(state=JobState.RUNNING, lease_until__lt=now, cancel_requested=False)
    taken = Job.objects.filter(free, pk=job_id, attempts__lt=settings.JOBS_MAX_ATTEMPTS).update(
        state=JobState.RUNNING,
        claim=token,
        lease_until=lease_end(),
        started_at=now,
        attempts=F("attempts") + 1,
        done=0,
    )
    return Job.objects.select_related("owner").get(pk=job_id, claim=token) if taken else None


def _attempt(context: JobContext) -> dict[str, Any]:
    """Columns of the row that tell how the attempt ended; `ClaimLost` passes through."""
    job = context.job
    handler = find_handler(job.kind)
    if handler is None:
        return _failure(UNKNOWN_KIND, {"kind": job.kind})
    try:
        with _surroundings(context):
            return {"state": JobState.DONE, "result": handler.run(context, job.arguments), "done": F("total")}
    except JobCancelled:
        return {"state": JobState.CANCELLED}
    except JobFailed as failed:
        return _failure(failed.code, failed.values)
    except ClaimLost:
        raise
    except OperationalError as error:
        return _after_lost_database(job, error)
    except Exception:
        return _unexpected(job)


def _surroundings(context: JobContext) -> ExitStack:
    """Changes are logged as made by this job, texts are in the owner's language, the lease is renewed."""
    job = context.job
    stack = ExitStack()
    stack.enter_context(origin_of(Origin.JOB, str(job.public_id)))
    stack.enter_context(translation.override(job.owner.language if job.owner else settings.LANGUAGE_CODE))
    # Work done inline shares the caller's transaction, which a second connection could not see.
    if not settings.CELERY_TASK_ALWAYS_EAGER:
        stack.enter_context(renewed_lease(job.pk, context.claim))
    return stack


def _failure(code: str, values: dict[str, Any]) -> dict[str, Any]:
    return {"state": JobState.FAILED, "error": code, "error_values": values}


def _after_lost_database(job: Job, error: OperationalError) -> dict[str, Any]:
    """A lost connection or a locked database passes: wait for the sweep while attempts are left."""
    if job.attempts >= settings.JOBS_MAX_ATTEMPTS:
        return _unexpected(job)
    logger.warning("job %s waits for another attempt: %s", job.pk, error)
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()
    return {"state": JobState.QUEUED, "finished_at": None}


def _unexpected(job: Job) -> dict[str, Any]:
    """The log has the traceback; the person gets the number under which it can be found."""
    logger.exception("job %s (%s) failed", job.public_id, job.kind)
    return _failure(UNEXPECTED_ERROR, {"reference": str(job.public_id)[:8]})
