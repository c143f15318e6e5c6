"""Drafts of editions: copied, edited by lists or by workbook, compared over the country, put in force."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rss_portal.access import require
from rss_portal.exchange.file_safety import FileRefused
from rss_portal.exchange.phrases import refusal_text
from rss_portal.ui.exports import xlsx_response
from settlements.choices import Status
from settlements.models import Campaign, Item
from standards.edition_forms import CompareForm, CopyForm, HeadForm, ListForm, ListsFileForm
from standards.exchange.edition_lists import COLUMNS, NAMES, list_rows, read_lists
from standards.models import Edition
from standards.services import comparison
from standards.services import edition_drafts as drafts
from standards.services.edition_drafts import DraftChanged, NotADraft
from standards.services.editions import EditionRefused

FORM_METHODS = ["GET", "HEAD", "POST"]


def _asked_revision(request: HttpRequest) -> int:
    """The revision that the page was made from; 0, which no edition has, for anything else."""
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0


def _moved(request: HttpRequest, code: str) -> HttpResponse:
    messages.error(
        request, _("Somebody else changed the draft meanwhile. Nothing was saved; look at it and try again.")
    )
    return redirect("standards:edition", code)


def _draft(request: HttpRequest, code: str) -> Edition:
    require(request.user, drafts.MANAGE)
    return get_object_or_404(Edition, code=code, state="draft")


@require_http_methods(FORM_METHODS)
def copy(request: HttpRequest, code: str) -> HttpResponse:
    """A draft with the lists and the method of another edition."""
    require(request.user, drafts.MANAGE)
    source = get_object_or_404(Edition, code=code)
    titles = {"title_kk": source.title_kk, "title_ru": source.title_ru}
    form = CopyForm(request.POST or None, initial=titles)
    if request.method == "POST" and form.is_valid():
        draft = drafts.copy_edition(request.user, source, **form.cleaned_data)
        messages.success(request, _("The draft is made. Change its legal act, method and lists."))
        return redirect("standards:edition", draft.pk)
    context = {"form": form, "edition": source, "heading": _("Copy into a draft"), "label": _("Make the draft")}
    return _form_page(request, context, form.is_bound)


@require_http_methods(FORM_METHODS)
def head(request: HttpRequest, code: str) -> HttpResponse:
    """Titles, legal act, dates, method and parameters."""
    edition = _draft(request, code)
    form = HeadForm(request.POST or None, instance=edition)
    if request.method == "POST" and form.is_valid():
        try:
            drafts.change_head(request.user, code, _asked_revision(request), form.cleaned_data)
        except (DraftChanged, NotADraft):
            return _moved(request, code)
        messages.success(request, _("The draft is saved."))
        return redirect("standards:edition", code)
    context = {"form": form, "edition": edition, "heading": _("Legal act and method"), "label": _("Save")}
    return _form_page(request, context, form.is_bound)


def _form_page(request: HttpRequest, context: dict[str, Any], bound: bool) -> HttpResponse:
    return render(request, "standards/edition_form.html", context, status=422 if bound else 200)


@require_http_methods(FORM_METHODS)
def edit_list(request: HttpRequest, code: str, status: str) -> HttpResponse:
    """The list of one status: every item of the catalogue with its level, position and condition."""
    edition = _draft(request, code)
    chosen = status_or_404(status)
    items = Item.objects.select_related("direction").order_by("position")
    listed = {row.item_id: row for row in edition.requirements.filter(status=status)}
    form = ListForm(items, listed, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            drafts.change_list(request.user, code, _asked_revision(request), status, form.values())
        except (DraftChanged, NotADraft):
            return _moved(request, code)
        messages.success(request, _("The list is saved."))
        return redirect("standards:edition", code)
    context = {"edition": edition, "form": form, "status": chosen}
    return render(request, "standards/edition_list.html", context, status=422 if request.POST else 200)


def status_or_404(code: str) -> Status:
    """The status of CODE, or the answer 404."""
    if code not in Status.values:
        raise Http404(code)
    return Status(code)


def lists_file(request: HttpRequest, code: str) -> HttpResponse:
    """All lists of an edition as a workbook: open to everybody, and read back into a draft."""
    edition = get_object_or_404(Edition, code=code)
    return xlsx_response(f"edition-{edition.pk}", [*COLUMNS, *NAMES], list_rows(edition))


@require_http_methods(FORM_METHODS)
def upload_lists(request: HttpRequest, code: str) -> HttpResponse:
    """Replace all lists of a draft by a workbook; every problem of the file is shown at once."""
    edition = _draft(request, code)
    form = ListsFileForm(request.POST or None, request.FILES or None)
    problems: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            rows, problems = read_lists(form.cleaned_data["file"])
            if not problems:
                drafts.replace_lists(request.user, code, _asked_revision(request), rows)
                messages.success(request, _("The lists of the file are in the draft: %(n)s rows.") % {"n": len(rows)})
                return redirect("standards:edition", code)
        except FileRefused as refused:
            form.add_error("file", refusal_text(refused.code, refused.values))
        except (DraftChanged, NotADraft):
            return _moved(request, code)
    context = {"edition": edition, "form": form, "problems": problems}
    return render(request, "standards/edition_upload.html", context, status=422 if form.is_bound else 200)


@require_POST
def put_in_force(request: HttpRequest, code: str) -> HttpResponse:
    """Make the draft an edition in force; what it lacks is said."""
    edition = _draft(request, code)
    try:
        drafts.put_in_force(request.user, edition)
    except EditionRefused as refused:
        lacking = [Status(one.column).label for one in refused.problems if one.column in Status.values]
        text = _("The draft cannot be put in force: no mandatory item is on the list of %(lists)s.")
        messages.error(request, text % {"lists": ", ".join(map(str, lacking))} if lacking else str(refused))
        return redirect("standards:edition", code)
    messages.success(request, _("The edition is in force. Campaigns may now be collected for it."))
    return redirect("standards:edition", code)


@require_POST
def remove(request: HttpRequest, code: str) -> HttpResponse:
    """Throw the draft away."""
    edition = _draft(request, code)
    drafts.remove_draft(request.user, edition.pk)
    messages.success(request, _("The draft is removed."))
    return redirect("standards:editions")


@require_POST
def compare_over_country(request: HttpRequest) -> HttpResponse:
    """Compute a year by both editions in the background; its result page shows who rises and who falls."""
    require(request.user, drafts.MANAGE)
    first, second = (get_object_or_404(Edition, code=request.POST.get(name)) for name in ("first", "second"))
    form = CompareForm(request.POST, years=list(Campaign.objects.values_list("year", flat=True)))
    if not form.is_valid():
        messages.error(request, _("Choose a year that has an inventory campaign."))
        return redirect("standards:compare_editions")
    job = comparison.start_comparison(request.user, first, second, form.cleaned_data["year"])
    messages.success(request, _("The comparison has been queued; you may leave the page."))
    return redirect("jobs:job", job.public_id)
