"""Columns of the monitoring lists."""

from django.utils.translation import gettext_lazy as _

from planning_docs.check_phrases import paragraph
from rss_portal.ui.lists import Column

from .forms import titled

DEADLINE_COLUMNS = (
    Column("due_on", _("Due"), lambda line: line.deadline.due_on),
    Column("step", _("Step"), lambda line: str(line.step)),
    Column("paragraph", _("Paragraph"), lambda line: paragraph(line.deadline.paragraph)),
    Column("document", _("Document"), lambda line: titled(line.document)),
    Column("bodies", _("Responsible"), lambda line: line.bodies()),
    Column("state", _("State"), lambda line: str(line.state_label)),
    Column("done_on", _("Done on"), lambda line: line.mark.done_on if line.mark else None),
    Column("overdue_days", _("Days late"), lambda line: line.overdue_days, numeric=True),
)
