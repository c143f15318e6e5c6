"""The opinion on the draft of a concept (Annex 2): written and issued by the strategic planning authority."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from planning_docs.choices import DocumentKind
from planning_docs.models import ConceptOpinion, DocumentEdition, PlanningDocument
from planning_docs.opinion_forms import ConceptOpinionForm
from planning_docs.permissions import bodies_of
from planning_docs.printed.opinion_rows import labels
from planning_docs.services import opinions as services
from planning_docs.services.editing import PlanningRefused, VersionConflict
from planning_docs.views.life import document_for
from rss_portal.access import decide, require
from rss_portal.accounts.choices import Role
from rss_portal.ui import formats

WRITE = "planning.write_opinion"


@require_http_methods(["GET", "HEAD", "POST"])
def opinion(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the opinion when it is issued; the planning authority writes it before."""
    document = _concept(request, pk)
    edition = _edition(document)
    held = ConceptOpinion.objects.filter(edition=edition).select_related("body").first()
    if request.method != "POST":
        return _page(request, document, edition, held, _form(request, held))
    require(request.user, WRITE, edition)
    form = _form(request, held)
    if not form.is_valid() or not _saved(request, edition, form):
        return _page(request, document, edition, held, form, 422)
    return redirect("planning:opinion", pk)


def _saved(request: HttpRequest, edition: DocumentEdition, form: ConceptOpinionForm) -> bool:
    given = form.cleaned_data
    try:
        services.write_opinion(request.user, edition, given["body"], form.texts(), seen_version=given["seen_version"])
    except VersionConflict:
        form.add_error(None, _("Somebody else saved the opinion meanwhile. Open the page anew and compare the texts."))
        return False
    messages.success(request, _("Saved"))
    return True


@require_POST
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the opinion to the developer."""
    document = _concept(request, pk)
    edition = _edition(document)
    require(request.user, WRITE, edition)
    get_object_or_404(ConceptOpinion, edition=edition)
    try:
        services.issue_opinion(request.user, edition)
        messages.success(request, _("The opinion is issued; the developer was told."))
    except PlanningRefused as refused:
        messages.error(request, str(refused.reason))
    return redirect("planning:opinion", pk)


def _concept(request: HttpRequest, pk: int) -> PlanningDocument:
    document = document_for(request, pk)
    if document.kind != DocumentKind.CONCEPT:
        raise Http404(pk)
    return document


def _edition(document: PlanningDocument) -> DocumentEdition:
    """The newest edition: the opinion is on the draft that goes to the Administration (§103)."""
    edition = document.editions.order_by("-number").first()
    if edition is None:
        raise Http404(document.pk)
    edition.document = document
    return edition


def _form(request: HttpRequest, held: ConceptOpinion | None) -> ConceptOpinionForm:
    bodies = bodies_of(request.user, Role.PLANNING_AUTHORITY)
    return ConceptOpinionForm(request.POST or None, held=held, bodies=bodies)


def _page(
    request: HttpRequest, document: PlanningDocument, edition: DocumentEdition, held: ConceptOpinion | None,
    form: ConceptOpinionForm, status: int = 200,
) -> HttpResponse:  # fmt: skip
    may_write = bool(decide(request.user, WRITE, edition))
    shown = held if held and (held.issued_on or may_write) else None
    context: dict[str, Any] = {
        "document": document, "edition": edition, "held": shown, "form": form if may_write else None,
        "rows": _rows(document, shown) if shown else [],
    }  # fmt: skip
    return render(request, "planning/printed/opinion.html", context, status=status)


def _rows(document: PlanningDocument, held: ConceptOpinion) -> list[tuple[int, str, str]]:
    """Number, name and text of each row in the language of the page."""
    texts = {row.number: formats.language_of(None) == "kk" and row.text_kk or row.text_ru for row in held.rows.all()}
    known = {1: formats.name(held.body), 2: formats.name(document.developer), 3: formats.name(document)}
    return [(number, label, {**texts, **known}.get(number, "")) for number, label in labels()]
