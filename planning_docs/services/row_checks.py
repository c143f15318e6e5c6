"""What is never stored, whatever the state of the draft: a place in the tree that the kind of document has not,
dates outside the period, a responsible body that may only take part. Rules that a draft may break until it is
submitted are not here."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from planning_docs.choices import BodyKind
from planning_docs.models import Body, DocumentEdition, EditionRow, Element, Indicator, Measure, ResourceLine
from planning_docs.rules import kinds
from planning_docs.services.editing import PlanningRefused
from rss_portal.ui.folding import fold

WRONG_PLACE = _("A document of this kind has no such element in this place.")
WRONG_INDICATOR = _("An indicator of this kind does not belong in this place of the document.")
NOT_RESPONSIBLE = _("Subordinate and quasi-state organisations can be co-executors only (paragraphs 42, 55).")
OUTSIDE = _("The year lies outside the period of the document.")
AFTER_GOAL = _("A task must not end later than its goal (paragraph 48).")
WRONG_ORDER = _("The last year must not be before the first.")
SHARE = _("A share is from 0 to 100 %.")
NO_PARENT = _("This indicator was not found in the higher document.")
CIRCLE = _("An indicator cannot serve itself or an indicator of its own document.")
FOREIGN_ROW = _("This belongs to another document or edition.")
PRESCRIBED = _("This section is prescribed by the methodology and cannot be removed.")


def check_row(edition: DocumentEdition, row: EditionRow, values: Mapping[str, Any]) -> None:
    """Raise `PlanningRefused` when ROW, with VALUES put in, cannot stand in EDITION."""
    _check_own(edition, row)
    check = _CHECKS.get(type(row))
    if check:
        check(edition, row)


def check_removal(edition: DocumentEdition, row: EditionRow) -> None:
    """A section that the methodology prescribes stays."""
    code = getattr(row, "code", None)
    if code and any(section.code == code for section in kinds.sections(edition.document.kind)):
        raise PlanningRefused(PRESCRIBED)


def _check_own(edition: DocumentEdition, row: EditionRow) -> None:
    """Rows point only to rows of their own edition."""
    for name in ("parent", "element", "goal", "indicator"):
        other = getattr(row, name, None)
        if isinstance(other, EditionRow) and other.edition_id != edition.pk:
            raise PlanningRefused(FOREIGN_ROW, name)


def _check_element(edition: DocumentEdition, row: Any) -> None:
    above = row.parent.kind if row.parent else kinds.TOP
    if row.kind not in kinds.children(edition.document.kind, above):
        raise PlanningRefused(WRONG_PLACE, "parent")
    _in_period(edition, row.ends_in, "ends_in")
    goal = row.parent
    if row.ends_in and goal and goal.ends_in and row.ends_in > goal.ends_in:
        raise PlanningRefused(AFTER_GOAL, "ends_in")


def _check_indicator(edition: DocumentEdition, row: Any) -> None:
    above = row.element.kind if row.element else kinds.TOP
    if row.kind not in kinds.indicator_kinds(edition.document.kind, above):
        raise PlanningRefused(WRONG_INDICATOR, "element")
    _responsible(row.responsible)
    _share(row.share_percent)
    _check_parent(edition, row)
    row.search = fold(f"{row.name_kk} {row.name_ru} {row.name_en}")


def _check_parent(edition: DocumentEdition, row: Any) -> None:
    """The indicator of a higher document exists there."""
    if row.parent_key is None:
        return
    if row.parent_document_id is None or row.parent_document_id == edition.document_id:
        raise PlanningRefused(CIRCLE, "parent_key")
    if not Indicator.objects.filter(edition__document=row.parent_document_id, key=row.parent_key).exists():
        raise PlanningRefused(NO_PARENT, "parent_key")


def _check_measure(edition: DocumentEdition, row: Any) -> None:
    _in_period(edition, row.starts_in, "starts_in")
    _in_period(edition, row.ends_in, "ends_in")
    if row.ends_in < row.starts_in:
        raise PlanningRefused(WRONG_ORDER, "ends_in")
    _responsible(row.responsible)


def _check_resource(edition: DocumentEdition, row: Any) -> None:
    _in_period(edition, row.year, "year", before=2)


def _in_period(edition: DocumentEdition, year: int | None, field: str, *, before: int = 0) -> None:
    document = edition.document
    if year is not None and not document.year_from - before <= year <= document.year_to:
        raise PlanningRefused(OUTSIDE, field)


def _responsible(body: Body | None) -> None:
    if body is not None and not BodyKind(body.kind).may_be_responsible:
        raise PlanningRefused(NOT_RESPONSIBLE, "responsible")


def _share(share: Any) -> None:
    if share is not None and not 0 <= share <= 100:
        raise PlanningRefused(SHARE, "share_percent")


_CHECKS: dict[type[EditionRow], Callable[[DocumentEdition, Any], None]] = {
    Element: _check_element,
    Indicator: _check_indicator,
    Measure: _check_measure,
    ResourceLine: _check_resource,
}
