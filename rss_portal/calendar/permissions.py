"""Who keeps the working calendar; everybody may read it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from rss_portal.access import ALLOWED, Decision, refused, rule
from rss_portal.accounts.choices import Role

KEEPERS_ONLY = _("The working calendar is kept by analysts of the ministry and administrators of the portal.")


@rule("calendar.manage")
def may_manage(user: Any, subject: Any = None) -> Decision:
    keeps = user.is_authenticated and user.holds(Role.MINISTRY_ANALYST, Role.ADMINISTRATOR)
    return ALLOWED if keeps else refused(KEEPERS_ONLY)
