"""Remembers figures for as long as the rows they come from stay as they are."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.core.cache import cache

from standards.models import Edition, Series

from .selection import Selection

# Names of territories and items may change without a change of the figures: they are read anew in time.
SECONDS = 60
P = ParamSpec("P")
R = TypeVar("R")


def state_of(edition: Edition) -> list[tuple[Any, ...]]:
    """Year, run, version and time of every series of EDITION. The time tells apart two changes that had the
    same version because one of them was rolled back."""
    rows = Series.objects.filter(edition=edition, current_run__isnull=False).order_by("year")
    return list(rows.values_list("year", "current_run_id", "version", "computed_at"))


def remembered(
    function: Callable[Concatenate[Selection, P], R],
) -> Callable[Concatenate[Selection, P], R]:
    """FUNCTION(selection, ...) answered from the cache while no series of the edition has changed: one
    statement instead of several over thousands of rows."""

    @wraps(function)
    def answered(selection: Selection, *args: P.args, **kwargs: P.kwargs) -> R:
        state = state_of(selection.edition)
        if not state:
            return function(selection, *args, **kwargs)
        asked = (selection.territory.pk, selection.year, selection.edition.pk, selection.scope, args, kwargs, state)
        key = f"figures:{function.__name__}:{hashlib.sha256(repr(asked).encode()).hexdigest()}"
        found = cache.get(key)
        if found is None:
            found = function(selection, *args, **kwargs)
            cache.set(key, found, SECONDS)
        return found

    return answered
