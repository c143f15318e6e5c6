"""`verify_examples FILE...`: check the rules against worked examples, the portal's or one's own."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from rss_portal.operations.examples import Case, UnknownExample, cases_of

EXPECTED = "a worked example"


class Command(BaseCommand):
    help = "Print every case of the files with what is expected and what the rules give; exit 1 on a difference."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        passed = failed = 0
        for path in options["files"]:
            self.stdout.write(f"{path}:")
            for case in self.cases(path):
                passed, failed = passed + case.passed, failed + (not case.passed)
                word = "ok  " if case.passed else "FAIL"
                self.stdout.write(f"  {word} {case.name}: expected {case.expected}, got {case.got}")
        self.stdout.write(f"{passed} passed, {failed} failed")
        if failed:
            sys.exit(1)

    def cases(self, path: Path) -> list[Case]:
        """The cases of PATH; what cannot be read or followed is one failed case that says why."""
        found: list[Case] = []
        try:
            found.extend(cases_of(path))
        except UnknownExample as error:
            found.append(Case(path.name, EXPECTED, str(error)))
        except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
            # Examples are written by hand: a part of another shape is told, not a crash.
            found.append(Case(path.name, EXPECTED, f"cannot be followed: {error!r}"))
        return found or [Case(path.name, EXPECTED, "no case in the file")]
