"""Changes of people and their roles, each in the change log."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from rss_portal.access import require
from rss_portal.changelog.services import log_change, open_change_set

from .models import RoleGrant, User

PERSON_FIELDS = ("username", "is_active", "language", "position")


@transaction.atomic
def create_person(actor: Any, *, username: str, password: str, **values: Any) -> User:
    """A new person without roles; raises `Refused`."""
    require(actor, "accounts.manage_users")
    person = User.objects.create_user(username, password=password, **values)
    change_set = open_change_set("accounts.person_created", actor=actor)
    log_change(change_set, "accounts.user", person.pk, {}, {"username": person.username})
    return person


@transaction.atomic
def set_active(actor: Any, person: User, active: bool) -> None:
    """Let PERSON sign in, or no longer."""
    require(actor, "accounts.manage_users")
    if person.is_active == active:
        return
    change_set = open_change_set("accounts.person_changed", actor=actor)
    log_change(change_set, "accounts.user", person.pk, {"is_active": person.is_active}, {"is_active": active})
    person.is_active = active
    person.save(update_fields=["is_active"])


@transaction.atomic
def grant_role(actor: Any, person: User, role: str, territory_code: str, body_code: str = "") -> RoleGrant:
    """Give PERSON the role within the territory; a grant that was taken back comes into force again."""
    require(actor, "accounts.manage_users")
    grant, made = RoleGrant.objects.get_or_create(
        user=person, role=role, territory_code=territory_code, body_code=body_code
    )
    if not made and grant.valid_to is None:
        return grant
    RoleGrant.objects.filter(pk=grant.pk).update(valid_to=None)
    _log_grant(actor, grant, "accounts.role_granted")
    return grant


@transaction.atomic
def revoke_role(actor: Any, grant: RoleGrant) -> None:
    """Take the role back from today on; the row stays for the history."""
    require(actor, "accounts.manage_users")
    grant.valid_to = timezone.localdate() - timedelta(days=1)
    grant.save(update_fields=["valid_to"])
    _log_grant(actor, grant, "accounts.role_revoked")


def _log_grant(actor: Any, grant: RoleGrant, action: str) -> None:
    change_set = open_change_set(action, actor=actor, territory_code=grant.territory_code)
    new = {"role": grant.role, "territory_code": grant.territory_code, "user": grant.user_id, "action": action}
    log_change(change_set, "accounts.role_grant", grant.pk, {}, new)
