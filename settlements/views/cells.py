"""Autosave of one entry from the entry pages. The answers are JSON; every outcome has its own status."""

from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from rss_portal.access import Refused
from settlements.entry_sheets import open_sheet
from settlements.forms import CellSave
from settlements.models import Item, Territory
from settlements.services.entries import EntryRefused, VersionConflict, save_entry

from .entry_answers import conflict_answer, problems_answer, saved_answer


@require_POST
def cell(request: HttpRequest) -> JsonResponse:
    """Save the fields of one entry: 200 saved, 403 refused, 409 changed by another, 422 invalid or to confirm."""
    form = CellSave.from_body(request.body)
    if not form.is_valid():
        return JsonResponse({"status": "malformed", "errors": form.errors}, status=400)
    sent = form.cleaned_data
    settlement = get_object_or_404(Territory, kato=sent["settlement"])
    item = get_object_or_404(Item, code=sent["item"])
    try:
        saved = save_entry(
            request.user,
            settlement,
            sent["year"],
            item,
            form.values,
            seen_version=sent["seen_version"],
            note_on_warning=sent["note_on_warning"],
        )
    except Refused as refusal:
        signed_in = request.user.is_authenticated
        return JsonResponse(
            {"status": "refused" if signed_in else "signed_out", "text": str(refusal.reason)}, status=403
        )
    except EntryRefused as refusal:
        status = "confirm" if refusal.needs_note else "invalid"
        return JsonResponse(problems_answer(status, refusal.problems), status=422)
    except VersionConflict as conflict:
        return JsonResponse(conflict_answer(settlement, item, conflict), status=409)
    return JsonResponse(saved_answer(open_sheet(settlement, sent["year"]), item, saved))
