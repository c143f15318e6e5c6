from typing import Any

from django.core.management.base import BaseCommand, CommandError

from infra_support.services.demonstration import build
from infra_support.services.demonstration.build import NotADemonstration


class Command(BaseCommand):
    help = "Invent applications for support in every state, with councils, meetings and protocols (demonstration)."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = build()
        except NotADemonstration as refusal:
            raise CommandError(str(refusal)) from refusal
        if not report.made:
            self.stdout.write("applications for support are there already, nothing changed")
            return
        states = ", ".join(f"{state} {count}" for state, count in report.by_state.items())
        self.stdout.write(f"{report.made} applications for support: {states}")
