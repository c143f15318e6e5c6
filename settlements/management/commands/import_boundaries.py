from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from settlements.services.boundaries import DEGREES, BoundariesRefused, import_boundaries


class Command(BaseCommand):
    help = "Outlines of regions and districts for the maps, from GeoJSON with a property kato."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", required=True, help="whose outlines they are, printed under the maps")
        parser.add_argument("--licence", required=True, help="the licence text, printed under the maps")
        parser.add_argument("--tolerance", type=float, default=DEGREES, help="degrees a line may be simplified by")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = import_boundaries(
                options["file"],
                source=options["source"],
                licence=options["licence"],
                tolerance=options["tolerance"],
            )
        except OSError as error:
            raise CommandError(str(error)) from error
        except BoundariesRefused as error:
            lines = [f"  feature {number}, kato {code!r}: {what}" for number, code, what in error.problems]
            raise CommandError("\n".join([str(error), *lines])) from error
        self.stdout.write(
            f"outlines {report.units}, written or changed {report.changed}, "
            f"points {report.points_kept} of {report.points_read}"
        )
