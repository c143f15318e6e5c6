"""The method page: formulas, parameters, calibration, editions, official and own figures."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from standards import dashboard_queries
from standards.models import Edition
from standards.selection import available_to


def method(request: HttpRequest) -> HttpResponse:
    """How every figure of the portal comes about (spec 20.1-20.4)."""
    context = {
        "editions": list(Edition.objects.all()),
        "available": available_to(request.user),
        "odd": dashboard_queries.odd_published(),
    }
    return render(request, "standards/method.html", context)
