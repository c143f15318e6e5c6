"""Large workbooks to download: written by a background job, kept outside the web root for a few days."""

import tempfile
from datetime import timedelta
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from rss_portal.jobs.choices import FINISHED
from rss_portal.jobs.context import JobContext
from rss_portal.jobs.services import enqueue

from .forms import ExchangeForm, Subject, get_form
from .models import PreparedWorkbook, prepared_name

DOWNLOAD_AT_ONCE_ROWS = 20_000  # a district is far below, a region and the country above
KEPT = timedelta(days=3)


def written_at_once(form: ExchangeForm, subject: Subject) -> bool:
    """Whether the workbook is small enough to be written while the person waits."""
    return form.count_rows(subject) <= DOWNLOAD_AT_ONCE_ROWS


def prepared_for(user: Any, form: ExchangeForm, subject: Subject) -> PreparedWorkbook | None:
    """The newest workbook of SUBJECT that USER asked for, being written, ready or failed."""
    found = PreparedWorkbook.objects.filter(
        owner=user, form=form.code, territory_code=subject.territory, year=subject.year
    )
    return found.select_related("job").first()


def prepare(user: Any, form: ExchangeForm, subject: Subject) -> PreparedWorkbook:
    """Have the workbook written. One that is being written is not begun a second time.

    Raises `access.Refused`, LookupError for an unknown territory or year. Workbooks that were kept long enough
    are removed on the way.
    """
    form.require_download(user, subject)
    forget_old()
    running = prepared_for(user, form, subject)
    if running is not None and running.job is not None and not running.job.finished:
        return running
    with transaction.atomic():
        prepared = PreparedWorkbook(form=form.code, owner=user, territory_code=subject.territory, year=subject.year)
        arguments = {"public_id": str(prepared.public_id)}
        prepared.job = enqueue("exchange.write", arguments, owner=user, territory_code=form.place_code(subject))
        prepared.save()
    prepared.refresh_from_db()
    return prepared


def write(job: JobContext, prepared: PreparedWorkbook) -> int:
    """Write the file of PREPARED, telling JOB the rows that are behind; how many there are."""
    form = get_form(prepared.form)
    total = form.count_rows(prepared.subject)

    def told(done: int) -> None:
        job.check_cancelled()
        job.advance(done, total, "preparing")

    with tempfile.TemporaryFile() as target:
        rows = form.write(prepared.owner, prepared.subject, target, told=told)  # type: ignore[arg-type]
        with job.fenced():
            prepared.file.storage.delete(prepared_name(prepared, ""))  # left by an attempt that was broken off
            prepared.rows, prepared.ready_at = rows, timezone.now()
            prepared.file.save("", File(target))
    return rows


def forget_old() -> int:
    """Remove workbooks that nobody needs any more, with their files; how many there were."""
    old = PreparedWorkbook.objects.filter(created_at__lt=timezone.now() - KEPT).select_related("job")
    gone = [one for one in old if one.job is None or one.job.state in FINISHED]
    for one in gone:
        one.file.delete(save=False)
        one.delete()
    return len(gone)
