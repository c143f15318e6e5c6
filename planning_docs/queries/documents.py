"""Which edition of a document a person reads."""

from typing import Any

from django.db.models import QuerySet

from planning_docs.choices import EditionState
from planning_docs.models import DocumentEdition, PlanningDocument
from planning_docs.permissions import see_draft, visible_to


def listed(user: Any) -> QuerySet[PlanningDocument]:
    """The documents that USER may see, with what a list of them shows."""
    return visible_to(user).select_related("developer", "territory")


def edition_for(user: Any, document: PlanningDocument, number: int | None = None) -> DocumentEdition | None:
    """The edition NUMBER, or without it the draft for those who may see it and the one in force for the others;
    None where there is none or the person may not see it."""
    editions = list(document.editions.order_by("-number"))
    for edition in editions:
        edition.document = document
    if number is not None:
        editions = [edition for edition in editions if edition.number == number]
    drafts = [edition for edition in editions if edition.state == EditionState.DRAFT]
    if drafts and see_draft(user, document):
        return drafts[0]
    approved = [edition for edition in editions if edition.state != EditionState.DRAFT]
    return approved[0] if approved else None
