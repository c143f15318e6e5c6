"""The contents of an edition copied into another: the same keys, new rows; in as many queries as there are tables."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.db.models import Model

from planning_docs.models import (
    DocumentEdition,
    Element,
    FinancialNeed,
    Indicator,
    IndicatorValue,
    Measure,
    MeasureFunding,
    MeasureQuantity,
    ResourceLine,
    Section,
)

Row = TypeVar("Row", bound=Model)
Ids = dict[int, int]  # of rows of the old edition -> of their copies


def copy_contents(source: DocumentEdition, target: DocumentEdition) -> None:
    """Copy every row of SOURCE into TARGET, which has none; links between rows lead to the copies."""
    _copy(Section, Section.objects.filter(edition=source), edition_id=target.pk)
    elements = _copy_elements(source, target)
    indicators = _copy(
        Indicator, Indicator.objects.filter(edition=source), edition_id=target.pk, element_id=elements.get
    )
    _copy_links(Indicator, "co_executors", indicators)
    _copy_links(Indicator, "programmes", indicators)
    _copy(IndicatorValue, IndicatorValue.objects.filter(indicator__in=indicators), indicator_id=indicators.get)
    measures = _copy(
        Measure, Measure.objects.filter(edition=source), edition_id=target.pk, goal_id=elements.get,
        indicator_id=indicators.get,
    )  # fmt: skip
    _copy_links(Measure, "co_executors", measures)
    for model in (MeasureQuantity, MeasureFunding):
        _copy(model, model.objects.filter(measure__in=measures), measure_id=measures.get)
    _copy(ResourceLine, ResourceLine.objects.filter(edition=source), edition_id=target.pk, goal_id=elements.get)
    _copy(
        FinancialNeed, FinancialNeed.objects.filter(edition=source), edition_id=target.pk, indicator_id=indicators.get
    )


def _copy(model: type[Row], rows: Iterable[Row], **changes: int | Callable[[Any], int | None]) -> Ids:
    """Copies of ROWS; a change is the new value of a column, or what turns the old one into it."""
    old = list(rows)
    numbers = [row.pk for row in old]
    for row in old:
        row.pk = None
        for name, change in changes.items():
            before = getattr(row, name)
            after = change(before) if callable(change) else change
            setattr(row, name, after if before is not None or not callable(change) else None)
    made = model._default_manager.bulk_create(old, batch_size=500)
    return dict(zip(numbers, [row.pk for row in made], strict=True))


def _copy_elements(source: DocumentEdition, target: DocumentEdition) -> Ids:
    """The tree: copied flat, then each copy gets the copy of its parent."""
    parents = dict(Element.objects.filter(edition=source).values_list("pk", "parent_id"))
    copies = _copy(Element, Element.objects.filter(edition=source), edition_id=target.pk, parent_id=lambda old: None)
    made = Element.objects.in_bulk(copies.values())
    for old, new in copies.items():
        parent = parents[old]
        made[new].parent_id = copies[parent] if parent else None
    Element.objects.bulk_update(made.values(), ["parent"], batch_size=500)
    return copies


def _copy_links(model: type[Model], name: str, ids: Ids) -> None:
    """The many-to-many links NAME of the copied rows."""
    through = getattr(model, name).through
    own = model._meta.model_name
    links = list(through.objects.filter(**{f"{own}__in": list(ids)}))
    for link in links:
        link.pk = None
        setattr(link, f"{own}_id", ids[getattr(link, f"{own}_id")])
    through.objects.bulk_create(links, batch_size=500)
