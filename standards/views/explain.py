"""Why this number: from any percent down to one entry (spec 20.6)."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from rss_portal.access import require
from settlements.models import Direction, Item, Territory
from settlements.permissions import granted_territories
from settlements.scope import covers
from standards import queries
from standards.charts.addresses import is_settlement
from standards.charts.aggregates import AggregateExplanation
from standards.charts.place import chain_of
from standards.selection import Page, figures_page, resolve, territory_or_404
from standards.tables import SettlementTable
from standards.views.responses import figures_response


@figures_page
def explain(request: HttpRequest, kato: str, year: int) -> HttpResponse:
    """The explanation of a settlement's or a unit's percent, whole or of one ?item= or ?direction=."""
    territory = territory_or_404(kato)
    asked = request.GET.get("year", "")
    if asked.isdecimal() and int(asked) != year:  # the form of the context bar names the year in the query
        rest = {name: value for name, value in request.GET.items() if name != "year"}
        return redirect(f"{reverse('standards:explain', args=[kato, int(asked)])}?{urlencode(rest)}")
    page = resolve(request, territory, year)
    if is_settlement(territory):
        return _of_settlement(request, page)
    return _of_aggregate(request, page)


def _chosen(request: HttpRequest) -> tuple[Item | None, Direction | None]:
    """The item or direction that the address asks about; 404 for an unknown code."""
    item, direction = request.GET.get("item"), request.GET.get("direction")
    return (
        get_object_or_404(Item.objects.select_related("direction"), code=item) if item else None,
        get_object_or_404(Direction, code=direction) if direction else None,
    )


def _of_settlement(request: HttpRequest, page: Page) -> HttpResponse:
    settlement = page.territory
    if not page.sees_settlements:
        require(request.user, "settlements.see_settlement_figures", (settlement, page.year))
    item, direction = _chosen(request)

    explanation = queries.explain(settlement, page.year, page.edition, item)
    if explanation is None:
        raise Http404(_("This settlement is not monitored in %(year)s.") % {"year": page.year})
    context = {
        "explanation": explanation,
        "shown": _shown(explanation.items, item, direction),
        "item": item,
        "direction": direction,
        "chain": chain_of(page),
        "names_people": _names_people(request, settlement),
    }
    return figures_response(request, page, "standards/explain.html", context)


def _shown(items: list[Any], item: Item | None, direction: Direction | None) -> list[Any]:
    if item:
        return [one for one in items if one.state.item.code == item.code]
    if direction:
        return [one for one in items if one.state.item.direction_id == direction.code]
    return items


def _names_people(request: HttpRequest, settlement: Territory) -> bool:
    """Who entered a value is personal data: shown to staff who work with this settlement, to nobody else."""
    return any(covers(unit, settlement) for unit in granted_territories(request.user))


def _of_aggregate(request: HttpRequest, page: Page) -> HttpResponse:
    item, direction = _chosen(request)

    table = SettlementTable(request, page) if page.sees_settlements and not (item or direction) else None
    context = {
        "explanation": AggregateExplanation(page, item, direction),
        "item": item,
        "direction": direction,
        "chain": chain_of(page),
        "table": table,
    }
    return figures_response(request, page, "standards/explain_aggregate.html", context)
