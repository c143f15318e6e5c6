from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations
from django.utils import timezone

from settlements.exchange.kato_file import edition_in_name, read_kato
from settlements.exchange.kato_report import report_lines
from settlements.exchange.reading import UnreadableTable
from settlements.services.kato_import import KatoRefused, import_edition
from settlements.services.territory import confirm_all_recodings


class Command(BaseCommand):
    help = "Bring the territory register to an edition of the classifier КАТО (XLSX or CSV); safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--edition",
            type=date.fromisoformat,
            help="date of the edition (default: the date in the file's name)",
        )
        parser.add_argument("--dry-run", action="store_true", help="give the same report and write nothing")
        parser.add_argument("--confirm-recoded", action="store_true", help="confirm every proposed recoding at once")
        parser.add_argument(
            "--close-many", action="store_true", help="allow more than a quarter of the units to be closed"
        )
        parser.add_argument("--full", action="store_true", help="list every change, not the first twenty of each kind")

    @no_translations  # one language in all commands, English
    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        edition = options["edition"] or edition_in_name(path) or timezone.localdate()
        try:
            report = import_edition(
                read_kato(path),
                edition,
                file_name=path.name,
                dry_run=options["dry_run"],
                close_many=options["close_many"],
            )
        except (OSError, UnreadableTable) as error:
            raise CommandError(str(error)) from error
        except KatoRefused as error:
            wrong = [f"  row {p.number}: {p.code}: {p.found!r}" for p in error.problems]
            raise CommandError("\n".join([str(error), *wrong])) from error
        for line in report_lines(report, limit=None if options["full"] else 20):
            self.stdout.write(line)
        if options["dry_run"]:
            self.stdout.write("dry run: nothing was written")
        elif options["confirm_recoded"]:
            self.stdout.write(f"recodings confirmed: {confirm_all_recodings(reason='--confirm-recoded')}")
