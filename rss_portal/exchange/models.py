"""An uploaded workbook on its way in: file, checks, differences, acceptance. A large one on its way out."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .choices import ImportState
from .forms import Subject


def upload_name(instance: "StagedImport", filename: str) -> str:
    """Random name outside the web root; the user's own file name is kept in the row."""
    return f"imports/{instance.public_id}.xlsx"


def prepared_name(instance: "PreparedWorkbook", filename: str) -> str:
    """Random name outside the web root; the name for the person is made at the download."""
    return f"workbooks/{instance.public_id}.xlsx"


class StagedImport(models.Model):
    """One uploaded file. Nothing of it is written elsewhere before acceptance."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    form = models.CharField(_("form"), max_length=60)  # "settlements.inventory"
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="staged_imports")
    territory_code = models.CharField(_("territory"), max_length=20)  # or the code of a state body
    year = models.PositiveSmallIntegerField(_("year"))
    file = models.FileField(_("file"), upload_to=upload_name)
    file_name = models.CharField(_("file name"), max_length=200)
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    accepted_at = models.DateTimeField(_("accepted"), null=True)
    state = models.CharField(_("state"), max_length=10, choices=ImportState.choices, default=ImportState.CHECKING)
    job = models.ForeignKey("jobs.Job", null=True, on_delete=models.SET_NULL, related_name="+")
    rows = models.PositiveIntegerField(_("rows"), default=0)
    good_rows = models.PositiveIntegerField(_("rows that can be accepted"), default=0)
    changed = models.PositiveIntegerField(_("changed values"), default=0)
    conflicts = models.PositiveIntegerField(_("values changed by others meanwhile"), default=0)
    problem_count = models.PositiveIntegerField(_("problems"), default=0)
    problems = models.JSONField(default=list)  # the first ones: results.CellProblem.as_json
    differences = models.JSONField(default=list)  # the first ones: results.Difference.as_json
    notices = models.JSONField(default=list)  # [code, about]
    base = models.CharField(max_length=64, blank=True)  # results.Examination.base
    refusal = models.TextField(_("why refused"), blank=True)  # code of exchange.phrases.REFUSALS
    refusal_values = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("staged import")
        verbose_name_plural = _("staged imports")
        ordering = ["-id"]

    @property
    def subject(self) -> Subject:
        return Subject(self.territory_code, self.year)

    @property
    def waits(self) -> bool:
        """Whether a person has to say what becomes of it."""
        return self.state == ImportState.CHECKED

    def content(self) -> bytes:
        """The file as it was sent."""
        with self.file.open("rb") as stored:
            return stored.read()


class PreparedWorkbook(models.Model):
    """A large workbook that a background job writes for one person; removed after a few days."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    form = models.CharField(_("form"), max_length=60)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="prepared_workbooks")
    territory_code = models.CharField(_("territory"), max_length=20)  # or the code of a state body
    year = models.PositiveSmallIntegerField(_("year"))
    file = models.FileField(_("file"), upload_to=prepared_name)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    job = models.ForeignKey("jobs.Job", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(_("asked for"), auto_now_add=True)
    ready_at = models.DateTimeField(_("ready since"), null=True)

    class Meta:
        verbose_name = _("prepared workbook")
        verbose_name_plural = _("prepared workbooks")
        ordering = ["-id"]

    @property
    def subject(self) -> Subject:
        return Subject(self.territory_code, self.year)
