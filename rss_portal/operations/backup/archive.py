"""What a backup file holds: the database, the uploaded files, and a list by which both are checked."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

FORMAT = 1
MANIFEST = "manifest.json"
UPLOADS = "uploads/"
DATABASE_FILES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
BLOCK_BYTES = 1 << 20


class BackupRefused(Exception):
    """The backup cannot be made or used; the text says why and what to do."""


@dataclass(frozen=True)
class Manifest:
    """Facts of a backup. `rows` counts every table, `digests` are SHA-256 by the name inside the file."""

    format: int
    made_at: str
    vendor: str
    migrations: list[str]
    rows: dict[str, int]
    digests: dict[str, str]
    uploads_included: bool

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)


def digest_of(file: IO[bytes]) -> str:
    """SHA-256 of what FILE still holds."""
    digest = hashlib.sha256()
    while block := file.read(BLOCK_BYTES):
        digest.update(block)
    return digest.hexdigest()


def read_manifest(path: Path) -> Manifest:
    """The list inside the backup at PATH; `BackupRefused` when it is no backup of this portal."""
    try:
        with ZipFile(path) as archive:
            values = json.loads(archive.read(MANIFEST))
            manifest = Manifest(**values)
    except (OSError, BadZipFile, KeyError, ValueError, TypeError) as error:
        raise BackupRefused(f"{path} is not a backup of this portal ({error}).") from error
    if manifest.format != FORMAT:
        raise BackupRefused(f"{path} has the format {manifest.format}, this portal knows {FORMAT}.")
    return manifest


def verify(path: Path, manifest: Manifest) -> None:
    """Return when every file is as it was saved; `BackupRefused` with the name of the first that is not."""
    with ZipFile(path) as archive:
        for name, expected in manifest.digests.items():
            try:
                with archive.open(name) as file:
                    unharmed = digest_of(file) == expected
            except (KeyError, BadZipFile):
                unharmed = False
            if not unharmed:
                raise BackupRefused(f"{name} in {path} is damaged; use another backup.")
