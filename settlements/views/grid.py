"""The grid of one direction, or of one of its items, across the settlements of a district or okrug."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rss_portal.access import require
from settlements.choices import Level, NotApplicable
from settlements.entry_rows import Row
from settlements.forms import posted_rows
from settlements.grid_pages import GridData, GridLine, read_grid, settlements_of
from settlements.models import Direction, Item, SettlementYear, Territory
from settlements.permissions import editable_settlements
from settlements.phrases import entry_page_texts
from settlements.queries import chain_read_with, get_territory
from settlements.subjects import InYear

from .entry import save_posted

GRID_LEVELS = (Level.DISTRICT, Level.OKRUG)


def territory_or_404(kato: str) -> Territory:
    try:
        return get_territory(kato)
    except Territory.DoesNotExist as error:
        raise Http404(kato) from error


@require_http_methods(["GET", "HEAD", "POST"])
def grid(request: HttpRequest, kato: str, year: int, direction_code: str) -> HttpResponse:
    """A direction in summaries, or with ?item= one item in editable cells; POST saves them without scripts."""
    territory = territory_or_404(kato)
    if territory.level not in GRID_LEVELS:
        raise Http404(kato)
    subject = InYear(territory, year)
    require(request.user, "settlements.see_inventory", subject)
    directions = list(Direction.objects.all())
    direction = next((one for one in directions if one.code == direction_code), None)
    if direction is None or subject.campaign is None:
        raise Http404(direction_code)
    profiles = settlements_of(territory, year)
    data = read_grid(subject.campaign, profiles, direction)
    item = _chosen(request, data)
    editable = editable_settlements(request.user, year, profiles, campaign=subject.campaign, returns=data.returns)
    lines = data.lines(editable, item)
    left: list[Row] = []
    if request.method == "POST" and item:
        rows = [line.row for line in lines if line.row]
        left = save_posted(request, rows, posted_rows(request.POST))
        if not left:
            return redirect(request.get_full_path())
    context = _context(request, territory, data, lines, item) | {
        "direction": direction,
        "directions": directions,
        "editable": bool(editable),
        "unsaved": left,
        "by_settlement": True,
    }
    return render(request, "settlements/grid.html", context, status=422 if left else 200)


def _chosen(request: HttpRequest, data: GridData) -> Item | None:
    code = request.GET.get("item", "")
    return next((item for item in data.items if item.code == code), None)


def _context(
    request: HttpRequest, territory: Territory, data: GridData, lines: list[GridLine], item: Item | None
) -> dict[str, Any]:
    first = next((line.row for line in lines if line.row), None)
    return {
        "territory": territory,
        "year": data.campaign.year,
        "previous_year": data.campaign.year - 1,
        "chain": chain_read_with(territory),
        "items": data.items,
        "item": item,
        "columns": first.main if first else [],
        "first_row": first,
        "lines": lines,
        "totals": data.totals(),
        "live_settlement": _live_settlement(data.profiles),
        "texts": entry_page_texts(),
        "na_choices": NotApplicable.choices,
        "client": {
            "cell": reverse("settlements:cell"),
            "year": data.campaign.year,
            "user": request.user.pk or 0,
        },
    }


def _live_settlement(profiles: list[SettlementYear]) -> str:
    """Any settlement of the district: the live figures name its district's percent too."""
    return profiles[0].settlement_id if profiles else ""
