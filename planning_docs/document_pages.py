"""What every page of a document knows: who reads it, which edition, what they may do, the tabs."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from planning_docs.choices import EditionState
from planning_docs.document_tabs import tabs_of
from planning_docs.models import DocumentEdition, PlanningDocument
from planning_docs.queries.contents import Contents
from planning_docs.queries.documents import edition_for
from rss_portal.access import Decision, decide, require


@dataclass
class DocumentPage:
    """A document as USER reads it, in one edition."""

    user: Any
    document: PlanningDocument
    edition: DocumentEdition
    tab: str
    asked_edition: int | None = None

    @cached_property
    def contents(self) -> Contents:
        return Contents(self.edition)

    @cached_property
    def editing(self) -> Decision:
        """Whether the person may change this edition, and why not."""
        return decide(self.user, "planning.edit", self.edition)

    @cached_property
    def may_change_heading(self) -> bool:
        return bool(decide(self.user, "planning.change_document", self.document))

    @cached_property
    def checked(self) -> bool:
        """Whether the person reads what the rules say: those who prepare or plan, not the public."""
        return bool(decide(self.user, "planning.see_draft", self.document))

    @property
    def tabs(self) -> list[dict[str, Any]]:
        return tabs_of(self.document, f"?edition={self.asked_edition}" if self.asked_edition else "")

    @property
    def is_draft(self) -> bool:
        return self.edition.state == EditionState.DRAFT

    def context(self, **more: Any) -> dict[str, Any]:
        return {"page": self, "document": self.document, "edition": self.edition, **more}


def open_page(request: HttpRequest, pk: int, tab: str) -> DocumentPage:
    """The page of the document PK for the person who asks; `?edition=` names another edition than theirs. Not found
    for a document or edition that is not there; refused where the person may not see it."""
    document = get_object_or_404(PlanningDocument.objects.select_related("developer", "territory"), pk=pk)
    require(request.user, "planning.see", document)
    asked = request.GET.get("edition", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 5 else None
    edition = edition_for(request.user, document, number)
    if edition is None:
        raise Http404(pk)
    return DocumentPage(request.user, document, edition, tab, number)


def open_for_editing(request: HttpRequest, pk: int, tab: str) -> DocumentPage:
    """As `open_page`, for those who may change the edition; others are refused with the reason."""
    page = open_page(request, pk, tab)
    require(request.user, "planning.edit", page.edition)
    return page
