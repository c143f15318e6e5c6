"""Steps of the deadline calendar that are done, and who follows it in a calendar of their own."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from planning_docs.models import PlanningDocument
from planning_docs.monitoring.choices import Step


class DeadlineMark(models.Model):
    """A step of a document that is done. What is due is not stored: it follows from the rules."""

    document = models.ForeignKey(PlanningDocument, on_delete=models.CASCADE, related_name="deadline_marks")
    step = models.CharField(_("step"), max_length=30, choices=Step.choices)
    about = models.PositiveSmallIntegerField(_("year reported on"))
    number = models.PositiveSmallIntegerField(_("quarter or edition"), default=0)
    done_on = models.DateField(_("done on"))
    note = models.CharField(_("note"), max_length=500, blank=True)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    marked_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("step done")
        verbose_name_plural = _("steps of documents done")
        constraints = [
            models.UniqueConstraint(fields=["document", "step", "about", "number"], name="monitoring_mark_once")
        ]


class FeedKey(models.Model):
    """The part of a personal calendar's address that changes when the person asks for a new one. The address
    itself is signed with the portal's key and is not stored."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="planning_feed")
    nonce = models.CharField(max_length=32)
    made_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("address of a personal calendar")
        verbose_name_plural = _("addresses of personal calendars")
