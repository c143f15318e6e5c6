"""Says what is wrong with this portal and what to do; exit code 1 when something is."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from rss_portal.operations.doctor import Severity, data, examine, platform  # noqa: F401  registers what is examined


class Command(BaseCommand):
    help = "Examine configuration, data, broker, workers and files; exit code 1 when there is a problem."
    requires_system_checks: list[str] = []  # they are among the examinations, and must not stop the others

    def handle(self, *args: Any, **options: Any) -> None:
        styles = {
            Severity.GOOD: self.style.SUCCESS,
            Severity.WARNING: self.style.WARNING,
            Severity.PROBLEM: self.style.ERROR,
        }
        problems = 0
        for finding in examine():
            problems += finding.severity == Severity.PROBLEM
            self.stdout.write(f"{styles[finding.severity](f'{finding.severity:<8}')} {finding.subject}: {finding.text}")
            if finding.advice:
                self.stdout.write(f"         -> {finding.advice}")
        self.stdout.write("No problems." if not problems else f"{problems} to repair.")
        if problems:
            sys.exit(1)
