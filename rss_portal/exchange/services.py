"""The way of an uploaded workbook: staged, checked, then accepted or discarded."""

from hashlib import sha256
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from rss_portal.changelog.choices import Origin
from rss_portal.jobs.services import enqueue

from . import phrases
from .choices import ImportState
from .file_safety import FileRefused, refuse_size
from .forms import Applied, Subject, get_form
from .models import StagedImport
from .reading import Workbook
from .results import ChangedMeanwhile, Examination
from .scanning import scan

AT_ONCE_BYTES = 1024 * 1024  # a larger file is checked by a background job
AT_ONCE_ROWS = 10_000


class AcceptanceRefused(Exception):
    """The import is not accepted; the text says why. Nothing was written."""

    def __init__(self, reason: phrases.Text):
        super().__init__(str(reason))
        self.reason = reason


def stage(user: Any, form_code: str, subject: Subject, upload: UploadedFile) -> StagedImport:
    """Keep the file and check it: a small one at once, a large one by a background job.

    Raises `access.Refused` where the person may not upload. A file that cannot be read is an import in the
    state REFUSED; nothing of it is kept but its name.
    """
    form = get_form(form_code)
    form.require_upload(user, subject)
    staged = StagedImport(
        form=form.code, owner=user, territory_code=subject.territory, year=subject.year,
        file_name=(upload.name or "")[:200],
    )  # fmt: skip
    try:
        refuse_size(upload.size or 0)
        data = upload.read()
        scan(data)
    except FileRefused as refused:
        return _refuse(staged, refused)
    staged.sha256 = sha256(data).hexdigest()
    staged.file.save("", ContentFile(data), save=False)
    if len(data) <= AT_ONCE_BYTES:
        staged.save()
        return check(staged)
    with transaction.atomic():
        staged.save()
        _queue(staged, "exchange.check", user)
    staged.refresh_from_db()
    return staged


def check(staged: StagedImport) -> StagedImport:
    """Read the file and keep what was found. May be repeated: the answer replaces the one before."""
    try:
        workbook = Workbook(staged.content())
    except FileRefused as refused:
        staged.file.delete(save=False)
        return _refuse(staged, refused)
    _keep(staged, get_form(staged.form).examine(staged.owner, staged.subject, workbook))
    return staged


def request_acceptance(
    user: Any, staged: StagedImport, *, only_good: bool = False, origin: str = Origin.XLSX
) -> StagedImport:
    """Accept now, or by a background job when the file is large; the change log names ORIGIN either way.

    Raises `AcceptanceRefused`, `access.Refused`.
    """
    get_form(staged.form).require_upload(user, staged.subject)
    if staged.good_rows <= AT_ONCE_ROWS:
        accept(user, staged, only_good=only_good, origin=origin)
        return staged
    with transaction.atomic():
        locked = _locked(staged)
        locked.state = ImportState.ACCEPTING
        _queue(locked, "exchange.accept", user, only_good=only_good, origin=origin)
    staged.refresh_from_db()
    return staged


def accept(user: Any, staged: StagedImport, *, only_good: bool = False, origin: str = Origin.XLSX) -> Applied:
    """Write the good rows in one transaction.

    The file is read and compared again: when what is stored changed since it was shown, nothing is written,
    the new differences are kept for the person to see, and `AcceptanceRefused` is raised. Problems are an
    obstacle unless ONLY_GOOD was chosen.
    """
    try:
        with transaction.atomic():
            applied = _accept_locked(user, _locked(staged), only_good, origin)
    except ChangedMeanwhile as changed:
        with transaction.atomic():
            fresh = StagedImport.objects.select_for_update().get(pk=staged.pk)
            _keep(fresh, _examine(user, fresh))
        raise AcceptanceRefused(phrases.MOVED) from changed
    staged.refresh_from_db()
    return applied


def reopen(staged: StagedImport) -> None:
    """An acceptance that failed leaves the import waiting, as it was before."""
    StagedImport.objects.filter(pk=staged.pk, state=ImportState.ACCEPTING).update(state=ImportState.CHECKED)


def discard(user: Any, staged: StagedImport) -> None:
    """Forget the file; what was in it was never written."""
    get_form(staged.form).require_upload(user, staged.subject)
    with transaction.atomic():
        locked = _locked(staged)
        locked.state = ImportState.DISCARDED
        locked.problems, locked.differences = [], []
        locked.save()
    locked.file.delete()
    staged.refresh_from_db()


def _accept_locked(user: Any, staged: StagedImport, only_good: bool, origin: str) -> Applied:
    form = get_form(staged.form)
    form.require_upload(user, staged.subject)
    found = _examine(user, staged)
    if found.base != staged.base or found.problem_count != staged.problem_count:
        raise ChangedMeanwhile
    if found.problem_count and not only_good:
        raise AcceptanceRefused(phrases.HAS_PROBLEMS)
    if not found.good_rows:
        raise AcceptanceRefused(phrases.NOTHING_TO_ACCEPT)
    applied = form.apply(user, staged.subject, found, origin=origin, detail=staged.file_name)
    staged.state = ImportState.ACCEPTED
    staged.accepted_at = timezone.now()
    staged.save()
    return applied


def _examine(user: Any, staged: StagedImport) -> Examination:
    return get_form(staged.form).examine(user, staged.subject, Workbook(staged.content()))


def _locked(staged: StagedImport) -> StagedImport:
    locked = StagedImport.objects.select_for_update().get(pk=staged.pk)
    if locked.state not in (ImportState.CHECKED, ImportState.ACCEPTING):
        raise AcceptanceRefused(phrases.NOT_WAITING)
    return locked


def _queue(staged: StagedImport, kind: str, user: Any, **more: Any) -> None:
    arguments = {"public_id": str(staged.public_id), **more}
    staged.job = enqueue(kind, arguments, owner=user, territory_code=get_form(staged.form).place_code(staged.subject))
    staged.save()


def _refuse(staged: StagedImport, refused: FileRefused) -> StagedImport:
    staged.state = ImportState.REFUSED
    staged.refusal, staged.refusal_values = refused.code, refused.values
    staged.save()
    return staged


def _keep(staged: StagedImport, found: Examination) -> None:
    staged.state = ImportState.CHECKED
    staged.rows, staged.good_rows = found.rows, found.good_rows
    staged.changed, staged.conflicts = found.changed_values, found.conflicts
    staged.problem_count = found.problem_count
    staged.problems = [problem.as_json() for problem in found.problems]
    staged.differences = [difference.as_json() for difference in found.differences]
    staged.notices = [list(notice) for notice in found.notices]
    staged.base = found.base
    staged.save()
