"""Who changed what, when, from where and why. Written by services only (`changelog.services`)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .choices import Origin


class ChangeSet(models.Model):
    """One action of one person: every value that it changed carries this row's id."""

    at = models.DateTimeField(_("time"), auto_now_add=True, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    origin = models.CharField(_("origin"), max_length=10, choices=Origin.choices)
    action = models.CharField(_("action"), max_length=60)
    territory_code = models.CharField(_("territory"), max_length=9, blank=True, db_index=True)
    reason = models.TextField(_("reason"), blank=True)
    detail = models.CharField(_("detail"), max_length=200, blank=True)  # file name, job number, command line
    request_id = models.CharField(max_length=36, blank=True)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["-id"]


class Change(models.Model):
    """One object changed within a change set: the fields that differ, old and new."""

    change_set = models.ForeignKey(ChangeSet, on_delete=models.CASCADE, related_name="changes")
    object_type = models.CharField(max_length=60)  # "settlements.territory"
    object_key = models.CharField(max_length=80)
    old = models.JSONField(default=dict)
    new = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("changed object")
        verbose_name_plural = _("changed objects")
        indexes = [models.Index(fields=["object_type", "object_key"], name="changelog_object")]
