"""Brings a backup back."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from rss_portal.operations.backup import BackupRefused, restore_backup


class Command(BaseCommand):
    help = "Restore database and uploaded files from a file made by `backup`. Stop web and worker first."
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="give up the data that are here")

    def handle(self, *args: Any, file: Path, replace: bool, **options: Any) -> None:
        try:
            manifest = restore_backup(file, replace=replace)
        except BackupRefused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"Restored {sum(manifest.rows.values())} rows as of {manifest.made_at}.")
        self.stdout.write("Background work that ran then is taken up again or says that it failed.")
