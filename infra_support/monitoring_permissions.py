"""Who keeps the registers of a region, its monitoring and its reports (p.5, p.15-16, p.28-32)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from infra_support.council_permissions import OTHER_REGION, STAFF_ONLY, holds_over, is_central, regions_of
from infra_support.monitoring_choices import ReportKind
from rss_portal.access import ALLOWED, Decision, refused, rule
from rss_portal.accounts.choices import Role
from settlements.models import Territory

COORDINATOR_ONLY = _("Only the regional coordinator of this region keeps this register.")
MONITORS_ONLY = _("Only the coordinator and the budget programme administrator of this region may do this.")
WHOSE_REPORT = {
    ReportKind.STATUS: (Role.COORDINATOR, _("This report is given by the regional coordinator.")),
    ReportKind.MONITORING: (
        Role.BUDGET_ADMINISTRATOR,
        _("This report is given by the budget programme administrator."),
    ),
    ReportKind.CONSOLIDATED: (Role.PLANNING_AUTHORITY, _("This report is given by the local planning authority.")),
}


@rule("support.keep_register")
def keep_register(user: Any, region: Territory) -> Decision:
    """Objects, their users, trade objects, shelf space, priority activities, records."""
    return ALLOWED if holds_over(user, region, Role.COORDINATOR) else refused(COORDINATOR_ONLY)


@rule("support.keep_monitoring")
def keep_monitoring(user: Any, region: Territory) -> Decision:
    """Facts of projects, money absorbed."""
    may = holds_over(user, region, Role.COORDINATOR, Role.BUDGET_ADMINISTRATOR)
    return ALLOWED if may else refused(MONITORS_ONLY)


@rule("support.see_registers")
def see_registers(user: Any, region: Territory | None = None) -> Decision:
    """Staff of the region, and the central authority."""
    if is_central(user):
        return ALLOWED
    regions = regions_of(user)
    if region is None:
        return ALLOWED if regions else refused(STAFF_ONLY)
    if any(one.kato == region.kato for one in regions) or holds_over(user, region, *_OFFICES):
        return ALLOWED
    return refused(OTHER_REGION if regions else STAFF_ONLY)


_OFFICES = (Role.COORDINATOR, Role.BUDGET_ADMINISTRATOR, Role.PLANNING_AUTHORITY, Role.COUNCIL_SECRETARY)


@rule("support.give_report")
def give_report(user: Any, subject: tuple[Territory, str]) -> Decision:
    """The report KIND of a region."""
    region, kind = subject
    role, reason = WHOSE_REPORT[ReportKind(kind)]
    return ALLOWED if holds_over(user, region, role) else refused(reason)


@rule("support.upload_scan")
def upload_scan(user: Any, region: Territory) -> Decision:
    """The signed scan of an accepted report is uploaded by the coordinator (p.30)."""
    return ALLOWED if holds_over(user, region, Role.COORDINATOR) else refused(COORDINATOR_ONLY)
