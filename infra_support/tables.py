"""Columns of the lists: one description for headings, sorting and the exported file."""

from django.utils.translation import gettext_lazy as _

from rss_portal.ui.collation import kazakh_order
from rss_portal.ui.formats import moment
from rss_portal.ui.formats import name as name_of
from rss_portal.ui.lists import Column

QUEUE_COLUMNS = (
    Column("number", _("Number"), lambda line: line.application.number, order="number"),
    Column(
        "applicant", _("Applicant"), lambda line: line.application.applicant_name, order=kazakh_order("applicant_name")
    ),
    Column("project", _("Project"), lambda line: line.application.project_name, order=kazakh_order("project_name")),
    Column("region", _("Region"), lambda line: name_of(line.application.region), order="region_id"),
    Column("state", _("State"), lambda line: line.state, order="state"),
    Column("registered", _("Registered"), lambda line: moment(line.application.registered_at), order="registered_at"),
    Column("due", _("Term"), lambda line: line.term.clock.due_on if line.term else None, order="due_on"),
    Column(
        "cost",
        _("Cost of the project, thousand tenge"),
        lambda line: line.application.project_cost,
        order="project_cost",
        numeric=True,
    ),
)
