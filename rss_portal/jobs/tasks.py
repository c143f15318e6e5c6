"""Celery's side of background work: it carries numbers of rows and nothing else."""

from celery import shared_task

from . import services
from .services.dispatch import TASK_NAME


@shared_task(name=TASK_NAME)
def execute_job(job_id: int) -> None:
    services.execute(job_id)


@shared_task(name="jobs.sweep")
def sweep_jobs() -> None:
    services.sweep()
