"""One page for every kind of row of an edition: add, change, move, remove; works as a plain form."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from planning_docs.document_pages import DocumentPage, open_for_editing
from planning_docs.forms.fields import RowForm
from planning_docs.forms.rows import ElementForm, IndicatorForm, MeasureForm, NeedForm, ResourceForm, SectionForm
from planning_docs.models import EditionRow, Element, FinancialNeed, Indicator, Measure, ResourceLine, Section
from planning_docs.row_conflicts import differences
from planning_docs.services.editing import PlanningRefused, VersionConflict
from planning_docs.services.rows import add_row, change_row, move_row, remove_row


@dataclass(frozen=True)
class Kind:
    """What the pages of a kind of row need."""

    model: type[EditionRow]
    form: type[RowForm]
    tab: str
    new: str | Promise
    change: str | Promise
    remove: str | Promise
    back: str


KINDS = {
    "sections": Kind(
        Section, SectionForm, "sections", gettext_lazy("New section"), gettext_lazy("Text of the section"),
        gettext_lazy("Remove the section with its text?"), "planning:sections",
    ),
    "elements": Kind(
        Element, ElementForm, "indicators", gettext_lazy("New element of the tree"),
        gettext_lazy("Element of the tree"),
        gettext_lazy("Remove it with everything that stands under it?"), "planning:document",
    ),
    "indicators": Kind(
        Indicator, IndicatorForm, "indicators", gettext_lazy("New indicator"), gettext_lazy("Indicator"),
        gettext_lazy("Remove the indicator with its values?"), "planning:document",
    ),
    "measures": Kind(
        Measure, MeasureForm, "measures", gettext_lazy("New measure"), gettext_lazy("Measure"),
        gettext_lazy("Remove the measure with its amounts?"), "planning:measures",
    ),
    "resources": Kind(
        ResourceLine, ResourceForm, "resources", gettext_lazy("New line of resources"),
        gettext_lazy("Line of resources"),
        gettext_lazy("Remove the line?"), "planning:resources",
    ),
    "needs": Kind(
        FinancialNeed, NeedForm, "resources", gettext_lazy("New line of the financial need"),
        gettext_lazy("Financial need"), gettext_lazy("Remove the line?"), "planning:resources",
    ),
}  # fmt: skip


def _kind(what: str) -> Kind:
    if what not in KINDS:
        raise Http404(what)
    return KINDS[what]


@require_http_methods(["GET", "HEAD", "POST"])
def new_row(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Add a row; `?under=` names the element that it stands under."""
    kind = _kind(what)
    page = open_for_editing(request, pk, kind.tab)
    form = kind.form(request.POST or None, edition=page.edition, under=request.GET.get("under", "")[:36])
    if request.method == "POST" and form.is_valid():
        try:
            made = add_row(request.user, page.edition, kind.model, form.values)
        except PlanningRefused as refused:
            _put_error(form, refused)
        else:
            messages.success(request, _("Saved"))
            return redirect(_after(request, page, kind, what, made))
    return _render(request, page, kind, form)


@require_http_methods(["GET", "HEAD", "POST"])
def row(request: HttpRequest, pk: int, what: str, key: UUID) -> HttpResponse:
    """Change a row. Who comes second is told what the first changed, and chooses."""
    kind = _kind(what)
    page = open_for_editing(request, pk, kind.tab)
    held = get_object_or_404(kind.model, edition=page.edition, key=key)
    form = kind.form(request.POST or None, instance=held, edition=page.edition)
    conflict = None
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen_version"]
        try:
            changed = change_row(request.user, page.edition, kind.model, key, form.values, seen_version=seen)
        except PlanningRefused as refused:
            _put_error(form, refused)
        except VersionConflict as found:
            conflict = {"version": found.current.version, "fields": differences(form, found.current, form.values)}
        else:
            messages.success(request, _("Saved"))
            return redirect(_after(request, page, kind, what, changed))
    return _render(request, page, kind, form, row=held, what=what, conflict=conflict)


@require_POST
def move(request: HttpRequest, pk: int, what: str, key: UUID) -> HttpResponse:
    """One place up or down among its neighbours."""
    kind = _kind(what)
    page = open_for_editing(request, pk, kind.tab)
    get_object_or_404(kind.model, edition=page.edition, key=key)
    move_row(request.user, page.edition, kind.model, key, -1 if request.POST.get("step") == "up" else 1)
    return redirect(f"{reverse(kind.back, args=[pk])}#{key}")


@require_POST
def remove(request: HttpRequest, pk: int, what: str, key: UUID) -> HttpResponse:
    """Take a row out; the page asked before."""
    kind = _kind(what)
    page = open_for_editing(request, pk, kind.tab)
    get_object_or_404(kind.model, edition=page.edition, key=key)
    try:
        remove_row(request.user, page.edition, kind.model, key)
    except PlanningRefused as refused:
        messages.error(request, str(refused.reason))
    else:
        messages.success(request, _("Removed"))
    return redirect(kind.back, pk)


def _put_error(form: RowForm, refused: PlanningRefused) -> None:
    form.add_error(refused.field if refused.field in form.fields else None, str(refused.reason))


def _after(request: HttpRequest, page: DocumentPage, kind: Kind, what: str, made: EditionRow) -> str:
    """Where a saved row leads: measures to their amounts, indicators to their values, others to their list."""
    if "another" in request.POST:
        return request.get_full_path()
    if what == "measures" and "amounts" in request.POST:
        return reverse("planning:measure_years", args=[page.document.pk, made.key])
    return f"{reverse(kind.back, args=[page.document.pk])}#{made.key}"


def _render(request: HttpRequest, page: DocumentPage, kind: Kind, form: RowForm, **more: Any) -> HttpResponse:
    rich = any("data-rich-text" in field.widget.attrs for field in form.fields.values())
    context = page.context(form=form, kind=kind, rich=rich, back=reverse(kind.back, args=[page.document.pk]), **more)
    status = 409 if more.get("conflict") else 422 if form.errors else 200
    return render(request, "planning/row_form.html", context, status=status)
