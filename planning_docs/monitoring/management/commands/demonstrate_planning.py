from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from planning_docs.monitoring.demonstration import build_planning


class Command(BaseCommand):
    help = (
        "Make demonstration planning documents with two years of facts and reports. Needs the demonstration register."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("This is not a demonstration (setting DEMONSTRATION): nothing was made.")
        made = build_planning()
        if options["verbosity"]:
            said = "" if made.made else ", were there already, nothing changed"
            self.stdout.write(f"planning documents: {made.documents}{said}")
