"""`load_bodies`: bring the shipped state bodies and akimats into the portal; those it has are left alone."""

from typing import Any

from django.core.management.base import BaseCommand

from planning_docs.services.shipped_bodies import load_bodies


class Command(BaseCommand):
    help = "Load the shipped state bodies and akimats that the portal lacks (after the territories)."

    def handle(self, *args: Any, **options: Any) -> None:
        added, missing = load_bodies()
        if options["verbosity"]:
            self.stdout.write(f"Bodies added: {added}.")
            if missing:
                self.stdout.write(f"Left out, their territory is not in the register yet: {', '.join(missing)}.")
