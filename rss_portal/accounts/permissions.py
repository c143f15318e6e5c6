"""Who may manage people and their roles."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from rss_portal.access import ALLOWED, Decision, refused, rule

from .choices import Role


@rule("accounts.manage_users")
def manage_users(user: Any, subject: Any = None) -> Decision:
    """Only the administrator of the portal gives and takes roles."""
    if user.is_authenticated and user.is_active and user.holds(Role.ADMINISTRATOR):
        return ALLOWED
    return refused(_("Only an administrator of the portal manages people and their roles."))
