"""Saves the database and the uploaded files while the portal runs."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from rss_portal.operations.backup import BackupRefused, read_manifest, save_backup


class Command(BaseCommand):
    help = "Save database and uploaded files to a new file in FOLDER."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            path = save_backup(folder)
        except BackupRefused as refused:
            raise CommandError(str(refused)) from refused
        manifest = read_manifest(path)
        files = f"{len(manifest.digests) - 1} uploaded files"
        if not manifest.uploads_included:
            files = "uploaded files NOT included: they lie in external storage, which has backups of its own"
        self.stdout.write(f"{path}: {sum(manifest.rows.values())} rows, {files}")
