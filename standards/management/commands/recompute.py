"""`recompute --year 2024 --edition 2023 [--territory 110000000]`: compute provision here and now."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser, no_translations

from settlements.models import Territory
from standards.choices import RunState
from standards.models import Edition
from standards.rules.methods import BadParameters
from standards.services.recompute import recompute_now


class Command(BaseCommand):
    help = "Compute the provision of a year by an edition and switch over to the new figures."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--year", type=int, required=True)
        parser.add_argument("--edition", required=True, help="code of the edition, e.g. 2023")
        parser.add_argument("--territory", default="KZ", help="КАТО of a region or a unit inside it; KZ by default")
        parser.add_argument("--force", action="store_true", help="compute even when nothing changed")

    @no_translations  # one language in all commands, English
    def handle(self, *args: Any, **options: Any) -> None:
        edition = Edition.objects.filter(pk=options["edition"]).first()
        if edition is None:
            known = ", ".join(Edition.objects.values_list("code", flat=True)) or "none is loaded"
            raise CommandError(f"There is no edition {options['edition']!r}; known: {known}.")
        territory = Territory.objects.filter(pk=options["territory"]).first()
        if territory is None:
            raise CommandError(f"There is no territory with the code {options['territory']!r}.")
        begun = time.monotonic()
        try:
            run = recompute_now(edition, options["year"], territory, force=options["force"])
        except BadParameters as bad:
            raise CommandError(f"The edition cannot be computed by: {bad}") from bad
        seconds = time.monotonic() - begun
        if run.state == RunState.UNCHANGED:
            self.stdout.write("Inputs and edition are those of the current figures: nothing to compute.")
        else:
            self.stdout.write(f"Run {run.pk}: {run.settlements} settlements in {seconds:.2f} s.")
