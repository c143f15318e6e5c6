"""Background work of operations: a job that proves that jobs are done."""

from django.utils.translation import gettext_lazy as _

from rss_portal.jobs.context import JobContext
from rss_portal.jobs.registry import handler

PING = "operations.ping"


@handler(PING, title=_("Check of background work"))
def ping(job: JobContext) -> dict[str, bool]:
    return {"answered": True}
