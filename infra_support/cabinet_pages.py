"""What the pages of the personal cabinet show."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils import timezone

from infra_support.application_pages import EventLine, clock_lines, state_shown
from infra_support.choices import ApplicationState
from infra_support.draft_queries import enterprises_of
from infra_support.forms.cabinet import ApplicationFilter, InvitationForm
from infra_support.models import Application, ApplicationEvent, Clock, Enterprise
from infra_support.rules.workflow import ENDED
from rss_portal.access import decide
from rss_portal.ui.folding import fold
from rss_portal.ui.lists import page_of

GROUPS = {
    "drafts": Q(state=ApplicationState.DRAFT),
    "open": ~Q(state__in=[ApplicationState.DRAFT, *ENDED]),
    "ended": Q(state__in=ENDED),
}


def cabinet_context(request: HttpRequest) -> dict[str, Any]:
    """The person's enterprises, and their applications by the filter of the address."""
    enterprises = list(enterprises_of(request.user).annotate(count=Count("applications")))
    own = Application.objects.filter(enterprise__in=enterprises).select_related("region", "enterprise")
    filters = ApplicationFilter(request.GET)
    filters.is_valid()
    chosen = filters.cleaned_data
    rows = own.filter(GROUPS[chosen["group"]]) if chosen.get("group") in GROUPS else own
    if chosen.get("q"):
        rows = rows.filter(search__contains=fold(chosen["q"]))
    page = page_of(request, rows.order_by("-created_at", "-pk"), 25)
    return {
        "enterprises": enterprises,
        "filters": filters,
        "narrowed": bool(chosen.get("q") or chosen.get("group")),
        "page": page,
        "lines": _lines(list(page.object_list)),
    }


def _lines(applications: list[Application]) -> list[dict[str, Any]]:
    """Applications with their state in the applicant's words and the nearest running term."""
    clocks = Clock.objects.filter(application__in=applications, stopped_at=None).order_by("-due_on")
    terms = {line.clock.application_id: line for line in clock_lines(clocks)}
    return [
        {
            "application": one,
            "state": state_shown(one, staff=False),
            "term": terms.get(one.pk),
            "draft": one.state == ApplicationState.DRAFT,
        }
        for one in applications
    ]


def enterprise_context(
    request: HttpRequest, enterprise: Enterprise, *, invitation: InvitationForm | None = None
) -> dict[str, Any]:
    """The account with its operations in order, the newest first; people, invitations, requests."""
    operations = ApplicationEvent.objects.filter(application__enterprise=enterprise)
    page = page_of(request, operations.select_related("application", "actor").order_by("-at", "-pk"))
    manages = bool(decide(request.user, "support.manage_people", enterprise))
    return {
        "enterprise": enterprise,
        "page": page,
        "operations": [EventLine(event) for event in page.object_list],
        "people": enterprise.members.select_related("user").order_by("pk"),
        "manages": manages,
        "invitations": enterprise.invitations.filter(expires_at__gt=timezone.now()) if manages else [],
        "requests": enterprise.join_requests.select_related("user") if manages else [],
        "form": invitation or InvitationForm(),
    }
