"""Who takes which step of an application, and who runs the council and the budget of a region.

Every step asks the table of `rules.workflow`: what is not in it is refused to everybody. Staff act within their
region; the central authority sees everything and takes no step.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from infra_support.choices import ApplicationState as S
from infra_support.choices import BudgetStage, MeetingState
from infra_support.models import Application, BudgetPackage, CouncilMeeting
from infra_support.permissions import is_applicant
from infra_support.rules.workflow import Action, Actor, find_step
from rss_portal.access import ALLOWED, Decision, Reason, refused, rule
from rss_portal.accounts.choices import Role
from settlements.models import Territory
from settlements.scope import covers, granted_territories

NOT_IN_TABLE = _("The rules know no such step from the present state of the application.")
OTHER_REGION = _("This application belongs to another region.")
STAFF_ONLY = _("Only staff of infrastructure support may do this.")
REVIEWED_ONLY = _("The check list is filled in while the application is under review.")
MEETING_OVER = _("The meeting is not under way.")
NOT_WITH_BUDGET = _("The application is not at this stage of the budget.")
WHOSE_STEP: dict[Actor, Reason] = {
    Actor.ENTREPRENEUR: _("Only the applicant may do this."),
    Actor.COORDINATOR: _("Only the regional coordinator of this region may do this."),
    Actor.SECRETARY: _("Only the secretary of this region's council may do this."),
    Actor.BUDGET: _("Only the budget programme administrator of this region may do this."),
    Actor.PLANNING: _("Only the planning authority of this region may do this."),
}
ROLE_OF = {
    Actor.ENTREPRENEUR: Role.ENTREPRENEUR,
    Actor.COORDINATOR: Role.COORDINATOR,
    Actor.SECRETARY: Role.COUNCIL_SECRETARY,
    Actor.BUDGET: Role.BUDGET_ADMINISTRATOR,
    Actor.PLANNING: Role.PLANNING_AUTHORITY,
}
REGION_STAFF = (
    Role.COORDINATOR,
    Role.COUNCIL_SECRETARY,
    Role.COUNCIL_MEMBER,
    Role.BUDGET_ADMINISTRATOR,
    Role.PLANNING_AUTHORITY,
)
CENTRAL = (Role.MINISTRY_ANALYST,)
BEFORE_COUNCIL = (S.DRAFT, S.SUBMITTED, S.UNDER_REVIEW, S.REFUSED, S.WITHDRAWN)
# of whom a council member, the budget and the planning authority see nothing yet
SEES_FROM_THE_COUNCIL = (Role.COUNCIL_MEMBER, Role.BUDGET_ADMINISTRATOR, Role.PLANNING_AUTHORITY)


def holds_over(user: Any, region: Territory, *roles: str) -> bool:
    """Whether USER holds one of ROLES over REGION."""
    return any(covers(unit, region) for unit in granted_territories(user, *roles))


def is_actor(user: Any, actor: Actor, application: Application) -> bool:
    """Whether USER is the ACTOR for this application: the applicant's own people, or the region's office."""
    if actor == Actor.ENTREPRENEUR:
        return is_applicant(user, application)
    return holds_over(user, application.region, ROLE_OF[actor])


def regions_of(user: Any, roles: Iterable[str] = REGION_STAFF) -> list[Territory]:
    """Territories for which USER holds one of ROLES."""
    return granted_territories(user, *roles)


def is_central(user: Any) -> bool:
    return bool(granted_territories(user, *CENTRAL))


# --- steps ------------------------------------------------------------------------------------------------


def _step_rule(action: Action) -> None:
    def decide_step(user: Any, application: Application) -> Decision:
        step = find_step(action, application.state)
        if step is None:
            return refused(NOT_IN_TABLE)
        return ALLOWED if is_actor(user, step.actor, application) else refused(WHOSE_STEP[step.actor])

    rule(f"support.{action}")(decide_step)


for _action in Action:
    _step_rule(_action)


def _office(user: Any, actor: Actor, region: Territory) -> Decision:
    return ALLOWED if holds_over(user, region, ROLE_OF[actor]) else refused(WHOSE_STEP[actor])


# --- seeing -----------------------------------------------------------------------------------------------


@rule("support.see_queue")
def see_queue(user: Any, subject: Any = None) -> Decision:
    """The queue of one's role and region."""
    return ALLOWED if regions_of(user) or is_central(user) else refused(STAFF_ONLY)


@rule("support.review_application")
def review_application(user: Any, application: Application) -> Decision:
    """The page of one application for staff; a draft is nobody's but the applicant's."""
    if application.state == S.DRAFT:
        return refused(STAFF_ONLY)
    if is_central(user) or holds_over(user, application.region, Role.COORDINATOR, Role.COUNCIL_SECRETARY):
        return ALLOWED
    if application.state not in BEFORE_COUNCIL and holds_over(user, application.region, *SEES_FROM_THE_COUNCIL):
        return ALLOWED
    return refused(OTHER_REGION if regions_of(user) else STAFF_ONLY)


@rule("support.reveal_personal")
def reveal_personal(user: Any, application: Application) -> Decision:
    """IIN, bank account and phone unmasked: the coordinator who checks them."""
    return _office(user, Actor.COORDINATOR, application.region)


@rule("support.check_eligibility")
def check_eligibility(user: Any, application: Application) -> Decision:
    """A line of the check list, while the coordinator reviews."""
    office = _office(user, Actor.COORDINATOR, application.region)
    if office and application.state != S.UNDER_REVIEW:
        return refused(REVIEWED_ONLY)
    return office


@rule("support.see_workload")
def see_workload(user: Any, subject: Any = None) -> Decision:
    """Applications by state, days per stage, overdue by region."""
    return see_queue(user, subject)


# --- council ----------------------------------------------------------------------------------------------


@rule("support.see_council")
def see_council(user: Any, region: Territory) -> Decision:
    if is_central(user) or holds_over(user, region, *REGION_STAFF):
        return ALLOWED
    return refused(OTHER_REGION if regions_of(user) else STAFF_ONLY)


@rule("support.plan_meeting")
def plan_meeting(user: Any, region: Territory) -> Decision:
    """Members, agenda, date and place (p.19 4)): the coordinator's office or the secretary."""
    if holds_over(user, region, Role.COORDINATOR, Role.COUNCIL_SECRETARY):
        return ALLOWED
    return refused(WHOSE_STEP[Actor.SECRETARY])


@rule("support.run_meeting")
def run_meeting(user: Any, meeting: CouncilMeeting) -> Decision:
    """Open, attendance, votes, close: the secretary."""
    return _office(user, Actor.SECRETARY, meeting.region)


@rule("support.record_votes")
def record_votes(user: Any, meeting: CouncilMeeting) -> Decision:
    office = run_meeting(user, meeting)
    if office and meeting.state != MeetingState.OPEN:
        return refused(MEETING_OVER)
    return office


@rule("support.sign_protocol")
def sign_protocol(user: Any, meeting: CouncilMeeting) -> Decision:
    return run_meeting(user, meeting)


# --- budget -----------------------------------------------------------------------------------------------


@rule("support.forward_package")
def forward_package(user: Any, meeting: CouncilMeeting) -> Decision:
    """The approved projects of a meeting to the budget programme administrator (p.25)."""
    return _office(user, Actor.COORDINATOR, meeting.region)


@rule("support.see_package")
def see_package(user: Any, package: BudgetPackage) -> Decision:
    offices = (Role.COORDINATOR, Role.BUDGET_ADMINISTRATOR, Role.PLANNING_AUTHORITY)
    if is_central(user) or holds_over(user, package.region, *offices):
        return ALLOWED
    return refused(OTHER_REGION if regions_of(user) else STAFF_ONLY)


@rule("support.keep_budget")
def keep_budget(user: Any, application: Application) -> Decision:
    """The stages of the budget request, the financing plan and the term of support."""
    return _office(user, Actor.BUDGET, application.region)


@rule("support.give_opinion")
def give_opinion(user: Any, application: Application) -> Decision:
    """The planning authority's opinion, or the return unexamined (p.26)."""
    office = _office(user, Actor.PLANNING, application.region)
    case = getattr(application, "budget", None)
    if office and (case is None or case.stage != BudgetStage.PLANNING):
        return refused(NOT_WITH_BUDGET)
    return office


@rule("support.keep_agreement")
def keep_agreement(user: Any, application: Application) -> Decision:
    """The agreement with its counter-obligations: the coordinator."""
    return _office(user, Actor.COORDINATOR, application.region)


@rule("support.see_application")
def see_application(user: Any, application: Application) -> Decision:
    """The page of one application: its own people always, staff as `support.review_application` says."""
    return ALLOWED if is_applicant(user, application) else review_application(user, application)


def works_for_support(user: Any) -> bool:
    """Whether USER holds a role of a region's support; asks no table beyond the grants."""
    return bool(getattr(user, "is_authenticated", False)) and user.holds(*REGION_STAFF)
