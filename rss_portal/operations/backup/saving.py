"""Makes a backup while the portal runs."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

from django.db import connection
from django.utils import timezone

from .. import health
from .archive import DATABASE_FILES, FORMAT, MANIFEST, UPLOADS, Manifest, digest_of
from .engines import SAVE, applied_migrations


def save_backup(folder: Path) -> Path:
    """A new file portal-<time>.zip in FOLDER. It appears under this name only when it is whole.

    `BackupRefused` when the database cannot be copied, OSError when the disk is full.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"portal-{timezone.now():%Y%m%d-%H%M%S}.zip"
    unfinished = target.with_suffix(".unfinished")
    try:
        with TemporaryDirectory(dir=folder, prefix=".backup-") as work:
            _write(unfinished, Path(work))
        unfinished.chmod(0o600)  # it holds everybody's personal data
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def _write(path: Path, work: Path) -> None:
    name = DATABASE_FILES[connection.vendor]
    rows = SAVE[connection.vendor](work / name)
    # After the database: a file is written before the row that names it, so none that is named is missing.
    uploads = health.storage_folder()
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        digests = {}
        for file, inside in [(work / name, name), *_uploaded(uploads)]:
            archive.write(file, inside)
            with file.open("rb") as content:
                digests[inside] = digest_of(content)
        manifest = Manifest(
            format=FORMAT,
            made_at=timezone.now().isoformat(),
            vendor=connection.vendor,
            migrations=applied_migrations(),
            rows=rows,
            digests=digests,
            uploads_included=uploads is not None,
        )
        archive.writestr(MANIFEST, manifest.as_json())
    with path.open("rb") as whole:
        os.fsync(whole.fileno())


def _uploaded(folder: Path | None) -> Iterator[tuple[Path, str]]:
    """Files of FOLDER with their names inside the backup."""
    if folder is None:
        return
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path, UPLOADS + path.relative_to(folder).as_posix()
