"""Rows of an edition - sections, elements, indicators, measures, resources, needs - added, changed, moved, removed.

One verb serves every kind of row: the check of permission, of the version that the person saw and the entry in the
change log are the same; what is special to a kind is asked in `row_checks`.
"""

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from planning_docs.models import DocumentEdition, EditionRow
from planning_docs.services.editing import VersionConflict, locked_edition, log, refuse_stale
from planning_docs.services.row_checks import check_removal, check_row

Row = TypeVar("Row", bound=EditionRow)
STEP = 10  # between the positions of neighbours


@transaction.atomic
def add_row(
    user: Any, edition: DocumentEdition, model: type[Row], values: Mapping[str, Any], *, origin: str = ""
) -> Row:
    """A new row of MODEL at the end; VALUES holds its fields. Raises `PlanningRefused`, `access.Refused`."""
    held = locked_edition(user, edition)
    row = model(edition=held, position=_last(held, model) + STEP)
    _put(row, values)
    check_row(held, row, values)
    row.save()
    _put_many(row, values)
    log(user, held.document, f"add_{model._meta.model_name}", row, row.key, {}, values_of(row, values), origin=origin)
    return row


@transaction.atomic
def change_row(
    user: Any, edition: DocumentEdition, model: type[Row], key: UUID, values: Mapping[str, Any],
    *, seen_version: int | None = None, origin: str = "",
) -> Row:  # fmt: skip
    """The row KEY of MODEL with VALUES. Raises `VersionConflict` when it is not at SEEN_VERSION any more,
    `PlanningRefused`, `access.Refused`, the model's DoesNotExist."""
    held = locked_edition(user, edition)
    row = _row(held, model, key)
    refuse_stale(row, seen_version)
    old = values_of(row, values)
    _put(row, values)
    check_row(held, row, values)
    row.version += 1
    row.save()
    _put_many(row, values)
    new = values_of(row, values)
    log(user, held.document, f"change_{model._meta.model_name}", row, key, old, new, origin=origin)
    return row


@transaction.atomic
def move_row(user: Any, edition: DocumentEdition, model: type[Row], key: UUID, step: int) -> None:
    """One place up (-1) or down (1) among the rows beside it; at the end nothing happens."""
    held = locked_edition(user, edition)
    row = _row(held, model, key)
    beside = list(_siblings(held, row).order_by("position", "pk"))
    at = next(number for number, one in enumerate(beside) if one.pk == row.pk)
    if not 0 <= at + step < len(beside):
        return
    beside.insert(at + step, beside.pop(at))
    for number, one in enumerate(beside, 1):
        one.position = number * STEP
    model._default_manager.bulk_update(beside, ["position"])
    log(user, held.document, f"move_{model._meta.model_name}", row, key, {"place": at}, {"place": at + step})


@transaction.atomic
def remove_row(
    user: Any, edition: DocumentEdition, model: type[Row], key: UUID, *, seen_version: int | None = None
) -> None:
    """Take the row KEY out, with what hangs on it. Raises `VersionConflict`, `PlanningRefused`, `access.Refused`."""
    held = locked_edition(user, edition)
    row = _row(held, model, key)
    refuse_stale(row, seen_version)
    check_removal(held, row)
    old = values_of(row, {field.name: None for field in model._meta.concrete_fields})
    log(user, held.document, f"remove_{model._meta.model_name}", row, key, old, {})
    row.delete()


def values_of(row: EditionRow, names: Mapping[str, Any]) -> dict[str, Any]:
    """The stored values of the fields NAMES; of a list of things their keys."""
    return {name: _value(row, name) for name in names}


def _value(row: EditionRow, name: str) -> Any:
    field = row._meta.get_field(name)
    if field.many_to_many:
        return sorted(str(one.pk) for one in getattr(row, name).all()) if row.pk else []
    return getattr(row, getattr(field, "attname", name))


def _put(row: EditionRow, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if not row._meta.get_field(name).many_to_many:
            setattr(row, name, value)


def _put_many(row: EditionRow, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if row._meta.get_field(name).many_to_many:
            getattr(row, name).set(value)


def _row(edition: DocumentEdition, model: type[Row], key: UUID) -> Row:
    return model._default_manager.select_for_update().get(edition=edition, key=key)


def _last(edition: DocumentEdition, model: type[Row]) -> int:
    return model._default_manager.filter(edition=edition).aggregate(most=Max("position"))["most"] or 0


def _siblings(edition: DocumentEdition, row: EditionRow) -> Any:
    """The rows that ROW stands among: those of the same place in the tree."""
    rows = type(row)._default_manager.filter(edition=edition)
    for name in ("parent", "element", "goal"):
        if any(field.name == name for field in row._meta.concrete_fields):
            return rows.filter(**{f"{name}_id": getattr(row, f"{name}_id")})
    return rows


__all__ = ["VersionConflict", "add_row", "change_row", "move_row", "remove_row", "values_of"]
