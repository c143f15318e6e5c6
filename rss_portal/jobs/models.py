"""Background work as a row: the row is the truth, Celery only carries its number."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .choices import FINISHED, JobState


class Job(models.Model):
    """A piece of background work that a person can open. Made by `jobs.services.enqueue` only."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(pgettext_lazy("job", "kind"), max_length=60)  # "standards.recompute"
    arguments = models.JSONField(default=dict)
    state = models.CharField(
        pgettext_lazy("job", "state"), max_length=10, choices=JobState.choices, default=JobState.QUEUED
    )
    territory_code = models.CharField(pgettext_lazy("job", "territory"), max_length=20, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="jobs",
        verbose_name=pgettext_lazy("job", "owner"),
    )
    created_at = models.DateTimeField(pgettext_lazy("job", "created"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent to a worker"), default=timezone.now)
    started_at = models.DateTimeField(pgettext_lazy("job", "started"), null=True)
    finished_at = models.DateTimeField(pgettext_lazy("job", "finished"), null=True)
    done = models.PositiveIntegerField(_("steps done"), default=0)
    total = models.PositiveIntegerField(_("steps in all"), default=0)
    message = models.CharField(
        pgettext_lazy("job", "message"), max_length=300, blank=True
    )  # code of the step, translated when shown
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    claim = models.UUIDField(null=True)  # fence: only the holder of the newest claim may write
    cancel_requested = models.BooleanField(default=False)
    result = models.JSONField(default=dict)
    error = models.CharField(max_length=100, blank=True)  # code of the sentence, filled with error_values
    error_values = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("background job")
        verbose_name_plural = _("background jobs")
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "lease_until"], name="jobs_state_lease")]

    @property
    def finished(self) -> bool:
        return self.state in FINISHED

    @property
    def percent(self) -> int:
        """Whole percent done, 0 to 100."""
        if self.state == JobState.DONE:
            return 100
        return min(99, 100 * self.done // self.total) if self.total else 0
