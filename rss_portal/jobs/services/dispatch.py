"""Hands the number of a job to Celery."""

import logging
from functools import partial

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)
TASK_NAME = "jobs.execute"


def send_after_commit(job_id: int) -> None:
    """Send the job's number when the running transaction commits, at once when there is none."""
    transaction.on_commit(partial(send, job_id))


def send(job_id: int) -> bool:
    """Whether the broker took the number. A broker that is down loses nothing: the sweep sends again."""
    try:
        current_app.tasks[TASK_NAME].apply_async(args=[job_id])
    except (OperationalError, OSError) as error:
        logger.warning("job %s waits for the broker: %s", job_id, error)
        return False
    return True
