"""The register of state bodies and of budget programmes."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from planning_docs.models import Body, BudgetProgramme
from planning_docs.services.editing import PlanningRefused, object_type, plain
from rss_portal.access import require
from rss_portal.changelog.services import log_change, open_change_set

BODY_FIELDS = (
    "kind", "name_kk", "name_ru", "name_en", "territory", "parent", "reports_to_president", "valid_from", "valid_to",
    "successor",
)  # fmt: skip
PROGRAMME_FIELDS = ("name_kk", "name_ru", "administrator")
EXISTS = _("This code is taken.")


@transaction.atomic
def add_body(user: Any, code: str, values: Mapping[str, Any]) -> Body:
    """A new body. Raises `PlanningRefused` for a code that is taken, `access.Refused`."""
    require(user, "planning.manage_bodies")
    if Body.objects.filter(code=code).exists():
        raise PlanningRefused(EXISTS, "code")
    return _keep(user, Body(code=code), BODY_FIELDS, values, "add_body")


@transaction.atomic
def change_body(user: Any, body: Body, values: Mapping[str, Any]) -> Body:
    """Other names, place or term of BODY; its code stays, for files and roles name it."""
    require(user, "planning.manage_bodies")
    return _keep(user, Body.objects.select_for_update(of=("self",)).get(pk=body.pk), BODY_FIELDS, values, "change_body")


@transaction.atomic
def save_programme(user: Any, code: str, values: Mapping[str, Any]) -> BudgetProgramme:
    """The budget programme CODE, new or changed."""
    require(user, "planning.manage_bodies")
    programme = BudgetProgramme.objects.filter(code=code).first() or BudgetProgramme(code=code)
    return _keep(user, programme, PROGRAMME_FIELDS, values, "save_programme")


def _keep(user: Any, row: Any, fields: tuple[str, ...], values: Mapping[str, Any], action: str) -> Any:
    old = {} if row._state.adding else {name: getattr(row, name) for name in fields}
    for name in fields:
        if name in values:
            setattr(row, name, values[name])
    row.save()
    new = {name: getattr(row, name) for name in fields}
    place = getattr(row, "territory_id", "KZ")
    change_set = open_change_set(f"planning.{action}", actor=user, territory_code=place, detail=str(row))
    log_change(change_set, object_type(row), str(row), plain(old), plain(new))
    return row
