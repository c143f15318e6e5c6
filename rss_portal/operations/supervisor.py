"""Keeps the processes of a one-machine portal running: web server and background worker."""

import logging
import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .processes import die_with_parent

logger = logging.getLogger(__name__)

SETTLED_SECONDS = 30.0  # a child that lived this long is restarted without waiting
LONGEST_BACK_OFF_SECONDS = 30.0
LOG_LIMIT_BYTES = 5_000_000


@dataclass
class Child:
    """One process that has to run. `stop_signals` are tried in turn until it ends."""

    name: str
    command: Sequence[str]
    log: Path
    stop_signals: tuple[signal.Signals, ...] = (signal.SIGTERM, signal.SIGKILL)
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    started: float = field(default=0.0, init=False)
    back_off: float = field(default=0.0, init=False)
    start_at: float = field(default=0.0, init=False)

    def start(self) -> None:
        """Start in a session of its own, so that the terminal's ctrl-C reaches the supervisor alone."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT_BYTES:
            self.log.replace(self.log.with_suffix(".1.log"))
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(  # noqa: S603  the commands are the portal's own
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=self._bind_to_parent,  # noqa: PLW1509  the supervisor has one thread
            )
        self.started = time.monotonic()

    def _bind_to_parent(self) -> None:
        # The last but one signal: what ends the child without waiting for the work that it does.
        die_with_parent(self.stop_signals[-2])

    def look_after(self, now: float) -> None:
        """Restart the process if it has died, after a pause that doubles while it keeps dying."""
        if self.process is None:
            if now >= self.start_at:
                self.start()
        elif (code := self.process.poll()) is not None:
            self._end_group(signal.SIGKILL)
            self.process = None
            settled = now - self.started > SETTLED_SECONDS
            self.back_off = 0.0 if settled else min(LONGEST_BACK_OFF_SECONDS, max(1.0, 2 * self.back_off))
            self.start_at = now + self.back_off
            logger.warning("%s ended with code %s, restarted in %.0f s", self.name, code, self.back_off)

    def stop(self, patience_seconds: float) -> None:
        """End the process and all that it started."""
        if self.process is None:
            return
        for signal_number in self.stop_signals:
            if self.process.poll() is None:
                self._end_group(signal_number)
            try:
                self.process.wait(patience_seconds)
                break
            except subprocess.TimeoutExpired:
                logger.warning("%s does not end on %s", self.name, signal_number.name)
        self._end_group(signal.SIGKILL)

    def _end_group(self, signal_number: signal.Signals) -> None:
        if self.process is None:
            return
        try:
            if signal_number == signal.SIGKILL:
                os.killpg(self.process.pid, signal_number)
            else:
                self.process.send_signal(signal_number)
        except ProcessLookupError:
            pass  # it and its group have ended already, which is what is wanted


class Supervisor:
    """Runs CHILDREN until told to stop, and EVERY so many seconds does CHORE."""

    def __init__(self, children: Sequence[Child], chore: Callable[[], object], every_seconds: float):
        self.children = children
        self.chore = chore
        self.every_seconds = every_seconds
        self.stopping = False

    def start(self) -> None:
        for child in self.children:
            child.start()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop_on_signal)

    def _stop_on_signal(self, *_: object) -> None:
        self.stopping = True

    def run(self) -> None:
        """Until a signal comes; the children have ended when it returns."""
        chore_at = 0.0
        try:
            while not self.stopping:
                now = time.monotonic()
                for child in self.children:
                    child.look_after(now)
                if now >= chore_at:
                    chore_at = now + self.every_seconds
                    self._do_chore()
                time.sleep(0.2)
        finally:
            self.stop()

    def _do_chore(self) -> None:
        try:
            self.chore()
        except Exception:
            # The next round comes in seconds; a supervisor that ended here would take the portal down.
            logger.exception("the chore of the supervisor failed")

    def stop(self) -> None:
        for child in self.children:
            child.stop(patience_seconds=10)
