from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations

from settlements.services.boundaries import DEGREES, BoundariesRefused, import_boundaries


class Command(BaseCommand):
    help = "Outlines of regions and districts for the maps, from GeoJSON with a property kato."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--source", default="", help="whose outlines they are, printed under the maps (default: the file's name)"
        )
        parser.add_argument("--licence", default="", help="the licence, printed under the maps")
        parser.add_argument("--tolerance", type=float, default=DEGREES, help="degrees a line may be simplified by")

    @no_translations  # one language in all commands, English
    def handle(self, *args: Any, **options: Any) -> None:
        if not options["licence"]:
            self.stderr.write("No --licence is given: the maps will name the source only. Many outlines ask for more.")
        try:
            report = import_boundaries(
                options["file"],
                source=options["source"] or options["file"].name,
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
