"""The stable catalogue: 12 directions and 65 objects and services."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from settlements.choices import Measure, Unit


class Direction(models.Model):
    code = models.CharField(_("code"), max_length=3, primary_key=True)
    name_kk = models.CharField(_("name in Kazakh"), max_length=200)
    name_ru = models.CharField(_("name in Russian"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("direction")
        verbose_name_plural = _("directions")
        ordering = ["position"]

    def __str__(self) -> str:
        return self.code


class Item(models.Model):
    """An object or service; its measure says what is counted."""

    code = models.CharField(_("code"), max_length=6, primary_key=True)
    direction = models.ForeignKey(Direction, on_delete=models.PROTECT, related_name="items")
    measure = models.CharField(_("measure"), max_length=8, choices=Measure.choices)
    unit = models.CharField(_("unit"), max_length=10, choices=Unit.choices, blank=True)
    name_kk = models.CharField(_("name in Kazakh"), max_length=300)
    name_ru = models.CharField(_("name in Russian"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300)
    body_code = models.CharField(_("responsible central body"), max_length=20, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("object or service")
        verbose_name_plural = _("objects and services")
        ordering = ["position"]

    def __str__(self) -> str:
        return self.code
