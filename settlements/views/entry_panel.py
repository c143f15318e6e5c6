"""The side panel of one entry: remarks, rule, history, files; also a page of its own without scripts."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from rss_portal.access import decide, require
from settlements.choices import NotApplicable
from settlements.entry_history import history_of
from settlements.entry_rows import sheet_rows
from settlements.entry_sheets import Sheet
from settlements.forms import FileForm
from settlements.models import EntryFile, InventoryEntry, Item, ReturnRemark
from settlements.phrases import RULE_TEXTS, labelled_problem
from settlements.queries import chain
from settlements.services.entries import EntryRefused, VersionConflict, clear_entry
from settlements.services.entry_files import FileRefused, attach_file, remove_file

from .entry import group_rows, sheet_or_404


def _listed_item(sheet: Sheet, code: str) -> Item:
    for item in sheet.items:
        if item.code == code:
            return item
    raise Http404(code)


@require_GET
def panel(request: HttpRequest, kato: str, year: int, code: str) -> HttpResponse:
    """What is known of one entry; ?fragment=1 gives the part that stands beside the grid."""
    sheet = sheet_or_404(kato, year)
    require(request.user, "settlements.see_inventory", sheet.subject)
    template = "settlements/entry_panel_part.html" if request.GET.get("fragment") else "settlements/entry_panel.html"
    return render(request, template, panel_context(request, sheet, _listed_item(sheet, code)))


@require_GET
def row(request: HttpRequest, kato: str, year: int, code: str) -> HttpResponse:
    """Fragment: one entry as a row of the entry page, to be filled in beside the grid of its direction."""
    sheet = sheet_or_404(kato, year)
    require(request.user, "settlements.see_inventory", sheet.subject)
    item = _listed_item(sheet, code)
    editable = bool(decide(request.user, "settlements.edit_entry", sheet.subject))
    rows = sheet_rows(sheet, [item], sheet.open_remarks, editable=editable)
    context = {
        "settlement": sheet.settlement,
        "year": year,
        "item": item,
        "group": group_rows(rows)[0],
        "na_choices": NotApplicable.choices,
    }
    return render(request, "settlements/entry/_cell_editor.html", context)


def panel_context(request: HttpRequest, sheet: Sheet, item: Item) -> dict[str, Any]:
    entry = sheet.entries.get(item.code)
    subject = sheet.subject
    remarks = ReturnRemark.objects.filter(
        inventory_return__campaign=sheet.campaign, inventory_return__settlement=sheet.settlement, item=item
    )
    can_approve = bool(entry and entry.na_reason) and bool(
        decide(request.user, "settlements.approve_not_applicable", subject)
    )
    return {
        "sheet": sheet,
        "settlement": sheet.settlement,
        "year": sheet.year,
        "chain": chain(sheet.settlement),
        "item": item,
        "level": sheet.levels[item.code],
        "entry": entry,
        "remarks": remarks.select_related("author").order_by("-id"),
        "rules": RULE_TEXTS[item.measure],
        "history": history_of(sheet, item),
        "files": entry.files.select_related("uploaded_by").order_by("id") if entry else [],
        "file_form": FileForm(),
        "may_edit": bool(decide(request.user, "settlements.edit_entry", subject)),
        "may_approve": can_approve,
    }


def _to_panel(sheet: Sheet, item: Item) -> HttpResponse:
    return redirect("settlements:entry_panel", sheet.settlement.kato, sheet.year, item.code)


@require_POST
def clear(request: HttpRequest, kato: str, year: int, code: str) -> HttpResponse:
    """Back to "no data"."""
    sheet = sheet_or_404(kato, year)
    item = _listed_item(sheet, code)
    seen = request.POST.get("seen_version", "")
    version = int(seen[:9]) if seen.isdecimal() else 0
    try:
        clear_entry(request.user, sheet.settlement, year, item, seen_version=version)
    except EntryRefused as refusal:
        messages.error(request, "; ".join(labelled_problem(problem) for problem in refusal.problems))
    except VersionConflict:
        messages.error(request, _("Somebody changed the entry meanwhile; look at it again before clearing it."))
    else:
        messages.success(request, _("The entry is cleared: no data. Its history stays."))
    return _to_panel(sheet, item)


@require_POST
def attach(request: HttpRequest, kato: str, year: int, code: str) -> HttpResponse:
    """Keep a file with the entry."""
    sheet = sheet_or_404(kato, year)
    item = _listed_item(sheet, code)
    require(request.user, "settlements.edit_entry", (sheet.settlement, year))
    entry = get_object_or_404(InventoryEntry, settlement=sheet.settlement, year=year, item=item)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return _to_panel(sheet, item)
    try:
        kept = attach_file(request.user, entry, form.cleaned_data["file"])
    except FileRefused as refusal:
        messages.error(request, str(refusal.reason))
    else:
        messages.success(request, _("%(name)s is kept with the entry.") % {"name": kept.name})
    return _to_panel(sheet, item)


@require_GET
def download(request: HttpRequest, number: int) -> FileResponse:
    """The content of a file, always as an attachment."""
    kept = get_object_or_404(EntryFile.objects.select_related("entry__settlement"), pk=number)
    require(request.user, "settlements.see_entry_files", (kept.entry.settlement, kept.entry.year))
    answer = FileResponse(kept.file.open("rb"), as_attachment=True, filename=kept.name, content_type=kept.content_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """Take a file away from its entry."""
    kept = get_object_or_404(EntryFile.objects.select_related("entry__settlement"), pk=number)
    entry = kept.entry
    remove_file(request.user, kept)
    messages.success(request, _("The file is removed."))
    return redirect(reverse("settlements:entry_panel", args=[entry.settlement_id, entry.year, entry.item_id]))
