"""Columns of the list of background work, for the page and for the export."""

from django.utils.translation import pgettext_lazy

from rss_portal.ui.lists import Column

from . import phrases
from .models import Job


def owner_name(job: Job) -> str:
    """Full name of who started it, the sign-in name where there is none, empty for the portal itself."""
    return (job.owner.get_full_name() or job.owner.username) if job.owner else ""


COLUMNS = [
    Column("kind", pgettext_lazy("job", "Work"), phrases.title, "kind"),
    Column("state", pgettext_lazy("job", "State"), Job.get_state_display, "state"),
    Column("percent", pgettext_lazy("job", "Done, %"), lambda job: job.percent, numeric=True),
    Column("owner", pgettext_lazy("job", "Started by"), owner_name, "owner__last_name"),
    Column("created", pgettext_lazy("job", "Created"), lambda job: job.created_at, "created_at"),
]
