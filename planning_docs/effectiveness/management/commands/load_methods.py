"""`load_methods`: load the editions of the effectiveness evaluation that come with the portal."""

from typing import Any

from django.core.management.base import BaseCommand

from planning_docs.effectiveness.services.editions import DATA, SHIPPED, load_edition


class Command(BaseCommand):
    help = "Load the shipped editions of the method of effectiveness evaluation."

    def handle(self, *args: Any, **options: Any) -> None:
        for name in SHIPPED:
            edition, changed = load_edition(DATA / name)
            if options["verbosity"]:
                self.stdout.write(
                    f"{edition.code}: {'loaded' if changed else 'unchanged'}, revision {edition.revision}"
                )
