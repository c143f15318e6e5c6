"""Remembers for the time of a request where changes come from, and gives it an id for the logs."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from .choices import Origin


@dataclass(frozen=True)
class RunningOrigin:
    origin: str = Origin.COMMAND
    request_id: str = ""


_current: ContextVar[RunningOrigin] = ContextVar("rss_origin", default=RunningOrigin())  # noqa: B039  it is frozen


def current_origin() -> RunningOrigin:
    return _current.get()


@contextmanager
def origin_of(origin: str, request_id: str = "") -> Iterator[RunningOrigin]:
    """Changes made inside the block come from ORIGIN."""
    token = _current.set(RunningOrigin(origin, request_id))
    try:
        yield _current.get()
    finally:
        _current.reset(token)


class OriginMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = str(uuid.uuid4())
        request.request_id = request_id  # type: ignore[attr-defined]
        origin = Origin.API if request.path.startswith("/api/") else Origin.PAGE
        with origin_of(origin, request_id):
            response = self.get_response(request)
        response["X-Request-ID"] = request_id
        return response
