"""Secrets, files, broker, workers, translations, static files."""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.utils import timezone

from rss_portal.jobs.choices import JobState
from rss_portal.jobs.models import Job
from rss_portal.jobs.services import enqueue

from .. import health
from ..checks import accounts_with_demonstration_password
from ..tasks import PING
from .finding import Finding, examination, good, problem, warning

LITTLE_SPACE_BYTES = 1_000_000_000
NO_SPACE_BYTES = 200_000_000
PING_SECONDS = 15


@examination
def secrets() -> Iterator[Finding]:
    """What production must not share with the demonstration."""
    if len(settings.SECRET_KEY) < 40:
        yield problem("secrets", "SECRET_KEY is short", "Set SECRET_KEY_FILE to a file of 50 random characters.")
    if settings.DEBUG:
        yield problem("secrets", "DEBUG is on and shows settings to visitors", "Use rss_portal.settings.production.")
    if not settings.ALLOWED_HOSTS:
        yield problem("secrets", "no host may be asked for", "Set RSS_ALLOWED_HOSTS to the portal's host names.")
    if settings.DEMONSTRATION:
        yield warning("secrets", "this is a demonstration with known passwords", "Never put real data into it.")
        return
    known = accounts_with_demonstration_password()
    if known:
        yield problem(
            "secrets",
            f"accounts with the demonstration's password: {', '.join(known)}",
            "Delete them, or give them other passwords: manage.py changepassword NAME",
        )
    else:
        yield good("secrets", "no demonstration password works here")


@examination
def deployment() -> Iterator[Finding]:
    """Django's own checks, those of deployment included where real people sign in."""
    found = list(checks.run_checks(include_deployment_checks=not settings.DEMONSTRATION))
    for message in found:
        yield problem("settings", f"{message.id}: {message.msg}", message.hint or "See Django's documentation.")
    if not found:
        yield good("settings", "Django's checks find nothing")
    if settings.TIME_ZONE != "Asia/Almaty":
        yield problem("settings", f"time zone {settings.TIME_ZONE}", "Terms are counted in Asia/Almaty: set it.")


@examination
def storage() -> Iterator[Finding]:
    health.ask_storage()
    free = health.free_bytes(health.storage_folder() or settings.VAR_DIR)
    text = f"writable, {free / 1e9:.1f} GB free"
    if free < NO_SPACE_BYTES:
        yield problem("storage", text, "Free space now: saving and imports are about to fail.")
    elif free < LITTLE_SPACE_BYTES:
        yield warning("storage", text, "Free space soon, or move RSS_VAR_DIR to a larger disk.")
    else:
        yield good("storage", text)


@examination
def broker() -> Iterator[Finding]:
    health.ask_broker()
    yield good("broker", f"{settings.CELERY_BROKER_URL.split('@')[-1]} answers")


@examination
def worker() -> Iterator[Finding]:
    """A small job goes all the way round."""
    job = enqueue(PING, {})
    deadline = time.monotonic() + PING_SECONDS
    while time.monotonic() < deadline and not job.finished:
        time.sleep(0.1)
        job.refresh_from_db()
    job.delete()
    if job.state == JobState.DONE:
        yield good("worker", "does background work")
    else:
        yield problem(
            "worker",
            f"did not take a small job within {PING_SECONDS} s",
            "Start: celery --app rss_portal worker; or look into its log for what keeps it busy.",
        )


@examination
def sweep() -> Iterator[Finding]:
    """Old waiting or dropped jobs mean that nobody sweeps."""
    now = timezone.now()
    waiting = Job.objects.filter(state=JobState.QUEUED, sent_at__lt=now - timedelta(minutes=5)).count()
    dropped = Job.objects.filter(state=JobState.RUNNING, lease_until__lt=now - timedelta(minutes=5)).count()
    if waiting or dropped:
        yield problem(
            "sweep",
            f"{waiting} jobs wait and {dropped} were dropped more than 5 minutes ago",
            "Start: celery --app rss_portal beat (on one machine quickstart sweeps by itself).",
        )
    else:
        yield good("sweep", "no job is forgotten")


@examination
def translations() -> Iterator[Finding]:
    sources = [path for folder in settings.LOCALE_PATHS for path in Path(folder).glob("*/LC_MESSAGES/*.po")]
    stale = [path for path in sources if not _is_compiled(path)]
    if stale:
        names = ", ".join(str(path.relative_to(settings.BASE_DIR)) for path in stale[:3])
        yield problem("translations", f"{len(stale)} not compiled ({names})", "Run: manage.py translations --compile")
    else:
        yield good("translations", f"{len(sources)} catalogues compiled")


def _is_compiled(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime


@examination
def static_files() -> Iterator[Finding]:
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if manifest.exists():
        yield good("static files", "collected")
    else:
        yield problem("static files", "not collected", "Run: manage.py collectstatic --noinput")
