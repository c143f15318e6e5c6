"""The list of documents; a new document and the heading of a draft."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from planning_docs.document_pages import open_page
from planning_docs.filtersets import DocumentFilter
from planning_docs.forms.documents import DocumentForm
from planning_docs.queries.documents import listed
from planning_docs.services import documents as services
from planning_docs.services.editing import PlanningRefused, VersionConflict
from planning_docs.tables import DOCUMENT_COLUMNS
from rss_portal.access import decide, require
from rss_portal.ui.lists import PAGE_SIZES, export, headings, ordered, page_of


@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """The planning documents that the person may see, filtered, sorted, as a page or a file."""
    found = DocumentFilter(request.GET, listed(request.user), request=request)
    rows = ordered(request, found.qs, DOCUMENT_COLUMNS, ["-year_from", "kind", "pk"])
    if (file := export(request, "planning_documents", DOCUMENT_COLUMNS, rows)) is not None:
        return file
    context = {
        "page": page_of(request, rows),
        "filter": found,
        "headings": headings(request, DOCUMENT_COLUMNS),
        "page_sizes": PAGE_SIZES,
        "may_create": bool(decide(request.user, "planning.create")),
        "filtered": any(request.GET.get(name) for name in DocumentFilter.Meta.fields),
    }
    return render(request, "planning/documents.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_document(request: HttpRequest) -> HttpResponse:
    """Begin a document of one's own body."""
    require(request.user, "planning.create")
    form = DocumentForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.create_document(request.user, form.values)
        except PlanningRefused as refused:
            form.add_error(refused.field or None, str(refused.reason))
        else:
            messages.success(request, _("The draft is begun. Write the tree of directions and goals first."))
            return redirect("planning:document", made.pk)
    return _form(request, form, {})


@require_http_methods(["GET", "HEAD", "POST"])
def change_document(request: HttpRequest, pk: int) -> HttpResponse:
    """Title, period, parents and co-executors of a draft."""
    page = open_page(request, pk, "")
    require(request.user, "planning.change_document", page.document)
    form = DocumentForm(request.user, request.POST or None, instance=page.document)
    if request.method == "POST" and form.is_valid():
        try:
            seen = form.cleaned_data["seen_version"]
            services.change_document(request.user, page.document, form.values, seen_version=seen)
        except PlanningRefused as refused:
            form.add_error(refused.field or None, str(refused.reason))
        except VersionConflict:
            form.add_error(
                None, _("Somebody changed the heading meanwhile. Open the page again and repeat your change.")
            )
        else:
            messages.success(request, _("Saved"))
            return redirect("planning:document", pk)
    page.document.refresh_from_db(fields=["title_kk", "title_ru", "title_en"])
    return _form(request, form, page.context())


def _form(request: HttpRequest, form: Any, context: dict[str, Any]) -> HttpResponse:
    return render(request, "planning/document_form.html", {**context, "form": form}, status=422 if form.errors else 200)
