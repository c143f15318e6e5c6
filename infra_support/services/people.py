"""Several people for one enterprise: invited, let in, taken away."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from infra_support import applicant_notices as notices
from infra_support.models import Enterprise, EnterpriseMember, Invitation, JoinRequest
from infra_support.services.draft_exceptions import DraftRefused
from infra_support.services.registration import make_entrepreneur, new_token, token_hash
from rss_portal.access import require
from rss_portal.accounts.choices import Role
from rss_portal.accounts.models import RoleGrant, User
from rss_portal.changelog.services import log_change, open_change_set
from rss_portal.notices.services import tell, write_to

LAST_HEAD = _("This is the last person who may sign for the enterprise; let another one sign first.")
OBJECT = "infra_support.enterprise"


@transaction.atomic
def invite(user: Any, enterprise: Enterprise, email: str, may_sign: bool, language: str) -> Invitation:
    """A letter with a link to EMAIL. Raises `Refused`."""
    require(user, "support.manage_people", enterprise)
    token, hashed = new_token()
    made = Invitation.objects.create(
        enterprise=enterprise, email=email.strip().lower(), may_sign=may_sign, token_hash=hashed, made_by=user
    )
    values = {"name": enterprise.name, "who": user.get_full_name()}
    write_to(made.email, language, notices.INVITED, values, url=reverse("support:invitation", args=[token]))
    _log(user, enterprise, "support.invited", {}, {"invitation": made.pk, "may_sign": may_sign})
    return made


def find_invitation(token: str) -> Invitation | None:
    """The invitation whose letter has TOKEN, while it is in force."""
    in_force = Invitation.objects.filter(token_hash=token_hash(token), expires_at__gt=timezone.now())
    return in_force.select_related("enterprise", "enterprise__region", "made_by").first()


@transaction.atomic
def take_invitation_back(user: Any, invitation: Invitation) -> None:
    """The link no longer works. Raises `Refused`."""
    require(user, "support.manage_people", invitation.enterprise)
    _log(user, invitation.enterprise, "support.invitation_removed", {"invitation": invitation.pk}, {})
    invitation.delete()


@transaction.atomic
def accept(person: User, invitation: Invitation) -> EnterpriseMember:
    """PERSON, who has the letter and an account, joins. Raises Invitation.DoesNotExist when it was used."""
    held = Invitation.objects.select_for_update().select_related("enterprise").get(pk=invitation.pk)
    member = _let_in(person, held.enterprise, may_sign=held.may_sign)
    _log(person, held.enterprise, "support.invitation_accepted", {"invitation": held.pk}, {"member": person.pk})
    held.delete()
    return member


@transaction.atomic
def accept_as_new(invitation: Invitation, language: str, password: str, names: dict[str, str]) -> User:
    """An account for the invited e-mail, which the letter confirms, and the place in the enterprise."""
    region = invitation.enterprise.region
    if region is None:
        raise LookupError("an enterprise without a region")
    person = make_entrepreneur(invitation.email, password, language, region, names)
    accept(person, invitation)
    return person


def account_of(invitation: Invitation) -> User | None:
    """The account that the invited e-mail has already."""
    return User.objects.filter(username=invitation.email).first()


@transaction.atomic
def decide_join(user: Any, asked: JoinRequest, *, accept: bool) -> None:
    """Let the person in, or not; they are told. Raises `Refused`."""
    require(user, "support.manage_people", asked.enterprise)
    values = {"name": asked.enterprise.name}
    if accept:
        _let_in(asked.user, asked.enterprise, may_sign=False)
    tell([asked.user], notices.JOINED if accept else notices.NOT_JOINED, values, url=reverse("support:cabinet"))
    action = "support.join_accepted" if accept else "support.join_declined"
    _log(user, asked.enterprise, action, {"request": asked.pk}, {"member": asked.user_id if accept else None})
    asked.delete()


def _let_in(person: User, enterprise: Enterprise, *, may_sign: bool) -> EnterpriseMember:
    member, _made = EnterpriseMember.objects.get_or_create(
        enterprise=enterprise, user=person, defaults={"may_sign": may_sign}
    )
    if not person.holds(Role.ENTREPRENEUR) and enterprise.region_id:
        RoleGrant.objects.create(user=person, role=Role.ENTREPRENEUR, territory_code=enterprise.region_id)
    return member


@transaction.atomic
def remove_member(user: Any, member: EnterpriseMember) -> None:
    """The person no longer acts for the enterprise; the last who may sign stays. Raises `Refused`, `DraftRefused`."""
    require(user, "support.manage_people", member.enterprise)
    held = EnterpriseMember.objects.select_for_update().filter(enterprise=member.enterprise)
    if not [one for one in held if one.pk != member.pk and (one.head or one.may_sign)]:
        raise DraftRefused(LAST_HEAD)
    _log(user, member.enterprise, "support.member_removed", {"member": member.user_id}, {})
    member.delete()


def _log(user: Any, enterprise: Enterprise, action: str, old: dict[str, Any], new: dict[str, Any]) -> None:
    change_set = open_change_set(action, actor=user, territory_code=enterprise.region_id or "")
    log_change(change_set, OBJECT, enterprise.pk, old, new)
