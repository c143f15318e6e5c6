"""One object with its users, one trade object with the space that it gives."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from infra_support.models import InfrastructureObject, TradeObject
from infra_support.monitoring_queries import object_lines, trade_lines
from rss_portal.access import decide, require


@require_GET
def infrastructure_object(request: HttpRequest, infra_object: int) -> HttpResponse:
    """An object with who uses it and how many places are free."""
    held = get_object_or_404(InfrastructureObject.objects.select_related("region"), pk=infra_object)
    require(request.user, "support.see_registers", held.region)
    today = timezone.localdate()
    (line,) = object_lines(InfrastructureObject.objects.filter(pk=held.pk), today)
    context = _context(request, held.region, line=line, uses=held.uses.all(), today=today)
    return render(request, "support/registers/object.html", context)


@require_GET
def trade_object(request: HttpRequest, trade_object: int) -> HttpResponse:
    """A trade object: what it owes, what it gives, to whom."""
    held = get_object_or_404(TradeObject.objects.select_related("region"), pk=trade_object)
    require(request.user, "support.see_registers", held.region)
    today = timezone.localdate()
    (line,) = trade_lines(TradeObject.objects.filter(pk=held.pk), today)
    context = _context(request, held.region, line=line, placements=held.placements.all(), today=today)
    return render(request, "support/registers/trade.html", context)


def _context(request: HttpRequest, region: Any, **more: Any) -> dict[str, Any]:
    return {"region": region, "may_keep": bool(decide(request.user, "support.keep_register", region)), **more}
