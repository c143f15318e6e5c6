"""Reference data of support that come with the portal: kinds of infrastructure, sections and divisions of OKED."""

from typing import Any

from django.core.management.base import BaseCommand

from infra_support.services.reference_import import DATA, load_kinds, load_oked


class Command(BaseCommand):
    help = "Load the kinds of infrastructure (p.6) and the sections and divisions of OKED; may be repeated."

    def handle(self, *args: Any, **options: Any) -> None:
        kinds = load_kinds((DATA / "kinds.csv").read_text(encoding="utf-8").splitlines())
        codes = load_oked((DATA / "oked.csv").read_text(encoding="utf-8").splitlines())
        self.stdout.write(f"{kinds} kinds of infrastructure, {codes} rows of OKED")
