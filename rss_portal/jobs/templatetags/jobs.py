"""Words and progress of background work in templates."""

from typing import Any

from django import template

from .. import phrases, queries, tables
from ..choices import JobState
from ..models import Job
from ..registry import find_handler

register = template.Library()
BADGES = {
    JobState.QUEUED: "plain",
    JobState.RUNNING: "info",
    JobState.DONE: "good",
    JobState.FAILED: "bad",
    JobState.CANCELLED: "plain",
}


@register.inclusion_tag("jobs/_progress.html")
def job_progress(job: Job) -> dict[str, Any]:
    """The live state of JOB: polls while it runs, tells the page by the event "job-finished" when it ends."""
    return {"job": job}


@register.filter
def job_title(job: Job) -> str:
    return str(phrases.title(job))


@register.filter
def job_step(job: Job) -> str:
    return str(phrases.step(job))


@register.filter
def job_error(job: Job) -> str:
    return phrases.error(job)


@register.filter
def job_owner(job: Job) -> str:
    return tables.owner_name(job)


@register.filter
def job_badge(job: Job) -> str:
    """Kind of the badge that shows the job's state."""
    return BADGES[JobState(job.state)]


@register.filter
def job_result_url(job: Job) -> str:
    """Where the finished work can be seen, empty when its handler names no place."""
    handler = find_handler(job.kind)
    return handler.result_url(job) if handler and handler.result_url and job.state == JobState.DONE else ""


@register.filter
def seconds_left(job: Job) -> int | None:
    return queries.remaining_seconds(job)


@register.filter
def minutes_of(seconds: int) -> int:
    """Whole minutes, rounded up."""
    return -(-seconds // 60)
