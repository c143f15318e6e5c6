"""What an application's states and steps are called: to staff, and to the applicant (spec 60.6)."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from infra_support.choices import ApplicationState as S
from infra_support.rules.workflow import Action as A
from rss_portal.access import Reason


@dataclass(frozen=True)
class Wording:
    """One state in the words of those who work on it and of the person who waits."""

    staff: Reason
    applicant: Reason
    badge: str = "plain"


STATES: dict[S, Wording] = {
    S.DRAFT: Wording(S.DRAFT.label, _("You are filling in the application")),
    S.SUBMITTED: Wording(_("Received, to be accepted"), _("Your application is received and registered"), "info"),
    S.UNDER_REVIEW: Wording(_("Under review"), _("The coordinator reviews your application"), "info"),
    S.ON_AGENDA: Wording(_("Waits for the council"), _("Your application will be considered by the council"), "info"),
    S.APPROVED: Wording(_("Approved by the council"), _("The council has approved your project"), "good"),
    S.DECLINED: Wording(_("Declined by the council"), _("The council has declined your project"), "bad"),
    S.REFUSED: Wording(_("Refused"), _("Your application is refused; the letter gives the reasons"), "bad"),
    S.WITH_BUDGET: Wording(
        _("With the budget programme administrator"), _("Your project is being put into the budget request"), "info"
    ),
    S.IN_BUDGET: Wording(_("In the budget request"), _("Your project is in the budget request"), "info"),
    S.RETURNED_BY_BUDGET: Wording(
        _("Returned by the budget process"), _("No budget funds were given to your project"), "bad"
    ),
    S.FUNDED: Wording(_("Funded"), _("Budget funds are given: an agreement will be made with you"), "good"),
    S.IN_PROGRESS: Wording(_("Being implemented"), _("The infrastructure is being built"), "good"),
    S.COMPLETED: Wording(_("Project completed"), _("The infrastructure is commissioned"), "good"),
    S.WITHDRAWN: Wording(_("Withdrawn"), _("You have withdrawn the application")),
}
BUTTONS: dict[A, Reason] = {
    A.SUBMIT: _("Sign and submit"),
    A.ACCEPT: _("Accept for review"),
    A.REFUSE: _("Refuse"),
    A.RECOMMEND: _("Recommend to the council"),
    A.APPROVE: _("Record the approval"),
    A.DECLINE: _("Record the refusal of the council"),
    A.NOTIFY: _("Send the letter to the applicant"),
    A.FORWARD: _("Forward to the budget programme administrator"),
    A.INCLUDE: _("Include in the budget request"),
    A.RETURN: _("Return with reasons"),
    A.FUND: _("Record the funding"),
    A.BEGIN: _("Begin implementation"),
    A.COMPLETE: _("Record the completion"),
    A.WITHDRAW: _("Withdraw"),
}
DONE: dict[A, Reason] = {
    A.SUBMIT: _("submitted the application"),
    A.ACCEPT: _("accepted the application for review"),
    A.REFUSE: _("refused the application"),
    A.RECOMMEND: _("recommended the application to the council"),
    A.APPROVE: _("recorded the council's approval"),
    A.DECLINE: _("recorded that the council declined"),
    A.NOTIFY: _("sent the letter about the decision"),
    A.FORWARD: _("forwarded the package to the budget programme administrator"),
    A.INCLUDE: _("included the project in the budget request"),
    A.RETURN: _("returned the project from the budget process"),
    A.FUND: _("recorded the funding"),
    A.BEGIN: _("recorded the agreement: implementation has begun"),
    A.COMPLETE: _("recorded the completion"),
    A.WITHDRAW: _("withdrew the application"),
}


def staff_wording(state: str) -> Reason:
    return STATES[S(state)].staff


def applicant_wording(state: str) -> Reason:
    return STATES[S(state)].applicant


def badge_of(state: str) -> str:
    """The kind of badge of a state; the words beside it tell it too."""
    return STATES[S(state)].badge


LETTERS: dict[str, Reason] = {
    "refusal": _("Letter of refusal"),
    "approval": _("Notification of the council's decision"),
    "decline": _("Reasoned answer of the council's decision"),
}
