"""Country, region, district and rural okrug: their dashboard and the table of their settlements."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from rss_portal.access import require
from settlements.choices import Level
from settlements.models import Territory
from standards.charts.addresses import is_settlement
from standards.charts.place import Place
from standards.charts.place_charts import PlaceFigures
from standards.selection import country_or_nothing, figures_page, resolve, territory_or_404
from standards.tables import SettlementTable
from standards.views.responses import figures_response


def _kept(request: HttpRequest) -> str:
    """The query of the request, to be put behind another address."""
    return f"?{request.GET.urlencode()}" if request.GET else ""


@figures_page
def country(request: HttpRequest) -> HttpResponse:
    """The first page: the provision of the country."""
    return _dashboard(request, country_or_nothing(request))


@figures_page
def territory(request: HttpRequest, kato: str) -> HttpResponse:
    """The same of a region, district or okrug; the country and settlements have addresses of their own."""
    unit = territory_or_404(kato)
    if unit.level == Level.COUNTRY:
        return redirect(reverse("standards:country") + _kept(request))
    if is_settlement(unit):
        return redirect(reverse("standards:passport", args=[unit.kato]) + _kept(request))
    return _dashboard(request, unit)


def _dashboard(request: HttpRequest, unit: Territory) -> HttpResponse:
    page = resolve(request, unit)
    place = Place(page)
    lists_settlements = unit.level != Level.COUNTRY and page.sees_settlements
    context = {"place": place, "table": SettlementTable(request, page) if lists_settlements else None}
    figures = PlaceFigures(place, request.GET.get("metric", ""))
    return figures_response(request, page, "standards/place.html", context, figures)


@figures_page
def settlements(request: HttpRequest, kato: str) -> HttpResponse:
    """All settlements of a unit with their percents: sorted, filtered, in pages, or as a file (?export=)."""
    unit = territory_or_404(kato)
    page = resolve(request, unit)
    require(request.user, "settlements.see_settlement_figures", (unit, page.year))
    table = SettlementTable(request, page)
    context = {"place": Place(page), "table": table, "whole": True}
    return table.export() or figures_response(request, page, "standards/settlements.html", context)
