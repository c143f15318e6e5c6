"""Editions of the method, and the fields of activity by which B is marked (Annexes 2 and 3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from planning_docs.effectiveness.choices import BodyKind


class MethodEdition(models.Model):
    """A dated method: `parameters` is what `rules.method` documents."""

    code = models.CharField(_("code"), max_length=20, primary_key=True)
    title_kk = models.CharField(_("title in Kazakh"), max_length=300)
    title_ru = models.CharField(_("title in Russian"), max_length=300)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    act_number = models.CharField(_("number"), max_length=40)
    act_date = models.DateField(_("date"))
    in_force_to = models.DateField(_("in force to"), null=True, blank=True)
    parameters = models.JSONField(default=dict)
    note_kk = models.TextField(blank=True)
    note_ru = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("method of evaluation")
        verbose_name_plural = _("methods of evaluation")

    def __str__(self) -> str:
        return self.code


class Sector(models.Model):
    """A sector or direction of activity; `body_name_*` is the body as Annex 2 names it, empty in Annex 3."""

    edition = models.ForeignKey(MethodEdition, on_delete=models.CASCADE, related_name="sectors")
    body_kind = models.CharField(_("kind of body"), max_length=7, choices=BodyKind.choices)
    body_code = models.CharField(_("code of the body"), max_length=20, blank=True)
    body_name_kk = models.CharField(max_length=300, blank=True)
    body_name_ru = models.CharField(max_length=300, blank=True)
    number = models.CharField(_("number"), max_length=10)  # "1" is a sector, "1.2" a direction of it
    position = models.PositiveSmallIntegerField(default=0)
    name_kk = models.CharField(_("name in Kazakh"), max_length=600)
    name_ru = models.CharField(_("name in Russian"), max_length=600)

    class Meta:
        verbose_name = _("field of activity")
        verbose_name_plural = _("fields of activity")
        ordering = ["body_kind", "body_code", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "body_kind", "body_code", "number"], name="effectiveness_sector_once"
            )
        ]
