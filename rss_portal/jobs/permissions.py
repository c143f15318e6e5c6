"""Who may see, stop and repeat background work: its owner, and those who answer for the whole portal."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from rss_portal.access import ALLOWED, Decision, refused, rule
from rss_portal.accounts.choices import Role

from .models import Job

OVERSEERS = (Role.MINISTRY_ANALYST, Role.ADMINISTRATOR)


def visible_jobs(user: Any) -> QuerySet[Job]:
    """Jobs that USER may open: all for those who oversee, their own for everybody else."""
    if not user.is_authenticated:
        return Job.objects.none()
    return Job.objects.all() if user.holds(*OVERSEERS) else Job.objects.filter(owner=user)


@rule("jobs.see")
@rule("jobs.cancel")
@rule("jobs.retry")
def owner_or_overseer(user: Any, job: Job) -> Decision:
    if not user.is_authenticated:
        return refused(_("Sign in to see background work."))
    if job.owner_id == user.pk or user.holds(*OVERSEERS):
        return ALLOWED
    return refused(_("This work was started by somebody else."))
