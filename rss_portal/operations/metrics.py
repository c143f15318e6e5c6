"""Figures for Prometheus, in its text format."""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import Count, Min
from django.utils import timezone

from rss_portal.jobs.choices import JobState
from rss_portal.jobs.models import Job

from . import health

Sample = tuple[dict[str, str], float]


def render() -> str:
    """All figures; each with its help line and unit."""
    return "\n".join([*_lines(), ""])


def _lines() -> Iterator[str]:
    yield from _gauge("rss_jobs", "Background jobs by state", _jobs_by_state())
    yield from _gauge("rss_oldest_waiting_job_seconds", "Age of the oldest waiting job", [({}, _oldest_waiting())])
    problems = health.problems()
    parts = [({"part": part}, float(part not in problems)) for part in health.PARTS]
    yield from _gauge("rss_part_up", "1 when the part answers", parts)
    free = health.free_bytes(health.storage_folder() or settings.VAR_DIR)
    yield from _gauge("rss_storage_free_bytes", "Free space for uploaded files", [({}, float(free))])


def _jobs_by_state() -> list[Sample]:
    counted = dict(Job.objects.order_by().values_list("state").annotate(Count("pk")))
    return [({"state": state}, float(counted.get(state, 0))) for state in JobState.values]


def _oldest_waiting() -> float:
    oldest = Job.objects.filter(state=JobState.QUEUED).aggregate(oldest=Min("created_at"))["oldest"]
    return (timezone.now() - oldest).total_seconds() if oldest else 0.0


def _gauge(name: str, help_text: str, samples: list[Sample]) -> Iterator[str]:
    yield f"# HELP {name} {help_text}"
    yield f"# TYPE {name} gauge"
    for labels, value in samples:
        pairs = ",".join(f'{key}="{text}"' for key, text in labels.items())
        yield f"{name}{{{pairs}}} {value:g}" if pairs else f"{name} {value:g}"
