"""What must hold before a step: one function a condition, each answers the reason why it does not, or None.

`services` of other areas register theirs with `condition`; a condition that nobody can check is not met.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from infra_support.choices import (
    BudgetStage,
    CouncilDecision,
    EligibilityCode,
    EligibilityState,
    RefusalReason,
    Verdict,
)
from infra_support.models import AgendaItem, Application, ApplicationEvent
from infra_support.rules.workflow import Action, Condition, Step
from rss_portal.access import Reason

if TYPE_CHECKING:
    from .workflow import Given

Check = Callable[[Application, Step, "Given"], Reason | None]
_checks: dict[Condition, Check] = {}

CANNOT_BE_CHECKED = _("This cannot be checked here.")
NEEDS_CODE = _("Choose at least one ground.")
NEEDS_TEXT = _("Write the reasons: they go into the letter.")
NOT_CHECKED = _("Some lines of the check list are not checked yet.")
NOT_ELIGIBLE = _("A line of the check list is not met: the application is refused, not recommended.")
NOT_DECIDED = _("The council has not decided so at a meeting with a quorum.")
NO_PROTOCOL = _("The protocol of the council is not signed yet.")
TOLD_ALREADY = _("The applicant has been told of the decision already.")
NO_PACKAGE = _("The package for the budget is not made yet: forward it from the page of the meeting.")
NO_OPINION = _("The planning authority's positive opinion and the budget commission's positive decision are needed.")
NOT_REFUSED_BY_BUDGET = _("A return needs a negative opinion or a negative decision of the budget commission.")
NO_RESOLUTION = _("Record the maslikhat's approval of the budget and the akimat's resolution first.")
NO_AGREEMENT = _("Record the agreement and at least one counter-obligation first.")
NO_ACT = _("Record the act of acceptance and the term of support first.")


def condition(code: Condition) -> Callable[[Check], Check]:
    """Register a check for CODE."""

    def register(check: Check) -> Check:
        if code in _checks:
            raise ValueError(f"two checks of the condition {code}")
        _checks[code] = check
        return check

    return register


def unmet(code: Condition, application: Application, step: Step, given: "Given") -> Reason | None:
    """Why CODE does not hold for STEP; None when it holds."""
    check = _checks.get(code)
    return check(application, step, given) if check else CANNOT_BE_CHECKED


@condition(Condition.REASONS)
def reasons_given(application: Application, step: Step, given: "Given") -> Reason | None:
    if not set(given.reason_codes) & set(RefusalReason.values):
        return NEEDS_CODE
    return None if given.reason.strip() else NEEDS_TEXT


@condition(Condition.ELIGIBILITY)
def eligibility_complete(application: Application, step: Step, given: "Given") -> Reason | None:
    """Every line of the check list is there, checked by the coordinator, and met or not applicable."""
    checked = application.eligibility.filter(checked_at__isnull=False)
    states = dict(checked.values_list("code", "state"))
    found = [states.get(code, EligibilityState.UNKNOWN) for code in EligibilityCode.values]
    if EligibilityState.UNKNOWN in found:
        return NOT_CHECKED
    return NOT_ELIGIBLE if EligibilityState.NOT_MET in found else None


@condition(Condition.DECISION)
def council_decided(application: Application, step: Step, given: "Given") -> Reason | None:
    wanted = {Action.APPROVE: CouncilDecision.APPROVED, Action.DECLINE: CouncilDecision.DECLINED}[step.action]
    decided = AgendaItem.objects.filter(application=application, decision=wanted).exists()
    return None if decided else NOT_DECIDED


def decided_item(application: Application) -> AgendaItem | None:
    """The item on which the council decided on APPLICATION, with its meeting."""
    decided = AgendaItem.objects.filter(application=application, decided_at__isnull=False)
    return decided.select_related("meeting", "meeting__region").first()


@condition(Condition.PROTOCOL_SIGNED)
def protocol_signed(application: Application, step: Step, given: "Given") -> Reason | None:
    item = decided_item(application)
    return None if item and item.meeting.protocol_signed_at else NO_PROTOCOL


@condition(Condition.NOT_NOTIFIED)
def not_told_yet(application: Application, step: Step, given: "Given") -> Reason | None:
    told = ApplicationEvent.objects.filter(application=application, action=Action.NOTIFY).exists()
    return TOLD_ALREADY if told else None


@condition(Condition.PACKAGE)
def package_complete(application: Application, step: Step, given: "Given") -> Reason | None:
    """The package holds the protocol, so that the protocol is signed too."""
    if not hasattr(application, "budget"):
        return NO_PACKAGE
    return protocol_signed(application, step, given)


@condition(Condition.BUDGET_AGREED)
def budget_agreed(application: Application, step: Step, given: "Given") -> Reason | None:
    case = application.budget
    agreed = case.opinion == Verdict.POSITIVE and case.commission == Verdict.POSITIVE
    return None if agreed and case.stage == BudgetStage.DECIDED else NO_OPINION


@condition(Condition.BUDGET_REFUSED)
def budget_refused(application: Application, step: Step, given: "Given") -> Reason | None:
    case = application.budget
    return None if Verdict.NEGATIVE in (case.opinion, case.commission) else NOT_REFUSED_BY_BUDGET


@condition(Condition.RESOLUTION)
def resolution_adopted(application: Application, step: Step, given: "Given") -> Reason | None:
    case = application.budget
    return None if case.maslikhat_on and case.resolution_on and case.resolution_number else NO_RESOLUTION


@condition(Condition.AGREEMENT)
def agreement_made(application: Application, step: Step, given: "Given") -> Reason | None:
    made = hasattr(application, "agreement") and application.obligations.exists()
    return None if made else NO_AGREEMENT


@condition(Condition.COMMISSIONED)
def object_commissioned(application: Application, step: Step, given: "Given") -> Reason | None:
    return None if hasattr(application, "completion") else NO_ACT
