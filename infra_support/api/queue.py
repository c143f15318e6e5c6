"""The queue of staff as a list: what the person sees as staff, with the state and the priority."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from infra_support.choices import ApplicationState
from infra_support.models import Application
from infra_support.queue_pages import visible, waiting_states
from rss_portal.access import require
from rss_portal.api.lists import ListView, list_operation
from rss_portal.api.operations import Field, Ordering
from rss_portal.api.parameters import Parameter
from settlements.api.versions import log_version

LISTED = tuple(state.value for state in ApplicationState if state != ApplicationState.DRAFT)


class SupportQueue(ListView):
    """Applications of the person's region from submission on; no personal data."""

    fields = (
        Field("id", "public_id"),
        Field("number", "number"),
        Field("applicant", "applicant_name"),
        Field("project", "project_name"),
        Field("region", "region_id"),
        Field("state", "state"),
        Field("priority", "priority", "boolean"),
        Field("registered_at", "registered_at", "time"),
        Field("state_since", "state_since", "time"),
        Field("project_cost", "project_cost", "decimal", nullable=True, help=_("Thousand tenge")),
    )
    orderings = (Ordering("registered_at", ("registered_at", "id")), Ordering("number", ("number",)))
    operations = {
        "GET": list_operation(
            _("Applications for support, for staff"),
            fields,
            orderings,
            (
                Parameter("state", _("State"), choices=LISTED),
                Parameter("waiting", _("Only what waits for your role"), choices=("yes",)),
            ),
            problems=(400, 401, 403, 429),
        )
    }

    def public(self) -> bool:
        return False

    def versions(self) -> list[Any]:
        return log_version()

    def rows(self) -> QuerySet[Application]:
        require(self.request.user, "support.see_queue")
        found = visible(self.request.user)
        if self.given["state"]:
            found = found.filter(state=self.given["state"])
        return found.filter(state__in=waiting_states(self.request.user)) if self.given["waiting"] else found
