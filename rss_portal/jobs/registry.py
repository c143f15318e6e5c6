"""Which function does which kind of work, and in which words its progress is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

if TYPE_CHECKING:
    from .context import JobContext
    from .models import Job

Text = str | Promise
Work = Callable[..., dict[str, Any] | None]


@dataclass(frozen=True)
class Handler:
    """The work of one kind of job. `messages` are sentences by code, for steps and failures alike."""

    kind: str
    work: Work
    title: Text
    messages: Mapping[str, Text] = field(default_factory=dict)
    result_url: Callable[[Job], str] | None = None

    def run(self, context: JobContext, arguments: Mapping[str, Any]) -> dict[str, Any]:
        return self.work(context, **arguments) or {}


_handlers: dict[str, Handler] = {}


def handler(
    kind: str,
    *,
    title: Text = "",
    messages: Mapping[str, Text] | None = None,
    result_url: Callable[[Job], str] | None = None,
) -> Callable[[Work], Work]:
    """Register `work(job: JobContext, **arguments) -> dict` for KIND ("app.verb").

    The work may be started again after a crash, so it must be idempotent. MESSAGES gives the sentences of
    the codes passed to `advance` and `JobFailed`; RESULT_URL answers where the finished work can be seen.
    """

    def register(work: Work) -> Work:
        if kind in _handlers:
            raise ValueError(f"two handlers for the job kind {kind}")
        _handlers[kind] = Handler(kind, work, title or kind, messages or {}, result_url)
        return work

    return register


def get_handler(kind: str) -> Handler:
    """The handler of KIND; KeyError when no app registered one."""
    return _handlers[kind]


def find_handler(kind: str) -> Handler | None:
    return _handlers.get(kind)


def unregister(kind: str) -> None:
    """Forget KIND (tests register kinds of their own)."""
    _handlers.pop(kind, None)


def kinds() -> list[str]:
    return sorted(_handlers)
