"""The queue of staff: what waits, until when."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from infra_support import queue_pages as pages
from infra_support.council_permissions import is_central, regions_of
from infra_support.filtersets import QueueFilter
from infra_support.tables import QUEUE_COLUMNS
from rss_portal.access import require
from rss_portal.ui import lists


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Applications that wait for the person's role; `?view=all` lists all that the person sees."""
    require(request.user, "support.see_queue")
    waiting = pages.waiting_states(request.user)
    everything = request.GET.get("view") == "all" or not waiting
    seen = pages.visible(request.user)
    filters = QueueFilter(request.GET, queryset=seen if everything else seen.filter(state__in=waiting))
    wanted = filters.qs if filters.is_valid() else seen.none()
    if _needs_terms(request):
        wanted = pages.with_terms(wanted)
    wanted = lists.ordered(request, wanted, QUEUE_COLUMNS, pages.ORDER)
    rows = pages.exported_lines(pages.for_list(wanted)[: lists.EXPORT_LIMIT])
    file = lists.export(request, "applications", QUEUE_COLUMNS, rows)
    if file:
        return file
    page = lists.page_of(request, wanted.values_list("pk", flat=True))
    context = {
        "filter": filters,
        "page_obj": page,
        "lines": pages.lines_of(pages.in_order(list(page.object_list))),
        "headings": lists.headings(request, QUEUE_COLUMNS),
        "page_sizes": lists.PAGE_SIZES,
        "everything": everything,
        "waiting": waiting,
        "central": is_central(request.user),
        "regions": regions_of(request.user),
    }
    return render(request, "support/queue.html", context)


def _needs_terms(request: HttpRequest) -> bool:
    return request.GET.get("sort", "").removeprefix("-") == "due"
