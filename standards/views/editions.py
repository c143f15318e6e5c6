"""Editions of the standards: their lists by status, and how the lists of two differ."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from rss_portal.access import decide
from settlements.choices import Status
from settlements.models import Campaign
from standards import dashboard_queries
from standards.edition_forms import CompareForm
from standards.models import Edition


def editions(request: HttpRequest) -> HttpResponse:
    """Every edition with its legal act, method and the length of its lists."""
    return render(
        request,
        "standards/editions.html",
        {"editions": dashboard_queries.editions_with_counts(), "statuses": list(Status)},
    )


def edition(request: HttpRequest, code: str) -> HttpResponse:
    """The matrix of one edition: items down, statuses across."""
    chosen = get_object_or_404(Edition, code=code)
    context = {
        "edition": chosen,
        "others": Edition.objects.exclude(code=code),
        "matrix": dashboard_queries.requirement_matrix(chosen),
        "statuses": list(Status),
        "may_manage": bool(decide(request.user, "standards.manage_editions")),
    }
    return render(request, "standards/edition.html", context)


def compare(request: HttpRequest) -> HttpResponse:
    """Differences between the lists of ?first= and ?second=; the form alone until both are chosen."""
    codes = [request.GET.get("first"), request.GET.get("second")]
    context: dict[str, object] = {"editions": Edition.objects.all(), "codes": codes}
    if all(codes):
        first, second = (get_object_or_404(Edition, code=code) for code in codes)
        differences = dashboard_queries.list_differences(first, second)
        years = list(Campaign.objects.order_by("-year").values_list("year", flat=True))
        context |= {
            "first": first,
            "second": second,
            "differences": differences,
            "country_form": CompareForm(years=years),
            "may_manage": bool(decide(request.user, "standards.manage_editions")),
        }
    return render(request, "standards/compare_editions.html", context)
