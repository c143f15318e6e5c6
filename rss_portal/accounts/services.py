"""Changes of people and their roles. Each is checked, made and logged in one transaction.

Names, addresses and numbers of devices stay out of the change log: it says which fields changed.
"""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from rss_portal.access import require
from rss_portal.changelog.services import log_change, open_change_set

from .choices import Role
from .exceptions import NotPossible
from .models import RoleGrant, User

LAST_ADMINISTRATOR = _("This is the last administrator of the portal; make another one first.")
NOT_YOURSELF = _("You cannot block yourself; ask another administrator.")


@transaction.atomic
def create_person(actor: Any, **values: Any) -> User:
    """A new person without roles and without a password, which they set by the link of an invitation."""
    require(actor, "accounts.manage_users")
    person = User(**values)
    person.set_unusable_password()
    person.save()
    change_set = open_change_set("accounts.person_created", actor=actor)
    log_change(change_set, "accounts.user", person.pk, {}, {"username": person.username})
    return person


@transaction.atomic
def update_person(actor: Any, person: User, values: dict[str, Any]) -> list[str]:
    """Set VALUES on PERSON, oneself or another; returns the names of the fields that changed."""
    if actor.pk != person.pk:
        require(actor, "accounts.change_person", person)
    stored = User.objects.select_for_update().get(pk=person.pk)
    changed = [name for name, value in values.items() if getattr(stored, name) != value]
    if not changed:
        return []
    for name in changed:
        setattr(stored, name, values[name])
    stored.save()
    change_set = open_change_set("accounts.person_changed", actor=actor)
    log_change(change_set, "accounts.user", person.pk, {}, {"fields": changed})
    return changed


@transaction.atomic
def set_active(actor: Any, person: User, active: bool) -> None:
    """Let PERSON sign in, or no longer; a blocked person is signed out everywhere at the next request."""
    require(actor, "accounts.change_person", person)
    if person.is_active == active:
        return
    if not active:
        _refuse_to_block(actor, person)
    change_set = open_change_set("accounts.person_changed", actor=actor)
    log_change(change_set, "accounts.user", person.pk, {"is_active": person.is_active}, {"is_active": active})
    person.is_active = active
    person.save(update_fields=["is_active"])


def _refuse_to_block(actor: Any, person: User) -> None:
    if actor.pk == person.pk:
        raise NotPossible(NOT_YOURSELF)
    if person.holds(Role.ADMINISTRATOR) and not _other_administrators(person):
        raise NotPossible(LAST_ADMINISTRATOR)


def _other_administrators(person: User) -> bool:
    others = RoleGrant.objects.in_force().filter(role=Role.ADMINISTRATOR, user__is_active=True)
    return others.exclude(user=person).exists()


@transaction.atomic
def grant_role(
    actor: Any,
    person: User,
    role: str,
    territory_code: str,
    body_code: str = "",
    valid_to: date | None = None,
) -> RoleGrant:
    """Give PERSON the role within the territory until VALID_TO (its last day, None: until taken back).

    A grant that was taken back comes into force again from today.
    """
    require(actor, "accounts.manage_users", territory_code)
    grant, made = RoleGrant.objects.select_for_update().get_or_create(
        user=person,
        role=role,
        territory_code=territory_code,
        body_code=body_code,
        defaults={"valid_to": valid_to},
    )
    old = {} if made else {"valid_from": str(grant.valid_from), "valid_to": str(grant.valid_to or "")}
    if not made:
        if grant.valid_to and grant.valid_to < timezone.localdate():
            grant.valid_from = timezone.localdate()
        grant.valid_to = valid_to
        grant.save(update_fields=["valid_from", "valid_to"])
    _log_grant(actor, grant, "accounts.role_granted", old)
    return grant


@transaction.atomic
def revoke_role(actor: Any, grant: RoleGrant) -> None:
    """Take the role back at once; the row stays for the history."""
    require(actor, "accounts.manage_users", grant.territory_code)
    if grant.role == Role.ADMINISTRATOR and not _other_administrators(grant.user):
        raise NotPossible(LAST_ADMINISTRATOR)
    old = {"valid_from": str(grant.valid_from), "valid_to": str(grant.valid_to or "")}
    grant.valid_to = timezone.localdate() - timedelta(days=1)
    grant.save(update_fields=["valid_to"])
    _log_grant(actor, grant, "accounts.role_revoked", old)


@transaction.atomic
def forget_second_factor(actor: Any, person: User) -> None:
    """Remove PERSON's authenticator, when they lost it or turn it off themselves."""
    if actor.pk != person.pk:
        require(actor, "accounts.change_person", person)
    devices = TOTPDevice.objects.filter(user=person)
    was_on = devices.filter(confirmed=True).exists()
    devices.delete()
    change_set = open_change_set("accounts.second_factor_removed", actor=actor)
    log_change(change_set, "accounts.user", person.pk, {"second_factor": was_on}, {"second_factor": False})


def _log_grant(actor: Any, grant: RoleGrant, action: str, old: dict[str, Any]) -> None:
    change_set = open_change_set(action, actor=actor, territory_code=grant.territory_code)
    new = {
        "user": grant.user_id,
        "role": grant.role,
        "territory_code": grant.territory_code,
        "body_code": grant.body_code,
        "valid_from": str(grant.valid_from),
        "valid_to": str(grant.valid_to or ""),
    }
    log_change(change_set, "accounts.role_grant", grant.pk, old, new)
