"""Terms that run for an application."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from infra_support.choices import ClockKind


class Clock(models.Model):
    """A term of the rules that runs, or ran, for one application. Started, moved and stopped only by
    `services.clocks`; the calendar of working days decides `due_on`."""

    application = models.ForeignKey("infra_support.Application", on_delete=models.CASCADE, related_name="clocks")
    kind = models.CharField(_("term"), max_length=20, choices=ClockKind.choices)
    started_on = models.DateField(_("day of the event"))
    days = models.PositiveSmallIntegerField(_("days"))
    working = models.BooleanField(_("working days"), default=True)
    due_on = models.DateField(_("due"))
    stopped_at = models.DateTimeField(_("done"), null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    overdue_told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("term of an application")
        verbose_name_plural = _("terms of applications")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "kind"], condition=Q(stopped_at=None), name="support_one_running_clock"
            )
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(stopped_at=None), name="support_clock_running"),
            models.Index(fields=["application", "stopped_at"], name="support_clock_of_application"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.kind} {self.due_on}"
