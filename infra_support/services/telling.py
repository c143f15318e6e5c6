"""Who is told of what: applicants of every step, staff of what now waits for them, members of meetings.

Everyone is told in their own language, when the transaction has been committed.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from infra_support.choices import MeetingState, RefusalReason
from infra_support.council_permissions import CENTRAL, ROLE_OF
from infra_support.council_queries import roster
from infra_support.models import Application, ApplicationEvent, Clock, CouncilMeeting
from infra_support.rules.workflow import TERMS, Action, Actor, Step, steps_from
from infra_support.services.delivery import Notice, tell
from infra_support.workflow_phrases import applicant_wording, staff_wording
from rss_portal.accounts.models import User
from rss_portal.ui.formats import day

KIND_STEP, KIND_CLOCK, KIND_MEETING = "support.step", "support.clock", "support.meeting"


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

    def to_applicant() -> Notice:
        reasons = [str(RefusalReason(code).label) for code in event.reason_codes]
        text = "\n".join([str(applicant_wording(application.state)), *reasons, event.reason]).strip()
        return Notice(_("Application %(number)s") % {"number": application}, text, application_url(application))

    def to_staff() -> Notice:
        title = _("Application %(number)s waits for you") % {"number": application}
        return Notice(
            title, f"{application.project_name}\n{staff_wording(application.state)}", application_url(application)
        )

    tell(KIND_STEP, applicants(application), to_applicant)
    following = {one.actor for one in steps_from(step.to_state)} - {Actor.ENTREPRENEUR, step.actor}
    if step.action == Action.FORWARD:
        following.add(Actor.PLANNING)
    tell(KIND_STEP, people_in_charge(application, *following), to_staff)


def tell_of_clock(clock: Clock, write: Callable[[], Notice], *, central: bool = False) -> None:
    """Those who act within the term of CLOCK, and the central authority when CENTRAL."""
    people = people_in_charge(clock.application, TERMS[clock.kind].who)  # type: ignore[index]
    tell(KIND_CLOCK, [*people, *(holders(CENTRAL, "KZ") if central else [])], write)


def clock_reminder(clock: Clock) -> Notice:
    title = _("Term ends on %(day)s") % {"day": day(clock.due_on)}
    return Notice(title, _clock_text(clock), application_url(clock.application))


def clock_overdue(clock: Clock) -> Notice:
    title = _("Term was over on %(day)s") % {"day": day(clock.due_on)}
    return Notice(title, _clock_text(clock), application_url(clock.application))


def clock_moved(clock: Clock, old: date) -> Notice:
    """The calendar changed: the term ends on another day."""
    words = {"old": day(old), "new": day(clock.due_on)}
    title = _("The working calendar changed: the term ends on %(new)s instead of %(old)s") % words
    return Notice(title, _clock_text(clock), application_url(clock.application))


def _clock_text(clock: Clock) -> str:
    application = clock.application
    return f"{clock.get_kind_display()}\n{application} · {application.project_name}"


def tell_members(meeting: CouncilMeeting) -> None:
    """Members of the council who have an account hear of the date, time, place and agenda (p.19 4))."""

    def write() -> Notice:
        words = {"number": meeting.number, "day": day(meeting.held_on), "time": f"{meeting.begins_at:%H:%M}"}
        title = _("Meeting № %(number)s of the council: %(day)s, %(time)s") % words
        if meeting.state == MeetingState.CANCELLED:
            title = _("Meeting № %(number)s of the council on %(day)s is cancelled") % words
        names = [f"{item.position}. {item.application.project_name}" for item in items]
        return Notice(title, "\n".join([meeting.place, *names]), reverse("support:meeting", args=[meeting.pk]))

    items = list(meeting.items.select_related("application"))
    accounts = {member.user_id for member in roster(meeting.region_id, meeting.held_on) if member.user_id}
    people: list[Any] = list(User.objects.filter(pk__in=accounts, is_active=True))
    tell(KIND_MEETING, people, write)
