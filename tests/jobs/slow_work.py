"""Work for the tests with real workers: it writes one line per step and per finish to a file."""

import os
import time
from pathlib import Path

from rss_portal.jobs.context import JobContext
from rss_portal.jobs.registry import handler

KIND = "tests.slow_work"


@handler(KIND)
def slow_work(job: JobContext, *, journal: str, steps: int, step_seconds: float) -> dict[str, int]:
    """STEPS pauses, more until the test lets it end; the journal tells which process did them and which finished."""
    step = 0
    while step < steps or not Path(f"{journal}-may-end").exists():
        job.check_cancelled()
        time.sleep(step_seconds)
        _write(journal, f"step {os.getpid()}")
        step += 1
        job.advance(min(step, steps), steps)
    with job.fenced():
        job.job.owner = None
    _write(journal, f"finished {os.getpid()}")
    return {"steps": steps}


def _write(journal: str, line: str) -> None:
    with Path(journal).open("a", encoding="ascii") as file:
        file.write(line + "\n")
