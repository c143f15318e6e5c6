"""Who may manage people and their roles: administrators of the portal, within their own territory."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from rss_portal.access import ALLOWED, Decision, refused, rule

from . import territories
from .choices import Role
from .models import User

ADMINISTRATORS_ONLY = _("Only an administrator of the portal manages people and their roles.")
OTHER_TERRITORY = _("This territory lies outside the one that you administer.")
OTHER_PERSON = _("This person holds a role outside the territory that you administer.")


def _administered(user: Any) -> set[str]:
    """Codes of the territories that USER administers."""
    if not getattr(user, "is_authenticated", False):
        return set()
    return {grant.territory_code for grant in user.grants if grant.role == Role.ADMINISTRATOR}


@rule("accounts.manage_users")
def manage_users(user: Any, territory_code: str | None = None) -> Decision:
    """See people and invite new ones; with a code: give and take roles there."""
    own = _administered(user)
    if not own:
        return refused(ADMINISTRATORS_ONLY)
    return ALLOWED if territory_code is None or _all_inside([territory_code], own) else refused(OTHER_TERRITORY)


@rule("accounts.change_person")
def change_person(user: Any, person: User) -> Decision:
    """Change or block PERSON: all of their roles must lie in the administrator's territory."""
    own = _administered(user)
    if not own:
        return refused(ADMINISTRATORS_ONLY)
    held = [grant.territory_code for grant in person.grants]
    return ALLOWED if _all_inside(held, own) else refused(OTHER_PERSON)


def _all_inside(codes: list[str], own: set[str]) -> bool:
    known = territories.places(codes)
    return all(code in own or (code in known and territories.lies_in(known[code], own)) for code in codes)
