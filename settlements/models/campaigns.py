"""Corrections of a published year."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .inventory import Campaign
from .territory import Territory


class CampaignCorrection(models.Model):
    """A published year opened again, with a reason, for one territory. What changes meanwhile is a new
    revision of the entries; the published values stay readable as the revision before."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="corrections")
    number = models.PositiveSmallIntegerField(_("number of the correction"))
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"))
    opened_at = models.DateTimeField(_("opened"), auto_now_add=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        verbose_name = _("correction of a published year")
        verbose_name_plural = _("corrections of published years")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "number"], name="correction_number_once"),
            models.UniqueConstraint(
                fields=["campaign"], condition=models.Q(closed_at__isnull=True), name="correction_open_once"
            ),
        ]
