"""Computations: which there were, starting one, comparing two (spec 20.5)."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rss_portal.access import decide, require
from settlements.models import Campaign, Territory
from standards import dashboard_queries
from standards.forms import RecomputeForm
from standards.models import Edition, Run
from standards.services import recompute

ROWS = 25


def _form(request: HttpRequest) -> RecomputeForm:
    years = list(Campaign.objects.values_list("year", flat=True))
    codes = list(Edition.objects.values_list("code", flat=True))
    initial = {name: request.GET[name] for name in ("year", "edition", "territory") if name in request.GET}
    return RecomputeForm(request.POST or None, years=years, editions=codes, initial=initial)


@require_http_methods(["GET", "POST"])
def runs(request: HttpRequest) -> HttpResponse:
    """The list of computations; POST starts one in the background and leads to its progress."""
    require(request.user, "standards.see_runs")
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        territory = Territory.objects.filter(kato=form.cleaned_data["territory"].upper()).first()
        if territory:
            return _start(request, form.cleaned_data, territory)
        form.add_error("territory", _("There is no territory with this code."))
    return render(request, "standards/runs.html", _context(request, form), status=422 if form.is_bound else 200)


def _start(request: HttpRequest, chosen: dict[str, Any], territory: Territory) -> HttpResponse:
    require(request.user, "standards.recompute", territory)
    edition = get_object_or_404(Edition, code=chosen["edition"])
    job = recompute.start(request.user, edition, chosen["year"], territory)
    messages.success(request, _("The computation has been queued; you may leave the page."))
    return redirect("jobs:job", job.public_id)


def _context(request: HttpRequest, form: RecomputeForm) -> dict[str, Any]:
    rows = Run.objects.select_related("series__edition", "job", "started_by").order_by("-id")
    territories = Territory.objects.in_bulk(rows.values_list("territory_code", flat=True).order_by().distinct())
    country = Territory.objects.filter(parent=None).first()
    return {
        "form": form,
        "rows": Paginator(rows, ROWS).get_page(request.GET.get("page")),
        "territories": territories,
        "may_recompute": bool(decide(request.user, "standards.recompute", country)),
    }


def compare(request: HttpRequest) -> HttpResponse:
    """How the percents of two computations (?before=&after=) differ."""
    require(request.user, "standards.see_runs")
    before, after = (
        get_object_or_404(Run.objects.select_related("series__edition"), pk=_number(request.GET.get(name)))
        for name in ("before", "after")
    )
    context = {
        "before": before,
        "after": after,
        "comparison": dashboard_queries.compare_runs(before.pk, after.pk),
    }
    return render(request, "standards/compare_runs.html", context)


def _number(text: str | None) -> int:
    """A row number out of the address; 0, which no row has, for anything else."""
    return int(text) if text and text.isdecimal() else 0
