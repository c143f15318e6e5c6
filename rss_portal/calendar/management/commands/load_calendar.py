"""`load_calendar`: bring the shipped years of the working calendar into the portal; kept years are left alone."""

from typing import Any

from django.core.management.base import BaseCommand

from rss_portal.calendar.loading import shipped_days
from rss_portal.calendar.services import load_year
from rss_portal.ui.sources import SHIPPED_CALENDAR


class Command(BaseCommand):
    help = "Load the shipped years of the working calendar that the portal lacks."

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = [year for year, days in shipped_days().items() if load_year(year, days, source=SHIPPED_CALENDAR)]
        if options["verbosity"]:
            self.stdout.write(f"Years loaded: {', '.join(map(str, loaded)) or 'none, all are there'}.")
