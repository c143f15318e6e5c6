"""Documents that the asking person may see: the list, one with everything in it, its comparison, its checks."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from planning_docs.check_phrases import sentence
from planning_docs.choices import DocumentKind, DocumentState, EditionState
from planning_docs.models import DocumentEdition, PlanningDocument
from planning_docs.permissions import visible_to
from planning_docs.printed.reading import read
from planning_docs.queries import checking, comparing
from rss_portal.access import decide, require
from rss_portal.api import conditional
from rss_portal.api.lists import ListView, list_operation
from rss_portal.api.operations import Field, Operation, Ordering, object_schema
from rss_portal.api.parameters import Parameter
from rss_portal.api.problems import not_found
from rss_portal.api.views import ApiView, json_response
from rss_portal.ui.folding import fold

from .contents import contents_of

FIELDS = (
    Field("id", "pk", "integer"),
    Field("kind", "kind"),
    Field("title_kk", "title_kk"),
    Field("title_ru", "title_ru"),
    Field("developer", "developer_id", help=_("Code of the body that developed the document")),
    Field("territory", "territory_id"),
    Field("year_from", "year_from", "integer"),
    Field("year_to", "year_to", "integer"),
    Field("state", "state"),
)
EDITION = Parameter(
    "edition", _("Number of the edition; the one in force without it"), "integer", minimum=1, maximum=999
)
LANGUAGE_OF_TABLE = Parameter("table_language", _("Language of the wordings"), choices=("kk", "ru"), default="kk")
OPEN_OBJECT = object_schema({}, additionalProperties=True)


def document_or_problem(user: Any, pk: int) -> PlanningDocument:
    """The document PK that USER may see; one that they may not see does not exist for them."""
    document = visible_to(user).select_related("developer").filter(pk=pk).first()
    if document is None:
        raise not_found(_("There is no planning document with this number."))
    return document


def edition_or_problem(user: Any, document: PlanningDocument, number: int | None) -> DocumentEdition:
    """The edition NUMBER of DOCUMENT, or the one in force (a draft's first one where none is yet)."""
    editions = document.editions.select_related("document", "based_on")
    if number is None:
        found = editions.filter(state=EditionState.CURRENT).first() or editions.filter(number=1).first()
    else:
        found = editions.filter(number=number).first()
    if found is None or (_is_hidden(found) and not decide(user, "planning.see_draft", document)):
        raise not_found(_("The document has no such edition."))
    return found


def _is_hidden(edition: DocumentEdition) -> bool:
    """Drafts of amendments; the first draft is the document itself, and who sees it sees that."""
    return edition.state == EditionState.DRAFT and edition.number > 1


class DocumentList(ListView):
    """Planning documents: public ones for everybody, others for those who prepare them."""

    fields = FIELDS
    orderings = (
        Ordering("year_from", ("year_from", "id")),
        Ordering("title_kk", ("title_kk", "id")),
    )
    operations = {
        "GET": list_operation(
            _("Planning documents"),
            fields,
            orderings,
            (
                Parameter("kind", _("Kind of document"), choices=tuple(DocumentKind.values)),
                Parameter("state", _("State"), choices=tuple(DocumentState.values)),
                Parameter("developer", _("Code of the developer body"), max_length=20),
                Parameter("territory", _("КАТО code of the region, or KZ"), "kato"),
                Parameter("year", _("A year of its period"), "integer", minimum=1990, maximum=2100),
                Parameter("q", _("Words of the title"), max_length=100),
            ),
        )
    }

    def public(self) -> bool:
        return not self.request.user.is_authenticated

    def versions(self) -> list[Any]:
        return conditional.state_of(visible_to(self.request.user))

    def rows(self) -> QuerySet[PlanningDocument]:
        given = self.given
        exact = {"kind": given["kind"], "state": given["state"], "developer": given["developer"],
                 "territory": given["territory"]}  # fmt: skip
        found = visible_to(self.request.user).filter(**{name: value for name, value in exact.items() if value})
        if given["year"]:
            found = found.filter(year_from__lte=given["year"], year_to__gte=given["year"])
        for word in fold(given["q"] or "").split():
            found = found.filter(search__contains=word)
        return found


class DocumentDetail(ApiView):
    """One document with its sections, tree, indicators with values and facts, measures with money."""

    operations = {
        "GET": Operation(
            _("One planning document with its contents"), (EDITION,), OPEN_OBJECT, problems=(400, 404, 429)
        )
    }

    def get(self, request: Request, pk: int) -> HttpResponse:
        document = document_or_problem(request.user, pk)
        edition = edition_or_problem(request.user, document, self.given["edition"])
        own = {field.name: getattr(document, field.source) for field in FIELDS}
        return json_response({**own, "edition": _edition(edition), **contents_of(read(edition))})


def _edition(edition: DocumentEdition) -> dict[str, Any]:
    names = ("number", "state", "act_kind", "act_number", "act_date", "reason")
    return {name: getattr(edition, name) for name in names}


class DocumentComparison(ApiView):
    """What an edition changed of the one before: element, present and proposed wording, reason (Annex 6)."""

    operations = {
        "GET": Operation(
            _("Comparison table of an amended edition"),
            (Parameter("edition", _("Number of the amended edition"), "integer", minimum=2, maximum=999),
             LANGUAGE_OF_TABLE),
            object_schema({"results": {"type": "array", "items": OPEN_OBJECT}}),
            problems=(400, 404, 429),
        )
    }  # fmt: skip

    def get(self, request: Request, pk: int) -> HttpResponse:
        document = document_or_problem(request.user, pk)
        newest = document.editions.filter(number__gt=1).exclude(state=EditionState.DRAFT).order_by("-number").first()
        number = self.given["edition"] or (newest.number if newest else 2)
        edition = edition_or_problem(request.user, document, number)
        rows = comparing.comparison_rows(edition, self.given["table_language"])
        return json_response({"results": [_comparison_row(row) for row in rows]})


def _comparison_row(row: comparing.ComparisonRow) -> dict[str, Any]:
    return {
        "thing": row.thing,
        "key": row.key,
        "kind": row.kind,
        "element": row.element,
        "present": "".join(run.text for run in row.present),
        "proposed": "".join(run.text for run in row.proposed),
        "changed_words": [run.text for run in row.proposed if run.changed],
        "reason": row.reason,
    }


class DocumentChecks(ApiView):
    """What the rules of the methodology find, each with its paragraph; for those who may edit the document."""

    operations = {
        "GET": Operation(
            _("Rules that a document breaks"), (EDITION,),
            object_schema({"results": {"type": "array", "items": OPEN_OBJECT}}), problems=(400, 403, 404, 429),
        )
    }  # fmt: skip

    def get(self, request: Request, pk: int) -> HttpResponse:
        document = document_or_problem(request.user, pk)
        edition = edition_or_problem(request.user, document, self.given["edition"])
        require(request.user, "planning.see_draft", document)
        found = checking.findings(read(edition), timezone.localdate())
        rows = [
            {"code": one.code, "severity": one.severity, "paragraph": one.paragraph, "thing": one.thing,
             "key": one.key, "text": sentence(one)}
            for one in found
        ]  # fmt: skip
        return json_response({"results": rows})
