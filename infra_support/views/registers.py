"""Registers of a region: lists, rows, import; one view for all, told apart by their code."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from infra_support.council_permissions import CENTRAL, REGION_STAFF
from infra_support.exchange.register_rows import columns_of, import_rows
from infra_support.forms.registers import FORMS, RowForm, RowsFileForm
from infra_support.monitoring_queries import in_regions
from infra_support.register_tables import SHOWN, Shown
from infra_support.services.registers import MONITORING, REGISTERS, Register, RowChanged, RowRefused, save
from rss_portal.access import require
from rss_portal.accounts.choices import Role
from rss_portal.exchange.file_safety import FileRefused
from rss_portal.exchange.phrases import refusal_text
from rss_portal.ui import lists
from settlements.models import Territory
from settlements.scope import granted_territories

KEEPERS = {MONITORING: (Role.COORDINATOR, Role.BUDGET_ADMINISTRATOR)}


def known(code: str) -> tuple[Register, Shown]:
    """The register CODE; 404 when there is none."""
    if code not in REGISTERS:
        raise Http404(code)
    return REGISTERS[code], SHOWN[code]


def kept_regions(user: Any, register: Register) -> list[Territory]:
    """Regions in which USER keeps REGISTER. `Refused` when there is none."""
    held = granted_territories(user, *KEEPERS.get(register.action, (Role.COORDINATOR,)))
    if not held:
        require(user, register.action, Territory(kato="", level="region"))
    return held


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All registers."""
    require(request.user, "support.see_registers")
    return render(request, "support/registers/index.html", {"registers": SHOWN.values()})


@require_GET
def rows(request: HttpRequest, book: str) -> HttpResponse:
    """The rows that the person sees; `?q=` looks for words, `?export=` gives the table."""
    held, shown = known(book)
    require(request.user, "support.see_registers")
    seen = granted_territories(request.user, *REGION_STAFF, *CENTRAL)
    found = _narrowed(request, shown, held.model._default_manager.filter(in_regions(held.region_path, seen)))
    found = lists.ordered(request, found.select_related(*shown.related), shown.columns, shown.order)
    file = lists.export(request, shown.code, shown.columns, found[: lists.EXPORT_LIMIT])
    if file:
        return file
    page = lists.page_of(request, found)
    context = {
        "shown": shown,
        "page_obj": page,
        "lines": [_line(shown, row) for row in page],
        "headings": lists.headings(request, shown.columns),
        "q": request.GET.get("q", ""),
        "may_keep": bool(granted_territories(request.user, *KEEPERS.get(held.action, (Role.COORDINATOR,)))),
    }
    return render(request, "support/registers/rows.html", context)


def _narrowed(request: HttpRequest, shown: Shown, found: QuerySet[Any]) -> QuerySet[Any]:
    for word in request.GET.get("q", "").split():
        matches = Q()
        for name in shown.searched:
            matches |= Q(**{f"{name}__icontains": word})
        found = found.filter(matches)
    for name in shown.narrowed:
        asked = request.GET.get(name, "")
        if asked.isdecimal() and len(asked) < 10:
            found = found.filter(**{name: asked})
    return found


def _line(shown: Shown, row: Any) -> dict[str, Any]:
    cells = [(column.value(row), column.numeric) for column in shown.columns]
    return {"row": row, "first": cells[0][0], "cells": cells[1:]}


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, book: str) -> HttpResponse:
    """A new row; the address may name what it belongs to."""
    held, shown = known(book)
    regions = kept_regions(request.user, held)
    initial = {name: request.GET[name] for name in FORMS[book].base_fields if name in request.GET}
    form = FORMS[book](request.POST if request.method == "POST" else None, regions=regions, initial=initial)
    return _row_page(request, held, shown, held.model(), form, None)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, book: str, book_row: int) -> HttpResponse:
    """Change a row."""
    held, shown = known(book)
    found = get_object_or_404(held.model._default_manager, pk=book_row)
    require(request.user, held.action, held.place_of(found))
    form = FORMS[book](
        request.POST if request.method == "POST" else None, instance=found, regions=kept_regions(request.user, held)
    )
    return _row_page(request, held, shown, found, form, form.data.get("version", ""))


def _row_page(
    request: HttpRequest, register: Register, shown: Shown, row: Any, form: RowForm, version: str | None
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            seen = int(version) if version and version.isdecimal() and len(version) < 9 else None
            saved = save(request.user, register, row, form.row_values, seen)
        except RowRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused.reason))
        except RowChanged:
            form.add_error(None, _("Somebody else changed this row meanwhile. Open it again and repeat your change."))
        else:
            messages.success(request, _("Saved."))
            return redirect(shown.detail, saved.pk) if shown.detail else redirect("support:book", shown.code)
    context = {"shown": shown, "form": form, "row": row if row.pk else None}
    return render(request, "support/registers/row.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def load(request: HttpRequest, book: str) -> HttpResponse:
    """Rows from a file: all of them, or every mistake."""
    held, shown = known(book)
    if not shown.imported:
        raise Http404(book)
    regions = kept_regions(request.user, held)
    form = RowsFileForm(request.POST, request.FILES) if request.method == "POST" else RowsFileForm()
    problems: Iterable[Any] = ()
    if request.method == "POST" and form.is_valid():
        try:
            count, problems = import_rows(request.user, book, form.cleaned_data["file"].read(), regions)
            if not problems:
                messages.success(request, _("%(count)s rows were written.") % {"count": count})
                return redirect("support:book", book)
        except FileRefused as refused:
            form.add_error("file", refusal_text(refused.code, refused.values))
    context = {"shown": shown, "form": form, "problems": problems, "columns": columns_of(book)}
    return render(request, "support/registers/load.html", context, status=422 if form.is_bound else 200)
