"""The national dashboard of documents, and one indicator through all documents that carry it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from planning_docs.dashboard_pages import Dashboard, carried_chart
from planning_docs.document_pages import open_page
from planning_docs.models import Indicator
from planning_docs.queries.decomposition import root_of, tree_of, years_of
from planning_docs.views.decomposition import tree_line
from rss_portal.ui.chart_export import respond
from rss_portal.ui.formats import name
from rss_portal.ui.lists import Column, export


def _asked_year(request: HttpRequest) -> int | None:
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdecimal() and len(asked) == 4 else None


@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """On time, reached, absorbed: all documents in force that the person may see, by kind, body and region."""
    shown = Dashboard(request.user, _asked_year(request))
    charts = shown.charts()
    if (file := respond(request, charts)) is not None:
        return file
    if (file := export(request, f"planning_{shown.year}", _columns(), shown.rows)) is not None:
        return file
    groups = [
        (_("By kind of document"), shown.by_kind),
        (_("By region"), shown.by_region),
        (_("By body"), shown.by_body),
    ]
    return render(request, "planning/dashboard.html", {"shown": shown, "charts": charts, "groups": groups})


def _columns() -> list[Column]:
    return [
        Column("title", _("Title"), lambda row: name(row[0])),
        Column("kind", _("Kind of document"), lambda row: row[0].get_kind_display()),
        Column("developer", _("Developer"), lambda row: name(row[0].developer)),
        Column("region", _("Region"), lambda row: name(row[0].territory)),
        Column("judged", _("Indicators with a fact"), lambda row: row[1].judged, numeric=True),
        Column("reached", _("Reached"), lambda row: row[1].reached, numeric=True),
        Column("no_data", _("Without data"), lambda row: row[1].without_data, numeric=True),
        Column("planned", _("Planned, mln tenge"), lambda row: row[1].planned_mln, numeric=True),
        Column("absorbed", _("Absorbed, mln tenge"), lambda row: row[1].absorbed_mln, numeric=True),
        Column("steps", _("Steps due"), lambda row: row[1].steps, numeric=True),
        Column("in_time", _("Done on time"), lambda row: row[1].steps_in_time, numeric=True),
    ]


@require_safe
def carried(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    """One indicator through all documents that carry it, in a year: chart and table, under a permanent link."""
    page = open_page(request, pk, "decomposition")
    indicator = Indicator.objects.filter(edition=page.edition, key=key).select_related("edition__document").first()
    if indicator is None:
        raise Http404(key)
    nodes = list(tree_of(request.user, root_of(request.user, indicator)).below())
    years = years_of(nodes)
    with_facts = sorted({year for one in nodes for year in one.facts})
    asked = _asked_year(request)
    year = asked if asked in years else (with_facts or years or [page.document.year_from])[-1]
    charts = carried_chart(nodes, year)
    if (file := respond(request, charts)) is not None:
        return file
    context = page.context(
        indicator=indicator,
        years=years,
        year=year,
        charts=charts,
        lines=[tree_line(one, years, indicator) for one in nodes],
    )
    return render(request, "planning/carried.html", context)
