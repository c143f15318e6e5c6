"""What the imports of reference tables have in common as commands."""

from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations

from settlements.exchange.reading import UnreadableTable
from settlements.exchange.reference_tables import EXPECTED, read_reference
from settlements.rules.reference_rows import RowError
from settlements.services.reference_import import ImportReport


class ReferenceCommand(BaseCommand):
    """Reads FILE by `columns`, hands it to `service`, prints the report; all errors at once."""

    columns: Mapping[str, Callable[[str], object]]
    needed: set[str]
    service: Callable[..., ImportReport]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.epilog = f"Headings: {', '.join(self.columns)}. Needed: {', '.join(sorted(self.needed))}."
        parser.add_argument("--skip-bad", action="store_true", help="write the good rows and list the others")
        parser.add_argument("--dry-run", action="store_true", help="check only")

    @no_translations  # one language in all commands, English
    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            table = read_reference(path, dict(self.columns), self.needed)
        except (OSError, UnreadableTable) as unreadable:
            raise CommandError(str(unreadable)) from unreadable
        report = type(self).service(
            table.rows,
            table.errors,
            file_name=path.name,
            skip_bad=options["skip_bad"],
            dry_run=options["dry_run"],
        )
        for error in report.errors:
            self.stderr.write(_line(error))
        for warning in report.warnings:
            self.stdout.write(f"warning, row {warning.number}: {warning.column} is {warning.found}")
        if report.errors and not report.written:
            raise CommandError(f"nothing was written: {len(report.errors)} errors")
        self.stdout.write(
            f"rows {report.rows}, changed {report.changed}, profiles made {report.made}, left out {len(report.errors)}"
        )


def _line(error: RowError) -> str:
    return f"row {error.number}, {error.column}: found {error.found!r}, expected {EXPECTED[error.expected]}"
