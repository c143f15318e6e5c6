"""Comparing two editions on the whole country: both are computed, then their figures stand side by side."""

from typing import Any

from django.db import transaction

from rss_portal.access import require
from rss_portal.jobs.context import JobContext
from rss_portal.jobs.models import Job
from rss_portal.jobs.services import enqueue
from standards.models import Edition, Series

from . import background

JOB_KIND = "standards.compare_editions"


def start_comparison(user: Any, first: Edition, second: Edition, year: int) -> Job:
    """Queue the computation of YEAR by both editions; `Refused` when USER may not manage editions.

    The job's result names the two runs to compare: who rises, who falls, by how much.
    """
    require(user, "standards.manage_editions")
    arguments = {"first_code": first.pk, "second_code": second.pk, "year": year}
    with transaction.atomic():
        return enqueue(JOB_KIND, arguments, owner=user)


def compare(job: JobContext, first_code: str, second_code: str, year: int) -> dict[str, Any]:
    """Compute what is not up to date and name the two runs that everybody may compare."""
    for code in (first_code, second_code):
        background.recompute(job, edition_code=code, year=year, territory_code="KZ")
    runs = dict(
        Series.objects.filter(edition__in=[first_code, second_code], year=year).values_list(
            "edition_id", "current_run_id"
        )
    )
    return {"before": runs[first_code], "after": runs[second_code]}
