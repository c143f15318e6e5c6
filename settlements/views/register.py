"""The territory register: browsed as a tree, searched, one unit with its history; changes of the classifier."""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from rss_portal.access import decide, require
from rss_portal.ui import formats
from rss_portal.ui.collation import kazakh_order
from rss_portal.ui.lists import EXPORT_LIMIT, PAGE_SIZES, Column, export, headings, ordered, page_of
from settlements import register_pages as pages
from settlements.filtersets import ChangeFilter, TerritoryFilter
from settlements.models import Territory, TerritoryChange
from settlements.queries import chain, get_territory, latest_published_year
from settlements.register_forms import PlaceForm
from settlements.services.territory import ChangeSettled, confirm_recoding, reject_recoding, set_coordinates

COLUMNS = (
    Column("kato", _lazy("КАТО code"), lambda line: line.unit.kato, order="kato"),
    Column("name_kk", _lazy("Name in Kazakh"), lambda line: line.unit.name_kk, order=kazakh_order("name_kk")),
    Column("name_ru", _lazy("Name in Russian"), lambda line: line.unit.name_ru),
    Column("level", _lazy("Level"), lambda line: line.unit.get_level_display()),
    Column("kind", _lazy("Kind of unit"), lambda line: line.unit.get_kind_display(), order="kind"),
    Column("region", _lazy("Region"), lambda line: _name(line.unit.region)),
    Column("district", _lazy("District"), lambda line: _name(line.unit.district)),
    Column("settlements", _lazy("Monitored settlements"), lambda line: line.settlements, numeric=True),
    Column("status", _lazy("Status"), lambda line: line.profile.get_status_display() if line.profile else ""),
    Column("population", _lazy("Population"), lambda line: line.profile and line.profile.population, numeric=True),
    Column("valid_from", _lazy("Valid from"), lambda line: line.unit.valid_from.isoformat()),
    Column("valid_to", _lazy("Valid to"), lambda line: line.unit.valid_to and line.unit.valid_to.isoformat()),
)
ON_PAGE = ("name_kk", "kato", "kind", "settlements", "status", "population")


def _page_headings(request: HttpRequest) -> list[dict[str, Any]]:
    """Headings of the page's table, in its own order."""
    by_code = {column.code: column for column in COLUMNS}
    return headings(request, [by_code[code] for code in ON_PAGE])


def _name(unit: Territory | None) -> str:
    return formats.name(unit) if unit else ""


def territory_or_404(kato: str) -> Territory:
    """The unit with the code KATO."""
    try:
        return get_territory(kato)
    except Territory.DoesNotExist as error:
        raise Http404(kato) from error


@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """Units below the one that is browsed, or everything inside it that the filters leave; as of a day."""
    request.status_year = year = latest_published_year()  # type: ignore[attr-defined]
    unit = territory_or_404(request.GET.get("within") or "KZ")
    found = TerritoryFilter(request.GET, queryset=Territory.objects.all(), request=request)
    units = _units(request, found, unit)
    file = export(request, "register", COLUMNS, _all_lines(request, units, year))
    if file:
        return file
    page = page_of(request, units)
    context = {
        "unit": unit,
        "chain": chain(unit),
        "filter": found,
        "searching": found.narrowed,
        "page_obj": page,
        "lines": pages.register_lines(page.object_list, year),
        "year": year,
        "edition": pages.newest_edition(),
        "waiting": pages.waiting_recodings(),
        "may_manage": bool(decide(request.user, "settlements.manage_register")),
        "page_sizes": PAGE_SIZES,
        "headings": _page_headings(request),
    }
    return render(request, "settlements/register.html", context)


def _units(request: HttpRequest, found: TerritoryFilter, unit: Territory) -> QuerySet[Territory]:
    units = found.qs.exclude(pk="KZ")
    if not found.form.is_valid() or found.form.cleaned_data.get("on") is None:
        units = units.valid_on(timezone.localdate())
    if not found.narrowed:
        units = units.filter(parent=unit)
    return ordered(request, units.select_related("region", "district"), COLUMNS, ["kato"])


def _all_lines(request: HttpRequest, units: QuerySet[Territory], year: int | None) -> Iterator[pages.RegisterLine]:
    """Lines of all UNITS, read only when a file is asked for."""
    yield from pages.register_lines(units[:EXPORT_LIMIT], year)


@require_GET
def unit(request: HttpRequest, kato: str) -> HttpResponse:
    """One unit: place, names, what lies in it, its years, its history."""
    territory = territory_or_404(kato)
    return render(request, "settlements/register_unit.html", _unit_context(request, territory))


def _unit_context(request: HttpRequest, territory: Territory, form: PlaceForm | None = None) -> dict[str, Any]:
    profiles = pages.profiles_seen_by(request.user, territory)
    below = territory.children.filter(valid_to=None).order_by("kato")
    may_place = bool(decide(request.user, "settlements.edit_place", territory))
    editable = {p.year for p in profiles if decide(request.user, "settlements.edit_profile", (territory, p.year))}
    initial = {"latitude": territory.latitude, "longitude": territory.longitude}
    return {
        "unit": territory,
        "chain": chain(territory),
        "line": pages.register_lines([territory], None)[0],
        "profiles": [(profile, profile.year in editable) for profile in profiles],
        "below": pages.register_lines(below[:200], latest_published_year()),
        "changes": pages.changes_of(territory),
        "predecessors": pages.predecessors_of(territory),
        "log": pages.logged_changes(territory) if request.user.is_authenticated else [],
        "headings": [{**heading, "sort": None} for heading in _page_headings(request)],
        "may_place": may_place,
        "place_form": (form or PlaceForm(initial=initial)) if may_place else None,
    }


@require_POST
def place(request: HttpRequest, kato: str) -> HttpResponse:
    """Store the coordinates of a unit."""
    territory = territory_or_404(kato)
    require(request.user, "settlements.edit_place", territory)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return render(request, "settlements/register_unit.html", _unit_context(request, territory, form), status=422)
    values = form.cleaned_data
    if set_coordinates(territory, values["latitude"], values["longitude"], actor=request.user):
        messages.success(request, _("The coordinates are saved."))
    else:
        messages.info(request, _("Nothing has changed."))
    return redirect("settlements:unit", kato)


@require_GET
def changes(request: HttpRequest) -> HttpResponse:
    """What editions of the classifier changed; proposed recodings wait for a person's word."""
    found = ChangeFilter(request.GET, queryset=pages.register_changes(), request=request)
    context = {
        "filter": found,
        "page_obj": page_of(request, found.qs),
        "waiting": pages.waiting_recodings(),
        "edition": pages.newest_edition(),
        "may_manage": bool(decide(request.user, "settlements.manage_register")),
        "page_sizes": PAGE_SIZES,
    }
    return render(request, "settlements/register_changes.html", context)


@require_POST
def settle(request: HttpRequest) -> HttpResponse:
    """Confirm or reject the marked recodings."""
    require(request.user, "settlements.manage_register")
    service = {"confirm": confirm_recoding, "reject": reject_recoding}.get(request.POST.get("action", ""))
    if service is None:
        raise Http404(request.POST.get("action", ""))
    settled = sum(_settled(request, service, number) for number in request.POST.getlist("change"))
    text = ngettext("%(n)s recoding is settled.", "%(n)s recodings are settled.", settled) % {"n": settled}
    (messages.success if settled else messages.warning)(request, text)
    return redirect(f"{reverse('settlements:register_changes')}?{request.POST.get('query', '')}")


def _settled(request: HttpRequest, service: Callable[..., TerritoryChange], number: str) -> bool:
    """Settle one recoding; another person may have done so a moment before."""
    if not number.isdecimal() or len(number) > 18:
        return False
    try:
        service(int(number), actor=request.user, reason=request.POST.get("reason", "")[:500])
    except ChangeSettled:
        return False
    return True
