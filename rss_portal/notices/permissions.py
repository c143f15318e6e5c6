"""A notice is for its reader alone."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from rss_portal.access import ALLOWED, Decision, refused, rule

from .models import Notice

NOT_YOURS = _("This notice is for another person.")


@rule("notices.read")
def may_read(user: Any, notice: Notice) -> Decision:
    return ALLOWED if notice.person_id == getattr(user, "pk", None) else refused(NOT_YOURS)
