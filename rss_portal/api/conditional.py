"""ETags: an unchanged answer is 304 before any large table is read."""

import hashlib
from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Max, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags


def etag_of(request: HttpRequest, parts: Sequence[Any]) -> str:
    """A strong ETag of the address asked for and the versions of everything that the answer is made from."""
    text = "|".join([request.get_full_path(), *(str(part) for part in parts)])
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


def state_of(rows: QuerySet[Any], version: str = "version") -> list[Any]:
    """Numbers that differ when a row of ROWS came, went or changed: each change lets its VERSION grow. The sum is
    asked, not the largest: a row behind the newest version changes too."""
    parts = {"count": Count("pk"), "last": Max("pk"), "changes": Sum(version)}
    return list(rows.order_by().aggregate(**parts).values())


def is_known(request: HttpRequest, etag: str) -> bool:
    """Whether the client says that it has the answer with ETAG."""
    known = parse_etags(request.headers.get("If-None-Match", ""))
    bare = [one.removeprefix("W/") for one in known]  # a proxy that compresses weakens the tag
    return "*" in bare or etag in bare


def not_modified(etag: str) -> HttpResponse:
    response = HttpResponse(status=304)
    response["ETag"] = etag
    return response


def mark(response: HttpResponse, etag: str, *, public: bool) -> None:
    """Say how the answer may be kept: by everybody, or by the asking person alone."""
    response["ETag"] = etag
    response["Cache-Control"] = "public, no-cache" if public else "private, no-cache"
    response["Vary"] = "Authorization, Cookie"
