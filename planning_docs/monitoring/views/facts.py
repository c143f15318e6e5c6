"""Entering facts: indicators and measures of a year, districts of an indicator. One save for what a page shows."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from planning_docs.models import PlanningDocument, ProvisionLink
from planning_docs.monitoring.forms import IndicatorFactForm, MeasureFactForm
from planning_docs.monitoring.permissions import FactSubject, fills, year_is_open
from planning_docs.monitoring.queries.monitored import MonitoredYear, entered
from planning_docs.monitoring.services import facts as services
from rss_portal.access import decide, require
from rss_portal.ui import lists

from .common import asked_quarter, asked_year, document_or_404, indicator_or_404, open_years, trail

INDICATORS, MEASURES = "indicators", "measures"
ROWS_ON_PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
def facts(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows of a year; POST saves those of this page."""
    document = document_or_404(request, pk, "monitoring.see_facts")
    page = FactsPage(request, document)
    if request.method == "POST":
        return page.saved()
    return page.shown()


class FactsPage:
    """One page of rows: which they are follows from the address, the same for showing and for saving."""

    def __init__(self, request: HttpRequest, document: PlanningDocument):
        self.request, self.document = request, document
        self.year, self.quarter = asked_year(request, document), asked_quarter(request, document)
        self.part = MEASURES if request.GET.get("part") == MEASURES and not self.quarter else INDICATORS
        self.monitored = MonitoredYear(document, self.year, self.quarter)
        self.report_open = services.report_is_open(document, self.year, self.quarter)
        self.year_open = bool(year_is_open(document, self.year))
        self.linked = set(ProvisionLink.objects.filter(document=document).values_list("indicator_key", flat=True))
        self.lines = self.monitored.indicators if self.part == INDICATORS else self.monitored.measures
        self.mine = [line for line in self.lines if fills(request.user, document, line.bodies)]
        self.may_fill = bool(self.mine) and self.report_open and self.year_open
        self.only_mine = request.GET.get("all") != "1" and bool(self.mine)
        self.page = lists.page_of(request, self.mine if self.only_mine else self.lines, ROWS_ON_PAGE)

    def forms(self, data: Any = None) -> list[Any]:
        mine = {id(line) for line in self.mine}
        return [self._form(line, data, self.may_fill and id(line) in mine) for line in self.page.object_list]

    def _form(self, line: Any, data: Any, editable: bool) -> Any:
        if self.part == MEASURES:
            return MeasureFactForm(line, data if editable else None, editable=editable)
        linked = line.indicator.key in self.linked and not self.quarter
        return IndicatorFactForm(line, data if editable else None, linked=linked, editable=editable)

    def shown(self, forms: Sequence[Any] | None = None, status: int = 200) -> HttpResponse:
        context = {
            **trail(self.document), "year": self.year, "quarter": self.quarter, "years": open_years(self.document),
            "part": self.part, "forms": self.forms() if forms is None else forms, "page_obj": self.page,
            "may_fill": self.may_fill, "only_mine": self.only_mine, "has_mine": bool(self.mine),
            "report_open": self.report_open, "entered": entered(self.lines), "total": len(self.lines),
            "may_link": bool(decide(self.request.user, "monitoring.link_provision", self.document)),
            "has_links": bool(self.linked), "quarters": (1, 2, 3, 4) if self.document.kind == "national_plan" else (),
            "with_districts": self.document.kind == "region_plan",
        }  # fmt: skip
        return render(self.request, "planning/monitoring/facts.html", context, status=status)

    def saved(self) -> HttpResponse:
        forms = self.forms(self.request.POST)
        mine = [form for form in forms if form.editable]
        if not mine:
            raise_refusal(self.request.user, self.document, self.year, self.quarter, self.report_open)
        if not valid(mine):
            return self.shown(forms, 422)
        kind = "measures" if self.part == MEASURES else "indicators"
        entries: dict[str, Any] = {kind: [form.entry() for form in mine]}
        return keep(
            self.request,
            lambda: services.save_facts(self.request.user, self.document, self.year, self.quarter, **entries),
            lambda: self.shown(forms, 409),
        )


def valid(forms: Sequence[Any]) -> bool:
    """Whether all FORMS are valid; each is asked, so that each shows its errors."""
    return not [form for form in forms if not form.is_valid()]


def raise_refusal(user: Any, document: PlanningDocument, year: int, quarter: int, report_open: bool) -> None:
    """The refusal of a save that has no row of the person, with its reason."""
    require(user, "monitoring.enter_fact", FactSubject(document, year, quarter, frozenset(), report_open))


def keep(request: HttpRequest, save: Callable[[], int], again: Callable[[], HttpResponse]) -> HttpResponse:
    """SAVE and come back to the page; AGAIN shows what was typed when others were faster."""
    try:
        count = save()
    except services.FactsMoved:
        messages.error(
            request,
            _("Somebody else changed rows of this page meanwhile. Nothing was saved; open the page anew in another "
              "window, compare and repeat."),
        )  # fmt: skip
        return again()
    text = ngettext("%(count)s row is saved.", "%(count)s rows are saved.", count)
    messages.success(request, text % {"count": count} if count else _("Nothing has changed."))
    return redirect(request.get_full_path())


@require_http_methods(["GET", "HEAD", "POST"])
def districts(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    """Facts of an indicator by district (the district table of Annex 14)."""
    document = document_or_404(request, pk, "monitoring.see_facts")
    year = asked_year(request, document)
    monitored = MonitoredYear(document, year)
    indicator = indicator_or_404(monitored, key)
    whole = monitored.indicator_line(indicator)
    subject = FactSubject(document, year, 0, whole.bodies, services.report_is_open(document, year))
    editable = bool(decide(request.user, "monitoring.enter_fact", subject))
    if request.method == "POST":
        require(request.user, "monitoring.enter_fact", subject)
    data = request.POST if request.method == "POST" and editable else None
    forms = [IndicatorFactForm(line, data, editable=editable) for line in monitored.district_lines(indicator)]
    context = {**trail(document), "year": year, "whole": whole, "forms": forms, "may_fill": editable}

    def show(status: int = 200) -> HttpResponse:
        return render(request, "planning/monitoring/districts.html", context, status=status)

    if request.method != "POST":
        return show()
    if not forms or not valid(forms):
        return show(422)
    entries = [form.entry() for form in forms]
    return keep(
        request, lambda: services.save_facts(request.user, document, year, indicators=entries), lambda: show(409)
    )
