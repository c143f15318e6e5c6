"""Sentences of the council's pages and services that are used in more than one place."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from infra_support.choices import MeetingState
from rss_portal.access import Reason

NO_REASON = _("Write the reason.")
NOT_YET = _("The meeting can be opened on its date, not before.")
EMPTY_AGENDA = _("The agenda is empty: put at least one application on it.")
NOT_ATTENDING = _("Only a member who attends declares a conflict of interest.")
DECIDED_ALREADY = _("The council has decided on this item already.")
LEFT_THE_AGENDA = _("The application has left the agenda.")
DECLINED_NEEDS_REASONS = _("With these votes the application is declined: write the reasons, they go into the letter.")
WRONG_STATE: dict[MeetingState, Reason] = {
    MeetingState.PLANNED: _("The meeting is no longer in preparation."),
    MeetingState.OPEN: _("The meeting is not under way."),
    MeetingState.CLOSED: _("The meeting has not been held yet."),
}


def bad_roster(members: int, business: int) -> str | Promise:
    """Why a council of MEMBERS, BUSINESS of them from business, may not meet (p.21)."""
    return _(
        "The council has %(members)s members, %(business)s of them from business. It may meet when it has at least "
        "10 members, at least half of them from business (p.21)."
    ) % {"members": members, "business": business}


def no_quorum(attending: int, needed: int, members: int) -> str | Promise:
    return _("There is no quorum: %(attending)s of %(members)s members attend, %(needed)s are needed (p.21).") % {
        "attending": attending,
        "needed": needed,
        "members": members,
    }


def votes_wrong(voters: int) -> str | Promise:
    return _("The votes for, against and abstained must make %(voters)s together: so many members vote.") % {
        "voters": voters
    }
