"""What two people wrote into one row, side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm

from rss_portal.ui.formats import name
from rss_portal.ui.rich_text import plain_text

LONGEST = 300


@dataclass(frozen=True)
class Difference:
    label: str
    theirs: str
    mine: str


def differences(form: BaseForm, stored: Any, mine: Mapping[str, Any]) -> list[Difference]:
    """Fields of FORM in which what is STORED now differs from MINE."""
    found = [(field, _stored(stored, field), mine[field]) for field in mine if field in form.fields]
    return [
        Difference(str(form.fields[field].label), _text(theirs), _text(own))
        for field, theirs, own in found
        if _text(theirs) != _text(own)
    ]


def _stored(row: Any, field: str) -> Any:
    value: Any = getattr(row, field, None)
    return list(value.all()) if hasattr(value, "all") else value


def _text(value: Any) -> str:
    if value is None or value == "":
        return "—"
    if hasattr(value, "__iter__") and not isinstance(value, str | Mapping):
        return "; ".join(sorted(name(one) for one in value)) or "—"
    text = plain_text(value) if isinstance(value, str) else name(value) if hasattr(value, "pk") else str(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
