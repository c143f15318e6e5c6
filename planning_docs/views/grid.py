"""Yearly values of indicators: a grid that saves cell by cell where scripts run, and as a form where not."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, RawPostDataException
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from planning_docs.document_pages import DocumentPage, open_for_editing, open_page
from planning_docs.grid_rows import Posted, cell_of, district_rows, grid_rows, posted, with_problems
from planning_docs.indicator_rows import numbered, shown_plan
from planning_docs.models import Indicator, IndicatorValue
from planning_docs.rules.reading import NotANumber, read_planned
from planning_docs.services.editing import PlanningRefused, VersionConflict
from planning_docs.services.values import districts_of, save_value
from rss_portal.access import Refused
from rss_portal.changelog.models import Change
from rss_portal.ui.formats import moment
from rss_portal.ui.lists import page_of

NOT_A_NUMBER = {
    "range": lambda: _("A number or two bounds are needed, for example 2-4."),
    "number": lambda: _("A number is needed, for example 12.5."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def values(request: HttpRequest, pk: int) -> HttpResponse:
    """Plans of indicators by year, of one branch of the tree or of all."""
    page = open_for_editing(request, pk, "indicators")
    chosen = page.contents.node(request.GET.get("node"))
    nodes = list(chosen.below()) if chosen else page.contents.nodes
    every = [one for _node, _number, one in numbered(nodes, [] if chosen else page.contents.loose)]
    shown = page_of(request, every)
    problems = _save_all(request, page) if request.method == "POST" else {}
    if request.method == "POST" and not problems:
        messages.success(request, _("Saved"))
        return redirect(request.get_full_path())
    rows = with_problems(grid_rows(list(shown), page.contents.years), problems)
    context = page.context(rows=rows, rows_page=shown, years=page.contents.years, chosen=chosen, problems=problems)
    return render(request, "planning/values.html", context, status=422 if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def districts(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    """The plan of one indicator by district (Annex 7): to read, and to change for those who may."""
    page = open_page(request, pk, "indicators")
    indicator = get_object_or_404(Indicator, edition=page.edition, key=key)
    problems = {}
    if request.method == "POST":
        open_for_editing(request, pk, "indicators")
        problems = _save_all(request, page)
        if not problems:
            messages.success(request, _("Saved"))
            return redirect(request.get_full_path())
    places = list(districts_of(page.document.territory_id))
    rows = with_problems(district_rows(indicator, places, page.contents.years), problems)
    whole = grid_rows([indicator], page.contents.years)[0]
    context = page.context(
        indicator=indicator, rows=rows, whole=whole, years=page.contents.years, problems=problems
    )  # fmt: skip
    return render(request, "planning/districts.html", context, status=422 if problems else 200)


def _save_all(request: HttpRequest, page: DocumentPage) -> dict[str, tuple[str, str]]:
    """Save the posted cells; what was typed and the reason for each that was not saved, by code of the cell."""
    problems: dict[str, tuple[str, str]] = {}
    better = dict(Indicator.objects.filter(edition=page.edition).values_list("key", "better"))
    try:
        changed = list(posted(request.POST.dict()))
    except ValueError:
        changed = []
    for one in changed:
        answer = _save(request, page, one, better.get(one.cell.indicator, ""))
        if answer["status"] != "saved":
            code = ":".join([str(one.cell.indicator), str(one.cell.year), one.cell.territory])
            problems[code] = (one.text, answer["text"])
    return problems


@require_POST
def save_cell(request: HttpRequest, pk: int) -> JsonResponse:
    """One cell, for the script of the grid: saved, or invalid, refused, in conflict, with the reason."""
    try:
        page = open_for_editing(request, pk, "indicators")
    except Refused as refused:
        return JsonResponse({"status": "refused", "text": str(refused.reason)}, status=403)
    try:
        body = json.loads(request.body)
        sent = Posted(cell_of(str(body["cell"])), str(body["text"])[:60], int(body["seen_version"]))
    except (ValueError, KeyError, TypeError, RawPostDataException):  # the last: sent as a form
        return JsonResponse({"status": "invalid", "text": _("The request could not be read.")}, status=400)
    indicator = Indicator.objects.filter(edition=page.edition, key=sent.cell.indicator).first()
    if indicator is None:
        return JsonResponse({"status": "refused", "text": _("The indicator was removed meanwhile.")}, status=404)
    return JsonResponse(_save(request, page, sent, indicator.better))


def _save(request: HttpRequest, page: DocumentPage, sent: Posted, better: str) -> dict[str, Any]:
    """Save one cell and say what became of it."""
    try:
        planned = read_planned(sent.text, better)
        value = save_value(request.user, page.edition, sent.cell, planned, seen_version=sent.seen)
    except NotANumber:
        return {"status": "invalid", "text": NOT_A_NUMBER["range" if better == "range" else "number"]()}
    except PlanningRefused as refused:
        return {"status": "invalid", "text": str(refused.reason)}
    except Indicator.DoesNotExist:
        return {"status": "invalid", "text": _("The indicator was removed meanwhile.")}
    except VersionConflict as conflict:
        return _conflict(conflict.current)
    return {"status": "saved", "value": shown_plan(value), "version": value.version}


def _conflict(value: IndicatorValue) -> dict[str, Any]:
    """Who wrote what into the cell meanwhile."""
    change = (
        Change.objects.filter(object_type="planning.indicatorvalue", object_key__startswith=_key(value))
        .select_related("change_set__actor").order_by("-pk").first()
    )  # fmt: skip
    actor = change.change_set.actor if change else None
    text = _("%(who)s changed it meanwhile (%(when)s): %(value)s") % {
        "who": actor.get_full_name() or actor.get_username() if actor else _("the portal"),
        "when": moment(change.change_set.at) if change else "—",
        "value": shown_plan(value) or "—",
    }
    return {"status": "conflict", "text": text, "value": shown_plan(value), "version": value.version}


def _key(value: IndicatorValue) -> str:
    return ":".join(filter(None, [str(value.indicator.key), str(value.year), value.territory_id or ""]))
