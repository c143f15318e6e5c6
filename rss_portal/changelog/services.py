"""The one door into the change log."""

from collections.abc import Mapping
from typing import Any

from .choices import Origin
from .middleware import current_origin
from .models import Change, ChangeSet


def open_change_set(
    action: str,
    *,
    actor: Any = None,
    origin: str = "",
    territory_code: str = "",
    reason: str = "",
    detail: str = "",
) -> ChangeSet:
    """A new change set for ACTION; origin and request id default to those of the running request or command."""
    here = current_origin()
    person = actor if actor is not None and getattr(actor, "pk", None) else None
    return ChangeSet.objects.create(
        action=action,
        actor=person,
        origin=origin or here.origin,
        territory_code=territory_code,
        reason=reason,
        detail=detail[:200],
        request_id=here.request_id,
    )


def log_change(
    change_set: ChangeSet, object_type: str, object_key: Any, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Change | None:
    """Record the fields whose value differs between OLD and NEW; None when nothing differs."""
    differing = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    if not differing:
        return None
    return Change.objects.create(
        change_set=change_set,
        object_type=object_type,
        object_key=str(object_key),
        old={name: old.get(name) for name in differing},
        new={name: new.get(name) for name in differing},
    )


__all__ = ["Origin", "log_change", "open_change_set"]
