"""An uploaded workbook on its way in: file, checks, differences, acceptance."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .choices import ImportState


def upload_name(instance: "StagedImport", filename: str) -> str:
    """Random name outside the web root; the user's own file name is kept in the row."""
    return f"imports/{instance.public_id}.xlsx"


class StagedImport(models.Model):
    """One uploaded file. Nothing of it is written elsewhere before acceptance."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    form = models.CharField(_("form"), max_length=60)  # "settlements.inventory"
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="staged_imports")
    territory_code = models.CharField(_("territory"), max_length=9)
    year = models.PositiveSmallIntegerField(_("year"))
    file = models.FileField(_("file"), upload_to=upload_name)
    file_name = models.CharField(_("file name"), max_length=200)
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    accepted_at = models.DateTimeField(_("accepted"), null=True)
    state = models.CharField(_("state"), max_length=10, choices=ImportState.choices, default=ImportState.CHECKING)
    job = models.ForeignKey("jobs.Job", null=True, on_delete=models.SET_NULL, related_name="+")
    rows = models.PositiveIntegerField(_("rows"), default=0)
    changed = models.PositiveIntegerField(_("changed values"), default=0)
    problem_count = models.PositiveIntegerField(_("problems"), default=0)
    problems = models.JSONField(default=list)  # [{sheet,row,column,found,expected,code}]
    differences = models.JSONField(default=list)  # [{settlement,item,field,old,new}]
    refusal = models.TextField(_("why refused"), blank=True)

    class Meta:
        verbose_name = _("staged import")
        verbose_name_plural = _("staged imports")
        ordering = ["-id"]
