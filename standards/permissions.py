"""Who may compute figures and manage editions."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from rss_portal.access import ALLOWED, Decision, refused, rule
from rss_portal.accounts.choices import Role
from settlements.models import Territory
from settlements.permissions import granted_territories
from settlements.scope import covers

RECOMPUTE_ONLY = _("Figures are recomputed by analysts of the ministry, and by the head of an akimat in its territory.")
EDITIONS_ONLY = _("Editions of the standards are managed by analysts of the ministry.")
STAFF_ONLY = _("The list of computations is for staff.")


@rule("standards.recompute")
def may_recompute(user: Any, territory: Territory) -> Decision:
    if granted_territories(user, Role.MINISTRY_ANALYST):
        return ALLOWED
    heads = granted_territories(user, Role.AKIMAT_HEAD)
    if territory is not None and any(covers(unit, territory) for unit in heads):
        return ALLOWED
    return refused(RECOMPUTE_ONLY)


@rule("standards.manage_editions")
def may_manage_editions(user: Any, subject: Any = None) -> Decision:
    return ALLOWED if granted_territories(user, Role.MINISTRY_ANALYST) else refused(EDITIONS_ONLY)


@rule("standards.see_runs")
def may_see_runs(user: Any, subject: Any = None) -> Decision:
    return ALLOWED if granted_territories(user) else refused(STAFF_ONLY)
