"""Database, migrations, reference books, working calendar, order of letters."""

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from rss_portal.calendar import services as working_calendar_services
from rss_portal.changelog.models import ChangeSet

from .finding import Finding, examination, good, problem, warning


@examination
def database() -> Iterator[Finding]:
    """Answers, takes a row, and keeps its promises of order and time."""
    with transaction.atomic():
        ChangeSet.objects.create(action="operations.doctor")
        transaction.set_rollback(True)
    yield good("database", f"{connection.vendor} {_version()} answers and takes rows")
    if connection.vendor == "postgresql":
        yield from _postgresql()
    elif not settings.DEMONSTRATION:
        yield warning(
            "database",
            "SQLite serves one machine only",
            "Set DATABASE_URL to a PostgreSQL database before several web or worker machines are used.",
        )


def _version() -> str:
    return ".".join(str(part) for part in connection.get_database_version())  # type: ignore[attr-defined]


def _postgresql() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_collation WHERE collname = 'kk-x-icu'")
        kazakh_order = cursor.fetchone()
        cursor.execute("SHOW server_encoding")
        (encoding,) = cursor.fetchone()
        cursor.execute("SELECT abs(extract(epoch FROM clock_timestamp() - %s))", [timezone.now()])
        (seconds_apart,) = cursor.fetchone()
    if not kazakh_order:
        yield problem("order of letters", "no collation kk-x-icu", "Use a PostgreSQL server that was built with ICU.")
    if encoding != "UTF8":
        yield problem("database", f"encoding {encoding}", "Make the database anew with ENCODING 'UTF8'.")
    if seconds_apart > 5:
        yield problem(
            "clocks",
            f"this machine and the database are {seconds_apart:.0f} s apart",
            "Run NTP on both: leases of background jobs depend on it.",
        )


@examination
def migrations() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        names = ", ".join(str(migration) for migration, _ in plan[:5])
        yield problem("migrations", f"{len(plan)} not applied ({names})", "Run: manage.py migrate")
    else:
        yield good("migrations", "all applied")


@examination
def reference_books() -> Iterator[Finding]:
    for name, command in settings.REFERENCE_BOOKS:
        count = apps.get_model(name).objects.count()
        if count:
            yield good("reference books", f"{name}: {count} rows")
        else:
            yield problem("reference books", f"{name} is empty", f"Run: {command}")


@examination
def working_calendar() -> Iterator[Finding]:
    today = timezone.localdate()
    known = working_calendar_services.working_calendar()
    # From November on terms reach into the next year.
    wanted = [today.year, today.year + 1] if today.month >= 11 else [today.year]
    lacking = [year for year in wanted if year not in known]
    if not lacking:
        yield good("working calendar", f"knows the days off of {', '.join(map(str, wanted))}")
    for year in lacking:
        yield warning(
            "working calendar",
            f"has no days off of {year}",
            f"Propose, correct and confirm the year on /calendar/{year}/ by the decree of the Government; terms in "
            "working days that touch the year fail until then.",
        )
