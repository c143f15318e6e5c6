"""Answers of the dashboards: the page, one of its figures alone or as a file, or "unchanged"."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import get_language

from rss_portal.ui.chart_export import chart_response
from rss_portal.ui.workbooks import workbook_response
from standards.charts.figure_set import FigureSet, TableFigure
from standards.selection import Page

EVERY_FIGURE = "all"


def figures_tag(request: HttpRequest, page: Page) -> str:
    """ETag of what REQUEST shows of PAGE: address, language, person and the version of every visible series."""
    versions = [(one.pk, one.version, one.computed_at) for one in page.available.series]
    published = [(one.year, one.published_at) for one in page.available.campaigns]
    person = getattr(request.user, "pk", None)
    parts = (
        request.get_full_path(),
        get_language(),
        request.COOKIES.get("theme"),
        person,
        versions,
        published,
    )
    release = getattr(settings, "RELEASE", "")
    return f'"{hashlib.sha256(repr((release, parts)).encode()).hexdigest()[:32]}"'


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


def figures_response(
    request: HttpRequest, page: Page, template: str, context: dict[str, Any], figures: FigureSet | None = None
) -> HttpResponse:
    """TEMPLATE with CONTEXT, or the one of FIGURES that ?chart= asks for (a page, or a file by ?format=).

    Only anonymous readers are answered 304: the frame of a person who is signed in shows their own notices and
    work, which change without the figures.
    """

    def whole() -> HttpResponse:
        if figures and request.GET.get("chart"):
            return _figure(request, page, figures, context)
        return render(request, template, {"page": page, "figures": figures, **context})

    return whole() if request.user.is_authenticated else unless_unchanged(request, page, whole)


def _figure(request: HttpRequest, page: Page, figures: FigureSet, context: dict[str, Any]) -> HttpResponse:
    """One figure under its permanent link, as a page or as a file; ?chart=all is a workbook of every table."""
    key, form = request.GET["chart"], request.GET.get("format", "")
    if key == EVERY_FIGURE:
        return workbook_response(f"{page.territory.kato}-{page.year}-{page.edition.code}", figures.all())
    chart = figures.chart(key)
    if chart is None:
        raise Http404(key)
    if not form:
        table_only = isinstance(chart, TableFigure)
        return render(
            request,
            "standards/figure.html",
            {"page": page, "chart": chart, "table_only": table_only, **context},
        )
    if isinstance(chart, TableFigure) and form not in ("csv", "xlsx"):
        raise Http404(form)
    return chart_response(chart, form)
