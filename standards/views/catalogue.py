"""One object, service or direction through all regions (spec 20.7)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from rss_portal.accounts.choices import COUNTRY
from rss_portal.ui.lists import page_of
from settlements.models import Direction, Item, Territory
from standards.charts.catalogue import DirectionPage, ItemPage
from standards.charts.catalogue_charts import DirectionFigures, ItemFigures
from standards.charts.place import chain_of
from standards.selection import figures_page, resolve, territory_or_404
from standards.views.responses import figures_response

ROWS = 25


def _within(request: HttpRequest) -> Territory:
    """The unit that ?territory= narrows the page to, else the country."""
    return territory_or_404(request.GET.get("territory") or COUNTRY)


@figures_page
def items(request: HttpRequest) -> HttpResponse:
    """All directions and their items with their figures."""
    page = resolve(request, _within(request))
    context = {"shown": DirectionPage(page, None), "chain": chain_of(page)}
    return figures_response(request, page, "standards/items.html", context)


@figures_page
def item(request: HttpRequest, code: str) -> HttpResponse:
    """An item: through the regions, where it is missing by people affected, and its printed percent."""
    chosen = get_object_or_404(Item.objects.select_related("direction"), code=code)
    page = resolve(request, _within(request))
    shown = ItemPage(page, chosen)
    missing = page_of(request, shown.missing, ROWS) if page.sees_settlements else None
    context = {"shown": shown, "missing": missing, "chain": chain_of(page)}
    return figures_response(request, page, "standards/item.html", context, ItemFigures(shown))


@figures_page
def direction(request: HttpRequest, code: str) -> HttpResponse:
    """A direction: through the regions, and its items."""
    chosen = get_object_or_404(Direction, code=code)
    page = resolve(request, _within(request))
    shown = DirectionPage(page, chosen)
    context = {"shown": shown, "chain": chain_of(page)}
    return figures_response(request, page, "standards/direction.html", context, DirectionFigures(shown))
