"""Sentences about jobs; handlers bring those of their own steps."""

from django.utils.translation import gettext_lazy as _

from .models import Job
from .registry import Text, find_handler

WORKER_LOST = "jobs.worker_lost"
UNEXPECTED_ERROR = "jobs.unexpected_error"
UNKNOWN_KIND = "jobs.unknown_kind"

COMMON: dict[str, Text] = {
    WORKER_LOST: _("The work was interrupted several times and was given up. Nothing is half done; repeat it."),
    UNEXPECTED_ERROR: _(
        "An unexpected error stopped the work. Repeat it; if it stops again, tell the "
        "administrator the number %(reference)s."
    ),
    UNKNOWN_KIND: _("This version of the portal does not know the work “%(kind)s”."),
}


def title(job: Job) -> Text:
    """What the job does, in the reader's language."""
    handler = find_handler(job.kind)
    return handler.title if handler else job.kind


def step(job: Job) -> Text:
    """The sentence of the step the job is at, empty when its handler named none."""
    return _sentence(job, job.message)


def error(job: Job) -> str:
    """Why the job failed and what to do, empty when it did not."""
    text = str(_sentence(job, job.error))
    return text % job.error_values if job.error_values else text


def _sentence(job: Job, code: str) -> Text:
    handler = find_handler(job.kind)
    messages = handler.messages if handler else {}
    return messages.get(code) or COMMON.get(code) or code
