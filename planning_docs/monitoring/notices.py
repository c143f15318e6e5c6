"""What people are told about monitoring."""

from django.utils.translation import gettext_lazy as _

from rss_portal.notices.registry import kind

NEAR = kind(
    "monitoring.deadline_near",
    title=_("Due on %(due_on)s: %(step)s"),
    text=_("%(step)s is due on %(due_on)s: «%(document)s» (paragraph %(paragraph)s)."),
)
OVERDUE = kind(
    "monitoring.deadline_overdue",
    title=_("Overdue: %(step)s"),
    text=_("%(step)s was due on %(due_on)s and is not marked as done: «%(document)s» (paragraph %(paragraph)s)."),
)
ASKED = kind(
    "monitoring.information_asked",
    title=_("Information for the report of %(year)s is asked for"),
    text=_("Enter your facts of %(year)s and send the information for the report on «%(document)s»."),
)
SENT = kind(
    "monitoring.information_sent",
    title=_("A co-executor has sent its information"),
    text=_("%(body)s has sent its information for the report of %(year)s on «%(document)s»."),
)
SUBMITTED = kind(
    "monitoring.report_submitted",
    title=_("A report is submitted"),
    text=_("The report of %(year)s on «%(document)s» is signed and submitted; it waits for your decision."),
)
RETURNED = kind(
    "monitoring.report_returned",
    title=_("A report is returned with remarks"),
    text=_("The report of %(year)s on «%(document)s» is returned: %(remarks)s"),
)
ACCEPTED = kind(
    "monitoring.report_accepted",
    title=_("A report is accepted"),
    text=_("The planning authority has accepted the report of %(year)s on «%(document)s»."),
)
