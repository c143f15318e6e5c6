"""Codes of the working calendar."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DayKind(models.TextChoices):
    DAY_OFF = "day_off", _("Day off")
    WORKED = "worked", _("Worked weekend")


class YearState(models.TextChoices):
    """Only a confirmed year is counted by; a proposed one is as if it were not there."""

    PROPOSED = "proposed", _("Proposed")
    CONFIRMED = "confirmed", _("Confirmed")
