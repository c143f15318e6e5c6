from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from rss_portal.accounts.demonstration import DEMO_PASSWORD, demonstration_users
from standards.services.demonstration import (
    AlreadyThere,
    MixedRegister,
    Report,
    build_demonstration,
    country_scale,
    small_scale,
)


class Command(BaseCommand):
    help = "Make the demonstration (one region, or the country): register, inventory, users, computed figures."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--country", action="store_true", help="the whole country instead of one region")
        parser.add_argument("--years", type=int, default=4, help="years of inventory, the last of them open (4)")
        parser.add_argument("--keep", action="store_true", help="keep a demonstration of another scale as it is")
        parser.add_argument("--force", action="store_true", help="even beside a real register")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("This is not a demonstration (setting DEMONSTRATION): nothing was made.")
        if not 2 <= options["years"] <= 20:
            raise CommandError("--years must be 2 to 20.")
        scale = (country_scale if options["country"] else small_scale)(options["years"])
        try:
            report = build_demonstration(scale, force=options["force"])
        except AlreadyThere as there:
            if options["keep"]:
                self.stdout.write(f"a demonstration is there already and is kept ({there.found})")
                return
            raise CommandError(
                f"A demonstration of another scale is there already ({there.found}); use an empty database."
            ) from there
        except MixedRegister as mixed:
            raise CommandError(
                "A real register was imported; invented units would stand among its own. "
                "Use an empty database, or --force."
            ) from mixed
        if options["verbosity"]:
            self._print(report)

    def _print(self, report: Report) -> None:
        years = f"{report.years[0]}-{report.years[-1]}"
        if report.made:
            self.stdout.write(
                f"demonstration {report.scale} {years}: {report.settlements} settlements, {report.entries} entries"
            )
        else:
            self.stdout.write(f"demonstration {report.scale} {years}: was there already, nothing changed")
        for user in demonstration_users():
            grants = ", ".join(f"{grant.get_role_display()} {grant.territory_code}" for grant in user.role_grants.all())
            self.stdout.write(f"  {user.username:<16} {DEMO_PASSWORD}  {grants}")
