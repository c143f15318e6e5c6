"""Infrastructure support as everybody sees it (spec 60.10)."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from infra_support import public_queries as queries
from infra_support.monitoring_queries import object_lines, trade_lines, waiting_list
from infra_support.workflow_phrases import staff_wording
from rss_portal.access import decide
from rss_portal.ui import chart_export, lists
from rss_portal.ui.charts import FULL_E4, Bar, BarChart
from settlements.models import Territory

from .council import region_or_404

NEWS = 5


def region_asked(request: HttpRequest) -> Territory | None:
    """The region that the address narrows to."""
    asked = request.GET.get("region", "")
    return queries.regions().filter(pk=asked).first() if asked else None


def _narrowed(request: HttpRequest, rows: QuerySet[Any]) -> tuple[QuerySet[Any], dict[str, Any]]:
    region = region_asked(request)
    held = rows.filter(region=region) if region else rows
    return held, {"regions": queries.regions(), "region": region}


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What support there is, and its figures."""
    statistics = queries.statistics()
    charts = {chart.key: chart for chart in (_states(statistics), _jobs(statistics)) if chart.bars}
    file = chart_export.respond(request, charts)
    if file:
        return file
    context = {
        "statistics": statistics,
        "charts": list(charts.values()),
        "stages": [(staff_wording(one.state), one) for one in statistics.stages],
        "news": queries.announcements()[:NEWS],
        "regions": queries.regions(),
        "staff": bool(decide(request.user, "support.see_registers")),
    }
    return render(request, "support/public/home.html", context)


def _states(statistics: queries.Statistics) -> BarChart:
    bars = [
        Bar(f"{staff_wording(state)} ({count})", FULL_E4 * count // statistics.total)
        for state, count in statistics.by_state
    ]
    return BarChart(_("Applications by state, share of all"), key="states", bars=bars, label_heading=_("State"))


def _jobs(statistics: queries.Statistics) -> BarChart:
    """Promised jobs are the whole, created ones a part of it (a hundred percent at most is drawn)."""
    promised, created = statistics.promised, statistics.created
    if not promised:
        return BarChart(_("Jobs promised and created"), key="jobs")
    share = min(FULL_E4, int(FULL_E4 * created / promised))
    bars = [Bar(f"{_('Promised')} ({promised:.0f})", FULL_E4), Bar(f"{_('Jobs created')} ({created:.0f})", share)]
    return BarChart(_("Jobs promised and created"), key="jobs", bars=bars, label_heading=_("Jobs"))


@require_GET
def priorities(request: HttpRequest) -> HttpResponse:
    """The registry of priority activities of the regions (p.5)."""
    rows, context = _narrowed(request, queries.in_force(timezone.localdate()))
    page = lists.page_of(request, rows)
    return render(request, "support/public/priorities.html", {"page_obj": page, **context})


@require_GET
def objects(request: HttpRequest) -> HttpResponse:
    """Objects with their free places."""
    rows, context = _narrowed(request, queries.open_objects())
    page = lists.page_of(request, rows.order_by("region", "pk"))
    keys = [one.pk for one in page]
    lines = object_lines(queries.open_objects().filter(pk__in=keys), timezone.localdate())
    return render(request, "support/public/objects.html", {"page_obj": page, "lines": lines, **context})


@require_GET
def trade(request: HttpRequest) -> HttpResponse:
    """Trade objects with the space that local producers have and may have."""
    rows, context = _narrowed(request, queries.trade_objects())
    page = lists.page_of(request, rows)
    lines = trade_lines(queries.trade_objects().filter(pk__in=[one.pk for one in page]), timezone.localdate())
    return render(request, "support/public/trade.html", {"page_obj": page, "lines": lines, **context})


@require_GET
def waiting(request: HttpRequest, region_code: str) -> HttpResponse:
    """The numbered waiting list of a region: numbers, states and days, nobody's name."""
    held = region_or_404(region_code)
    page = lists.page_of(request, waiting_list(held))
    lines = [
        (number, one, staff_wording(one.state)) for number, one in enumerate(page, page.start_index() if page else 1)
    ]
    context = {"region": held, "regions": queries.regions(), "page_obj": page, "lines": lines}
    return render(request, "support/public/waiting.html", context)
