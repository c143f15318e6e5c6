"""The change log of a document as its page shows it."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.core.paginator import Page
from django.http import HttpRequest
from django.utils.translation import gettext as _

from planning_docs.models import PlanningDocument
from rss_portal.changelog.models import ChangeSet
from rss_portal.ui.lists import page_of

LONGEST = 200


@dataclass(frozen=True)
class ChangedField:
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class ChangeLine:
    """An action with what it changed."""

    change_set: ChangeSet
    thing: str
    fields: list[ChangedField]


def change_lines(request: HttpRequest, document: PlanningDocument) -> tuple[Page, list[ChangeLine]]:
    """A page of the changes of DOCUMENT, newest first, and its lines."""
    sets = ChangeSet.objects.filter(
        territory_code=document.territory_id, action__startswith="planning.", detail=str(document.pk)
    )
    shown = page_of(request, sets.select_related("actor").prefetch_related("changes").order_by("-pk"))
    return shown, [_line(one, change) for one in shown for change in one.changes.all()]


def _line(change_set: ChangeSet, change: Any) -> ChangeLine:
    model = _model(change.object_type)
    names = {**change.old, **change.new}
    fields = [
        ChangedField(_label(model, name), _text(change.old.get(name)), _text(change.new.get(name))) for name in names
    ]
    return ChangeLine(change_set, str(model._meta.verbose_name) if model else "", fields)


def _model(object_type: str) -> Any:
    try:
        return apps.get_model("planning_docs", object_type.partition(".")[2])
    except LookupError:
        return None


def _label(model: Any, name: str) -> str:
    try:
        return str(model._meta.get_field(name.removesuffix("_id")).verbose_name) if model else name
    except FieldDoesNotExist:
        return name


def _text(value: Any) -> str:
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
