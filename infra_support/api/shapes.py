"""What the addresses of applications answer with, and how their bodies are read."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from infra_support.choices import ApplicationState, DocumentKind
from infra_support.draft_queries import values_of
from infra_support.forms.steps import STEP_FORMS
from infra_support.models import Application
from infra_support.services.checking import problems_of
from infra_support.steps import STEPS, fields_of
from rss_portal.access import require
from rss_portal.api.operations import Schema, object_schema
from rss_portal.api.problems import Detail, Problem, not_found, sign_in

TEXT: Schema = {"type": "string"}
UUID_TEXT: Schema = {"type": "string", "format": "uuid"}
NULLABLE: Schema = {"type": "string", "nullable": True}
BRIEF = {
    "id": UUID_TEXT,
    "state": {"type": "string", "enum": list(ApplicationState.values)},
    "version": {"type": "integer"},
    "number": NULLABLE,
    "registered_at": NULLABLE,
    "enterprise": {"type": "integer"},
    "region": TEXT,
    "project": TEXT,
}
DOCUMENT: Schema = object_schema(
    {
        "id": {"type": "integer"},
        "kind": {"type": "string", "enum": list(DocumentKind.values)},
        "name": TEXT,
        "size": {"type": "integer"},
        "pages": {"type": "integer"},
        "sha256": TEXT,
    }
)
WHOLE: Schema = object_schema(
    {
        **BRIEF,
        "code": TEXT,
        "values": {"type": "object", "additionalProperties": True},
        "problems": {"type": "object", "additionalProperties": TEXT},
        "documents": {"type": "array", "items": DOCUMENT},
    }
)
CHANGE: Schema = {
    "type": "object",
    "required": ["values", "seen_version"],
    "additionalProperties": False,
    "properties": {
        "values": {"type": "object", "additionalProperties": {}},
        "seen_version": {"type": "integer", "minimum": 1},
    },
}


def applicant(request: Request) -> Any:
    """The person who asks, an entrepreneur; `Problem` 401 or `Refused` otherwise."""
    if not request.user.is_authenticated:
        raise sign_in()
    require(request.user, "support.see_cabinet")
    return request.user


def own_application(request: Request, public_id: UUID) -> Application:
    """The application, when the person is of its enterprise; 404 otherwise, so that numbers cannot be tried out."""
    person = applicant(request)
    own = Application.objects.filter(enterprise__members__user=person).select_related("region", "enterprise", "place")
    held = own.filter(public_id=public_id).first()
    if held is None:
        raise not_found(_("You have no such application."))
    return held


def brief(application: Application) -> dict[str, Any]:
    registered = application.registered_at
    return {
        "id": str(application.public_id),
        "state": application.state,
        "version": application.version,
        "number": application.number,
        "registered_at": registered.isoformat() if registered else None,
        "enterprise": application.enterprise_id,
        "region": application.region_id,
        "project": application.project_name,
    }


def whole(application: Application) -> dict[str, Any]:
    """Everything the applicant may know of the application; problems only while it is a draft."""
    fresh = Application.objects.select_related("region", "enterprise", "place").get(pk=application.pk)
    draft = fresh.state == ApplicationState.DRAFT
    names = [name for step in STEPS for name in fields_of(step, fresh.applicant_kind)]
    values = values_of(fresh)
    return {
        **brief(fresh),
        "code": fresh.access_code,
        "values": {name: _plain(values.get(name)) for name in names},
        "problems": {name: str(reason) for name, reason in problems_of(fresh).items()} if draft else {},
        "documents": [document_data(one) for one in fresh.documents.all()],
    }


def document_data(document: Any) -> dict[str, Any]:
    return {
        "id": document.pk,
        "kind": document.kind,
        "name": document.name,
        "size": document.size,
        "pages": document.pages,
        "sha256": document.sha256,
    }


def _plain(value: Any) -> Any:
    """VALUE as JSON: amounts as text, dates in ISO."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else value


def bad(name: str, reason: Any) -> Problem:
    return Problem("bad_body", 400, reason, [Detail(name, reason)])


def read_change(body: Any) -> tuple[Mapping[str, Any], int]:
    """Values and seen version of a change, their shape checked."""
    if not isinstance(body, Mapping) or set(body) - {"values", "seen_version"}:
        raise bad("body", _("an object with values and seen_version is expected"))
    values, seen = body.get("values"), body.get("seen_version")
    if not isinstance(values, Mapping):
        raise bad("values", _("an object with the fields to change is expected"))
    if not isinstance(seen, int) or isinstance(seen, bool):
        raise bad("seen_version", _("a whole number is expected"))
    for name, value in values.items():
        _check_value(str(name), value)
    return values, seen


def _check_value(name: str, value: Any) -> None:
    parts = value if isinstance(value, list) else [value]
    plain = all(one is None or isinstance(one, str | int | float | bool) for one in parts)
    if not plain or any(isinstance(one, str) and ("\x00" in one or len(one) > 4000) for one in parts):
        raise bad(name, _("a plain value is expected"))


def as_sent(values: Mapping[str, Any]) -> QueryDict:
    """VALUES as a browser would send them, so that page and API are read by the same forms."""
    data = QueryDict(mutable=True)
    for name, value in values.items():
        if isinstance(value, list):
            data.setlist(name, [str(one) for one in value])
        elif value is True:
            data[name] = "on"
        elif value not in (None, False):
            data[name] = str(value)
        else:
            data[name] = ""
    return data


def keep_values(person: Any, application: Application, values: Mapping[str, Any], seen: int) -> Application:
    """Save VALUES through the forms of their steps. Raises `Problem` for an unknown name, `ChangedMeanwhile`."""
    steps = [(step, set(values) & set(fields_of(step, application.applicant_kind))) for step in STEPS]
    unknown = set(values) - {name for _step, names in steps for name in names}
    if unknown:
        raise bad(sorted(map(str, unknown))[0], _("there is no such field"))
    data, held = as_sent(values), application
    for step, names in steps:
        if names:
            data["seen_version"] = str(seen)
            form = STEP_FORMS[step.code](held, data)
            form.only = frozenset(names)
            held = form.keep(person)
            seen = held.version
    return held
