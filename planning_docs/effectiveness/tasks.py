"""Background work of the effectiveness evaluation."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rss_portal.jobs.context import JobContext
from rss_portal.jobs.models import Job
from rss_portal.jobs.registry import handler

from .models import Evaluation
from .services import computing

MESSAGES = {computing.STEP_BODIES: _("Bodies are computed one after another")}


def evaluation_url(job: Job) -> str:
    found = Evaluation.objects.get(pk=job.arguments["evaluation"])
    return reverse("effectiveness:evaluation", args=[found.body_id, found.year])


def year_url(job: Job) -> str:
    return f"{reverse('effectiveness:evaluations')}?year={job.arguments['year']}"


@handler(computing.ONE_JOB, title=_("Effectiveness score of a body"), messages=MESSAGES, result_url=evaluation_url)
def compute_one(job: JobContext, **arguments: Any) -> dict[str, Any]:
    return computing.run_one(job, **arguments)


@handler(computing.YEAR_JOB, title=_("Effectiveness scores of a year"), messages=MESSAGES, result_url=year_url)
def compute_year(job: JobContext, **arguments: Any) -> dict[str, Any]:
    return computing.run_year(job, **arguments)
