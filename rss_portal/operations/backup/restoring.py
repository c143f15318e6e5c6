"""Brings a backup back."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from rss_portal.accounts.models import User

from .. import health
from .archive import DATABASE_FILES, UPLOADS, BackupRefused, Manifest, read_manifest, verify
from .engines import RESTORE, count_rows


def restore_backup(path: Path, *, replace: bool = False) -> Manifest:
    """Put the database and the uploaded files back as they were saved at PATH, then apply newer migrations.

    `BackupRefused` when the file is damaged, of another database or of a newer portal, or when there are
    data already and REPLACE is not said; nothing is changed then.
    """
    manifest = read_manifest(path)
    _refuse_unfit(manifest)
    if not replace and _has_data():
        raise BackupRefused("This portal has data. Say --replace to give them up for those of the backup.")
    verify(path, manifest)
    folder = health.storage_folder()
    work_place = folder.parent if folder else path.parent
    work_place.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=work_place, prefix=".restore-") as work, ZipFile(path) as archive:
        archive.extractall(work)  # noqa: S202  zipfile drops absolute names and parent folders
        RESTORE[connection.vendor](Path(work) / DATABASE_FILES[connection.vendor])
        _refuse_lost_rows(manifest)
        if manifest.uploads_included and folder is not None:
            _swap(Path(work) / UPLOADS, folder, Path(work) / "replaced")
    call_command("migrate", interactive=False, verbosity=0)
    return manifest


def _refuse_unfit(manifest: Manifest) -> None:
    if manifest.vendor != connection.vendor:
        raise BackupRefused(f"The backup is of {manifest.vendor}, this portal runs on {connection.vendor}.")
    known = {f"{app}.{name}" for app, name in MigrationLoader(connection).disk_migrations}
    unknown = sorted(set(manifest.migrations) - known)
    if unknown:
        raise BackupRefused(f"The backup is of a newer portal ({unknown[0]}). Install that version first.")


def _has_data() -> bool:
    """Whether anybody works here: a database without tables or users has nothing to lose."""
    return User._meta.db_table in connection.introspection.table_names() and User.objects.exists()


def _refuse_lost_rows(manifest: Manifest) -> None:
    found = count_rows()
    lost = [table for table, rows in manifest.rows.items() if found.get(table) != rows]
    if lost:
        raise BackupRefused(f"After restoring, {lost[0]} has another number of rows than when it was saved.")


def _swap(saved: Path, folder: Path, replaced: Path) -> None:
    """SAVED becomes FOLDER by renaming, so that no mixture of old and new files is ever served."""
    saved.mkdir(exist_ok=True)
    if folder.exists():
        shutil.move(folder, replaced)
    shutil.move(saved, folder)
