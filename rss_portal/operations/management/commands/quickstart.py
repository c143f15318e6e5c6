"""From an empty folder to a working demonstration portal, and kept working."""

import os
import shlex
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from functools import partial
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.utils import translation

from rss_portal.accounts.demonstration import DEMO_PASSWORD, demonstration_users
from rss_portal.jobs.services import sweep
from rss_portal.notices.daily import ask_for_today
from rss_portal.operations.static_files import collect_changed
from rss_portal.operations.supervisor import Child, Supervisor

LOGS = settings.VAR_DIR / "logs"
READY_WITHIN_SECONDS = 90
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Command(BaseCommand):
    help = "Prepare the embedded database with a demonstration and run the web server and the worker."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--country", action="store_true", help="the whole country, not one region")
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--web-processes", type=int, default=2)
        parser.add_argument("--worker-processes", type=int, default=2)

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("quickstart makes a demonstration with known passwords; production refuses it.")
        began = time.monotonic()
        refuse_taken_port(options["host"], options["port"])
        self._prepare(options["country"])
        supervisor = Supervisor(_children(options), _sweep_jobs, settings.JOBS_SWEEP_SECONDS)
        connection.close()  # the children must not inherit it
        supervisor.start()
        try:
            _wait_for_first_page(supervisor, options)
        except BaseException:
            supervisor.stop()
            raise
        with translation.override("en"):  # the language of all commands
            self._greet(options, time.monotonic() - began)
        supervisor.run()
        self.stdout.write("Stopped. The data are kept; the same command goes on from here.")

    def _prepare(self, country: bool) -> None:
        scale = ["--country"] if country else ["--keep"]
        for name, *arguments in [["migrate"], ["translations", "--compile"], *settings.QUICKSTART_STEPS]:
            words = [name, *arguments, *(scale if name == "demonstrate" else [])]
            self._timed(shlex.join(words), partial(call_command, *words, verbosity=0, stdout=StringIO()))
        self._timed("static files", collect_changed)

    def _timed(self, step: str, work: Callable[[], object]) -> None:
        began = time.monotonic()
        self.stdout.write(f"  {step} ...", ending="")
        self.stdout.flush()
        work()
        self.stdout.write(f" {time.monotonic() - began:.1f} s")

    def _greet(self, options: dict[str, Any], seconds: float) -> None:
        self.stdout.write(f"\nThe portal is ready after {seconds:.0f} s: {_address(options)}/")
        self.stdout.write("This is a DEMONSTRATION: the villages and their figures are invented.\n")
        for user in demonstration_users():
            grants = ", ".join(
                f"{grant.get_role_display()}, {grant.territory_code}" for grant in user.role_grants.all()
            )
            self.stdout.write(f"  {user.username:<16} {grants}")
        self.stdout.write(f"  Password of all of them: {DEMO_PASSWORD}")
        if options["host"] not in LOOPBACK:
            self.stdout.write("  Everybody who reaches this machine can sign in with it.")
        self.stdout.write(f"\nLogs: {LOGS}. Stop with ctrl-C.")
        self.stdout.flush()


def refuse_taken_port(host: str, port: int) -> None:
    """`CommandError` when another program listens there; better now than after a minute of loading."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(f"{host}:{port} cannot be used ({error}); choose another with --port.") from error


def _address(options: dict[str, Any]) -> str:
    host = "127.0.0.1" if options["host"] == "0.0.0.0" else options["host"]  # noqa: S104
    return f"http://[{host}]:{options['port']}" if ":" in host else f"http://{host}:{options['port']}"


def _children(options: dict[str, Any]) -> list[Child]:
    if options["host"] not in LOOPBACK:
        os.environ.setdefault("RSS_ALLOWED_HOSTS", "*")
    bind = f"[{options['host']}]" if ":" in options["host"] else options["host"]
    web = [
        sys.executable,
        "-m",
        "gunicorn",
        "rss_portal.wsgi:application",
        "--bind",
        f"{bind}:{options['port']}",
    ]
    web += ["--workers", str(options["web_processes"]), "--timeout", "120", "--graceful-timeout", "5"]
    worker = [sys.executable, "-m", "celery", "--app", "rss_portal", "worker"]
    worker += ["--concurrency", str(options["worker_processes"]), "--without-gossip", "--without-mingle"]
    stand_in = [sys.executable, str(settings.BASE_DIR / "manage.py"), "ncalayer_stand_in"]
    return [
        Child("web", web, LOGS / "web.log", (signal.SIGTERM, signal.SIGQUIT, signal.SIGKILL)),
        Child("worker", worker, LOGS / "worker.log", (signal.SIGTERM, signal.SIGQUIT, signal.SIGKILL)),
        Child("stand-in for NCALayer", stand_in, LOGS / "ncalayer-stand-in.log"),
    ]


def _sweep_jobs() -> None:
    try:
        sweep()
        ask_for_today()
    finally:
        connection.close()


def _wait_for_first_page(supervisor: Supervisor, options: dict[str, Any]) -> None:
    """Return when the country's page has been served; `CommandError` with the end of its log when not."""
    deadline = time.monotonic() + READY_WITHIN_SECONDS
    problem = "no answer"
    while time.monotonic() < deadline and not supervisor.stopping:
        for child in supervisor.children:
            child.look_after(time.monotonic())
        try:
            with urllib.request.urlopen(_address(options) + "/", timeout=30) as answer:  # noqa: S310
                answer.read()
                return
        except urllib.error.HTTPError as error:
            problem = f"status {error.code}"
            time.sleep(1)
        except OSError as error:
            problem = str(error)
            time.sleep(0.1)
    log = LOGS / "web.log"
    tail = log.read_text(encoding="utf-8", errors="replace")[-2000:] if log.exists() else ""
    raise CommandError(f"The first page was not served ({problem}). The end of {log}:\n{tail}")
