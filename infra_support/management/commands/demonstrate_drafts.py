"""Drafts of the demonstration's entrepreneur."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from infra_support.services.draft_demonstration import make_drafts


class Command(BaseCommand):
    help = "Invent drafts of applications for the demonstration's entrepreneur; may be repeated."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = make_drafts()
        except LookupError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{made} drafts of applications")
