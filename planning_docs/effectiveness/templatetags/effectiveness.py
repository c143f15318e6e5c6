"""Filters of the effectiveness pages."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import template
from django.utils.translation import get_language

from planning_docs.effectiveness import phrases
from rss_portal.ui import formats

register = template.Library()


@register.filter
def coefficient(value: Fraction | Decimal | None) -> str:
    """A coefficient or points with 2 decimals."""
    return phrases.coefficient(value)


@register.filter
def plain_number(value: Decimal | None) -> str:
    """A number with the decimals that it has."""
    return formats.NO_DATA if value is None else phrases.plain_number(value)


@register.filter
def unit(row: Any) -> str:
    """The unit of an indicator in the running language."""
    return phrases.unit_in({"unit_kk": row.unit_kk, "unit_ru": row.unit_ru})


@register.filter
def body_name(row: dict[str, str]) -> str:
    """The name of a body of Annex 2."""
    return phrases.name_in({"name_kk": row["body_name_kk"], "name_ru": row["body_name_ru"]})


@register.filter
def note(edition: Any) -> str:
    """What is to be known of an edition, in the running language."""
    language = (get_language() or "kk").split("-")[0]
    return getattr(edition, f"note_{language}", "") or edition.note_kk


@register.filter
def operational(rows: Iterable[Any]) -> bool:
    """Whether an operational fact stands in for an official one in any of ROWS."""
    return any(one.fact is None and one.operational_fact is not None for one in rows)
