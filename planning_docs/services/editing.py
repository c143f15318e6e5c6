"""What every change of an edition's contents begins and ends with."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils.functional import Promise

from planning_docs.models import DocumentEdition, PlanningDocument
from rss_portal.access import require
from rss_portal.changelog.services import log_change, open_change_set


class PlanningRefused(ValueError):
    """The document cannot be changed so; `field` says where, `reason` why (translated text)."""

    def __init__(self, reason: str | Promise, field: str = ""):
        super().__init__(str(reason))
        self.reason = reason
        self.field = field


class VersionConflict(Exception):
    """Somebody changed the row since the person saw it; `current` is the row as it stands now."""

    def __init__(self, current: Any):
        super().__init__(str(current.pk))
        self.current = current


def locked_edition(user: Any, edition: DocumentEdition) -> DocumentEdition:
    """EDITION as stored now, locked for this transaction; raises `access.Refused` when USER may not edit it."""
    held = DocumentEdition.objects.select_for_update(of=("self",)).select_related("document").get(pk=edition.pk)
    require(user, "planning.edit", held)
    return held


def refuse_stale(row: Any, seen_version: int | None) -> None:
    """Raise `VersionConflict` when ROW moved on since SEEN_VERSION (None: the person saw no version)."""
    if seen_version is not None and row.version != seen_version:
        raise VersionConflict(row)


def log(
    user: Any, document: PlanningDocument, action: str, row: Model, key: Any, old: Mapping[str, Any],
    new: Mapping[str, Any], *, reason: str = "", origin: str = "",
) -> None:  # fmt: skip
    """Keep in the change log that USER did ACTION to ROW of DOCUMENT: fields from OLD to NEW."""
    change_set = open_change_set(
        f"planning.{action}", actor=user, territory_code=document.territory_id, detail=str(document.pk),
        reason=reason, origin=origin,
    )  # fmt: skip
    log_change(change_set, object_type(row), key, plain(old), plain(new))


def object_type(row: Model | type[Model]) -> str:
    """How the change log names the kind of ROW."""
    return f"planning.{row._meta.model_name}"


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """VALUES as JSON keeps them: things by their keys, numbers exact as text."""
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, date | UUID):
        return str(value)
    return value
