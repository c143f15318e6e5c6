"""Objects, trade space, priority activities, records and reports of the demonstration."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from infra_support.services.demonstration.build import NotADemonstration
from infra_support.services.demonstration.registers import build_registers


class Command(BaseCommand):
    help = "Invent infrastructure objects, trade space, priority activities and monitoring (demonstration)."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("registers are invented only in a demonstration")
        try:
            made = build_registers()
        except NotADemonstration as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("registers of support made" if made else "registers are there already, nothing changed")
