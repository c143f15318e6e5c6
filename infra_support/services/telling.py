"""Who is told of what: applicants of every step, staff of what now waits for them, members of meetings."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from infra_support import council_notices as kinds
from infra_support.choices import ApplicationState, ClockKind, MeetingState, RefusalReason
from infra_support.council_notices import in_three
from infra_support.council_permissions import CENTRAL, ROLE_OF
from infra_support.council_queries import roster
from infra_support.models import Application, ApplicationEvent, Clock, CouncilMeeting
from infra_support.rules.workflow import TERMS, Action, Actor, Step, steps_from
from infra_support.workflow_phrases import applicant_wording, staff_wording
from rss_portal.accounts.choices import COUNTRY
from rss_portal.accounts.models import User
from rss_portal.notices.registry import in_languages
from rss_portal.notices.services import tell


def people_in_charge(application: Application, *actors: Actor) -> list[User]:
    """Staff of the application's region who act as one of ACTORS."""
    return holders([ROLE_OF[actor] for actor in actors], application.region_id)


def holders(roles: Iterable[str], territory_code: str) -> list[User]:
    """Active people who hold one of ROLES exactly for the territory."""
    today = timezone.localdate()
    held = Q(role_grants__role__in=list(roles), role_grants__territory_code=territory_code)
    in_force = Q(role_grants__valid_from__lte=today) & (
        Q(role_grants__valid_to=None) | Q(role_grants__valid_to__gte=today)
    )
    return list(User.objects.filter(held & in_force, is_active=True).distinct())


def applicants(application: Application) -> list[User]:
    """People of the enterprise that applies."""
    return list(User.objects.filter(enterprise_places__enterprise=application.enterprise_id, is_active=True))


def application_url(application: Application) -> str:
    return reverse("support:application", args=[application.public_id])


def tell_of_step(application: Application, step: Step, event: ApplicationEvent) -> None:
    """The applicant hears of every step; those whose step comes next hear that it waits for them."""
    url = application_url(application)
    values = {"number": str(application), "project": application.project_name}
    to_applicant = {
        **values,
        "state": in_three(applicant_wording(application.state)),
        "reasons": _reasons(event),
    }
    tell(applicants(application), kinds.STEP, to_applicant, url=url)
    following = {one.actor for one in steps_from(step.to_state)} - {Actor.ENTREPRENEUR, step.actor}
    if step.to_state == ApplicationState.WITH_BUDGET:
        following.add(Actor.PLANNING)
    if step.action == Action.NOTIFY:
        return
    to_staff = {
        **values,
        "state": in_three(staff_wording(application.state)),
        "region": in_languages(application.region),
    }
    tell(people_in_charge(application, *following), kinds.WAITS, to_staff, url=url)


def _reasons(event: ApplicationEvent) -> dict[str, str]:
    """Grounds in every language, then the words that a person wrote."""
    grounds = [in_three(RefusalReason(code).label) for code in event.reason_codes]
    return {code: " ".join([*(f"{one[code]}." for one in grounds), event.reason]).strip() for code in kinds.LANGUAGES}


def tell_of_clock(clock: Clock, kind: str, *, central: bool = False, old: date | None = None) -> None:
    """Those who act within the term of CLOCK, and the central authority when CENTRAL; OLD is its former due day."""
    application = clock.application
    values: dict[str, Any] = {
        "number": str(application),
        "project": application.project_name,
        "region": in_languages(application.region),
        "term": in_three(ClockKind(clock.kind).label),
        "due_on": clock.due_on.isoformat(),
    }
    if old:
        values["old_on"] = old.isoformat()
    people = people_in_charge(application, TERMS[clock.kind].who)  # type: ignore[index]
    tell([*people, *(holders(CENTRAL, COUNTRY) if central else [])], kind, values, url=application_url(application))


def tell_members(meeting: CouncilMeeting) -> None:
    """Members of the council who have an account hear of the date, time, place and agenda (p.19 4))."""
    items = list(meeting.items.select_related("application"))
    accounts = {member.user_id for member in roster(meeting.region_id, meeting.held_on) if member.user_id}
    values = {
        "number": meeting.number,
        "held_on": meeting.held_on.isoformat(),
        "time": f"{meeting.begins_at:%H:%M}",
        "place": meeting.place,
        "agenda": "; ".join(item.application.project_name for item in items) or "—",
    }
    kind = kinds.MEETING_CANCELLED if meeting.state == MeetingState.CANCELLED else kinds.MEETING
    people = User.objects.filter(pk__in=accounts, is_active=True)
    tell(people, kind, values, url=reverse("support:meeting", args=[meeting.pk]))
