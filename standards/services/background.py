"""The recomputation as a background job: region by region, restartable, switched over at the end."""

from collections.abc import Sequence
from typing import Any

from rss_portal.jobs.choices import FINISHED
from rss_portal.jobs.context import JobContext
from rss_portal.jobs.exceptions import JobCancelled, JobFailed
from standards.choices import RunState
from standards.compute.plan import Plan, load_plan
from standards.models import Edition, Run, Series
from standards.rules.methods import BadParameters

from .recompute import wanted_regions
from .runs import abandon, compute_region, locked_series, new_run, note_unchanged, regions_left, switch_over

STEP_REGIONS = "regions"
BAD_EDITION = "bad_edition"


def recompute(job: JobContext, edition_code: str, year: int, territory_code: str) -> dict[str, Any]:
    """Do the work of the job, from where an earlier attempt left it.

    Every region is a transaction of its own, behind the job's fence; what everybody sees changes once, when
    all regions are there. A worker that dies leaves the old figures and a run that the next attempt goes on
    with. Cancelling drops the run. `JobFailed` when the edition cannot be computed by.
    """
    with job.fenced():
        run = begun_run(job, Edition.objects.get(pk=edition_code), year, territory_code)
    try:
        while run.state == RunState.BUILDING:
            fill(job, run, usable_plan(edition_code), wanted_regions(territory_code))
            with job.fenced():
                switch_over(run)
            run.refresh_from_db()
    except JobCancelled:
        abandon(run)
        raise
    return {"run": run.pk, "state": run.state, "settlements": run.settlements}


def usable_plan(edition_code: str) -> Plan:
    try:
        return load_plan(Edition.objects.get(pk=edition_code))
    except BadParameters as bad:
        raise JobFailed(BAD_EDITION, problems=str(bad)) from bad


def begun_run(job: JobContext, edition: Edition, year: int, territory_code: str) -> Run:
    """The run of this job: the one that an earlier attempt began, a finished one that says that nothing
    changed, or a new one."""
    series = locked_series(edition, year)
    drop_orphans(series, job.job.pk)
    begun = Run.objects.filter(series=series, job=job.job).exclude(state=RunState.FAILED).first()
    if begun:
        return begun
    values = {"territory_code": territory_code, "job": job.job, "started_by": job.job.owner}
    return note_unchanged(series, **values) or new_run(series, **values)


def drop_orphans(series: Series, job_id: int) -> None:
    """Give up runs whose own job has ended without finishing them."""
    ended = Run.objects.filter(series=series, state=RunState.BUILDING, job__state__in=FINISHED)
    for run in ended.exclude(job=job_id):
        abandon(run)


def fill(job: JobContext, run: Run, plan: Plan, wanted: Sequence[str] | None) -> None:
    """Fill the regions that the run lacks, telling the progress after each."""
    left = regions_left(run)
    total = len(left) + len(Run.objects.values_list("regions_done", flat=True).get(pk=run.pk))
    for region in left:
        job.check_cancelled()
        with job.fenced():
            compute_region(run, plan, region, wanted)
        job.advance(total - len(left) + left.index(region) + 1, total, STEP_REGIONS)
