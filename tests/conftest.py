"""Fixtures shared by all areas.

What a test needs from outside (a browser, PostgreSQL, Redis) is asked for by a marker. Where it is absent
the test is skipped visibly on a person's machine and fails in CI, so that nothing goes untested unnoticed.
"""

import json
import os
import socket
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache as memory
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import translation

from rss_portal.jobs.services import run_queued
from rss_portal.ui.translations.catalogues import compile_stale
from tests.databases import django_db_setup, django_db_use_migrations  # noqa: F401
from tests.factories import make_country
from tests.keeping import _keeper, pytest_fixture_setup  # noqa: F401  worlds kept from test to test

# Playwright's synchronous API runs an event loop in the test's thread; the queries of the test are safe there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

SHARED = settings.BASE_DIR.parent / "shared"
CHROMIUM = Path(os.environ.get("RSS_CHROMIUM", "/usr/bin/chromium"))
REDIS_URL = os.environ.get("RSS_TEST_REDIS", "redis://127.0.0.1:6379/9")
AXE = Path(__file__).parent / "browser" / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Only what is wrong is handed over: the description of everything that is right takes four times as long.
AXE_RUN = "axe.run(document, {runOnly: %s, resultTypes: ['violations']}).then(found => found.violations)"
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
MOBILE = {"width": 360, "height": 740}
OFFICE = {"width": 1366, "height": 768}


@cache
def redis_answers() -> bool:
    host, port = REDIS_URL.split("/")[2].split(":")
    try:
        socket.create_connection((host, int(port)), timeout=1).close()
    except OSError:
        return False
    return True


ABSENT: dict[str, tuple[Callable[[], bool], str]] = {
    "browser": (CHROMIUM.exists, f"no Chromium at {CHROMIUM} (RSS_CHROMIUM names another place)"),
    "redis": (redis_answers, f"no Redis answers at {REDIS_URL} (RSS_TEST_REDIS names another)"),
    "postgresql": (
        lambda: connection.vendor == "postgresql",
        "DATABASE_URL does not name a PostgreSQL database",
    ),
}


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker, (present, reason) in ABSENT.items():
        if item.get_closest_marker(marker) and not present():
            # The SQLite half of a CI run cannot have PostgreSQL; its second half has.
            tolerated = marker == "postgresql" or not os.environ.get("CI")
            pytest.skip(reason) if tolerated else pytest.fail(reason, pytrace=False)
    if item.get_closest_marker("shared") and not SHARED.is_dir():
        pytest.skip(f"the shared reference files are not at {SHARED}")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On the second database of a run: what touches no database, or judges only looks, has been tried on the first."""
    if os.environ.get("RSS_SECOND_DATABASE"):
        again = [item for item in items if asks_the_database(item) and not item.get_closest_marker("one_database")]
        config.hook.pytest_deselected(items=list(set(items) - set(again)))
        items[:] = again


def asks_the_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(fixtures) or any(item.iter_markers("django_db")) or any(item.iter_markers("postgresql"))


def pytest_configure() -> None:
    """Compiled catalogues are not kept in the repository; a run of tests begins with fresh ones."""
    compile_stale()


def pytest_report_header() -> str:
    return (
        f"portal: {connection.vendor}, Chromium {CHROMIUM.exists()}, Redis {redis_answers()}, shared {SHARED.is_dir()}"
    )


@pytest.fixture(autouse=True)
def _default_language() -> Iterator[None]:
    """A test that switches the language does not switch it for the next one."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """Counted requests and remembered figures of one test are not those of the next."""
    memory.clear()
    yield


@pytest.fixture(params=["kk", "ru"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Every test that asks for it runs once per language of the people served."""
    with translation.override(request.param):
        yield request.param


@pytest.fixture
def shared_dir() -> Path:
    """The folder of shared reference files; the test is marked `shared` as well or is skipped here."""
    if not SHARED.is_dir():
        pytest.skip(f"the shared reference files are not at {SHARED}")
    return SHARED


@pytest.fixture
def country(db: None) -> dict[str, Any]:
    """The small country of `tests.factories.make_country`, by its short names."""
    return make_country()


@pytest.fixture
def catalogue(db: None) -> None:
    """The 12 directions and 65 items, loaded by the portal's own command."""
    call_command("load_catalogue", verbosity=0)


@pytest.fixture
def run_jobs() -> Callable[[], int]:
    """Do all waiting background jobs now, through the same claim and finish as a worker."""
    return run_queued


@pytest.fixture
def signed_in(db: None) -> Callable[[Any], Client]:
    """`signed_in(user)` is a client with that person's session."""

    def sign_in(user: Any) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": str(CHROMIUM), "args": CHROMIUM_ARGUMENTS}


@pytest.fixture
def browser_context_args() -> dict[str, Any]:
    return {"viewport": OFFICE, "locale": "kk-KZ", "reduced_motion": "reduce"}


@pytest.fixture
def browser_sign_in(page: Any, live_server: Any, signed_in: Callable[[Any], Client]) -> Callable[[Any], None]:
    """`browser_sign_in(user)` gives the browser page that person's session."""

    def sign_in(user: Any) -> None:
        morsel = signed_in(user).cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": morsel.key, "value": morsel.value, "url": live_server.url}])

    return sign_in


@pytest.fixture
def browser_language(page: Any, live_server: Any) -> Callable[[str], None]:
    """`browser_language("ru")` sets the language cookie of the browser page."""

    def choose(code: str) -> None:
        cookie = {"name": settings.LANGUAGE_COOKIE_NAME, "value": code, "url": live_server.url}
        page.context.add_cookies([cookie])

    return choose


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """`axe(page)` lists what axe finds against WCAG 2.2 AA on the open page, one readable line each."""
    source = AXE.read_text(encoding="utf-8")

    def check(page: Any, rules: list[str] = AXE_TAGS) -> list[str]:
        # Evaluated by the browser's own console, so the page's strict content policy stays in force. Asked for
        # in one go, loaded and run: between two calls a page that is still arriving could replace its document.
        page.wait_for_function("document.readyState === 'complete' && document.body")
        run = AXE_RUN % json.dumps(rules)
        found = page.evaluate(f"window.axe ? {run} : null")
        if found is None:
            found = page.evaluate(f"{source};\n{run}")
        return [
            f"{violation['id']} ({violation['impact']}): {violation['help']} at {node['target']}"
            for violation in found
            for node in violation["nodes"]
        ]

    return check
