"""Structured logs: one JSON object per line, with request and user numbers, without personal data."""

import json
import logging
import re
import time
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

_request: ContextVar[HttpRequest | None] = ContextVar("rss_request", default=None)
logger = logging.getLogger("rss_portal.requests")

EXTRA = ("method", "path", "status", "milliseconds")
# A database's error repeats the values that it refused: long numbers (IIN, phones, accounts) and addresses.
PERSONAL = re.compile(r"(?<![\w.-])\+?\d{10,}(?!\w)|\+\d[\d ()-]{8,}\d|[\w.+-]+@[\w-]+\.[\w.]+")


def mask(text: str) -> str:
    """TEXT without numbers of ten digits or more and without e-mail addresses."""
    return PERSONAL.sub("***", text)


def user_id_of(request: HttpRequest | None) -> int | None:
    """Number of the signed-in person, when the request has asked for it already: logging makes no query."""
    return getattr(getattr(request, "_cached_user", None), "pk", None)


class JsonFormatter(logging.Formatter):
    """Only named fields are written, so that no caller's extra data reach the log by accident."""

    def format(self, record: logging.LogRecord) -> str:
        request = _request.get()
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": mask(record.getMessage()),
            "request_id": getattr(request, "request_id", None),
            "user_id": user_id_of(request),
            **{name: getattr(record, name, None) for name in EXTRA},
        }
        if record.exc_info:
            line["traceback"] = mask(self.formatException(record.exc_info))
        return json.dumps({key: value for key, value in line.items() if value is not None}, ensure_ascii=False)


class RequestLogMiddleware:
    """One line per request. The query is left out: people type names and numbers into searches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        token = _request.set(request)
        try:
            response = self.get_response(request)
            logger.log(
                logging.INFO if response.status_code < 500 else logging.ERROR,
                "request",
                extra={
                    "method": request.method,
                    "path": request.path,
                    "status": response.status_code,
                    "milliseconds": round(1000 * (time.perf_counter() - began), 1),
                },
            )
            return response
        finally:
            _request.reset(token)
