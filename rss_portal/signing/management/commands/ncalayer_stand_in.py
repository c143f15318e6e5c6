"""A stand-in for NCALayer on this machine, for the demonstration."""

import asyncio
from typing import Any

from django.conf import settings
from django.core.management import CommandError
from django.core.management.base import BaseCommand, CommandParser

from rss_portal.signing.standin.authority import kept
from rss_portal.signing.standin.server import serve


class Command(BaseCommand):
    help = "Sign in place of NCALayer with certificates of an authority of the demonstration's own."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=settings.SIGNING_STAND_IN_PORT)

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("The stand-in belongs to a demonstration; production signs with NCALayer.")
        for kind in ("rsa", "gost"):
            kept(kind, settings.SIGNING_STAND_IN_DIR)
        asyncio.run(self._run(options["port"]))

    async def _run(self, port: int) -> None:
        server = await serve(port, settings.SIGNING_STAND_IN_DIR)
        self.stdout.write(f"The stand-in for NCALayer listens at ws://127.0.0.1:{port}/.")
        async with server:
            await server.serve_forever()
