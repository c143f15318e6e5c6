from typing import Any

from django.core.management.base import BaseCommand

from settlements.services.catalogue import load_catalogue


class Command(BaseCommand):
    help = "Load the 12 directions and 65 objects and services of the catalogue; safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        report = load_catalogue()
        self.stdout.write(f"directions {report.directions}, items {report.items}, made or changed {report.changed}")
