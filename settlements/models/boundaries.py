"""Outlines of regions and districts, for maps."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .territory import Territory


class TerritoryBoundary(models.Model):
    """The outline of a unit: rings of [longitude, latitude] pairs (degrees, WGS 84), outer and inner alike,
    to be filled by the even-odd rule. Written by `services.boundaries`."""

    territory = models.OneToOneField(Territory, primary_key=True, on_delete=models.CASCADE, related_name="boundary")
    rings = models.JSONField()
    source = models.CharField(_("source"), max_length=200)
    licence = models.CharField(_("licence"), max_length=200)
    imported_at = models.DateTimeField(_("imported"), auto_now=True)

    class Meta:
        verbose_name = _("boundary")
        verbose_name_plural = _("boundaries")

    @property
    def notice(self) -> str:
        """Whose outline it is and under which licence, as it stands under a map."""
        return ", ".join(filter(None, (self.source, self.licence)))
