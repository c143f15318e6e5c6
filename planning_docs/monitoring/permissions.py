"""Who follows deadlines, fills facts, writes, signs, returns and accepts reports (spec 40.8)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from planning_docs.models import PlanningDocument
from planning_docs.permissions import bodies_of, is_authority, is_editor
from rss_portal.access import ALLOWED, Decision, decide, refused, rule
from rss_portal.accounts.choices import Role

from .choices import MONITORED_STATES, ReportState
from .models import Report, ReportInformation

NOT_MONITORED = _("Facts are entered once the document is approved.")
OTHER_YEAR = _("This year is outside the period of the document, or has not begun.")
NOT_YOURS = _("This row belongs to other bodies; only they and the developer fill it.")
FROZEN = _("The report of this year is signed: its facts are frozen until the planning authority returns it.")
EDITORS_ONLY = _("Only planning editors of the developer of the document may do this.")
AUTHORITY_ONLY = _("Only the planning authority may do this.")
OTHER_BODY = _("Only co-executors of this body may do this.")
WRONG_STATE = _("The report is at another step; this cannot be done now.")
NOT_PUBLIC = _("The report is not submitted yet.")
PARTICIPANTS_ONLY = _("Only those who carry out the document may do this.")
FOLLOWING = (Role.PLANNING_EDITOR, Role.CO_EXECUTOR, Role.PLANNING_AUTHORITY)


@dataclass(frozen=True)
class FactSubject:
    """A fact of DOCUMENT for YEAR (and QUARTER), of a row that BODIES (codes) answer for or carry out."""

    document: PlanningDocument
    year: int
    quarter: int = 0
    bodies: frozenset[str] = frozenset()
    report_open: bool = True


def follows_plans(user: Any) -> bool:
    """Whether USER has deadlines of their own."""
    return bool(getattr(user, "is_authenticated", False)) and user.holds(*FOLLOWING)


def fills(user: Any, document: PlanningDocument, bodies: Iterable[str]) -> bool:
    """Whether a row of BODIES is USER's to fill: the developer's editor fills all, co-executors their own."""
    return is_editor(user, document.developer_id) or bool(
        bodies_of(user, Role.CO_EXECUTOR, Role.PLANNING_EDITOR).intersection(bodies)
    )


def year_is_open(document: PlanningDocument, year: int) -> Decision:
    """Whether facts of YEAR are entered at all."""
    if document.state not in MONITORED_STATES:
        return refused(NOT_MONITORED)
    in_period = document.year_from <= year <= min(document.year_to, timezone.localdate().year)
    return ALLOWED if in_period else refused(OTHER_YEAR)


@rule("monitoring.enter_fact")
def enter_fact(user: Any, subject: FactSubject) -> Decision:
    opened = year_is_open(subject.document, subject.year)
    if not opened:
        return opened
    if not fills(user, subject.document, subject.bodies):
        return refused(NOT_YOURS)
    return ALLOWED if subject.report_open else refused(FROZEN)


@rule("monitoring.see_facts")
def see_facts(user: Any, document: PlanningDocument) -> Decision:
    """The page of facts: whoever may see the document, once it is monitored."""
    seen = decide(user, "planning.see", document)
    if not seen:
        return seen
    return ALLOWED if document.state in MONITORED_STATES else refused(NOT_MONITORED)


@rule("monitoring.link_provision")
def link_provision(user: Any, document: PlanningDocument) -> Decision:
    """Let a percent of the portal be the fact of an indicator, and take it in."""
    return ALLOWED if is_editor(user, document.developer_id) else refused(EDITORS_ONLY)


@rule("monitoring.mark_deadline")
def mark_deadline(user: Any, document: PlanningDocument) -> Decision:
    """Say that a step is done: the developer, the planning authority, and co-executors of the document."""
    if is_editor(user, document.developer_id) or is_authority(user, document.territory_id):
        return ALLOWED
    mine = bodies_of(user, Role.CO_EXECUTOR)
    carries = bool(mine) and document.co_executors.filter(pk__in=mine).exists()
    return ALLOWED if carries else refused(PARTICIPANTS_ONLY)


@rule("monitoring.follow")
def follow(user: Any, subject: Any = None) -> Decision:
    """A personal calendar of deadlines."""
    return ALLOWED if follows_plans(user) else refused(PARTICIPANTS_ONLY)


# --- reports ----------------------------------------------------------------------------------------------------


def _editor_in(user: Any, report: Report, *states: str) -> Decision:
    if not is_editor(user, report.document.developer_id):
        return refused(EDITORS_ONLY)
    return ALLOWED if report.state in states else refused(WRONG_STATE)


def _authority_in(user: Any, report: Report, *states: str) -> Decision:
    if not is_authority(user, report.document.territory_id):
        return refused(AUTHORITY_ONLY)
    return ALLOWED if report.state in states else refused(WRONG_STATE)


@rule("monitoring.see_report")
def see_report(user: Any, report: Report) -> Decision:
    """A submitted report like its document; before that those who prepare or receive it."""
    seen = decide(user, "planning.see", report.document)
    if not seen or report.state in (ReportState.SUBMITTED, ReportState.ACCEPTED):
        return seen
    document = report.document
    if is_editor(user, document.developer_id) or is_authority(user, document.territory_id):
        return ALLOWED
    mine = bodies_of(user, Role.CO_EXECUTOR)
    asked = bool(mine) and ReportInformation.objects.filter(report=report, body__in=mine).exists()
    return ALLOWED if asked else refused(NOT_PUBLIC)


@rule("monitoring.begin_report")
def begin_report(user: Any, subject: tuple[PlanningDocument, int]) -> Decision:
    document, year = subject
    if not is_editor(user, document.developer_id):
        return refused(EDITORS_ONLY)
    return year_is_open(document, year)


@rule("monitoring.write_report")
def write_report(user: Any, report: Report) -> Decision:
    """Compute its figures, write its note and its conclusions."""
    return _editor_in(user, report, ReportState.DRAFT, ReportState.RETURNED)


@rule("monitoring.sign_report")
def sign_report(user: Any, report: Report) -> Decision:
    return _editor_in(user, report, ReportState.DRAFT, ReportState.RETURNED)


@rule("monitoring.submit_report")
def submit_report(user: Any, report: Report) -> Decision:
    return _editor_in(user, report, ReportState.SIGNED)


@rule("monitoring.return_report")
def return_report(user: Any, report: Report) -> Decision:
    return _authority_in(user, report, ReportState.SUBMITTED, ReportState.ACCEPTED)


@rule("monitoring.accept_report")
def accept_report(user: Any, report: Report) -> Decision:
    return _authority_in(user, report, ReportState.SUBMITTED)


@rule("monitoring.write_conclusion")
def write_conclusion(user: Any, report: Report) -> Decision:
    """The conclusion on a submitted report: the planning authority."""
    return _authority_in(user, report, ReportState.SUBMITTED, ReportState.ACCEPTED)


@rule("monitoring.send_information")
def send_information(user: Any, information: ReportInformation) -> Decision:
    """The information of a body: its own co-executors and editors."""
    if information.body_id not in bodies_of(user, Role.CO_EXECUTOR, Role.PLANNING_EDITOR):
        return refused(OTHER_BODY)
    return ALLOWED if information.report.open else refused(WRONG_STATE)
