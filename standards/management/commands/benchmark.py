from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from standards.benchmark.measuring import table
from standards.benchmark.run import run_benchmark


class Command(BaseCommand):
    help = "Measure T1, T2, T3, T5 and T6 beside their floors, in a database of its own that is removed after."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--country", action="store_true", help="the whole country instead of one region")
        parser.add_argument("--years", default="5", help="years of data, several separated by commas (5)")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("The benchmark makes demonstration accounts; run it with the embedded settings.")
        try:
            scales = [int(years) for years in options["years"].split(",")]
        except ValueError as error:
            raise CommandError("--years takes whole numbers separated by commas.") from error
        if any(not 1 <= years <= 20 for years in scales):
            raise CommandError("--years must be 1 to 20.")
        for years in scales:
            lines = run_benchmark(years, country=options["country"], say=self._say)
            scale = "country" if options["country"] else "one region"
            self.stdout.write(f"\n{connection.vendor}, {scale}, years of data: {years}\n{table(lines)}\n")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
