"""Workload: applications by state and region, days per stage, terms that are over."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from infra_support import workload_queries as queries
from infra_support.choices import ClockKind
from infra_support.council_permissions import is_central
from infra_support.queue_pages import visible
from infra_support.workflow_phrases import badge_of, staff_wording
from rss_portal.access import require
from rss_portal.ui import chart_export, exports
from rss_portal.ui.charts import FULL_E4, Bar, BarChart
from rss_portal.ui.formats import name as name_of


@require_GET
def workload(request: HttpRequest) -> HttpResponse:
    """The person's region, or every region for the central authority; `?export=` gives the table."""
    require(request.user, "support.see_workload")
    seen = visible(request.user)
    loads = queries.region_loads(seen, timezone.localdate())
    charts = {chart.key: chart for chart in (_states_chart(loads), _overdue_chart(loads)) if chart.bars}
    file = _export(request, loads) or chart_export.respond(request, charts)
    if file:
        return file
    context = {
        "loads": loads,
        "states": [staff_wording(state) for state in queries.SHOWN_STATES],
        "kinds": [kind.label for kind in ClockKind],
        "stages": [
            {"days": one, "label": staff_wording(one.state), "badge": badge_of(one.state)}
            for one in queries.stage_days(seen)
        ],
        "total": sum(load.total for load in loads),
        "overdue": sum(load.overdue_total for load in loads),
        "charts": list(charts.values()),
        "central": is_central(request.user),
    }
    return render(request, "support/workload.html", context)


def _states_chart(loads: list[queries.RegionLoad]) -> BarChart:
    """Which share of all applications stands in which state."""
    total = sum(load.total for load in loads)
    counts = [(state, sum(load.by_state.get(state, 0) for load in loads)) for state in queries.SHOWN_STATES]
    bars = [Bar(f"{staff_wording(state)} ({count})", FULL_E4 * count // total) for state, count in counts if count]
    return BarChart(_("Applications by state, share of all"), key="states", bars=bars, label_heading=_("State"))


def _overdue_chart(loads: list[queries.RegionLoad]) -> BarChart:
    """Which share of each region's applications has a term that is over."""
    bars = [
        Bar(f"{name_of(load.region)} ({load.overdue_total})", FULL_E4 * load.overdue_total // load.total, "low")
        for load in sorted(loads, key=lambda one: -one.overdue_total)
        if load.overdue_total
    ]
    return BarChart(_("Terms that are over, share of a region's applications"), key="overdue", bars=bars,
                    label_heading=_("Region"))  # fmt: skip


def _export(request: HttpRequest, loads: list[queries.RegionLoad]) -> HttpResponse | None:
    wanted = request.GET.get("export")
    if wanted not in ("csv", "xlsx"):
        return None
    headings = [_("Region"), *(str(staff_wording(state)) for state in queries.SHOWN_STATES), _("In all"), _("Overdue")]
    rows: list[list[Any]] = [[name_of(load.region), *load.counts, load.total, load.overdue_total] for load in loads]
    return (exports.csv_response if wanted == "csv" else exports.xlsx_response)("workload", headings, rows)
