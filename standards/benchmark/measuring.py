"""Time, memory and queries of a piece of work, and the line of the table that they make."""

import multiprocessing
import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, connections
from django.test.utils import CaptureQueriesContext


@dataclass
class Measured:
    """One line: seconds of the work and of its floor, rows, peak memory, target in seconds, limits kept."""

    code: str
    what: str
    seconds: float
    target: float | None = None
    rows: int = 0
    floor: float | None = None
    floor_ratio: float | None = None  # the target says: at most so many times the floor
    peak_megabytes: float = 0.0
    queries: int | None = None
    most_queries: int | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def ratio(self) -> float | None:
        return self.seconds / self.floor if self.floor else None

    @property
    def reached(self) -> bool:
        """Whether every part of the target is kept."""
        in_time = self.target is None or self.seconds <= self.target
        near_floor = self.floor_ratio is None or self.ratio is None or self.ratio <= self.floor_ratio
        few = self.most_queries is None or self.queries is None or self.queries <= self.most_queries
        return in_time and near_floor and few


def seconds_of(work: Callable[[], Any]) -> float:
    """Wall time of WORK."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def p95(work: Callable[[], Any], times: int) -> float:
    """The 95th percentile of the wall time of WORK over TIMES runs, after two that warm up."""
    work()
    work()
    taken = sorted(seconds_of(work) for _ in range(times))
    return taken[min(times - 1, int(times * 0.95))]


def queries_of(work: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def in_child(work: Callable[[], Any]) -> tuple[Any, float]:
    """The answer of WORK done in a process of its own, and that process's peak memory in megabytes."""
    connections.close_all()
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_work_and_send, args=(work, sender))
    child.start()
    sender.close()
    try:
        answer, peak = receiver.recv()
    except EOFError as error:
        raise RuntimeError("the measured process ended without an answer") from error
    finally:
        child.join()
    if isinstance(answer, Exception):
        raise answer
    return answer, peak


def _work_and_send(work: Callable[[], Any], sender: Any) -> None:
    try:
        answer: Any = work()
    except Exception as error:  # noqa: BLE001  handed to the parent, which raises it
        answer = error
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    connections.close_all()
    sender.send((answer, peak))


HEADINGS = ("", "measure", "time", "rows/s", "peak MB", "floor", "ratio", "target", "queries", "reached")


def table(lines: Sequence[Measured]) -> str:
    """LINES as a text table with a heading."""
    cells = [HEADINGS, *(_cells(line) for line in lines)]
    widths = [max(len(row[place]) for row in cells) for place in range(len(HEADINGS))]
    text = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]
    text.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(text)


def _cells(line: Measured) -> tuple[str, ...]:
    ratio = f"{line.ratio:.1f} x" if line.ratio else ""
    target = duration(line.target) if line.target else ""
    if line.floor_ratio:
        target += f", {line.floor_ratio:g} x"
    if line.most_queries:
        target += f", {line.most_queries} q"
    return (
        line.code,
        line.what,
        duration(line.seconds),
        f"{line.rows / line.seconds:,.0f}" if line.rows else "",
        f"{line.peak_megabytes:.0f}" if line.peak_megabytes else "",
        duration(line.floor) if line.floor else "",
        ratio,
        target,
        "" if line.queries is None else str(line.queries),
        "yes" if line.reached else "NO",
    )


def duration(seconds: float) -> str:
    """SECONDS in the unit that reads best."""
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"
