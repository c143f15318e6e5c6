"""The stand-in for NCALayer, for every journey that signs."""

import asyncio
import threading
from collections.abc import Iterator

import pytest
from django.conf import settings

from rss_portal.signing.standin.authority import kept
from rss_portal.signing.standin.server import serve


@pytest.fixture(scope="session")
def stand_in() -> Iterator[None]:
    """The stand-in of the demonstration, in a thread of its own."""
    for kind in ("rsa", "gost"):
        kept(kind, settings.SIGNING_STAND_IN_DIR)
    loop = asyncio.new_event_loop()

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(serve(settings.SIGNING_STAND_IN_PORT, settings.SIGNING_STAND_IN_DIR))
        loop.run_forever()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    yield
    loop.call_soon_threadsafe(loop.stop)
    thread.join(5)
