"""Erase drafts and personal data whose time is over; the background work does it once a day too."""

from typing import Any

from django.core.management.base import BaseCommand

from infra_support.services.erasure import erase_due


class Command(BaseCommand):
    help = "Erase forgotten drafts, personal data of applications that ended long ago, and links never opened."

    def handle(self, *args: Any, **options: Any) -> None:
        done = erase_due()
        self.stdout.write(", ".join(f"{name}: {count}" for name, count in done.items()))
