"""The working calendar: open to everybody, kept by the ministry and the portal's administrators."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rss_portal.access import decide, require

from . import services
from .forms import ConfirmForm, DayForm, ProposeForm
from .models import CalendarDay, CalendarYear
from .services import MANAGE, CalendarChanged, DayRefused

REFUSALS = {
    "other_year": gettext_lazy("The day lies in another year."),
    "working_day_worked": gettext_lazy("This day is a working day anyway: only a weekend can be made a working day."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """The years; POST proposes one more."""
    form = ProposeForm(request.POST or None)
    if request.method == "POST":
        require(request.user, MANAGE)
        if form.is_valid():
            held = services.propose_year(request.user, form.cleaned_data["year"])
            return redirect("calendar:year", held.pk)
    context = {
        "years": CalendarYear.objects.prefetch_related("days"),
        "form": form,
        "may_manage": bool(decide(request.user, MANAGE)),
    }
    return render(request, "calendar/calendar.html", context, status=422 if form.is_bound else 200)


@require_GET
def year(request: HttpRequest, year: int) -> HttpResponse:
    """The days of a year that differ from the plain week."""
    return _page(request, get_object_or_404(CalendarYear, pk=year))


def _page(request: HttpRequest, held: CalendarYear, status: int = 200, **forms: Any) -> HttpResponse:
    context = {
        "held": held,
        "days": held.days.all(),
        "may_manage": bool(decide(request.user, MANAGE)),
        "day_form": DayForm(year=held.pk),
        "confirm_form": ConfirmForm(initial={"source": held.source}),
        **forms,
    }
    return render(request, "calendar/year.html", context, status=status)


def _version(request: HttpRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0


def _moved(request: HttpRequest, year: int) -> HttpResponse:
    messages.error(request, _("Somebody else changed this year meanwhile. Nothing was saved; look and try again."))
    return redirect("calendar:year", year)


@require_POST
def set_day(request: HttpRequest, year: int) -> HttpResponse:
    """Add a day or change what it is."""
    require(request.user, MANAGE)
    held = get_object_or_404(CalendarYear, pk=year)
    form = DayForm(request.POST, year=year)
    if not form.is_valid():
        return _page(request, held, 422, day_form=form)
    try:
        services.set_day(request.user, year, _version(request), form.cleaned_data["date"], form.cleaned_data)
    except CalendarChanged:
        return _moved(request, year)
    except DayRefused as refused:
        form.add_error("date", str(REFUSALS[refused.code]))
        return _page(request, held, 422, day_form=form)
    messages.success(request, _("The day is in the calendar; running terms follow it."))
    return redirect("calendar:year", year)


@require_POST
def remove_day(request: HttpRequest, year: int, day: str) -> HttpResponse:
    """Take a day out of the calendar."""
    require(request.user, MANAGE)
    try:
        chosen = parse_date(day)
    except ValueError as error:
        raise Http404(day) from error
    get_object_or_404(CalendarDay, year_id=year, date=chosen)
    try:
        services.remove_day(request.user, year, _version(request), chosen)  # type: ignore[arg-type]
    except CalendarChanged:
        return _moved(request, year)
    messages.success(request, _("The day is taken out; running terms follow."))
    return redirect("calendar:year", year)


@require_POST
def confirm(request: HttpRequest, year: int) -> HttpResponse:
    """Let terms be counted by the year."""
    require(request.user, MANAGE)
    held = get_object_or_404(CalendarYear, pk=year)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return _page(request, held, 422, confirm_form=form)
    services.confirm_year(request.user, year, form.cleaned_data["source"])
    messages.success(request, _("The year is confirmed: terms are counted by it."))
    return redirect("calendar:year", year)
