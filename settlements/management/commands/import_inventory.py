"""Accepts an inventory workbook from the command line: the same checks, log and figures as on the page."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from rss_portal.access import Refused
from rss_portal.accounts.models import User
from rss_portal.changelog.choices import Origin
from rss_portal.exchange.file_safety import FileRefused
from rss_portal.exchange.forms import Applied, Subject, get_form
from rss_portal.exchange.phrases import refusal_text
from rss_portal.exchange.reading import Workbook
from rss_portal.exchange.results import Examination


class Command(BaseCommand):
    help = "Reads, checks and accepts an inventory workbook (.xlsx) in one transaction."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--year", type=int, required=True)
        parser.add_argument("--territory", required=True, help="КАТО code, or KZ")
        parser.add_argument("--user", required=True, help="in whose name: their rights count")
        parser.add_argument("--only-good", action="store_true", help="accept the good rows of a file with problems")
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")

    def handle(self, *args: Any, **options: Any) -> None:
        form = get_form("settlements.inventory")
        user = User.objects.get(username=options["user"])
        subject = Subject(options["territory"], options["year"])
        try:
            form.require_upload(user, subject)
            workbook = Workbook(options["file"].read_bytes())
            with transaction.atomic():
                found = form.examine(user, subject, workbook)
                self._report(form, found)
                if found.problem_count and not options["only_good"]:
                    raise CommandError(f"{found.problem_count} problems; nothing was written")
                if options["dry_run"]:
                    return
                applied: Applied = form.apply(user, subject, found, origin=Origin.COMMAND, detail=options["file"].name)
        except FileRefused as refused:
            raise CommandError(refusal_text(refused.code, refused.values)) from refused
        except Refused as refused:
            raise CommandError(str(refused.reason)) from refused
        self.stdout.write(f"{applied.rows} rows written")

    def _report(self, form: Any, found: Examination) -> None:
        for problem in found.problems:
            text = form.problem_text(problem.code, problem.found, problem.expected)
            self.stdout.write(f"{problem.sheet} {problem.column}{problem.row}: {text}")
        self.stdout.write(f"{found.rows} rows read, {found.good_rows} change something")
