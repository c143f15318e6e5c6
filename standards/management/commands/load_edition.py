"""`load_edition DIR...`: load editions of the standards; without DIR, those that come with the portal."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser, no_translations

from standards.services.editions import DATA, SHIPPED, EditionRefused, load_edition


class Command(BaseCommand):
    help = "Load editions from folders with edition.json (or .toml) and tables of requirements and norms."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folders", nargs="*", type=Path, metavar="DIR")

    @no_translations  # one language in all commands, English
    def handle(self, *args: Any, **options: Any) -> None:
        refused = 0
        for folder in options["folders"] or [DATA / name for name in SHIPPED]:
            try:
                loaded = load_edition(folder)
            except EditionRefused as error:
                refused += 1
                for problem in error.problems:
                    self.stderr.write(f"{folder}: {problem}")
                continue
            edition = loaded.edition
            self.stdout.write(f"{edition.code}: {loaded.outcome}, revision {edition.revision}.")
        if refused:
            raise CommandError("Nothing was loaded from the folders with problems.")
