"""One application and its actions: followed by the applicant, moved on by staff, through the panels of the page."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from infra_support.application_pages import clock_lines, state_shown
from infra_support.models import Application, ApplicationEvent
from infra_support.panels import Panel, find_panel, panels_of
from infra_support.permissions import is_applicant
from infra_support.services.exceptions import StepRefused
from rss_portal.access import require
from rss_portal.api.operations import Operation, object_schema
from rss_portal.api.problems import Detail, Problem, not_found
from rss_portal.api.views import ApiView, json_response
from rss_portal.calendar.services import MissingYear
from rss_portal.signing.models import SignatureRequest

SEE = "support.see_application"
TEXT, TIME = {"type": "string"}, {"type": "string", "format": "date-time"}
TERM = object_schema({"kind": TEXT, "due_on": TEXT, "days_left": {"type": "integer", "nullable": True}})
EVENT = object_schema({"action": TEXT, "from": TEXT, "to": TEXT, "at": TIME, "reason": TEXT})
APPLICATION = object_schema(
    {
        "id": TEXT,
        "number": {"type": "string", "nullable": True},
        "state": TEXT,
        "state_words": TEXT,
        "version": {"type": "integer"},
        "registered_at": {**TIME, "nullable": True},
        "region": TEXT,
        "project": TEXT,
        "terms": {
            "type": "array",
            "items": object_schema({"kind": TEXT, "due_on": TEXT, "days_left": {"type": "integer", "nullable": True}}),
        },
        "history": {
            "type": "array",
            "items": object_schema({"action": TEXT, "from": TEXT, "to": TEXT, "at": TIME, "reason": TEXT}),
        },
        "actions": {"type": "array", "items": TEXT},
    }
)
ACTION_BODY = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"seen_version": {"type": "integer"}, "values": {"type": "object"}},
}
DONE = object_schema({"application": APPLICATION, "sign_at": {"type": "string", "nullable": True}})


def application_or_problem(request: Request, public_id: UUID) -> Application:
    """The application when the person may see it."""
    found = Application.objects.filter(public_id=public_id).select_related("region", "budget", "financing_plan").first()
    if found is None:
        raise not_found(_("There is no such application."))
    require(request.user, SEE, found)
    return found


class ApplicationView(ApiView):
    """Where an application stands, what happened to it, until when, and what the person can do with it."""

    operations = {
        "GET": Operation(_("One application for support"), answer=APPLICATION, problems=(400, 401, 403, 404, 429))
    }

    def get(self, request: Request, application: UUID) -> HttpResponse:
        return json_response(application_data(request.user, application_or_problem(request, application)))


class ApplicationAction(ApiView):
    """Take an action that `actions` of the application lists; values are those of the form on its page."""

    operations = {
        "POST": Operation(
            _("Act on an application for support"),
            answer=DONE,
            body=ACTION_BODY,
            problems=(400, 401, 403, 404, 409, 415, 422, 429),
            writes=True,
        )
    }

    def post(self, request: Request, application: UUID, panel: str) -> HttpResponse:
        held = application_or_problem(request, application)
        found = find_panel(request.user, held, panel)
        if found is None:
            raise Problem("not_now", 409, _("This can no longer be done: the application has moved on."))
        done = _run(request.user, held, found, read_action(request.data))
        sign_at = reverse("signing:sign", args=[done.public_id]) if isinstance(done, SignatureRequest) else None
        held = application_or_problem(request, application)
        return json_response({"application": application_data(request.user, held), "sign_at": sign_at})


def read_action(body: Any) -> dict[str, Any]:
    """The values of the form with the version that was seen; `Problem` for another shape."""
    if not isinstance(body, Mapping) or set(body) - set(ACTION_BODY["properties"]):  # type: ignore[call-overload]
        raise Problem("bad_body", 400, _("an object with seen_version and values is expected"))
    values = body.get("values", {})
    if not isinstance(values, Mapping) or not all(_plain(value) for value in values.values()):
        raise Problem("bad_body", 400, _("a plain value is expected"))
    return {**values, "seen_version": body.get("seen_version")}


def _plain(value: Any) -> bool:
    if isinstance(value, list):
        return all(isinstance(one, str) and "\x00" not in one for one in value)
    return not isinstance(value, Mapping) and not (isinstance(value, str) and "\x00" in value)


def _run(user: Any, held: Application, panel: Panel, values: dict[str, Any]) -> Any:
    form = panel.form(held, values)
    if not form.is_valid():
        details = [Detail(name, str(error)) for name, errors in form.errors.items() for error in errors]
        raise Problem("values_refused", 422, _("The values do not pass the checks."), details)
    try:
        return panel.run(user, held, form)
    except StepRefused as refusal:
        raise Problem("not_now", 422, str(refusal.reason)) from refusal
    except MissingYear as missing:
        text = _("The working calendar of %(year)s is not confirmed yet.") % {"year": missing.year}
        raise Problem("not_now", 422, text) from missing


def application_data(user: Any, held: Application) -> dict[str, Any]:
    """APPLICATION as the API gives it; no personal data."""
    return {
        "id": str(held.public_id),
        "number": held.number,
        "state": held.state,
        "state_words": str(state_shown(held, staff=not is_applicant(user, held)).label),
        "version": held.version,
        "registered_at": held.registered_at,
        "region": held.region_id,
        "project": held.project_name,
        "terms": [
            {"kind": line.clock.kind, "due_on": line.clock.due_on, "days_left": line.left}
            for line in clock_lines(held.clocks.filter(stopped_at=None))
        ],
        "history": [event_data(event) for event in held.events.all()],
        "actions": [panel.code for panel in panels_of(user, held)],
    }


def event_data(event: ApplicationEvent) -> dict[str, Any]:
    return {
        "action": event.action,
        "from": event.from_state,
        "to": event.to_state,
        "at": event.at,
        "reason": event.reason,
    }
