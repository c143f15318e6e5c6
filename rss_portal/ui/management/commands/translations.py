"""Compile the catalogues of texts, or say what is not translated."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from rss_portal.ui.translations import catalogues
from rss_portal.ui.translations.messages import used_texts


class Command(BaseCommand):
    help = "Compile the catalogues of texts and report what is missing or wrong in Kazakh and Russian."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--compile", action="store_true", help="only compile")
        parser.add_argument("--check", action="store_true", help="compile and check (what is done without a word)")
        parser.add_argument("--unused", action="store_true", help="list translations that nothing asks for")

    def handle(self, *args: Any, **options: Any) -> None:
        compiled = catalogues.compile_stale()
        if options["verbosity"]:
            self.stdout.write(
                f"{len(compiled)} catalogues compiled, {len(catalogues.sources()) - len(compiled)} up to date"
            )
        if not options["compile"]:
            self._check(options["unused"])

    def _check(self, list_unused: bool) -> None:
        used = used_texts()
        found = [problem for language in catalogues.TRANSLATED for problem in catalogues.problems(used, language)]
        for problem in found:
            self.stdout.write(str(problem))
        for language in catalogues.TRANSLATED if list_unused else ():
            for path, key in catalogues.unused(used, language):
                self.stdout.write(f"{language} unused: {key.text!r} ({path.parents[2].name})")
        if found:
            raise CommandError(f"{len(found)} problems with the translations of {len(used)} texts")
        self.stdout.write(f"{len(used)} texts are translated into {' and '.join(catalogues.TRANSLATED)}")
