"""Reference data: kinds of infrastructure (p.6) and a region's priority activities (p.5)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from settlements.models import Territory


class InfrastructureCategory(models.Model):
    """One of the five categories of p.6."""

    code = models.CharField(_("code"), max_length=20, primary_key=True)
    position = models.PositiveSmallIntegerField(default=0)
    name_kk = models.CharField(_("name in Kazakh"), max_length=300)
    name_ru = models.CharField(_("name in Russian"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("category of infrastructure")
        verbose_name_plural = _("categories of infrastructure")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.name_kk


class InfrastructureKind(models.Model):
    """A kind of infrastructure within its category (p.6)."""

    code = models.CharField(_("code"), max_length=30, primary_key=True)
    category = models.ForeignKey(InfrastructureCategory, on_delete=models.PROTECT, related_name="kinds")
    position = models.PositiveSmallIntegerField(default=0)
    name_kk = models.CharField(_("name in Kazakh"), max_length=300)
    name_ru = models.CharField(_("name in Russian"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)
    shared = models.BooleanField(_("for shared use"), default=False)

    class Meta:
        verbose_name = _("kind of infrastructure")
        verbose_name_plural = _("kinds of infrastructure")
        ordering = ["category__position", "position", "code"]

    def __str__(self) -> str:
        return self.name_kk


class OkedCode(models.Model):
    """A row of the classifier of economic activities: section (a letter), division (2 digits), group (3),
    class (4) or subclass (5). Codes are stored without dots."""

    code = models.CharField(_("OKED code"), max_length=5, primary_key=True)
    level = models.PositiveSmallIntegerField(_("level"))  # 1 section ... 5 subclass
    section = models.CharField(_("section"), max_length=1)
    name_kk = models.CharField(_("name in Kazakh"), max_length=300)
    name_ru = models.CharField(_("name in Russian"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("row of OKED")
        verbose_name_plural = _("rows of OKED")
        ordering = ["section", "code"]

    def __str__(self) -> str:
        return self.code


class PriorityActivity(models.Model):
    """An activity (OKED at section, division, group, class or subclass level) to which a region gives priority;
    at most six are in force in a region on one day (p.5)."""

    region = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="priority_activities")
    oked = models.CharField(_("OKED code"), max_length=6)
    name_kk = models.CharField(_("name in Kazakh"), max_length=300)
    name_ru = models.CharField(_("name in Russian"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)
    valid_from = models.DateField(_("in force from"))
    valid_to = models.DateField(_("in force to"), null=True, blank=True)

    class Meta:
        verbose_name = _("priority activity")
        verbose_name_plural = _("priority activities")
        ordering = ["region", "oked"]
        constraints = [models.UniqueConstraint(fields=["region", "oked", "valid_from"], name="support_priority_once")]

    def __str__(self) -> str:
        return f"{self.region_id} {self.oked}"
