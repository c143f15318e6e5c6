"""More rows of OKED (groups, classes, subclasses) from a CSV file with code, name_kk, name_ru, name_en."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from infra_support.services.reference_import import BadRow, load_oked


class Command(BaseCommand):
    help = "Add rows to the classifier of economic activities, or correct them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = load_oked(options["file"].read_text(encoding="utf-8-sig").splitlines())
        except (OSError, BadRow) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} rows of OKED")
