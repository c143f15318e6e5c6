"""`load_published`: load the official printed figures that come with the portal."""

from typing import Any

from django.core.management.base import BaseCommand

from standards.services.published import load_published


class Command(BaseCommand):
    help = "Load the official printed figures: provision by region and item, bands of villages."

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load_published()
        self.stdout.write(
            f"{loaded.provisions} percents of territories, {loaded.items} of items, {loaded.bands} bands."
        )
