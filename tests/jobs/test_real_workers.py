"""Worker processes that are killed in the middle: the job ends once, on either transport."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from rss_portal.jobs.choices import JobState
from rss_portal.jobs.models import Job
from tests.conftest import REDIS_URL

from .slow_work import KIND

pytestmark = pytest.mark.django_db(transaction=True)
STEPS = 10


class Workers:
    """Starts worker and command processes of the portal against the test's database and a broker."""

    def __init__(self, folder: Path, broker: str):
        self.folder = folder
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.jobs.worker_settings",
            "RSS_VAR_DIR": str(folder),
            "RSS_TEST_DATABASE": str(connection.settings_dict["NAME"]),
            "RSS_JOB_LEASE_SECONDS": "2",
            "RSS_JOB_RESEND_SECONDS": "1",
            "REDIS_URL": broker,
        }
        self.processes: list[subprocess.Popen[bytes]] = []

    def start(self, processes: int = 2) -> subprocess.Popen[bytes]:
        options = ["--concurrency", str(processes), "--without-gossip", "--without-mingle"]
        return self._celery("worker", "--include", "tests.jobs.slow_work", *options, "--queues", self.folder.name)

    def start_beat(self) -> subprocess.Popen[bytes]:
        return self._celery("beat", "--schedule", str(self.folder / "schedule"))

    def _celery(self, *command: str) -> subprocess.Popen[bytes]:
        log = (self.folder / f"process-{len(self.processes)}.log").open("wb")
        process = subprocess.Popen(
            [sys.executable, "-m", "celery", "--app", "rss_portal", *command],
            env=self.environment, cwd=settings.BASE_DIR, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
        self.processes.append(process)
        return process

    def run(self, program: str) -> str:
        """Run PROGRAM in a process with the portal set up for the same database and broker."""
        setup = "import django; django.setup(); import tests.jobs.slow_work\n"
        done = subprocess.run(
            [sys.executable, "-c", setup + program],
            env=self.environment, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True, timeout=60,
        )  # fmt: skip
        return done.stdout.strip()

    def stop(self) -> None:
        for process in self.processes:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
            process.wait(10)

    def logs(self) -> str:
        return "\n".join(path.read_text(errors="replace")[-3000:] for path in self.folder.glob("process-*.log"))


@pytest.fixture(params=["filesystem://", pytest.param(REDIS_URL, marks=pytest.mark.redis)], ids=["filesystem", "redis"])
def workers(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workers]:
    workers = Workers(tmp_path, request.param)
    workers.start_beat()
    yield workers
    workers.stop()


def eventually(condition: Callable[[], bool], workers: Workers, seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            pytest.fail(f"still not after {seconds} s; {Job.objects.values().first()}\n{workers.logs()}")
        time.sleep(0.1)


def state_of(job_id: int) -> str:
    return Job.objects.values_list("state", flat=True).get(pk=job_id)


def enqueue_slow_work(workers: Workers, journal: Path, step_seconds: float) -> int:
    return int(
        workers.run(
            "from rss_portal.jobs.services import enqueue\n"
            f"arguments = dict(journal={str(journal)!r}, steps={STEPS}, step_seconds={step_seconds})\n"
            f"print(enqueue({KIND!r}, arguments).pk)"
        )
    )


def lines(journal: Path, word: str) -> list[str]:
    found = journal.read_text().splitlines() if journal.exists() else []
    return [line for line in found if line.startswith(word)]


def let_it_end(journal: Path) -> None:
    """Until now the work goes on, however long a busy machine takes to kill or to freeze its worker."""
    Path(f"{journal}-may-end").touch()


def test_a_killed_workers_job_is_finished_once_by_the_next(workers: Workers, tmp_path: Path):
    journal = tmp_path / "journal"
    first = workers.start()
    job_id = enqueue_slow_work(workers, journal, 0.2)
    eventually(lambda: len(lines(journal, "step")) >= 3, workers)

    os.kill(first.pid, signal.SIGKILL)  # the parent only: its children must follow by themselves
    first.wait(10)
    time.sleep(0.3)
    steps_at_death = len(lines(journal, "step"))
    time.sleep(0.6)
    assert len(lines(journal, "step")) == steps_at_death, "a child of the killed worker goes on"
    assert state_of(job_id) == JobState.RUNNING

    let_it_end(journal)
    workers.start()
    eventually(lambda: state_of(job_id) == JobState.DONE, workers)
    job = Job.objects.get(pk=job_id)
    assert (job.attempts, job.result, len(lines(journal, "finished"))) == (2, {"steps": STEPS}, 1)


def test_a_frozen_worker_that_wakes_up_late_writes_nothing(workers: Workers, tmp_path: Path):
    journal = tmp_path / "journal"
    first = workers.start(processes=1)
    job_id = enqueue_slow_work(workers, journal, 0.2)
    eventually(lambda: len(lines(journal, "step")) >= 3, workers)

    os.killpg(first.pid, signal.SIGSTOP)  # its lease runs out while it is frozen
    let_it_end(journal)
    workers.start(processes=1)
    eventually(lambda: Job.objects.get(pk=job_id).attempts == 2, workers)
    os.killpg(first.pid, signal.SIGCONT)
    eventually(lambda: state_of(job_id) == JobState.DONE, workers)
    time.sleep(1)
    job = Job.objects.get(pk=job_id)
    assert (job.attempts, job.done, len(lines(journal, "finished"))) == (2, STEPS, 1)
