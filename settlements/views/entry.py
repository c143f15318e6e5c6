"""The entry page of one settlement: works as a form, and is saved cell by cell where scripts run."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from rss_portal.access import Refused, decide, require
from rss_portal.ui.formats import name as name_of
from settlements.choices import NotApplicable
from settlements.entry_rows import Row, direction_counts, keep_typed, mark_problems, sheet_rows
from settlements.entry_sheets import NoSheet, Sheet, open_sheet
from settlements.forms import PostedRow, differing, posted_rows
from settlements.models import Item, Territory
from settlements.phrases import entry_page_texts, labelled_problem
from settlements.queries import chain_read_with, get_territory
from settlements.services.entries import EntryRefused, VersionConflict, save_entry
from settlements.services.entry_approval import approve_not_applicable
from settlements.services.entry_repeats import NothingToUndo, confirm_same, items_to_confirm, undo_last_change

from .entry_answers import conflict_text


def sheet_or_404(kato: str, year: int) -> Sheet:
    """The sheet of the settlement KATO in YEAR; 404 when there is no such settlement, campaign or profile."""
    try:
        return open_sheet(get_territory(kato), year)
    except (Territory.DoesNotExist, NoSheet) as error:
        raise Http404(str(error)) from error


@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, kato: str, year: int) -> HttpResponse:
    """The grid of one direction (?direction=); a POST saves its rows and says what is wrong with the others."""
    sheet = sheet_or_404(kato, year)
    require(request.user, "settlements.see_inventory", sheet.subject)
    rows = _rows(request, sheet, current_direction(request, sheet))
    if request.method == "POST":
        left = save_posted(request, rows, posted_rows(request.POST))
        if not left:
            return redirect(request.get_full_path())
    status = 422 if any(row.problems or row.confirm or row.conflict for row in rows) else 200
    return render(request, "settlements/entry.html", _context(request, sheet, rows), status=status)


def current_direction(request: HttpRequest, sheet: Sheet) -> str:
    """The direction asked for, else the first that is not complete, else the first."""
    counts = direction_counts(sheet, "")
    codes = [count.direction.code for count in counts]
    asked = request.GET.get("direction", "")
    if asked in codes:
        return asked
    unfinished = [count.direction.code for count in counts if not count.done]
    return (unfinished or codes or [""])[0]


def _rows(request: HttpRequest, sheet: Sheet, direction_code: str) -> list[Row]:
    editable = bool(decide(request.user, "settlements.edit_entry", sheet.subject))
    items = [item for item in sheet.items if item.direction_id == direction_code]
    return sheet_rows(sheet, items, sheet.open_remarks, editable=editable)


def save_posted(request: HttpRequest, rows: Iterable[Row], posted: dict[Any, PostedRow]) -> list[Row]:
    """Save every posted row that differs from what is stored; the rows that could not be saved come back with
    what the person typed in them."""
    left: list[Row] = []
    saved = 0
    for row in rows:
        sent = posted.get(row.key)
        changes = differing(row, sent) if sent else {}
        if not sent or not changes:
            continue
        if _save_row(request, row, sent, changes):
            saved += 1
        else:
            left.append(row)
    if saved:
        text = ngettext("%(count)s item saved.", "%(count)s items saved.", saved) % {"count": saved}
        messages.success(request, text)
    return left


def _save_row(request: HttpRequest, row: Row, sent: PostedRow, changes: dict[str, str]) -> bool:
    settlement, year = row.settlement, int(request.resolver_match.kwargs["year"])  # type: ignore[union-attr]
    try:
        saved = save_entry(
            request.user, settlement, year, row.item, changes,
            seen_version=sent.seen_version, note_on_warning=sent.note_on_warning,
        )  # fmt: skip
    except Refused as refusal:
        row.problems.append(str(refusal.reason))
    except EntryRefused as refusal:
        if refusal.needs_note:
            row.confirm = [labelled_problem(problem) for problem in refusal.problems]
        else:
            mark_problems(row, refusal.problems)
    except VersionConflict as conflict:
        # the next press of the button writes over what the person has now been told of
        row.version = conflict.current_entry.version if conflict.current_entry else 0
        row.conflict = conflict_text(row.item, conflict)
        keep_typed(row, {**sent.values, **changes})
        return False
    else:
        row.version = saved.version
        return True
    keep_typed(row, sent.values)
    row.version = sent.seen_version
    return False


def _context(request: HttpRequest, sheet: Sheet, rows: list[Row]) -> dict[str, Any]:
    direction = rows[0].item.direction if rows else None
    counts = direction_counts(sheet, direction.code if direction else "")
    edit = decide(request.user, "settlements.edit_entry", sheet.subject)
    waiting = [e for e in sheet.entries.values() if e.na_reason and not e.na_approved]
    return {
        "sheet": sheet,
        "settlement": sheet.settlement,
        "year": sheet.year,
        "chain": chain_read_with(sheet.settlement),
        "direction": direction,
        "directions": counts,
        "entered": sum(count.entered for count in counts),
        "expected": sum(count.expected for count in counts),
        "rows": rows,
        "unsaved": [row for row in rows if row.unsettled],
        "groups": group_rows(rows),
        "held": sheet.held,
        "edit": edit,
        "may_submit": bool(edit) and bool(decide(request.user, "settlements.submit_return", sheet.held)),
        "may_approve": bool(waiting and decide(request.user, "settlements.approve_not_applicable", sheet.subject)),
        "waiting_count": len(waiting),
        "general_remarks": [remark for remark in sheet.open_remarks if not remark.item_id],
        "same_direction": len(items_to_confirm(sheet, direction.code)) if direction else 0,
        "same_settlement": len(items_to_confirm(sheet)),
        "na_choices": NotApplicable.choices,
        "texts": entry_page_texts(),
        "client": {"cell": reverse("settlements:cell"), "year": sheet.year, "user": request.user.pk or 0},
        "previous_year": sheet.year - 1,
    }


def group_rows(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Rows of one measure stand in one table, for they have the same columns."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.item.measure, []).append(row)
    return [
        {
            "measure": measure,
            "label": members[0].item.get_measure_display(),
            "columns": members[0].main,
            "rows": members,
        }
        for measure, members in groups.items()
    ]


def _back(request: HttpRequest, kato: str, year: int) -> HttpResponse:
    """To the entry page, in the direction that the person came from."""
    address = reverse("settlements:entry", args=[kato, year])
    direction = request.POST.get("direction", "")
    return redirect(f"{address}?direction={direction}" if direction.isalnum() else address)


def _items_asked(request: HttpRequest, sheet: Sheet) -> list[Item]:
    """One item, or what is still empty in the direction or, without either, in the settlement."""
    code = request.POST.get("item", "")
    if code:
        return [item for item in sheet.items if item.code == code]
    return items_to_confirm(sheet, request.POST.get("only_direction", ""))


@require_POST
def same(request: HttpRequest, kato: str, year: int) -> HttpResponse:
    """ "Same as last year" for an item, a direction or the settlement."""
    sheet = sheet_or_404(kato, year)
    outcome = confirm_same(
        request.user,
        sheet.settlement,
        year,
        _items_asked(request, sheet),
        note_on_warning=request.POST.get("note_on_warning", ""),
    )
    count = len(outcome.confirmed)
    if count or not outcome.problems:
        text = ngettext("%(count)s item confirmed as last year.", "%(count)s items confirmed as last year.", count)
        messages.success(request, text % {"count": count})
    names = {item.code: item for item in sheet.items}
    for code, problems in outcome.problems.items():
        texts = "; ".join(labelled_problem(problem) for problem in problems)
        messages.warning(request, f"{name_of(names[code])}: {texts}")
    return _back(request, kato, year)


@require_POST
def undo(request: HttpRequest, kato: str, year: int) -> HttpResponse:
    """Take back the person's last change of the settlement."""
    sheet = sheet_or_404(kato, year)
    try:
        restored = undo_last_change(request.user, sheet.settlement, year)
    except NothingToUndo:
        messages.info(request, _("There is no change of yours that could be undone."))
    except EntryRefused as refusal:
        messages.error(request, "; ".join(labelled_problem(problem) for problem in refusal.problems))
    else:
        text = ngettext("%(count)s entry restored.", "%(count)s entries restored.", len(restored))
        messages.success(request, text % {"count": len(restored)})
    return _back(request, kato, year)


@require_POST
def approve(request: HttpRequest, kato: str, year: int) -> HttpResponse:
    """Approve (or withdraw) "not applicable" of one item, or of all that wait."""
    sheet = sheet_or_404(kato, year)
    code = request.POST.get("item", "")
    items = [item for item in sheet.items if not code or item.code == code]
    approved = request.POST.get("approved") != "0"
    changed = approve_not_applicable(request.user, sheet.settlement, year, items, approved=approved)
    text = ngettext("Decided on %(count)s item.", "Decided on %(count)s items.", len(changed))
    messages.success(request, text % {"count": len(changed)})
    return _back(request, kato, year)
