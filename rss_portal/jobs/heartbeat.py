"""Keeps a job's lease alive while its handler is busy, for instance inside one long statement."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, connection

from .context import lease_end, write_under_claim
from .exceptions import ClaimLost

logger = logging.getLogger(__name__)


@contextmanager
def renewed_lease(job_id: int, claim: UUID) -> Iterator[None]:
    """Renew the lease three times per lease period for as long as the block runs."""
    stopped = threading.Event()
    beat = threading.Thread(target=_renew_until, args=(stopped, job_id, claim), name="job-lease", daemon=True)
    beat.start()
    try:
        yield
    finally:
        stopped.set()
        beat.join(timeout=settings.JOBS_LEASE_SECONDS)


def _renew_until(stopped: threading.Event, job_id: int, claim: UUID) -> None:
    try:
        while not stopped.wait(settings.JOBS_LEASE_SECONDS / 3):
            try:
                write_under_claim(job_id, claim, lease_until=lease_end())
            except ClaimLost:
                return  # the handler's own next write finds it out and stops
            except DatabaseError as error:
                # Another transaction holds the database: the next beat, or the handler's commit, renews.
                logger.warning("lease of job %s not renewed: %s", job_id, error)
    finally:
        connection.close()
