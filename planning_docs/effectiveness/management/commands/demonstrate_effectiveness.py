"""`demonstrate_effectiveness`: evaluations of invented figures in every state, for a demonstration only."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from planning_docs.effectiveness.services.demonstration import build


class Command(BaseCommand):
    help = "Make the demonstration's evaluations of effectiveness; safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("This is not a demonstration (setting DEMONSTRATION): nothing was made.")
        made = build()
        if options["verbosity"]:
            self.stdout.write(f"evaluations of effectiveness made: {made}")
