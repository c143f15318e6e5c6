"""Answers that need not be sent twice: validators from the version of the figures (spec 20.7, 80.2)."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import get_language

from standards.selection import Page


def figures_tag(request: HttpRequest, page: Page, *also: Any) -> str:
    """ETag of what REQUEST shows of PAGE: address, language, person and the version of every visible series."""
    versions = [(one.pk, one.version) for one in page.available.series]
    published = [(one.year, one.published_at) for one in page.available.campaigns]
    person = getattr(request.user, "pk", None)
    parts = (request.get_full_path(), get_language(), person, versions, published, also)
    release = getattr(settings, "RELEASE", "")
    return '"{}"'.format(hashlib.sha256(repr((release, parts)).encode()).hexdigest()[:32])


def unless_unchanged(request: HttpRequest, page: Page, make: Callable[[], HttpResponse]) -> HttpResponse:
    """304 when the client holds these figures already, else what MAKE gives with its validators."""
    tag = figures_tag(request, page)
    unchanged = get_conditional_response(request, etag=tag)
    response = unchanged if unchanged is not None else make()
    response["ETag"] = tag
    if page.series.computed_at:
        response["Last-Modified"] = http_date(page.series.computed_at.timestamp())
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["Cookie"])
    return response


def figures_response(request: HttpRequest, page: Page, template: str, make: Callable[[], dict[str, Any]]) -> HttpResponse:
    """TEMPLATE with the context that MAKE gives. Only anonymous readers are answered 304: the frame of a person
    who is signed in shows their own notices and work, which change without the figures."""

    def whole() -> HttpResponse:
        return render(request, template, {"page": page, **make()})

    if request.user.is_authenticated or request.htmx:
        return whole()
    return unless_unchanged(request, page, whole)
