"""Tags of the planning pages."""

from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import get_language

from planning_docs.choices import DocumentState
from planning_docs.indicator_rows import shown
from planning_docs.rules import kinds

register = template.Library()
STATE_BADGES = {
    DocumentState.IN_FORCE: "good",
    DocumentState.APPROVED: "good",
    DocumentState.RETURNED: "bad",
    DocumentState.PUBLIC_DISCUSSION: "info",
    DocumentState.AGREEING: "warning",
    DocumentState.SUBMITTED: "warning",
}
STATUS_BADGES = {"done": "good", "partly": "warning", "not_done": "bad"}


@register.filter
def amount(value: Decimal | None) -> str:
    """A number without zeros at its end; empty for None."""
    return shown(value)


@register.filter
def state_badge(state: str) -> str:
    """The look of the badge of a document's state; the words tell the state."""
    return STATE_BADGES.get(DocumentState(state), "plain")


@register.filter
def status_look(status: str) -> str:
    """The look of a dot or badge of a status; the words stand beside it."""
    return STATUS_BADGES.get(status, "none")


@register.filter
def kinds_below(element: Any, document: Any) -> list[str]:
    """Kinds of elements that may be put under ELEMENT (or at the top)."""
    return list(kinds.children(document.kind, element.kind if element else kinds.TOP))


@register.filter
def carries(element: Any, document: Any) -> bool:
    """Whether ELEMENT may have indicators of its own."""
    return bool(kinds.indicator_kinds(document.kind, element.kind if element else kinds.TOP))


@register.filter
def signed(value: Decimal | None) -> str:
    """A difference with its sign; empty for None."""
    return ("+" if value and value > 0 else "") + shown(value)


def _in_language(thing: Any, field: str) -> str:
    language = (get_language() or "kk")[:2]
    kazakh = getattr(thing, f"{field}_kk", "")
    return kazakh if language == "kk" else getattr(thing, f"{field}_ru", "") or kazakh


@register.filter
def unit(thing: Any) -> str:
    """The unit of an indicator or measure in the running language."""
    return _in_language(thing, "unit")


@register.filter
def definition(passport: Any) -> str:
    return _in_language(passport, "definition")


@register.filter
def completion(measure: Any) -> str:
    """How a measure ends, in its own words where it has them."""
    return _in_language(measure, "completion") or measure.get_completion_display()


@register.filter
def need(line: Any, year: int) -> str:
    """The financial need of a line in YEAR."""
    amount_text = line.amounts_mln.get(str(year))
    return shown(Decimal(amount_text)) if amount_text else ""
