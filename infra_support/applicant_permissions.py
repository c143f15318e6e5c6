"""What entrepreneurs may do: apply for their enterprise, fill in its drafts, invite people."""

from typing import Any

from infra_support.applicant_phrases import (
    ENTREPRENEURS_ONLY,
    HEADS_ONLY,
    NO_SIGNER,
    NOT_DRAFT,
    NOT_YOURS,
    PEOPLE_ONLY,
)
from infra_support.choices import ApplicationState
from infra_support.models import Application, Enterprise, EnterpriseMember
from infra_support.permissions import is_applicant
from rss_portal.access import ALLOWED, Decision, refused, rule
from rss_portal.accounts.choices import Role


def is_entrepreneur(user: Any) -> bool:
    """Whether USER has an account of an entrepreneur."""
    return bool(getattr(user, "is_authenticated", False)) and user.holds(Role.ENTREPRENEUR)


def member_of(user: Any, enterprise: Enterprise) -> EnterpriseMember | None:
    """The place of USER in ENTERPRISE."""
    if not getattr(user, "is_authenticated", False):
        return None
    return EnterpriseMember.objects.filter(enterprise=enterprise, user=user).first()


@rule("support.see_cabinet")
def see_cabinet(user: Any, subject: Any = None) -> Decision:
    """The personal cabinet: one's own enterprises and applications."""
    return ALLOWED if is_entrepreneur(user) else refused(ENTREPRENEURS_ONLY)


@rule("support.apply")
def apply(user: Any, enterprise: Enterprise) -> Decision:
    """Begin an application for ENTERPRISE."""
    if not is_entrepreneur(user):
        return refused(ENTREPRENEURS_ONLY)
    return ALLOWED if member_of(user, enterprise) else refused(PEOPLE_ONLY)


@rule("support.see_enterprise")
def see_enterprise(user: Any, enterprise: Enterprise) -> Decision:
    """Its people, ledger account and applications."""
    return ALLOWED if member_of(user, enterprise) else refused(PEOPLE_ONLY)


@rule("support.manage_people")
def manage_people(user: Any, enterprise: Enterprise) -> Decision:
    """Invite people, let them join, take them away."""
    member = member_of(user, enterprise)
    if member is None:
        return refused(PEOPLE_ONLY)
    return ALLOWED if member.head or member.may_sign else refused(HEADS_ONLY)


@rule("support.edit_draft")
def edit_draft(user: Any, application: Application) -> Decision:
    """Change an application: its own people, while it is a draft."""
    if not is_applicant(user, application):
        return refused(NOT_YOURS)
    return ALLOWED if application.state == ApplicationState.DRAFT else refused(NOT_DRAFT)


@rule("support.read_form")
def read_form(user: Any, application: Application) -> Decision:
    """The filled-in form with all personal data: the applicant's own people."""
    return ALLOWED if is_applicant(user, application) else refused(NOT_YOURS)


@rule("support.sign_application")
def sign_application(user: Any, application: Application) -> Decision:
    """Sign: who is the head or has the right to sign for the enterprise."""
    allowed = edit_draft(user, application)
    member = member_of(user, application.enterprise)
    if allowed and not (member and (member.head or member.may_sign)):
        return refused(NO_SIGNER)
    return allowed
