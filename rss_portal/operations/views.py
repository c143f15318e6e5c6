"""Addresses that machines ask: is it alive, is it ready, how is it doing."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from . import health
from . import metrics as figures


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked, so that a slow database does not restart it."""
    return JsonResponse({"status": "alive"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when database, broker and storage answer, else 503 with the parts that do not."""
    problems = health.problems()
    status = {"status": "not ready" if problems else "ready", "problems": problems}
    return JsonResponse(status, status=503 if problems else 200)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures for Prometheus; for the bearer of RSS_METRICS_TOKEN, and open in a demonstration only."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    token = settings.METRICS_TOKEN
    if not (constant_time_compare(given, token) if token else settings.DEMONSTRATION):
        raise Http404
    return HttpResponse(figures.render(), content_type="text/plain; version=0.0.4; charset=utf-8")
