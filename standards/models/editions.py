"""Editions of the standards: lists, norms, method and parameters as dated data tied to a legal act."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from settlements.choices import Status
from settlements.models import Item
from standards.choices import EditionState, RequirementLevel


class Edition(models.Model):
    """A dated set of lists with a method. `parameters` is what `rules.methods` documents."""

    code = models.CharField(_("code"), max_length=40, primary_key=True)
    title_kk = models.CharField(_("title in Kazakh"), max_length=300)
    title_ru = models.CharField(_("title in Russian"), max_length=300)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    act_kind = models.CharField(_("kind of legal act"), max_length=60)
    act_number = models.CharField(_("number"), max_length=40)
    act_date = models.DateField(_("date"))
    in_force_from = models.DateField(_("in force from"))
    in_force_to = models.DateField(_("in force to"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=EditionState.choices, default=EditionState.DRAFT)
    method = models.CharField(_("method"), max_length=40)
    parameters = models.JSONField(default=dict)
    note_kk = models.TextField(blank=True)
    note_ru = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)  # grows with every change; part of a run's inputs

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["in_force_from", "code"]

    def __str__(self) -> str:
        return self.code


class Requirement(models.Model):
    """One item on the list of one status."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="requirements")
    status = models.CharField(_("status"), max_length=20, choices=Status.choices)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(_("level"), max_length=12, choices=RequirementLevel.choices)
    position = models.PositiveSmallIntegerField(_("position in the list"))
    condition = models.TextField(_("condition of applicability"), blank=True)
    note = models.TextField(_("note"), blank=True)
    provenance = models.CharField(_("provenance"), max_length=20)

    class Meta:
        verbose_name = _("requirement")
        verbose_name_plural = _("requirements")
        ordering = ["status", "position"]
        constraints = [models.UniqueConstraint(fields=["edition", "status", "item"], name="requirement_once")]


class Norm(models.Model):
    """How many objects, or which kind, a population range needs. It prefills and warns, never overwrites."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="norms")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    population_from = models.PositiveIntegerField(_("population from"))
    population_to = models.PositiveIntegerField(_("population to"), null=True, blank=True)
    required = models.PositiveIntegerField(_("required number"), null=True, blank=True)
    kind_kk = models.CharField(max_length=200, blank=True)
    kind_ru = models.CharField(max_length=200, blank=True)
    kind_en = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("norm")
        verbose_name_plural = _("norms")
