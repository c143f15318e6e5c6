"""The page of one application: what staff and the applicant see of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from infra_support.choices import EligibilityCode, RefusalReason
from infra_support.models import AgendaItem, Application, ApplicationEvent, Clock, EligibilityLine
from infra_support.rules.clocks import days_left
from infra_support.rules.workflow import TERMS, Action
from infra_support.steps import PROGRAMMES
from infra_support.workflow_phrases import DONE, applicant_wording, badge_of, staff_wording
from rss_portal.access import Reason
from rss_portal.calendar.services import MissingYear, working_calendar
from rss_portal.signing.choices import State
from rss_portal.signing.models import SignatureRecord

SIGNED_FOR = ("support.application", "support.acceptance")


@dataclass(frozen=True)
class ClockLine:
    """A running term as people read it; `left` is negative when it is over, None without a calendar."""

    clock: Clock
    left: int | None
    share: int  # hundredths of the term that have passed

    @property
    def overdue(self) -> bool:
        return self.left is not None and self.left < 0

    @property
    def days_over(self) -> int:
        return -(self.left or 0)

    @property
    def point(self) -> str:
        """The point of the rules that sets the term."""
        return TERMS[self.clock.kind].point  # type: ignore[index]


def clock_lines(clocks: Iterable[Clock]) -> list[ClockLine]:
    """Running CLOCKS with the days that are left today."""
    today = timezone.localdate()
    calendar = working_calendar()
    lines = []
    for clock in clocks:
        try:
            left: int | None = days_left(today, clock.due_on, calendar, working=clock.working)
        except MissingYear:
            left = None
        passed = clock.days - (left if left is not None else clock.days)
        lines.append(ClockLine(clock, left, max(0, min(100, 100 * passed // clock.days))))
    return lines


@dataclass(frozen=True)
class EventLine:
    event: ApplicationEvent

    @property
    def who(self) -> str:
        actor = self.event.actor
        return (actor.get_full_name() or actor.username) if actor else _("The portal")

    @property
    def done(self) -> Reason:
        return DONE[Action(self.event.action)]

    @property
    def grounds(self) -> list[Reason]:
        return [RefusalReason(code).label for code in self.event.reason_codes]


def history(application: Application) -> list[EventLine]:
    """Steps of APPLICATION, the newest first."""
    return [EventLine(event) for event in application.events.select_related("actor")]


def check_list(application: Application) -> list[EligibilityLine]:
    """Every line of the check list in its order; one that is not stored yet is not checked."""
    held = {line.code: line for line in application.eligibility.select_related("checked_by")}
    return [held.get(code) or EligibilityLine(application=application, code=code) for code in EligibilityCode.values]


def council_items(application: Application) -> list[AgendaItem]:
    """Meetings on whose agenda the application stood, the newest first."""
    return list(application.agenda_items.select_related("meeting").order_by("-meeting__held_on", "-pk"))


def signatures_of(application: Application) -> list[SignatureRecord]:
    """Accepted signatures of the application and of its acceptance, the newest first."""
    wanted = {
        "request__purpose__in": SIGNED_FOR,
        "request__object_key": str(application.pk),
        "state": State.ACCEPTED,
    }
    return list(SignatureRecord.objects.filter(**wanted).select_related("request"))


@dataclass(frozen=True)
class StateShown:
    """The state in the words of the reader."""

    label: Reason
    badge: str


def state_shown(application: Application, *, staff: bool) -> StateShown:
    words = staff_wording if staff else applicant_wording
    return StateShown(words(application.state), badge_of(application.state))


def programmes_of(application: Application) -> list[str]:
    """Priority programmes that the project belongs to (p.5), with the criteria of one of them (p.2 3))."""
    return [str(application._meta.get_field(name).verbose_name) for name in PROGRAMMES if getattr(application, name)]  # type: ignore[union-attr]


def parts_of(application: Application) -> dict[str, Any]:
    """Everything on the page that is the same for whoever looks."""
    return {
        "application": application,
        "programmes": programmes_of(application),
        "clocks": clock_lines(application.clocks.filter(stopped_at=None)),
        "history": history(application),
        "documents": application.documents.all(),
        "signatures": signatures_of(application),
        "effects": application.effects.all(),
        "kinds": application.kinds.all(),
        "items": council_items(application),
        "obligations": application.obligations.all(),
    }
