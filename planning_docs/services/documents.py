"""A planning document begun, and its heading changed."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from planning_docs.choices import DocumentState
from planning_docs.models import DocumentEdition, PlanningDocument, Section
from planning_docs.rules import kinds
from planning_docs.services.editing import PlanningRefused, log, refuse_stale
from planning_docs.services.rows import STEP
from rss_portal.access import require
from rss_portal.ui.folding import fold

FIELDS = ("title_kk", "title_ru", "title_en", "year_from", "year_to", "restricted")
MANY = ("parents", "co_executors")
WRONG_PARENT = _("A document of this kind cannot carry out the document «%(title)s» (paragraphs 161-165).")
ORDER = _("The last year must not be before the first.")


@transaction.atomic
def create_document(user: Any, values: Mapping[str, Any]) -> PlanningDocument:
    """A draft with its first edition and the sections that the methodology prescribes. VALUES holds kind,
    developer, `FIELDS` and `MANY`. Raises `PlanningRefused`, `access.Refused`."""
    developer = values["developer"]
    require(user, "planning.create", developer)
    document = PlanningDocument(kind=values["kind"], developer=developer, created_by=user)
    document.territory = developer.territory
    _put(document, values)
    document.save()
    _put_many(document, values)
    edition = DocumentEdition.objects.create(document=document, number=1, created_by=user)
    _add_sections(edition)
    log(
        user,
        document,
        "create_document",
        document,
        document.pk,
        {},
        {**_values(document), "state": DocumentState.DRAFT},
    )
    return document


@transaction.atomic
def change_document(
    user: Any, document: PlanningDocument, values: Mapping[str, Any], *, seen_version: int | None = None
) -> PlanningDocument:
    """Another title, period, parents, co-executors or restriction of a draft; absent VALUES stay as they are.
    Raises `VersionConflict`, `PlanningRefused`, `access.Refused`."""
    held = PlanningDocument.objects.select_for_update().get(pk=document.pk)
    require(user, "planning.change_document", held)
    refuse_stale(held, seen_version)
    old = _values(held)
    _put(held, values)
    held.version += 1
    held.save()
    _put_many(held, values)
    log(user, held, "change_document", held, held.pk, old, _values(held))
    return held


def _put(document: PlanningDocument, values: Mapping[str, Any]) -> None:
    for name in FIELDS:
        if name in values:
            setattr(document, name, values[name])
    if document.year_to < document.year_from:
        raise PlanningRefused(ORDER, "year_to")
    for parent in values.get("parents", ()):
        if parent.kind not in kinds.parents(document.kind):
            raise PlanningRefused(WRONG_PARENT % {"title": parent.title_kk}, "parents")
    document.search = fold(f"{document.title_kk} {document.title_ru} {document.title_en}")


def _put_many(document: PlanningDocument, values: Mapping[str, Any]) -> None:
    for name in MANY:
        if name in values:
            getattr(document, name).set(values[name])


def _add_sections(edition: DocumentEdition) -> None:
    Section.objects.bulk_create(
        Section(
            edition=edition, code=one.code, title_kk=one.title_kk, title_ru=one.title_ru, position=number * STEP
        )
        for number, one in enumerate(kinds.sections(edition.document.kind), 1)
    )  # fmt: skip


def _values(document: PlanningDocument) -> dict[str, Any]:
    values = {name: getattr(document, name) for name in ("kind", "developer_id", *FIELDS)}
    return values | {name: sorted(str(one.pk) for one in getattr(document, name).all()) for name in MANY}
