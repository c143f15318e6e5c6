"""Background work of the standards."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rss_portal.jobs.context import JobContext
from rss_portal.jobs.models import Job
from rss_portal.jobs.registry import handler

from .services import background, comparison
from .services.recompute import JOB_KIND


def runs_url(job: Job) -> str:
    return reverse("standards:runs")


def comparison_url(job: Job) -> str:
    return f"{reverse('standards:compare_runs')}?before={job.result['before']}&after={job.result['after']}"


MESSAGES = {
    background.STEP_REGIONS: _("Regions are computed one after another"),
    background.BAD_EDITION: _("The edition cannot be computed by: %(problems)s"),
}


@handler(JOB_KIND, title=_("Recomputation of provision"), messages=MESSAGES, result_url=runs_url)
def recompute(job: JobContext, **arguments: Any) -> dict[str, Any]:
    return background.recompute(job, **arguments)


@handler(comparison.JOB_KIND, title=_("Comparison of two editions"), messages=MESSAGES, result_url=comparison_url)
def compare_editions(job: JobContext, **arguments: Any) -> dict[str, Any]:
    return comparison.compare(job, **arguments)
