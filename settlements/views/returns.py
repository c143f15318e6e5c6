"""Returns of a territory and year: where they stand, what they lack, and the next step."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from rss_portal.access import decide, require
from rss_portal.ui import lists
from rss_portal.ui.formats import name as name_of
from settlements.choices import ReturnState
from settlements.entry_sheets import Sheet
from settlements.forms import ExtensionForm, ReturnFilter, SendBackForm
from settlements.models import Campaign, InventoryReturn, Territory
from settlements.permissions import granted_territories
from settlements.queries import chain, children, get_territory
from settlements.return_pages import all_lines, filtered, last_date, lines_of, profiles_with_state, state_counts
from settlements.rules.return_workflow import ACCEPT, SUBMIT
from settlements.services import returns as services
from settlements.subjects import InYear
from settlements.tables import RETURN_COLUMNS, RETURNS_BY_DISTRICT, RETURNS_ON_PAGE

from .entry import sheet_or_404


@require_GET
def returns(request: HttpRequest, year: int) -> HttpResponse:
    """The list: counts by state, completeness, filters in the address, steps for the marked returns."""
    campaign = get_object_or_404(Campaign, year=year)
    form = ReturnFilter(request.GET)
    form.is_valid()
    territory = _territory(request, form.cleaned_data.get("territory", ""))
    subject = InYear(territory, year)
    subject.campaign = campaign
    require(request.user, "settlements.see_inventory", subject)
    profiles = profiles_with_state(request.user, campaign, territory)
    wanted = filtered(profiles, state=form.cleaned_data.get("state", ""), q=form.cleaned_data.get("q", ""))
    wanted = lists.ordered(request, wanted, RETURN_COLUMNS, RETURNS_BY_DISTRICT)
    file = lists.export(request, f"returns-{year}", RETURN_COLUMNS, all_lines(campaign, wanted[: lists.EXPORT_LIMIT]))
    if file:
        return file
    context = {"campaign": campaign, "year": year, "filter": form}
    context |= {**_place(territory, year), **_states(profiles), **_table(request, campaign, wanted)}
    return render(request, "settlements/returns.html", context)


def _place(territory: Territory, year: int) -> dict[str, Any]:
    """Where the list is, and the narrower places that one can go on to."""
    parts = children(territory, year) if territory.level in ("country", "region") else []
    return {"territory": territory, "chain": chain(territory), "children": parts}


def _states(profiles: QuerySet[Any]) -> dict[str, Any]:
    counts = state_counts(profiles)
    return {"counts": counts, "total": sum(count for _state, count in counts)}


def _table(request: HttpRequest, campaign: Campaign, wanted: QuerySet[Any]) -> dict[str, Any]:
    page = lists.page_of(request, wanted)
    lines = lines_of(campaign, page.object_list)
    return {
        "page_obj": page,
        "lines": lines,
        "may": _bulk_steps(request.user, lines),
        "page_sizes": lists.PAGE_SIZES,
        "headings": _headings(request),
    }


def _headings(request: HttpRequest) -> list[dict[str, Any]]:
    """Headings of the page's table; the way to the entry has no column in the file."""
    by_code = {column.code: column for column in RETURN_COLUMNS}
    return [*lists.headings(request, [by_code[code] for code in RETURNS_ON_PAGE]), {"label": _("Entry")}]


def _territory(request: HttpRequest, code: str) -> Territory:
    """The territory asked for, else the person's own, else the country."""
    if code:
        try:
            return get_territory(code)
        except Territory.DoesNotExist as error:
            raise Http404(code) from error
    mine = granted_territories(request.user)
    return mine[0] if mine else get_territory("KZ")


def _bulk_steps(user: Any, lines: list[Any]) -> dict[str, bool]:
    """Which steps the person may take with any return of the page."""
    steps = {SUBMIT: "settlements.submit_return", ACCEPT: "settlements.accept_return"}
    sample = {line.held.state: line.held for line in lines}.values()
    return {step: any(decide(user, action, held) for held in sample) for step, action in steps.items()}


@require_POST
def move(request: HttpRequest, year: int) -> HttpResponse:
    """Submit or accept the marked returns; what cannot move is listed with its reason."""
    campaign = get_object_or_404(Campaign, year=year)
    action = request.POST.get("action", "")
    if action not in (SUBMIT, ACCEPT):
        raise Http404(action)
    territories = Territory.objects.filter(kato__in=request.POST.getlist("settlement")).in_bulk()
    stored = InventoryReturn.objects.filter(campaign=campaign, settlement__in=territories)
    held = {one.settlement_id: one for one in stored.select_related("settlement", "campaign")}
    wanted = [
        held.get(code) or InventoryReturn(campaign=campaign, settlement=territory)
        for code, territory in territories.items()
    ]
    outcome = services.move_many(request.user, action, wanted)
    _tell(request, outcome, territories)
    return redirect(_list_address(request, year))


def _tell(request: HttpRequest, outcome: services.BulkOutcome, territories: dict[str, Territory]) -> None:
    count = len(outcome.moved)
    if count or not outcome.refused:
        text = ngettext("%(count)s return moved on.", "%(count)s returns moved on.", count)
        messages.success(request, text % {"count": count})
    for code, reason in outcome.refused.items():
        messages.warning(request, f"{name_of(territories[code])}: {reason}")


def _list_address(request: HttpRequest, year: int) -> str:
    """The list with the filters that the person had."""
    query = request.POST.get("query", "")
    return reverse("settlements:returns", args=[year]) + (f"?{query}" if query else "")


@require_GET
def one_return(request: HttpRequest, year: int, kato: str) -> HttpResponse:
    """One return: state, what is missing, remarks, history and the steps that the person may take."""
    sheet = sheet_or_404(kato, year)
    require(request.user, "settlements.see_inventory", sheet.subject)
    return render(request, "settlements/return.html", _return_context(request, sheet))


def _return_context(
    request: HttpRequest,
    sheet: Sheet,
    back_form: SendBackForm | None = None,
    extension: ExtensionForm | None = None,
) -> dict[str, Any]:
    held = sheet.held
    stored = held.pk is not None
    return {
        "sheet": sheet,
        "settlement": sheet.settlement,
        "year": sheet.year,
        "chain": chain(sheet.settlement),
        "held": held,
        "last_date": last_date(sheet.campaign, held.state, held.extended_to),
        "missing": sheet.missing_items(),
        "remarks": held.remarks.select_related("author", "item").order_by("-id") if stored else [],
        "events": held.events.select_related("actor") if stored else [],
        "way": way_of(sheet, held),
        "remark_fields": [(item, request.POST.get(f"remark.{item.code}", "")) for item in sheet.items],
        "back_form": back_form or SendBackForm(),
        "extension_form": extension or ExtensionForm(),
        "may_submit": bool(decide(request.user, "settlements.submit_return", held)),
        "may_accept": bool(decide(request.user, "settlements.accept_return", held)),
        "may_send_back": bool(decide(request.user, "settlements.send_back_return", held)),
        "may_extend": bool(decide(request.user, "settlements.extend_return", held)),
    }


def way_of(sheet: Sheet, held: InventoryReturn) -> list[tuple[str, str]]:
    """The states that the return passes, in order; "returned" stands there only while it is."""
    skipped = {ReturnState.RETURNED} - {held.state}
    if sheet.profile.district_id is None:
        skipped.add(ReturnState.ACCEPTED_DISTRICT)
    return [(state.value, str(state.label)) for state in ReturnState if state not in skipped]


def _to_return(sheet: Sheet) -> HttpResponse:
    return redirect("settlements:return", sheet.year, sheet.settlement.kato)


@require_POST
def step(request: HttpRequest, year: int, kato: str) -> HttpResponse:
    """Submit or accept one return."""
    sheet = sheet_or_404(kato, year)
    service = {SUBMIT: services.submit, ACCEPT: services.accept}.get(request.POST.get("action", ""))
    if service is None:
        raise Http404("no such step")
    try:
        held = service(request.user, sheet.held, note=request.POST.get("note", ""))
    except services.Incomplete as refusal:
        names = ", ".join(name_of(item) for item in refusal.items)
        messages.error(request, f"{refusal.reason} {names}")
    else:
        messages.success(request, _("The return is now: %(state)s.") % {"state": held.get_state_display()})
    return _to_return(sheet)


@require_POST
def send_back(request: HttpRequest, year: int, kato: str) -> HttpResponse:
    """Send the return to the level below, with remarks and a date."""
    sheet = sheet_or_404(kato, year)
    form = SendBackForm(request.POST)
    if form.is_valid():
        remarks = form.remarks(item.code for item in sheet.items)
        try:
            services.send_back(request.user, sheet.held, remarks, due_on=form.cleaned_data["due_on"])
        except services.StepRefused as refusal:
            form.add_error(None, str(refusal.reason))
        else:
            messages.success(request, _("The return is sent back with the remarks."))
            return _to_return(sheet)
    require(request.user, "settlements.see_inventory", sheet.subject)
    context = _return_context(request, sheet, back_form=form) | {"typed": request.POST}
    return render(request, "settlements/return.html", context, status=422)


@require_POST
def extend(request: HttpRequest, year: int, kato: str) -> HttpResponse:
    """Give the return a later date."""
    sheet = sheet_or_404(kato, year)
    require(request.user, "settlements.extend_return", sheet.held)
    form = ExtensionForm(request.POST)
    if form.is_valid():
        try:
            services.extend(request.user, sheet.held, form.cleaned_data["until"], form.cleaned_data["reason"])
        except services.StepRefused as refusal:
            form.add_error(None, str(refusal.reason))
        else:
            messages.success(request, _("The return is extended."))
            return _to_return(sheet)
    require(request.user, "settlements.see_inventory", sheet.subject)
    return render(request, "settlements/return.html", _return_context(request, sheet, extension=form), status=422)
