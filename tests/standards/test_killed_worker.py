"""A real worker killed with kill -9 in the middle of a recomputation (spec 80, section 3)."""

import os
import signal

import pytest
from django.db import transaction

from rss_portal.jobs.choices import JobState
from settlements.events import entries_changed
from standards.choices import RunState
from standards.models import Run, Series, SettlementProvision
from standards.services.recompute import recompute_now
from tests.jobs.test_real_workers import Workers, eventually, state_of, workers  # noqa: F401  the fixture

from .conftest import SCHOOLS, YEAR

pytestmark = pytest.mark.django_db(transaction=True)


def start_slow_worker(workers: Workers):  # noqa: F811
    options = ["--concurrency", "1", "--without-gossip", "--without-mingle", "--queues", workers.folder.name]
    return workers._celery("worker", "--include", "tests.standards.slow_regions", *options)


def enqueue(workers: Workers) -> int:  # noqa: F811
    return int(
        workers.run(
            "from rss_portal.jobs.services import enqueue\n"
            f"arguments = dict(edition_code='2023', year={YEAR}, territory_code='KZ')\n"
            "print(enqueue('standards.recompute', arguments).pk)"
        )
    )


def visible() -> dict[str, int | None]:
    """Percents that everybody sees."""
    run = Series.objects.get(edition="2023", year=YEAR).current_run
    return dict(SettlementProvision.objects.filter(run=run).values_list("settlement_id", "percent_e4"))


def regions_done(job_id: int) -> int:
    run = Run.objects.filter(job=job_id).first()
    return len(run.regions_done) if run else 0


def test_a_worker_killed_in_the_middle_leaves_the_old_figures_and_the_next_one_ends_the_job(
    workers: Workers,  # noqa: F811
    country,
    edition,
    enter,  # noqa: F811
):
    enter(country["village_a"], "EDU-01", **SCHOOLS)
    recompute_now(edition, YEAR)
    old = visible()
    enter(country["village_a"], "EDU-01", required=1, good=1)
    enter(country["village_d"], "EDU-01", **SCHOOLS)

    worker = start_slow_worker(workers)
    job_id = enqueue(workers)
    eventually(lambda: regions_done(job_id) == 1, workers)
    os.killpg(worker.pid, signal.SIGKILL)
    assert visible() == old
    assert Run.objects.get(job=job_id).state == RunState.BUILDING
    # A save while nobody works on the job must not be lost to the run that is being built.
    with transaction.atomic():
        enter(country["village_b"], "EDU-01", required=1, good=1)
        entries_changed.send(sender=None, year=YEAR, settlements=[country["village_b"].pk], territory="KZ")

    start_slow_worker(workers)
    eventually(lambda: state_of(job_id) in (JobState.DONE, JobState.FAILED), workers)
    assert state_of(job_id) == JobState.DONE
    assert Series.objects.get(edition="2023", year=YEAR).current_run == Run.objects.get(job=job_id)
    new = visible()
    assert new[country["village_a"].pk] != old[country["village_a"].pk]
    assert new[country["village_b"].pk] == 50_000
    assert new[country["village_d"].pk] is not None
    recompute_now(edition, YEAR, force=True)
    assert visible() == new
